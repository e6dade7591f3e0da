//! The page: the files that were embedded when the server was built.

mod file;

use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use self::file::{Encoding, File};

/// What every address that the API does not answer is answered with: a file of the page, or else its start page, whose
/// own routes know the rest.
pub(super) async fn answer(request: Request) -> Response {
    // A script would take the page for an answer.
    if let Some(answer) = api::answer_near_bridge_address(request.uri().path()) {
        return answer;
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow, "This address can only be read.\n").into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    let name = if path.is_empty() || is_route(path) { INDEX } else { path };
    match File::find(name, accepts_brotli(request.headers())) {
        Some(file) => respond(name, &file, request.headers()),
        None if name == INDEX => (StatusCode::SERVICE_UNAVAILABLE, NO_PAGE).into_response(),
        None => (StatusCode::NOT_FOUND, "There is no such file.\n").into_response(),
    }
}

const INDEX: &str = "index.html";
const NO_PAGE: &str = "This Konfid was built without its page. Build and start it with `cargo xtask run`.\n";
/// Files whose names change with their content never change.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// All others are asked for again, and answered in a few bytes when they are the same.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

fn respond(name: &str, file: &File, request: &HeaderMap) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, if is_hashed(name) { FOR_EVER } else { ASK_AGAIN });
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    let tag = file.entity_tag();
    if let Ok(tag) = HeaderValue::try_from(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if has_it(request, &tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let kind = if kind.type_() == mime_guess::mime::TEXT {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_string()
    };
    if let Ok(kind) = HeaderValue::try_from(kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    if file.encoding == Encoding::Brotli {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    (headers, Body::from(file.bytes.clone())).into_response()
}

/// Whether it is an address within the page: nothing in it looks like a file.
fn is_route(path: &str) -> bool {
    !path.rsplit('/').next().unwrap_or_default().contains('.')
}

/// Whether the name holds a hash, as in `konfid-1f2e3d4c5b6a7988_bg.wasm`.
fn is_hashed(name: &str) -> bool {
    const HASH: usize = 16;
    let file = name.rsplit('/').next().unwrap_or_default();
    file.split(['-', '_', '.'])
        .any(|part| part.len() >= HASH && part.chars().all(|digit| digit.is_ascii_hexdigit()))
}

fn has_it(request: &HeaderMap, tag: &str) -> bool {
    let tags = request.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    tags.split(',').map(str::trim).any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

fn accepts_brotli(request: &HeaderMap) -> bool {
    let mut accepted =
        request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.any(|encodings| {
        encodings.split(',').any(|encoding| {
            let mut parts = encoding.split(';').map(str::trim);
            let is_brotli = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("br"));
            let weight = parts.find_map(|part| part.strip_prefix("q=")).map(str::parse::<f32>);
            is_brotli && weight.is_none_or(|weight| weight.is_ok_and(|weight| weight > 0.0))
        })
    })
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;

    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for name in ["konfid-frontend-1f2e3d4c5b6a7988_bg.wasm", "a/style-0123456789abcdef.css"] {
            assert!(is_hashed(name), "{name}");
        }
        for name in ["index.html", "boot.js", "icon-512.png", "manifest.webmanifest", "abcdef.js"] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn addresses_within_the_page_have_no_extension() {
        assert!(is_route("users/0192f0c1-2345-7abc-8def-0123456789ab"));
        assert!(is_route("setup"));
        assert!(!is_route("missing.js"));
        assert!(!is_route(".well-known/security.txt"));
    }

    #[test]
    fn brotli_is_sent_only_to_those_who_want_it() {
        let accepts = |text: &'static str| {
            accepts_brotli(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(text))]))
        };
        assert!(accepts("gzip, deflate, br, zstd"));
        assert!(accepts("br;q=0.5"));
        assert!(!accepts("gzip, br;q=0"));
        assert!(!accepts("gzip, brotli"));
        assert!(!accepts_brotli(&HeaderMap::new()));
    }

    #[test]
    fn a_file_is_sent_once_and_then_known_again() {
        let file = File { bytes: "text".into(), encoding: Encoding::Brotli, hash: [7; 32] };
        let name = "style-0123456789abcdef.css";
        let first = respond(name, &file, &HeaderMap::new());
        assert_eq!(first.status(), StatusCode::OK);
        let header = |name: header::HeaderName| first.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header(header::CONTENT_TYPE), "text/css; charset=utf-8");
        assert_eq!(header(header::CONTENT_ENCODING), "br");
        assert_eq!(header(header::CACHE_CONTROL), "public, max-age=31536000, immutable");
        assert_eq!(header(header::VARY), "Accept-Encoding");
        let tag = HeaderValue::try_from(file.entity_tag()).unwrap();
        let again = respond(name, &file, &HeaderMap::from_iter([(header::IF_NONE_MATCH, tag)]));
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.headers()[header::CACHE_CONTROL], FOR_EVER);
    }

    #[test]
    fn the_browser_is_told_what_a_file_is() {
        let kind = |name| {
            let file = File { bytes: Bytes::new(), encoding: Encoding::Identity, hash: [7; 32] };
            respond(name, &file, &HeaderMap::new()).headers()[header::CONTENT_TYPE]
                .to_str()
                .unwrap()
                .to_owned()
        };
        assert_eq!(kind("a.wasm"), "application/wasm");
        assert_eq!(kind("index.html"), "text/html; charset=utf-8");
        assert_eq!(kind("boot.js"), "text/javascript; charset=utf-8");
        assert_eq!(kind("manifest.webmanifest"), "application/manifest+json");
        assert_eq!(kind("icon.svg"), "image/svg+xml");
    }

    #[test]
    fn an_entity_tag_is_found_among_several() {
        let request =
            HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static("\"a\", W/\"b\""))]);
        assert!(has_it(&request, "\"b\""));
        assert!(!has_it(&request, "\"c\""));
    }
}
