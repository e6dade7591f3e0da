//! Where a calendar account is.

use shared::MeetingUpdateReason;
use url::{Host, Url};

/// The address of a CalDAV server or of a calendar on it: `https`, or `http` on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarAddress(Url);

impl CalendarAddress {
    /// Reads an address as people write it; without a scheme it means `https`.
    ///
    /// # Errors
    ///
    /// [`MeetingUpdateReason::NotSecure`] if a password would travel in the clear, [`MeetingUpdateReason::NotCalDav`] if it
    /// is no address at all.
    pub fn parse(text: &str) -> Result<Self, MeetingUpdateReason> {
        let text = text.trim();
        let url =
            if text.contains("://") { Url::parse(text) } else { Url::parse(&format!("https://{text}")) };
        let mut url = url.map_err(|_| MeetingUpdateReason::NotCalDav)?;
        if !url.has_host() || !matches!(url.scheme(), "http" | "https") {
            return Err(MeetingUpdateReason::NotCalDav);
        }
        if !is_safe(&url) {
            return Err(MeetingUpdateReason::NotSecure);
        }
        // Who signs in is told beside the address; a copy in it would end up in places where it can be read.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_fragment(None);
        Ok(Self(url))
    }

    /// The address as a URL.
    pub const fn url(&self) -> &Url {
        &self.0
    }

    /// Whether what the server names may be asked with the same password: it must be as safe, and on the same
    /// host or one beside or below it (large providers keep calendars on a host of their own).
    pub(crate) fn may_lead_to(&self, other: &Url) -> bool {
        let as_safe = other.scheme() == self.0.scheme() || other.scheme() == "https";
        if !is_safe(other) || !as_safe {
            return false;
        }
        match (self.0.host(), other.host()) {
            (Some(Host::Domain(own)), Some(Host::Domain(other))) => own == other || are_siblings(own, other),
            (own, other) => own == other,
        }
    }
}

/// Whether a password may travel there.
fn is_safe(url: &Url) -> bool {
    url.scheme() == "https" || is_this_machine(url)
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether the hosts share everything but their first label, or one is below the other.
fn are_siblings(own: &str, other: &str) -> bool {
    let parent = own.split_once('.').map(|(_, parent)| parent).filter(|parent| parent.contains('.'));
    let is_below = |name: &str, parent: &str| {
        name.strip_suffix(parent).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    is_below(other, own) || parent.is_some_and(|parent| is_below(other, parent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_travel_only_over_tls_or_on_this_machine() {
        let parse = |text| CalendarAddress::parse(text).map(|address| address.url().to_string());
        assert_eq!(parse(" calendar.example/dav ").unwrap(), "https://calendar.example/dav");
        assert_eq!(parse("http://127.0.0.1:5232/").unwrap(), "http://127.0.0.1:5232/");
        assert_eq!(parse("http://[::1]:5232/").unwrap(), "http://[::1]:5232/");
        assert_eq!(parse("http://localhost/").unwrap(), "http://localhost/");
        assert_eq!(parse("http://calendar.example/"), Err(MeetingUpdateReason::NotSecure));
        assert_eq!(parse("http://localhost.calendar.example/"), Err(MeetingUpdateReason::NotSecure));
        assert_eq!(parse("ftp://calendar.example/"), Err(MeetingUpdateReason::NotCalDav));
        assert_eq!(parse(""), Err(MeetingUpdateReason::NotCalDav));
    }

    #[test]
    fn a_name_and_password_in_the_address_are_dropped() {
        let address = CalendarAddress::parse("https://anna:geheim@calendar.example/dav#x").unwrap();
        assert_eq!(address.url().as_str(), "https://calendar.example/dav");
    }

    #[test]
    fn a_password_goes_to_the_same_house_only() {
        let may = |from: &str, to: &str| {
            CalendarAddress::parse(from).unwrap().may_lead_to(&Url::parse(to).unwrap())
        };
        assert!(may("https://caldav.cloud.example/", "https://caldav.cloud.example/anna/"));
        assert!(may("https://caldav.cloud.example/", "https://p12-caldav.cloud.example/1/calendars/"));
        assert!(may("https://cloud.example/", "https://caldav.cloud.example/"));
        assert!(!may("https://cloud.example/", "https://other.example/"));
        assert!(!may("https://caldav.cloud.example/", "https://caldav.evilcloud.example/"));
        assert!(!may("https://caldav.cloud.example/", "http://caldav.cloud.example/"));
        assert!(!may("http://127.0.0.1:1/", "https://calendar.example/"));
        assert!(!may("https://calendar.example/", "http://127.0.0.1/"));
    }

    /// Addresses come from people, and in the answers of servers; some seconds without optimisation are generous.
    #[test]
    fn addresses_that_are_made_to_take_long_are_read_or_refused_soon() {
        let base = Url::parse("https://calendar.example.com/a/b/").unwrap();
        let begin = std::time::Instant::now();
        for piece in [
            "a", "xn--", "9a", "å", "\u{301}", "a.", "xn--a-", "%41", "../", "a/", "/", ":", "@", "\\", "?",
            "#", "[",
        ] {
            let long = piece.repeat(1 << 18);
            for text in [
                format!("https://{long}/"),
                format!("https://xn--{long}/"),
                format!("https://a/{long}"),
                long,
            ] {
                let _ = CalendarAddress::parse(&text);
                let _ = base.join(&text);
            }
        }
        assert!(begin.elapsed() < std::time::Duration::from_mins(1), "{:?}", begin.elapsed());
    }
}
