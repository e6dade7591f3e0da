//! Reading a body.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use http::header;
use serde::de::DeserializeOwned;
use shared::ProblemKind;

use super::field_fault;
use crate::problem::Failure;

/// A JSON body has at most so many bytes.
pub(crate) const JSON_BYTES_MAX: usize = 1_000_000;

/// The whole body, unless it is longer than this address takes.
pub(super) async fn read(request: Request, bytes_max: usize) -> Result<Bytes, Failure> {
    let limit_megabytes = (bytes_max / 1_000_000) as u64;
    Bytes::from_request(request, &()).await.map_err(|rejection| {
        if rejection.status() == http::StatusCode::PAYLOAD_TOO_LARGE {
            ProblemKind::BodyTooLarge { limit_megabytes }.into()
        } else {
            ProblemKind::UnreadableBody { explanation: rejection.body_text() }.into()
        }
    })
}

/// The body of a request that wants JSON. It may be empty, which is the same as `{}`.
pub(super) async fn read_json(request: Request) -> Result<Bytes, Failure> {
    let content_type = request.headers().get(header::CONTENT_TYPE).cloned();
    let body = read(request, JSON_BYTES_MAX).await?;
    let is_json = content_type.is_some_and(|value| value.to_str().is_ok_and(is_json));
    if body.is_empty() || is_json { Ok(body) } else { Err(ProblemKind::NotJson.into()) }
}

/// Reads JSON; an empty body is an empty object.
pub(super) fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Failure> {
    let body = if body.is_empty() { b"{}" } else { body };
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| field_fault::of(&error, body).unwrap_or_else(|| unreadable(&error.to_string())))?;
    deserializer.end().map_err(|error| unreadable(&error.to_string()))?;
    Ok(value)
}

fn unreadable(explanation: &str) -> ProblemKind {
    ProblemKind::UnreadableBody { explanation: explanation.to_owned() }
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}
