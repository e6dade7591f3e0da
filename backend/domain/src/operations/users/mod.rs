//! Users: making, changing, finding, enabling, disabling and removing them.

mod change_bridge;
mod create;
mod dial_in_card;
mod disable;
mod enable;
mod export;
mod invitation;
mod list;
mod load;
mod numbers;
mod remove;
mod selection;
mod show;
mod update;
mod validate;

pub use change_bridge::change_bridge;
pub use create::create_user;
pub use dial_in_card::show_dial_in_card;
pub use disable::disable_user;
pub use enable::{enable_user, enable_user_anyway};
pub(crate) use export::headings;
pub use export::{begin_export, count_export, export_users};
pub use invitation::show_invitation;
pub use list::{list_users, user_query};
pub use remove::{remove_user, show_removed_user, strike_out_name};
pub use selection::count_selection;
pub use show::show_user;
pub use update::update_user;

pub(crate) use enable::{assign_random, begin, give_back_or_draw, give_conference_id, take_conference_id};
pub(crate) use invitation::invitation_of;
pub(crate) use load::{load, load_version, save};
pub(crate) use numbers::{WantedNumbers, number_changes, with_numbers_of_country};
pub(crate) use selection::each_once;
pub(crate) use show::complete;
pub(crate) use validate::{check_directory_id, check_display_name, check_name, tidy};
