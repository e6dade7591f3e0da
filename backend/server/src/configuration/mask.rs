//! Values without their secrets.

use url::Url;

use super::Key;
use crate::database::DatabaseAddress;

/// What is shown of a value that cannot be read.
const HIDDEN: &str = "(hidden: it may contain a password)";

/// The value as it may be shown.
pub(crate) fn masked(key: Key, text: &str) -> String {
    match key {
        Key::Smtp => masked_url(text),
        Key::Database if DatabaseAddress::is_url(text) => match text.parse::<DatabaseAddress>() {
            Ok(address) => address.to_string(),
            Err(_) => HIDDEN.to_owned(),
        },
        // Whoever writes a secret into a command is not told by us.
        Key::SmtpTokenCommand => HIDDEN.to_owned(),
        Key::Listen
        | Key::Database
        | Key::DatabasePasswordFile
        | Key::PublicUrl
        | Key::SmtpPasswordFile
        | Key::SmtpAuthorityFile
        | Key::SmtpTokenFile
        | Key::SmtpConnections
        | Key::SmtpPerMinute
        | Key::ReplyTo
        | Key::CalendarKeyFile
        | Key::CalendarHosts
        | Key::Sender
        | Key::Log
        | Key::TrustedProxies
        | Key::HttpsForSubdomains
        | Key::WrongIdsPerMinute
        | Key::LogFormat => text.to_owned(),
    }
}

/// The URL with its password replaced. Of something that is no URL nothing is shown, for any of it may be secret.
fn masked_url(text: &str) -> String {
    let Ok(url) = Url::parse(text) else { return HIDDEN.to_owned() };
    if !url.has_host() {
        return HIDDEN.to_owned();
    }
    let user = match (url.username(), url.password()) {
        ("", None) => String::new(),
        (user, None) => format!("{user}@"),
        (user, Some(_)) => format!("{user}:•••@"),
    };
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}://{user}{}{port}{query}", url.scheme(), url.host_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(
            masked(Key::Smtp, "smtp://konfid:hemligt@mail.example.com:587?tls=required"),
            "smtp://konfid:•••@mail.example.com:587?tls=required"
        );
        assert_eq!(masked(Key::Smtp, "smtps://mail.example.com"), "smtps://mail.example.com");
        assert!(!masked(Key::SmtpTokenCommand, "get-token --secret hemligt").contains("hemligt"));
        assert_eq!(masked(Key::Database, "data/konfid.db"), "data/konfid.db");
        assert_eq!(
            masked(Key::Database, "postgres://konfid:hemligt@db.example.com/ids?sslmode=require"),
            "postgres://konfid@db.example.com:5432/ids"
        );
        assert!(!masked(Key::Database, "mysql://konfid:hemligt@db.example.com/ids").contains("hemligt"));
        for text in ["konfid:hemligt@mail", "hemligt", "smtp:hemligt"] {
            assert!(!masked(Key::Smtp, text).contains("hemligt"), "{text}");
        }
    }
}
