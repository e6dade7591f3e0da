//! `DELETE /api/v1/users/{user}/calendar`

use axum::extract::State;
use domain::operations::meeting_updates;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, UserId};

use crate::extract::{Authenticated, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Disconnects a user's calendar and deletes its encrypted password, the update that is waiting, the earlier data of
/// its meetings, and the messages to invitees.
#[utoipa::path(
    delete,
    path = route::USER_CALENDAR,
    tag = "meeting updates",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 204, description = "No calendar is connected."),
        (status = 404, description = "There is no such user.", body = Problem),
    )
)]
pub(crate) async fn disconnect_calendar(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
) -> Result<StatusCode, ProblemResponse> {
    let disconnected = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { meeting_updates::disconnect_calendar(transaction, context, user).await })
    });
    disconnected.await?;
    Ok(StatusCode::NO_CONTENT)
}
