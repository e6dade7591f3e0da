//! Static and dynamic conference IDs.

use serde::{Deserialize, Serialize};

use crate::Language;

/// Whether a conference ID is for all meetings of a user or for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ConferenceIdType {
    /// The user has one conference ID for all meetings.
    #[default]
    Static,
    /// Each planned meeting has a conference ID of its own.
    Dynamic,
}

impl ConferenceIdType {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Static, Self::Dynamic];

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Static => Self::Dynamic,
            Self::Dynamic => Self::Static,
        }
    }

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Static => "static",
            Self::Dynamic => "dynamic",
        }
    }

    /// What people call it.
    pub const fn words(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::En, Self::Static) => "Static conference ID",
            (Language::En, Self::Dynamic) => "Dynamic conference IDs",
            (Language::Sv, Self::Static) => "Statiskt konferens-ID",
            (Language::Sv, Self::Dynamic) => "Dynamiska konferens-ID:n",
        }
    }
}
