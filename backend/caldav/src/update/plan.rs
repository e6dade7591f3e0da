//! What an update works from.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::operations::meeting_updates::{earlier_ids, opened_connection, organizer_addresses};
use domain::{CalendarReach, MeetingUpdateQuery, MeetingUpdateRecord, OpenedConnection, Read, Result};
use shared::{CalendarConnection, ConferenceId, Language, UserId};

use super::Updates;

/// How many rows of the meeting log are read at once.
const PAGE: u32 = 500;

/// What an update works from: the user and the meeting log at its beginning.
pub(super) struct Plan {
    pub(super) user: UserId,
    pub(super) language: Language,
    /// Whether the organisation wants meetings to be mended.
    pub(super) is_wanted: bool,
    pub(super) connection: CalendarConnection,
    /// `None` if the key is another by now.
    pub(super) password: Option<String>,
    /// Which hosts may be asked.
    pub(super) reach: CalendarReach,
    /// The ID that is right now.
    pub(super) current: Option<ConferenceId>,
    /// Those that may still stand in meetings.
    pub(super) earlier: Vec<ConferenceId>,
    pub(super) addresses: Vec<String>,
    /// The meeting log, by the addresses of the meetings.
    pub(super) log: BTreeMap<String, MeetingUpdateRecord>,
}

impl Updates {
    /// Gathers what is needed; `None` if there is no user or no connected calendar.
    pub(super) async fn plan(&self, user: UserId) -> Result<Option<Plan>> {
        let sealer = Arc::clone(&self.sealer);
        self.application
            .in_snapshot(move |read| {
                Box::pin(async move {
                    let Some(found) = read.user(user).await? else { return Ok(None) };
                    let opened = opened_connection(read, &*sealer, user).await?;
                    let Some(OpenedConnection { connection, password, reach }) = opened else {
                        return Ok(None);
                    };
                    let settings = read.settings().await?;
                    let earlier = earlier_ids(read, &found).await?;
                    let log = meeting_log(read, user).await?;
                    Ok(Some(Plan {
                        user,
                        language: found.language.unwrap_or(settings.default_language),
                        is_wanted: settings.meeting_updates,
                        connection,
                        password,
                        reach,
                        current: found.conference_id,
                        earlier,
                        addresses: organizer_addresses(&found),
                        log,
                    }))
                })
            })
            .await
    }
}

async fn meeting_log(read: &mut dyn Read, user: UserId) -> Result<BTreeMap<String, MeetingUpdateRecord>> {
    let mut log = BTreeMap::new();
    let mut before = None;
    loop {
        let query = MeetingUpdateQuery { user, state: None, before, limit: PAGE };
        let page = read.meeting_updates(&query).await?;
        let Some(last) = page.last() else { return Ok(log) };
        before = Some(last.meeting.id);
        log.extend(page.into_iter().map(|record| (record.href.clone(), record)));
    }
}
