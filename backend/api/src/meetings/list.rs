//! `GET /api/v1/users/{user}/meetings`

use axum::Json;
use axum::extract::State;
use domain::operations::meetings;
use shared::paths::route;
use shared::{Meeting, MeetingFilter, Page, PageRequest, Problem, UserId};

use crate::extract::{Path, Query, ReaderLanguage};
use crate::problem::Failure;
use crate::state::ApiState;

/// The ledger: what became of each of a user's meetings, newest first.
#[utoipa::path(
    get,
    path = route::USER_MEETINGS,
    tag = "meetings",
    params(("user" = UserId, Path, description = "The user."), MeetingFilter, PageRequest),
    responses(
        (status = 200, description = "A part of the list.", body = Page<Meeting>),
        (status = 404, description = "There is no such user.", body = Problem),
    )
)]
pub(crate) async fn list_meetings(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
    Query(filter): Query<MeetingFilter>,
    Query(page): Query<PageRequest>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<Page<Meeting>>, Failure> {
    let now = state.konfid.now();
    let read = state.konfid.read(move |read| {
        Box::pin(async move { meetings::list_meetings(read, now, user, filter, &page, language).await })
    });
    Ok(Json(read.await?))
}
