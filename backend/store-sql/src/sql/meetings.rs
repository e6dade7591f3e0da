//! Planned meetings.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{MeetingQuery, MeetingRecord, ReadMeetings, WriteMeetings};
use shared::{MeetingId, MeetingState, Timestamp, UserId, Version};

use super::SqlTransaction;
use crate::connection::{Connection, Statement, query_one};
use crate::value::{Json, Name, Row, Value, broken, values};

const COLUMNS: &str = "id, version, organizer_id, subject, schedule, starts_at, ends_at, cancelled_at, \
                       conference_id_type, bridge, conference_id, created_at, updated_at";

fn from_row(mut row: Row) -> StoreResult<MeetingRecord> {
    Ok(MeetingRecord {
        id: row.take()?,
        version: row.take()?,
        organizer: row.take()?,
        subject: row.take()?,
        schedule: row.take::<Json<_>>()?.0,
        starts_at: row.take()?,
        ends_at: row.take()?,
        cancelled_at: row.take()?,
        conference_id_type: row.take::<Name<_>>()?.0,
        own_id: row.take::<Option<_>>()?.zip(row.take::<Option<_>>()?),
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

async fn list(
    connection: &mut dyn Connection,
    condition: &str,
    parameters: &[Value],
) -> StoreResult<Vec<MeetingRecord>> {
    let statement = format!("SELECT {COLUMNS} FROM meetings WHERE {condition}");
    connection.query(&statement, parameters).await?.into_iter().map(from_row).collect()
}

/// Adds the conditions of a query.
fn restrict(statement: &mut Statement, query: &MeetingQuery) {
    statement.push(" WHERE id IS NOT NULL");
    if let Some(organizer) = query.organizer {
        statement.push(" AND organizer_id = ").bind(organizer);
    }
    match query.filter.state {
        None => {}
        Some(MeetingState::Cancelled) => {
            statement.push(" AND cancelled_at IS NOT NULL");
        }
        Some(MeetingState::Over) => {
            statement.push(" AND cancelled_at IS NULL AND ends_at <= ").bind(query.now);
        }
        Some(MeetingState::Planned) => {
            statement.push(" AND cancelled_at IS NULL AND (ends_at IS NULL OR ends_at > ").bind(query.now);
            statement.push(")");
        }
    }
    if let Some(kind) = query.filter.conference_id_type {
        statement.push(" AND conference_id_type = ").bind(Name(kind));
    }
}

#[async_trait]
impl ReadMeetings for SqlTransaction<'_> {
    async fn meeting(&mut self, id: MeetingId) -> StoreResult<Option<MeetingRecord>> {
        Ok(list(self.connection, "id = $1", values![id]).await?.into_iter().next())
    }

    async fn meetings(&mut self, query: &MeetingQuery) -> StoreResult<Vec<MeetingRecord>> {
        let mut statement = Statement::new(&format!("SELECT {COLUMNS} FROM meetings"));
        restrict(&mut statement, query);
        if let Some(before) = query.before {
            statement.push(" AND id < ").bind(before);
        }
        statement.push(" ORDER BY id DESC LIMIT ").bind(query.limit);
        statement.query(self.connection).await?.into_iter().map(from_row).collect()
    }

    async fn count_meetings(&mut self, query: &MeetingQuery) -> StoreResult<u64> {
        let mut statement = Statement::new("SELECT COUNT(*) FROM meetings");
        restrict(&mut statement, query);
        let row = statement.query(self.connection).await?.into_iter().next();
        row.ok_or_else(|| broken("a count is always answered"))?.take()
    }

    async fn meetings_during(
        &mut self,
        organizer: UserId,
        from: Timestamp,
        until: Timestamp,
    ) -> StoreResult<Vec<MeetingRecord>> {
        let condition = "organizer_id = $1 AND cancelled_at IS NULL AND starts_at < $2 \
                         AND (ends_at IS NULL OR ends_at > $3) ORDER BY id";
        list(self.connection, condition, values![organizer, until, from]).await
    }

    async fn meetings_with_an_id(&mut self, organizer: UserId) -> StoreResult<Vec<MeetingRecord>> {
        let condition = "organizer_id = $1 AND conference_id IS NOT NULL ORDER BY id";
        list(self.connection, condition, values![organizer]).await
    }

    async fn ended_meetings_with_an_id(
        &mut self,
        ended_by: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<MeetingRecord>> {
        let condition = "conference_id IS NOT NULL AND ends_at <= $1 ORDER BY ends_at, id LIMIT $2";
        list(self.connection, condition, values![ended_by, limit]).await
    }
}

#[async_trait]
impl WriteMeetings for SqlTransaction<'_> {
    async fn insert_meeting(&mut self, meeting: &MeetingRecord) -> StoreResult<()> {
        let user = "SELECT 1 FROM users WHERE id = $1";
        if query_one(self.connection, user, values![meeting.organizer]).await?.is_none() {
            return Err(broken("there is no such user"));
        }
        let statement = format!(
            "INSERT INTO meetings ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
        );
        let (bridge, own_id) = meeting.own_id.unzip();
        let parameters = values![
            meeting.id,
            meeting.version,
            meeting.organizer,
            &meeting.subject,
            Json(&meeting.schedule),
            meeting.starts_at,
            meeting.ends_at,
            meeting.cancelled_at,
            Name(meeting.conference_id_type),
            bridge,
            own_id,
            meeting.created_at,
            meeting.updated_at
        ];
        self.connection.execute(&statement, parameters).await?;
        Ok(())
    }

    async fn update_meeting(&mut self, meeting: &MeetingRecord, expected: Version) -> StoreResult<bool> {
        let statement = "UPDATE meetings SET version = $1, subject = $2, schedule = $3, starts_at = $4, ends_at = $5, \
                         cancelled_at = $6, conference_id_type = $7, bridge = $8, conference_id = $9, \
                         updated_at = $10 WHERE id = $11 AND version = $12";
        let (bridge, own_id) = meeting.own_id.unzip();
        let parameters = values![
            meeting.version,
            &meeting.subject,
            Json(&meeting.schedule),
            meeting.starts_at,
            meeting.ends_at,
            meeting.cancelled_at,
            Name(meeting.conference_id_type),
            bridge,
            own_id,
            meeting.updated_at,
            meeting.id,
            expected
        ];
        Ok(self.connection.execute(statement, parameters).await? == 1)
    }
}
