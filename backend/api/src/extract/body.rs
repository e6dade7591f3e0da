//! Reading a body.

use std::error::Error as StdError;
use std::fmt;

use axum::body::Bytes;
use axum::extract::Request;
use http::{HeaderMap, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use shared::{BodyForm, ProblemKind};

use super::field_fault;
use crate::problem::ProblemResponse;

/// A JSON body has at most so many bytes.
const JSON_BYTES_MAX: usize = 1_000_000;
/// A body has at most so many bytes where anybody may send one.
pub(crate) const OPEN_BYTES_MAX: usize = 64_000;

/// How long a body may be at the addresses that have this among their extensions.
#[derive(Clone, Copy)]
pub(crate) struct BodyLimit(pub(crate) usize);

/// A body that took too long to arrive. Whoever serves connections fails bodies with this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyTooSlow;

impl fmt::Display for BodyTooSlow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the body arrived too slowly")
    }
}

impl StdError for BodyTooSlow {}

/// The whole body, unless it is longer than this address takes. One that says beforehand that it is too long is not
/// read at all.
pub(crate) async fn read(request: Request, bytes_max: usize) -> Result<Bytes, ProblemResponse> {
    let bytes_max = request.extensions().get::<BodyLimit>().map_or(bytes_max, |limit| limit.0);
    if let Some(form) = unreadable_form(request.headers()) {
        return Err(ProblemKind::UnsupportedBody { form }.into());
    }
    let too_large = ProblemKind::BodyTooLarge { limit_kilobytes: (bytes_max / 1_000) as u64 };
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if announced.and_then(|length| length.parse().ok()).is_some_and(|length: usize| length > bytes_max) {
        return Err(too_large.into());
    }
    let body = Limited::new(request.into_body(), bytes_max).collect().await;
    Ok(body.map_err(|error| of_body(&*error).unwrap_or(too_large))?.to_bytes())
}

/// Why a body could not be read; `None` if it was too long.
fn of_body(error: &(dyn StdError + 'static)) -> Option<ProblemKind> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return None;
        }
        if error.is::<BodyTooSlow>() {
            return Some(ProblemKind::BodyTooSlow);
        }
        cause = error.source();
    }
    Some(ProblemKind::UnreadableBody { explanation: error.to_string() })
}

/// What has to be taken apart before it is a body that Konfid reads.
fn unreadable_form(headers: &HeaderMap) -> Option<BodyForm> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !matches!(text(header::CONTENT_ENCODING).trim().to_ascii_lowercase().as_str(), "" | "identity") {
        return Some(BodyForm::Encoded);
    }
    let content_type = text(header::CONTENT_TYPE).trim().to_ascii_lowercase();
    content_type.starts_with("multipart/").then_some(BodyForm::Multipart)
}

/// The body of a request that wants JSON. It may be empty, which is the same as `{}`.
pub(super) async fn read_json(request: Request) -> Result<Bytes, ProblemResponse> {
    let content_type = request.headers().get(header::CONTENT_TYPE).cloned();
    let body = read(request, JSON_BYTES_MAX).await?;
    let is_json = content_type.is_some_and(|value| value.to_str().is_ok_and(is_json));
    if body.is_empty() || is_json { Ok(body) } else { Err(ProblemKind::NotJson.into()) }
}

/// Reads JSON; an empty body is an empty object.
pub(super) fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, ProblemResponse> {
    let body = if body.is_empty() { b"{}" } else { body };
    // `serde` would take an array with the values of the fields, in their order.
    if body.trim_ascii_start().starts_with(b"[") {
        return Err(unreadable("a list, expected an object").into());
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| field_fault::of(&error, body).unwrap_or_else(|| unreadable(&error.to_string())))?;
    deserializer.end().map_err(|error| unreadable(&error.to_string()))?;
    Ok(value)
}

fn unreadable(explanation: &str) -> ProblemKind {
    ProblemKind::UnreadableBody { explanation: without_value(explanation) }
}

/// The explanation without the value: it is shown as Rust writes texts, and whoever sent it has it.
fn without_value(explanation: &str) -> String {
    const VALUE: &str = ": string \"";
    let begin = explanation.find(VALUE).map(|at| at + VALUE.len() - 2);
    let end = explanation.rfind("\", expected").map(|at| at + 1);
    match (begin, end) {
        (Some(begin), Some(end)) if begin < end => {
            format!("{}{}", &explanation[..begin], &explanation[end..])
        }
        _ => explanation.to_owned(),
    }
}

/// JSON is UTF-8; whoever says that it is something else would be misread.
fn is_json(content_type: &str) -> bool {
    let mut parts = content_type.split(';').map(|part| part.trim().to_ascii_lowercase());
    let essence = parts.next().unwrap_or_default();
    let is_json =
        essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"));
    is_json
        && parts.all(|part| {
            let charset = part.strip_prefix("charset=").map(|charset| charset.trim_matches('"').to_owned());
            charset.is_none_or(|charset| matches!(charset.as_str(), "utf-8" | "utf8" | "us-ascii"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_shows_no_text_as_rust_writes_it() {
        #[derive(Debug, serde::Deserialize)]
        struct Wish {
            #[expect(dead_code, reason = "only whether it can be read matters")]
            enable: bool,
        }
        for value in ["\u{200b}yes", "\"yes\"", "a\", expected \"b"] {
            let body = serde_json::json!({ "enable": value }).to_string();
            let problem = serde_json::from_str::<Wish>(&body).unwrap_err().to_string();
            let shown = without_value(&problem);
            assert!(shown.starts_with("invalid type: string, expected a boolean at line 1"), "{shown}");
        }
    }

    #[test]
    fn json_is_utf_8() {
        for json in [
            "application/json",
            "Application/JSON; charset=UTF-8",
            "application/merge-patch+json",
            "application/json;charset=\"utf-8\"; profile=x",
        ] {
            assert!(is_json(json), "{json}");
        }
        for other in ["application/json; charset=iso-8859-1", "text/json", "application/jsonx", ""] {
            assert!(!is_json(other), "{other}");
        }
    }
}
