//! Importing users: reading a file, showing what it would do, and importing a row of it. A [job](super::jobs) does one
//! row after the other.

mod compare;
mod damage;
mod identity;
mod kept;
mod missing;
mod notes;
mod parse;
mod preview;
mod provider;
mod row;
mod rows;
mod template;

pub(crate) use kept::KeptImport;
pub use parse::{ParsedRow, parse};
pub use preview::{preview_import, show_import};
pub(crate) use row::import_row;
pub use rows::import_rows;
pub use template::import_template;
