//! `DELETE /api/v1/users/{user}`, and what is left of a removed user

use axum::Json;
use axum::extract::State;
use domain::operations::users;
use shared::paths::route;
use shared::{Problem, RemoveUserParameters, RemovedUser, UserId};

use crate::extract::{Authenticated, IfMatch, Path, Query};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Removes a user for good: the conference ID stops at once and goes into quarantine; emails, the connected calendar with
/// its meeting log, and the user's sessions go. The history and the audit log stay under the user's name. No email is sent.
#[utoipa::path(
    delete,
    path = route::USER,
    tag = "users",
    params(("user" = UserId, Path, description = "The user."), ("If-Match" = String, Header), RemoveUserParameters),
    responses(
        (status = 200, description = "What is left of the user.", body = RemovedUser),
        (status = 400, description = "What was typed is no conference ID.", body = Problem),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "The conference ID is locked and was not typed.", body = Problem),
        (status = 412, description = "Somebody else changed the user first.", body = Problem),
        (status = 422, description = "What was typed is not the user’s conference ID.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn remove_user(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    Query(RemoveUserParameters { confirm_conference_id }): Query<RemoveUserParameters>,
    seen: IfMatch,
) -> Result<Json<RemovedUser>, ProblemResponse> {
    let seen = seen.required()?;
    let remove = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(
            async move { users::remove_user(transaction, context, user, seen, confirm_conference_id).await },
        )
    });
    Ok(Json(remove.await?))
}

/// What is left of a removed user.
#[utoipa::path(
    get,
    path = route::REMOVED_USER,
    tag = "users",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "What is left of the user.", body = RemovedUser),
        (status = 404, description = "No such user was removed.", body = Problem),
    )
)]
pub(crate) async fn show_removed_user(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
) -> Result<Json<RemovedUser>, ProblemResponse> {
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { users::show_removed_user(read, user).await }));
    Ok(Json(read.await?))
}

/// Strikes out the name of a removed user for good: the name, the addresses and what was written about the user, wherever
/// they are kept. Files that were imported in the last day go, too, because they may hold them.
#[utoipa::path(
    delete,
    path = route::REMOVED_USER_NAME,
    tag = "users",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "What is left of the user.", body = RemovedUser),
        (status = 404, description = "No such user was removed.", body = Problem),
    )
)]
pub(crate) async fn strike_out_name(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
) -> Result<Json<RemovedUser>, ProblemResponse> {
    let strike_out = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { users::strike_out_name(transaction, context, user).await })
    });
    Ok(Json(strike_out.await?))
}
