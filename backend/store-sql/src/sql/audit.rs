//! The audit log.

use domain::AuditQuery;
use domain::store::StoreResult;
use shared::{AuditAction, AuditDetail, AuditEntry, AuditEntryId, JobId};
use uuid::Uuid;

use super::actors;
use crate::connection::{Connection, Statement, query_one};
use crate::value::{Json, Name, Row, broken, values};

fn from_row(mut row: Row) -> StoreResult<AuditEntry> {
    Ok(AuditEntry {
        id: row.take()?,
        at: row.take()?,
        actor: actors::take_one(&mut row)?,
        action: row.take::<Name<_>>()?.0,
        user: row.take()?,
        user_display_name: row.take()?,
        user_removed: row.take()?,
        job: Some(row.take::<Uuid>()?).filter(|job| !job.is_nil()).map(JobId::from_uuid),
        detail: row.take::<Option<Json<_>>>()?.map(|detail| detail.0),
        text: None,
        what: None,
    })
}

pub(super) async fn list(
    connection: &mut dyn Connection,
    query: &AuditQuery,
) -> StoreResult<Vec<AuditEntry>> {
    let mut statement = Statement::new(&format!(
        "SELECT id, happened_at, {}, action, user_id, {}, {}, job_key, detail FROM audit_entries WHERE 1 = 1",
        actors::columns("audit_entries.actor"),
        actors::display_name("audit_entries.user_id"),
        actors::is_removed("audit_entries.user_id"),
    ));
    if let Some(user) = query.user {
        statement.push(" AND user_id = ").bind(user);
    }
    if let Some(action) = query.action {
        // Little was done to one user; among that the action is looked at one by one.
        let column = if query.user.is_some() { "action || ''" } else { "action" };
        statement.push(&format!(" AND {column} = ")).bind(Name(action));
    }
    let job = query.job.map(JobId::uuid).or_else(|| query.folded.then(Uuid::nil));
    if let Some(job) = job {
        let no_index = if query.user.is_some() { connection.dialect().no_index } else { "" };
        statement.push(&format!(" AND {no_index}job_key = ")).bind(job);
    }
    if let Some(from) = query.from {
        statement.push(" AND id >= ").bind(from);
    }
    if let Some(before) = query.before {
        statement.push(" AND id < ").bind(before);
    }
    statement.push(" ORDER BY id DESC LIMIT ").bind(query.limit);
    statement.query(connection).await?.into_iter().map(from_row).collect()
}

pub(super) async fn append(connection: &mut dyn Connection, entry: &AuditEntry) -> StoreResult<()> {
    let statement = "INSERT INTO audit_entries (id, happened_at, actor_type, actor_id, action, user_id, job_key, \
                     detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (kind, actor) = actors::kept(&entry.actor);
    let parameters = values![
        entry.id,
        entry.at,
        kind,
        actor,
        Name(entry.action),
        entry.user,
        entry.job.map_or(Uuid::nil(), JobId::uuid),
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

pub(super) async fn count(
    connection: &mut dyn Connection,
    action: AuditAction,
    from: AuditEntryId,
    before: AuditEntryId,
) -> StoreResult<u64> {
    let statement = "SELECT COUNT(*) FROM audit_entries WHERE action = $1 AND id >= $2 AND id < $3";
    let row = query_one(connection, statement, values![Name(action), from, before]).await?;
    row.ok_or_else(|| broken("a count is missing"))?.take()
}
