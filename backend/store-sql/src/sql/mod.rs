//! The traits of the domain in SQL, written once for every database.

mod administrators;
mod answers;
mod audit;
mod conference_ids;
mod history;
mod imports;
mod mails;
mod meeting_updates;
mod organizers;
mod read;
mod search;
mod sessions;
mod settings;
mod transaction;
mod users;
pub(crate) mod word_beginnings;

use domain::IdSpaceDraft;
use shared::{Settings, User};

pub(crate) use self::settings::initialize;
use crate::connection::Connection;

/// The bridge whose IDs these are. There is one today; the ledger's key has room for more.
const BRIDGE: u32 = 1;

/// One transaction.
pub(crate) struct SqlTransaction<'c> {
    connection: &'c mut dyn Connection,
    space: &'c mut IdSpaceDraft,
    /// Whether this process owns the space of IDs, and so can draw.
    draws: bool,
    /// The settings, once they were looked at: several steps of an operation ask for them.
    settings: Option<Settings>,
    /// The user that was looked at last and has not been changed since: whoever changes a user has looked at it.
    loaded: Option<User>,
}

impl<'c> SqlTransaction<'c> {
    pub(crate) fn new(connection: &'c mut dyn Connection, space: &'c mut IdSpaceDraft, draws: bool) -> Self {
        Self { connection, space, draws, settings: None, loaded: None }
    }
}
