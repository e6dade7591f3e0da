//! The parameters of the address of a text.

use axum::extract::FromRequestParts;
use http::request::Parts;
use shared::{LanguageTag, MailEvent, ProblemKind};

use crate::problem::ProblemResponse;

/// The event and the language in an address. What cannot be read names nothing that exists.
pub(crate) struct TemplateAddress(pub(crate) MailEvent, pub(crate) LanguageTag);

impl<S: Send + Sync> FromRequestParts<S> for TemplateAddress {
    type Rejection = ProblemResponse;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ProblemResponse> {
        let texts = axum::extract::Path::<(String, String)>::from_request_parts(parts, state).await;
        let named = texts.ok().and_then(|axum::extract::Path((event, language))| {
            let event = MailEvent::ALL.into_iter().find(|known| known.name() == event)?;
            Some(Self(event, language.parse().ok()?))
        });
        Ok(named.ok_or(ProblemKind::NotFound)?)
    }
}
