//! What handlers take out of a request. Everything that is wrong with a request becomes one of our problems.

mod authenticated;
mod body;
mod field_fault;
mod idempotent_json;
mod if_match;
mod import_file;
mod json;
mod language;
mod on_bridge;
mod path;
mod query;

pub(crate) use authenticated::{Authenticated, Person};
pub(crate) use idempotent_json::{IdempotentJson, Nothing};
pub(crate) use if_match::IfMatch;
pub(crate) use import_file::ImportFile;
pub(crate) use json::Json;
pub(crate) use language::ReaderLanguage;
pub(crate) use on_bridge::OnBridge;
pub(crate) use path::Path;
pub(crate) use query::Query;

pub use body::BodyTooSlow;
pub(crate) use body::{BodyLimit, OPEN_BYTES_MAX, read as read_body};
