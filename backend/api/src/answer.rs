//! Answers that carry the version of what they show.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header;
use serde::Serialize;
use shared::Version;

/// A resource with its version in `ETag`.
pub(crate) struct Versioned<T>(pub(crate) Version, pub(crate) T);

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        ([(header::ETAG, self.0.entity_tag())], Json(self.1)).into_response()
    }
}
