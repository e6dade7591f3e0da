//! `GET /api/v1/users/{user}/calendar`

use axum::Json;
use axum::extract::State;
use domain::operations::meetings;
use shared::paths::route;
use shared::{MeetingUpdate, Problem, UserId};

use crate::extract::{Path, ReaderLanguage};
use crate::problem::Failure;
use crate::state::ApiState;

/// A user's connected calendar, and how far the update of the meetings in it has come.
#[utoipa::path(
    get,
    path = route::USER_CALENDAR,
    tag = "meetings",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "The calendar and its meetings in numbers.", body = MeetingUpdate),
        (status = 404, description = "There is no such user.", body = Problem),
    )
)]
pub(crate) async fn show_calendar(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<MeetingUpdate>, Failure> {
    let read = state
        .konfid
        .read(move |read| Box::pin(async move { meetings::show_meeting_update(read, user, language).await }));
    Ok(Json(read.await?))
}
