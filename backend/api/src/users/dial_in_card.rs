//! `GET /api/v1/users/{user}/dial-in-card`

use axum::Json;
use axum::extract::State;
use domain::operations::users;
use shared::paths::route;
use shared::{DialInCard, Problem, UserId};

use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// What stands on the dial-in card of a user: the conference ID, the numbers, and for each a link that calls it and then
/// enters the ID. Organizers may read their own. It has no PIN.
#[utoipa::path(
    get,
    path = route::USER_DIAL_IN_CARD,
    tag = "users",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "The dial-in card.", body = DialInCard),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "The user is not enabled for dial-in conferencing, or each meeting has a conference ID of its own.", body = Problem),
    )
)]
pub(crate) async fn show_dial_in_card(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
) -> Result<Json<DialInCard>, ProblemResponse> {
    let now = state.application.now();
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { users::show_dial_in_card(read, now, user).await }));
    read.await.map(Json).map_err(Into::into)
}
