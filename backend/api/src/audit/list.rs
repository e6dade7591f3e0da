//! `GET /api/v1/audit`

use axum::Json;
use axum::extract::State;
use domain::operations::audit;
use shared::paths::route;
use shared::{AuditEntry, AuditFilter, Page, PageRequest, Problem};

use crate::extract::{Query, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A page of the entries of the audit log that match, newest first.
#[utoipa::path(
    get,
    path = route::AUDIT,
    tag = "audit",
    params(AuditFilter, PageRequest),
    responses(
        (status = 200, description = "A page of the log.", body = Page<AuditEntry>),
        (status = 400, description = "A value or the cursor cannot be read.", body = Problem),
    )
)]
pub(crate) async fn list_audit(
    State(state): State<ApiState>,
    Query(filter): Query<AuditFilter>,
    Query(page): Query<PageRequest>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<Page<AuditEntry>>, ProblemResponse> {
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { audit::list_audit(read, &filter, &page, language).await })
    });
    Ok(Json(read.await?))
}
