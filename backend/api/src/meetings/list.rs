//! `GET /api/v1/meetings`

use axum::Json;
use axum::extract::State;
use domain::operations::meetings;
use shared::paths::route;
use shared::{Meeting, MeetingFilter, Page, PageRequest, Problem};

use crate::extract::Query;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A page of the planned meetings of all users, newest first.
#[utoipa::path(
    get,
    path = route::MEETINGS,
    tag = "meetings",
    params(MeetingFilter, PageRequest),
    responses(
        (status = 200, description = "A page of the list.", body = Page<Meeting>),
        (status = 400, description = "A value or the cursor cannot be read.", body = Problem),
    )
)]
pub(crate) async fn list_meetings(
    State(state): State<ApiState>,
    Query(filter): Query<MeetingFilter>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<Meeting>>, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { meetings::list_meetings(read, now, None, filter, &page).await })
    });
    Ok(Json(read.await?))
}
