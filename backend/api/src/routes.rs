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
    administrators, audit, bridges, conference_ids, conference_mapper, health, imports, jobs, mails,
    meetings, openapi, organizer, session, settings, tokens, users,
};

/// A row: what one needs to be allowed, and the handlers of one address.
type Row = (Permission, UtoipaMethodRouter<ApiState>);

fn table() -> Vec<Row> {
    use Permission as May;
    vec![
        (May::AskOpenly, routes!(health::show_health)),
        (May::AskOpenly, routes!(health::show_readiness)),
        (May::AskOpenly, routes!(conference_mapper::map_conference)),
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
        // The guard finds out to whom a meeting or a calendar belongs by the parameter's name: `user` or `meeting`.
        (
            May::UpdateMeetings,
            routes!(meetings::show_calendar, meetings::connect_calendar, meetings::disconnect_calendar),
        ),
        (May::UpdateMeetings, routes!(meetings::list_meeting_updates)),
        (May::UpdateMeetings, routes!(meetings::download_meeting_messages)),
        (May::UpdateMeetings, routes!(meetings::retry_meeting_updates)),
        (May::UpdateMeetings, routes!(meetings::show_meeting_update)),
        (May::UpdateMeetings, routes!(meetings::show_meeting_message)),
        (May::UpdateMeetings, routes!(meetings::retry_meeting_update)),
        (May::UpdateMeetings, routes!(meetings::undo_meeting_update)),
        (May::ManageOwnAccount, routes!(session::change_password)),
        (May::ManageAccess, routes!(session::list_sessions, session::end_other_sessions)),
        (May::ManageAccess, routes!(session::end_session)),
        (
            May::ManageAccounts,
            routes!(administrators::list_administrators, administrators::add_administrator),
        ),
        (
            May::ManageAccounts,
            routes!(administrators::show_administrator, administrators::rename_administrator),
        ),
        (May::ManageAccounts, routes!(administrators::disable_administrator)),
        (May::ManageAccounts, routes!(administrators::enable_administrator)),
        (May::ManageAccounts, routes!(administrators::create_administrator_link)),
        (May::ManageAccounts, routes!(administrators::sign_out_administrator)),
        (May::ManageAccess, routes!(tokens::list_tokens, tokens::create_token)),
        (May::ManageAccess, routes!(tokens::revoke_token)),
        (May::ReadUsers, routes!(users::list_users)),
        (May::ManageUsers, routes!(users::create_user)),
        (May::ReadUsers, routes!(users::show_user)),
        (May::ManageUsers, routes!(users::update_user)),
        (May::RemoveUsers, routes!(users::remove_user)),
        (May::ReadUsers, routes!(users::show_removed_user)),
        (May::RemoveUsers, routes!(users::strike_out_name)),
        (May::ReadUsers, routes!(users::show_user_history)),
        (May::ExportUsers, routes!(users::export_users)),
        (May::ManageConferenceIds, routes!(users::enable_users)),
        (May::ManageConferenceIds, routes!(users::enable_user)),
        (May::ManageConferenceIds, routes!(users::disable_user)),
        (May::ManageConferenceIds, routes!(users::reset_conference_id)),
        (May::ManageConferenceIds, routes!(users::undo_reset)),
        (May::ManageConferenceIds, routes!(users::send_conference_info)),
        (May::ManageConferenceIds, routes!(organizer::send_organizer_link)),
        (May::ManageConferenceIds, routes!(meetings::show_reset_impact)),
        (May::LookUpConferenceIds, routes!(conference_ids::look_up_conference_id)),
        (May::ImportUsers, routes!(imports::create_import)),
        (May::ImportUsers, routes!(imports::show_import)),
        (May::ImportUsers, routes!(imports::list_import_rows)),
        (May::ImportUsers, routes!(imports::apply_import)),
        (May::ReadJobs, routes!(jobs::list_jobs)),
        (May::ReadJobs, routes!(jobs::show_job)),
        (May::ReadJobs, routes!(jobs::list_job_rows)),
        (May::ReadJobs, routes!(jobs::export_job_rows)),
        (May::ManageJobs, routes!(jobs::pause_job)),
        (May::ManageJobs, routes!(jobs::resume_job)),
        (May::ManageJobs, routes!(jobs::cancel_job)),
        (May::ReadMails, routes!(mails::list_mails)),
        (May::ReadMails, routes!(mails::show_mail)),
        (May::SendMails, routes!(mails::send_test_email)),
        (May::SendMails, routes!(mails::retry_mail)),
        (May::ReadAuditLog, routes!(audit::list_audit)),
        (May::ReadSettings, routes!(bridges::list_bridges)),
        (May::ReadSettings, routes!(settings::show_settings)),
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
