//! `GET /api/v1/tokens`

use axum::Json;
use axum::extract::State;
use domain::operations::tokens;
use shared::paths::route;
use shared::{ApiToken, Page};

use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The valid tokens, newest first. The list is always complete.
#[utoipa::path(
    get,
    path = route::TOKENS,
    tag = "tokens",
    responses((status = 200, description = "The tokens, without their secrets.", body = Page<ApiToken>))
)]
pub(crate) async fn list_tokens(
    State(state): State<ApiState>,
) -> Result<Json<Page<ApiToken>>, ProblemResponse> {
    let now = state.application.now();
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { tokens::list_tokens(read, now).await }));
    Ok(Json(Page { items: read.await?, next_cursor: None, total: None }))
}
