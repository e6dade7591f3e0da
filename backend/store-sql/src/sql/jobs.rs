//! Jobs, and long texts in pieces.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{JobRecord, JobRowQuery, JobRowRecord, ReadJobs, WriteJobs};
use serde::{Deserialize, Serialize};
use shared::{JobCounts, JobError, JobId, JobWork, Timestamp, UserFilter, UserId, Version};
use uuid::Uuid;

use super::{SqlTransaction, actors};
use crate::connection::{Statement, query_one};
use crate::value::{Json, Name, Row, values};

fn columns() -> String {
    let actor = actors::columns("actor");
    format!("id, version, state, due_at, lease, attempts, created_at, finished_at, document, {actor}")
}

/// What of a job is only read as a whole.
#[derive(Serialize, Deserialize)]
struct Document {
    work: JobWork,
    filter: Option<UserFilter>,
    reason: Option<String>,
    counts: JobCounts,
    put_off: u64,
    starts_at: Option<Timestamp>,
    error: Option<JobError>,
}

impl Document {
    fn of(job: &JobRecord) -> Self {
        let JobRecord { work, filter, reason, counts, put_off, starts_at, error, .. } = job.clone();
        Self { work, filter, reason, counts, put_off, starts_at, error }
    }
}

fn from_row(mut row: Row) -> StoreResult<JobRecord> {
    let (id, version, Name(state), due_at) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let (lease, attempts, created_at) = (row.take()?, row.take()?, row.take()?);
    let (finished_at, Json(document)) = (row.take()?, row.take()?);
    let actor = actors::take_one(&mut row)?;
    let Document { work, filter, reason, counts, put_off, starts_at, error } = document;
    Ok(JobRecord {
        id,
        version,
        state,
        due_at,
        lease,
        attempts,
        work,
        filter,
        reason,
        counts,
        put_off,
        actor,
        starts_at,
        created_at,
        finished_at,
        error,
    })
}

#[async_trait]
impl ReadJobs for SqlTransaction<'_> {
    async fn job(&mut self, id: JobId) -> StoreResult<Option<JobRecord>> {
        let statement = format!("SELECT {} FROM jobs WHERE id = $1", columns());
        query_one(self.connection, &statement, values![id]).await?.map(from_row).transpose()
    }

    async fn jobs(&mut self, before: Option<JobId>, limit: u32) -> StoreResult<Vec<JobRecord>> {
        let mut statement = Statement::new(&format!("SELECT {} FROM jobs", columns()));
        if let Some(before) = before {
            statement.push(" WHERE id < ").bind(before);
        }
        statement.push(" ORDER BY id DESC LIMIT ").bind(limit);
        statement.query(self.connection).await?.into_iter().map(from_row).collect()
    }

    async fn waiting_jobs(&mut self, user: UserId, limit: u32) -> StoreResult<Vec<JobRecord>> {
        let mut statement = Statement::new(&format!("SELECT {} FROM jobs", columns()));
        statement.push(" WHERE state IN ('scheduled', 'paused') AND (NOT EXISTS ");
        statement.push("(SELECT 1 FROM pieces WHERE owner = jobs.id) OR EXISTS ");
        statement.push("(SELECT 1 FROM pieces WHERE owner = jobs.id AND text LIKE ");
        // Digits and letters only: nothing in it has a meaning of its own.
        statement.bind(format!("%{}%", user.uuid().simple()));
        statement.push(")) ORDER BY id DESC LIMIT ").bind(limit);
        statement.query(self.connection).await?.into_iter().map(from_row).collect()
    }

    async fn next_job_due(&mut self) -> StoreResult<Option<Timestamp>> {
        let statement = "SELECT due_at FROM jobs WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1";
        query_one(self.connection, statement, &[]).await?.map(|mut row| row.take()).transpose()
    }

    async fn job_rows(&mut self, query: &JobRowQuery) -> StoreResult<Vec<JobRowRecord>> {
        let mut statement = Statement::new("SELECT document FROM job_rows WHERE job_id = ");
        statement.bind(query.job);
        if let Some(outcome) = query.outcome {
            statement.push(" AND outcome = ").bind(Name(outcome));
        }
        statement.push(" AND number > ").bind(query.after);
        statement.push(" ORDER BY number LIMIT ").bind(query.limit);
        let rows = statement.query(self.connection).await?;
        rows.into_iter().map(|mut row| Ok(row.take::<Json<_>>()?.0)).collect()
    }

    async fn pieces(&mut self, owner: Uuid) -> StoreResult<Vec<String>> {
        let statement = "SELECT text FROM pieces WHERE owner = $1 ORDER BY number";
        let rows = self.connection.query(statement, values![owner]).await?;
        rows.into_iter().map(|mut row| row.take()).collect()
    }
}

