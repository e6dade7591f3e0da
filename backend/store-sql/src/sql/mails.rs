//! The outbox.

use domain::store::StoreResult;
use domain::{MailQuery, MailRecord};
use shared::{LINK_TOKEN, MailContent, MailEvent, MailId, MailReference, Timestamp, UserId};

use super::actors;
use crate::connection::{Connection, Statement, query_one};
use crate::value::{Name, Row, Value, broken, values};

const COLUMNS: [&str; 19] = [
    "id",
    "user_id",
    "recipient",
    "event",
    "language",
    "named_recipient",
    "caused_by_type",
    "caused_by_id",
    "conference_id",
    "state",
    "attempts",
    "last_error",
    "may_have_left",
    "due_at",
    "created_at",
    "finished_at",
    "subject",
    "body_text",
    "body_html",
];

/// How many have failed, counted no further than this.
pub(super) async fn count_failed(connection: &mut dyn Connection, limit: u32) -> StoreResult<u32> {
    let statement = "SELECT COUNT(*) FROM (SELECT 1 FROM mails WHERE state = 'failed' LIMIT $1) AS failed";
    let row = query_one(connection, statement, values![limit]).await?;
    row.ok_or_else(|| broken("a count is missing"))?.take()
}

/// What still moves. The index of due mails has this condition word by word.
const PENDING: &str = "state IN ('queued', 'sending')";

/// What [`from_row`] reads.
fn columns(table: &str) -> String {
    let own = COLUMNS.into_iter().filter(|column| !column.starts_with("caused_by"));
    let own: Vec<String> = own.map(|column| format!("{table}{column}")).collect();
    format!("{}, {}", own.join(", "), actors::columns(&format!("{table}caused_by")))
}

fn from_row(row: &mut Row) -> StoreResult<MailRecord> {
    Ok(MailRecord {
        id: row.take()?,
        user: row.take()?,
        recipient: row.take()?,
        event: row.take::<Name<_>>()?.0,
        language: row.take::<String>()?.parse().map_err(|_| broken("a language is not one"))?,
        named_recipient: row.take()?,
        conference_id: row.take()?,
        state: row.take::<Name<_>>()?.0,
        attempts: row.take()?,
        last_error: row.take()?,
        may_have_left: row.take()?,
        due_at: row.take()?,
        created_at: row.take()?,
        finished_at: row.take()?,
        content: match (row.take()?, row.take()?, row.take()?) {
            (Some(subject), Some(text), Some(html)) => Some(MailContent { subject, text, html }),
            _ => None,
        },
        caused_by: actors::take(row)?,
    })
}

/// The values of [`COLUMNS`].
fn to_values(mail: &MailRecord) -> [Value; 19] {
    let (kind, actor) = mail.caused_by.as_ref().map(actors::kept).unzip();
    let content = mail.content.as_ref();
    [
        mail.id.into(),
        mail.user.into(),
        (&mail.recipient).into(),
        Name(mail.event).into(),
        mail.language.as_str().into(),
        mail.named_recipient.as_ref().into(),
        kind.into(),
        actor.flatten().into(),
        mail.conference_id.into(),
        Name(mail.state).into(),
        mail.attempts.into(),
        mail.last_error.as_deref().into(),
        mail.may_have_left.into(),
        mail.due_at.into(),
        mail.created_at.into(),
        mail.finished_at.into(),
        content.map(|content| &content.subject).into(),
        content.map(|content| &content.text).into(),
        content.map(|content| &content.html).into(),
    ]
}

pub(super) async fn get(connection: &mut dyn Connection, id: MailId) -> StoreResult<Option<MailRecord>> {
    let statement = format!("SELECT {} FROM mails WHERE id = $1", columns(""));
    let row = query_one(connection, &statement, values![id]).await?;
    row.map(|mut row| from_row(&mut row)).transpose()
}

pub(super) async fn list(
    connection: &mut dyn Connection,
    query: &MailQuery,
) -> StoreResult<Vec<(MailRecord, String)>> {
    let mut statement = Statement::new(&format!(
        "SELECT {}, u.display_name FROM mails AS m JOIN users AS u ON u.id = m.user_id WHERE 1 = 1",
        columns("m.")
    ));
    if let Some(user) = query.filter.user {
        statement.push(" AND m.user_id = ").bind(user);
    }
    if let Some(state) = query.filter.state {
        // A user has few mails; among them the state is looked at one by one, so the planner must not see an
        // index in it.
        let column = if query.filter.user.is_some() { "m.state || ''" } else { "m.state" };
        statement.push(&format!(" AND {column} = ")).bind(Name(state));
    }
    if let Some(before) = query.before {
        statement.push(" AND m.id < ").bind(before);
    }
    statement.push(" ORDER BY m.id DESC LIMIT ").bind(query.limit);
    let rows = statement.query(connection).await?;
    rows.into_iter().map(|mut row| Ok((from_row(&mut row)?, row.take()?))).collect()
}

