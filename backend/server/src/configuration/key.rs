//! Everything that can be configured.

use crate::database::DatabaseAddress;

/// A setting of the server. Each can be given as a flag, in the environment and in the configuration file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// The address to listen on.
    Listen,
    /// The database: a file, or the address of one in PostgreSQL.
    Database,
    /// The file with the password for PostgreSQL.
    DatabasePasswordFile,
    /// Where people reach the page.
    PublicUrl,
    /// The reverse proxies whose word about the client's address is taken.
    TrustedProxies,
    /// Whether browsers are told to use https for all hosts below the public one.
    HttpsForSubdomains,
    /// How many wrong conference IDs an address may ask for in a minute.
    WrongIdsPerMinute,
    /// The SMTP server that takes the mails.
    Smtp,
    /// The file with the password for the SMTP server.
    SmtpPasswordFile,
    /// The file with the certificate of an authority that the SMTP server's certificate comes from.
    SmtpAuthorityFile,
    /// The file with the token for the SMTP server.
    SmtpTokenFile,
    /// The command that prints the token for the SMTP server.
    SmtpTokenCommand,
    /// How many connections to the SMTP server there are at most.
    SmtpConnections,
    /// How many mails leave in a minute at most.
    SmtpPerMinute,
    /// The file with the key that seals the passwords to calendars.
    CalendarKeyFile,
    /// The hosts inside the network where organizers may connect calendars.
    CalendarHosts,
    /// The sender's address while the organisation has set none.
    Sender,
    /// Where answers to mails go, if not to the sender.
    ReplyTo,
    /// What is logged.
    Log,
    /// The shape of the log.
    LogFormat,
}

impl Key {
    /// Every setting, in the order in which they are explained.
    pub(crate) const ALL: [Self; 20] = [
        Self::Listen,
        Self::Database,
        Self::DatabasePasswordFile,
        Self::PublicUrl,
        Self::TrustedProxies,
        Self::HttpsForSubdomains,
        Self::WrongIdsPerMinute,
        Self::Smtp,
        Self::SmtpPasswordFile,
        Self::SmtpAuthorityFile,
        Self::SmtpTokenFile,
        Self::SmtpTokenCommand,
        Self::SmtpConnections,
        Self::SmtpPerMinute,
        Self::CalendarKeyFile,
        Self::CalendarHosts,
        Self::Sender,
        Self::ReplyTo,
        Self::Log,
        Self::LogFormat,
    ];