#[async_trait]
impl WriteJobs for SqlTransaction<'_> {
    async fn insert_job(&mut self, job: &JobRecord) -> StoreResult<()> {
        self.has_made_work = true;
        let statement = "INSERT INTO jobs (id, version, state, due_at, lease, attempts, created_at, finished_at, \
                         document, import_id, actor_type, actor_id) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        let (kind, actor) = actors::kept(&job.actor);
        let parameters = values![
            job.id,
            job.version,
            Name(job.state),
            job.due_at,
            job.lease,
            job.attempts,
            job.created_at,
            job.finished_at,
            Json(&Document::of(job)),
            job.import(),
            kind,
            actor,
        ];
        self.connection.execute(statement, parameters).await?;
        Ok(())
    }

    async fn update_job(&mut self, job: &JobRecord, expected: Version) -> StoreResult<bool> {
        // Whoever has it goes on by itself.
        self.has_made_work |= job.due_at.is_some() && job.lease.is_none();
        let statement = "UPDATE jobs SET version = $1, state = $2, due_at = $3, lease = $4, attempts = $5, \
                         finished_at = $6, document = $7 WHERE id = $8 AND version = $9";
        let parameters = values![
            job.version,
            Name(job.state),
            job.due_at,
            job.lease,
            job.attempts,
            job.finished_at,
            Json(&Document::of(job)),
            job.id,
            expected,
        ];
        Ok(self.connection.execute(statement, parameters).await? == 1)
    }

    async fn claim_due_job(
        &mut self,
        now: Timestamp,
        leased_until: Timestamp,
        lease: Uuid,
    ) -> StoreResult<Option<JobRecord>> {
        let due = format!(
            "SELECT id FROM jobs WHERE due_at IS NOT NULL AND due_at <= $1 ORDER BY due_at, id LIMIT 1{}",
            self.connection.dialect().lock_rows
        );
        let Some(mut row) = query_one(self.connection, &due, values![now]).await? else { return Ok(None) };
        let id: JobId = row.take()?;
        let claim = "UPDATE jobs SET version = version + 1, state = 'running', due_at = $1, lease = $2, \
                     attempts = attempts + 1 WHERE id = $3";
        self.connection.execute(claim, values![leased_until, lease, id]).await?;
        self.job(id).await
    }

    async fn end_job_leases(&mut self, now: Timestamp) -> StoreResult<()> {
        self.connection.execute("UPDATE jobs SET due_at = $1 WHERE state = 'running'", values![now]).await?;
        Ok(())
    }

    async fn append_job_rows(&mut self, job: JobId, rows: &[JobRowRecord]) -> StoreResult<()> {
        let statement = "INSERT INTO job_rows (job_id, number, outcome, document) VALUES ($1, $2, $3, $4)";
        for row in rows {
            let parameters = values![job, row.number, Name(row.outcome), Json(row)];
            self.connection.execute(statement, parameters).await?;
        }
        Ok(())
    }

    async fn delete_jobs_before(&mut self, moment: Timestamp, limit: u32) -> StoreResult<bool> {
        let old = "SELECT id FROM jobs WHERE due_at IS NULL AND COALESCE(finished_at, created_at) < $1 \
                   ORDER BY id LIMIT 1";
        let Some(mut row) = query_one(self.connection, old, values![moment]).await? else {
            return Ok(false);
        };
        let id: JobId = row.take()?;
        let rows = "DELETE FROM job_rows WHERE job_id = $1 AND number IN \
                    (SELECT number FROM job_rows WHERE job_id = $2 ORDER BY number LIMIT $3)";
        let removed = self.connection.execute(rows, values![id, id, limit]).await?;
        if removed < u64::from(limit) {
            self.connection.execute("DELETE FROM jobs WHERE id = $1", values![id]).await?;
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
        let statement = "INSERT INTO pieces (owner, number, created_at, text) VALUES ($1, $2, $3, $4) \
                         ON CONFLICT (owner, number) DO UPDATE SET text = excluded.text";
        self.connection.execute(statement, values![owner, number, created_at, text]).await?;
        Ok(())
    }

    async fn delete_stray_pieces(&mut self, moment: Timestamp, limit: u32) -> StoreResult<u64> {
        let stray = "SELECT owner, number FROM pieces WHERE created_at < $1 \
                     AND NOT EXISTS (SELECT 1 FROM imports WHERE imports.id = pieces.owner) \
                     AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.id = pieces.owner) LIMIT $2";
        let stray = self.connection.query(stray, values![moment, limit]).await?;
        let count = stray.len() as u64;
        for mut row in stray {
            let (owner, number): (Uuid, u32) = (row.take()?, row.take()?);
            let delete = "DELETE FROM pieces WHERE owner = $1 AND number = $2";
            self.connection.execute(delete, values![owner, number]).await?;
        }
        Ok(count)
    }
}
