//! The address of an SMTP server, with how to reach it.

use std::fmt;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// Whether the connection is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// Never.
    None,
    /// By STARTTLS when the server offers it. Somebody in between can prevent that.
    Opportunistic,
    /// By STARTTLS; a server without it is not used.
    Required,
    /// From the first byte (`smtps`).
    Wrapped,
}

/// The address of an SMTP server: `smtp://user:password@host:port?tls=…` or `smtps://user:password@host:port`.
///
/// `tls` is `none`, `opportunistic`, `starttls` or `required` (which mean the same). When it is missing, STARTTLS is
/// required, except on the machine itself. The port is 587 when it is missing, or 465 for `smtps`, or 25 without TLS.
/// `@`, `:`, `/` and `%` in the user name and the password are percent-encoded.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl {
    /// The server's name or address, without brackets.
    pub host: String,
    /// The server's port.
    pub port: u16,
    /// Whether the connection is encrypted.
    pub tls: Tls,
    /// The user name and the password to sign in with.
    pub credentials: Option<(String, String)>,
}

/// Shows neither the user name nor the password.
impl fmt::Debug for SmtpUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SmtpUrl({self}, {:?})", self.tls)
    }
}

/// Shows the server, without the user name and the password.
impl fmt::Display for SmtpUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.tls == Tls::Wrapped { "smtps" } else { "smtp" };
        if self.host.contains(':') {
            write!(formatter, "{scheme}://[{}]:{}", self.host, self.port)
        } else {
            write!(formatter, "{scheme}://{}:{}", self.host, self.port)
        }
    }
}

/// Why a text is not the address of an SMTP server. The text itself is never shown, for it may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseSmtpUrlError {
    /// It does not have the shape of an address.
    #[error(
        "the SMTP address must look like smtp://user:password@mail.example.com:587 or smtps://mail.example.com"
    )]
    Shape,
    /// `tls` has an unknown value.
    #[error("“tls” in the SMTP address must be none, opportunistic, starttls or required")]
    Tls,
    /// There is something after the host that has no meaning.
    #[error("the SMTP address has a part that Konfid does not know; only ?tls=… can follow the port")]
    Unknown,
    /// A password would travel readable over the network.
    #[error("a user name and a password need TLS: use smtps:// or ?tls=required")]
    PasswordWithoutTls,
}

impl FromStr for SmtpUrl {
    type Err = ParseSmtpUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text.trim()).map_err(|_| ParseSmtpUrlError::Shape)?;
        let wrapped = match url.scheme() {
            "smtp" => false,
            "smtps" => true,
            _ => return Err(ParseSmtpUrlError::Shape),
        };
        // The URL standard leaves hosts of unknown schemes as they are; parse them as those of the web.
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(ParseSmtpUrlError::Shape)?;
        let host = Host::parse(host).map_err(|_| ParseSmtpUrlError::Shape)?;
        let (host, is_loopback) = match host {
            Host::Domain(name) => {
                let is_loopback = name == "localhost" || name.ends_with(".localhost");
                (name, is_loopback)
            }
            Host::Ipv4(address) => (address.to_string(), address.is_loopback()),
            Host::Ipv6(address) => (address.to_string(), address.is_loopback()),
        };
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(ParseSmtpUrlError::Unknown);
        }
        let mut tls = None;
        for (name, value) in url.query_pairs() {
            if name != "tls" {
                return Err(ParseSmtpUrlError::Unknown);
            }
            tls = Some(match &*value {
                "none" => Tls::None,
                "opportunistic" => Tls::Opportunistic,
                "starttls" | "required" => Tls::Required,
                _ => return Err(ParseSmtpUrlError::Tls),
            });
        }
        let tls = match (wrapped, tls) {
            (true, None | Some(Tls::Required | Tls::Wrapped)) => Tls::Wrapped,
            (true, Some(Tls::None | Tls::Opportunistic)) => return Err(ParseSmtpUrlError::Tls),
            (false, Some(tls)) => tls,
            (false, None) if is_loopback => Tls::None,
            (false, None) => Tls::Required,
        };
        let default_port = match tls {
            Tls::None => 25,
            Tls::Opportunistic | Tls::Required => 587,
            Tls::Wrapped => 465,
        };
        let credentials = credentials(&url)?;
        if credentials.is_some() && matches!(tls, Tls::None | Tls::Opportunistic) && !is_loopback {
            return Err(ParseSmtpUrlError::PasswordWithoutTls);
        }
        Ok(Self { host, port: url.port().unwrap_or(default_port), tls, credentials })
    }
}

fn credentials(url: &Url) -> Result<Option<(String, String)>, ParseSmtpUrlError> {
    let decode = |text: &str| {
        let decoded = percent_decode_str(text).decode_utf8().map_err(|_| ParseSmtpUrlError::Shape)?;
        Ok(decoded.into_owned())
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (user, password) => Ok(Some((decode(user)?, decode(password.unwrap_or_default())?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<SmtpUrl, ParseSmtpUrlError> {
        text.parse()
    }

    fn server(text: &str) -> (String, u16, Tls) {
        let url = parse(text).unwrap();
        (url.host, url.port, url.tls)
    }

    #[test]
    fn tls_is_required_unless_the_server_is_on_the_machine_itself() {
        assert_eq!(server("smtp://mail.example.com"), ("mail.example.com".into(), 587, Tls::Required));
        assert_eq!(server("smtps://mail.example.com"), ("mail.example.com".into(), 465, Tls::Wrapped));
        assert_eq!(server("smtp://127.0.0.1:2525"), ("127.0.0.1".into(), 2525, Tls::None));
        assert_eq!(server("smtp://[::1]"), ("::1".into(), 25, Tls::None));
        assert_eq!(server("smtp://localhost?tls=starttls"), ("localhost".into(), 587, Tls::Required));
        assert_eq!(server("smtp://mail.example.com:25?tls=none"), ("mail.example.com".into(), 25, Tls::None));
        assert_eq!(server("smtp://mail.example.com?tls=opportunistic").2, Tls::Opportunistic);
    }

    #[test]
    fn credentials_are_decoded_and_never_shown() {
        let url = parse("smtp://anna%40contoso.example:p%40ss@mail.example.com").unwrap();
        assert_eq!(url.credentials, Some(("anna@contoso.example".into(), "p@ss".into())));
        assert_eq!(format!("{url:?}"), "SmtpUrl(smtp://mail.example.com:587, Required)");
        assert_eq!(parse("smtp://a:b@mail.example.com?tls=none"), Err(ParseSmtpUrlError::PasswordWithoutTls));
        assert!(parse("smtp://a:b@127.0.0.1:2525").is_ok());
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for text in ["", "mail.example.com", "http://mail.example.com", "smtp://", "smtp://:25"] {
            assert_eq!(parse(text), Err(ParseSmtpUrlError::Shape), "{text}");
        }
        assert_eq!(parse("smtp://mail.example.com?tls=maybe"), Err(ParseSmtpUrlError::Tls));
        assert_eq!(parse("smtps://mail.example.com?tls=none"), Err(ParseSmtpUrlError::Tls));
        assert_eq!(parse("smtp://mail.example.com?timeout=3"), Err(ParseSmtpUrlError::Unknown));
        assert_eq!(parse("smtp://mail.example.com/helo"), Err(ParseSmtpUrlError::Unknown));
    }
}
