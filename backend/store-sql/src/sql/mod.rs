//! The traits of the domain in SQL, written once for every database.

mod actors;
mod administrators;
mod answers;
mod audit;
mod bridges;
mod conference_ids;
mod day_counts;
mod exports;
mod history;
mod id_types;
mod imports;
mod jobs;
pub(crate) mod key_fingerprint;
mod ledger;
mod mail_templates;
mod mails;
mod meeting_updates;
mod meetings;
mod organizers;
mod pins;
mod read;
mod removal;
mod search;
mod sessions;
mod settings;
mod transaction;
pub(crate) mod unfinished_copy;
mod users;
mod word_beginnings;

use domain::store::StoreResult;
use domain::{IdSpaceDraft, Result, SecretHash, Store};
use shared::{Bridge, Settings, Timestamp, User};

pub(crate) use self::bridges::list as bridges;
pub(crate) use self::search::like_pattern;
use crate::connection::Connection;

/// One transaction.
pub(crate) struct SqlTransaction<'c> {
    connection: &'c mut dyn Connection,
    space: &'c mut IdSpaceDraft,
    /// Whether this process owns the space of IDs, and so can draw.
    draws: bool,
    /// The settings, once they were looked at: several steps of an operation ask for them.
    settings: Option<Settings>,
    /// The bridges, likewise.
    bridges: Option<Vec<Bridge>>,
    /// The user that was looked at last and has not been changed since: whoever changes a user has looked at it.
    loaded: Option<User>,
    /// Whether something became due that a worker may do at once: a mail, or the update of a calendar.
    has_made_work: bool,
}

impl<'c> SqlTransaction<'c> {
    pub(crate) fn new(connection: &'c mut dyn Connection, space: &'c mut IdSpaceDraft, draws: bool) -> Self {
        Self { connection, space, draws, settings: None, bridges: None, loaded: None, has_made_work: false }
    }
    /// Whether workers should be woken when this is committed, wherever they are.
    pub(crate) const fn has_made_work(&self) -> bool {
        self.has_made_work
    }
}

/// Gives a new database its first settings and its first bridge; one that has them keeps them.
pub(crate) async fn initialize(connection: &mut dyn Connection, settings: &Settings) -> StoreResult<()> {
    settings::initialize(connection, settings).await?;
    bridges::initialize(connection).await
}

/// Whether a store can be written to shows when something is. What is written is taken out again.
pub(crate) async fn try_writing(store: &dyn Store) -> Result<()> {
    store
        .transact(Box::new(|transaction| {
            Box::pin(async move {
                let nobodys = SecretHash([0; 32]);
                transaction.put_mark(nobodys, Timestamp::from_milliseconds(0)).await?;
                Ok(transaction.delete_mark(nobodys).await?)
            })
        }))
        .await
}
