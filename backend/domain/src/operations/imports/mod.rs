//! Importing users: reading a file, showing what it would do, doing it.

mod apply;
mod compare;
mod parse;
mod preview;
mod rows;

pub use apply::{Progress, apply_import, begin_import, fail_import};
pub use parse::{ParsedRow, parse};
pub use preview::{preview_import, show_import};
pub use rows::import_rows;
