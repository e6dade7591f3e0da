//! Understanding the values.

use std::net::SocketAddr;
use std::path::PathBuf;

use api::{GuessLimit, ParseTrustedProxiesError, TrustedProxies};
use tracing_subscriber::EnvFilter;
use url::Url;

use super::mail::{add_password, address, certificate, connections, per_minute, smtp, token};
use super::{Configuration, Key, LogFormat, Values, Wrong};
use crate::database::DatabaseAddress;

/// Understands every value, or tells everything that is wrong.
pub(super) fn check(values: &Values) -> Result<Configuration, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let text = |key: Key| values.get(key).map(|value| value.text.as_str());
    let listen = required(&mut wrong, Key::Listen, text(Key::Listen), listen);
    let mut database: Option<DatabaseAddress> =
        required(&mut wrong, Key::Database, text(Key::Database), str::parse);
    if let (Some(file), Some(database)) = (text(Key::DatabasePasswordFile), &mut database)
        && let Err(sentence) = database.add_password_in(file)
    {
        wrong.push(Wrong { key: Key::DatabasePasswordFile, sentence });
    }
    let public_url = optional(&mut wrong, Key::PublicUrl, text(Key::PublicUrl), public_url);
    let trusted_proxies =
        optional(&mut wrong, Key::TrustedProxies, text(Key::TrustedProxies), trusted_proxies);
    let https_for_subdomains =
        required(&mut wrong, Key::HttpsForSubdomains, text(Key::HttpsForSubdomains), yes_or_no);
    let guess_limit = required(&mut wrong, Key::WrongIdsPerMinute, text(Key::WrongIdsPerMinute), guess_limit);
    let mut smtp = optional(&mut wrong, Key::Smtp, text(Key::Smtp), smtp);
    if let Some(file) = text(Key::SmtpPasswordFile)
        && !wrong.iter().any(|wrong| wrong.key == Key::Smtp)
        && let Err(sentence) = add_password(smtp.as_mut(), file)
    {
        wrong.push(Wrong { key: Key::SmtpPasswordFile, sentence });
    }
    let smtp_authority =
        optional(&mut wrong, Key::SmtpAuthorityFile, text(Key::SmtpAuthorityFile), certificate);
    let calendar_hosts = optional(&mut wrong, Key::CalendarHosts, text(Key::CalendarHosts), hosts);
    let smtp_token = token(&mut wrong, smtp.as_ref(), text(Key::SmtpTokenFile), text(Key::SmtpTokenCommand));
    let smtp_connections =
        required(&mut wrong, Key::SmtpConnections, text(Key::SmtpConnections), connections);
    let smtp_per_minute = required(&mut wrong, Key::SmtpPerMinute, text(Key::SmtpPerMinute), per_minute);
    let sender = optional(&mut wrong, Key::Sender, text(Key::Sender), address);
    let reply_to = optional(&mut wrong, Key::ReplyTo, text(Key::ReplyTo), address);
    let log = required(&mut wrong, Key::Log, text(Key::Log), log);
    let log_format = required(&mut wrong, Key::LogFormat, text(Key::LogFormat), log_format);
    match (listen, database, https_for_subdomains, guess_limit, log, log_format) {
        (
            Some(listen),
            Some(database),
            Some(https_for_subdomains),
            Some(guess_limit),
            Some(log),
            Some(log_format),
        ) if wrong.is_empty() => Ok(Configuration {
            listen,
            password_files: [Key::DatabasePasswordFile, Key::SmtpPasswordFile, Key::SmtpTokenFile]
                .into_iter()
                .filter_map(|key| text(key).map(PathBuf::from))
                .collect(),
            key_file: text(Key::CalendarKeyFile).map(PathBuf::from),
            calendar_hosts: calendar_hosts.unwrap_or_default(),
            database,
            public_url,
            trusted_proxies: trusted_proxies.unwrap_or_default(),
            https_for_subdomains,
            guess_limit,
            smtp,
            smtp_authority,
            smtp_token,
            smtp_connections: smtp_connections.unwrap_or(1),
            smtp_per_minute: smtp_per_minute.flatten(),
            sender,
            reply_to,
            log,
            log_format,
        }),
        _ => Err(wrong),
    }
}

/// Understands one value, or notes why it cannot be understood.
fn optional<T>(
    wrong: &mut Vec<Wrong>,
    key: Key,
    text: Option<&str>,
    parse: impl FnOnce(&str) -> Result<T, String>,
) -> Option<T> {
    match parse(text?) {
        Ok(value) => Some(value),
        Err(sentence) => {
            wrong.push(Wrong { key, sentence });
            None
        }
    }
}

fn required<T>(
    wrong: &mut Vec<Wrong>,
    key: Key,
    text: Option<&str>,
    parse: impl FnOnce(&str) -> Result<T, String>,
) -> Option<T> {
    optional(wrong, key, Some(text.unwrap_or_default()), parse)
}

/// Hosts with commas between them.
fn hosts(text: &str) -> Result<Vec<String>, String> {
    let hosts = text.split(',').map(str::trim).filter(|host| !host.is_empty());
    hosts
        .map(|host| {
            let bare = host.trim_start_matches('[').trim_end_matches(']');
            let is_number = bare.parse::<std::net::IpAddr>().is_ok();
            // Anything with a port, a scheme or a path is no host.
            let is_name = url::Host::parse(host).is_ok() && !host.contains(['/', ':', '@', '*']);
            if is_number || is_name {
                Ok(bare.to_lowercase())
            } else {
                Err(format!(
                    "“{host}” is not a host. Write hosts without port and path, separated by commas, for example \
                     calendar.intra.example, 10.0.0.7."
                ))
            }
        })
        .collect()
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    let numeric = text.replacen("localhost:", "127.0.0.1:", 1);
    numeric.parse().map_err(|_| {
        format!(
            "“{text}” is not an address with a port. Write, for example, 127.0.0.1:8080, 0.0.0.0:8080 or [::1]:8080."
        )
    })
}

