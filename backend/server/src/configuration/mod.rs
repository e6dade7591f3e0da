//! The configuration: flags before the environment, the environment before the file, the file before defaults.

mod check;
mod file;
mod key;
mod mail;
mod mask;
mod secret_file;

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use api::{GuessLimit, TrustedProxies};
use mailer::{SmtpUrl, TokenSource};
use shared::EmailAddress;
use url::Url;

use crate::command_error::{CommandError, Result};
use crate::database::DatabaseAddress;

pub(crate) use file::{ConfigurationFile, DEFAULT_FILE};
pub(crate) use key::Key;
pub(crate) use mask::masked;
pub(crate) use secret_file::{can_be_read_by_others, password};

/// What stands on the command line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flags {
    /// The configuration file.
    pub(crate) file: Option<PathBuf>,
    /// The settings.
    pub(crate) values: BTreeMap<Key, String>,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The command line.
    Flag,
    /// The environment.
    Environment,
    /// The configuration file.
    File(PathBuf),
    /// Nowhere: it is the default.
    Default,
}

/// A value before it is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    /// The text; never empty.
    pub(crate) text: String,
    pub(crate) origin: Origin,
}

/// All values before they are understood. What is missing has no value and no default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Values(BTreeMap<Key, Value>);

/// What is wrong with one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) key: Key,
    /// A sentence that says what to do. It holds no secret.
    pub(crate) sentence: String,
}

/// The shape of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// A line of text for people.
    Text,
    /// A JSON object a line, for programs.
    Json,
}

/// Everything the server must know to start.
#[derive(Clone, Debug)]
pub(crate) struct Configuration {
    pub(crate) listen: SocketAddr,
    pub(crate) database: DatabaseAddress,
    /// The files with passwords.
    pub(crate) password_files: Vec<PathBuf>,
    /// Where the key is that seals the passwords to calendars, if not beside the database.
    pub(crate) key_file: Option<PathBuf>,
    /// The hosts inside the network where organizers may connect calendars.
    pub(crate) calendar_hosts: Vec<String>,
    pub(crate) public_url: Option<Url>,
    /// The reverse proxies whose word about the client's address is taken.
    pub(crate) trusted_proxies: TrustedProxies,
    /// Whether browsers are told to use https for all hosts below the public one.
    pub(crate) https_for_subdomains: bool,
    /// How many wrong conference IDs an address may ask for.
    pub(crate) guess_limit: GuessLimit,
    pub(crate) smtp: Option<SmtpUrl>,
    /// The certificate of an authority to trust for the SMTP server, as PEM.
    pub(crate) smtp_authority: Option<Vec<u8>>,
    /// Where the token comes from, to sign in there without a password.
    pub(crate) smtp_token: Option<TokenSource>,
    /// How many connections to it there are at most.
    pub(crate) smtp_connections: u32,
    /// How many emails leave in a minute at most.
    pub(crate) smtp_per_minute: Option<u32>,
    pub(crate) sender: Option<EmailAddress>,
    pub(crate) reply_to: Option<EmailAddress>,
    pub(crate) log: String,
    pub(crate) log_format: LogFormat,
}

impl Configuration {
    /// The host name by which people reach the page, if it has one.
    pub(crate) fn public_host(&self) -> Option<&str> {
        self.public_url.as_ref().and_then(Url::domain)
    }

    /// The sender while the organisation has set none: the one that is named, or the user name at the SMTP server if it is
    /// an address, which servers that sign users in take as a sender.
    pub(crate) fn named_sender(&self) -> Option<EmailAddress> {
        let user = || self.smtp.as_ref()?.credentials.as_ref()?.0.parse().ok();
        self.sender.clone().or_else(user)
    }

    /// What is right by itself, but surely not meant so.
    pub(crate) fn doubts(&self) -> Vec<String> {
        let is_local = |url: &Url| match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => true,
        };
        let mut doubts = Vec::new();
        if self.smtp.is_some() && self.public_url.as_ref().is_none_or(is_local) {
            doubts.push(
                "Links in emails lead to this machine only. Set --public-url to the address where people open Konfid."
                    .to_owned(),
            );
        }
        let open = self.password_files.iter().filter(|file| can_be_read_by_others(file));
        doubts.extend(open.map(|file| {
            format!(
                "Others can read the password in {}. Make the file readable by its owner only.",
                file.display()
            )
        }));
        doubts
    }

    /// The file with the key that seals the passwords to calendars.
    pub(crate) fn key_file(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| self.database.key_file())
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.key.name(), self.sentence)
    }
}

