//! What goes with a user, and with the name of one that was removed.

use domain::JobRowRecord;
use domain::store::StoreResult;
use shared::{JobId, RemovedUser, UserId};

use super::{imports, users, word_beginnings};
use crate::connection::{Connection, query_one};
use crate::value::{Json, broken, values};

pub(super) async fn get(connection: &mut dyn Connection, id: UserId) -> StoreResult<Option<RemovedUser>> {
    let statement = "SELECT display_name, removed_at FROM removed_users WHERE id = $1";
    let row = query_one(connection, statement, values![id]).await?;
    row.map(|mut row| Ok(RemovedUser { id, display_name: row.take()?, removed_at: row.take()? })).transpose()
}

pub(super) async fn remove_user(connection: &mut dyn Connection, left: &RemovedUser) -> StoreResult<()> {
    let Some(user) = users::get(connection, left.id).await? else {
        return Err(broken("there is no such user"));
    };
    let statement = "SELECT 1 FROM conference_ids WHERE owner_id = $1 AND quarantined_until IS NULL";
    if query_one(connection, statement, values![left.id]).await?.is_some() {
        return Err(broken("the user still has a conference ID"));
    }
    let row = query_one(connection, "SELECT number FROM users WHERE id = $1", values![left.id]).await?;
    let number: i64 = row.ok_or_else(|| broken("a user has no number"))?.take()?;
    let text = users::names_text(&user);
    if let Some(upkeep) = connection.dialect().index_upkeep() {
        connection.execute(upkeep.remove, values![number, &text]).await?;
    }
    word_beginnings::remove(connection, number, &text).await?;
    for table in [
        "mails",
        "calendar_connections",
        "calendar_updates",
        "meeting_updates",
        "organizer_secrets",
        "organizer_pins",
    ] {
        let statement = format!("DELETE FROM {table} WHERE user_id = $1");
        connection.execute(&statement, values![left.id]).await?;
    }
    // The history names the meetings and their organizer; what they were about goes.
    connection.execute("UPDATE meetings SET subject = '' WHERE organizer_id = $1", values![left.id]).await?;
    forget_answers_about(connection, left.id).await?;
    users::delete_provider_keys(connection, left.id).await?;
    connection.execute("DELETE FROM users WHERE id = $1", values![left.id]).await?;
    let statement = "INSERT INTO removed_users (id, display_name, removed_at) VALUES ($1, $2, $3)";
    connection.execute(statement, values![left.id, left.display_name.as_deref(), left.removed_at]).await?;
    Ok(())
}

pub(super) async fn strike_out_name(
    connection: &mut dyn Connection,
    user: UserId,
    names: &[String],
) -> StoreResult<()> {
    for statement in [
        "UPDATE removed_users SET display_name = NULL WHERE id = $1",
        "UPDATE assignments SET reason = NULL WHERE owner_id = $1 AND reason IS NOT NULL",
    ] {
        connection.execute(statement, values![user]).await?;
    }
    forget_answers_about(connection, user).await?;
    forget_rows_about(connection, user, names).await?;
    // There are few: they are kept for a day.
    for statement in [
        format!("DELETE FROM pieces WHERE owner IN (SELECT id FROM imports WHERE {})", imports::NOT_NEEDED),
        format!("DELETE FROM imports WHERE {}", imports::NOT_NEEDED),
    ] {
        connection.execute(&statement, &[]).await?;
    }
    Ok(())
}

/// Rows that were done have the identifier; in those that were not, the person may be named all the same.
async fn forget_rows_about(
    connection: &mut dyn Connection,
    user: UserId,
    names: &[String],
) -> StoreResult<()> {
    let statement = "SELECT job_id, number, document FROM job_rows \
                     WHERE document LIKE $1 OR outcome IN ('refused', 'failed')";
    for mut found in connection.query(statement, values![format!("%{user}%")]).await? {
        let (job, number, Json(mut row)) =
            (found.take::<JobId>()?, found.take::<u64>()?, found.take::<Json<JobRowRecord>>()?);
        if row.names(user, names) {
            row.forget_names();
            let statement = "UPDATE job_rows SET document = $1 WHERE job_id = $2 AND number = $3";
            connection.execute(statement, values![Json(&row), job, number]).await?;
        }
    }
    Ok(())
}

/// An identifier is in an answer as it is; nothing in it means anything in a pattern.
async fn forget_answers_about(connection: &mut dyn Connection, user: UserId) -> StoreResult<()> {
    let statement = "DELETE FROM idempotent_answers WHERE body LIKE $1";
    connection.execute(statement, values![format!("%{user}%")]).await?;
    Ok(())
}
