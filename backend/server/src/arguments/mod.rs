//! The command line.

#![expect(
    clippy::doc_markdown,
    reason = "comments here are printed as help, where backticks would be in the way"
)]

mod account;
mod audit;
mod bridge;
mod calendar;
mod configuration;
mod database;
mod export;
mod id;
mod job;
mod mail_texts;
mod meeting;
mod provider;
mod user;
mod user_numbers;
mod user_pin;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use shared::{ConferenceIdType, Language, Timestamp};

use crate::configuration::{Flags, Key};

pub(crate) use account::{AdministratorCommand, Expiry, TokenCommand};
pub(crate) use audit::{AuditCommand, AuditFilterArguments};
pub(crate) use bridge::{BridgeCommand, NumberCommand, NumberProperties, OwnDays};
pub(crate) use calendar::CalendarCommand;
pub(crate) use configuration::ConfigurationArguments;
pub(crate) use database::{CopyArguments, DatabaseCommand};
pub(crate) use export::{ExportArguments, ExportCommand};
pub(crate) use id::{ChoiceArguments, ForWhom, IdCommand};
pub(crate) use job::JobCommand;
pub(crate) use mail_texts::MailTextsCommand;
pub(crate) use meeting::{MeetingChangeArguments, MeetingCommand};
pub(crate) use provider::{ProfileArguments, ProviderCommand, WhichProfile};
pub(crate) use user::{
    DialIn, MailArguments, ManyUsersArguments, OneUserArguments, ProviderKind, Separator, UserChanges,
    UserCommand,
};
pub(crate) use user_numbers::UserNumbers;
pub(crate) use user_pin::PinCommand;

/// Konfid manages dial-in conference IDs: it assigns them, resets them when they leak, and notifies the people concerned.
#[derive(Debug, Parser)]
#[command(name = "konfid", version, max_term_width = 100)]
pub(crate) struct Arguments {
    /// The language of messages, sv or en; by default that of the terminal [KONFID_LANGUAGE, LC_ALL,
    /// LC_MESSAGES, LANG].
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language)]
    pub(crate) language: Option<Language>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Starts the server.
    Serve(ConfigurationArguments),
    /// Checks the configuration.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Manages API tokens for scripts.
    #[command(subcommand)]
    Token(TokenCommand),
    /// Manages administrators' accounts.
    #[command(subcommand)]
    Administrator(AdministratorCommand),
    /// Imports users from a CSV file, and waits until that is done. Exit code 2 when some rows were refused; the others
    /// are imported.
    Import(ImportArguments),
    /// Writes a copy of the database, even while the server is running.
    Backup(BackupArguments),
    /// Copies the whole database into PostgreSQL or into a file, and manages its key.
    #[command(subcommand)]
    Database(DatabaseCommand),
    /// Updates invitations: replaces an old conference ID with the new one, in a calendar file or on a CalDAV server.
    /// Exit code 2 when something could not be updated, 3 when digits remain that look like the old ID.
    #[command(name = "meeting-update", alias = "calendar-update")]
    CalendarUpdate(caldav::command::MeetingUpdateArguments),
    /// Manages users and their conference IDs.
    #[command(subcommand, visible_alias = "users")]
    User(UserCommand),
    /// Manages connected calendars and the updates of the meetings in them.
    #[command(subcommand)]
    Calendar(CalendarCommand),
    /// Plans, changes and cancels meetings with a conference ID of their own or their organizer's.
    #[command(subcommand, visible_alias = "meetings")]
    Meeting(MeetingCommand),
    /// Shows, pauses, resumes and cancels jobs: imports, and changes to many users.
    #[command(subcommand, visible_alias = "jobs")]
    Job(JobCommand),
    /// Manages phone bridges.
    #[command(subcommand, visible_alias = "bridges")]
    Bridge(BridgeCommand),
    /// Manages service numbers: what callers dial.
    #[command(subcommand, visible_alias = "numbers")]
    Number(NumberCommand),
    /// Looks up, chooses and reserves conference IDs.
    #[command(subcommand)]
    Id(IdCommand),
    /// Exports users, conference IDs or their history as CSV or JSON.
    #[command(subcommand)]
    Export(ExportCommand),
    /// Shows and sends the emails in the outbox.
    #[command(subcommand, visible_alias = "mail")]
    Mails(MailsCommand),
    /// Shows and changes the organisation's settings.
    #[command(subcommand)]
    Settings(SettingsCommand),
    /// Shows the audit log.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Shows how things stand: how full the range of conference IDs is, whether emails are being sent, what jobs are under
    /// way, and how the last days have gone.
    Status {
        /// How many of the last days are shown, 1 to 366.
        #[arg(long, value_name = "NUMBER", default_value_t = 7)]
        days: u32,
        #[command(flatten)]
        target: TargetArguments,
    },
}

/// Which database.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct DatabaseArguments {
    /// The database: a file, or an address such as postgres://konfid@db.example.com/konfid [KONFID_DATABASE; default:
    /// konfid.db].
    #[arg(long, value_name = "DATABASE")]
    pub(crate) database: Option<String>,
    /// The configuration file that names the database [KONFID_CONFIG; default: konfid.toml, if it exists].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

impl DatabaseArguments {
    /// What was given.
    pub(crate) fn flags(&self) -> Flags {
        let database = self.database.clone().map(|text| (Key::Database, text));
        Flags { file: self.config.clone(), values: database.into_iter().collect() }
    }
}