    /// The name in the configuration file and, after `--`, on the command line.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Listen => "listen",
            Self::Database => "database",
            Self::DatabasePasswordFile => "database-password-file",
            Self::PublicUrl => "public-url",
            Self::TrustedProxies => "trusted-proxies",
            Self::HttpsForSubdomains => "https-for-subdomains",
            Self::WrongIdsPerMinute => "wrong-ids-per-minute",
            Self::Smtp => "smtp",
            Self::SmtpPasswordFile => "smtp-password-file",
            Self::SmtpAuthorityFile => "smtp-authority-file",
            Self::SmtpTokenFile => "smtp-token-file",
            Self::SmtpTokenCommand => "smtp-token-command",
            Self::SmtpConnections => "smtp-connections",
            Self::SmtpPerMinute => "smtp-per-minute",
            Self::CalendarKeyFile => "key-file",
            Self::CalendarHosts => "calendar-hosts",
            Self::Sender => "sender",
            Self::ReplyTo => "reply-to",
            Self::Log => "log",
            Self::LogFormat => "log-format",
        }
    }

    /// The name in the environment.
    pub(crate) const fn variable(self) -> &'static str {
        match self {
            Self::Listen => "KONFID_LISTEN",
            Self::Database => "KONFID_DATABASE",
            Self::DatabasePasswordFile => "KONFID_DATABASE_PASSWORD_FILE",
            Self::PublicUrl => "KONFID_PUBLIC_URL",
            Self::TrustedProxies => "KONFID_TRUSTED_PROXIES",
            Self::HttpsForSubdomains => "KONFID_HTTPS_FOR_SUBDOMAINS",
            Self::WrongIdsPerMinute => "KONFID_WRONG_IDS_PER_MINUTE",
            Self::Smtp => "KONFID_SMTP",
            Self::SmtpPasswordFile => "KONFID_SMTP_PASSWORD_FILE",
            Self::SmtpAuthorityFile => "KONFID_SMTP_AUTHORITY_FILE",
            Self::SmtpTokenFile => "KONFID_SMTP_TOKEN_FILE",
            Self::SmtpTokenCommand => "KONFID_SMTP_TOKEN_COMMAND",
            Self::SmtpConnections => "KONFID_SMTP_CONNECTIONS",
            Self::SmtpPerMinute => "KONFID_SMTP_PER_MINUTE",
            Self::CalendarKeyFile => "KONFID_KEY_FILE",
            Self::CalendarHosts => "KONFID_CALENDAR_HOSTS",
            Self::Sender => "KONFID_SENDER",
            Self::ReplyTo => "KONFID_REPLY_TO",
            Self::Log => "KONFID_LOG",
            Self::LogFormat => "KONFID_LOG_FORMAT",
        }
    }

    /// The value when nothing else is given.
    pub(crate) const fn default(self) -> Option<&'static str> {
        match self {
            Self::Listen => Some("127.0.0.1:8080"),
            Self::Database => Some("konfid.db"),
            Self::HttpsForSubdomains => Some("no"),
            Self::WrongIdsPerMinute => Some("60"),
            Self::SmtpConnections => Some("4"),
            Self::SmtpPerMinute => Some("unlimited"),
            Self::Log => Some("info"),
            Self::LogFormat => Some("text"),
            Self::DatabasePasswordFile
            | Self::PublicUrl
            | Self::TrustedProxies
            | Self::Smtp
            | Self::SmtpPasswordFile
            | Self::SmtpAuthorityFile
            | Self::SmtpTokenFile
            | Self::SmtpTokenCommand
            | Self::CalendarKeyFile
            | Self::CalendarHosts
            | Self::Sender
            | Self::ReplyTo => None,
        }
    }

    /// What it means that nothing is given.
    pub(crate) const fn when_missing(self) -> &'static str {
        match self {
            Self::DatabasePasswordFile => {
                "the password for PostgreSQL, if any, is in the address of the database"
            }
            Self::PublicUrl => "links lead to the address that Konfid listens on",
            Self::TrustedProxies => {
                "limits count by the address that connects; behind a reverse proxy, all clients share one limit"
            }
            Self::Smtp => "no email is being sent; emails are only shown on the Email page",
            Self::SmtpPasswordFile => "the password, if any, is in the address of the SMTP server",
            Self::SmtpAuthorityFile => {
                "the SMTP server's certificate must come from a certificate authority that this machine trusts"
            }
            Self::SmtpTokenFile | Self::SmtpTokenCommand => {
                "Konfid signs in at the SMTP server with a password, or not at all"
            }
            Self::CalendarKeyFile => {
                "it is created next to the database, with the database's name and .key, or as konfid.key with PostgreSQL; \
                 keep it apart from backups, and give all servers the same"
            }
            Self::CalendarHosts => {
                "organizers can connect calendars on public hosts only; administrators on any host"
            }
            Self::Sender => {
                "emails come from the user name at the SMTP server if that is an address, or else from konfid@ and the \
                 host name of the public URL"
            }
            Self::ReplyTo => "answers to emails go to the sender",
            Self::Listen
            | Self::Database
            | Self::HttpsForSubdomains
            | Self::WrongIdsPerMinute
            | Self::SmtpConnections
            | Self::SmtpPerMinute
            | Self::Log
            | Self::LogFormat => "the default is used",
        }
    }

    /// Whether this value names a file. If it stands in a file, the other one is beside that.
    pub(crate) fn is_path(self, value: &str) -> bool {
        match self {
            Self::Database => !DatabaseAddress::is_url(value),
            Self::DatabasePasswordFile
            | Self::SmtpPasswordFile
            | Self::SmtpAuthorityFile
            | Self::SmtpTokenFile
            | Self::CalendarKeyFile => true,
            Self::Listen
            | Self::PublicUrl
            | Self::TrustedProxies
            | Self::HttpsForSubdomains
            | Self::WrongIdsPerMinute
            | Self::Smtp
            | Self::SmtpTokenCommand
            | Self::SmtpConnections
            | Self::SmtpPerMinute
            | Self::CalendarHosts
            | Self::Sender
            | Self::ReplyTo
            | Self::Log
            | Self::LogFormat => false,
        }
    }
}
