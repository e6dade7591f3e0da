//! The operations of Konfid.
//!
//! One verb, one file, below [`operations`]: functions over a [`Transaction`], with time and randomness as
//! parameters. What they need of a database stands in [`store`]; [`Application`] carries the parts together.

mod application;
mod attempts;
mod bridges;
mod client_address;
mod clock;
mod context;
#[cfg(feature = "contract")]
pub mod contract;
mod error;
mod hashing;
mod id_space;
mod identifiers;
mod jobs;
mod mail_post;
mod meeting_updates;
pub mod operations;
mod organizers;
mod records;
mod search;
pub mod store;

pub use application::{Application, Bell, Entropy};
pub use attempts::{pause_after, until_settled};
pub use bridges::{ReadBridges, WriteBridges, bridge, default_bridge};
pub use client_address::ClientAddress;
pub use clock::{Clock, FixedClock};
pub use context::OperationContext;
pub use error::{Error, Result};
pub use hashing::{Derivation, DirectHashing, Hashing, HashingMemory, HashingPlace};
pub use id_space::{IdSpace, IdSpaceDraft, IdSpaces, is_service_number};
pub use identifiers::Identifiers;
pub use jobs::*;
pub use mail_post::MailPost;
pub use meeting_updates::*;
pub use organizers::*;
pub use records::*;
pub use search::{
    account_name_key, collation_key, has_term, is_beginning, search_terms, search_text, word_beginnings,
};
pub use shared::Actor;
pub use store::{Read, Store, StoreError, Transaction};

/// A source of randomness that is fit for secrets.
pub type Random = dyn rand::CryptoRng + Send;
