//! The audit log: who did what, when.

use serde::{Deserialize, Serialize};

use crate::{AuditEntryId, Timestamp, UserId};

/// One thing that somebody did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Names the entry.
    pub id: AuditEntryId,
    /// When it was done.
    pub at: Timestamp,
    /// Who did it: an administrator's or a token's name, `system`, or `command line`.
    pub actor: String,
    /// What was done.
    pub action: AuditAction,
    /// The user it was done to.
    pub user: Option<UserId>,
    /// That user's display name at the time.
    pub user_display_name: Option<String>,
    /// More about it, such as the reason that was given. Conference IDs stand here with five digits hidden.
    pub detail: Option<String>,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AuditAction {
    /// A user was made.
    UserCreated,
    /// A user was changed.
    UserUpdated,
    /// A user was enabled for dial-in conferencing.
    UserEnabled,
    /// A user was disabled for dial-in conferencing.
    UserDisabled,
    /// A conference ID was reset.
    ConferenceIdReset,
    /// A reset was undone.
    ConferenceIdResetUndone,
    /// The conference info was sent by hand.
    ConferenceInfoSent,
    /// A mail was retried by hand.
    MailRetried,
    /// A test email was sent, or could not be.
    TestEmailSent,
    /// Users were imported.
    UsersImported,
    /// Users were exported.
    UsersExported,
    /// The settings were changed.
    SettingsUpdated,
    /// An administrator's account was made.
    AdministratorCreated,
    /// An administrator signed in.
    SignedIn,
    /// An administrator signed out.
    SignedOut,
    /// Somebody tried to sign in and failed.
    SignInFailed,
    /// A one-time link was made through which an administrator's account can be made.
    AdministratorLinkMade,
    /// An administrator changed their password.
    PasswordChanged,
    /// Sessions of administrators were ended by somebody.
    SessionEnded,
    /// An API token was made.
    TokenCreated,
    /// An API token was revoked.
    TokenRevoked,
    /// A user's calendar was connected.
    CalendarConnected,
    /// A user's calendar could not be connected.
    CalendarRefused,
    /// A user's calendar was disconnected.
    CalendarDisconnected,
    /// Meetings were tried again by hand.
    MeetingsRetried,
    /// The mending of a meeting was taken back.
    MeetingUndone,
    /// A link was sent that signs an organizer in.
    OrganizerLinkSent,
    /// An organizer signed in with a link.
    OrganizerSignedIn,
    /// An organizer signed out.
    OrganizerSignedOut,
}

/// Which entries a list shows; newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct AuditFilter {
    /// Only what was done to this user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
    /// Only this action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<AuditAction>,
}