pub(super) async fn latest(
    connection: &mut dyn Connection,
    user: UserId,
) -> StoreResult<Option<MailReference>> {
    let statement = "SELECT id, event, state FROM mails WHERE user_id = $1 ORDER BY id DESC LIMIT 1";
    let row = query_one(connection, statement, values![user]).await?;
    let reference = row.map(|mut row| {
        Ok(MailReference {
            id: row.take()?,
            event: row.take::<Name<_>>()?.0,
            state: row.take::<Name<_>>()?.0,
        })
    });
    reference.transpose()
}

pub(super) async fn next_due(connection: &mut dyn Connection) -> StoreResult<Option<Timestamp>> {
    let statement = format!(
        "SELECT due_at FROM mails WHERE {PENDING} AND due_at IS NOT NULL ORDER BY due_at, id LIMIT 1"
    );
    query_one(connection, &statement, &[]).await?.map(|mut row| row.take()).transpose()
}

pub(super) async fn insert(connection: &mut dyn Connection, mail: &MailRecord) -> StoreResult<()> {
    let mut statement = Statement::new(&format!("INSERT INTO mails ({}) VALUES (", COLUMNS.join(", ")));
    for (index, value) in to_values(mail).into_iter().enumerate() {
        statement.push(if index == 0 { "" } else { ", " }).bind(value);
    }
    statement.push(")").execute(connection).await?;
    Ok(())
}

pub(super) async fn update(connection: &mut dyn Connection, mail: &MailRecord) -> StoreResult<()> {
    let mut statement = Statement::new("UPDATE mails SET ");
    for (index, (column, value)) in COLUMNS.into_iter().zip(to_values(mail)).skip(1).enumerate() {
        statement.push(if index == 0 { "" } else { ", " }).push(column).push(" = ").bind(value);
    }
    statement.push(" WHERE id = ").bind(mail.id);
    match statement.execute(connection).await? {
        1 => Ok(()),
        _ => Err(broken("there is no such email")),
    }
}

pub(super) async fn supersede(
    connection: &mut dyn Connection,
    user: UserId,
    events: &[MailEvent],
    now: Timestamp,
) -> StoreResult<u64> {
    if events.is_empty() {
        return Ok(0);
    }
    let mut statement =
        Statement::new("UPDATE mails SET state = 'superseded', due_at = NULL, finished_at = ");
    statement
        .bind(now)
        .push(" WHERE user_id = ")
        .bind(user)
        .push(" AND state || '' = 'queued' AND event IN (");
    for (index, event) in events.iter().enumerate() {
        statement.push(if index == 0 { "" } else { ", " }).bind(Name(*event));
    }
    statement.push(")").execute(connection).await
}

pub(super) async fn forget_content(
    connection: &mut dyn Connection,
    event: MailEvent,
    user: Option<UserId>,
    finished_by: Timestamp,
) -> StoreResult<u64> {
    let mut statement =
        Statement::new("UPDATE mails SET subject = NULL, body_text = NULL, body_html = NULL WHERE event = ");
    // A user has few emails, while thousands may be kept: the index by state must not be taken for one user.
    let sign = if user.is_some() { connection.dialect().no_index } else { "" };
    statement.bind(Name(event)).push(" AND ").push(sign);
    statement.push("state = 'kept' AND body_text IS NOT NULL AND finished_at <= ");
    statement.bind(finished_by).push(" AND body_text LIKE ").bind(format!("%{LINK_TOKEN}%"));
    if let Some(user) = user {
        statement.push(" AND user_id = ").bind(user);
    }
    statement.execute(connection).await
}

pub(super) async fn claim_due(
    connection: &mut dyn Connection,
    now: Timestamp,
    leased_until: Timestamp,
    limit: u32,
) -> StoreResult<Vec<MailRecord>> {
    let due = format!(
        "SELECT id FROM mails WHERE {PENDING} AND due_at <= $1 ORDER BY due_at, id LIMIT $2{}",
        connection.dialect().lock_rows
    );
    let claim = format!(
        "UPDATE mails SET may_have_left = CASE WHEN state = 'sending' THEN 1 ELSE may_have_left END, \
         state = 'sending', attempts = attempts + 1, due_at = $1 WHERE id = $2 RETURNING {}",
        columns("")
    );
    let mut claimed = Vec::new();
    for mut row in connection.query(&due, values![now, limit]).await? {
        let id: MailId = row.take()?;
        let row = query_one(connection, &claim, values![leased_until, id]).await?;
        claimed.push(from_row(&mut row.ok_or_else(|| broken("an email has disappeared"))?)?);
    }
    Ok(claimed)
}
