//! The meeting update tool beside the page.
//!
//! Mending a calendar of 50 MB takes seconds, in which a page must not stand still; and the calendar parser is as
//! large as half of the page. So both live in a web worker of their own, which is loaded only where meetings are
//! mended. The page and the worker exchange [`Command`]s and [`Answer`]s as JSON; files and results travel beside
//! them as handles of the browser's, so that no calendar is copied on the way. Nothing leaves the browser.
//!
//! The page is built without the feature `worker` and knows only the messages.

#[cfg(feature = "worker")]
mod batch;
mod line;
mod message;

#[cfg(feature = "worker")]
pub use batch::{Batch, FileTrouble, paste};
pub use line::{DiffLine, DiffPart};
pub use message::{
    Answer, Command, Errand, FileReport, MendOrder, NumberPair, Row, RowChange, RowKind, RowLeftover,
    SheetReport,
};