/// Where a command does its work: on a server that is named, or on the database of this machine (through its
/// server when one runs).
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct TargetArguments {
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    /// A remote server, for example https://konfid.example.com; by default the database on this machine is used
    /// [KONFID_SERVER].
    #[arg(long, value_name = "URL", conflicts_with = "database")]
    server: Option<String>,
    /// The token for that server, from `konfid token create`; safer in the environment than here, where other users
    /// of the machine can see it [KONFID_TOKEN].
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,
    /// Prints JSON for programs, one object per line.
    #[arg(long)]
    pub(crate) json: bool,
}

impl TargetArguments {
    /// The database of this machine.
    pub(crate) fn of_database(database: DatabaseArguments) -> Self {
        Self { database, ..Self::default() }
    }

    /// The server that was named. A database on the command line is meant more than a server in the environment.
    pub(crate) fn server(&self) -> Option<String> {
        let named = || if self.database.database.is_some() { None } else { variable("KONFID_SERVER") };
        self.server.clone().or_else(named)
    }

    /// The token for it.
    pub(crate) fn token(&self) -> Option<String> {
        self.token.clone().or_else(|| variable("KONFID_TOKEN"))
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Explains every value: what it is, where it comes from, and what is wrong with it.
    Check(ConfigurationArguments),
}

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(crate) struct ImportArguments {
    /// The file: the Microsoft 365 export of users, or a CSV file with the columns display name, user principal name,
    /// mail and language.
    pub(crate) file: PathBuf,
    /// Enables everybody in the file for dial-in conferencing as well, apart from accounts that are blocked or deleted.
    #[arg(long)]
    pub(crate) enable: bool,
    /// Whether users that are enabled or disabled get an email; by default the organisation's settings decide.
    #[arg(long, value_name = "WHETHER")]
    pub(crate) send_email: Option<YesNo>,
    /// The file holds everybody in the directory: enabled users that are missing from it are proposed for disabling.
    #[arg(long)]
    pub(crate) full_directory: bool,
    /// Disables the users that are proposed for it: whose account is blocked or deleted in the directory, or who are missing
    /// from a file that holds everybody.
    #[arg(long)]
    pub(crate) disable_proposed: bool,
    /// Only shows what would happen.
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) target: TargetArguments,
}

#[derive(Args, Debug)]
pub(crate) struct BackupArguments {
    /// The file to write; it must not exist yet.
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MailsCommand {
    /// Lists emails, newest first.
    List {
        /// Only emails with this status: queued, sending, sent, kept (no email server), failed or superseded.
        #[arg(long, value_name = "STATE", value_parser = mail_state)]
        state: Option<shared::MailState>,
        /// Only emails to this user: principal name, email address, conference ID, display name or identifier.
        #[arg(long, value_name = "USER")]
        user: Option<String>,
        /// How many at most.
        #[arg(long, value_name = "NUMBER", default_value_t = 50)]
        limit: usize,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Shows an email, with its text if Konfid still has it.
    Show {
        /// The email's identifier.
        mail: shared::MailId,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Sends a test email and shows what the email server answered. Exit code 2 when it was not accepted.
    Test {
        /// The recipient; by default the sender's own address.
        address: Option<shared::EmailAddress>,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Shows and changes the texts of emails.
    #[command(subcommand)]
    Texts(MailTextsCommand),
    /// Sends failed emails again.
    Retry {
        /// The emails' identifiers.
        #[arg(required_unless_present = "all_failed")]
        mails: Vec<shared::MailId>,
        /// All failed emails.
        #[arg(long, conflicts_with = "mails")]
        all_failed: bool,
        #[command(flatten)]
        target: TargetArguments,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SettingsCommand {
    /// Shows the settings.
    Show(TargetArguments),
    /// Changes settings, for example `konfid settings set organisationName="Contoso AB" quarantineDays=120`.
    Set {
        /// The settings, each as name=value.
        #[arg(required = true, value_name = "NAME=VALUE")]
        assignments: Vec<String>,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Switches the organisation between static and dynamic conference IDs: says what that does, and does it in a job.
    Type {
        /// static: each user has one conference ID for all meetings; dynamic: each planned meeting has its own.
        #[arg(value_name = "TYPE", value_parser = id_type)]
        kind: ConferenceIdType,
        /// Only says what the switch would do.
        #[arg(long)]
        preview: bool,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        target: TargetArguments,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum YesNo {
    Yes,
    No,
}

/// A variable of the environment; an empty one is none.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn id_type(text: &str) -> Result<ConferenceIdType, String> {
    let found = ConferenceIdType::ALL.into_iter().find(|kind| kind.name() == text);
    found.ok_or_else(|| "write static or dynamic".to_owned())
}

fn language(text: &str) -> Result<Language, String> {
    Language::from_tag(text).ok_or_else(|| "write sv or en".to_owned())
}

/// A moment, as RFC 3339 writes it.
fn moment(text: &str) -> Result<Timestamp, String> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(|_| {
        "write the day, the time and the zone, as in 2026-12-06T03:00:00+01:00 or 2026-12-06T02:00:00Z"
            .to_owned()
    })
}

fn mail_state(text: &str) -> Result<shared::MailState, String> {
    let names = shared::MailState::ALL.map(shared::MailState::name);
    shared::MailState::ALL
        .into_iter()
        .find(|state| state.name() == text)
        .ok_or_else(|| format!("write one of {}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_reset_is_understood() {
        let arguments =
            Arguments::try_parse_from(["konfid", "users", "reset", "anna@contoso.example", "--no-email"])
                .unwrap();
        let Command::User(UserCommand::Reset { mail, users, reason, preview: false }) = arguments.command
        else {
            panic!()
        };
        assert_eq!(mail.send_email(), Some(false));
        assert_eq!((users.users, reason), (vec!["anna@contoso.example".to_owned()], None));
    }
}
