//! The route table. Each row says what one needs to be allowed and which handlers that is for; the handlers bring their
//! methods, addresses and descriptions with them, so the OpenAPI document comes from the same rows.

use axum::middleware::from_fn_with_state;
use axum::routing::any;
use axum::{Extension, Router};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;

use crate::extract::{BodyLimit, OPEN_BYTES_MAX};
use crate::guard::{require_owner, require_sign_in};
use crate::permission::{Admission, Permission};
use crate::problem::{finish, not_found};
use crate::state::ApiState;
use crate::{
    administrators, audit, bridges, conference_ids, conference_mapper, exports, health, imports, jobs,
    mail_templates, mails, meeting_updates, meetings, openapi, organizer, overview, phone_number_list, pins,
    reservations, session, settings, tokens, users,
};

/// A row: what one needs to be allowed, and the handlers of one address.
type Row = (Permission, UtoipaMethodRouter<ApiState>);

fn table() -> Vec<Row> {
    let mut rows = rows_about_access();
    rows.extend(rows_about_users());
    rows
}

/// What everybody may ask, what organizers may do, and who has access.
fn rows_about_access() -> Vec<Row> {
    use Permission as May;
    vec![
        (May::AskOpenly, routes!(health::show_health)),
        (May::AskOpenly, routes!(health::show_readiness)),
        (
            May::AskOpenly,
            routes!(
                conference_mapper::map_conference,
                conference_mapper::map_posted_conference,
                conference_mapper::ask_before_mapping
            ),
        ),
        (
            May::AskOpenly,
            routes!(phone_number_list::list_phone_numbers, phone_number_list::ask_before_listing),
        ),
        (May::AskOpenly, routes!(openapi::show_openapi)),
        (May::AskOpenly, routes!(session::show_session, session::sign_in, session::sign_out)),
        (May::AskOpenly, routes!(session::set_up)),
        (May::AskOpenly, routes!(organizer::request_organizer_link)),
        (
            May::AskOpenly,
            routes!(
                organizer::show_organizer_session,
                organizer::open_organizer_link,
                organizer::sign_out_organizer
            ),
        ),
        (May::AskOpenly, routes!(pins::reset_own_pin)),
        (May::AskOpenly, routes!(pins::open_pin_link)),
        (May::AskOpenly, routes!(pins::show_pin_link)),
        // The guard finds out to whom it belongs by the parameter's name: `user`, `update` or `meeting`.
        (
            May::UpdateMeetings,
            routes!(
                meeting_updates::show_calendar,
                meeting_updates::connect_calendar,
                meeting_updates::disconnect_calendar
            ),
        ),
        (May::UpdateMeetings, routes!(meeting_updates::list_meeting_updates)),
        (May::UpdateMeetings, routes!(meeting_updates::download_meeting_messages)),
        (May::UpdateMeetings, routes!(meeting_updates::retry_meeting_updates)),
        (May::UpdateMeetings, routes!(meeting_updates::show_meeting_update)),
        (May::UpdateMeetings, routes!(meeting_updates::show_meeting_message)),
        (May::UpdateMeetings, routes!(meeting_updates::retry_meeting_update)),
        (May::UpdateMeetings, routes!(meeting_updates::undo_meeting_update)),
        (May::ReadDialInCard, routes!(users::show_dial_in_card)),
        (May::PlanMeetings, routes!(meetings::list_user_meetings, meetings::plan_user_meeting)),
        (
            May::PlanMeetings,
            routes!(meetings::show_meeting, meetings::update_meeting, meetings::cancel_meeting),
        ),
        (May::PlanMeetings, routes!(meetings::export_meeting)),
        (May::PlanMeetingsOfOthers, routes!(meetings::list_meetings, meetings::create_meeting)),
        (May::ManageOwnAccount, routes!(session::change_password)),
        (May::ManageAccess, routes!(session::list_sessions, session::end_other_sessions)),
        (May::ManageAccess, routes!(session::end_session)),
        (
            May::ManageAccounts,
            routes!(administrators::list_administrators, administrators::add_administrator),
        ),
        (
            May::ManageAccounts,
            routes!(
                administrators::show_administrator,
                administrators::rename_administrator,
                administrators::remove_administrator
            ),
        ),
        (May::ManageAccounts, routes!(administrators::disable_administrator)),
        (May::ManageAccounts, routes!(administrators::enable_administrator)),
        (May::ManageAccounts, routes!(administrators::create_administrator_link)),
        (May::ManageAccounts, routes!(administrators::sign_out_administrator)),
        (May::ManageAccess, routes!(tokens::list_tokens, tokens::create_token)),
        (May::ManageAccess, routes!(tokens::revoke_token)),
    ]
}

