//! The words of the mails.

use shared::Language;

use crate::i18n::{Words, texts};

texts! {
    /// The words of the mails.
    pub(crate) enum MailsText {
        Title: "Mails", "Meddelanden";
        Lead: "Every mail that Konfid has written, and how far it has come.", "Alla e-postmeddelanden som Konfid har skrivit, och hur långt de har kommit.";
        KeptDemo: "This is the demo: mails stay in your browser and are read here.", "Det här är demon: meddelandena stannar i din webbläsare och läses här.";
        All: "All", "Alla";
        States: "Show mails in this state", "Visa meddelanden i det här läget";
        OfOneUser: "Only one user’s mails are shown.", "Bara en användares meddelanden visas.";
        ShowAll: "Show all mails", "Visa alla meddelanden";
        Recipient: "To", "Till";
        Event: "About", "Gäller";
        Language: "Language", "Språk";
        State: "State", "Läge";
        Attempts: "Attempts", "Försök";
        NextAttempt: "Next attempt", "Nästa försök";
        LastError: "Last error", "Senaste fel";
        Written: "Written", "Skrivet";
        Finished: "Finished", "Klart";
        User: "User", "Användare";
        Act: "Action", "Åtgärd";
        Retry: "Send again", "Skicka igen";
        SendNow: "Send now", "Skicka nu";
        Retried: "The mail is in the queue again.", "Meddelandet ligger i kön igen.";
        NoneTitle: "No mails yet", "Inga meddelanden ännu";
        NoneDetail: "When you enable a user for dial-in conferencing or reset a conference ID, the mail about it appears here.", "När du aktiverar en användare för konferens med uppringning eller återställer ett konferens-ID visas meddelandet om det här.";
        NoneMatch: "No mails match", "Inga meddelanden matchar";
        NoneMatchDetail: "Choose another state, or show all mails.", "Välj ett annat läge, eller visa alla meddelanden.";
        Read: "Mail", "Meddelande";
        ClosePane: "Close the mail", "Stäng meddelandet";
        Text: "Text of the mail", "Meddelandets text";
        TextLater: "The text is written when the mail is sent, so that it always names the conference ID that is current then.", "Texten skrivs när meddelandet skickas, så att det alltid innehåller det konferens-ID som gäller då.";
        TextSent: "The mail has been handed to the mail server; Konfid keeps no copy of its text.", "Meddelandet har lämnats till e-postservern; Konfid sparar ingen kopia av texten.";
        TextSuperseded: "A later change made the mail untrue before it was sent, so it was never sent.", "En senare ändring gjorde meddelandet inaktuellt innan det skickades, så det skickades aldrig.";
        TextFailed: "Konfid has given the mail up. Mend what the last error says, then send it again.", "Konfid har gett upp om meddelandet. Åtgärda det senaste felet och skicka det sedan igen.";
    }
}

/// Names the mail that a link leads to, for screen readers.
pub(super) fn read_mail(t: Words, recipient: &str) -> String {
    match t.language {
        Language::En => format!("Read the mail to {recipient}"),
        Language::Sv => format!("Läs meddelandet till {recipient}"),
    }
}
