//! Planned meetings: planning, changing and cancelling them, and their conference IDs.

mod admission;
mod busy;
mod cancel;
mod create;
mod export;
mod ids;
mod list;
mod organizer;
mod retire_ended;
mod show;
mod update;

pub use cancel::cancel_meeting;
pub use create::create_meeting;
pub use export::export_meeting;
pub use list::list_meetings;
pub use retire_ended::retire_ended_meetings;
pub use show::show_meeting;
pub use update::update_meeting;

pub(crate) use admission::{admits_callers, days};
pub(crate) use busy::{Busy, busy};
pub(crate) use show::on_the_wire;

pub(crate) use organizer::{give_meetings_their_ids_back, retire_ids_of_meetings};
