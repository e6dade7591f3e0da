//! The words of the audit log.

use shared::AuditAction;

use crate::i18n::texts;

texts! {
    /// The words of the audit log.
    pub(crate) enum AuditText {
        Title: "Audit log", "Granskningslogg";
        Lead: "Who did what, and when. Konfid never changes or removes an entry.", "Vem som gjorde vad, och när. Konfid ändrar aldrig en post och tar aldrig bort någon.";
        Filter: "Action", "Åtgärd";
        AllActions: "All actions", "Alla åtgärder";
        OfOneUser: "Only one user’s entries are shown.", "Bara en användares poster visas.";
        ShowAll: "Show everything", "Visa allt";
        When: "When", "När";
        Who: "Who", "Vem";
        What: "What", "Vad";
        User: "User", "Användare";
        NoneTitle: "Nothing here yet", "Inget här ännu";
        NoneDetail: "Everything that is done in Konfid is recorded here.", "Allt som görs i Konfid visas här.";
        NoneMatch: "Nothing matches", "Inget matchar";
        NoneMatchDetail: "Choose another action, or show everything.", "Välj en annan åtgärd, eller visa allt.";

        UserCreated: "Created a user", "Skapade en användare";
        UserUpdated: "Changed a user", "Ändrade en användare";
        UserEnabled: "Enabled for dial-in conferencing", "Aktiverade för konferens med uppringning";
        UserDisabled: "Disabled for dial-in conferencing", "Inaktiverade för konferens med uppringning";
        UserRemoved: "Removed a user", "Tog bort en användare";
        NameStruckOut: "Struck out a name", "Strök ett namn";
        ConferenceIdReset: "Reset a conference ID", "Återställde ett konferens-ID";
        ConferenceIdResetUndone: "Undid a reset", "Ångrade en återställning";
        ConferenceInfoSent: "Sent conference info", "Skickade konferensinformation";
        MailRetried: "Sent an email again", "Skickade ett meddelande igen";
        TestEmailSent: "Sent a test email", "Skickade ett testmeddelande";
        TestEmailFailed: "Tried to send a test email", "Försökte skicka ett testmeddelande";
        JobStarted: "Started a job", "Startade ett jobb";
        JobPaused: "Paused a job", "Pausade ett jobb";
        JobResumed: "Resumed a job", "Återupptog ett jobb";
        JobCancelled: "Cancelled a job", "Avbröt ett jobb";
        JobDone: "Job done", "Jobb klart";
        JobFailed: "Job stopped", "Jobb stoppat";
        UsersExported: "Exported users", "Exporterade användare";
        SettingsUpdated: "Changed the settings", "Ändrade inställningarna";
        AdministratorCreated: "Created an administrator account", "Skapade ett administratörskonto";
        SignedIn: "Signed in", "Loggade in";
        SignedOut: "Signed out", "Loggade ut";
        SignInFailed: "Failed to sign in", "Misslyckades med att logga in";
        TokenCreated: "Created an API token", "Skapade en API-token";
        TokenRevoked: "Revoked an API token", "Återkallade en API-token";
        AdministratorLinkMade: "Created a link for an administrator’s account", "Skapade en länk för ett administratörskonto";
        AdministratorRenamed: "Renamed an administrator’s account", "Bytte namn på ett administratörskonto";
        AdministratorDisabled: "Disabled an administrator’s account", "Inaktiverade ett administratörskonto";
        AdministratorEnabled: "Enabled an administrator’s account", "Aktiverade ett administratörskonto";
        PasswordChanged: "Set a new password", "Bytte lösenord";
        SessionEnded: "Ended sessions", "Avslutade sessioner";
        CalendarConnected: "Connected a calendar", "Anslöt en kalender";
        CalendarDisconnected: "Disconnected a calendar", "Kopplade från en kalender";
        CalendarRefused: "Failed to connect a calendar", "Misslyckades med att ansluta en kalender";
        MeetingsRetried: "Tried to update meetings again", "Försökte uppdatera möten igen";
        MeetingUndone: "Undid a meeting update", "Ångrade uppdateringen av ett möte";
        OrganizerLinkSent: "Sent an organizer a link to sign in", "Skickade en inloggningslänk till en organisatör";
        OrganizerSignedIn: "Signed in as an organizer", "Loggade in som organisatör";
        OrganizerSignedOut: "Signed out as an organizer", "Loggade ut som organisatör";
    }
}

