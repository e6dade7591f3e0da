//! Connected calendars and the meeting log.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{
    CalendarConnectionRecord, CalendarUpdateRecord, MeetingMessage, MeetingUpdateQuery, MeetingUpdateRecord,
    ReadMeetingUpdates, UserQuery, WriteMeetingUpdates,
};
use shared::{
    BridgeId, CalendarConnection, ConferenceId, MeetingUpdateCounts, MeetingUpdateId, MeetingUpdateState,
    Timestamp, UserId,
};

use super::{SqlTransaction, actors, users};
use crate::connection::{Connection, Statement, query_one};
use crate::value::{Json, Name, Row, broken, values};

const UPDATE_COLUMNS: &str = "user_id, due_at, running, attempts, finished_at, last_error";
const MEETING_COLUMNS: &str = "document, href, reason, data_before, entity_tag_after, undo_wanted, message, \
                               message_conference_id";

/// Meetings of the user $1 that have a message with the ID $2.
const WITH_MESSAGE: &str = "user_id = $1 AND message IS NOT NULL AND message_conference_id = $2";

fn update_from_row(mut row: Row) -> StoreResult<CalendarUpdateRecord> {
    Ok(CalendarUpdateRecord {
        user: row.take()?,
        due_at: row.take()?,
        running: row.take()?,
        attempts: row.take()?,
        finished_at: row.take()?,
        last_error: row.take::<Option<Name<_>>>()?.map(|name| name.0),
    })
}

fn meeting_update_from_row(mut row: Row) -> StoreResult<MeetingUpdateRecord> {
    Ok(MeetingUpdateRecord {
        meeting: row.take::<Json<_>>()?.0,
        href: row.take()?,
        reason: row.take::<Option<Name<_>>>()?.map(|name| name.0),
        data_before: row.take()?,
        entity_tag_after: row.take()?,
        undo_wanted: row.take()?,
        message: message(row.take()?, row.take()?),
    })
}

fn message(text: Option<String>, conference_id: Option<ConferenceId>) -> Option<MeetingMessage> {
    Some(MeetingMessage { text: text?, conference_id: conference_id? })
}

async fn find(
    connection: &mut dyn Connection,
    condition: &str,
    parameters: &[crate::value::Value],
) -> StoreResult<Option<MeetingUpdateRecord>> {
    let statement = format!("SELECT {MEETING_COLUMNS} FROM meeting_updates WHERE {condition}");
    query_one(connection, &statement, parameters).await?.map(meeting_update_from_row).transpose()
}

