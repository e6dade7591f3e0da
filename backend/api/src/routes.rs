//! The route table.

use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, any, delete, get, post, put};
use axum::{Extension, Router};
use shared::paths::route;

use crate::extract::{BodyLimit, OPEN_BYTES_MAX};
use crate::guard::{require_owner, require_sign_in};
use crate::problem::{finish, method_not_allowed, not_found};
use crate::state::ApiState;
use crate::{
    audit, conference_ids, conference_mapper, health, imports, mails, meetings, openapi, organizer, session,
    settings, tokens, users,
};

type Routes = Vec<(&'static str, MethodRouter<ApiState>)>;

/// What anybody may ask.
fn open() -> Routes {
    vec![
        (route::HEALTHY, get(health::show_health)),
        (route::READY, get(health::show_readiness)),
        (route::CONFERENCE_MAPPER, get(conference_mapper::map_conference)),
        (route::OPENAPI, get(openapi::show_openapi)),
        (route::SESSION, get(session::show_session).post(session::sign_in).delete(session::sign_out)),
        (route::SET_UP, post(session::set_up)),
        (route::ORGANIZER_LINK, post(organizer::request_organizer_link)),
        (
            route::ORGANIZER_SESSION,
            get(organizer::show_organizer_session)
                .post(organizer::open_organizer_link)
                .delete(organizer::sign_out_organizer),
        ),
    ]
}

/// What an organizer may ask about themselves, and whoever is signed in about everybody. The guard finds out whom it
/// is about by the parameter's name: `user` or `meeting`.
fn own() -> Routes {
    vec![
        (
            route::USER_CALENDAR,
            get(meetings::show_calendar)
                .put(meetings::connect_calendar)
                .delete(meetings::disconnect_calendar),
        ),
        (route::USER_MEETINGS, get(meetings::list_meeting_updates)),
        (route::USER_MEETING_MESSAGES, get(meetings::download_meeting_messages)),
        (route::USER_MEETINGS_RETRY, post(meetings::retry_meeting_updates)),
        (route::MEETING, get(meetings::show_meeting_update)),
        (route::MEETING_MESSAGE, get(meetings::show_meeting_message)),
        (route::MEETING_RETRY, post(meetings::retry_meeting_update)),
        (route::MEETING_UNDO, post(meetings::undo_meeting_update)),
    ]
}

/// What only those may ask who are signed in.
fn guarded() -> Routes {
    vec![
        (route::PASSWORD, put(session::change_password)),
        (route::SESSIONS, get(session::list_sessions).delete(session::end_other_sessions)),
        (route::SESSION_ENTRY, delete(session::end_session)),
        (route::TOKENS, get(tokens::list_tokens).post(tokens::create_token)),
        (route::TOKEN, delete(tokens::revoke_token)),
        (route::USERS, get(users::list_users).post(users::create_user)),
        (route::USERS_CSV, get(users::export_users)),
        (route::USERS_ENABLE, post(users::enable_users)),
        (route::USER, get(users::show_user).patch(users::update_user)),
        (route::USER_HISTORY, get(users::show_user_history)),
        (route::USER_ENABLE, post(users::enable_user)),
        (route::USER_DISABLE, post(users::disable_user)),
        (route::CONFERENCE_ID_RESET, post(users::reset_conference_id)),
        (route::CONFERENCE_ID_UNDO, post(users::undo_reset)),
        (route::SEND_CONFERENCE_INFO, post(users::send_conference_info)),
        (route::USER_ORGANIZER_LINK, post(organizer::send_organizer_link)),
        (route::USER_RESET_IMPACT, get(meetings::show_reset_impact)),
        (route::CONFERENCE_ID, get(conference_ids::look_up_conference_id)),
        (route::IMPORTS, post(imports::create_import)),
        (route::IMPORT, get(imports::show_import)),
        (route::IMPORT_ROWS, get(imports::list_import_rows)),
        (route::IMPORT_APPLY, post(imports::apply_import)),
        (route::MAILS, get(mails::list_mails)),
        (route::MAILS_TEST, post(mails::send_test_email)),
        (route::MAIL, get(mails::show_mail)),
        (route::MAIL_RETRY, post(mails::retry_mail)),
        (route::AUDIT, get(audit::list_audit)),
        (route::SETTINGS, get(settings::show_settings).patch(settings::update_settings)),
    ]
}

/// The addresses of all routes, with their parameters in braces.
pub fn addresses() -> Vec<&'static str> {
    open().into_iter().chain(own()).chain(guarded()).map(|(address, _)| address).collect()
}

/// The addresses of what an organizer may ask about themselves.
pub(crate) fn own_addresses() -> Vec<&'static str> {
    own().into_iter().map(|(address, _)| address).collect()
}

/// Everything that the API answers, and a problem at every other address below `/api`. What is not the API's is
/// left to whoever merges this router with a page.
pub fn router(state: ApiState) -> Router {
    let guarded = assemble(guarded()).route_layer(from_fn_with_state(state.clone(), require_sign_in));
    let own = assemble(own()).route_layer(from_fn_with_state(state.clone(), require_owner));
    assemble(open())
        .layer(Extension(BodyLimit(OPEN_BYTES_MAX)))
        .merge(own)
        .merge(guarded)
        .route("/api", any(not_found))
        .route("/api/", any(not_found))
        .route("/api/{*rest}", any(not_found))
        .layer(from_fn_with_state(state.clone(), finish))
        .with_state(state)
}

fn assemble(routes: Routes) -> Router<ApiState> {
    routes
        .into_iter()
        .fold(Router::new(), |router, (address, methods)| router.route(address, methods))
        .method_not_allowed_fallback(method_not_allowed)
}
