//! What administrators see first: how things stand, and how they have gone.

use serde::{Deserialize, Serialize};

use crate::{AuditEntry, BridgeReport, Day, Job, MailReadiness, Timestamp};

/// How things stand now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Overview {
    /// The moment for which this holds.
    pub at: Timestamp,
    /// How many users there are.
    pub users: u64,
    /// How many of them are enabled for dial-in conferencing.
    pub enabled_users: u64,
    /// How many users have a third-party provider.
    #[serde(default)]
    pub third_party_users: u64,
    /// The phone bridges, each with how full its range of conference IDs is.
    pub bridges: Vec<BridgeReport>,
    /// Whether emails are being sent, and what is not set up for them yet.
    pub mail: MailReadiness,
    /// How many emails have failed; at most [`Self::FAILED_EMAILS_MAX`] are counted.
    pub failed_emails: u32,
    /// The jobs that have not come to their end, newest first.
    pub jobs: Vec<Job>,
    /// What was done last, newest first. What a job did to users is told by the job's own entries.
    pub latest: Vec<AuditEntry>,
}

impl Overview {
    /// So many failed emails are counted at most.
    pub const FAILED_EMAILS_MAX: u32 = 1_000;
}

/// What was done on one day, as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DayCounts {
    /// The day.
    pub day: Day,
    /// How many conference IDs were reset.
    pub resets: u64,
    /// How many users were enabled.
    pub enabled: u64,
    /// How many users were disabled, or removed while they were enabled.
    pub disabled: u64,
}

/// How one day has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DayReport {
    /// The day, in UTC.
    pub day: Day,
    /// How many conference IDs were reset on that day.
    pub resets: u64,
    /// How many users were enabled at its end; for today, how many are enabled now.
    pub enabled_users: u64,
}

/// How many days are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct StatisticsRequest {
    /// How many days, up to today; 1 to 366, 30 when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 366), schema(minimum = 1, maximum = 366))]
    pub days: Option<u32>,
}

/// How the last days have gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statistics {
    /// The days, the latest last: today.
    pub days: Vec<DayReport>,
}

impl Statistics {
    /// So many days are told when nothing else is asked for.
    pub const DAYS_DEFAULT: u32 = 30;
    /// So many days are told at most.
    pub const DAYS_MAX: u32 = 366;
}
