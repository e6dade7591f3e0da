//! The version of a resource, for `ETag` and `If-Match`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Counts the changes of a resource, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Version(pub u64);

impl Version {
    /// The version of a new resource.
    pub const FIRST: Self = Self(1);

    /// The version after one more change.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The entity tag, quoted as HTTP wants it: `"3"`.
    pub fn entity_tag(self) -> String {
        format!("\"{}\"", self.0)
    }

    /// Reads an entity tag as [`Version::entity_tag`] writes it; a weak tag (`W/"3"`) is not a version.
    pub fn from_entity_tag(tag: &str) -> Option<Self> {
        tag.trim().strip_prefix('"')?.strip_suffix('"')?.parse().ok().map(Self)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
