//! `GET /api/v1/users`

use axum::Json;
use axum::extract::State;
use domain::operations::users;
use shared::paths::route;
use shared::{Page, PageRequest, Problem, User, UserFilter, UserOrder};

use crate::extract::Query;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A page of the users that match. Send `nextCursor` as `cursor` to get the next page.
#[utoipa::path(
    get,
    path = route::USERS,
    tag = "users",
    params(UserFilter, UserOrder, PageRequest),
    responses(
        (status = 200, description = "A page of the list.", body = Page<User>),
        (status = 400, description = "A value or the cursor cannot be read.", body = Problem),
    )
)]
pub(crate) async fn list_users(
    State(state): State<ApiState>,
    Query(filter): Query<UserFilter>,
    Query(UserOrder { sort }): Query<UserOrder>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<User>>, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { users::list_users(read, now, &filter, sort, &page).await })
    });
    Ok(Json(read.await?))
}
