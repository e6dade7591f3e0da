//! `POST /api/v1/users/{user}/organizer-link`

use axum::extract::State;
use domain::operations::organizers;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, User, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, Nothing, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Emails a user a link that signs them in as an organizer, so that they can connect their calendar themselves.
#[utoipa::path(
    post,
    path = route::USER_ORGANIZER_LINK,
    tag = "users",
    params(
        ("user" = UserId, Path, description = "The user."),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    responses(
        (status = 200, description = "The user; `latestMail` is the email that is waiting to be sent.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
    )
)]
pub(crate) async fn send_organizer_link(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    IdempotentJson { key, body: Nothing {} }: IdempotentJson<Nothing>,
) -> Result<Changed, ProblemResponse> {
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move { organizers::send_organizer_link(transaction, context, user).await })
    });
    Ok(change.await?.with_entity_tag())
}
