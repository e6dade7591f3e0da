//! From which address a request comes, also behind reverse proxies.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{Extensions, HeaderMap};
use ipnet::IpNet;

use crate::state::ApiState;

/// What reverse proxies write the client's address into.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The other end of the connection. Whoever accepts connections puts it into each request's extensions; in the demo
/// there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeerAddress(pub SocketAddr);

/// Where a request comes from, as limits count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClientAddress(pub(crate) domain::ClientAddress);

/// The reverse proxies whose word about the client's address is taken. Anybody can write a header, so nobody's is
/// taken unless the operator says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Arc<[IpNet]>);

/// Something that is neither an address nor a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseTrustedProxiesError {
    /// What it was.
    pub text: String,
}

impl FromStr for TrustedProxies {
    type Err = ParseTrustedProxiesError;

    /// Addresses and networks with commas between them, as in `127.0.0.1, 10.0.0.0/8`.
    ///
    /// # Errors
    ///
    /// Names the first part that is neither.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let networks = parts.map(|part| {
            let address = part.parse::<IpAddr>().map(|address| IpNet::from(address.to_canonical()));
            address.or_else(|_| part.parse()).map_err(|_| ParseTrustedProxiesError { text: part.to_owned() })
        });
        networks.collect::<Result<_, _>>().map(Self)
    }
}

impl TrustedProxies {
    fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address.to_canonical()))
    }

    /// The address that `peer` speaks for. Each proxy adds whom it heard the request from at the end, so the list is
    /// read from its end, for as long as those who wrote it are trusted.
    fn client_of(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let lists = headers.get_all(FORWARDED_FOR).iter().rev();
        let mut heard_from = lists.flat_map(|list| list.to_str().unwrap_or_default().rsplit(','));
        let mut client = peer;
        while self.contains(client) {
            // What is no address was written by somebody whom no trusted proxy heard.
            let Some(earlier) = heard_from.next().and_then(address) else { break };
            client = earlier;
        }
        client
    }
}

/// An address in the header; some proxies write the port with it.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

impl ClientAddress {
    /// Where the request with these parts comes from.
    pub(crate) fn of(extensions: &Extensions, headers: &HeaderMap, proxies: &TrustedProxies) -> Self {
        let peer = extensions.get::<PeerAddress>();
        Self(peer.map_or(domain::ClientAddress::LOCAL, |PeerAddress(peer)| {
            proxies.client_of(peer.ip(), headers).into()
        }))
    }
}

impl FromRequestParts<ApiState> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.extensions, &parts.headers, &state.trusted_proxies))
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn client(proxies: &str, peer: &str, lists: &[&'static str]) -> String {
        let mut extensions = Extensions::new();
        extensions.insert(PeerAddress(SocketAddr::new(peer.parse().unwrap(), 4711)));
        let headers =
            lists.iter().map(|list| (FORWARDED_FOR.parse().unwrap(), HeaderValue::from_static(list)));
        let headers = headers.collect();
        ClientAddress::of(&extensions, &headers, &proxies.parse().unwrap()).0.to_string()
    }

    #[test]
    fn nobody_is_believed_without_the_operators_word() {
        assert_eq!(client("", "127.0.0.1", &["203.0.113.7"]), "127.0.0.1");
        assert_eq!(client("10.0.0.0/8", "192.0.2.1", &["203.0.113.7"]), "192.0.2.1");
    }

    #[test]
    fn a_trusted_proxys_word_is_taken_and_what_the_client_wrote_is_not() {
        let proxies = "127.0.0.1, ::1, 10.0.0.0/8";
        assert_eq!(client(proxies, "127.0.0.1", &["198.51.100.1, 203.0.113.7"]), "203.0.113.7");
        assert_eq!(client(proxies, "::1", &["203.0.113.7, 10.1.2.3"]), "203.0.113.7", "two proxies");
        assert_eq!(client(proxies, "::ffff:127.0.0.1", &["198.51.100.1", "203.0.113.7"]), "203.0.113.7");
        assert_eq!(client(proxies, "127.0.0.1", &["[2001:db8:1:2:3::4]:55"]), "2001:db8:1:2::/64");
        assert_eq!(client(proxies, "127.0.0.1", &["203.0.113.7:80"]), "203.0.113.7");
        assert_eq!(client(proxies, "127.0.0.1", &["198.51.100.1, unknown"]), "127.0.0.1");
        assert_eq!(client(proxies, "127.0.0.1", &[]), "127.0.0.1");
    }

    #[test]
    fn where_nobody_connects_there_is_no_address() {
        let none = ClientAddress::of(&Extensions::new(), &HeaderMap::new(), &TrustedProxies::default());
        assert_eq!(none.0, domain::ClientAddress::LOCAL);
        let wrong = "127.0.0.1, proxy.example".parse::<TrustedProxies>().unwrap_err();
        assert_eq!(wrong.text, "proxy.example");
    }
}
