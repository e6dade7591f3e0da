//! Emails: putting them into the outbox, what becomes of each, listing, sending again.

mod attempt;
mod enqueue;
mod heard;
mod list;
mod prepare;
mod retry;
mod retry_failed;
mod send_conference_info;
mod untrue;

pub use attempt::{MailAttempt, MailOutcome, reclaim_abandoned_mails, record_attempt};
pub use list::{list_mails, show_mail};
pub use prepare::{MailFacts, MailTurn, prepare_link, prepare_mail};
pub use retry::retry_mail;
pub use retry_failed::{RetriedStep, retry_failed_mails};
pub use send_conference_info::send_conference_info;

pub(crate) use enqueue::{enqueue, enqueue_to, wants_mail};
pub(crate) use heard::{heard, tells_the_id};
pub(crate) use list::on_the_wire;
pub(crate) use untrue::{supersede_untrue, tell_of_change};