#[async_trait]
impl ReadMeetingUpdates for SqlTransaction<'_> {
    async fn count_calendar_connections(&mut self, query: &UserQuery) -> StoreResult<u64> {
        users::count_connected(self.connection, query).await
    }

    async fn calendar_connection(&mut self, user: UserId) -> StoreResult<Option<CalendarConnectionRecord>> {
        let statement =
            "SELECT document, sealed_password, reach FROM calendar_connections WHERE user_id = $1";
        let row = query_one(self.connection, statement, values![user]).await?;
        let Some(mut row) = row else { return Ok(None) };
        let (Json::<CalendarConnection>(mut connection), sealed_password, Name(reach)) =
            (row.take()?, row.take()?, row.take()?);
        connection.connected_by = actors::named(self.connection, connection.connected_by).await?;
        Ok(Some(CalendarConnectionRecord { connection, sealed_password, reach }))
    }

    async fn calendar_update(&mut self, user: UserId) -> StoreResult<Option<CalendarUpdateRecord>> {
        let statement = format!("SELECT {UPDATE_COLUMNS} FROM calendar_updates WHERE user_id = $1");
        query_one(self.connection, &statement, values![user]).await?.map(update_from_row).transpose()
    }

    async fn next_calendar_update_due(&mut self) -> StoreResult<Option<Timestamp>> {
        let statement =
            "SELECT due_at FROM calendar_updates WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1";
        query_one(self.connection, statement, &[]).await?.map(|mut row| row.take()).transpose()
    }

    async fn meeting_update(&mut self, id: MeetingUpdateId) -> StoreResult<Option<MeetingUpdateRecord>> {
        find(self.connection, "id = $1", values![id]).await
    }

    async fn meeting_update_at(
        &mut self,
        user: UserId,
        href: &str,
    ) -> StoreResult<Option<MeetingUpdateRecord>> {
        find(self.connection, "user_id = $1 AND href = $2", values![user, href]).await
    }

    async fn meeting_updates(&mut self, query: &MeetingUpdateQuery) -> StoreResult<Vec<MeetingUpdateRecord>> {
        let mut statement =
            Statement::new(&format!("SELECT {MEETING_COLUMNS} FROM meeting_updates WHERE user_id = "));
        statement.bind(query.user);
        if let Some(state) = query.state {
            statement.push(" AND state = ").bind(Name(state));
        }
        if let Some(before) = query.before {
            statement.push(" AND id < ").bind(before);
        }
        statement.push(" ORDER BY id DESC LIMIT ").bind(query.limit);
        statement.query(self.connection).await?.into_iter().map(meeting_update_from_row).collect()
    }

    async fn meeting_update_counts(&mut self, user: UserId) -> StoreResult<MeetingUpdateCounts> {
        let statement = "SELECT state, COUNT(*) FROM meeting_updates WHERE user_id = $1 GROUP BY state";
        let mut counts = MeetingUpdateCounts::default();
        for mut row in self.connection.query(statement, values![user]).await? {
            let Name(state): Name<MeetingUpdateState> = row.take()?;
            *counts.of_mut(state) = row.take()?;
        }
        Ok(counts)
    }

    async fn meeting_message_count(&mut self, user: UserId, conference_id: ConferenceId) -> StoreResult<u64> {
        let statement = format!("SELECT COUNT(*) FROM meeting_updates WHERE {WITH_MESSAGE}");
        let row = query_one(self.connection, &statement, values![user, conference_id]).await?;
        row.ok_or_else(|| broken("a count is always answered"))?.take()
    }

    async fn meetings_with_message(
        &mut self,
        user: UserId,
        conference_id: ConferenceId,
    ) -> StoreResult<Vec<MeetingUpdateRecord>> {
        let statement =
            format!("SELECT {MEETING_COLUMNS} FROM meeting_updates WHERE {WITH_MESSAGE} ORDER BY id DESC");
        let rows = self.connection.query(&statement, values![user, conference_id]).await?;
        rows.into_iter().map(meeting_update_from_row).collect()
    }
}

