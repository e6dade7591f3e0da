//! Doing the same to many users.

use serde::{Deserialize, Serialize};

use crate::{ConferenceIdType, DialInFilter, MailEvent, PhoneNumber, Timestamp, UserSelection};

/// What is done to each of many users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum UsersAct {
    /// Enables the user for dial-in conferencing.
    Enable,
    /// Replaces the user's conference ID with a new one.
    Reset,
    /// Disables the user for dial-in conferencing.
    Disable,
    /// Sends the user the conference information by email.
    SendConferenceInfo,
    /// Resets the user's organizer PIN. The outcome of a row is that the user was changed.
    ResetPin,
    /// Gives the user one conference ID for all meetings. The outcome of a row is that the user was changed.
    MakeStatic,
    /// Gives each of the user's meetings a conference ID of its own. The outcome of a row is that the user was changed.
    MakeDynamic,
    /// Lets the user have static or dynamic conference IDs as the organisation has it. The outcome of a row is that the user
    /// was changed.
    FollowOrganisation,
    /// Gives the user another service number as their own, or takes it away, so that the bridge's default number is shown first.
    /// The outcome of a row is that the user was changed.
    ChangeNumber,
}

impl UsersAct {
    /// Every act.
    pub const ALL: [Self; 9] = [
        Self::Enable,
        Self::Reset,
        Self::Disable,
        Self::SendConferenceInfo,
        Self::ResetPin,
        Self::MakeStatic,
        Self::MakeDynamic,
        Self::FollowOrganisation,
        Self::ChangeNumber,
    ];

    /// Whether it is about static or dynamic conference IDs, and which type it gives a user.
    pub const fn conference_id_type(self) -> Option<Option<ConferenceIdType>> {
        match self {
            Self::MakeStatic => Some(Some(ConferenceIdType::Static)),
            Self::MakeDynamic => Some(Some(ConferenceIdType::Dynamic)),
            Self::FollowOrganisation => Some(None),
            Self::Enable
            | Self::Reset
            | Self::Disable
            | Self::SendConferenceInfo
            | Self::ResetPin
            | Self::ChangeNumber => None,
        }
    }

    /// Which users it concerns; the others stay as they are.
    pub const fn concerns(self) -> DialInFilter {
        match self {
            Self::Enable => DialInFilter::Disabled,
            Self::Reset
            | Self::Disable
            | Self::SendConferenceInfo
            | Self::ResetPin
            | Self::MakeStatic
            | Self::MakeDynamic
            | Self::FollowOrganisation
            | Self::ChangeNumber => DialInFilter::Enabled,
        }
    }

    /// Whether it would disturb a planned meeting of the user: callers could not get in any more, or the organizer not start
    /// it.
    pub const fn disturbs_meetings(self) -> bool {
        match self {
            Self::Reset | Self::Disable | Self::ResetPin => true,
            // Planned meetings keep the ID that they have.
            Self::Enable
            | Self::SendConferenceInfo
            | Self::MakeStatic
            | Self::MakeDynamic
            | Self::FollowOrganisation
            | Self::ChangeNumber => false,
        }
    }

    /// Whether one can choose if it sends emails. Sending the conference information always does.
    pub const fn has_choice_of_email(self) -> bool {
        match self {
            Self::Enable
            | Self::Reset
            | Self::Disable
            | Self::ResetPin
            | Self::MakeStatic
            | Self::MakeDynamic
            | Self::FollowOrganisation
            | Self::ChangeNumber => true,
            Self::SendConferenceInfo => false,
        }
    }

    /// What its emails are about.
    pub const fn mail_event(self) -> MailEvent {
        match self {
            Self::Enable => MailEvent::Enabled,
            Self::Reset => MailEvent::ConferenceIdChanged,
            Self::Disable => MailEvent::Disabled,
            Self::SendConferenceInfo => MailEvent::ConferenceInfo,
            Self::ResetPin => MailEvent::PinReset,
            Self::MakeStatic | Self::MakeDynamic | Self::FollowOrganisation => {
                MailEvent::ConferenceIdTypeChanged
            }
            Self::ChangeNumber => MailEvent::DefaultNumberChanged,
        }
    }
}

/// Does the same to many users. Users of the selection that it does not concern stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActOnUsersRequest {
    /// What is done to each of them.
    pub act: UsersAct,
    /// Which users: those of the list, or all that the filter finds when the job begins.
    pub selection: UserSelection,
    /// Whether each user gets an email; when missing, the organisation's settings decide. Sending the conference
    /// information always sends one.
    #[serde(default)]
    pub send_email: Option<bool>,
    /// When the job begins, at most 366 days ahead; when missing, at once. A job that begins later does nothing to an
    /// organizer during a planned meeting of theirs: it waits until the meeting is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_at: Option<Timestamp>,
    /// Why; at most 500 characters. The history of each user who is reset has it, and the job until it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The number that users get as their own, when that is what is done: their own default number, or their own toll-free
    /// number if it is one. When missing, they have the bridge's default number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<PhoneNumber>,
}

impl ActOnUsersRequest {
    /// Does this to these users at once; the organisation's settings decide about emails.
    pub const fn new(act: UsersAct, selection: UserSelection) -> Self {
        Self { act, selection, send_email: None, start_at: None, reason: None, number: None }
    }
}

/// Asks whom a selection means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CountSelectionRequest {
    /// Which users.
    pub selection: UserSelection,
}

/// Whom a selection means at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SelectionCounts {
    /// How many are enabled for dial-in conferencing.
    pub enabled: u64,
    /// How many are not.
    pub not_enabled: u64,
    /// How many no longer exist.
    pub missing: u64,
    /// How many of the enabled ones have a connected calendar, in which a reset updates the meetings.
    #[serde(default)]
    pub connected_calendars: u64,
}

impl SelectionCounts {
    /// How many users the act concerns.
    pub const fn concerned_by(&self, act: UsersAct) -> u64 {
        match act.concerns() {
            DialInFilter::Enabled => self.enabled,
            DialInFilter::Disabled => self.not_enabled,
        }
    }

    /// How many exist and stay as they are.
    pub const fn skipped_by(&self, act: UsersAct) -> u64 {
        match act.concerns() {
            DialInFilter::Enabled => self.not_enabled,
            DialInFilter::Disabled => self.enabled,
        }
    }
}
