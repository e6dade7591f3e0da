//! Static and dynamic conference IDs.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{ReadIdTypes, TypeSwitchCounts};
use shared::{ConferenceIdType, Timestamp, UserId};

use super::SqlTransaction;
use crate::connection::query_one;
use crate::value::{broken, values};

/// Written out as the index of such meetings has it.
const CARRIERS: &str = "FROM meetings WHERE meetings.organizer_id = users.id \
                        AND meetings.conference_id_type = 'static' AND meetings.cancelled_at IS NULL \
                        AND (meetings.ends_at IS NULL OR meetings.ends_at > $1)";
/// Those with dynamic IDs.
const OWN_IDS: &str = "FROM meetings WHERE meetings.organizer_id = users.id \
                       AND meetings.conference_id_type = 'dynamic' AND meetings.cancelled_at IS NULL \
                       AND (meetings.ends_at IS NULL OR meetings.ends_at > $1)";
/// Whoever can be called in to through Konfid and has one ID for all meetings.
pub(super) const STATIC: &str =
    "dial_in_enabled = 1 AND third_party = 0 AND conference_id IS NOT NULL AND conference_id_kept = 0";
/// The others.
pub(super) const DYNAMIC: &str =
    "dial_in_enabled = 1 AND third_party = 0 AND (conference_id IS NULL OR conference_id_kept = 1)";

#[async_trait]
impl ReadIdTypes for SqlTransaction<'_> {
    async fn users_with_idle_kept_ids(
        &mut self,
        ended_by: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<UserId>> {
        let statement = format!(
            "SELECT id FROM users WHERE conference_id_kept = 1 AND NOT EXISTS (SELECT 1 {CARRIERS}) \
             ORDER BY id LIMIT $2"
        );
        let rows = self.connection.query(&statement, values![ended_by, limit]).await?;
        rows.into_iter().map(|mut row| row.take()).collect()
    }

    async fn count_type_switch(
        &mut self,
        to: ConferenceIdType,
        ended_by: Timestamp,
    ) -> StoreResult<TypeSwitchCounts> {
        let (whoever, keeps, meetings, locked) = match to {
            ConferenceIdType::Dynamic => {
                (STATIC, format!("EXISTS (SELECT 1 {CARRIERS})"), CARRIERS, "conference_id_locked = 1")
            }
            ConferenceIdType::Static => (DYNAMIC, "conference_id_kept = 1".to_owned(), OWN_IDS, "1 = 0"),
        };
        let follow = format!("conference_id_type IS NULL AND NOT ({locked})");
        let statement = format!(
            "SELECT COUNT(CASE WHEN {follow} AND {keeps} THEN 1 END), \
             COUNT(CASE WHEN {follow} AND NOT ({keeps}) THEN 1 END), \
             COUNT(CASE WHEN conference_id_type IS NULL AND {locked} THEN 1 END), \
             COUNT(conference_id_type), \
             CAST(COALESCE(SUM(CASE WHEN {follow} THEN (SELECT COUNT(*) {meetings}) END), 0) AS BIGINT) \
             FROM users WHERE {whoever}"
        );
        let row = query_one(self.connection, &statement, values![ended_by]).await?;
        let mut row = row.ok_or_else(|| broken("a count is always answered"))?;
        Ok(TypeSwitchCounts {
            keeping: row.take()?,
            others: row.take()?,
            locked: row.take()?,
            own_choice: row.take()?,
            meetings: row.take()?,
        })
    }
}
