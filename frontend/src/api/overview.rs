//! How things stand, and how they have gone.

use serde::Deserialize;
use shared::{BridgeId, BridgeMeter, ConferenceIdUsage, Job, MailReadiness, Statistics, paths};

use super::{Answer, Api, AuditLine};
use crate::query::Query;

/// What the page shows of how things stand.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OverviewLines {
    pub(crate) users: u64,
    pub(crate) enabled_users: u64,
    #[serde(default)]
    pub(crate) third_party_users: u64,
    pub(crate) bridges: Vec<BridgeLine>,
    pub(crate) mail: MailReadiness,
    pub(crate) failed_emails: u32,
    pub(crate) jobs: Vec<Job>,
    pub(crate) latest: Vec<AuditLine>,
}

/// A bridge, and how full its range is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BridgeLine {
    pub(crate) id: BridgeId,
    pub(crate) name: String,
    pub(crate) conference_id_usage: ConferenceIdUsage,
    pub(crate) meter: BridgeMeter,
}

impl Api {
    /// How things stand now.
    pub(crate) fn overview(&self) -> Answer<OverviewLines> {
        self.get(paths::route::OVERVIEW)
    }

    /// How the last days have gone.
    pub(crate) fn statistics(&self, days: u32) -> Answer<Statistics> {
        let query = Query::default().with("days", Some(days.to_string()));
        self.get(&query.after(paths::route::STATISTICS))
    }
}
