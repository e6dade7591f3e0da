//! Jobs that begin later.

use serde::{Deserialize, Serialize};

use crate::{Job, Timestamp};

impl Job {
    /// How many days ahead a job can be scheduled.
    pub const DAYS_AHEAD_MAX: u64 = 366;
}

/// Gives a scheduled job another time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RescheduleJobRequest {
    /// When it begins, at most 366 days ahead; when missing, it begins at once.
    #[serde(default)]
    pub start_at: Option<Timestamp>,
}
