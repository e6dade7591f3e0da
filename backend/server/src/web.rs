//! Addresses of the page.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use url::Url;

/// A host that cannot exist.
pub(crate) const NO_HOST: &str = "konfid.invalid";

/// Where the page is, without a slash at the end.
pub(crate) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// Where somebody on this machine reaches what listens here.
pub(crate) fn local_origin(listen: SocketAddr) -> String {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, listen.port()))
}

/// The link through which the password of an administrator's account is set; without an account, it makes one. The
/// account's name is there for whoever opens the link, and decides nothing. Browsers send no server what stands behind `#`, so no log
/// on the way holds the secret.
pub(crate) fn set_up_link(origin: &str, secret: &str, account: Option<&str>) -> String {
    let mut link = format!("{origin}/setup#token={secret}");
    if let Some(account) = account {
        link.push_str("&account=");
        link.extend(url::form_urlencoded::byte_serialize(account.as_bytes()));
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_its_account_in_the_part_that_no_server_sees() {
        let link = |account| set_up_link("https://konfid.example", "abc", account);
        assert_eq!(link(None), "https://konfid.example/setup#token=abc");
        assert_eq!(link(Some("Åsa & Bo")), "https://konfid.example/setup#token=abc&account=%C3%85sa+%26+Bo");
    }

    #[test]
    fn somebody_on_the_machine_gets_an_address_that_works() {
        for (listen, origin) in [
            ("127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("0.0.0.0:80", "http://127.0.0.1:80"),
            ("[::]:8080", "http://[::1]:8080"),
            ("192.0.2.7:8080", "http://192.0.2.7:8080"),
        ] {
            assert_eq!(local_origin(listen.parse().unwrap()), origin);
        }
    }
}
