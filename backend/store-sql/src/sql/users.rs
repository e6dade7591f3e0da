//! Users.

use domain::store::{StoreResult, sort_key};
use domain::{UserQuery, search_text};
use shared::{
    DirectoryId, EmailAddress, LanguageTag, ProviderProfiles, UndoOffer, User, UserId, UserPrincipalName,
    UserSort, Version,
};

use super::search::{self, Purpose};
use super::word_beginnings;
use crate::connection::{Connection, Statement, query_one};
use crate::value::{Json, Name, Row, Value, broken, values};

const COLUMNS: &str = "id, version, display_name, user_principal_name, primary_email, directory_id, language, \
                       country, dial_in_enabled, provider, bridge, toll_number, toll_free_number, may_use_toll_free, \
                       conference_id_type, conference_id_locked, mail_address, mail_language, pin_set_at, conference_id, conference_id_kept, conference_id_since, undo_conference_id, undo_until, created_at, \
                       updated_at";

fn from_row(mut row: Row) -> StoreResult<User> {
    let row = &mut row;
    Ok(User {
        id: row.take()?,
        version: row.take()?,
        display_name: row.take()?,
        user_principal_name: row.take()?,
        primary_email: row.take()?,
        directory_id: row.take()?,
        language: row.take::<Option<Name<_>>>()?.map(|name| name.0),
        country: row.take::<Option<Name<_>>>()?.map(|name| name.0),
        dial_in_enabled: row.take()?,
        provider: row.take::<Json<_>>()?.0,
        bridge: row.take()?,
        toll_number: row.take()?,
        toll_free_number: row.take()?,
        may_use_toll_free: row.take()?,
        conference_id_type: row.take::<Option<Name<_>>>()?.map(|name| name.0),
        conference_id_locked: row.take()?,
        mail_address: row.take()?,
        mail_language: match row.take::<Option<String>>()? {
            Some(tag) => Some(tag.parse().map_err(|_| broken("a language is not one"))?),
            None => None,
        },
        pin_set_at: row.take()?,
        conference_id: row.take()?,
        conference_id_kept: row.take()?,
        conference_id_since: row.take()?,
        undo: match (row.take()?, row.take()?) {
            (Some(previous_conference_id), Some(until)) => Some(UndoOffer { previous_conference_id, until }),
            _ => None,
        },
        latest_mail: None,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

pub(super) async fn get(connection: &mut dyn Connection, id: UserId) -> StoreResult<Option<User>> {
    let statement = select(COLUMNS, "WHERE id = $1");
    query_one(connection, &statement, values![id]).await?.map(from_row).transpose()
}

pub(super) async fn get_by_principal_name(
    connection: &mut dyn Connection,
    name: &UserPrincipalName,
) -> StoreResult<Option<User>> {
    let statement = select(COLUMNS, "WHERE user_principal_name_key = $1");
    query_one(connection, &statement, values![name.folded()]).await?.map(from_row).transpose()
}

pub(super) async fn get_by_directory_id(
    connection: &mut dyn Connection,
    id: &DirectoryId,
) -> StoreResult<Option<User>> {
    let statement = select(COLUMNS, "WHERE directory_id = $1");
    query_one(connection, &statement, values![id]).await?.map(from_row).transpose()
}

pub(super) async fn get_by_primary_email(
    connection: &mut dyn Connection,
    address: &EmailAddress,
    limit: u32,
) -> StoreResult<Vec<User>> {
    let statement = select(COLUMNS, "WHERE LOWER(primary_email) = $1 ORDER BY id LIMIT $2");
    let parameters = values![address.as_str().to_ascii_lowercase(), limit];
    let rows = connection.query(&statement, parameters).await?;
    rows.into_iter().map(from_row).collect()
}

pub(super) async fn get_by_provider_key(
    connection: &mut dyn Connection,
    key: &str,
) -> StoreResult<Option<User>> {
    let statement = select(COLUMNS, "WHERE id = (SELECT user_id FROM provider_keys WHERE key = $1)");
    query_one(connection, &statement, values![key]).await?.map(from_row).transpose()
}

fn select(columns: &str, condition: &str) -> String {
    format!("SELECT {columns} FROM users {condition}")
}

/// The column a list is sorted by, and whether it goes down.
const fn order(sort: UserSort) -> (&'static str, bool) {
    match sort {
        UserSort::DisplayName => ("display_name_key", false),
        UserSort::DisplayNameDescending => ("display_name_key", true),
        UserSort::UserPrincipalName => ("user_principal_name_key", false),
        UserSort::UserPrincipalNameDescending => ("user_principal_name_key", true),
        UserSort::ConferenceId => ("conference_id_key", false),
        UserSort::ConferenceIdDescending => ("conference_id_key", true),
        UserSort::UpdatedAt => ("updated_at", false),
        UserSort::UpdatedAtDescending => ("updated_at", true),
    }
}

/// The value in that column of a user with this sort key.
fn key_value(sort: UserSort, key: &str) -> Value {
    match sort {
        UserSort::DisplayName
        | UserSort::DisplayNameDescending
        | UserSort::UserPrincipalName
        | UserSort::UserPrincipalNameDescending => key.into(),
        UserSort::ConferenceId
        | UserSort::ConferenceIdDescending
        | UserSort::UpdatedAt
        | UserSort::UpdatedAtDescending => key.parse::<i64>().unwrap_or(0).into(),
    }
}

pub(super) async fn list(connection: &mut dyn Connection, query: &UserQuery) -> StoreResult<Vec<User>> {
    let (column, is_descending) = order(query.sort);
    let mut statement = Statement::new(&select(COLUMNS, "WHERE "));
    let is_by_name = column == "display_name_key";
    let purpose = if is_by_name { Purpose::ListInFilteredOrder } else { Purpose::List };
    let plan = search::plan(connection, &query.terms, &query.filter, purpose).await?;
    // A few users are found first and then sorted; otherwise the order is followed until there are enough. The
    // sign keeps the planner from any other idea.
    let sign = if plan.is_selective() { connection.dialect().no_index } else { "" };
    let uses_dial_in_index = if plan.is_selective() { query.terms.is_empty() } else { is_by_name };
    plan.conditions(&mut statement, uses_dial_in_index);
    if let Some(after) = &query.after {
        let comparison = if is_descending { "<" } else { ">" };
        statement.push(&format!(" AND ({sign}{column}, {sign}id) {comparison} ("));
        statement.bind(key_value(query.sort, &after.key)).push(", ").bind(after.user).push(")");
    }
    let direction = if is_descending { "DESC" } else { "ASC" };
    statement.push(&format!(" ORDER BY {sign}{column} {direction}, {sign}id {direction} LIMIT "));
    statement.bind(query.limit);
    statement.query(connection).await?.into_iter().map(from_row).collect()
}

pub(super) async fn count(connection: &mut dyn Connection, query: &UserQuery) -> StoreResult<u64> {
    let plan = search::plan(connection, &query.terms, &query.filter, Purpose::Count).await?;
    if let (Some(count), false) = (plan.exact_count, plan.is_filtered()) {
        return Ok(count);
    }
    let mut statement = Statement::new("SELECT COUNT(*) FROM users WHERE ");
    plan.conditions(&mut statement, query.terms.is_empty());
    let rows = statement.query(connection).await?;
    rows.into_iter().next().map_or(Ok(0), |mut row| row.take())
}

/// How many of them have a connected calendar.
pub(super) async fn count_connected(connection: &mut dyn Connection, query: &UserQuery) -> StoreResult<u64> {
    let plan = search::plan(connection, &query.terms, &query.filter, Purpose::Count).await?;
    let mut statement = Statement::new(
        "SELECT COUNT(*) FROM users WHERE id IN (SELECT user_id FROM calendar_connections) AND ",
    );
    plan.conditions(&mut statement, false);
    let rows = statement.query(connection).await?;
    rows.into_iter().next().map_or(Ok(0), |mut row| row.take())
}

/// What a search looks in. The ID is not in it: it changes more often than the rest and has indexes of its own.
pub(super) fn names_text(user: &User) -> String {
    let without_id = User { conference_id: None, ..user.clone() };
    let text = search_text(&without_id);
    // Most people sign in with their mail address; it need not be looked in twice.
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// The columns with what people know the user by, and what follows from it.
fn naming(user: &User, names_text: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("display_name", (&user.display_name).into()),
        ("display_name_key", sort_key(user, UserSort::DisplayName).into()),
        ("user_principal_name", (&user.user_principal_name).into()),
        ("user_principal_name_key", user.user_principal_name.folded().into()),
        ("primary_email", (&user.primary_email).into()),
        ("search_text", names_text.into()),
    ]
}

fn directory_columns(user: &User) -> Vec<(&'static str, Value)> {
    vec![("directory_id", user.directory_id.as_ref().into())]
}

fn dial_in_columns(user: &User) -> Vec<(&'static str, Value)> {
    vec![("dial_in_enabled", user.dial_in_enabled.into())]
}

/// Who provides the conference. Only third parties are in the index.
fn provider_columns(user: &User) -> Vec<(&'static str, Value)> {
    vec![("provider", Json(&user.provider).into()), ("third_party", user.provider.is_third_party().into())]
}

/// The numbers that a user has as theirs, each with an index.
fn number_columns(user: &User) -> Vec<(&'static str, Value)> {
    vec![
        ("toll_number", user.toll_number.as_ref().into()),
        ("toll_free_number", user.toll_free_number.as_ref().into()),
    ]
}

fn conference_id_columns(user: &User) -> Vec<(&'static str, Value)> {
    vec![
        ("conference_id", user.conference_id.into()),
        ("conference_id_key", user.conference_id.map_or(0, shared::ConferenceId::number).into()),
    ]
}

/// Only IDs that are kept are in the index.
fn kept_columns(user: &User) -> Vec<(&'static str, Value)> {
    vec![("conference_id_kept", user.conference_id_kept.into())]
}

fn other_columns(user: &User) -> Vec<(&'static str, Value)> {
    vec![
        ("version", user.version.into()),
        ("language", user.language.map(Name).into()),
        ("country", user.country.map(Name).into()),
        ("bridge", user.bridge.into()),
        ("may_use_toll_free", user.may_use_toll_free.into()),
        ("conference_id_type", user.conference_id_type.map(Name).into()),
        ("conference_id_locked", user.conference_id_locked.into()),
        ("mail_address", user.mail_address.as_ref().into()),
        ("mail_language", user.mail_language.as_ref().map(LanguageTag::as_str).into()),
        ("pin_set_at", user.pin_set_at.into()),
        ("conference_id_since", user.conference_id_since.into()),
        ("undo_conference_id", user.undo.map(|undo| undo.previous_conference_id).into()),
        ("undo_until", user.undo.map(|undo| undo.until).into()),
        ("created_at", user.created_at.into()),
        ("updated_at", user.updated_at.into()),
    ]
}

pub(super) async fn insert(connection: &mut dyn Connection, user: &User) -> StoreResult<()> {
    let text = names_text(user);
    let columns = [
        vec![("id", user.id.into())],
        naming(user, &text),
        directory_columns(user),
        dial_in_columns(user),
        provider_columns(user),
        number_columns(user),
        conference_id_columns(user),
        kept_columns(user),
        other_columns(user),
    ]
    .concat();
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let mut statement = Statement::new(&format!("INSERT INTO users ({}) VALUES (", names.join(", ")));
    for (index, (_, value)) in columns.into_iter().enumerate() {
        statement.push(if index == 0 { "" } else { ", " }).bind(value);
    }
    let rows = statement.push(") RETURNING number").query(connection).await?;
    let number: i64 = rows.into_iter().next().ok_or_else(|| broken("a user has no number"))?.take()?;
    if let Some(upkeep) = connection.dialect().index_upkeep() {
        connection.execute(upkeep.insert, values![number, &text]).await?;
    }
    word_beginnings::insert(connection, number, &text).await?;
    insert_provider_keys(connection, user).await
}

async fn insert_provider_keys(connection: &mut dyn Connection, user: &User) -> StoreResult<()> {
    for profile in user.provider.profiles().into_iter().flat_map(ProviderProfiles::all) {
        let statement = "INSERT INTO provider_keys (key, user_id) VALUES ($1, $2)";
        connection.execute(statement, values![profile.key(), user.id]).await?;
    }
    Ok(())
}

/// Forgets the keys of the user's profiles at other providers.
pub(super) async fn delete_provider_keys(connection: &mut dyn Connection, user: UserId) -> StoreResult<()> {
    connection.execute("DELETE FROM provider_keys WHERE user_id = $1", values![user]).await?;
    Ok(())
}

/// Writes only the groups of columns that have changed: a column that is named costs its indexes a change, even
/// if it stays as it is, and a reset leaves all names alone. `loaded` is the user as it is, if that is known.
pub(super) async fn update(
    connection: &mut dyn Connection,
    loaded: Option<User>,
    user: &User,
    expected: Version,
) -> StoreResult<bool> {
    let previous = match loaded {
        Some(user) => Some(user),
        None => get(connection, user.id).await?,
    };
    let Some(previous) = previous else { return Ok(false) };
    if previous.version != expected {
        return Ok(false);
    }
    let mut columns = other_columns(user);
    if previous.dial_in_enabled != user.dial_in_enabled {
        columns.extend(dial_in_columns(user));
    }
    let has_other_provider = previous.provider != user.provider;
    if has_other_provider {
        columns.extend(provider_columns(user));
    }
    if previous.toll_number != user.toll_number || previous.toll_free_number != user.toll_free_number {
        columns.extend(number_columns(user));
    }
    if previous.conference_id != user.conference_id {
        columns.extend(conference_id_columns(user));
    }
    if previous.conference_id_kept != user.conference_id_kept {
        columns.extend(kept_columns(user));
    }
    if previous.directory_id != user.directory_id {
        columns.extend(directory_columns(user));
    }
    let is_renamed = previous.display_name != user.display_name
        || previous.user_principal_name != user.user_principal_name
        || previous.primary_email != user.primary_email;
    if is_renamed {
        columns.extend(naming(user, &names_text(user)));
    }
    let mut statement = Statement::new("UPDATE users SET ");
    for (index, (name, value)) in columns.into_iter().enumerate() {
        statement.push(if index == 0 { "" } else { ", " }).push(name).push(" = ").bind(value);
    }
    statement.push(" WHERE id = ").bind(user.id).push(" AND version = ").bind(expected);
    let rows = statement.push(" RETURNING number").query(connection).await?;
    let Some(mut row) = rows.into_iter().next() else { return Ok(false) };
    if has_other_provider {
        delete_provider_keys(connection, user.id).await?;
        insert_provider_keys(connection, user).await?;
    }
    if is_renamed {
        let number: i64 = row.take()?;
        let (before, after) = (names_text(&previous), names_text(user));
        if before != after {
            if let Some(upkeep) = connection.dialect().index_upkeep() {
                connection.execute(upkeep.remove, values![number, &before]).await?;
                connection.execute(upkeep.insert, values![number, &after]).await?;
            }
            word_beginnings::replace(connection, number, &before, &after).await?;
        }
    }
    Ok(true)
}