/// Users with their conference IDs, and everything that is done with those.
fn rows_about_users() -> Vec<Row> {
    use Permission as May;
    vec![
        (May::ReadUsers, routes!(users::list_users)),
        (May::ManageUsers, routes!(users::create_user)),
        (May::ReadUsers, routes!(users::show_user)),
        (May::ManageUsers, routes!(users::update_user)),
        (May::RemoveUsers, routes!(users::remove_user)),
        (May::ReadUsers, routes!(users::show_removed_user)),
        (May::RemoveUsers, routes!(users::strike_out_name)),
        (May::ReadUsers, routes!(users::show_user_history)),
        (May::ReadUsers, routes!(users::show_user_invitation)),
        (May::ExportUsers, routes!(users::export_users)),
        (May::ExportUsers, routes!(exports::export_users_as_json)),
        (May::ExportConferenceIds, routes!(exports::export_conference_ids)),
        (May::ExportConferenceIds, routes!(exports::export_conference_ids_as_json)),
        (May::ExportConferenceIds, routes!(exports::export_meetings)),
        (May::ExportConferenceIds, routes!(exports::export_meetings_as_json)),
        (May::ExportConferenceIds, routes!(exports::export_history)),
        (May::ExportConferenceIds, routes!(exports::export_history_as_json)),
        (May::ManageConferenceIds, routes!(users::act_on_users)),
        (May::ReadUsers, routes!(users::count_selection)),
        (May::ManageConferenceIds, routes!(users::set_provider)),
        (May::ManageConferenceIds, routes!(users::enable_user)),
        (May::ManageConferenceIds, routes!(users::disable_user)),
        (May::ManageConferenceIds, routes!(users::reset_conference_id)),
        (May::ManageConferenceIds, routes!(users::change_bridge)),
        (May::ManageConferenceIds, routes!(users::switch_conference_id_type)),
        (May::ManageConferenceIds, routes!(users::preview_conference_id_type)),
        (May::ManageConferenceIds, routes!(users::undo_reset)),
        (May::ManageConferenceIds, routes!(users::send_conference_info)),
        (May::ManagePins, routes!(pins::show_pin, pins::remove_pin)),
        (May::ManagePins, routes!(pins::reset_pin)),
        (May::ManageConferenceIds, routes!(organizer::send_organizer_link)),
        (May::ManageConferenceIds, routes!(meeting_updates::show_reset_impact)),
        (May::ReadUsers, routes!(conference_ids::preview_reset)),
        (May::ManageConferenceIds, routes!(conference_ids::choose_conference_id)),
        (May::ManageConferenceIds, routes!(conference_ids::hand_over_conference_id)),
        (May::LookUpConferenceIds, routes!(conference_ids::look_up_conference_id)),
        (May::LookUpConferenceIds, routes!(conference_ids::look_up_anywhere)),
        (May::LookUpConferenceIds, routes!(conference_ids::check_availability)),
        (May::LookUpConferenceIds, routes!(conference_ids::suggest_conference_ids)),
        (May::ReadReservations, routes!(reservations::list_reservations)),
        (May::ManageReservations, routes!(reservations::reserve_conference_ids)),
        (May::ManageReservations, routes!(reservations::release_reservation)),
        (May::ImportUsers, routes!(imports::create_import)),
        (May::ImportUsers, routes!(imports::show_import_template)),
        (May::ImportUsers, routes!(imports::show_import)),
        (May::ImportUsers, routes!(imports::list_import_rows)),
        (May::ImportUsers, routes!(imports::apply_import)),
        (May::ReadJobs, routes!(jobs::list_jobs)),
        (May::ReadJobs, routes!(jobs::show_job)),
        (May::ReadJobs, routes!(jobs::list_job_rows)),
        (May::ReadJobs, routes!(jobs::export_job_rows)),
        (May::ReadJobs, routes!(jobs::list_scheduled_jobs)),
        (May::ManageJobs, routes!(jobs::reschedule_job)),
        (May::ManageJobs, routes!(jobs::pause_job)),
        (May::ManageJobs, routes!(jobs::resume_job)),
        (May::ManageJobs, routes!(jobs::cancel_job)),
        (May::ReadMails, routes!(mails::list_mails)),
        (May::ReadMails, routes!(mails::show_mail)),
        (May::SendMails, routes!(mails::send_test_email)),
        (May::SendMails, routes!(mails::retry_failed_mails)),
        (May::SendMails, routes!(mails::retry_mail)),
        (May::ReadSettings, routes!(mail_templates::list_mail_templates)),
        (May::ReadSettings, routes!(mail_templates::show_mail_template)),
        (
            May::ManageSettings,
            routes!(mail_templates::set_mail_template, mail_templates::reset_mail_template),
        ),
        (May::ReadSettings, routes!(mail_templates::preview_mail_template)),
        (May::ReadAuditLog, routes!(audit::list_audit)),
        (May::ReadAuditLog, routes!(audit::export_audit)),
        (May::ReadOverview, routes!(overview::show_overview)),
        (May::ReadOverview, routes!(overview::show_statistics)),
        (May::ReadSettings, routes!(bridges::list_bridges)),
        (May::ManageSettings, routes!(bridges::create_bridge)),
        (May::ReadSettings, routes!(bridges::show_bridge)),
        (May::ReadSettings, routes!(bridges::show_bridge_history)),
        (May::ReadSettings, routes!(bridges::check_number)),
        (May::ReadSettings, routes!(bridges::show_number_impact)),
        (May::ManageSettings, routes!(bridges::update_bridge)),
        (May::ManageSettings, routes!(bridges::register_service_number)),
        (May::ManageSettings, routes!(bridges::update_service_number, bridges::unregister_service_number)),
        (May::ReadSettings, routes!(settings::show_settings)),
        (May::ReadSettings, routes!(settings::preview_organisation_type)),
        (May::ManageSettings, routes!(settings::switch_organisation_type)),
        (May::ManageSettings, routes!(settings::update_settings)),
    ]
}

