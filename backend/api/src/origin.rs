//! Where a request in a browser comes from, and whether that is Konfid's own page.

use http::uri::Authority;
use http::{HeaderMap, Uri, header};

/// The scheme, host and port of an address, in lower case and without a default port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    scheme: String,
    authority: String,
}

impl Origin {
    /// The origin of an absolute address such as `https://konfid.example.com/`.
    pub fn of(address: &str) -> Option<Self> {
        let uri: Uri = address.trim().parse().ok()?;
        let scheme = uri.scheme_str()?.to_ascii_lowercase();
        let authority = without_default_port(&scheme, uri.authority()?.as_str());
        Some(Self { scheme, authority })
    }

    /// Whether browsers reach it by https.
    pub fn is_secure(&self) -> bool {
        self.scheme == "https"
    }

    /// Whether a `Host` header names it. The header does not tell the scheme.
    fn has_host(&self, host: &str) -> bool {
        self.authority == without_default_port(&self.scheme, host)
    }
}

fn without_default_port(scheme: &str, authority: &str) -> String {
    let authority = authority.trim().to_ascii_lowercase();
    let default = if scheme == "https" { ":443" } else { ":80" };
    authority.strip_suffix(default).map(str::to_owned).unwrap_or(authority)
}

/// Whether a browser sent this from Konfid's own page.
///
/// Modern browsers say so themselves in `Sec-Fetch-Site`, which no page can forge; others send `Origin` with
/// every request that changes something. A request with neither is not believed.
pub(crate) fn is_same_origin(
    headers: &HeaderMap,
    authority: Option<&Authority>,
    public: Option<&Origin>,
) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN).and_then(Origin::of) else { return false };
    let host = text(header::HOST).or_else(|| authority.map(Authority::as_str));
    public == Some(&origin) || host.is_some_and(|host| origin.has_host(host))
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn the_browser_is_believed_first() {
        let own = [("sec-fetch-site", "same-origin"), ("origin", "http://other.example")];
        assert!(is_same_origin(&headers(&own), None, None));
        for site in ["cross-site", "same-site", "", "Same-Origin"] {
            let foreign = [("sec-fetch-site", site), ("origin", "http://a.example"), ("host", "a.example")];
            assert!(!is_same_origin(&headers(&foreign), None, None), "{site}");
        }
    }

    #[test]
    fn an_origin_must_be_the_host_or_the_public_address() {
        let public = Origin::of("https://konfid.example.com:443/");
        let from = |origin, host| headers(&[("origin", origin), ("host", host)]);
        assert!(is_same_origin(&from("http://127.0.0.1:8080", "127.0.0.1:8080"), None, None));
        assert!(is_same_origin(&from("https://A.example", "a.example:443"), None, None));
        assert!(is_same_origin(&from("https://konfid.example.com", "backend:8080"), None, public.as_ref()));
        assert!(!is_same_origin(&from("https://evil.example", "konfid.example.com"), None, public.as_ref()));
        assert!(!is_same_origin(&from("http://konfid.example.com", "backend"), None, public.as_ref()));
        assert!(!is_same_origin(&from("null", "konfid.example.com"), None, public.as_ref()));
        assert!(!is_same_origin(&headers(&[("host", "a.example")]), None, None));
    }
}
