//! Finding jobs and what became of their rows.

use shared::{
    Describe as _, Job, JobId, JobRow, JobRowFilter, JobState, Language, Page, PageRequest, ProblemKind,
};

use crate::{JobRecord, JobRowQuery, JobRowRecord, Read, Result};

/// A part of the list of jobs, newest first.
///
/// # Errors
///
/// [`ProblemKind::InvalidCursor`] when the cursor is not one that Konfid gave out.
pub async fn list_jobs(read: &mut dyn Read, page: &PageRequest, language: Language) -> Result<Page<Job>> {
    let limit = page.checked_limit()?;
    let before =
        page.cursor.as_deref().map(str::parse).transpose().map_err(|_| ProblemKind::InvalidCursor)?;
    let mut jobs = read.jobs(before, limit + 1).await?;
    let more = jobs.len() > limit as usize;
    jobs.truncate(limit as usize);
    let next_cursor = jobs.last().filter(|_| more).map(|job| job.id.to_string());
    let items = jobs.iter().map(|job| on_the_wire(job, language)).collect();
    Ok(Page { items, next_cursor, total: None })
}

/// One job.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such job.
pub async fn show_job(read: &mut dyn Read, id: JobId, language: Language) -> Result<Job> {
    let job = read.job(id).await?.ok_or(ProblemKind::NotFound)?;
    Ok(on_the_wire(&job, language))
}

/// A part of the rows of a job that are done, in their order.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such job, [`ProblemKind::InvalidCursor`] when the cursor is not one
/// that Konfid gave out.
pub async fn list_job_rows(
    read: &mut dyn Read,
    job: JobId,
    filter: JobRowFilter,
    page: &PageRequest,
    language: Language,
) -> Result<Page<JobRow>> {
    let counts = read.job(job).await?.ok_or(ProblemKind::NotFound)?.counts;
    let limit = page.checked_limit()?;
    let after = page.cursor.as_deref().map_or(Ok(0), str::parse).map_err(|_| ProblemKind::InvalidCursor)?;
    let query = JobRowQuery { job, outcome: filter.outcome, after, limit: limit + 1 };
    let mut rows = read.job_rows(&query).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| row.number.to_string());
    let items = rows.into_iter().map(|row| row_on_the_wire(row, language)).collect();
    let count = || filter.outcome.map_or_else(|| counts.done(), |outcome| counts.of(outcome));
    Ok(Page { items, next_cursor, total: page.count.then(count) })
}

/// A job as it travels.
pub(super) fn on_the_wire(job: &JobRecord, language: Language) -> Job {
    Job {
        id: job.id,
        version: job.version,
        work: job.work.clone(),
        state: job.state,
        counts: job.counts,
        started_by: job.actor.clone(),
        reason: job.reason.clone(),
        created_at: job.created_at,
        start_at: job.starts_at,
        continues_at: job.due_at.filter(|_| job.state == JobState::Scheduled && job.turns() > 0),
        finished_at: job.finished_at,
        error: job.error.map(|error| error.describe(language)),
        error_code: job.error,
    }
}

/// A row as it travels.
pub(super) fn row_on_the_wire(row: JobRowRecord, language: Language) -> JobRow {
    JobRow {
        number: row.number,
        line: row.line,
        outcome: row.outcome,
        enabled: row.enabled,
        user: row.user,
        display_name: row.display_name,
        user_principal_name: row.user_principal_name,
        changes: row.changes,
        reason: row.reason.as_ref().map(|reason| reason.describe(language)),
        reason_code: row.reason.as_ref().map(|reason| reason.code().to_owned()),
    }
}
