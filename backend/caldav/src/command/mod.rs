//! `konfid meeting-update`.

#![expect(
    clippy::doc_markdown,
    reason = "comments on the arguments are printed as help, where backticks would be in the way"
)]

mod file;
mod server;
mod terminal;

use std::path::PathBuf;

use clap::Args;
use shared::calendar::MendRequest;
use shared::{ConferenceId, Language, NumberChange, Timestamp};

pub use self::server::read_password;
pub use self::terminal::Terminal;
use self::terminal::{UpdateCommandError, say};
use crate::servers::seconds;

/// Everything went well, also when there was nothing to do.
pub const DONE: u8 = 0;
/// It could not be done, or not all of it.
pub const FAILED: u8 = 1;
/// Everything that could be done was done, and something was refused.
pub const REFUSED: u8 = 2;
/// Everything that could be done was done and nothing was refused, but in some meetings digits remain that look like the
/// old ID: somebody must check them by hand.
pub const TO_CHECK: u8 = 3;

/// How it ended when nothing failed.
const fn code(is_refused: bool, is_something_left: bool) -> u8 {
    match (is_refused, is_something_left) {
        (true, _) => REFUSED,
        (false, true) => TO_CHECK,
        (false, false) => DONE,
    }
}

/// Which meetings, and what to change in them.
#[derive(Args, Clone, Debug)]
pub struct MeetingUpdateArguments {
    /// The calendar file to update (.ics), or a saved email with a calendar in it (.eml).
    #[arg(long, value_name = "FILE", required_unless_present = "caldav", conflicts_with = "caldav")]
    pub ics: Option<PathBuf>,
    /// The file for the changed calendar; it may be the same file, unless that is an email. Without it, the changes are only shown.
    #[arg(long, value_name = "FILE", requires = "ics")]
    pub output: Option<PathBuf>,
    /// The CalDAV server, or a calendar on it, for example https://calendar.example.com.
    #[arg(long, value_name = "URL", requires = "username")]
    pub caldav: Option<String>,
    /// The user name on the CalDAV server.
    #[arg(long, alias = "user", value_name = "NAME", requires = "caldav")]
    pub username: Option<String>,
    /// The file whose first line is the password for the CalDAV server; by default it is read from the environment
    /// [KONFID_CALDAV_PASSWORD].
    #[arg(long, value_name = "FILE", requires = "caldav")]
    pub password_file: Option<PathBuf>,
    /// Changes the meetings on the CalDAV server. Without it, the changes are only shown.
    #[arg(long, requires = "caldav")]
    pub apply: bool,
    /// The folder for messages to the invitees, for you to send, if the CalDAV server does not notify them.
    #[arg(long, alias = "imip-folder", value_name = "FOLDER", requires = "caldav")]
    pub folder: Option<PathBuf>,
    /// An email address of the organizer, perhaps with a name as in "Anna Berg <anna@contoso.example>"; only meetings
    /// organized from it are changed. May be given several times.
    #[arg(long = "address", value_name = "ADDRESS", required = true)]
    pub addresses: Vec<String>,
    /// An old conference ID. May be given several times.
    #[arg(long = "old-id", value_name = "ID", required = true, value_parser = conference_id)]
    pub old_ids: Vec<ConferenceId>,
    /// The new conference ID.
    #[arg(long, value_name = "ID", value_parser = conference_id)]
    pub new_id: ConferenceId,
    /// A service number to replace too, for example +46812345678=+46855500100. May be given several times.
    #[arg(long = "number", value_name = "OLD=NEW")]
    pub numbers: Vec<NumberChange>,
}

fn conference_id(text: &str) -> Result<ConferenceId, String> {
    text.parse().map_err(|_| "write seven digits, the first of them not 0".to_owned())
}

/// Does what the arguments say, and gives the exit code: [`DONE`], [`FAILED`], [`REFUSED`] or [`TO_CHECK`].
///
/// What is found goes to the terminal's output, what went wrong to its errors.
pub async fn run(
    arguments: &MeetingUpdateArguments,
    language: Language,
    now: Timestamp,
    terminal: &mut Terminal<'_>,
) -> u8 {
    match try_to_run(arguments, language, now, terminal).await {
        Ok(code) => code,
        Err(failure) => {
            terminal.note(&format!("konfid: {}", failure.sentence()));
            FAILED
        }
    }
}

async fn try_to_run(
    arguments: &MeetingUpdateArguments,
    language: Language,
    now: Timestamp,
    terminal: &mut Terminal<'_>,
) -> Result<u8, UpdateCommandError> {
    if arguments.old_ids.iter().all(|id| *id == arguments.new_id) {
        return Err(UpdateCommandError::new(say(
            language,
            "The old and the new conference ID are the same. Name the old one with --old-id.",
            "Det gamla och det nya konferens-ID:t är samma. Ange det gamla med --old-id.",
        )));
    }
    let request = MendRequest {
        addresses: arguments.addresses.clone(),
        old_ids: arguments.old_ids.clone(),
        new_id: arguments.new_id,
        numbers: arguments.numbers.clone(),
        now: seconds(now),
    };
    match (&arguments.ics, &arguments.caldav) {
        (Some(input), _) => file::run(input, arguments.output.as_deref(), &request, language, terminal),
        (None, Some(url)) => server::run(url, arguments, &request, language, now, terminal).await,
        // The command line asks for one of them.
        (None, None) => Err(UpdateCommandError::new(say(
            language,
            "Name a calendar file with --ics, or a server with --caldav.",
            "Ange en kalenderfil med --ics, eller en server med --caldav.",
        ))),
    }
}
