//! `GET /api/v1/users.csv`

use axum::extract::State;
use axum::response::Response;
use domain::operations::users;
use shared::paths::route;
use shared::{TableForm, UserFilter, UserOrder};

use crate::exports::{CSV, stream_export};
use crate::extract::{Authenticated, Query, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The users that match, as CSV for spreadsheets. No cell can be taken for a formula. The export is recorded in the
/// audit log.
#[utoipa::path(
    get,
    path = route::USERS_CSV,
    tag = "users",
    params(UserFilter, UserOrder, TableForm),
    responses((
        status = 200,
        description = "CSV in UTF-8 with a byte order mark.",
        body = String,
        content_type = "text/csv",
    ))
)]
pub(crate) async fn export_users(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Query(filter): Query<UserFilter>,
    Query(UserOrder { sort }): Query<UserOrder>,
    Query(TableForm { separator, language }): Query<TableForm>,
    ReaderLanguage(reader): ReaderLanguage,
) -> Result<Response, ProblemResponse> {
    let form = (separator, language.unwrap_or(reader));
    let counted = filter.clone();
    let count = state
        .application
        .in_snapshot(move |read| Box::pin(async move { users::count_export(read, &counted).await }))
        .await?;
    let begin = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { users::begin_export(transaction, context, count).await })
    });
    begin.await?;
    stream_export(state, CSV, "konfid-users.csv", move |read, mut sink| {
        Box::pin(async move { users::export_users(read, &filter, sort, form, &mut sink).await })
    })
    .await
}
