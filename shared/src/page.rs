//! A part of a long list.

use serde::{Deserialize, Serialize};

use crate::{Fault, ProblemKind};

/// A page of a long list, and how to get the next one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Send it as `cursor` to get the next page; `null` on the last page.
    pub next_cursor: Option<String>,
    /// How many items the whole list has; missing where counting would cost too much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
}

/// Which page of a list to return.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct PageRequest {
    /// `nextCursor` of the previous page; when missing, the first page is returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many items at most; 1 to 200, 50 when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200), schema(minimum = 1, maximum = 200))]
    pub limit: Option<u32>,
    /// Whether to count the whole list as well.
    #[serde(default)]
    pub count: bool,
}

impl PageRequest {
    /// How many items a part has when nothing else is asked for.
    pub const LIMIT_DEFAULT: u32 = 50;
    /// How many items a part has at most.
    pub const LIMIT_MAX: u32 = 200;

    /// How many items are wanted.
    ///
    /// # Errors
    ///
    /// [`ProblemKind::InvalidFields`] when it is none, or more than [`Self::LIMIT_MAX`].
    pub fn checked_limit(&self) -> Result<u32, ProblemKind> {
        let limit = self.limit.unwrap_or(Self::LIMIT_DEFAULT);
        if (1..=Self::LIMIT_MAX).contains(&limit) {
            Ok(limit)
        } else {
            Err(ProblemKind::field("limit", Fault::OutOfRange(1, u64::from(Self::LIMIT_MAX))))
        }
    }
}
