//! `GET /api/v1/administrators`

use axum::Json;
use axum::extract::State;
use domain::operations::administrators;
use shared::paths::route;
use shared::{Account, Page};

use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The accounts of all administrators, by name. The list is always complete.
#[utoipa::path(
    get,
    path = route::ADMINISTRATORS,
    tag = "administrators",
    responses((status = 200, description = "The accounts.", body = Page<Account>))
)]
pub(crate) async fn list_administrators(
    State(state): State<ApiState>,
) -> Result<Json<Page<Account>>, ProblemResponse> {
    let now = state.application.now();
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { administrators::list_accounts(read, now).await }));
    Ok(Json(Page { items: read.await?, next_cursor: None, total: None }))
}
