//! `konfid job`.

use clap::Subcommand;
use shared::{JobId, JobOutcome, Timestamp};

use super::TargetArguments;

#[derive(Debug, Subcommand)]
pub(crate) enum JobCommand {
    /// Lists jobs, newest first.
    List {
        /// How many at most.
        #[arg(long, value_name = "NUMBER", default_value_t = 50)]
        limit: usize,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Shows how far a job has come.
    Show {
        /// The job's identifier.
        job: JobId,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Shows what became of each row of a job.
    Rows {
        /// The job's identifier.
        job: JobId,
        /// Only rows with this outcome: new, changed, enabled, unchanged, refused or failed.
        #[arg(long, value_name = "OUTCOME", value_parser = outcome)]
        outcome: Option<JobOutcome>,
        /// Writes them as CSV.
        #[arg(long, conflicts_with = "json")]
        csv: bool,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Pauses a job after the step in hand.
    Pause {
        /// The job's identifier.
        job: JobId,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Resumes a job that was paused or has stopped, and waits for it.
    Resume {
        /// The job's identifier.
        job: JobId,
        /// Does not wait for it; without a server, nobody runs it then.
        #[arg(long)]
        no_wait: bool,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Gives a job that was scheduled and has not begun another time.
    Reschedule {
        /// The job's identifier.
        job: JobId,
        /// When it begins, as in 2026-12-06T03:00:00+01:00.
        #[arg(long, value_name = "TIME", value_parser = super::moment, required_unless_present = "now")]
        at: Option<Timestamp>,
        /// Has it begin at once.
        #[arg(long, conflicts_with = "at")]
        now: bool,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Cancels a job for good, also one that is scheduled; what is done stays done.
    Cancel {
        /// The job's identifier.
        job: JobId,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Waits for a job, also for one that is scheduled; without a server, runs it. Exit code 2 when some rows were refused or failed.
    Wait {
        /// The job's identifier.
        job: JobId,
        #[command(flatten)]
        target: TargetArguments,
    },
}

impl JobCommand {
    /// Where it is done.
    pub(crate) const fn target(&self) -> &TargetArguments {
        match self {
            Self::List { target, .. }
            | Self::Show { target, .. }
            | Self::Rows { target, .. }
            | Self::Pause { target, .. }
            | Self::Resume { target, .. }
            | Self::Reschedule { target, .. }
            | Self::Cancel { target, .. }
            | Self::Wait { target, .. } => target,
        }
    }
}

fn outcome(text: &str) -> Result<JobOutcome, String> {
    let name = serde_json::Value::String(text.to_owned());
    serde_json::from_value(name).map_err(|_| {
        "write one of new, changed, enabled, reset, disabled, informed, unchanged, refused, failed".to_owned()
    })
}
