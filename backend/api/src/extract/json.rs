//! A JSON body.

use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

use super::body;
use crate::problem::ProblemResponse;

/// A JSON body; an empty one is an empty object.
pub(crate) struct Json<T>(pub(crate) T);

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = ProblemResponse;

    async fn from_request(request: Request, _: &S) -> Result<Self, ProblemResponse> {
        let body = body::read_json(request).await?;
        body::parse(&body).map(Self)
    }
}
