//! `application calendar`.

use std::path::PathBuf;

use clap::Subcommand;
use shared::{MeetingUpdateId, MeetingUpdateState};

use super::{OneUserArguments, TargetArguments};

#[derive(Debug, Subcommand)]
pub(crate) enum CalendarCommand {
    /// Shows a user's connected calendar, and how far the update of the meetings in it has come.
    Show(OneUserArguments),
    /// Connects a user's calendar, so that meetings are mended after a reset. The app password is taken from the
    /// environment [KONFID_CALDAV_PASSWORD] or from a file; nothing is kept unless one can sign in.
    Connect {
        /// The CalDAV server, or a calendar on it.
        #[arg(long, value_name = "URL")]
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
    /// Forgets a user's calendar and the password to it.
    Disconnect(OneUserArguments),
    /// Lists what became of a user's meetings, newest first.
    Meetings {
        /// Only meetings in this state: pending, changed, nothingToDo, refused, failed or undone.
        #[arg(long, value_name = "STATE", value_parser = meeting_state)]
        state: Option<MeetingUpdateState>,
        /// How many at most.
        #[arg(long, value_name = "NUMBER", default_value_t = 50)]
        limit: usize,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Looks at all of a user's meetings again, now.
    Retry(OneUserArguments),
    /// Tries single meetings again, now.
    RetryMeeting {
        /// The meetings' identifiers.
        #[arg(required = true)]
        meetings: Vec<MeetingUpdateId>,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Puts mended meetings back as they were, for 30 days.
    Undo {
        /// The meetings' identifiers.
        #[arg(required = true)]
        meetings: Vec<MeetingUpdateId>,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Writes the messages that tell the invitees of a user's mended meetings, where the calendar server tells nobody,
    /// into a folder: one .eml file for each meeting.
    Messages {
        /// The folder; it is made if it does not exist.
        #[arg(long, value_name = "FOLDER")]
        folder: PathBuf,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Prints the message that tells the invitees of a mended meeting, where the calendar server tells nobody.
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
