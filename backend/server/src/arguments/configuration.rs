//! What can be configured, on the command line.

use std::path::PathBuf;

use clap::Args;

use crate::configuration::{Flags, Key};

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
    /// The file whose first line is the token (XOAUTH2) for the SMTP server; it is read for each sign-in
    /// [KONFID_SMTP_TOKEN_FILE].
    #[arg(long, value_name = "FILE")]
    smtp_token_file: Option<String>,
    /// The command that prints the token (XOAUTH2) for the SMTP server; it runs for each sign-in and has 30 seconds
    /// [KONFID_SMTP_TOKEN_COMMAND].
    #[arg(long, value_name = "COMMAND")]
    smtp_token_command: Option<String>,
    /// How many connections to the SMTP server there are at most, 1 to 20; Konfid begins with one
    /// [KONFID_SMTP_CONNECTIONS; default: 4].
    #[arg(long, value_name = "NUMBER")]
    smtp_connections: Option<String>,
    /// How many emails are sent in a minute at most, or unlimited; Konfid adapts to the server in any case
    /// [KONFID_SMTP_PER_MINUTE; default: unlimited].
    #[arg(long, value_name = "NUMBER")]
    smtp_per_minute: Option<String>,
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
    /// The address for answers to emails, if not the sender's [KONFID_REPLY_TO].
    #[arg(long, value_name = "ADDRESS")]
    reply_to: Option<String>,
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
            (Key::SmtpTokenFile, &self.smtp_token_file),
            (Key::SmtpTokenCommand, &self.smtp_token_command),
            (Key::SmtpConnections, &self.smtp_connections),
            (Key::SmtpPerMinute, &self.smtp_per_minute),
            (Key::CalendarKeyFile, &self.key_file),
            (Key::CalendarHosts, &self.calendar_hosts),
            (Key::Sender, &self.sender),
            (Key::ReplyTo, &self.reply_to),
            (Key::Log, &self.log),
            (Key::LogFormat, &self.log_format),
        ];
        let values = given.into_iter().filter_map(|(key, text)| Some((key, text.clone()?)));
        Flags { file: self.config.clone(), values: values.collect() }
    }
}