fn public_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let Some(url) = url else {
        return Err(format!("“{text}” is not a web address. Write it like https://konfid.example.com."));
    };
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
        return Err(format!(
            "It can only have a scheme, a host and a port, for example {}. Konfid needs a host name of its own.",
            url.origin().ascii_serialization()
        ));
    }
    Ok(url)
}

fn trusted_proxies(text: &str) -> Result<TrustedProxies, String> {
    text.parse().map_err(|error: ParseTrustedProxiesError| {
        format!(
            "“{}” is neither an address nor a network. Separate several with commas, for example 127.0.0.1, 10.0.0.0/8.",
            error.text
        )
    })
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(format!("“{text}” is neither yes nor no.")),
    }
}

fn guess_limit(text: &str) -> Result<GuessLimit, String> {
    if text == "off" {
        return Ok(GuessLimit::default());
    }
    text.parse().map(GuessLimit::per_minute).map_err(|_| {
        format!("“{text}” is not a number of wrong conference IDs. Write a number from 1 up, for example 60, or off.")
    })
}

fn log(text: &str) -> Result<String, String> {
    match EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err(format!(
            "“{text}” is not a log filter. Write error, warn, info, debug or trace, or a filter such as konfid=debug,warn."
        )),
    }
}

fn log_format(text: &str) -> Result<LogFormat, String> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(format!("“{text}” is not a log format. Write text or json.")),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::super::{ConfigurationFile, Flags};
    use super::*;

    fn check_flags(flags: &[(Key, &str)]) -> Result<Configuration, Vec<Wrong>> {
        let values = flags.iter().map(|(key, text)| (*key, (*text).to_owned())).collect();
        check(&Values::merge(&Flags { file: None, values }, |_| None, &ConfigurationFile::default()))
    }

    #[test]
    fn the_defaults_are_right() {
        let configuration = check_flags(&[]).unwrap();
        assert_eq!(configuration.listen.to_string(), "127.0.0.1:8080");
        assert!(configuration.smtp.is_none() && configuration.public_url.is_none());
    }

    #[test]
    fn everything_wrong_is_told_at_once_and_no_password_is() {
        let wrong = check_flags(&[
            (Key::Listen, "8080"),
            (Key::PublicUrl, "https://example.com/konfid"),
            (Key::TrustedProxies, "127.0.0.1, proxy.example"),
            (Key::Smtp, "http://konfid:hemligt@mail.example.com"),
            (Key::Sender, "konfid"),
            (Key::Log, "konfid=loud"),
            (Key::LogFormat, "xml"),
        ])
        .unwrap_err();
        let keys: Vec<Key> = wrong.iter().map(|wrong| wrong.key).collect();
        let expected = [
            Key::Listen,
            Key::PublicUrl,
            Key::TrustedProxies,
            Key::Smtp,
            Key::Sender,
            Key::Log,
            Key::LogFormat,
        ];
        assert_eq!(keys, expected);
        assert!(!wrong.iter().any(|wrong| wrong.to_string().contains("hemligt")));
    }

    #[cfg(unix)]
    #[test]
    fn the_databases_password_comes_from_its_file() {
        use std::os::unix::fs::PermissionsExt as _;

        let mut file = tempfile::NamedTempFile::new().unwrap();
        writeln!(file, "hemligt").unwrap();
        let path = file.path().to_str().unwrap();
        let with =
            |database: &str| check_flags(&[(Key::Database, database), (Key::DatabasePasswordFile, path)]);
        let configuration = with("postgres://konfid@db.example.com/ids").unwrap();
        let DatabaseAddress::Postgres(mut address) = configuration.database.clone() else { panic!() };
        assert!(address.add_password("annat").is_err(), "it has the password of the file");
        assert!(!format!("{configuration:?}").contains("hemligt"));
        assert_eq!(configuration.doubts(), Vec::<String>::new());
        file.as_file().set_permissions(fs::Permissions::from_mode(0o640)).unwrap();
        assert!(configuration.doubts()[0].contains(path), "{:?}", configuration.doubts());
        for database in ["konfid.db", "postgres://konfid:x@db.example.com/ids"] {
            let wrong = with(database).unwrap_err();
            assert_eq!(wrong[0].key, Key::DatabasePasswordFile, "{wrong:?}");
            assert!(!wrong[0].sentence.contains("hemligt"));
        }
        let missing = [(Key::Database, "postgres://k@h/d"), (Key::DatabasePasswordFile, "/missing")];
        assert!(check_flags(&missing).unwrap_err()[0].sentence.contains("could not be read"));
    }

    #[test]
    fn the_password_comes_from_its_file() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        writeln!(file, "hemligt").unwrap();
        let path = file.path().to_str().unwrap();
        let with = |smtp: &str| check_flags(&[(Key::Smtp, smtp), (Key::SmtpPasswordFile, path)]);
        let configuration = with("smtps://konfid@mail.example.com").unwrap();
        assert_eq!(configuration.smtp.unwrap().credentials, Some(("konfid".into(), "hemligt".into())));
        for smtp in ["smtps://mail.example.com", "smtps://konfid:x@mail.example.com"] {
            assert_eq!(with(smtp).unwrap_err()[0].key, Key::SmtpPasswordFile);
        }
        let alone = check_flags(&[(Key::SmtpPasswordFile, path)]).unwrap_err();
        assert!(alone[0].sentence.contains("no SMTP server"));
    }
}
