//! The command line.

#![expect(
    clippy::doc_markdown,
    reason = "comments here are printed as help, where backticks would be in the way"
)]

mod account;
mod calendar;
mod database;
mod job;
mod user;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use shared::{BridgeId, Language};

use crate::configuration::{Flags, Key};

pub(crate) use account::{AdministratorCommand, Expiry, TokenCommand};
pub(crate) use calendar::CalendarCommand;
pub(crate) use database::{CopyArguments, DatabaseCommand};
pub(crate) use job::JobCommand;
pub(crate) use user::{DialIn, MailArguments, OneUserArguments, UserCommand};

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
    /// Exit code 2 when something could not be updated.
    CalendarUpdate(caldav::command::MeetingUpdateArguments),
    /// Manages users and their conference IDs.
    #[command(subcommand, visible_alias = "users")]
    User(UserCommand),
    /// Manages connected calendars and the updates of the meetings in them.
    #[command(subcommand)]
    Calendar(CalendarCommand),
    /// Shows, pauses, resumes and cancels jobs: imports, and enabling of many users.
    #[command(subcommand, visible_alias = "jobs")]
    Job(JobCommand),
    /// Looks up conference IDs.
    #[command(subcommand)]
    Id(IdCommand),
    /// Shows and sends the emails in the outbox.
    #[command(subcommand, visible_alias = "mail")]
    Mails(MailsCommand),
    /// Shows and changes the organisation's settings.
    #[command(subcommand)]
    Settings(SettingsCommand),
    /// Shows the audit log.
    #[command(subcommand)]
    Audit(AuditCommand),
}

/// Everything that can be configured.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ConfigurationArguments {
    /// The configuration file [environment: KONFID_CONFIG; default: konfid.toml, if it exists].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The address to listen on; port 0 takes a free one [KONFID_LISTEN; default: 127.0.0.1:8080].
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// The database: a file, or an address such as postgres://konfid@db.example.com/konfid [KONFID_DATABASE; default:
    /// konfid.db].
    #[arg(long, value_name = "DATABASE")]
    database: Option<String>,
    /// The file whose first line is the password for PostgreSQL [KONFID_DATABASE_PASSWORD_FILE].
    #[arg(long, value_name = "FILE")]
    database_password_file: Option<String>,
    /// The address where people open Konfid, for example https://konfid.example.com [KONFID_PUBLIC_URL].
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Addresses and networks of reverse proxies, separated by commas, for example 127.0.0.1: the client's address is
    /// then read from their X-Forwarded-For [KONFID_TRUSTED_PROXIES].
    #[arg(long, value_name = "ADDRESSES")]
    trusted_proxies: Option<String>,
    /// yes tells browsers to use https for all subdomains of the public host too; only with a public URL that begins
    /// with https [KONFID_HTTPS_FOR_SUBDOMAINS; default: no].
    #[arg(long, value_name = "WHETHER")]
    https_for_subdomains: Option<String>,
    /// How many wrong conference IDs an address may look up through the conference mapper in a minute, or off
    /// [KONFID_WRONG_IDS_PER_MINUTE; default: 60].
    #[arg(long, value_name = "NUMBER")]
    wrong_ids_per_minute: Option<String>,
    /// The SMTP server for email, for example smtps://user@mail.example.com; without it no email is sent
    /// [KONFID_SMTP].
    #[arg(long, value_name = "URL")]
    smtp: Option<String>,
    /// The file whose first line is the password for the SMTP server [KONFID_SMTP_PASSWORD_FILE].
    #[arg(long, value_name = "FILE")]
    smtp_password_file: Option<String>,
    /// The file with the certificate (PEM) of a certificate authority to trust for the SMTP server
    /// [KONFID_SMTP_AUTHORITY_FILE].
    #[arg(long, value_name = "FILE")]
    smtp_authority_file: Option<String>,
    /// The file with the key that encrypts the calendar passwords [KONFID_KEY_FILE; default: the database's name
    /// followed by .key].
    #[arg(long, value_name = "FILE")]
    key_file: Option<String>,
    /// Hosts inside the network where organizers may connect calendars, separated by commas; public hosts are always
    /// allowed [KONFID_CALENDAR_HOSTS].
    #[arg(long, value_name = "HOSTS")]
    calendar_hosts: Option<String>,
    /// The sender's address, unless the organisation's settings name one [KONFID_SENDER].
    #[arg(long, value_name = "ADDRESS")]
    sender: Option<String>,
    /// What is logged: error, warn, info, debug, trace, or a filter [KONFID_LOG; default: info].
    #[arg(long, value_name = "FILTER")]
    log: Option<String>,
    /// The format of the log, text or json [KONFID_LOG_FORMAT; default: text].
    #[arg(long, value_name = "FORMAT")]
    log_format: Option<String>,
}

