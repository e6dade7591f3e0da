//! The audit log: who did what, when.

use serde::{Deserialize, Serialize};

use crate::{Actor, AuditDetail, AuditEntryId, Timestamp, UserId};

/// One thing that somebody did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// The entry's identifier.
    pub id: AuditEntryId,
    /// When it was done.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What was done.
    pub action: AuditAction,
    /// The user it was done to.
    pub user: Option<UserId>,
    /// That user's display name, as it is now; `null` when it was struck out.
    pub user_display_name: Option<String>,
    /// Whether that user was removed.
    #[serde(default)]
    pub user_removed: bool,
    /// More about it, as codes and values. Five digits of conference IDs are hidden here.
    pub detail: Option<AuditDetail>,
    /// The same as a sentence, in the language of the request.
    #[serde(default)]
    pub text: Option<String>,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AuditAction {
    /// A user was created.
    UserCreated,
    /// A user was changed.
    UserUpdated,
    /// A user was enabled for dial-in conferencing.
    UserEnabled,
    /// A user was disabled for dial-in conferencing.
    UserDisabled,
    /// A user was removed.
    UserRemoved,
    /// The name of a removed user was struck out.
    NameStruckOut,
    /// A conference ID was reset.
    ConferenceIdReset,
    /// A reset was undone.
    ConferenceIdResetUndone,
    /// The conference info was sent by hand.
    ConferenceInfoSent,
    /// An email was sent again by hand.
    MailRetried,
    /// A test email was sent.
    TestEmailSent,
    /// A test email could not be sent.
    TestEmailFailed,
    /// A job was started.
    JobStarted,
    /// A job was paused.
    JobPaused,
    /// A job was resumed.
    JobResumed,
    /// A job was cancelled.
    JobCancelled,
    /// A job was done.
    JobDone,
    /// A job stopped before its end.
    JobFailed,
    /// Users were exported.
    UsersExported,
    /// The settings were changed.
    SettingsUpdated,
    /// An administrator's account was created.
    AdministratorCreated,
    /// An administrator signed in.
    SignedIn,
    /// An administrator signed out.
    SignedOut,
    /// Somebody tried to sign in and failed.
    SignInFailed,
    /// A one-time link that sets the password of an administrator's account was made.
    AdministratorLinkMade,
    /// An administrator's account was renamed.
    AdministratorRenamed,
    /// An administrator's account was disabled.
    AdministratorDisabled,
    /// An administrator's account was enabled again.
    AdministratorEnabled,
    /// An administrator set a new password.
    PasswordChanged,
    /// Sessions of administrators were ended by somebody.
    SessionEnded,
    /// An API token was created.
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
    /// The update of a meeting was undone.
    MeetingUndone,
    /// A link that signs an organizer in was sent.
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
