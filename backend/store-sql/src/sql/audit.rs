//! The audit log.

use domain::AuditQuery;
use domain::store::StoreResult;
use shared::{AuditDetail, AuditEntry, AuditEntryId};

use super::actors;
use crate::connection::{Connection, Statement};
use crate::value::{Json, Name, Row, values};

fn from_row(mut row: Row) -> StoreResult<AuditEntry> {
    Ok(AuditEntry {
        id: row.take()?,
        at: row.take()?,
        actor: actors::take_one(&mut row)?,
        action: row.take::<Name<_>>()?.0,
        user: row.take()?,
        user_display_name: row.take()?,
        user_removed: row.take()?,
        detail: row.take::<Option<Json<_>>>()?.map(|detail| detail.0),
        text: None,
    })
}

pub(super) async fn list(
    connection: &mut dyn Connection,
    query: &AuditQuery,
) -> StoreResult<Vec<AuditEntry>> {
    let mut statement = Statement::new(&format!(
        "SELECT id, happened_at, {}, action, user_id, {}, {}, detail FROM audit_entries WHERE 1 = 1",
        actors::columns("audit_entries.actor"),
        actors::display_name("audit_entries.user_id"),
        actors::is_removed("audit_entries.user_id"),
    ));
    if let Some(user) = query.filter.user {
        statement.push(" AND user_id = ").bind(user);
    }
    if let Some(action) = query.filter.action {
        // Little was done to one user; among that the action is looked at one by one.
        let column = if query.filter.user.is_some() { "action || ''" } else { "action" };
        statement.push(&format!(" AND {column} = ")).bind(Name(action));
    }
    if let Some(before) = query.before {
        statement.push(" AND id < ").bind(before);
    }
    statement.push(" ORDER BY id DESC LIMIT ").bind(query.limit);
    statement.query(connection).await?.into_iter().map(from_row).collect()
}

pub(super) async fn append(connection: &mut dyn Connection, entry: &AuditEntry) -> StoreResult<()> {
    let statement = "INSERT INTO audit_entries (id, happened_at, actor_type, actor_id, action, user_id, detail) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let (kind, actor) = actors::kept(&entry.actor);
    let parameters = values![
        entry.id,
        entry.at,
        kind,
        actor,
        Name(entry.action),
        entry.user,
        entry.detail.as_ref().map(Json),
    ];
    connection.execute(statement, parameters).await?;
    Ok(())
}

pub(super) async fn replace_detail(
    connection: &mut dyn Connection,
    id: AuditEntryId,
    detail: &AuditDetail,
) -> StoreResult<()> {
    let statement = "UPDATE audit_entries SET detail = $1 WHERE id = $2";
    connection.execute(statement, values![Json(detail), id]).await?;
    Ok(())
}
