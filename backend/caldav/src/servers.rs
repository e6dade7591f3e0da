//! What the API asks of calendar servers.

use std::time::Duration;

use async_trait::async_trait;
use domain::CalendarServers;
use shared::calendar::MendRequest;
use shared::{
    CalendarConnection, ConferenceId, ConnectCalendarRequest, MeetingReason, ResetImpact, Timestamp,
};

use crate::account::Connector;
use crate::address::CalendarAddress;
use crate::survey::survey;

/// For how long at most a calendar server is asked what a reset would touch.
const IMPACT_TIME_MAX: Duration = Duration::from_secs(30);

/// Real calendar servers.
#[derive(Clone, Debug)]
pub struct CalDavServers {
    connector: Connector,
}

impl CalDavServers {
    /// Calendar servers that are reached in this way.
    pub const fn new(connector: Connector) -> Self {
        Self { connector }
    }
}

#[async_trait]
impl CalendarServers for CalDavServers {
    async fn check(&self, request: &ConnectCalendarRequest) -> Result<(), MeetingReason> {
        let address = CalendarAddress::parse(&request.url)?;
        let account = self.connector.account(address, request.username.trim(), &request.password);
        account.discover().await.map(drop)
    }

    async fn impact(
        &self,
        connection: &CalendarConnection,
        password: &str,
        addresses: &[String],
        ids: &[ConferenceId],
        now: Timestamp,
    ) -> Result<ResetImpact, MeetingReason> {
        let address = CalendarAddress::parse(&connection.url)?;
        let account = self.connector.account(address, &connection.username, password);
        let request = MendRequest {
            addresses: addresses.to_vec(),
            old_ids: ids.to_vec(),
            new_id: another_id(ids),
            numbers: Vec::new(),
            now: seconds(now),
        };
        let look = async {
            let calendars = account.discover().await?;
            Ok(survey(&account, &calendars, &request).await?.impact())
        };
        // Somebody waits for the answer before a reset; a large calendar on a slow server must not keep them.
        tokio::time::timeout(IMPACT_TIME_MAX, look).await.unwrap_or(Err(MeetingReason::TooSlow))
    }
}

/// Any ID that is none of these; it is written nowhere.
fn another_id(ids: &[ConferenceId]) -> ConferenceId {
    let mut index = 0;
    loop {
        match ConferenceId::from_index(index) {
            Some(id) if ids.contains(&id) => index += 1,
            Some(id) => return id,
            // There are millions of IDs, and the list never holds them all.
            None => index = 0,
        }
    }
}

/// The moment as calendar data count it.
pub(crate) fn seconds(now: Timestamp) -> i64 {
    i64::try_from(now.seconds()).unwrap_or(i64::MAX)
}