/// The description of every row.
pub(crate) fn described() -> utoipa::openapi::OpenApi {
    let rows = table().into_iter().map(|(permission, (schemas, mut paths, methods))| {
        openapi::complete(&mut paths, permission);
        OpenApiRouter::new().routes((schemas, paths, methods))
    });
    rows.fold(OpenApiRouter::with_openapi(openapi::frame()), OpenApiRouter::merge).into_openapi()
}

/// The addresses of all routes, with their parameters in braces.
pub fn addresses() -> Vec<String> {
    let mut addresses: Vec<String> =
        table().into_iter().flat_map(|(_, (_, paths, _))| paths.paths.into_keys()).collect();
    addresses.sort();
    addresses.dedup();
    addresses
}

/// Everything that the API answers, and a problem at every other address below `/api`. What is not the API's is
/// left to whoever merges this router with a page.
pub fn router(state: ApiState) -> Router {
    let rows = table().into_iter().map(|(permission, handlers)| {
        let (row, _) = OpenApiRouter::new().routes(handlers).split_for_parts();
        match permission.admission() {
            Admission::Everybody => row.layer(Extension(BodyLimit(OPEN_BYTES_MAX))),
            Admission::OwnerOrSignedIn => {
                row.route_layer(from_fn_with_state((state.clone(), permission), require_owner))
            }
            Admission::SignedIn => {
                row.route_layer(from_fn_with_state((state.clone(), permission), require_sign_in))
            }
        }
    });
    rows.fold(Router::new(), Router::merge)
        .route("/api", any(not_found))
        .route("/api/", any(not_found))
        .route("/api/{*rest}", any(not_found))
        .layer(from_fn_with_state(state.clone(), finish))
        .with_state(state)
}
