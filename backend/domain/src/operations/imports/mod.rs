//! Importing users: reading a file, showing what it would do, and importing a row of it. A [job](super::jobs) does one
//! row after the other.

mod compare;
mod parse;
mod preview;
mod row;
mod rows;

pub use parse::{ParsedRow, parse};
pub use preview::{preview_import, show_import};
pub(crate) use row::import_row;
pub use rows::import_rows;
