//! Jobs.

use shared::{Job, JobAct, JobId, JobOutcome, JobRow, Page, RescheduleJobRequest, Timestamp, UserId, paths};

use super::{Answer, Api, Bytes, Method, Request};
use crate::query::{Query, word};

impl Api {
    /// A part of the jobs, newest first.
    pub(crate) fn jobs(&self, cursor: Option<&str>) -> Answer<Page<Job>> {
        self.get(&Query::default().with("cursor", cursor).after(paths::route::JOBS))
    }

    /// One job, and how far it has come.
    pub(crate) fn job(&self, job: JobId) -> Answer<Job> {
        self.get(&paths::job(job))
    }

    /// A part of the rows of a job.
    pub(crate) fn job_rows(
        &self,
        job: JobId,
        outcome: Option<JobOutcome>,
        cursor: Option<&str>,
    ) -> Answer<Page<JobRow>> {
        let query = rows_query(outcome).with("cursor", cursor);
        self.get(&query.after(&paths::job_rows(job)))
    }

    /// The file with the rows of a job.
    pub(crate) fn job_rows_file(&self, job: JobId, outcome: Option<JobOutcome>) -> Answer<Vec<u8>, Bytes> {
        self.ask(Request::new(Method::Get, job_rows_csv(job, outcome)))
    }

    /// The scheduled jobs that will do something to a user.
    pub(crate) fn scheduled_jobs(&self, user: UserId) -> Answer<Vec<Job>> {
        self.get(&paths::user_scheduled_jobs(user))
    }

    /// Gives a scheduled job another time, or has it begin now. Doing it twice does no more than doing it once.
    pub(crate) fn reschedule_job(&self, job: JobId, start_at: Option<Timestamp>) -> Answer<Job> {
        let request = RescheduleJobRequest { start_at };
        self.change(Request::new(Method::Post, paths::job_reschedule(job)).json(&request))
    }

    /// Pauses, resumes or cancels a job. Doing it twice does no more than doing it once.
    pub(crate) fn act_on_job(&self, job: JobId, act: JobAct) -> Answer<Job> {
        self.change(Request::new(Method::Post, paths::job_act(job, act)))
    }
}

/// The address of the file with the rows of a job.
pub(crate) fn job_rows_csv(job: JobId, outcome: Option<JobOutcome>) -> String {
    rows_query(outcome).after(&paths::job_rows_csv(job))
}

fn rows_query(outcome: Option<JobOutcome>) -> Query {
    Query::default().with("outcome", outcome.as_ref().map(word))
}
