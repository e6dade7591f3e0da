//! Who asks.

use axum::extract::FromRequestParts;
use domain::Actor;
use http::request::Parts;
use shared::ProblemKind;

use crate::problem::ProblemResponse;

/// Who asks; the guard has put it there (see `guard.rs`).
#[derive(Clone, Debug)]
pub(crate) struct Authenticated(pub(crate) Actor);

impl<S: Sync> FromRequestParts<S> for Authenticated {
    type Rejection = ProblemResponse;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ProblemResponse> {
        Ok(parts.extensions.get::<Self>().cloned().ok_or(ProblemKind::SignInRequired)?)
    }
}

/// Who asks, if it is no script: what a token may not do, even if it leaked.
#[derive(Clone, Debug)]
pub(crate) struct Person(pub(crate) Actor);

impl<S: Sync> FromRequestParts<S> for Person {
    type Rejection = ProblemResponse;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ProblemResponse> {
        let Authenticated(actor) = Authenticated::from_request_parts(parts, state).await?;
        match actor {
            // A command comes with a token, too.
            Actor::Token { .. } | Actor::CommandLine => Err(ProblemKind::PersonRequired.into()),
            Actor::Administrator { .. } | Actor::Organizer { .. } | Actor::System | Actor::Anonymous => {
                Ok(Self(actor))
            }
        }
    }
}
