//! `konfid meeting`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use shared::{ConferenceIdType, MeetingId, MeetingState};

use super::{TargetArguments, id_type};

#[derive(Debug, Subcommand)]
pub(crate) enum MeetingCommand {
    /// Plans a meeting, and shows its conference ID and what belongs in the invitation.
    Create {
        /// The organizer: identifier, principal name, address, conference ID or name.
        #[arg(long, value_name = "USER")]
        organizer: String,
        /// What it is about.
        #[arg(long, value_name = "TEXT")]
        subject: String,
        /// When it begins, for example 2026-12-01T10:00.
        #[arg(long, value_name = "TIME")]
        start: String,
        /// When it ends.
        #[arg(long, value_name = "TIME")]
        end: String,
        /// The time zone, for example Europe/Stockholm.
        #[arg(long, value_name = "ZONE")]
        time_zone: String,
        /// How it repeats, as in RFC 5545, for example FREQ=WEEKLY;COUNT=10; without it, it takes place once.
        #[arg(long, value_name = "RULE")]
        recurrence: Option<String>,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Lists planned meetings, newest first.
    List {
        /// Only meetings of this user.
        #[arg(long, value_name = "USER")]
        organizer: Option<String>,
        /// Only meetings with this status: planned, over or cancelled.
        #[arg(long, value_name = "STATE", value_parser = state)]
        state: Option<MeetingState>,
        /// Only meetings with a conference ID of their own (dynamic), or only the others (static).
        #[arg(long = "type", value_name = "TYPE", value_parser = id_type)]
        conference_id_type: Option<ConferenceIdType>,
        /// How many at most.
        #[arg(long, value_name = "NUMBER", default_value_t = 50)]
        limit: usize,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Shows a meeting with its conference ID and what belongs in the invitation.
    Show {
        /// The meeting's identifier.
        meeting: MeetingId,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Changes a meeting. It keeps its conference ID.
    Update {
        /// The meeting's identifier.
        meeting: MeetingId,
        #[command(flatten)]
        changes: MeetingChangeArguments,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Cancels meetings. Conference IDs of their own stop working at once.
    Cancel {
        /// The meetings' identifiers.
        #[arg(required = true)]
        meetings: Vec<MeetingId>,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Writes a meeting as a calendar file, which calendar programs open.
    Export {
        /// The meeting's identifier.
        meeting: MeetingId,
        /// The file to write; by default it is printed.
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        target: TargetArguments,
    },
}

/// What is changed of a meeting; what is missing stays as it is.
#[derive(Args, Debug)]
#[group(required = true, multiple = true)]
pub(crate) struct MeetingChangeArguments {
    /// What it is about.
    #[arg(long, value_name = "TEXT")]
    pub(crate) subject: Option<String>,
    /// When it begins, for example 2026-12-01T10:00.
    #[arg(long, value_name = "TIME")]
    pub(crate) start: Option<String>,
    /// When it ends.
    #[arg(long, value_name = "TIME")]
    pub(crate) end: Option<String>,
    /// The time zone, for example Europe/Stockholm.
    #[arg(long, value_name = "ZONE")]
    pub(crate) time_zone: Option<String>,
    /// How it repeats, as in RFC 5545; an empty text for a meeting that takes place once.
    #[arg(long, value_name = "RULE")]
    pub(crate) recurrence: Option<String>,
}

impl MeetingCommand {
    /// Where it is done.
    pub(crate) const fn target(&self) -> &TargetArguments {
        match self {
            Self::Create { target, .. }
            | Self::List { target, .. }
            | Self::Show { target, .. }
            | Self::Update { target, .. }
            | Self::Cancel { target, .. }
            | Self::Export { target, .. } => target,
        }
    }
}

pub(super) fn state(text: &str) -> Result<MeetingState, String> {
    let names = MeetingState::ALL.map(MeetingState::name);
    let found = MeetingState::ALL.into_iter().find(|state| state.name() == text);
    found.ok_or_else(|| format!("write one of {}", names.join(", ")))
}
