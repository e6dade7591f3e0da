//! The language in which the reader wants sentences.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, header};
use shared::Language;

/// The best language for `Accept-Language`, or else English.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReaderLanguage(pub(crate) Language);

impl ReaderLanguage {
    /// The reader's language.
    pub(crate) fn of(headers: &HeaderMap) -> Language {
        let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        wanted.and_then(Language::from_accept_language).unwrap_or_default()
    }
}

impl<S: Sync> FromRequestParts<S> for ReaderLanguage {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(Self::of(&parts.headers)))
    }
}