impl ConfigurationArguments {
    /// What was given.
    pub(crate) fn flags(&self) -> Flags {
        let given = [
            (Key::Listen, &self.listen),
            (Key::Database, &self.database),
            (Key::DatabasePasswordFile, &self.database_password_file),
            (Key::PublicUrl, &self.public_url),
            (Key::TrustedProxies, &self.trusted_proxies),
            (Key::HttpsForSubdomains, &self.https_for_subdomains),
            (Key::WrongIdsPerMinute, &self.wrong_ids_per_minute),
            (Key::Smtp, &self.smtp),
            (Key::SmtpPasswordFile, &self.smtp_password_file),
            (Key::SmtpAuthorityFile, &self.smtp_authority_file),
            (Key::CalendarKeyFile, &self.key_file),
            (Key::CalendarHosts, &self.calendar_hosts),
            (Key::Sender, &self.sender),
            (Key::Log, &self.log),
            (Key::LogFormat, &self.log_format),
        ];
        let values = given.into_iter().filter_map(|(key, text)| Some((key, text.clone()?)));
        Flags { file: self.config.clone(), values: values.collect() }
    }
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
pub(crate) struct ImportArguments {
    /// The file: the Microsoft 365 export of users, or a CSV file with the columns display name, user principal name,
    /// mail and language.
    pub(crate) file: PathBuf,
    /// Enables everybody in the file for dial-in conferencing as well.
    #[arg(long)]
    pub(crate) enable: bool,
    /// Whether enabled users get an email; by default the organisation's settings decide.
    #[arg(long, value_name = "WHETHER", requires = "enable")]
    pub(crate) send_email: Option<YesNo>,
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
pub(crate) enum IdCommand {
    /// Shows who has or had a conference ID, and when.
    Lookup {
        /// The seven digits, with or without spaces.
        digits: String,
        /// The bridge on which the ID is entered.
        #[arg(long, default_value_t = BridgeId::FIRST)]
        bridge: BridgeId,
        #[command(flatten)]
        target: TargetArguments,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum MailsCommand {
    /// Lists emails, newest first.
    List {
        /// Only emails with this status: queued, sending, sent, kept (no email server), failed or superseded.
        #[arg(long, value_name = "STATE", value_parser = mail_state)]
        state: Option<shared::MailState>,
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
        /// The settings, each as name=value; serviceNumbers takes JSON.
        #[arg(required = true, value_name = "NAME=VALUE")]
        assignments: Vec<String>,
        #[command(flatten)]
        target: TargetArguments,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Lists who did what, newest first.
    List {
        /// How many at most.
        #[arg(long, value_name = "NUMBER", default_value_t = 50)]
        limit: usize,
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

fn language(text: &str) -> Result<Language, String> {
    Language::from_tag(text).ok_or_else(|| "write sv or en".to_owned())
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
        let Command::User(UserCommand::Reset { mail, user, reason }) = arguments.command else { panic!() };
        assert_eq!(mail.send_email(), Some(false));
        assert_eq!((user.user.as_str(), reason), ("anna@contoso.example", None));
    }
}
