//! The parameters of an address that names something on a bridge.

use std::str::FromStr;

use axum::extract::FromRequestParts;
use http::request::Parts;
use shared::{BridgeId, ProblemKind};

use crate::problem::ProblemResponse;

/// The bridge in an address, and what is named on it. What cannot be read names nothing that exists.
pub(crate) struct OnBridge<T>(pub(crate) BridgeId, pub(crate) T);

impl<S: Send + Sync, T: FromStr> FromRequestParts<S> for OnBridge<T> {
    type Rejection = ProblemResponse;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ProblemResponse> {
        let texts = axum::extract::Path::<(String, String)>::from_request_parts(parts, state).await;
        let named = texts.ok().and_then(|axum::extract::Path((bridge, thing))| {
            Some(Self(bridge.parse().ok()?, thing.parse().ok()?))
        });
        Ok(named.ok_or(ProblemKind::NotFound)?)
    }
}
