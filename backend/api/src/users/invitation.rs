//! `GET /api/v1/users/{user}/invitation`

use axum::Json;
use axum::extract::State;
use domain::operations::users;
use shared::paths::route;
use shared::{Problem, UserId, UserInvitation};

use crate::extract::{Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// What callers need to reach a user's meetings: conference ID, numbers in their order, and the invitation block in the
/// language of the request.
#[utoipa::path(
    get,
    path = route::USER_INVITATION,
    tag = "users",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "Conference ID, numbers and invitation block.", body = UserInvitation),
        (status = 404, description = "There is no such user.", body = Problem),
    )
)]
pub(crate) async fn show_user_invitation(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<UserInvitation>, ProblemResponse> {
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { users::show_invitation(read, user, language).await }));
    Ok(Json(read.await?))
}
