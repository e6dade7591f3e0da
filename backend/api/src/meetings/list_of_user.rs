//! `GET /api/v1/users/{user}/meetings`

use axum::Json;
use axum::extract::State;
use domain::operations::meetings;
use shared::paths::route;
use shared::{Meeting, MeetingFilter, Page, PageRequest, Problem, UserId};

use crate::extract::{Path, Query};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A page of the planned meetings of one user, newest first.
#[utoipa::path(
    get,
    path = route::USER_MEETINGS,
    tag = "meetings",
    params(("user" = UserId, Path, description = "The organizer."), MeetingFilter, PageRequest),
    responses(
        (status = 200, description = "A page of the list.", body = Page<Meeting>),
        (status = 404, description = "There is no such user.", body = Problem),
    )
)]
pub(crate) async fn list_user_meetings(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
    Query(filter): Query<MeetingFilter>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<Meeting>>, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { meetings::list_meetings(read, now, Some(user), filter, &page).await })
    });
    Ok(Json(read.await?))
}
