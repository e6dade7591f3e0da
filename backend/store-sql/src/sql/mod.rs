//! The traits of the domain in SQL, written once for every database.

mod administrators;
mod answers;
mod audit;
mod conference_ids;
mod history;
mod imports;
mod mails;
mod meetings;
mod organizers;
mod read;
mod search;
mod settings;
mod transaction;
mod users;

use domain::IdSpaceDraft;

pub(crate) use self::settings::initialize;
use crate::connection::Connection;

/// The bridge whose IDs these are. There is one today; the ledger's key has room for more.
const BRIDGE: u32 = 1;

/// One transaction.
pub(crate) struct Session<'c> {
    connection: &'c mut dyn Connection,
    space: &'c mut IdSpaceDraft,
    /// Whether this process owns the space of IDs, and so can draw.
    draws: bool,
}

impl<'c> Session<'c> {
    pub(crate) fn new(connection: &'c mut dyn Connection, space: &'c mut IdSpaceDraft, draws: bool) -> Self {
        Self { connection, space, draws }
    }
}
