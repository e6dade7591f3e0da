//! The command line.

#![expect(
    clippy::doc_markdown,
    reason = "comments here are printed as help, where backticks would be in the way"
)]

mod account;
mod calendar;
mod user;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use shared::Language;

use crate::configuration::{Flags, Key};

pub(crate) use account::{AdministratorCommand, Expiry, TokenCommand};
pub(crate) use calendar::CalendarCommand;
pub(crate) use user::{DialIn, MailArguments, OneUserArguments, UserCommand};

/// Konfid hands out dial-in conference IDs, replaces them when they leak, and tells everybody concerned.
#[derive(Debug, Parser)]
#[command(name = "konfid", version, max_term_width = 100)]
pub(crate) struct Arguments {
    /// The language of messages, sv or en; otherwise that of the terminal [KONFID_LANGUAGE, LC_ALL,
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
    /// Looks at the configuration.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// API tokens for scripts.
    #[command(subcommand)]
    Token(TokenCommand),
    /// Administrators' accounts.
    #[command(subcommand)]
    Administrator(AdministratorCommand),
    /// Imports users from a CSV file. Exit code 2 when some rows were refused; the others are imported.
    Import(ImportArguments),
    /// Writes a copy of the database, also while the server runs.
    Backup(BackupArguments),
    /// Mends invitations: writes the new conference ID where an old one stands, in a calendar file or on a CalDAV
    /// server. Exit code 2 when something was refused.
    CalendarUpdate(caldav::command::MeetingUpdateArguments),
    /// Users, and their conference IDs.
    #[command(subcommand, visible_alias = "users")]
    User(UserCommand),
    /// Connected calendars, and what became of the meetings in them.
    #[command(subcommand)]
    Calendar(CalendarCommand),
    /// Conference IDs.
    #[command(subcommand)]
    Id(IdCommand),
    /// Emails in the outbox.
    #[command(subcommand, visible_alias = "mail")]
    Mails(MailsCommand),
    /// The organisation's settings.
    #[command(subcommand)]
    Settings(SettingsCommand),
    /// The audit log.
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
    /// The database: a file, or an address as in postgres://konfid@db.example.com/konfid [KONFID_DATABASE; default:
    /// konfid.db].
    #[arg(long, value_name = "DATABASE")]
    database: Option<String>,
    /// Where people reach the page, as in https://konfid.example.com [KONFID_PUBLIC_URL].
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Addresses and networks of reverse proxies, with commas between them: the client's address is then read from
    /// their X-Forwarded-For, as in 127.0.0.1 [KONFID_TRUSTED_PROXIES].
    #[arg(long, value_name = "ADDRESSES")]
    trusted_proxies: Option<String>,
    /// yes tells browsers to use https for all hosts below the public one too; only with a public URL that begins
    /// with https [KONFID_HTTPS_FOR_SUBDOMAINS; default: no].
    #[arg(long, value_name = "WHETHER")]
    https_for_subdomains: Option<String>,
    /// How many wrong conference IDs an address may ask the conference mapper for in a minute, or off
    /// [KONFID_WRONG_IDS_PER_MINUTE; default: 60].
    #[arg(long, value_name = "NUMBER")]
    wrong_ids_per_minute: Option<String>,
    /// The SMTP server for email, for example smtps://user@mail.example.com; without it emails stay in Konfid
    /// [KONFID_SMTP].
    #[arg(long, value_name = "URL")]
    smtp: Option<String>,
    /// The file whose first line is the password for the SMTP server [KONFID_SMTP_PASSWORD_FILE].
    #[arg(long, value_name = "FILE")]
    smtp_password_file: Option<String>,
    /// The file with the certificate (PEM) of an authority to trust for the SMTP server
    /// [KONFID_SMTP_AUTHORITY_FILE].
    #[arg(long, value_name = "FILE")]
    smtp_authority_file: Option<String>,
    /// The file with the key that seals the passwords to calendars [KONFID_KEY_FILE; default: the database's name
    /// and .key].
    #[arg(long, value_name = "FILE")]
    key_file: Option<String>,
    /// Hosts inside the network where organizers may connect calendars, with commas between them; public ones they may
    /// in any case [KONFID_CALENDAR_HOSTS].
    #[arg(long, value_name = "HOSTS")]
    calendar_hosts: Option<String>,
    /// The sender's address while the organisation has set none [KONFID_SENDER].
    #[arg(long, value_name = "ADDRESS")]
    sender: Option<String>,
    /// What is logged: error, warn, info, debug, trace, or a filter [KONFID_LOG; default: info].
    #[arg(long, value_name = "FILTER")]
    log: Option<String>,
    /// The shape of the log, text or json [KONFID_LOG_FORMAT; default: text].
    #[arg(long, value_name = "SHAPE")]
    log_format: Option<String>,
}

impl ConfigurationArguments {
    /// What was given.
    pub(crate) fn flags(&self) -> Flags {
        let given = [
            (Key::Listen, &self.listen),
            (Key::Database, &self.database),
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
    /// The database: a file, or an address as in postgres://konfid@db.example.com/konfid [KONFID_DATABASE; default:
    /// konfid.db].
    #[arg(long, value_name = "DATABASE")]
    pub(crate) database: Option<String>,
    /// The configuration file, for the database it names [KONFID_CONFIG; default: konfid.toml, if it exists].
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
    /// A server elsewhere, as in https://konfid.example.com; otherwise the database of this machine is used
    /// [KONFID_SERVER].
    #[arg(long, value_name = "URL", conflicts_with = "database")]
    server: Option<String>,
    /// The token for that server, from `application token create`; better in the environment than here, where others on
    /// the machine see it [KONFID_TOKEN].
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,
    /// Prints JSON for programs, one object a line.
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
    /// The file: the Microsoft 365 export of users, or the columns display name, user principal name, mail, language.
    pub(crate) file: PathBuf,
    /// Enables everybody in the file for dial-in conferencing as well.
    #[arg(long)]
    pub(crate) enable: bool,
    /// Whether enabled users get an email; the organisation's switch decides when missing.
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
    /// Tells whose a conference ID is and was, and when.
    Lookup {
        /// The seven digits, grouped or not.
        digits: String,
        #[command(flatten)]
        target: TargetArguments,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum MailsCommand {
    /// Lists emails, newest first.
    List {
        /// Only emails with this status: queued, sending, sent, kept, failed or superseded.
        #[arg(long, value_name = "STATE", value_parser = mail_state)]
        state: Option<shared::MailState>,
        /// How many at most.
        #[arg(long, value_name = "NUMBER", default_value_t = 50)]
        limit: usize,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Shows an email, with its text when Konfid has kept it.
    Show {
        /// The email's identifier.
        mail: shared::MailId,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Sends a test email and says what the email server answered. Exit code 2 when it was not accepted.
    Test {
        /// Where it goes; to the sender itself when missing.
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
    /// Changes settings, as in `application settings set organisationName="Contoso AB" quarantineDays=120`.
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
