//! The parameter in an address.

use std::str::FromStr;

use axum::extract::FromRequestParts;
use http::request::Parts;
use shared::ProblemKind;

use crate::problem::ProblemResponse;

/// The one parameter in an address. What cannot be read names nothing that exists.
pub(crate) struct Path<T>(pub(crate) T);

impl<S: Send + Sync, T: FromStr> FromRequestParts<S> for Path<T> {
    type Rejection = ProblemResponse;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ProblemResponse> {
        let text = axum::extract::Path::<String>::from_request_parts(parts, state).await;
        let value = text.ok().and_then(|axum::extract::Path(text)| text.parse().ok());
        Ok(Self(value.ok_or(ProblemKind::NotFound)?))
    }
}
