//! A JSON body that may come with an idempotency key.

use axum::extract::{FromRequest, Request};
use domain::Error;
use domain::operations::idempotency::IdempotentRequest;
use http::{HeaderName, header};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::Fault;

use super::body;
use crate::problem::ProblemResponse;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// A JSON body, and the request's idempotency key with what must be the same when it comes again.
pub(crate) struct IdempotentJson<T> {
    /// The key, if there is one.
    pub(crate) key: Option<IdempotentRequest>,
    /// The body; an empty one is an empty object.
    pub(crate) body: T,
}

/// The body of a request that has nothing to say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for IdempotentJson<T> {
    type Rejection = ProblemResponse;

    async fn from_request(request: Request, _: &S) -> Result<Self, ProblemResponse> {
        let key = request.headers().get(IDEMPOTENCY_KEY).cloned();
        let seen = request.headers().get(header::IF_MATCH).cloned();
        let (method, uri) = (request.method().clone(), request.uri().clone());
        let bytes = body::read_json(request).await?;
        let key = key
            .map(|key| {
                let key = key.to_str().map_err(|_| Error::field("Idempotency-Key", Fault::UnknownValue))?;
                let address = uri.path_and_query().map_or(uri.path(), |address| address.as_str());
                let seen = seen.as_ref().map_or(&b""[..], |seen| seen.as_bytes());
                IdempotentRequest::new(key, &[method.as_str().as_bytes(), address.as_bytes(), seen, &bytes])
            })
            .transpose()?;
        Ok(Self { key, body: body::parse(&bytes)? })
    }
}
