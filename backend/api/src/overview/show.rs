//! `GET /api/v1/overview`

use axum::Json;
use axum::extract::State;
use domain::operations::overview;
use shared::Overview;
use shared::paths::route;

use crate::extract::ReaderLanguage;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// How things stand: how full the ranges of conference IDs are, whether emails leave, what is going on, and what was done
/// last.
#[utoipa::path(
    get,
    path = route::OVERVIEW,
    tag = "overview",
    responses((status = 200, description = "How things stand now.", body = Overview))
)]
pub(crate) async fn show_overview(
    State(state): State<ApiState>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<Overview>, ProblemResponse> {
    let (now, mails) = (state.application.now(), state.mails);
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { overview::show_overview(read, &*mails, now, language).await })
    });
    Ok(Json(read.await?))
}
