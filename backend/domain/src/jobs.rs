//! What jobs need of a database.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use shared::{
    BulkWay, ImportChange, ImportId, JobCounts, JobError, JobId, JobOutcome, JobRowReason, JobState, JobWork,
    Timestamp, UserFilter, UserId, Version, fold_case,
};
use uuid::Uuid;

use crate::Actor;
use crate::store::StoreResult;

/// A job as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobRecord {
    /// Names it.
    pub id: JobId,
    /// Counts its changes.
    pub version: Version,
    /// How far it has come.
    pub state: JobState,
    /// When somebody should take it: at its moment while it is scheduled, at once while it is queued, when the lease ends
    /// while it runs, otherwise never.
    pub due_at: Option<Timestamp>,
    /// Who has it, while it runs: whoever has another token has lost it and changes nothing any more.
    pub lease: Option<Uuid>,
    /// How often it was taken since it last got any further.
    pub attempts: u32,
    /// What it does.
    pub work: JobWork,
    /// The filter that its users are still to be found by.
    pub filter: Option<UserFilter>,
    /// Why, for the history; forgotten when it is over, because the history has it then.
    #[serde(default)]
    pub reason: Option<String>,
    /// What became of its rows. They are done in their order, so this also says which one is next, with `put_off`.
    pub counts: JobCounts,
    /// How often the turn of a row was put off, because the user was in a planned meeting. Each time the user gets another
    /// turn behind the others.
    #[serde(default)]
    pub put_off: u64,
    /// Who started it; what it does is done in their name.
    pub actor: Actor,
    /// When it was scheduled to begin; `None` where it began at once.
    #[serde(default)]
    pub starts_at: Option<Timestamp>,
    /// When it was started, or scheduled.
    pub created_at: Timestamp,
    /// When it came to its end.
    pub finished_at: Option<Timestamp>,
    /// Why it stopped.
    pub error: Option<JobError>,
}

impl JobRecord {
    /// How many turns have been taken: rows that are done, and turns that were put off.
    pub const fn turns(&self) -> u64 {
        self.counts.done() + self.put_off
    }

    /// In which way it does what it does.
    pub const fn way(&self) -> BulkWay {
        match self.work {
            JobWork::ImportUsers { .. } => BulkWay::Import,
            JobWork::ActOnUsers { .. }
            | JobWork::ReplaceNumber { .. }
            | JobWork::SwitchConferenceIdType { .. } => BulkWay::Job,
        }
    }

    /// The import that it needs.
    pub const fn import(&self) -> Option<ImportId> {
        match self.work {
            JobWork::ImportUsers { import, .. } => Some(import),
            JobWork::ActOnUsers { .. }
            | JobWork::ReplaceNumber { .. }
            | JobWork::SwitchConferenceIdType { .. } => None,
        }
    }
}

/// What became of one row of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobRowRecord {
    /// Counts the rows of the job, from 1.
    pub number: u64,
    /// The line of the file on which the row begins.
    pub line: Option<u64>,
    /// What became of it.
    pub outcome: JobOutcome,
    /// Whether the user got a conference ID.
    pub enabled: bool,
    /// The user.
    pub user: Option<UserId>,
    /// The display name at the time.
    pub display_name: String,
    /// The principal name at the time.
    pub user_principal_name: String,
    /// What was changed.
    pub changes: Vec<ImportChange>,
    /// Why it was not done.
    pub reason: Option<JobRowReason>,
}

impl JobRowRecord {
    /// Whether the row tells who this removed user was: by the identifier, or, where it was not done, by one of the
    /// names that the user had.
    pub fn names(&self, user: UserId, names: &[String]) -> bool {
        let is_name = |name: &String| {
            *name == self.display_name || fold_case(name) == fold_case(&self.user_principal_name)
        };
        self.user == Some(user) || self.user.is_none() && names.iter().any(is_name)
    }

    /// Forgets whom the row was about.
    pub fn forget_names(&mut self) {
        self.display_name.clear();
        self.user_principal_name.clear();
        self.changes.clear();
    }
}

/// Which rows of a job a list shows, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobRowQuery {
    /// The job.
    pub job: JobId,
    /// Only rows with this outcome.
    pub outcome: Option<JobOutcome>,
    /// Only rows after this one.
    pub after: u64,
    /// How many at most.
    pub limit: u32,
}

/// Looking at jobs, and at long texts in pieces.
#[async_trait]
pub trait ReadJobs: Send {
    /// The job with this identifier.
    async fn job(&mut self, id: JobId) -> StoreResult<Option<JobRecord>>;
    /// The jobs before this one, newest first, at most `limit` of them.
    async fn jobs(&mut self, before: Option<JobId>, limit: u32) -> StoreResult<Vec<JobRecord>>;
    /// The jobs that are scheduled or paused and may do something to this user: those that the user stands in a piece of,
    /// and those that have no pieces yet. Newest first, at most `limit` of them.
    async fn waiting_jobs(&mut self, user: UserId, limit: u32) -> StoreResult<Vec<JobRecord>>;
    /// When the next job is due: the least `due_at`.
    async fn next_job_due(&mut self) -> StoreResult<Option<Timestamp>>;
    /// The rows that match, in their order.
    async fn job_rows(&mut self, query: &JobRowQuery) -> StoreResult<Vec<JobRowRecord>>;
    /// The pieces of a text, in their order: of an import's file, or of a job's selection.
    async fn pieces(&mut self, owner: Uuid) -> StoreResult<Vec<String>>;
}

/// Changing jobs, and keeping long texts in pieces, so that no transaction has to write a whole one.
#[async_trait]
pub trait WriteJobs: Send {
    /// Adds a job.
    async fn insert_job(&mut self, job: &JobRecord) -> StoreResult<()>;
    /// Replaces a job if it still has the `expected` version; says whether it had. What it does stays as it is.
    async fn update_job(&mut self, job: &JobRecord, expected: Version) -> StoreResult<bool>;
    /// Takes the job that has been due for longest: it runs under this lease, the attempt is counted, and it is due
    /// again at `leased_until`.
    async fn claim_due_job(
        &mut self,
        now: Timestamp,
        leased_until: Timestamp,
        lease: Uuid,
    ) -> StoreResult<Option<JobRecord>>;
    /// Ends the leases of all jobs that run: they are due now.
    async fn end_job_leases(&mut self, now: Timestamp) -> StoreResult<()>;
    /// Adds rows. [`StoreError::AlreadyExists`](crate::StoreError::AlreadyExists) if one of them is there.
    async fn append_job_rows(&mut self, job: JobId, rows: &[JobRowRecord]) -> StoreResult<()>;
    /// Removes jobs that came to their end before this moment, or were started before it and do not go on by themselves, with at most `limit` of their
    /// rows; says whether there is more to remove.
    async fn delete_jobs_before(&mut self, moment: Timestamp, limit: u32) -> StoreResult<bool>;
    /// Adds or replaces a piece of a text.
    async fn put_piece(
        &mut self,
        owner: Uuid,
        number: u32,
        created_at: Timestamp,
        text: &str,
    ) -> StoreResult<()>;
    /// Removes at most `limit` pieces from before this moment that belong to no import and no job; says how many.
    async fn delete_stray_pieces(&mut self, moment: Timestamp, limit: u32) -> StoreResult<u64>;
}
