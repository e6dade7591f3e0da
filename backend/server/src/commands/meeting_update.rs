//! `konfid meeting-update`: on a calendar file or a CalDAV server, without Konfid's own server.

use std::io;
use std::process::ExitCode;

use caldav::command::{self, MeetingUpdateArguments, Terminal};
use domain::Clock as _;
use shared::Language;

use crate::command_error::Result;
use crate::system::SystemClock;

pub(super) async fn run(arguments: &MeetingUpdateArguments, language: Language) -> Result<ExitCode> {
    let mut terminal = Terminal { output: &mut io::stdout(), errors: &mut io::stderr() };
    let code = command::run(arguments, language, SystemClock.now(), &mut terminal).await;
    Ok(ExitCode::from(code))
}
