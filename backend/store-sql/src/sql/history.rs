//! The history of conference IDs.

use domain::store::StoreResult;
use domain::{AssignmentEnd, NewAssignment};
use shared::{Assignment, AssignmentId, BridgeId, ConferenceId, IdOwner};

use super::actors;
use crate::connection::{Connection, Statement};
use crate::value::{Name, Row, Value, broken, owner_id, owner_type, take_owner, values};

fn from_row(mut row: Row) -> StoreResult<Assignment> {
    Ok(Assignment {
        bridge: row.take()?,
        conference_id: row.take()?,
        owner: take_owner(&mut row)?,
        owner_name: row.take()?,
        organizer: row.take()?,
        organizer_name: row.take()?,
        owner_removed: row.take()?,
        from: row.take()?,
        to: row.take()?,
        began: row.take::<Name<_>>()?.0,
        ended: row.take::<Option<Name<_>>>()?.map(|name| name.0),
        reason: row.take()?,
        began_by: actors::take_one(&mut row)?,
        began_with: row.take::<Option<Name<_>>>()?.map(|name| name.0),
        ended_by: actors::take(&mut row)?,
    })
}

/// What [`from_row`] reads of the table `a`.
fn columns() -> String {
    let organizer = actors::organizer("a.owner_id");
    format!(
        "a.bridge, a.conference_id, a.owner_type, a.owner_id, {}, {organizer}, {}, {}, a.began_at, a.ended_at, \
         a.began, a.ended, a.reason, {}, a.began_with, {}",
        actors::owner_name("a.owner_id"),
        actors::display_name(&organizer),
        actors::is_owner_removed("a.owner_id"),
        actors::columns("a.began_by"),
        actors::columns("a.ended_by"),
    )
}

/// The whole history in the order of its key.
pub(super) async fn part(
    connection: &mut dyn Connection,
    after: Option<(IdOwner, AssignmentId)>,
    limit: u32,
) -> StoreResult<Vec<(AssignmentId, Assignment)>> {
    let mut statement = Statement::new(&format!("SELECT a.id, {} FROM assignments AS a", columns()));
    if let Some((owner, id)) = after {
        statement.push(" WHERE (a.owner_id, a.id) > (").bind(owner_id(owner)).push(", ").bind(id).push(")");
    }
    statement.push(" ORDER BY a.owner_id, a.id LIMIT ").bind(limit);
    let rows = statement.query(connection).await?;
    rows.into_iter().map(|mut row| Ok((row.take()?, from_row(row)?))).collect()
}

async fn list(
    connection: &mut dyn Connection,
    condition: &str,
    parameters: &[Value],
) -> StoreResult<Vec<Assignment>> {
    let statement = format!(
        "SELECT {} FROM assignments AS a WHERE {condition} ORDER BY a.began_at DESC, a.id DESC",
        columns()
    );
    connection.query(&statement, parameters).await?.into_iter().map(from_row).collect()
}

pub(super) async fn of_conference_id(
    connection: &mut dyn Connection,
    bridge: BridgeId,
    id: ConferenceId,
) -> StoreResult<Vec<Assignment>> {
    list(connection, "a.bridge = $1 AND a.conference_id = $2", values![bridge, id]).await
}

pub(super) async fn of_owner(
    connection: &mut dyn Connection,
    owner: IdOwner,
) -> StoreResult<Vec<Assignment>> {
    list(connection, "a.owner_id = $1 AND a.owner_type = $2", values![owner_id(owner), owner_type(owner)])
        .await
}

pub(super) async fn begin(connection: &mut dyn Connection, new: &NewAssignment) -> StoreResult<()> {
    let statement = "INSERT INTO assignments (owner_id, id, owner_type, bridge, conference_id, began_at, began, \
                     began_by_type, began_by_id, began_with) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let NewAssignment { id, bridge, conference_id, owner, from, began, began_by, began_with } = new;
    let (owner_id, owner_type) = (owner_id(*owner), owner_type(*owner));
    let (kind, actor) = actors::kept(began_by);
    let with = began_with.map(Name);
    let parameters =
        values![owner_id, *id, owner_type, *bridge, *conference_id, *from, Name(*began), kind, actor, with];
    connection.execute(statement, parameters).await?;
    Ok(())
}

pub(super) async fn end(
    connection: &mut dyn Connection,
    bridge: BridgeId,
    id: ConferenceId,
    owner: IdOwner,
    end: &AssignmentEnd,
) -> StoreResult<()> {
    let statement = "UPDATE assignments SET ended_at = $1, ended = $2, ended_by_type = $3, ended_by_id = $4, reason = $5 \
                     WHERE owner_id = $6 AND bridge + 0 = $7 AND conference_id = $8 AND ended_at IS NULL";
    // An owner has few periods, and they stand together; the sum keeps the planner from the index of IDs.
    let AssignmentEnd { to, ended, ended_by, reason } = end;
    let (kind, actor) = actors::kept(ended_by);
    let parameters = values![*to, Name(*ended), kind, actor, reason.as_deref(), owner_id(owner), bridge, id];
    match connection.execute(statement, parameters).await? {
        1 => Ok(()),
        _ => Err(broken("the conference ID does not belong to the owner")),
    }
}
