//! The cookies that hold the secrets of sessions.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, header};

/// A cookie that holds the secret of a session.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cookie {
    /// Its name on http.
    pub(crate) name: &'static str,
    /// Its name on https, whose prefix makes browsers refuse the cookie from anywhere but this very host.
    pub(crate) secure_name: &'static str,
}

/// An administrator's.
pub(crate) const ADMINISTRATOR: Cookie =
    Cookie { name: "konfid_session", secure_name: "__Host-konfid_session" };

/// By it a browser is known in which somebody has signed in before. It signs nobody in; whoever guesses elsewhere does
/// not use up this browser's attempts.
pub(crate) const KNOWN_BROWSER: Cookie =
    Cookie { name: "konfid_browser", secure_name: "__Host-konfid_browser" };

/// For how long a browser is asked to keep it.
pub(crate) const KNOWN_BROWSER_FOR: Duration = Duration::from_hours(180 * 24);

impl Cookie {
    const fn name(self, secure: bool) -> &'static str {
        if secure { self.secure_name } else { self.name }
    }

    /// The secret in the browser's cookie.
    pub(crate) fn secret(self, headers: &HeaderMap, secure: bool) -> Option<&str> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find_map(|(key, secret)| (key == self.name(secure)).then_some(secret))
    }

    /// Makes the browser keep the secret for as long as the session lasts.
    pub(crate) fn keep(self, secret: &str, lifetime: Duration, secure: bool) -> HeaderValue {
        let mut value = format!(
            "{}={secret}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict",
            self.name(secure),
            lifetime.as_secs()
        );
        if secure {
            value.push_str("; Secure");
        }
        // A secret is hexadecimal digits, or came out of a header.
        let mut value = HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static(""));
        value.set_sensitive(true);
        value
    }

    /// Makes the browser forget the secret.
    pub(crate) fn forget(self, secure: bool) -> HeaderValue {
        self.keep("", Duration::ZERO, secure)
    }
}
