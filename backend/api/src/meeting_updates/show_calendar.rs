//! `GET /api/v1/users/{user}/calendar`

use axum::Json;
use axum::extract::State;
use domain::operations::meeting_updates;
use shared::paths::route;
use shared::{CalendarUpdate, Problem, UserId};

use crate::extract::{Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A user's connected calendar and the progress of the update of its meetings.
#[utoipa::path(
    get,
    path = route::USER_CALENDAR,
    tag = "meeting updates",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "The calendar, and how many meetings have which status.", body = CalendarUpdate),
        (status = 404, description = "There is no such user.", body = Problem),
    )
)]
pub(crate) async fn show_calendar(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<CalendarUpdate>, ProblemResponse> {
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { meeting_updates::show_calendar_update(read, user, language).await })
    });
    Ok(Json(read.await?))
}
