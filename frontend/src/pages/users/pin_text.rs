//! The words about a user's organizer PIN.

use shared::Language;

use crate::i18n::{Words, texts};

texts! {
    /// The words about a user's organizer PIN.
    pub(super) enum PinPartText {
        Pin: "Organizer PIN", "PIN-kod";
        Set: "Set", "Angiven";
        NotSet: "Not set", "Saknas";
        LinkOpened: "The link was opened.", "Länken har öppnats.";
        LinkExpired: "The link expired and was not opened.", "Länken gick ut utan att öppnas.";
        Reset: "Reset PIN", "Återställ PIN-koden";
        ResetTitle: "Reset the organizer PIN?", "Återställa PIN-koden?";
        ResetStops: "The old PIN stops working at once.", "Den gamla PIN-koden slutar gälla direkt.";
        ResetMail: "The user gets an email with a link that works once and shows a new PIN. The PIN itself is never in an email.", "Användaren får ett meddelande med en länk som fungerar en gång och visar en ny PIN-kod. Själva PIN-koden står aldrig i e-post.";
        ResetNoMail: "No email is sent. Until the user gets a new PIN on their own page, they cannot start a meeting by phone.", "Ingen e-post skickas. Tills användaren hämtar en ny PIN-kod på sin egen sida går det inte att starta ett möte via telefon.";
        ResetDone: "The PIN has been reset", "PIN-koden är återställd";
        Remove: "Remove PIN", "Ta bort PIN-koden";
        RemoveTitle: "Remove the organizer PIN?", "Ta bort PIN-koden?";
        RemoveStops: "The PIN stops working at once, and so does a link to it that has not been opened.", "PIN-koden slutar gälla direkt, och även en länk till den som inte har öppnats.";
        RemoveAgain: "The user can get a new one on their own page.", "Användaren kan hämta en ny på sin egen sida.";
        Removed: "The PIN has been removed", "PIN-koden är borttagen";
    }
}

impl Words {
    /// That a link waits to be opened.
    pub(super) fn pin_link_waits(self, until: &str) -> String {
        match self.language {
            Language::En => format!("One-time link not opened yet, valid until {until}."),
            Language::Sv => format!("Engångslänken är inte öppnad ännu, gäller till {until}."),
        }
    }

    /// When the user opened the link.
    pub(super) fn pin_link_was_opened(self, moment: &str) -> String {
        match self.language {
            Language::En => format!("One-time link opened {moment}."),
            Language::Sv => format!("Engångslänken öppnades {moment}."),
        }
    }
}
