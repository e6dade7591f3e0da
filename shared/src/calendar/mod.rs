//! Mending calendar data: the pure core of the meeting update tool.
//!
//! Given calendar data (RFC 5545), the organizer's mail addresses and the old and new conference IDs, this module
//! changes the digits of the old IDs into those of the new one in the organizer's future meetings, in every copy
//! and in every shape they are written in, and touches nothing else. It reads no clock and does no input or
//! output, so it works the same in the browser, on the command line and in the server.
//!
//! ```
//! use konfid_shared::calendar::{MendRequest, mend_calendar};
//!
//! let input = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261001T080000Z\r\n\
//!     DTSTART:20270101T090000Z\r\nSUMMARY:Planning\r\nORGANIZER:mailto:anna@contoso.example\r\n\
//!     DESCRIPTION:Conference ID: 827 196 4#\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
//! let request = MendRequest {
//!     addresses: vec!["Anna@contoso.example".to_owned()],
//!     old_ids: vec!["8271964".parse().unwrap()],
//!     new_id: "5093817".parse().unwrap(),
//!     numbers: Vec::new(),
//!     now: 1_795_000_000,
//! };
//! let result = mend_calendar(input.as_bytes(), &request);
//! let output = String::from_utf8(result.output()).unwrap();
//! assert!(output.contains("Conference ID: 509 381 7#"));
//! assert_eq!(result.changed().count(), 1);
//! ```
//!
//! # How it works
//!
//! 1. [`Mender`] scans the input once, line by line, and notes where each event begins and ends, a fingerprint of
//!    its UID, and whether the digits of an old ID may stand in it (`scan`). Nothing else is kept, so memory
//!    stays bounded by the input itself.
//! 2. Only the series with such an event are read further: all events of one UID together, wherever they stand
//!    in the file (`judge`). Whose they are, whether they lie ahead (`when`, `rules`) and where exactly the digits stand
//!    (`matching` and `anchors`, on characters that `glyphs` decodes while it remembers the bytes they came from).
//!    `labels` is the one table of words; `phrases` finds them. Once something sure stands in an event, lesser signs count
//!    in it too (`neighbours`), so an event with something sure is read twice.
//! 3. Where the digits remain although nothing marks them as a conference ID, in whatever property, they are reported
//!    (`leftovers`): a meeting that is mended in part never counts as mended.
//! 4. Every edit is a patch of bytes. Before one is accepted, the event is parsed and written again by an
//!    independent parser, before and after, and compared line by line (`guard`). What fails is refused with a
//!    reason and stays as it is.

mod anchors;
mod characters;
mod diff;
mod email;
mod entities;
mod event;
mod excerpts;
mod glyphs;
mod guard;
mod judge;
mod labels;
mod leftovers;
mod lines;
mod links;
mod markup;
mod matching;
mod mender;
mod moment;
mod neighbours;
mod numbers;
mod order;
mod phrases;
mod properties;
mod report;
mod request;
mod rules;
mod runs;
mod scan;
mod scheduling;
mod segments;
mod sieve;
mod stamps;
mod tables;
mod text;
mod when;
mod zones;

pub use diff::render_diff;
pub use email::calendar_in_email;
pub use mender::{MendProgress, Mender, mend_calendar};
pub use report::{
    ComponentEdit, Leftover, MeetingReport, MendCounts, MendResult, Outcome, PropertyEdit, Refusal,
};
pub use request::{MendRequest, NumberChange};
pub use scheduling::{attendee_addresses, imip_request, schedule_force_send, without_force_send};
pub use text::{MendedText, is_calendar, mend_text};
