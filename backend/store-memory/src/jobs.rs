//! Jobs, and long texts in pieces.

use std::ops::Bound;
use std::sync::Arc;

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{JobRecord, JobRowQuery, JobRowRecord, ReadJobs, StoreError, WriteJobs};
use serde::{Deserialize, Serialize};
use shared::{ImportId, JobId, JobState, Timestamp, UserId, Version};
use uuid::Uuid;

use crate::View;
use crate::state::{State, broken};

/// A piece of a long text.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PieceRow {
    pub(crate) owner: Uuid,
    pub(crate) number: u32,
    pub(crate) created_at: Timestamp,
    pub(crate) text: String,
}

impl State {
    /// Adds or replaces a job.
    pub(crate) fn put_job(&mut self, job: JobRecord) {
        if let Some(due) = self.jobs.get(&job.id).and_then(|previous| previous.due_at) {
            self.due_jobs.remove_mut(&(due, job.id));
        }
        if let Some(due) = job.due_at {
            self.due_jobs.insert_mut((due, job.id));
        }
        self.jobs.insert_mut(job.id, Arc::new(job));
    }

    /// Adds or replaces a piece of a text.
    pub(crate) fn put_piece(&mut self, piece: PieceRow) {
        self.pieces.insert_mut((piece.owner, piece.number), Arc::new(piece));
    }

    /// Whether a job can still need the import.
    pub(crate) fn is_import_needed(&self, import: ImportId) -> bool {
        self.jobs.values().any(|job| !job.state.is_over() && job.import() == Some(import))
    }

    /// The job, with the name that its actor has now.
    fn with_actor(&self, job: &JobRecord) -> JobRecord {
        JobRecord { actor: self.named(&job.actor), ..job.clone() }
    }

    fn job_row_range(&self, job: JobId, after: u64) -> impl Iterator<Item = &Arc<JobRowRecord>> {
        let range = (Bound::Excluded((job, after)), Bound::Included((job, u64::MAX)));
        self.job_rows.range(range).map(|(_, row)| row)
    }
}

#[async_trait]
impl ReadJobs for View {
    async fn job(&mut self, id: JobId) -> StoreResult<Option<JobRecord>> {
        Ok(self.state.jobs.get(&id).map(|job| self.state.with_actor(job)))
    }

    async fn jobs(&mut self, before: Option<JobId>, limit: u32) -> StoreResult<Vec<JobRecord>> {
        let end = before.map_or(Bound::Unbounded, Bound::Excluded);
        let jobs = self.state.jobs.range((Bound::Unbounded, end)).rev().map(|(_, job)| job);
        Ok(jobs.take(limit as usize).map(|job| self.state.with_actor(job)).collect())
    }

    async fn waiting_jobs(&mut self, user: UserId, limit: u32) -> StoreResult<Vec<JobRecord>> {
        let user = user.uuid().simple().to_string();
        let may_concern = |job: &&Arc<JobRecord>| {
            let mut pieces =
                self.state.pieces.range((job.id.uuid(), 0)..=(job.id.uuid(), u32::MAX)).peekable();
            pieces.peek().is_none() || pieces.any(|(_, piece)| piece.text.contains(&user))
        };
        let waits = |job: &&Arc<JobRecord>| matches!(job.state, JobState::Scheduled | JobState::Paused);
        let found = self.state.jobs.values().rev().filter(waits).filter(may_concern);
        Ok(found.take(limit as usize).map(|job| self.state.with_actor(job)).collect())
    }

    async fn next_job_due(&mut self) -> StoreResult<Option<Timestamp>> {
        Ok(self.state.due_jobs.first().map(|(due, _)| *due))
    }

    async fn job_rows(&mut self, query: &JobRowQuery) -> StoreResult<Vec<JobRowRecord>> {
        let rows = self.state.job_row_range(query.job, query.after);
        let rows = rows.filter(|row| query.outcome.is_none_or(|outcome| row.outcome == outcome));
        Ok(rows.take(query.limit as usize).map(|row| (**row).clone()).collect())
    }

