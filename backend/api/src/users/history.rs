//! `GET /api/v1/users/{user}/history`

use axum::Json;
use axum::extract::State;
use domain::operations::conference_ids;
use shared::paths::route;
use shared::{Assignment, Page, PageRequest, Problem, ProblemKind, UserId};

use crate::extract::{Path, Query};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The conference IDs that a user has had, newest first.
#[utoipa::path(
    get,
    path = route::USER_HISTORY,
    tag = "users",
    params(("user" = UserId, Path, description = "The user."), PageRequest),
    responses(
        (status = 200, description = "A page of the history.", body = Page<Assignment>),
        (status = 404, description = "There is no such user.", body = Problem),
    )
)]
pub(crate) async fn show_user_history(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<Assignment>>, ProblemResponse> {
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { conference_ids::user_history(read, user).await }));
    Ok(Json(part(read.await?, &page)?))
}

/// A page of the history. The cursor counts from the oldest period, so that a reset meanwhile moves nothing.
fn part(mut history: Vec<Assignment>, page: &PageRequest) -> Result<Page<Assignment>, ProblemKind> {
    let total = history.len();
    let older = match page.cursor.as_deref() {
        Some(cursor) => cursor.parse().map_err(|_| ProblemKind::InvalidCursor)?,
        None => total,
    };
    let start = total.checked_sub(older).ok_or(ProblemKind::InvalidCursor)?;
    let mut items = history.split_off(start);
    items.truncate(page.checked_limit()? as usize);
    let left = older - items.len();
    let next_cursor = (left > 0).then(|| left.to_string());
    Ok(Page { items, next_cursor, total: page.count.then_some(total as u64) })
}