#[async_trait]
impl WriteMeetingUpdates for SqlTransaction<'_> {
    async fn put_calendar_connection(&mut self, connection: &CalendarConnectionRecord) -> StoreResult<()> {
        let statement = "INSERT INTO calendar_connections (user_id, document, sealed_password, reach) \
                         VALUES ($1, $2, $3, $4) ON CONFLICT (user_id) DO UPDATE SET document = excluded.document, \
                         sealed_password = excluded.sealed_password, reach = excluded.reach";
        let CalendarConnectionRecord { connection, sealed_password, reach } = connection;
        let mut kept = connection.clone();
        kept.connected_by = kept.connected_by.with_name(None);
        let parameters = values![connection.user, Json(&kept), sealed_password.as_slice(), Name(*reach)];
        self.connection.execute(statement, parameters).await?;
        Ok(())
    }

    async fn delete_calendar_connection(&mut self, user: UserId) -> StoreResult<()> {
        for statement in [
            "DELETE FROM calendar_connections WHERE user_id = $1",
            "DELETE FROM calendar_updates WHERE user_id = $1",
            "UPDATE meeting_updates SET data_before = NULL, message = NULL, undo_wanted = 0 \
             WHERE user_id = $1 AND (data_before IS NOT NULL OR message IS NOT NULL)",
        ] {
            self.connection.execute(statement, values![user]).await?;
        }
        Ok(())
    }

    async fn put_calendar_updates_of_all(
        &mut self,
        bridge: Option<BridgeId>,
        due_at: Timestamp,
    ) -> StoreResult<()> {
        self.has_made_work = true;
        let whose = match bridge {
            None => "calendar_connections WHERE TRUE",
            Some(_) => "calendar_connections JOIN users ON users.id = user_id WHERE users.bridge = $2",
        };
        let statement = format!(
            "INSERT INTO calendar_updates (user_id, due_at, running, attempts) SELECT user_id, $1, 0, 0 FROM {whose} \
             ON CONFLICT (user_id) DO UPDATE SET due_at = excluded.due_at, running = 0, attempts = 0, last_error = NULL"
        );
        match bridge {
            None => self.connection.execute(&statement, values![due_at]).await?,
            Some(bridge) => self.connection.execute(&statement, values![due_at, bridge]).await?,
        };
        Ok(())
    }

    async fn put_calendar_update(&mut self, update: &CalendarUpdateRecord) -> StoreResult<()> {
        self.has_made_work |= update.due_at.is_some() && !update.running;
        let statement = format!(
            "INSERT INTO calendar_updates ({UPDATE_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (user_id) DO UPDATE SET due_at = excluded.due_at, running = excluded.running, \
             attempts = excluded.attempts, finished_at = excluded.finished_at, last_error = excluded.last_error"
        );
        let CalendarUpdateRecord { user, due_at, running, attempts, finished_at, last_error } = update;
        let parameters = values![*user, *due_at, *running, *attempts, *finished_at, last_error.map(Name)];
        self.connection.execute(&statement, parameters).await?;
        Ok(())
    }

    async fn claim_due_calendar_updates(
        &mut self,
        now: Timestamp,
        leased_until: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<CalendarUpdateRecord>> {
        let due = format!(
            "SELECT user_id FROM calendar_updates WHERE due_at IS NOT NULL AND due_at <= $1 \
             ORDER BY due_at, user_id LIMIT $2{}",
            self.connection.dialect().lock_rows
        );
        let claim = format!(
            "UPDATE calendar_updates SET running = 1, attempts = attempts + 1, due_at = $1 WHERE user_id = $2 \
             RETURNING {UPDATE_COLUMNS}"
        );
        let mut claimed = Vec::new();
        for mut row in self.connection.query(&due, values![now, limit]).await? {
            let user: UserId = row.take()?;
            let row = query_one(self.connection, &claim, values![leased_until, user]).await?;
            claimed.push(update_from_row(row.ok_or_else(|| broken("an update has disappeared"))?)?);
        }
        Ok(claimed)
    }

    async fn put_meeting_update(&mut self, record: &MeetingUpdateRecord) -> StoreResult<()> {
        let statement = "INSERT INTO meeting_updates (id, user_id, href, state, undo_until, undo_wanted, reason, \
             entity_tag_after, document, data_before, message, message_conference_id) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
             ON CONFLICT (id) DO UPDATE SET state = excluded.state, undo_until = excluded.undo_until, \
             undo_wanted = excluded.undo_wanted, reason = excluded.reason, \
             entity_tag_after = excluded.entity_tag_after, document = excluded.document, \
             data_before = excluded.data_before, message = excluded.message, \
             message_conference_id = excluded.message_conference_id";
        let MeetingUpdateRecord {
            meeting,
            href,
            reason,
            data_before,
            entity_tag_after,
            undo_wanted,
            message,
        } = record;
        let parameters = values![
            meeting.id,
            meeting.user,
            href,
            Name(meeting.state),
            meeting.undo_until,
            *undo_wanted,
            reason.map(Name),
            entity_tag_after.as_deref(),
            Json(meeting),
            data_before.as_deref(),
            message.as_ref().map(|message| message.text.as_str()),
            message.as_ref().map(|message| message.conference_id),
        ];
        self.connection.execute(statement, parameters).await?;
        Ok(())
    }

    async fn forget_meeting_update_data(&mut self, now: Timestamp) -> StoreResult<u64> {
        let statement = "UPDATE meeting_updates SET data_before = NULL, message = NULL, undo_wanted = 0 \
                         WHERE (data_before IS NOT NULL OR message IS NOT NULL) AND (undo_until <= $1 \
                         OR (undo_until IS NULL AND state NOT IN ('pending', 'failed')))";
        self.connection.execute(statement, values![now]).await
    }
}
