//! The words of what was done.

use crate::{AuditAction, Describe, Language};

impl AuditAction {
    /// Every action.
    pub const ALL: &[Self] = <Self as strum::VariantArray>::VARIANTS;

    /// What it is called on the page.
    #[expect(clippy::too_many_lines, reason = "a table of words")]
    pub const fn words(self, language: Language) -> &'static str {
        let (english, swedish) = match self {
            Self::UserCreated => ("Created a user", "Skapade en användare"),
            Self::UserUpdated => ("Changed a user", "Ändrade en användare"),
            Self::UserEnabled => {
                ("Enabled for dial-in conferencing", "Aktiverade för konferens med uppringning")
            }
            Self::UserDisabled => {
                ("Disabled for dial-in conferencing", "Inaktiverade för konferens med uppringning")
            }
            Self::ProviderChanged => ("Changed a user’s provider", "Ändrade en användares leverantör"),
            Self::UserRemoved => ("Removed a user", "Tog bort en användare"),
            Self::NameStruckOut => ("Struck out a name", "Strök ett namn"),
            Self::ConferenceIdReset => ("Reset a conference ID", "Återställde ett konferens-ID"),
            Self::ConferenceIdChosen => ("Chose a conference ID", "Valde ett konferens-ID"),
            Self::ConferenceIdHandedOver => ("Handed over a conference ID", "Lämnade över ett konferens-ID"),
            Self::ConferenceIdTakenOver => ("Took over a conference ID", "Tog över ett konferens-ID"),
            Self::ConferenceIdsReserved => ("Reserved conference IDs", "Reserverade konferens-ID:n"),
            Self::ConferenceIdsReleased => ("Released conference IDs", "Släppte konferens-ID:n"),
            Self::ConferenceIdResetUndone => ("Undid a reset", "Ångrade en återställning"),
            Self::ConferenceIdTypeChanged => (
                "Changed the type of a user’s conference IDs",
                "Ändrade typ av konferens-ID för en användare",
            ),
            Self::KeptConferenceIdRetired => (
                "Retired a conference ID whose planned meetings are over",
                "Tog ett konferens-ID ur bruk när dess planerade möten var över",
            ),
            Self::PinReset => ("Reset an organizer PIN", "Återställde en PIN-kod"),
            Self::PinRemoved => ("Removed an organizer PIN", "Tog bort en PIN-kod"),
            Self::PinLinkOpened => ("Opened the link to an organizer PIN", "Öppnade länken till en PIN-kod"),
            Self::ConferenceInfoSent => ("Sent conference info", "Skickade konferensinformation"),
            Self::MailRetried => ("Sent an email again", "Skickade ett meddelande igen"),
            Self::MailTextChanged => ("Changed the text of emails", "Ändrade texten i meddelanden"),
            Self::MailTextReset => (
                "Went back to the built-in text of emails",
                "Gick tillbaka till den inbyggda texten i meddelanden",
            ),
            Self::TestEmailSent => ("Sent a test email", "Skickade ett testmeddelande"),
            Self::TestEmailFailed => ("Tried to send a test email", "Försökte skicka ett testmeddelande"),
            Self::JobStarted => ("Started a job", "Startade ett jobb"),
            Self::JobScheduled => ("Scheduled a job", "Schemalade ett jobb"),
            Self::JobRescheduled => ("Gave a job another time", "Gav ett jobb en annan tid"),
            Self::JobPaused => ("Paused a job", "Pausade ett jobb"),
            Self::JobResumed => ("Resumed a job", "Återupptog ett jobb"),
            Self::JobCancelled => ("Cancelled a job", "Avbröt ett jobb"),
            Self::JobDone => ("Job done", "Jobb klart"),
            Self::JobFailed => ("Job stopped", "Jobb stoppat"),
            Self::UsersExported => ("Exported users", "Exporterade användare"),
            Self::ConferenceIdsExported => ("Exported conference IDs", "Exporterade konferens-ID:n"),
            Self::HistoryExported => {
                ("Exported the history of conference IDs", "Exporterade historiken för konferens-ID:n")
            }
            Self::MeetingsExported => ("Exported planned meetings", "Exporterade planerade möten"),
            Self::SettingsUpdated => ("Changed the settings", "Ändrade inställningarna"),
            Self::AdministratorCreated => {
                ("Created an administrator account", "Skapade ett administratörskonto")
            }
            Self::SignedIn => ("Signed in", "Loggade in"),
            Self::SignedOut => ("Signed out", "Loggade ut"),
            Self::SignInFailed => ("Failed to sign in", "Misslyckades med att logga in"),
            Self::AdministratorLinkMade => (
                "Created a link for an administrator’s account",
                "Skapade en länk för ett administratörskonto",
            ),
            Self::AdministratorRenamed => {
                ("Renamed an administrator’s account", "Bytte namn på ett administratörskonto")
            }
            Self::AdministratorDisabled => {
                ("Disabled an administrator’s account", "Inaktiverade ett administratörskonto")
            }
            Self::AdministratorEnabled => {
                ("Enabled an administrator’s account", "Aktiverade ett administratörskonto")
            }
            Self::AdministratorRemoved => {
                ("Removed an administrator’s account", "Tog bort ett administratörskonto")
            }
            Self::PasswordChanged => ("Set a new password", "Bytte lösenord"),
            Self::SessionEnded => ("Ended sessions", "Avslutade sessioner"),
            Self::BridgeAdded => ("Added a bridge", "Lade till en konferensbrygga"),
            Self::BridgeUpdated => ("Changed a bridge", "Ändrade en konferensbrygga"),
            Self::ServiceNumberRegistered => {
                ("Registered a service number", "Registrerade ett telefonnummer för uppringning")
            }
            Self::ServiceNumberUpdated => {
                ("Changed a service number", "Ändrade ett telefonnummer för uppringning")
            }
            Self::ServiceNumberUnregistered => {
                ("Unregistered a service number", "Avregistrerade ett telefonnummer för uppringning")
            }
            Self::TokenCreated => ("Created an API token", "Skapade en API-token"),
            Self::TokenRevoked => ("Revoked an API token", "Återkallade en API-token"),
            Self::CalendarConnected => ("Connected a calendar", "Anslöt en kalender"),
            Self::CalendarRefused => {
                ("Failed to connect a calendar", "Misslyckades med att ansluta en kalender")
            }
            Self::CalendarDisconnected => ("Disconnected a calendar", "Kopplade från en kalender"),
            Self::MeetingsRetried => ("Tried to update meetings again", "Försökte uppdatera möten igen"),
            Self::MeetingPlanned => ("Planned a meeting", "Planerade ett möte"),
            Self::MeetingChanged => ("Changed a planned meeting", "Ändrade ett planerat möte"),
            Self::MeetingCancelled => ("Cancelled a meeting", "Ställde in ett möte"),
            Self::MeetingIdRetired => {
                ("Retired the conference ID of a meeting", "Tog ett mötes konferens-ID ur bruk")
            }
            Self::MeetingUndone => ("Undid a meeting update", "Ångrade uppdateringen av ett möte"),
            Self::OrganizerLinkSent => {
                ("Sent an organizer a link to sign in", "Skickade en inloggningslänk till en organisatör")
            }
            Self::OrganizerSignedIn => ("Signed in as an organizer", "Loggade in som organisatör"),
            Self::OrganizerSignedOut => ("Signed out as an organizer", "Loggade ut som organisatör"),
        };
        match language {
            Language::En => english,
            Language::Sv => swedish,
        }
    }
}

impl Describe for AuditAction {
    fn describe(&self, language: Language) -> String {
        self.words(language).to_owned()
    }
}
