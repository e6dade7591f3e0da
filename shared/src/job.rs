//! Jobs: long work that is done in small steps, and what became of each of its rows.

use serde::{Deserialize, Serialize};

use crate::{
    Actor, BridgeId, ConferenceIdType, ImportChange, ImportId, ImportOptions, ImportRefusal, JobId,
    PhoneNumber, Timestamp, UserId, UsersAct, Version,
};

/// Long work that Konfid does in small steps, so that nobody waits for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Job {
    /// The job's identifier.
    pub id: JobId,
    /// Counts its changes.
    pub version: Version,
    /// What it does.
    pub work: JobWork,
    /// Its status.
    pub state: JobState,
    /// How many rows it has, and what became of them.
    pub counts: JobCounts,
    /// Who started it.
    pub started_by: Actor,
    /// Why, as whoever started it said for the history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it was started, or scheduled.
    pub created_at: Timestamp,
    /// When it was scheduled to begin; missing where it began at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_at: Option<Timestamp>,
    /// When it goes on, while it waits for planned meetings of users to end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues_at: Option<Timestamp>,
    /// When it came to its end.
    pub finished_at: Option<Timestamp>,
    /// Why it stopped and what to do, in the reader's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Why it stopped, for programs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<JobError>,
}

/// What a job does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum JobWork {
    /// Imports the users of a file.
    #[serde(rename_all = "camelCase")]
    ImportUsers {
        /// The import, with its file.
        import: ImportId,
        /// What is done with its users.
        options: ImportOptions,
        /// Whether users that its preview proposed for disabling are disabled.
        #[serde(default)]
        disable_proposed: bool,
    },
    /// Does the same to many users.
    #[serde(rename_all = "camelCase")]
    ActOnUsers {
        /// What is done to each of them.
        act: UsersAct,
        /// Whether each user gets an email; when missing, the organisation's settings decide.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        send_email: Option<bool>,
        /// The number that users get as their own, when that is what is done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<PhoneNumber>,
    },
    /// Brings users in line with the organisation, which has switched between static and dynamic conference IDs.
    #[serde(rename_all = "camelCase")]
    SwitchConferenceIdType {
        /// What the organisation has now.
        to: ConferenceIdType,
        /// Whether each user gets an email; when missing, the organisation's settings decide.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        send_email: Option<bool>,
    },
    /// Gives the users of a service number that is being unregistered its replacement, or tells users that their
    /// bridge has another default number.
    #[serde(rename_all = "camelCase")]
    ReplaceNumber {
        /// The bridge of the numbers.
        bridge: BridgeId,
        /// Whether each user gets an email; when missing, the organisation's settings decide.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        send_email: Option<bool>,
    },
}

/// The status of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum JobState {
    /// It waits for the moment that it was scheduled for, or for planned meetings of users to end.
    Scheduled,
    /// It waits for its turn.
    Queued,
    /// It is being done.
    Running,
    /// Somebody paused it; it can be resumed.
    Paused,
    /// Somebody cancelled it. What was done by then stays done.
    Cancelled,
    /// All of its rows are done.
    Done,
    /// It stopped. What was done by then stays done; it can be resumed.
    Failed,
}

impl JobState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Scheduled,
        Self::Queued,
        Self::Running,
        Self::Paused,
        Self::Cancelled,
        Self::Done,
        Self::Failed,
    ];

    /// Whether it goes on by itself, now.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Queued | Self::Running)
    }

    /// Whether it is over for good.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Cancelled | Self::Done)
    }
}

/// What somebody does to a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JobAct {
    /// Has it stop after the step in hand.
    Pause,
    /// Has it go on where it stopped.
    Resume,
    /// Has it stop for good.
    Cancel,
}

impl JobAct {
    /// Every act.
    pub const ALL: [Self; 3] = [Self::Pause, Self::Resume, Self::Cancel];
}

/// How many rows a job has, and what became of those that are done. Each row has one outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobCounts {
    /// How many rows there are; missing until the job has begun.
    pub total: Option<u64>,
    /// Users that were created.
    pub new: u64,
    /// Users that were changed.
    pub changed: u64,
    /// Users that were only enabled for dial-in conferencing.
    pub enabled: u64,
    /// Users whose conference ID was reset.
    pub reset: u64,
    /// Users that were disabled for dial-in conferencing.
    pub disabled: u64,
    /// Users that get the conference information by email.
    pub informed: u64,
    /// Users that already were as they should be.
    pub unchanged: u64,
    /// Rows that cannot be done as they are.
    pub refused: u64,
    /// Rows that could not be done, or not as a whole, for another reason.
    pub failed: u64,
    /// How many users got a conference ID: those that were only enabled, and new and changed ones that were enabled too.
    pub conference_ids: u64,
}

impl JobCounts {
    /// How many rows are done.
    pub const fn done(&self) -> u64 {
        self.new
            + self.changed
            + self.enabled
            + self.reset
            + self.disabled
            + self.informed
            + self.unchanged
            + self.refused
            + self.failed
    }

