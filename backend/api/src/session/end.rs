//! `DELETE /api/v1/sessions` and `DELETE /api/v1/sessions/{session}`

use axum::extract::State;
use domain::operations::sessions;
use http::{HeaderMap, StatusCode};
use shared::paths::route;
use shared::{Problem, SessionId};

use crate::extract::{Path, Person};
use crate::guard::{current_session, who_asks};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Ends a session of any administrator.
#[utoipa::path(
    delete,
    path = route::SESSION_ENTRY,
    tag = "session",
    params(("session" = SessionId, Path, description = "The session.")),
    responses(
        (status = 204, description = "The session has ended."),
        (status = 403, description = "A token cannot do this.", body = Problem),
        (status = 404, description = "There is no such session.", body = Problem),
    )
)]
pub(crate) async fn end_session(
    State(state): State<ApiState>,
    Person(actor): Person,
    Path(session): Path<SessionId>,
) -> Result<StatusCode, ProblemResponse> {
    let end = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { sessions::end_session(transaction, context, session).await })
    });
    end.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs out everywhere else: ends all other sessions of the administrator who is signed in.
#[utoipa::path(
    delete,
    path = route::SESSIONS,
    tag = "session",
    responses(
        (status = 204, description = "All other sessions of this administrator have ended."),
        (status = 403, description = "A token cannot do this.", body = Problem),
    )
)]
pub(crate) async fn end_other_sessions(
    State(state): State<ApiState>,
    Person(actor): Person,
    headers: HeaderMap,
) -> Result<StatusCode, ProblemResponse> {
    // Without a session of its own, as in the demo, there is nothing to be elsewhere of.
    if let Some(current) = current_session(who_asks(&state, &headers).await?) {
        let end = state.application.in_transaction_as(actor, move |transaction, context| {
            Box::pin(async move { sessions::end_other_sessions(transaction, context, Some(current)).await })
        });
        end.await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
