//! Understanding the values about email.

use std::fs;
use std::path::PathBuf;

use mailer::{SmtpUrl, TokenSource};
use shared::EmailAddress;

use super::{Key, Wrong};

/// What every certificate in PEM format begins with.
const PEM: &[u8] = b"-----BEGIN CERTIFICATE-----";
/// More connections than this no server means well with.
const CONNECTIONS_MAX: u32 = 20;

pub(super) fn smtp(text: &str) -> Result<SmtpUrl, String> {
    text.parse().map_err(|error: mailer::ParseSmtpUrlError| {
        let mut sentence = error.to_string();
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        sentence + "."
    })
}

/// Puts the password from the file beside the user name from the address.
pub(super) fn add_password(smtp: Option<&mut SmtpUrl>, file: &str) -> Result<(), String> {
    let Some(smtp) = smtp else {
        return Err("There is a password but no SMTP server. Set smtp as well.".to_owned());
    };
    let Some((_, password)) = &mut smtp.credentials else {
        return Err(
            "There is a password but no user name. Write it in smtp, for example smtps://user@mail.example.com."
                .to_owned(),
        );
    };
    if !password.is_empty() {
        return Err("There are two passwords. Remove the one in smtp.".to_owned());
    }
    *password = super::password(file)?;
    Ok(())
}

pub(super) fn certificate(file: &str) -> Result<Vec<u8>, String> {
    let bytes = fs::read(file).map_err(|error| format!("{file} could not be read: {error}."))?;
    let is_pem = bytes.windows(PEM.len()).any(|part| part == PEM);
    if is_pem { Ok(bytes) } else { Err(format!("{file} does not contain a certificate in PEM format.")) }
}

pub(super) fn address(text: &str) -> Result<EmailAddress, String> {
    text.parse().map_err(|error| {
        format!("“{text}” is not an email address ({error}). Write it like konfid@example.com.")
    })
}

/// Where the token comes from, and whether there is a name to show it with.
pub(super) fn token(
    wrong: &mut Vec<Wrong>,
    smtp: Option<&SmtpUrl>,
    file: Option<&str>,
    command: Option<&str>,
) -> Option<TokenSource> {
    let (key, source) = match (file, command) {
        (None, None) => return None,
        (Some(file), None) => (Key::SmtpTokenFile, TokenSource::File(PathBuf::from(file))),
        (None, Some(command)) => (Key::SmtpTokenCommand, TokenSource::Command(command.to_owned())),
        (Some(_), Some(_)) => {
            let sentence = "There are two tokens. Remove smtp-token-file or smtp-token-command.".to_owned();
            wrong.push(Wrong { key: Key::SmtpTokenCommand, sentence });
            return None;
        }
    };
    // What is wrong with the address is told there.
    if wrong.iter().any(|wrong| wrong.key == Key::Smtp) {
        return None;
    }
    let sentence = match smtp.map(|smtp| &smtp.credentials) {
        None => "There is a token but no SMTP server. Set smtp as well.",
        Some(None) => {
            "There is a token but no user name. Write it in smtp, for example smtps://user%40example.com@mail.example.com."
        }
        Some(Some((_, password))) if !password.is_empty() => {
            "There are a password and a token. Remove one of them."
        }
        Some(Some(_)) => return Some(source),
    };
    wrong.push(Wrong { key, sentence: sentence.to_owned() });
    None
}

pub(super) fn connections(text: &str) -> Result<u32, String> {
    text.parse().ok().filter(|number| (1..=CONNECTIONS_MAX).contains(number)).ok_or_else(|| {
        format!("“{text}” is not a number of connections. Write a number from 1 to {CONNECTIONS_MAX}, for example 4.")
    })
}

pub(super) fn per_minute(text: &str) -> Result<Option<u32>, String> {
    if text == "unlimited" {
        return Ok(None);
    }
    text.parse().ok().filter(|number| *number > 0).map(Some).ok_or_else(|| {
        format!("“{text}” is not a number of emails. Write a number from 1 up, for example 30, or unlimited.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(smtp: &str, file: Option<&str>, command: Option<&str>) -> Result<Option<TokenSource>, Wrong> {
        let mut wrong = Vec::new();
        let url = (!smtp.is_empty()).then(|| smtp.parse().unwrap());
        let found = token(&mut wrong, url.as_ref(), file, command);
        wrong.pop().map_or(Ok(found), Err)
    }

    #[test]
    fn a_token_needs_a_name_and_no_password_beside_it() {
        let named = "smtps://konfid%40contoso.example@mail.example.com";
        assert_eq!(tokens(named, None, None), Ok(None));
        assert_eq!(tokens(named, Some("t"), None), Ok(Some(TokenSource::File("t".into()))));
        assert_eq!(tokens(named, None, Some("get")), Ok(Some(TokenSource::Command("get".to_owned()))));
        for (smtp, file, command, key) in [
            (named, Some("t"), Some("get"), Key::SmtpTokenCommand),
            ("", Some("t"), None, Key::SmtpTokenFile),
            ("smtps://mail.example.com", None, Some("get"), Key::SmtpTokenCommand),
            ("smtps://konfid:hemligt@mail.example.com", Some("t"), None, Key::SmtpTokenFile),
        ] {
            let wrong = tokens(smtp, file, command).unwrap_err();
            assert_eq!(wrong.key, key, "{smtp}");
            assert!(!wrong.sentence.contains("hemligt"));
        }
    }

    #[test]
    fn numbers_have_their_limits() {
        assert_eq!((connections("1"), per_minute("30")), (Ok(1), Ok(Some(30))));
        assert_eq!(per_minute("unlimited"), Ok(None));
        for text in ["0", "21", "-1", "many"] {
            assert!(connections(text).is_err(), "{text}");
        }
        for text in ["0", "-1", "off"] {
            assert!(per_minute(text).is_err(), "{text}");
        }
    }
}
