//! The commands, one file for each kind.

mod administrator;
mod audit;
mod backup;
mod bridges;
mod calendar;
mod config;
mod context;
mod database;
mod export;
mod find;
mod ids;
mod import;
mod import_notes;
mod jobs;
mod mail_texts;
mod mails;
mod meeting_update;
mod meetings;
mod settings;
mod settings_type;
mod status;
mod token;
mod users;

use std::env;
use std::process::ExitCode;

use shared::Language;

use crate::arguments::{Arguments, Command, TargetArguments};
use crate::client::{self, Client, Missing};
use crate::command_error::Result;
use crate::serve;

/// Does what the command line says.
pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let language = arguments.language.unwrap_or_else(|| language_of_terminal(|name| env::var(name).ok()));
    match arguments.command {
        Command::Serve(arguments) => serve::serve(&arguments.flags()),
        Command::Config(command) => config::run(&command),
        Command::Token(command) => small(token::run(command, language)),
        Command::Administrator(command) => small(administrator::run(command, language)),
        Command::Import(arguments) => small(import::run(&arguments, language)),
        Command::Backup(arguments) => small(backup::run(&arguments, language)),
        Command::Database(command) => small(database::run(command, language)),
        Command::CalendarUpdate(arguments) => small(meeting_update::run(&arguments, language)),
        Command::User(command) => small(users::run(command, language)),
        Command::Calendar(command) => small(calendar::run(command, language)),
        Command::Meeting(command) => small(meetings::run(command, language)),
        Command::Job(command) => small(jobs::run(&command, language)),
        Command::Bridge(command) => small(bridges::run(command, language)),
        Command::Number(command) => small(bridges::run_numbers(command, language)),
        Command::Id(command) => small(ids::run(command, language)),
        Command::Export(command) => small(export::run(command, language)),
        Command::Mails(command) => small(mails::run(command, language)),
        Command::Settings(command) => small(settings::run(command, language)),
        Command::Audit(command) => small(audit::run(command, language)),
        Command::Status { days, target } => small(status::run(days, &target, language)),
    }
}

/// Runs a command that does one thing after the other. What it has begun to do in the background ends first.
fn small<T: Into<ExitCode>>(command: impl Future<Output = Result<T>>) -> Result<ExitCode> {
    small_work(command).map(Into::into)
}

/// The same for work that has a result.
fn small_work<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
        crate::command_error::CommandError::new(format!(
            "The machine does not have enough resources: {error}."
        ))
    })?;
    runtime.block_on(work)
}

/// A client for what the command names.
async fn open(target: &TargetArguments, language: Language) -> Result<Client> {
    client::connect(target, Missing::IsWrong, language).await
}

/// The language of the terminal: the one that is wanted of konfid, or else as POSIX finds it.
fn language_of_terminal(variable: impl Fn(&str) -> Option<String>) -> Language {
    let locale = ["KONFID_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()))
        .unwrap_or_default();
    let tag = locale.split(['.', '@']).next().unwrap_or_default();
    Language::from_tag(tag).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminals_language_is_found() {
        let of = |pairs: &'static [(&str, &str)]| {
            language_of_terminal(|name| {
                pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(of(&[("LANG", "sv_SE.UTF-8")]), Language::Sv);
        assert_eq!(of(&[("LANG", "sv_SE.UTF-8"), ("LC_ALL", "C")]), Language::En);
        assert_eq!(of(&[("LANG", "en_GB"), ("LC_MESSAGES", "sv")]), Language::Sv);
        assert_eq!(of(&[("LC_ALL", "C"), ("KONFID_LANGUAGE", "sv")]), Language::Sv);
        assert_eq!(of(&[]), Language::En);
        assert_eq!(of(&[("LANG", "fi_FI.UTF-8")]), Language::En);
    }
}
