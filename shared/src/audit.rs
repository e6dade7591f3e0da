//! The audit log: who did what, when.

use serde::{Deserialize, Serialize};

use crate::{Actor, AuditDetail, AuditEntryId, JobId, Timestamp, UserId};

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
    /// The job that did it, for many users one after the other; `null` if it was done by itself.
    #[serde(default)]
    pub job: Option<JobId>,
    /// More about it, as codes and values. Five digits of conference IDs are hidden here.
    pub detail: Option<AuditDetail>,
    /// The same as a sentence, in the language of the request.
    #[serde(default)]
    pub text: Option<String>,
    /// What was done, in the language of the request.
    #[serde(default)]
    pub what: Option<String>,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, strum::VariantArray)]
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
    /// The provider of a user's audio conferencing was changed.
    ProviderChanged,
    /// A user was removed.
    UserRemoved,
    /// The name of a removed user was struck out.
    NameStruckOut,
    /// A conference ID was reset.
    ConferenceIdReset,
    /// A conference ID was chosen.
    ConferenceIdChosen,
    /// A user's conference ID was handed over to a successor.
    ConferenceIdHandedOver,
    /// A user took a conference ID over from another.
    ConferenceIdTakenOver,
    /// Conference IDs were reserved.
    ConferenceIdsReserved,
    /// Reserved conference IDs were released.
    ConferenceIdsReleased,
    /// A reset was undone.
    ConferenceIdResetUndone,
    /// A user's conference IDs became static or dynamic.
    ConferenceIdTypeChanged,
    /// A conference ID that was kept for planned meetings was retired, because they are over.
    KeptConferenceIdRetired,
    /// An organizer PIN was reset.
    PinReset,
    /// An organizer PIN was removed.
    PinRemoved,
    /// The one-time link to an organizer PIN was opened, which set the PIN.
    PinLinkOpened,
    /// The conference info was sent by hand.
    ConferenceInfoSent,
    /// An email was sent again by hand.
    MailRetried,
    /// The text of the emails about something was changed.
    MailTextChanged,
    /// The text of the emails about something went back to the built-in one.
    MailTextReset,
    /// A test email was sent.
    TestEmailSent,
    /// A test email could not be sent.
    TestEmailFailed,
    /// A job was started.
    JobStarted,
    /// A job was scheduled to begin later.
    JobScheduled,
    /// A scheduled job was given another time.
    JobRescheduled,
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
    /// The ledger of conference IDs was exported.
    ConferenceIdsExported,
    /// The history of conference IDs was exported.
    HistoryExported,
    /// Planned meetings were exported.
    MeetingsExported,
    /// The settings were changed.
    SettingsUpdated,
    /// A bridge was added.
    BridgeAdded,
    /// A bridge was changed.
    BridgeUpdated,
    /// A service number was registered.
    ServiceNumberRegistered,
    /// A service number was changed.
    ServiceNumberUpdated,
    /// A service number was unregistered.
    ServiceNumberUnregistered,
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
    /// An administrator's account was removed.
    AdministratorRemoved,
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
    /// A meeting was planned.
    MeetingPlanned,
    /// A planned meeting was changed.
    MeetingChanged,
    /// A planned meeting was cancelled.
    MeetingCancelled,
    /// The conference ID of a meeting that is over was retired.
    MeetingIdRetired,
    /// A link that signs an organizer in was sent.
    OrganizerLinkSent,
    /// An organizer signed in with a link.
    OrganizerSignedIn,
    /// An organizer signed out.
    OrganizerSignedOut,
}

/// Which entries a list shows; newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Only what this job did to users.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<JobId>,
    /// Only what was done at this moment or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, pattern = "^(19[7-9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$"))]
    pub from: Option<Timestamp>,
    /// Only what was done before this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, pattern = "^(19[7-9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$"))]
    pub before: Option<Timestamp>,
    /// Words that must all occur in what the entry says, in the language of the request: names, actions, values. A part of
    /// the list can then be short or empty and have a `nextCursor` all the same: one request looks at only so many entries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Whether to leave out what jobs did to users. The jobs themselves have entries.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub folded: bool,
}
