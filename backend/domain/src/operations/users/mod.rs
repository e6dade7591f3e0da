//! Users: making, changing, finding, enabling, disabling and removing them.

mod create;
mod disable;
mod enable;
mod export;
mod list;
mod load;
mod remove;
mod show;
mod update;
mod validate;

pub use create::create_user;
pub use disable::disable_user;
pub use enable::enable_user;
pub use export::{TableSink, begin_export, count_export, export_users};
pub use list::{list_users, user_query};
pub use remove::{remove_user, show_removed_user, strike_out_name};
pub use show::show_user;
pub use update::update_user;

pub(crate) use enable::{assign_random, begin, give_conference_id};
pub(crate) use load::{load, load_version, save};
pub(crate) use show::complete;
pub(crate) use validate::{check_display_name, tidy};
