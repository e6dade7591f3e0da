//! Connected calendars and the meeting log.

mod addresses;
mod calendar_update;
mod connect;
mod list;
mod numbers;
pub mod outcome;
mod plan;
mod retries;
mod retry;
mod schedule;
mod undo;

pub use addresses::{earlier_ids, organizer_addresses};
pub use calendar_update::{
    CalendarUpdateEnding, ClaimedCalendarUpdate, claim_calendar_updates, finish_calendar_update,
    renew_calendar_update,
};
pub use connect::{
    connect_calendar, disconnect_calendar, may_connect_calendar, note_refused_calendar, opened_connection,
};
pub use list::{
    list_meeting_updates, meeting_message, meeting_messages, on_the_wire, show_calendar_update,
    show_meeting_update,
};
pub use plan::{CalendarUpdatePlan, plan_calendar_update};
pub use retries::CalendarRetries;
pub use retry::{retry_meeting_update, retry_meeting_updates};
pub use undo::undo_meeting_update;

pub(crate) use schedule::{
    schedule_after_change, schedule_after_undo, schedule_all_now, schedule_bridge, schedule_now,
};
