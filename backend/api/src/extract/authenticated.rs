//! Who asks.

use axum::extract::FromRequestParts;
use domain::Actor;
use http::request::Parts;
use shared::ProblemKind;

use crate::problem::Failure;

/// Who asks; the guard has put it there (see `guard.rs`).
#[derive(Clone, Debug)]
pub(crate) struct Authenticated(pub(crate) Actor);

impl<S: Sync> FromRequestParts<S> for Authenticated {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        Ok(parts.extensions.get::<Self>().cloned().ok_or(ProblemKind::SignInRequired)?)
    }
}
