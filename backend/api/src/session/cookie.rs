//! The cookie that holds a session's secret.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, header};

/// On https the name's prefix makes browsers refuse the cookie from anywhere but this very host.
const fn name(secure: bool) -> &'static str {
    if secure { "__Host-konfid_session" } else { "konfid_session" }
}

/// The secret in the browser's cookie.
pub(crate) fn secret(headers: &HeaderMap, secure: bool) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(key, secret)| (key == name(secure)).then_some(secret))
}

/// Makes the browser keep the secret for as long as the session lasts.
pub(crate) fn keep(secret: &str, lifetime: Duration, secure: bool) -> HeaderValue {
    let mut value = format!(
        "{}={secret}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict",
        name(secure),
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
pub(crate) fn forget(secure: bool) -> HeaderValue {
    keep("", Duration::ZERO, secure)
}
