//! Where calendars may be: not everybody who connects one may send Konfid into the organisation's own network.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use tower_service::Service;
use url::{Host, Url};

/// The hosts inside the organisation's network where organizers may connect calendars, as the operator lists them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarHosts(Arc<[String]>);

impl CalendarHosts {
    /// These hosts: names or addresses, without a port.
    pub fn new(hosts: impl IntoIterator<Item = String>) -> Self {
        Self(
            hosts
                .into_iter()
                .map(|host| host.trim().to_lowercase())
                .filter(|host| !host.is_empty())
                .collect(),
        )
    }

    /// Whether the host of this address is one of them.
    pub(crate) fn list(&self, url: &Url) -> bool {
        url.host_str().is_some_and(|host| {
            let host = host.trim_start_matches('[').trim_end_matches(']');
            self.0.iter().any(|listed| listed == host)
        })
    }
}

/// Whether the address names a host inside: by its number, or as this machine.
pub(crate) fn is_inside(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => !is_public(address.into()),
        Some(Host::Ipv6(address)) => !is_public(address.into()),
        None => true,
    }
}

/// Whether an address belongs to the internet at large (the special ones: RFC 6890 and IANA's registries).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        // "This network".
        || first == 0
        // Shared between a provider and its customers.
        || (first == 100 && (64..128).contains(&second))
        // Protocol assignments.
        || (first == 192 && second == 0 && third == 0)
        // Measurements.
        || (first == 198 && (18..20).contains(&second))
        // Reserved, and broadcast.
        || first >= 240;
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    // Addresses that stand for one of version 4 lead to where that leads.
    let inner = match segments {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => Some((high, low)),
        _ => None,
    };
    if let Some((high, low)) = inner {
        return is_public_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)));
    }
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    // Only 2000::/3 is handed out; of that, documentation and protocol assignments are nobody's.
    let is_handed_out = segments[0] & 0xe000 == 0x2000;
    let is_documentation = (segments[0] == 0x2001 && segments[1] == 0xdb8) || segments[0] == 0x3fff;
    let is_protocol = segments[0] == 0x2001 && segments[1] < 0x200;
    is_handed_out && !is_documentation && !is_protocol
}

/// Finds the addresses of a name; with `public_only`, a name that has none but inside has none at all. What is found is
/// what is connected to, so a name that changes between two looks gains nothing.
#[derive(Clone, Debug)]
pub(crate) struct Resolver {
    inner: GaiResolver,
    public_only: bool,
}

impl Resolver {
    pub(crate) fn new(public_only: bool) -> Self {
        Self { inner: GaiResolver::new(), public_only }
    }
}

impl Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = Box<dyn Error + Send + Sync>;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let (look, public_only) = (self.inner.call(name), self.public_only);
        Box::pin(async move {
            let all: Vec<SocketAddr> = look.await?.collect();
            let allowed: Vec<SocketAddr> =
                all.iter().copied().filter(|address| !public_only || is_public(address.ip())).collect();
            if allowed.is_empty() && !all.is_empty() {
                return Err(Inside.into());
            }
            Ok(allowed.into_iter())
        })
    }
}

/// The host is inside the organisation's network.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inside;

impl fmt::Display for Inside {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the host is inside the organisation's network")
    }
}

impl Error for Inside {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_special_addresses_are_not_public() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "203.0.113.7",
            "::",
            "::1",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::1",
            "2001:db8::1",
            "2001::1",
            "::7f00:1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for public in [
            "1.1.1.1",
            "100.63.0.1",
            "100.128.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.20.0.1",
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn this_machine_and_numbers_inside_are_recognised_in_an_address() {
        let inside = |text: &str| is_inside(&Url::parse(text).unwrap());
        // Other ways to write an address are the same address to a URL.
        for address in [
            "http://localhost/",
            "https://a.localhost/",
            "https://10.0.0.1/",
            "https://[::1]/",
            "https://0x7f000001/",
            "https://2130706433/",
        ] {
            assert!(inside(address), "{address}");
        }
        assert!(!inside("https://calendar.example/") && !inside("https://8.8.8.8/"));
        let hosts =
            CalendarHosts::new([" Calendar.Intra.example ".to_owned(), "::1".to_owned(), String::new()]);
        assert!(hosts.list(&Url::parse("https://calendar.intra.example:8443/x").unwrap()));
        assert!(hosts.list(&Url::parse("https://[::1]/").unwrap()));
        assert!(!hosts.list(&Url::parse("https://other.intra.example/").unwrap()));
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_leads_nowhere() {
        let name = || "localhost".parse::<Name>().unwrap();
        let refused = Resolver::new(true).call(name()).await;
        assert!(refused.err().is_some_and(|error| error.is::<Inside>()));
        assert!(Resolver::new(false).call(name()).await.unwrap().next().is_some());
    }
}
