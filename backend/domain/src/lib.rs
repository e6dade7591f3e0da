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
mod exports;
mod hashing;
mod id_space;
mod id_types;
mod identifiers;
mod jobs;
mod kept_hash;
mod ledger;
mod mail_post;
pub mod mail_queue;
mod mail_templates;
mod meeting_updates;
mod meetings;
mod numbering_plan;
pub mod operations;
mod organizers;
mod pins;
mod planning;
mod records;
mod search;
pub mod store;

pub use application::{Application, Bell, Entropy};
pub use attempts::{pause_after, until_settled};
pub use bridges::{ReadBridges, ReplacedNumber, WriteBridges, bridge, default_bridge};
pub use client_address::ClientAddress;
pub use clock::{Clock, FixedClock};
pub use context::{OperationContext, WithinJob};
pub use error::{Error, Result};
pub use exports::{NamedLedgerEntry, ReadExports};
pub use hashing::{Derivation, DirectHashing, Hashing, HashingMemory, HashingPlace, Pepper};
pub use id_space::{IdSpace, IdSpaceDraft, IdSpaces, is_service_number};
pub use id_types::{ReadIdTypes, TypeSwitchCounts};
pub use identifiers::Identifiers;
pub use jobs::*;
pub use ledger::{ReadLedger, ReservationQuery, WriteLedger};
pub use mail_post::MailPost;
pub use mail_templates::*;
pub use meeting_updates::*;
pub use meetings::*;
pub use organizers::*;
pub use pins::*;
pub use planning::{MeetingChanges, NewMeeting, PlannedTime};
pub use records::*;
pub use search::{
    account_name_key, collation_key, has_term, is_beginning, search_terms, search_text, word_beginnings,
};
pub use shared::Actor;
pub use store::{Read, Store, StoreError, Transaction};

/// A source of randomness that is fit for secrets.
pub type Random = dyn rand::CryptoRng + Send;
