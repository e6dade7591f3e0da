//! The texts of emails: looking at them, changing them, and what an email about something is written with.

mod effective;
mod list;
mod sample;
mod set;

pub use effective::{MailText, mail_text};
pub use list::{list_mail_templates, show_mail_template};
pub use sample::sample_facts;
pub use set::{reset_mail_template, set_mail_template};
