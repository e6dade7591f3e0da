//! What the API asks of calendar servers.

use std::time::Duration;

use async_trait::async_trait;
use domain::{CalendarReach, CalendarServers};
use shared::calendar::MendRequest;
use shared::{
    CalendarConnection, ConferenceId, ConnectCalendarRequest, MeetingUpdateReason, ResetImpact, Timestamp,
};

use crate::account::Connector;
use crate::address::CalendarAddress;
use crate::survey::survey;

/// For how long at most a calendar server is asked while somebody waits.
const PATIENCE: Duration = Duration::from_secs(30);

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
    async fn check(
        &self,
        request: &ConnectCalendarRequest,
        reach: CalendarReach,
    ) -> Result<(), MeetingUpdateReason> {
        let address = CalendarAddress::parse(&request.url)?;
        let username = request.username.trim();
        let account = self.connector.account(address, username, &request.password, reach);
        within_patience(account.discover()).await.map(drop)
    }

    async fn impact(
        &self,
        connection: &CalendarConnection,
        password: &str,
        reach: CalendarReach,
        addresses: &[String],
        ids: &[ConferenceId],
        now: Timestamp,
    ) -> Result<ResetImpact, MeetingUpdateReason> {
        let address = CalendarAddress::parse(&connection.url)?;
        let account = self.connector.account(address, &connection.username, password, reach);
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
        within_patience(look).await
    }
}

/// Somebody waits for the answer; a large calendar on a slow server must not keep them.
async fn within_patience<T>(
    look: impl Future<Output = Result<T, MeetingUpdateReason>>,
) -> Result<T, MeetingUpdateReason> {
    tokio::time::timeout(PATIENCE, look).await.unwrap_or(Err(MeetingUpdateReason::TooSlow))
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