    async fn pieces(&mut self, owner: Uuid) -> StoreResult<Vec<String>> {
        let pieces = self.state.pieces.range((owner, 0)..=(owner, u32::MAX));
        Ok(pieces.map(|(_, piece)| piece.text.clone()).collect())
    }
}

#[async_trait]
impl WriteJobs for View {
    async fn insert_job(&mut self, job: &JobRecord) -> StoreResult<()> {
        if self.state.jobs.contains_key(&job.id) {
            return Err(StoreError::AlreadyExists);
        }
        self.state.put_job(job.clone());
        Ok(())
    }

    async fn update_job(&mut self, job: &JobRecord, expected: Version) -> StoreResult<bool> {
        let has_it = self.state.jobs.get(&job.id).is_some_and(|before| before.version == expected);
        if has_it {
            self.state.put_job(job.clone());
        }
        Ok(has_it)
    }

    async fn claim_due_job(
        &mut self,
        now: Timestamp,
        leased_until: Timestamp,
        lease: Uuid,
    ) -> StoreResult<Option<JobRecord>> {
        let Some((_, id)) = self.state.due_jobs.first().copied().filter(|(due, _)| *due <= now) else {
            return Ok(None);
        };
        let Some(before) = self.state.jobs.get(&id) else { return broken("a job has disappeared") };
        let job = JobRecord {
            version: before.version.next(),
            state: JobState::Running,
            due_at: Some(leased_until),
            lease: Some(lease),
            attempts: before.attempts + 1,
            ..(**before).clone()
        };
        self.state.put_job(job.clone());
        Ok(Some(job))
    }

    async fn end_job_leases(&mut self, now: Timestamp) -> StoreResult<()> {
        let running = self.state.jobs.values().filter(|job| job.state == JobState::Running);
        let running: Vec<JobRecord> = running.map(|job| (**job).clone()).collect();
        for job in running {
            self.state.put_job(JobRecord { due_at: Some(now), ..job });
        }
        Ok(())
    }

    async fn append_job_rows(&mut self, job: JobId, rows: &[JobRowRecord]) -> StoreResult<()> {
        if !self.state.jobs.contains_key(&job) {
            return broken("there is no such job");
        }
        for row in rows {
            if self.state.job_rows.contains_key(&(job, row.number)) {
                return Err(StoreError::AlreadyExists);
            }
            self.state.job_rows.insert_mut((job, row.number), Arc::new(row.clone()));
        }
        Ok(())
    }

    async fn delete_jobs_before(&mut self, moment: Timestamp, limit: u32) -> StoreResult<bool> {
        let is_old = |job: &&Arc<JobRecord>| {
            job.due_at.is_none() && job.finished_at.unwrap_or(job.created_at) < moment
        };
        let Some(id) = self.state.jobs.values().find(is_old).map(|job| job.id) else { return Ok(false) };
        let rows = self.state.job_row_range(id, 0).take(limit as usize);
        let rows: Vec<u64> = rows.map(|row| row.number).collect();
        for number in &rows {
            self.state.job_rows.remove_mut(&(id, *number));
        }
        if rows.len() < limit as usize {
            self.state.jobs.remove_mut(&id);
        }
        Ok(true)
    }

    async fn put_piece(
        &mut self,
        owner: Uuid,
        number: u32,
        created_at: Timestamp,
        text: &str,
    ) -> StoreResult<()> {
        self.state.put_piece(PieceRow { owner, number, created_at, text: text.to_owned() });
        Ok(())
    }

    async fn delete_stray_pieces(&mut self, moment: Timestamp, limit: u32) -> StoreResult<u64> {
        let state = &self.state;
        let belongs = |owner: Uuid| {
            state.imports.contains_key(&ImportId::from_uuid(owner))
                || state.jobs.contains_key(&JobId::from_uuid(owner))
        };
        let is_stray = |piece: &&Arc<PieceRow>| piece.created_at < moment && !belongs(piece.owner);
        let stray = state.pieces.values().filter(is_stray).take(limit as usize);
        let stray: Vec<(Uuid, u32)> = stray.map(|piece| (piece.owner, piece.number)).collect();
        for place in &stray {
            self.state.pieces.remove_mut(place);
        }
        Ok(stray.len() as u64)
    }
}
