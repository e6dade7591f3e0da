//! The version that the caller has seen.

use axum::extract::FromRequestParts;
use http::header;
use http::request::Parts;
use shared::{Fault, ProblemKind, Version};

use crate::problem::ProblemResponse;

/// The version in `If-Match`. `*` and a missing header say that no version was seen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IfMatch(Option<Version>);

impl IfMatch {
    /// The version, where a change without one could undo somebody else's.
    pub(crate) fn required(self) -> Result<Version, ProblemResponse> {
        Ok(self.0.ok_or(ProblemKind::VersionRequired)?)
    }

    /// The version, if the caller names one.
    pub(crate) const fn optional(self) -> Option<Version> {
        self.0
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = ProblemResponse;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ProblemResponse> {
        let Some(tag) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        match tag.to_str().unwrap_or_default().trim() {
            "*" => Ok(Self(None)),
            tag if !is_entity_tag(tag) => Err(ProblemKind::field("If-Match", Fault::UnknownValue).into()),
            // A tag that Konfid never gave cannot be the tag of what is there.
            tag => Ok(Self(Some(Version::from_entity_tag(tag).ok_or(ProblemKind::VersionStale)?))),
        }
    }
}

/// Whether it is written as RFC 9110 wants tags: in quotation marks, with `W/` before it if it is a weak one.
fn is_entity_tag(tag: &str) -> bool {
    let tag = tag.strip_prefix("W/").unwrap_or(tag);
    tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"')).is_some_and(|tag| !tag.contains('"'))
}