impl Values {
    /// The file with the key that seals the passwords to calendars, whatever the other values are.
    pub(crate) fn key_file(&self) -> Result<PathBuf> {
        match self.get(Key::CalendarKeyFile) {
            Some(value) => Ok(PathBuf::from(&value.text)),
            None => Ok(self.database()?.key_file()),
        }
    }

    /// Gathers the values of this process.
    pub(crate) fn gather(flags: &Flags) -> Result<Self> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let named = flags.file.clone().or_else(|| variable("KONFID_CONFIG").map(PathBuf::from));
        let file = ConfigurationFile::read(named.as_deref())?;
        Ok(Self::merge(flags, variable, &file))
    }

    /// Puts the sources together. An empty text in a flag or in the file takes away what comes after it.
    fn merge(flags: &Flags, variable: impl Fn(&str) -> Option<String>, file: &ConfigurationFile) -> Self {
        let find = |key: Key| {
            let flag = flags.values.get(&key).map(|text| (text.clone(), Origin::Flag));
            let environment = || variable(key.variable()).map(|text| (text, Origin::Environment));
            let in_file = || {
                let path = file.path.clone().unwrap_or_default();
                file.values.get(&key).map(|text| (text.clone(), Origin::File(path)))
            };
            let default = || key.default().map(|text| (text.to_owned(), Origin::Default));
            flag.or_else(environment)
                .or_else(in_file)
                .filter(|(text, _)| !text.is_empty() || key.default().is_none())
                .or_else(default)
        };
        let values = Key::ALL.into_iter().filter_map(|key| {
            let (text, origin) = find(key)?;
            (!text.is_empty()).then_some((key, Value { text, origin }))
        });
        Self(values.collect())
    }

    /// The value of a setting.
    pub(crate) fn get(&self, key: Key) -> Option<&Value> {
        self.0.get(&key)
    }

    /// Understands all values; tells everything that is wrong at once.
    pub(crate) fn configuration(&self) -> Result<Configuration> {
        check::check(self).map_err(|wrong| {
            let lines: Vec<String> = wrong.iter().map(Wrong::to_string).collect();
            CommandError::new(format!(
                "The configuration is not valid. `konfid config check` explains every value.\n  {}",
                lines.join("\n  ")
            ))
        })
    }

    /// Everything that is wrong.
    pub(crate) fn wrong(&self) -> Vec<Wrong> {
        check::check(self).err().unwrap_or_default()
    }

    /// The database, whatever the other values are.
    pub(crate) fn database(&self) -> Result<DatabaseAddress> {
        let text = self.get(Key::Database).map_or("konfid.db", |value| &value.text);
        let mut address: DatabaseAddress = text.parse().map_err(CommandError::new)?;
        if let Some(file) = self.get(Key::DatabasePasswordFile) {
            address.add_password_in(&file.text).map_err(CommandError::new)?;
        }
        Ok(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(flag: Option<&str>, variable: Option<&str>, in_file: Option<&str>, key: Key) -> Option<Value> {
        let flags =
            Flags { file: None, values: flag.map(|text| (key, text.to_owned())).into_iter().collect() };
        let file = ConfigurationFile {
            path: Some("konfid.toml".into()),
            values: in_file.map(|text| (key, text.to_owned())).into_iter().collect(),
        };
        let merged =
            Values::merge(&flags, |name| variable.filter(|_| name == key.variable()).map(Into::into), &file);
        merged.get(key).cloned()
    }

    #[test]
    fn flags_come_before_the_environment_before_the_file_before_defaults() {
        let value = |text: &str, origin| Some(Value { text: text.into(), origin });
        let key = Key::Listen;
        assert_eq!(values(Some("a"), Some("b"), Some("c"), key), value("a", Origin::Flag));
        assert_eq!(values(None, Some("b"), Some("c"), key), value("b", Origin::Environment));
        assert_eq!(values(None, None, Some("c"), key), value("c", Origin::File("konfid.toml".into())));
        assert_eq!(values(None, None, None, key), value("127.0.0.1:8080", Origin::Default));
        assert_eq!(values(None, None, None, Key::Smtp), None);
    }

    #[test]
    fn an_empty_flag_takes_away_what_the_file_says() {
        assert_eq!(values(Some(""), None, Some("smtp://mail.example.com"), Key::Smtp), None);
        assert_eq!(values(Some(""), None, None, Key::Listen).unwrap().origin, Origin::Default);
    }
}
