//! The words of the texts of emails.

use shared::Language;

use crate::i18n::{Words, texts};

texts! {
    /// The words of the texts of emails.
    pub(crate) enum MailTextsText {
        Title: "Email texts", "Texter i e-post";
        Lead: "What Konfid writes to users, in each language. Choose an email to change its text.", "Vad Konfid skriver till användarna, på varje språk. Välj ett meddelande för att ändra texten.";
        Languages: "Language of the texts", "Texternas språk";
        AnotherLanguage: "Another language", "Ett annat språk";
        AnotherLanguageHint: "Its tag, for example de or nb. Where a text is missing, users get the one in the organisation’s language.", "Språkets tagg, till exempel de eller nb. Där en text saknas får användarna den på organisationens språk.";
        Show: "Show", "Visa";
        NotTag: "Write a language as de, nb or pt-BR.", "Skriv ett språk som de, nb eller pt-BR.";
        Emails: "Emails", "Meddelanden";
        Edited: "Edited", "Redigerad";
        Missing: "No text", "Ingen text";
        Subject: "Subject", "Ämne";
        Body: "Text", "Text";
        BodyHint: "An empty line begins a new paragraph. # heading, * item, 1. step, [words](address), -- before the small print.", "En tom rad börjar ett nytt stycke. # rubrik, * punkt, 1. steg, [ord](adress), -- före det finstilta.";
        Variables: "Variables", "Variabler";
        VariablesHint: "Their values are put in when the email is sent. {{if …}} and {{end}} around a part leave it out where there is no value; {{else}} says what stands there instead.", "Värdena sätts in när meddelandet skickas. {{if …}} och {{end}} runt en del utelämnar den där det inte finns något värde; {{else}} anger vad som står där i stället.";
        Save: "Save", "Spara";
        Saved: "The text is saved. Emails that are sent from now on have it.", "Texten är sparad. Meddelanden som skickas från och med nu har den.";
        Discard: "Discard changes", "Ignorera ändringar";
        Unsaved: "You have unsaved changes.", "Du har osparade ändringar.";
        Back: "Back to the built-in text", "Tillbaka till den inbyggda texten";
        Remove: "Remove the text", "Ta bort texten";
        BackTitle: "Back to the built-in text?", "Tillbaka till den inbyggda texten?";
        RemoveTitle: "Remove the text?", "Ta bort texten?";
        BackDetail: "Your text is deleted. Copy it first if you may need it again.", "Din text raderas. Kopiera den först om du kan behöva den igen.";
        RemoveDetail: "Users with this language then get the text in the organisation’s language.", "Användare med det här språket får sedan texten på organisationens språk.";
        WentBack: "The built-in text is used again.", "Den inbyggda texten används igen.";
        Removed: "The text is removed.", "Texten är borttagen.";
        Stale: "Somebody else has changed this text.", "Någon annan har ändrat den här texten.";
        StaleDetail: "Load the latest text and compare; what you have typed stays here until you discard it.", "Läs in den senaste texten och jämför; det du har skrivit finns kvar tills du ignorerar det.";
        ReadLatest: "Load the latest", "Läs in den senaste";
        LeaveDetail: "Your changes to the text are lost if you leave now.", "Dina ändringar i texten går förlorade om du lämnar sidan nu.";
        Preview: "Preview", "Förhandsvisning";
        PreviewAs: "Show the preview as", "Visa förhandsvisningen som";
        PreviewHint: "With a made-up user and your organisation’s numbers. The links open nothing that belongs to a user.", "Med en påhittad användare och din organisations nummer. Länkarna öppnar inget som hör till en användare.";
        NoPreview: "The preview appears as soon as the text has no faults.", "Förhandsvisningen visas så snart texten är utan fel.";
        AsHtml: "HTML", "HTML";
        AsText: "Plain text", "Ren text";
        Light: "Light", "Ljust";
        Dark: "Dark", "Mörkt";
        Computer: "Computer", "Dator";
        Phone: "Phone", "Telefon";
    }
}

impl Words {
    /// What every text must have.
    pub(super) fn required(self, names: &[String]) -> String {
        match self.language {
            Language::En => format!("The text must always contain {}.", names.join(" or ")),
            Language::Sv => format!("Texten ska alltid innehålla {}.", names.join(" eller ")),
        }
    }
}
