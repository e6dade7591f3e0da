//! Jobs: long work in small steps.
//!
//! A job has rows, which are done in their order: each step is one short transaction that does a few of them, writes
//! down what became of each, and moves the job on. So a process that is killed leaves the job between two steps, and each
//! row is done once.

mod act;
mod end;
mod find;
mod number;
mod renumber;
mod reschedule;
mod rows;
mod run;
mod scheduled;
mod source;
mod start;
mod step;
mod steps;
mod switch;
mod table;
mod turns;
mod users;

pub use act::{act_on_job, state_after};
pub use find::{list_job_rows, list_jobs, show_job};
pub use reschedule::reschedule_job;
pub use run::{JOB_LEASE, JobRunner};
pub use scheduled::list_scheduled_jobs;
pub(crate) use start::{WhoseRows, start_job};
pub use start::{start_acting, start_import};
pub use table::{JOB_ROWS_PART, job_rows_header, job_rows_table};

/// For how long jobs are kept, with what became of their rows.
pub const JOBS_KEPT_FOR: std::time::Duration = std::time::Duration::from_hours(24 * 90);
