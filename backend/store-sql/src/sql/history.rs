//! The history of conference IDs.

use domain::store::StoreResult;
use domain::{AssignmentEnd, NewAssignment};
use shared::{Assignment, ConferenceId, UserId};

use super::{BRIDGE, actors};
use crate::connection::Connection;
use crate::value::{Name, Row, Value, broken, values};

fn from_row(mut row: Row) -> StoreResult<Assignment> {
    Ok(Assignment {
        conference_id: row.take()?,
        user: row.take()?,
        user_display_name: row.take()?,
        user_removed: row.take()?,
        from: row.take()?,
        to: row.take()?,
        began: row.take::<Name<_>>()?.0,
        ended: row.take::<Option<Name<_>>>()?.map(|name| name.0),
        reason: row.take()?,
        began_by: actors::take_one(&mut row)?,
        ended_by: actors::take(&mut row)?,
    })
}

async fn list(
    connection: &mut dyn Connection,
    condition: &str,
    parameters: &[Value],
) -> StoreResult<Vec<Assignment>> {
    let statement = format!(
        "SELECT a.conference_id, a.user_id, {}, {}, a.began_at, a.ended_at, a.began, a.ended, a.reason, \
         {}, {} FROM assignments AS a WHERE {condition} \
         ORDER BY a.began_at DESC, a.id DESC",
        actors::display_name("a.user_id"),
        actors::is_removed("a.user_id"),
        actors::columns("a.began_by"),
        actors::columns("a.ended_by"),
    );
    connection.query(&statement, parameters).await?.into_iter().map(from_row).collect()
}

pub(super) async fn of_conference_id(
    connection: &mut dyn Connection,
    id: ConferenceId,
) -> StoreResult<Vec<Assignment>> {
    list(connection, "a.bridge = $1 AND a.conference_id = $2", values![BRIDGE, id]).await
}

pub(super) async fn of_user(connection: &mut dyn Connection, user: UserId) -> StoreResult<Vec<Assignment>> {
    list(connection, "a.user_id = $1", values![user]).await
}

pub(super) async fn begin(connection: &mut dyn Connection, new: &NewAssignment) -> StoreResult<()> {
    let statement = "INSERT INTO assignments (id, bridge, conference_id, user_id, began_at, began, began_by_type, \
                     began_by_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (kind, actor) = actors::kept(&new.began_by);
    let parameters =
        values![new.id, BRIDGE, new.conference_id, new.user, new.from, Name(new.began), kind, actor];
    connection.execute(statement, parameters).await?;
    Ok(())
}

pub(super) async fn end(
    connection: &mut dyn Connection,
    id: ConferenceId,
    user: UserId,
    end: &AssignmentEnd,
) -> StoreResult<()> {
    let statement = "UPDATE assignments SET ended_at = $1, ended = $2, ended_by_type = $3, ended_by_id = $4, reason = $5 \
                     WHERE user_id = $6 AND bridge + 0 = $7 AND conference_id = $8 AND ended_at IS NULL";
    // A user has few periods, and they stand together; the sum keeps the planner from the index of IDs.
    let AssignmentEnd { to, ended, ended_by, reason } = end;
    let (kind, actor) = actors::kept(ended_by);
    let parameters = values![*to, Name(*ended), kind, actor, reason.as_deref(), user, BRIDGE, id];
    match connection.execute(statement, parameters).await? {
        1 => Ok(()),
        _ => Err(broken("the conference ID does not belong to the user")),
    }
}
