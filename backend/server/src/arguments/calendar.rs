//! `konfid calendar`.

use std::path::PathBuf;

use clap::Subcommand;
use shared::{MeetingUpdateId, MeetingUpdateState};

use super::{OneUserArguments, TargetArguments};

#[derive(Debug, Subcommand)]
pub(crate) enum CalendarCommand {
    /// Shows a user's connected calendar and the progress of the update of its meetings.
    Show(OneUserArguments),
    /// Connects a user's calendar, so that its meetings are updated after a reset. The app password is read from the
    /// environment [KONFID_CALDAV_PASSWORD] or from a file; it is saved only if signing in works.
    Connect {
        /// The CalDAV server, or a calendar on it.
        #[arg(long = "caldav", alias = "url", value_name = "URL")]
        url: String,
        /// The name to sign in with.
        #[arg(long, value_name = "NAME")]
        username: String,
        /// The file whose first line is the app password.
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Disconnects a user's calendar and deletes its password.
    Disconnect(OneUserArguments),
    /// Lists a user's meetings and whether they were updated, newest first.
    Meetings {
        /// Only meetings with this status: pending, changed, partlyChanged, toCheck, nothingToDo, refused,
        /// failed or undone.
        #[arg(long, value_name = "STATE", value_parser = meeting_state)]
        state: Option<MeetingUpdateState>,
        /// How many at most.
        #[arg(long, value_name = "NUMBER", default_value_t = 50)]
        limit: usize,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Checks all of a user's meetings again now.
    Retry(OneUserArguments),
    /// Tries to update single meetings again now.
    RetryMeeting {
        /// The meetings' identifiers.
        #[arg(required = true)]
        meetings: Vec<MeetingUpdateId>,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Undoes the update of meetings, within 30 days.
    Undo {
        /// The meetings' identifiers.
        #[arg(required = true)]
        meetings: Vec<MeetingUpdateId>,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Writes the messages that notify the invitees of a user's updated meetings into a folder, one .eml file for each
    /// meeting. They are for calendar servers that do not notify the invitees.
    Messages {
        /// The folder; it is created if it does not exist.
        #[arg(long, value_name = "FOLDER")]
        folder: PathBuf,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Prints the message that notifies the invitees of an updated meeting, for a calendar server that does not.
    Message {
        /// The meeting's identifier.
        meeting: MeetingUpdateId,
        #[command(flatten)]
        target: TargetArguments,
    },
}

impl CalendarCommand {
    /// Where the command does its work.
    pub(crate) const fn target(&self) -> &TargetArguments {
        match self {
            Self::Show(user)
            | Self::Disconnect(user)
            | Self::Retry(user)
            | Self::Connect { user, .. }
            | Self::Messages { user, .. }
            | Self::Meetings { user, .. } => &user.target,
            Self::RetryMeeting { target, .. } | Self::Undo { target, .. } | Self::Message { target, .. } => {
                target
            }
        }
    }
}

fn meeting_state(text: &str) -> Result<MeetingUpdateState, String> {
    let names = MeetingUpdateState::ALL.map(MeetingUpdateState::name);
    MeetingUpdateState::ALL
        .into_iter()
        .find(|state| state.name() == text)
        .ok_or_else(|| format!("write one of {}", names.join(", ")))
}
