//! The contract suite: what every store must do.
//!
//! Each check is an `async fn(Application)` that begins with an empty store. [`contract_tests!`](crate::contract_tests)
//! turns them into the tests of a store.

pub mod administrators;
pub mod answers;
pub mod audit;
pub mod bridges;
pub mod chosen_ids;
pub mod conference_ids;
pub mod directory_ids;
pub mod exports;
mod fixture;
pub mod history;
pub mod id_types;
pub mod imports;
pub mod jobs;
pub mod ledger;
pub mod mail_templates;
pub mod mails;
pub mod meeting_updates;
pub mod meetings;
pub mod organizers;
mod overlapping;
pub mod overlapping_accounts;
pub mod overlapping_pins;
pub mod overlapping_sessions;
pub mod overlaps;
pub mod pins;
pub mod providers;
pub mod removal;
pub mod search;
pub mod statistics;
pub mod transactions;
pub mod users;

use std::sync::{Arc, Mutex};

use rand::SeedableRng;
use rand::rngs::StdRng;
use shared::{Settings, Timestamp};

use crate::{Application, FixedClock, Pepper, Store};

/// The moment at which every check begins.
pub const START: Timestamp = Timestamp::from_milliseconds(1_795_500_000_000);

/// The settings with which a store under test must begin.
pub fn initial_settings() -> Settings {
    Settings::initial("conference.example.com")
}

/// An empty store with a clock that stands still and the same randomness on every run.
pub fn application(store: impl Store) -> Application {
    let entropy = Mutex::new(StdRng::seed_from_u64(7));
    Application::new(Arc::new(store), Arc::new(FixedClock::new(START)), Arc::new(entropy), Arc::new(()))
        .with_pepper(Pepper::new([7; 32]))
}