    /// How many rows have this outcome.
    pub const fn of(&self, outcome: JobOutcome) -> u64 {
        match outcome {
            JobOutcome::New => self.new,
            JobOutcome::Changed => self.changed,
            JobOutcome::Enabled => self.enabled,
            JobOutcome::Reset => self.reset,
            JobOutcome::Disabled => self.disabled,
            JobOutcome::Informed => self.informed,
            JobOutcome::Unchanged => self.unchanged,
            JobOutcome::Refused => self.refused,
            JobOutcome::Failed => self.failed,
        }
    }

    /// Counts one row.
    pub const fn count(&mut self, outcome: JobOutcome, got_conference_id: bool) {
        *match outcome {
            JobOutcome::New => &mut self.new,
            JobOutcome::Changed => &mut self.changed,
            JobOutcome::Enabled => &mut self.enabled,
            JobOutcome::Reset => &mut self.reset,
            JobOutcome::Disabled => &mut self.disabled,
            JobOutcome::Informed => &mut self.informed,
            JobOutcome::Unchanged => &mut self.unchanged,
            JobOutcome::Refused => &mut self.refused,
            JobOutcome::Failed => &mut self.failed,
        } += 1;
        if got_conference_id {
            self.conference_ids += 1;
        }
    }
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum JobOutcome {
    /// The user was created.
    New,
    /// The user was changed.
    Changed,
    /// The user was only enabled for dial-in conferencing.
    Enabled,
    /// The user's conference ID was reset.
    Reset,
    /// The user was disabled for dial-in conferencing.
    Disabled,
    /// The user gets the conference information by email.
    Informed,
    /// The user already was as it should be.
    Unchanged,
    /// The row cannot be done as it is; the reason says why.
    Refused,
    /// The row could not be done, or not as a whole; the reason says why.
    Failed,
}

impl JobOutcome {
    /// Every outcome.
    pub const ALL: [Self; 9] = [
        Self::New,
        Self::Changed,
        Self::Enabled,
        Self::Reset,
        Self::Disabled,
        Self::Informed,
        Self::Unchanged,
        Self::Refused,
        Self::Failed,
    ];
}

/// What became of one row of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobRow {
    /// Counts the rows of the job, from 1.
    pub number: u64,
    /// The line of the file on which the row begins, where there is a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// What became of it.
    pub outcome: JobOutcome,
    /// Whether the user got a conference ID.
    pub enabled: bool,
    /// The user, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
    /// The display name, as it was in the file or of the user at the time.
    pub display_name: String,
    /// The principal name, as it was in the file or of the user at the time.
    pub user_principal_name: String,
    /// What was changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ImportChange>,
    /// Why it was not done, in the reader's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Why it was not done, for programs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
}

/// Why a row was not done, or not as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum JobRowReason {
    /// The row of the file cannot be imported.
    Row(ImportRefusal),
    /// There is no such user, or no longer.
    UserNotFound,
    /// The conference ID is locked, because it is printed in public.
    ConferenceIdLocked,
    /// Each meeting has a conference ID of its own, so the user has none that could be reset.
    ConferenceIdDynamic,
    /// No conference ID is left.
    ConferenceIdsExhausted,
    /// The user was imported, but no conference ID is left.
    NotEnabled,
    /// The user keeps the conference ID, because no other one is left.
    NotReset,
    /// The user was imported but not enabled: the account is blocked in the directory.
    AccountBlocked,
    /// Nothing was done: the account was deleted in the directory.
    AccountDeleted,
    /// The user has a third-party provider, which is not replaced by itself and whose IDs Konfid does not reset.
    ThirdPartyProvider,
    /// It was done, but only when a planned meeting of the user was over.
    AfterMeeting,
    /// The user's planned meetings follow each other for so long that there was no moment for it.
    AlwaysInMeetings,
    /// The number is not one of the user's bridge, or is being unregistered.
    NumberOfAnotherBridge,
    /// The user may not use toll-free numbers.
    MayNotUseTollFree,
    /// Something went wrong in Konfid.
    Internal,
}

impl JobRowReason {
    /// The reason for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Row(refusal) => refusal.code(),
            Self::UserNotFound => "userNotFound",
            Self::ConferenceIdLocked => "conferenceIdLocked",
            Self::ConferenceIdDynamic => "conferenceIdDynamic",
            Self::ConferenceIdsExhausted => "conferenceIdsExhausted",
            Self::NotEnabled => "notEnabled",
            Self::NotReset => "notReset",
            Self::AccountBlocked => "accountBlocked",
            Self::AccountDeleted => "accountDeleted",
            Self::ThirdPartyProvider => "thirdPartyProvider",
            Self::AfterMeeting => "afterMeeting",
            Self::AlwaysInMeetings => "alwaysInMeetings",
            Self::NumberOfAnotherBridge => "numberOfAnotherBridge",
            Self::MayNotUseTollFree => "mayNotUseTollFree",
            Self::Internal => "internal",
        }
    }
}

/// Why a job stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum JobError {
    /// What it works on is no longer there.
    SourceGone,
    /// The filter of its selection cannot be used.
    SelectionUnusable,
    /// It was interrupted again and again without getting any further.
    Interrupted,
}

/// Which rows of a job a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct JobRowFilter {
    /// Only rows with this outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<JobOutcome>,
}
