//! Addresses of pages.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The address of a page on the web: `https` or `http`, and nothing that a browser would run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebAddress(String);

/// The text is not the address of a page on the web.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotWebAddress;

impl WebAddress {
    /// The longest that browsers and servers agree on.
    pub const LONGEST: usize = 2_000;

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for WebAddress {
    type Err = NotWebAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| text.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme)));
        let rest = scheme.map(|scheme| &text[scheme.len()..]).ok_or(NotWebAddress)?;
        let is_odd = |character: char| {
            character.is_whitespace()
                || character.is_control()
                || matches!(character, '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '}' | '|')
        };
        if text.len() > Self::LONGEST
            || text.chars().any(is_odd)
            || crate::address::check_all_seen(text).is_err()
        {
            return Err(NotWebAddress);
        }
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // Whoever reads `https://bank.example@evil.example` is led astray.
        if is_host(host) { Ok(Self(text.to_owned())) } else { Err(NotWebAddress) }
    }
}

/// A host by its name or its address, perhaps with a port.
fn is_host(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, rest)) => {
            let is_address = address.parse::<std::net::Ipv6Addr>().is_ok();
            return is_address && (rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port));
        }
        None => text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port))),
    };
    let is_label = |label: &str| {
        let is_inside = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_');
        (1..=63).contains(&label.len()) && label.chars().all(is_inside)
    };
    host.trim_end_matches('.').split('.').all(is_label) && port.is_none_or(is_port)
}

fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok_and(|port| port > 0)
}

impl fmt::Display for WebAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for NotWebAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an address begins with https:// or http://")
    }
}

impl std::error::Error for NotWebAddress {}

impl TryFrom<String> for WebAddress {
    type Error = NotWebAddress;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<WebAddress> for String {
    fn from(address: WebAddress) -> Self {
        address.0
    }
}

crate::macros::schema_for_text!(
    WebAddress,
    "^[Hh][Tt][Tt][Pp][Ss]?://[^ ]+$",
    "https://conference.example.com/join"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_web_are_addresses() {
        for good in [
            "https://conference.example.com/join?id=4#phone",
            " HTTP://conference.example.com:8080 ",
            "https://[2001:db8::1]:443/",
            "https://konferens.åre.example/",
            "http://bridge/",
        ] {
            assert_eq!(good.parse::<WebAddress>().map(String::from), Ok(good.trim().to_owned()));
        }
        for bad in [
            "",
            "conference.example.com",
            "javascript:alert(1)",
            "ftp://conference.example.com",
            "https://",
            "https:///join",
            "https://bank.example@evil.example/",
            "https://conference.example.com/a b",
            "https://conference.example.com/\"onclick=",
            "https://conference.example.com:99999/",
            "https://con\u{200b}ference.example.com/",
            "https://a..b/",
        ] {
            assert_eq!(bad.parse::<WebAddress>(), Err(NotWebAddress), "{bad}");
        }
        assert!(format!("https://a.example/{}", "a".repeat(2_000)).parse::<WebAddress>().is_err());
    }
}
