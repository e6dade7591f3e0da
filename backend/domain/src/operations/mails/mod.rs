//! Mails: putting them into the outbox, listing, sending again.

mod enqueue;
mod list;
mod retry;
mod send_conference_info;

pub use list::{list_mails, show_mail};
pub use retry::retry_mail;
pub use send_conference_info::send_conference_info;

pub(crate) use enqueue::{enqueue, wants_mail};
pub(crate) use list::on_the_wire;
