//! `GET /api/v1/users/{user}`

use axum::extract::State;
use domain::operations::users;
use shared::paths::route;
use shared::{Problem, User, UserId};

use crate::answer::Versioned;
use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// One user, with the latest email to them.
#[utoipa::path(
    get,
    path = route::USER,
    tag = "users",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "The user; its version is in `ETag`.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
    )
)]
pub(crate) async fn show_user(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
) -> Result<Versioned<User>, ProblemResponse> {
    let now = state.application.now();
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { users::show_user(read, now, user).await }));
    let user = read.await?;
    Ok(Versioned(user.version, user))
}
