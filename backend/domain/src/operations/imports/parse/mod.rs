//! Reading a table of users, in the layouts that admin centers export.
//!
//! From the bytes to the rows: [`decode`] makes text of the bytes (`code_pages.rs`, `formats.rs`), `layout.rs` finds the
//! header (`headings.rs` has every name of a column), `records.rs` takes the text apart, `rows.rs` makes users of it.

mod cells;
mod charsets;
mod code_pages;
mod columns;
mod countries;
mod decode;
mod directory_id;
mod formats;
mod headings;
mod layout;
mod provider;
mod proxies;
mod records;
mod rows;
mod secrets;
mod state;

pub(super) use decode::decode;
pub use rows::{ParsedRow, parse};
pub(super) use secrets::without_secrets;

#[cfg(test)]
mod tests;
