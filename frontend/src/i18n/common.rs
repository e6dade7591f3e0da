//! Words that every page uses.

use shared::{MailEvent, MailState};

use super::{Words, texts};

texts! {
    /// Words that every page uses.
    pub(crate) enum Common {
        Cancel: "Cancel", "Avbryt";
        Close: "Close", "Stäng";
        Copied: "Copied", "Kopierat";
        Copy: "Copy", "Kopiera";
        CopyId: "Copy the conference ID", "Kopiera konferens-ID:t";
        CopyFailed: "Could not be copied. Select the text and copy it by hand.", "Det gick inte att kopiera. Markera texten och kopiera för hand.";
        Dismiss: "Dismiss", "Stäng aviseringen";
        Edit: "Edit", "Redigera";
        English: "English", "Engelska";
        Loading: "Loading…", "Läser in …";
        Next: "Next", "Nästa";
        No: "No", "Nej";
        Optional: "optional", "valfritt";
        Previous: "Previous", "Föregående";
        Retry: "Try again", "Försök igen";
        Save: "Save", "Spara";
        Swedish: "Swedish", "Svenska";
        Undo: "Undo", "Ångra";
        Yes: "Yes", "Ja";

        Unreachable: "Konfid cannot be reached", "Konfid går inte att nå";
        UnreachableDetail: "Check the network connection and try again. Nothing that you have typed is lost.", "Kontrollera nätverksanslutningen och försök igen. Inget av det du har skrivit har gått förlorat.";
        Unexpected: "This page could not read the answer from Konfid", "Sidan kunde inte läsa svaret från Konfid";
        UnexpectedDetail: "Reload the page. It may be older than the server.", "Ladda om sidan. Den kan vara äldre än servern.";

        ConferenceId: "Conference ID", "Konferens-ID";
        DialIn: "Dial-in conferencing", "Konferens med uppringning";
        Enabled: "Enabled", "Aktiverad";
        NotEnabled: "Not enabled", "Inte aktiverad";
        RemovedUser: "removed user", "borttagen användare";

        MailQueued: "Queued", "I kö";
        MailSending: "Being sent", "Skickas";
        MailSent: "Sent", "Skickat";
        MailKept: "Not sent (no email server)", "Inte skickat (ingen e-postserver)";
        MailFailed: "Failed", "Misslyckades";
        MailSuperseded: "Superseded", "Ersatt";
        MailSupersededDetail: "A later change made this email out of date before it was sent, so it was not sent.", "En senare ändring gjorde meddelandet inaktuellt innan det skickades, så det skickades inte.";
        EventEnabled: "Enabled for dial-in conferencing", "Aktiverad för konferens med uppringning";
        EventChanged: "New conference ID", "Nytt konferens-ID";
        EventProvider: "New provider", "Ny leverantör";
        EventType: "Static or dynamic conference IDs", "Statiska eller dynamiska konferens-ID:n";
        EventNumber: "New phone number", "Nytt telefonnummer";
        EventUndone: "Reset undone", "Återställning ångrad";
        EventTakenOver: "Conference ID taken over", "Övertaget konferens-ID";
        EventHandedOver: "Conference ID handed over", "Överlämnat konferens-ID";
        EventDisabled: "Disabled for dial-in conferencing", "Inaktiverad för konferens med uppringning";
        EventInfo: "Conference info", "Konferensinformation";
        EventLink: "Sign-in link", "Inloggningslänk";
        EventPin: "PIN reset", "PIN-koden återställd";
    }
}

impl From<MailState> for Common {
    fn from(state: MailState) -> Self {
        match state {
            MailState::Queued => Self::MailQueued,
            MailState::Sending => Self::MailSending,
            MailState::Sent => Self::MailSent,
            MailState::Kept => Self::MailKept,
            MailState::Failed => Self::MailFailed,
            MailState::Superseded => Self::MailSuperseded,
        }
    }
}

impl From<MailEvent> for Common {
    fn from(event: MailEvent) -> Self {
        match event {
            MailEvent::Enabled => Self::EventEnabled,
            MailEvent::ConferenceIdChanged => Self::EventChanged,
            MailEvent::ProviderChanged => Self::EventProvider,
            MailEvent::ConferenceIdTypeChanged => Self::EventType,
            MailEvent::DefaultNumberChanged => Self::EventNumber,
            MailEvent::ResetUndone => Self::EventUndone,
            MailEvent::ConferenceIdTakenOver => Self::EventTakenOver,
            MailEvent::ConferenceIdHandedOver => Self::EventHandedOver,
            MailEvent::Disabled => Self::EventDisabled,
            MailEvent::ConferenceInfo => Self::EventInfo,
            MailEvent::OrganizerLink => Self::EventLink,
            MailEvent::PinReset => Self::EventPin,
        }
    }
}

impl Words {
    /// The name of a language in the reader's language.
    pub(crate) fn language_name(self, language: shared::Language) -> &'static str {
        self.of(match language {
            shared::Language::En => Common::English,
            shared::Language::Sv => Common::Swedish,
        })
    }

    /// The same for any language; one that Konfid has no name for has its tag.
    pub(crate) fn tag_name(self, language: &shared::LanguageTag) -> String {
        match language.built_in() {
            Some(language) => self.language_name(language).to_owned(),
            None => language.to_string(),
        }
    }
}