/// Every action, in the order in which the filter offers them.
pub(super) const ACTIONS: [AuditAction; 40] = [
    AuditAction::ConferenceIdReset,
    AuditAction::ConferenceIdResetUndone,
    AuditAction::UserEnabled,
    AuditAction::UserDisabled,
    AuditAction::ConferenceInfoSent,
    AuditAction::UserCreated,
    AuditAction::UserUpdated,
    AuditAction::UserRemoved,
    AuditAction::NameStruckOut,
    AuditAction::JobStarted,
    AuditAction::JobPaused,
    AuditAction::JobResumed,
    AuditAction::JobCancelled,
    AuditAction::JobDone,
    AuditAction::JobFailed,
    AuditAction::UsersExported,
    AuditAction::MailRetried,
    AuditAction::TestEmailSent,
    AuditAction::TestEmailFailed,
    AuditAction::SettingsUpdated,
    AuditAction::AdministratorCreated,
    AuditAction::SignedIn,
    AuditAction::SignedOut,
    AuditAction::SignInFailed,
    AuditAction::AdministratorLinkMade,
    AuditAction::AdministratorRenamed,
    AuditAction::AdministratorDisabled,
    AuditAction::AdministratorEnabled,
    AuditAction::PasswordChanged,
    AuditAction::SessionEnded,
    AuditAction::TokenCreated,
    AuditAction::TokenRevoked,
    AuditAction::CalendarConnected,
    AuditAction::CalendarDisconnected,
    AuditAction::CalendarRefused,
    AuditAction::MeetingsRetried,
    AuditAction::MeetingUndone,
    AuditAction::OrganizerLinkSent,
    AuditAction::OrganizerSignedIn,
    AuditAction::OrganizerSignedOut,
];

impl From<AuditAction> for AuditText {
    fn from(action: AuditAction) -> Self {
        match action {
            AuditAction::UserCreated => Self::UserCreated,
            AuditAction::UserUpdated => Self::UserUpdated,
            AuditAction::UserRemoved => Self::UserRemoved,
            AuditAction::NameStruckOut => Self::NameStruckOut,
            AuditAction::UserEnabled => Self::UserEnabled,
            AuditAction::UserDisabled => Self::UserDisabled,
            AuditAction::ConferenceIdReset => Self::ConferenceIdReset,
            AuditAction::ConferenceIdResetUndone => Self::ConferenceIdResetUndone,
            AuditAction::ConferenceInfoSent => Self::ConferenceInfoSent,
            AuditAction::MailRetried => Self::MailRetried,
            AuditAction::TestEmailSent => Self::TestEmailSent,
            AuditAction::TestEmailFailed => Self::TestEmailFailed,
            AuditAction::JobStarted => Self::JobStarted,
            AuditAction::JobPaused => Self::JobPaused,
            AuditAction::JobResumed => Self::JobResumed,
            AuditAction::JobCancelled => Self::JobCancelled,
            AuditAction::JobDone => Self::JobDone,
            AuditAction::JobFailed => Self::JobFailed,
            AuditAction::UsersExported => Self::UsersExported,
            AuditAction::SettingsUpdated => Self::SettingsUpdated,
            AuditAction::AdministratorCreated => Self::AdministratorCreated,
            AuditAction::SignedIn => Self::SignedIn,
            AuditAction::SignedOut => Self::SignedOut,
            AuditAction::SignInFailed => Self::SignInFailed,
            AuditAction::TokenCreated => Self::TokenCreated,
            AuditAction::TokenRevoked => Self::TokenRevoked,
            AuditAction::AdministratorLinkMade => Self::AdministratorLinkMade,
            AuditAction::AdministratorRenamed => Self::AdministratorRenamed,
            AuditAction::AdministratorDisabled => Self::AdministratorDisabled,
            AuditAction::AdministratorEnabled => Self::AdministratorEnabled,
            AuditAction::PasswordChanged => Self::PasswordChanged,
            AuditAction::SessionEnded => Self::SessionEnded,
            AuditAction::CalendarConnected => Self::CalendarConnected,
            AuditAction::CalendarDisconnected => Self::CalendarDisconnected,
            AuditAction::CalendarRefused => Self::CalendarRefused,
            AuditAction::MeetingsRetried => Self::MeetingsRetried,
            AuditAction::MeetingUndone => Self::MeetingUndone,
            AuditAction::OrganizerLinkSent => Self::OrganizerLinkSent,
            AuditAction::OrganizerSignedIn => Self::OrganizerSignedIn,
            AuditAction::OrganizerSignedOut => Self::OrganizerSignedOut,
        }
    }
}
