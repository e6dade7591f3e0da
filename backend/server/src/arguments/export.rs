//! `konfid export`.

use clap::{Args, Subcommand, ValueEnum};

use shared::MeetingState;

use super::{Separator, TargetArguments};

#[derive(Debug, Subcommand)]
pub(crate) enum ExportCommand {
    /// Users, all or those that match a query.
    Users {
        /// Part of the name, principal name or email address, or digits of the conference ID.
        #[arg(long, value_name = "TEXT")]
        query: Option<String>,
        #[command(flatten)]
        form: ExportArguments,
    },
    /// Every conference ID that belongs to somebody or is in quarantine, with its owner.
    Ids(ExportArguments),
    /// The whole history of conference IDs: who had which when, why and by whom.
    History(ExportArguments),
    /// Planned meetings with their conference IDs, all or those with a status.
    Meetings {
        /// Only meetings with this status: planned, over or cancelled.
        #[arg(long, value_name = "STATE", value_parser = super::meeting::state)]
        state: Option<MeetingState>,
        #[command(flatten)]
        form: ExportArguments,
    },
}

/// How an export is written.
#[derive(Args, Clone, Debug)]
pub(crate) struct ExportArguments {
    /// CSV for spreadsheets, or JSON for programs, one object per line.
    #[arg(long, value_name = "FORMAT", default_value = "csv")]
    pub(crate) format: ExportFormat,
    /// What separates the cells of CSV; Excel in Swedish or German wants semicolons.
    #[arg(long, value_name = "SIGN", default_value = "comma")]
    pub(crate) separator: Separator,
    #[command(flatten)]
    pub(crate) target: TargetArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    Csv,
    Json,
}

impl ExportArguments {
    /// Whether it is JSON; `--json` asks for it too.
    pub(crate) fn is_json(&self) -> bool {
        self.target.json || self.format == ExportFormat::Json
    }
}
