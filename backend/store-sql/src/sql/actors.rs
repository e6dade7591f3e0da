//! Who did something: kept as a type and an identifier, read with the name of now.

use domain::store::StoreResult;
use shared::{Actor, ActorType};
use uuid::Uuid;

use crate::connection::{Connection, query_one};
use crate::value::{Name, Row, broken, values};

/// The columns from which [`take`] reads an actor that is kept in `{prefix}_type` and `{prefix}_id`.
pub(super) fn columns(prefix: &str) -> String {
    format!("{prefix}_type, {prefix}_id, {}", name(&format!("{prefix}_type"), &format!("{prefix}_id")))
}

/// The name of the actor with this type and identifier.
fn name(kind: &str, id: &str) -> String {
    format!(
        "CASE {kind} WHEN 'administrator' THEN COALESCE((SELECT name FROM administrators WHERE id = {id}), \
         (SELECT name FROM removed_administrators WHERE id = {id})) \
         WHEN 'token' THEN (SELECT name FROM tokens WHERE id = {id}) \
         WHEN 'organizer' THEN {} END",
        display_name(id)
    )
}

/// The display name of the user with this identifier, or what is left of it.
pub(super) fn display_name(id: &str) -> String {
    format!(
        "COALESCE((SELECT display_name FROM users WHERE id = {id}), \
         (SELECT display_name FROM removed_users WHERE id = {id}))"
    )
}

/// Whether the user with this identifier was removed.
pub(super) fn is_removed(id: &str) -> String {
    format!("(SELECT COUNT(*) FROM removed_users WHERE id = {id})")
}

/// The organizer of the meeting with this identifier; missing for what is no meeting.
pub(super) fn organizer(id: &str) -> String {
    format!("(SELECT organizer_id FROM meetings WHERE id = {id})")
}

/// The name of the owner of an ID: a user's display name, or what a meeting is about.
pub(super) fn owner_name(id: &str) -> String {
    format!("COALESCE({}, (SELECT NULLIF(subject, '') FROM meetings WHERE id = {id}))", display_name(id))
}

/// Whether the owner of an ID was removed, or the organizer of the meeting that it is.
pub(super) fn is_owner_removed(id: &str) -> String {
    format!("{} + {}", is_removed(id), is_removed(&organizer(id)))
}

/// Reads the [`columns`] of an actor.
pub(super) fn take(row: &mut Row) -> StoreResult<Option<Actor>> {
    let kind = row.take::<Option<Name<ActorType>>>()?;
    let (id, name) = (row.take()?, row.take()?);
    let Some(Name(kind)) = kind else { return Ok(None) };
    Actor::from_parts(kind, id, name).map(Some).ok_or_else(|| broken("an actor has no identifier"))
}

/// The same where there always is one.
pub(super) fn take_one(row: &mut Row) -> StoreResult<Actor> {
    take(row)?.ok_or_else(|| broken("an actor is missing"))
}

/// What is kept of an actor.
pub(super) fn kept(actor: &Actor) -> (Name<ActorType>, Option<Uuid>) {
    let (kind, id) = actor.parts();
    (Name(kind), id)
}

/// The actor with the name that it has now.
pub(super) async fn named(connection: &mut dyn Connection, actor: Actor) -> StoreResult<Actor> {
    let (kind, id) = actor.parts();
    let Some(id) = id else { return Ok(actor) };
    let statement = format!("SELECT {}", name("$1", "$2"));
    let row = query_one(connection, &statement, values![Name(kind), id]).await?;
    let name = row.map(|mut row| row.take::<Option<String>>()).transpose()?.flatten();
    Ok(actor.with_name(name))
}
