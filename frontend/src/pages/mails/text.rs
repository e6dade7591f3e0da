//! The words of the mails.

use shared::Language;

use crate::i18n::{Words, texts};

texts! {
    /// The words of the mails.
    pub(crate) enum MailsText {
        Title: "Email", "E-post";
        Lead: "All emails from Konfid and their status.", "Alla meddelanden från Konfid och deras status.";
        KeptDemo: "This is the demo: emails stay in your browser, and you can read them here.", "Det här är demon: meddelandena stannar i din webbläsare, och du kan läsa dem här.";
        All: "All", "Alla";
        States: "Show emails with this status", "Visa meddelanden med den här statusen";
        OfOneUser: "Only one user’s emails are shown.", "Bara en användares meddelanden visas.";
        ShowAll: "Show all emails", "Visa alla meddelanden";
        Recipient: "To", "Till";
        Event: "About", "Gäller";
        Language: "Language", "Språk";
        State: "Status", "Status";
        Attempts: "Attempts", "Försök";
        NextAttempt: "Next attempt", "Nästa försök";
        LastError: "Last error", "Senaste fel";
        Delivery: "Delivery", "Leverans";
        Written: "Written", "Skrivet";
        CausedBy: "Caused by", "Orsakat av";
        Finished: "Finished", "Klart";
        User: "User", "Användare";
        Act: "Action", "Åtgärd";
        Retry: "Send again", "Skicka igen";
        RetryFailed: "Send all failed again", "Skicka alla misslyckade igen";
        SendNow: "Send now", "Skicka nu";
        Retried: "The email is in the queue again.", "Meddelandet ligger i kön igen.";
        NoneTitle: "No emails yet", "Inga meddelanden ännu";
        NoneDetail: "When you enable a user for dial-in conferencing or reset a conference ID, the email about it appears here.", "När du aktiverar en användare för konferens med uppringning eller återställer ett konferens-ID visas meddelandet om det här.";
        NoneMatch: "No emails match", "Inga meddelanden matchar";
        NoneMatchDetail: "Choose another status, or show all emails.", "Välj en annan status, eller visa alla meddelanden.";
        Read: "Email", "Meddelande";
        ClosePane: "Close the email", "Stäng meddelandet";
        Text: "Text of the email", "Meddelandets text";
        TextLater: "The text is written when the email is sent, so that it always names the conference ID that is current then.", "Texten skrivs när meddelandet skickas, så att det alltid innehåller det konferens-ID som gäller då.";
        TextSent: "The email has been handed to the email server. Konfid keeps no copy of its text.", "Meddelandet har lämnats till e-postservern; Konfid sparar ingen kopia av texten.";
        TextFailed: "Konfid has stopped trying to send this email. Fix the last error, then send it again.", "Konfid har slutat försöka skicka meddelandet. Åtgärda det senaste felet och skicka det sedan igen.";
    }
}

/// Names the mail that a link leads to, for screen readers.
pub(super) fn read_mail(t: Words, recipient: &str) -> String {
    match t.language {
        Language::En => format!("Read the email to {recipient}"),
        Language::Sv => format!("Läs meddelandet till {recipient}"),
    }
}
