//! `POST /api/v1/users/{user}/meeting-updates/retry`

use axum::Json;
use axum::extract::State;
use domain::operations::meeting_updates;
use shared::paths::route;
use shared::{CalendarUpdate, Problem, UserId};

use crate::extract::{Authenticated, Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Checks all of a user's meetings again now. Asking twice does no more than asking once.
#[utoipa::path(
    post,
    path = route::USER_MEETING_UPDATES_RETRY,
    tag = "meeting updates",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "The update is waiting.", body = CalendarUpdate),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "No calendar is connected, or updating is switched off.", body = Problem),
    )
)]
pub(crate) async fn retry_meeting_updates(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<CalendarUpdate>, ProblemResponse> {
    let retried = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move {
            meeting_updates::retry_meeting_updates(transaction, context, user).await?;
            meeting_updates::show_calendar_update(transaction.as_read(), user, language).await
        })
    });
    Ok(Json(retried.await?))
}
