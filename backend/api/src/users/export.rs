//! `GET /api/v1/users.csv`

use axum::extract::State;
use axum::response::IntoResponse;
use domain::operations::users;
use http::header;
use shared::paths::route;
use shared::{UserFilter, UserOrder};

use crate::extract::{Authenticated, Query};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The users that match, as CSV for spreadsheets. No cell can be taken for a formula. The export is recorded in the
/// audit log.
#[utoipa::path(
    get,
    path = route::USERS_CSV,
    tag = "users",
    params(UserFilter, UserOrder),
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
) -> Result<impl IntoResponse, ProblemResponse> {
    let write = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { users::export_users(transaction, context, &filter, sort).await })
    });
    let table = write.await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"konfid-users.csv\""),
    ];
    Ok((headers, table))
}
