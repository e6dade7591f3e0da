//! `GET /api/v1/users.jsonl`

use axum::extract::State;
use axum::response::Response;
use domain::operations::{exports, users};
use shared::paths::route;
use shared::{User, UserFilter, UserOrder};

use super::{JSON_LINES, stream_export};
use crate::extract::{Authenticated, Query};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The users that match, for programs: one JSON object on each line. The export is recorded in the audit log.
#[utoipa::path(
    get,
    path = route::USERS_JSONL,
    tag = "users",
    params(UserFilter, UserOrder),
    responses((status = 200, description = "JSON lines.", body = User, content_type = "application/jsonl"))
)]
pub(crate) async fn export_users_as_json(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Query(filter): Query<UserFilter>,
    Query(UserOrder { sort }): Query<UserOrder>,
) -> Result<Response, ProblemResponse> {
    let counted = filter.clone();
    let count = state
        .application
        .in_snapshot(move |read| Box::pin(async move { users::count_export(read, &counted).await }))
        .await?;
    let begin = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { users::begin_export(transaction, context, count).await })
    });
    begin.await?;
    stream_export(state, JSON_LINES, "konfid-users.jsonl", move |read, mut sink| {
        Box::pin(async move { exports::export_users_as_json(read, &filter, sort, &mut sink).await })
    })
    .await
}