/// Makes one test of every check: an expression that makes an empty store whose settings are
/// [`initial_settings`](crate::contract::initial_settings), then the attributes of each test.
///
/// ```ignore
/// domain::contract_tests!(MemoryStore::new(domain::contract::initial_settings()), #[tokio::test]);
/// ```
#[macro_export]
macro_rules! contract_tests {
    ($store:expr, $(#[$attribute:meta])*) => {
        $crate::contract_tests! { @each [$(#[$attribute])*] [$store]
            administrators::accounts_are_kept_and_names_are_unique
            administrators::sessions_are_kept_extended_and_removed
            administrators::marks_move_within_their_bounds
            administrators::parallel_marks_never_exceed_their_bound
            administrators::tokens_and_links_are_kept
            administrators::what_has_expired_is_removed
            administrators::a_removed_account_leaves_its_name
            answers::answers_are_kept_once
            audit::entries_are_listed_newest_first
            audit::entries_of_one_moment_keep_their_order
            audit::every_action_is_kept
            audit::actors_have_the_names_of_now
            bridges::bridges_are_kept_with_their_numbers
            bridges::replaced_numbers_are_kept
            bridges::days_of_bridges_are_kept_once
            bridges::the_users_of_numbers_are_found
            bridges::a_number_and_the_default_belong_to_one_bridge
            bridges::each_bridge_has_ids_of_its_own
            bridges::owners_of_every_kind_have_their_ids
            conference_ids::a_reserved_id_is_in_the_ledger
            conference_ids::a_user_has_one_id_at_most
            conference_ids::ended_quarantines_free_their_ids
            conference_ids::only_the_last_owner_gets_an_id_back
            conference_ids::parallel_reservations_are_all_distinct
            conference_ids::retiring_needs_an_owner
            conference_ids::rolling_back_gives_ids_back
            conference_ids::service_numbers_are_never_drawn
            directory_ids::users_are_found_by_directory_id
            directory_ids::directory_ids_are_unique
            exports::exports_show_everything_once
            history::periods_are_listed_newest_first
            history::only_a_period_that_goes_on_can_end
            id_types::idle_kept_ids_are_found
            id_types::a_switch_of_all_is_counted
            id_types::a_meeting_planned_beside_a_switch_is_reached
            imports::imports_are_kept_and_updated
            imports::old_imports_are_removed
            jobs::jobs_are_kept_and_listed_newest_first
            jobs::due_jobs_are_claimed_with_a_lease
            jobs::job_rows_are_kept_and_filtered
            jobs::waiting_jobs_are_found_by_user
            jobs::old_jobs_are_removed_in_parts
            jobs::pieces_are_kept_in_order_and_tidied
            jobs::a_due_job_is_claimed_by_one
            jobs::a_pause_and_a_claim_agree
            mail_templates::texts_are_kept_for_each_event_and_language
            chosen_ids::a_chosen_id_is_taken_once
            chosen_ids::an_id_moves_from_one_owner_to_another
            chosen_ids::reservations_are_kept_and_listed
            chosen_ids::a_range_is_reserved_and_released
            chosen_ids::of_two_who_choose_one_id_one_gets_it
            chosen_ids::a_choice_beside_a_reservation_mixes_nothing_up
            mails::mails_are_kept_whole
            mails::mails_are_listed_newest_first
            mails::mails_of_one_moment_keep_their_order
            mails::due_mails_are_claimed_with_a_lease
            mails::overtaken_mails_are_superseded
            mails::a_mail_of_nobody_is_refused
            mails::the_text_of_mails_is_forgotten
            meeting_updates::connections_are_kept_and_forgotten
            meeting_updates::due_updates_are_claimed_with_a_lease
            meeting_updates::meeting_updates_are_kept_listed_and_counted
            meeting_updates::meeting_updates_are_unique_and_forget_their_data
            meetings::meetings_are_kept_whole
            meetings::meetings_are_listed_newest_first
            meetings::meetings_with_an_id_are_found
            meetings::meetings_during_a_time_are_found
            meetings::meetings_planned_at_once_have_ids_of_their_own
            meetings::of_a_change_and_a_cancelling_one_is_done
            meetings::a_removed_organizer_leaves_meetings_without_a_subject
            organizers::secrets_are_kept_by_kind_and_removed
            organizers::expired_secrets_are_removed
            overlapping_accounts::of_two_who_disable_each_other_one_is_left
            overlapping_accounts::of_two_accounts_with_one_name_one_is_added
            overlapping_accounts::an_accounts_link_sets_one_password
            overlapping_accounts::a_sign_in_beside_disabling_leaves_no_session
            overlapping_accounts::of_two_new_passwords_one_is_set
            overlapping_accounts::a_sign_in_beside_a_new_password_leaves_no_session
            overlapping_pins::a_link_shows_one_pin
            overlapping_pins::a_reset_beside_an_opened_link_leaves_one_truth
            overlapping_pins::guesses_are_all_counted
            overlapping_sessions::an_organizers_link_opens_one_session
            overlapping_sessions::a_session_that_is_extended_while_it_ends_stays_ended
            overlapping_sessions::a_set_up_link_makes_one_account
            overlapping_sessions::failed_sign_ins_are_all_counted
            overlaps::of_two_resets_one_is_done
            overlaps::of_two_undos_one_is_done
            overlaps::two_who_enable_a_user_give_it_one_id
            overlaps::of_two_users_with_one_name_one_is_made
            overlaps::two_requests_with_one_key_are_done_once
            overlaps::of_two_saves_of_the_settings_one_is_done
            overlaps::two_who_ask_for_a_link_cause_one_mail
            overlaps::an_import_is_started_once
            overlaps::a_step_and_its_repetition_do_each_row_once
            overlaps::a_due_mail_is_claimed_by_one
            pins::pins_are_kept_whole_and_go_with_their_user
            pins::a_pin_is_nowhere_but_in_the_answer
            providers::users_are_found_by_their_profiles
            providers::passcodes_of_a_provider_are_unique
            providers::lists_are_filtered_by_provider
            removal::with_a_user_goes_what_is_its_own
            removal::a_name_that_is_struck_out_is_gone
            removal::of_a_removal_and_a_reset_one_is_done
            removal::a_removal_beside_an_import_mixes_nothing_up
            statistics::entries_are_counted_by_action_and_time
            statistics::counts_of_days_are_kept_once
            statistics::failed_emails_are_counted
            search::terms_are_literal
            search::few_letters_find_beginnings
            search::apostrophes_and_hyphens_are_alike
            search::every_term_must_occur
            search::digits_find_ids
            search::changes_are_found
            transactions::settings_are_initial_and_can_be_replaced
            transactions::missing_is_none
            transactions::an_error_undoes_everything
            transactions::a_transaction_sees_its_own_changes
            transactions::one_of_two_changes_to_a_version_wins
            transactions::what_was_acknowledged_is_seen
            transactions::a_read_sees_one_state
            users::users_are_kept_whole
            users::principal_names_are_unique
            users::users_are_found_by_primary_address
            users::a_change_needs_the_expected_version
            users::lists_page_in_every_order
            users::lists_are_filtered_and_counted
        }
    };
    (@each $attributes:tt $store:tt $($module:ident::$check:ident)*) => {
        $($crate::contract_tests! { @one $attributes $store $module $check })*
    };
    (@one [$($attributes:tt)*] [$store:expr] $module:ident $check:ident) => {
        $($attributes)* async fn $check() {
            $crate::contract::$module::$check($crate::contract::application($store)).await;
        }
    };
}
