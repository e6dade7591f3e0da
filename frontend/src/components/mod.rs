//! Parts that several pages use. What has no state is a function that returns `Html`.

mod copy_button;
mod dialog;
mod digits;
mod download;
mod fields;
mod icon;
mod moment;
pub(crate) mod notices;
mod pager;
mod place;
mod readiness;
mod states;
mod table;
mod test_email;
mod usage;
mod user_name;

pub(crate) use copy_button::CopyButton;
pub(crate) use dialog::Dialog;
pub(crate) use digits::digits;
pub(crate) use download::{Download, download};
pub(crate) use fields::{Field, checkbox, field, input_value, on_input, on_submit};
pub(crate) use icon::{Icon, icon};
pub(crate) use moment::moment;
pub(crate) use notices::{Notice, use_notices};
pub(crate) use pager::{pager, use_parts};
pub(crate) use place::place;
pub(crate) use readiness::{mail_outcome, mail_readiness, mail_stays};
pub(crate) use states::{Skeleton, empty, error_panel, problem_line};
pub(crate) use table::{chip, sortable};
pub(crate) use test_email::TestEmailForm;
pub(crate) use usage::{fill_warning, meter, usage};
pub(crate) use user_name::user_name;
