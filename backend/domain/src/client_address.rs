//! Where somebody asks from.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// Where somebody asks from, as limits count it: an IPv4 address, or the first half of an IPv6 address, because
/// everybody with IPv6 has the whole second half to themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClientAddress(Option<IpAddr>);

impl ClientAddress {
    /// There is no network between: the demo, or the command line on the server.
    pub const LOCAL: Self = Self(None);
}

impl From<IpAddr> for ClientAddress {
    fn from(address: IpAddr) -> Self {
        Self(Some(match address.to_canonical() {
            IpAddr::V4(address) => IpAddr::V4(address),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        }))
    }
}

impl fmt::Display for ClientAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => formatter.write_str("local"),
            Some(IpAddr::V4(address)) => write!(formatter, "{address}"),
            Some(IpAddr::V6(address)) => write!(formatter, "{address}/64"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(address: &str) -> String {
        ClientAddress::from(address.parse::<IpAddr>().unwrap()).to_string()
    }

    #[test]
    fn half_of_an_ipv6_address_counts() {
        assert_eq!(shown("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
        assert_eq!(shown("2001:db8:1:2:ffff::1"), "2001:db8:1:2::/64");
        assert_eq!(shown("203.0.113.7"), "203.0.113.7");
        assert_eq!(shown("::ffff:203.0.113.7"), "203.0.113.7", "the same machine over another socket");
        assert_eq!(ClientAddress::LOCAL.to_string(), "local");
    }
}
