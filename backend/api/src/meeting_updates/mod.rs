//! Connected calendars and the meetings in them.

mod calendars;
mod connect_calendar;
mod disconnect_calendar;
mod list;
mod message;
mod messages;
mod reset_impact;
mod retry_all;
mod retry_one;
mod show_calendar;
mod show_one;
mod undo;

pub use calendars::Calendars;
pub(crate) use connect_calendar::*;
pub(crate) use disconnect_calendar::*;
pub(crate) use list::*;
pub(crate) use message::*;
pub(crate) use messages::*;
pub(crate) use reset_impact::*;
pub(crate) use retry_all::*;
pub(crate) use retry_one::*;
pub(crate) use show_calendar::*;
pub(crate) use show_one::*;
pub(crate) use undo::*;
