//! What holds for all addresses that phone bridges and the pages of meetings ask: they are asked from other sites, and
//! whoever misspells one gets JSON and never the page.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use percent_encoding::percent_decode_str;
use serde::Serialize;
use shared::paths::route;
use utoipa::ToSchema;

/// For so many seconds a browser remembers that it may ask.
const REMEMBERED_SECONDS: &str = "86400";

/// Why there is no answer. Bridges show the message.
#[derive(Serialize, ToSchema)]
pub(crate) struct BridgeFailure {
    /// The status of the answer.
    pub(crate) status: u16,
    /// What happened, in English.
    pub(crate) message: &'static str,
}

impl BridgeFailure {
    pub(crate) fn answer(status: StatusCode, message: &'static str) -> Response {
        (status, Json(Self { status: status.as_u16(), message })).into_response()
    }
}

/// Lets the page of a meeting read the answer, which asks from its own site.
pub(crate) fn for_all_sites(mut response: Response) -> Response {
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// The answer to a browser that asks whether its page may ask. What an address answers does not depend on who asks, so
/// every site may.
pub(crate) fn every_site_may(methods: &'static str) -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, methods),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "Accept, Authorization, Content-Type, X-Requested-With"),
        (header::ACCESS_CONTROL_MAX_AGE, REMEMBERED_SECONDS),
        (header::ALLOW, methods),
    ];
    for_all_sites((StatusCode::NO_CONTENT, headers).into_response())
}

/// The answer at an address that is nearly one of those that phone bridges ask: in other letters, with a slash or
/// something else behind it, or below another path. `None` elsewhere, which is the page's.
pub fn answer_near_bridge_address(path: &str) -> Option<Response> {
    let path = percent_decode_str(path).decode_utf8_lossy();
    let address = path.split(['/', '\\']).find_map(|part| {
        let letters: String = part
            .chars()
            .filter(|letter| !matches!(letter, '-' | '_' | ' '))
            .collect::<String>()
            .to_lowercase();
        let names = [route::CONFERENCE_MAPPER, route::PHONE_NUMBER_LIST];
        names.into_iter().find(|name| letters.starts_with(&name[1..].to_lowercase()))
    })?;
    let message = if address == route::CONFERENCE_MAPPER {
        "There is nothing at this address; the conference mapper is at /conferenceMapper"
    } else {
        "There is nothing at this address; the list of phone numbers is at /phoneNumberList"
    };
    let mut response = for_all_sites(BridgeFailure::answer(StatusCode::NOT_FOUND, message));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Some(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_spellings_are_not_the_page() {
        for path in [
            "/conferenceMapper/",
            "/conferencemapper",
            "/CONFERENCEMAPPER/1234567",
            "//conferenceMapper",
            "/conference-mapper",
            "/conferenceMappers",
            "/%63onferenceMapper",
            "/conferenceMapper%2F",
            "/conferenceMapper.php",
            "/konfid/conferenceMapper",
            "/phoneNumberList/",
            "/phonenumberlist",
            "/phone_number_list/se",
        ] {
            let answer = answer_near_bridge_address(path).unwrap_or_else(|| panic!("{path}"));
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
            assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/json", "{path}");
            assert_eq!(answer.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*", "{path}");
        }
        for path in ["/", "/users", "/conference-ids/8271964", "/phone", "/update-meetings", "/start.js"] {
            assert!(answer_near_bridge_address(path).is_none(), "{path}");
        }
    }
}
