//! Connected calendars and the ledger of mended meetings.

mod addresses;
mod connect;
mod list;
mod retry;
mod schedule;
mod undo;

pub use addresses::{earlier_ids, organizer_addresses};
pub use connect::{
    connect_calendar, disconnect_calendar, may_connect_calendar, note_refused_calendar, opened_connection,
};
pub use list::{
    list_meetings, meeting_message, meeting_messages, on_the_wire, show_meeting, show_meeting_update,
};
pub use retry::{retry_meeting, retry_meetings};
pub use undo::undo_meeting;

pub(crate) use schedule::{schedule_after_change, schedule_after_undo, schedule_all_now, schedule_now};
