//! What stands after `?`.

use axum::extract::FromRequestParts;
use http::request::Parts;
use serde::de::DeserializeOwned;
use shared::ProblemKind;

use crate::problem::ProblemResponse;

/// Values after `?`. A handler takes several of these when it wants values of several kinds; each ignores the
/// names that are not its own.
pub(crate) struct Query<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = ProblemResponse;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ProblemResponse> {
        match axum::extract::Query::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(rejection) => Err(ProblemKind::UnreadableBody { explanation: rejection.body_text() }.into()),
        }
    }
}
