//! `GET /api/v1/imports/{import}/rows`

use axum::Json;
use axum::extract::State;
use domain::operations::imports;
use shared::paths::route;
use shared::{ImportId, ImportRow, ImportRowFilter, Page, PageRequest, Problem};

use crate::extract::{Path, Query, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A part of an import's rows, with what each does or why it is refused. After the import was applied only the
/// refused rows are shown.
#[utoipa::path(
    get,
    path = route::IMPORT_ROWS,
    tag = "imports",
    params(("import" = ImportId, Path, description = "The import."), ImportRowFilter, PageRequest),
    responses(
        (status = 200, description = "A part of the rows.", body = Page<ImportRow>),
        (status = 404, description = "There is no such import, or no longer.", body = Problem),
    )
)]
pub(crate) async fn list_import_rows(
    State(state): State<ApiState>,
    ReaderLanguage(language): ReaderLanguage,
    Path(import): Path<ImportId>,
    Query(filter): Query<ImportRowFilter>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<ImportRow>>, ProblemResponse> {
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { imports::import_rows(read, import, filter, &page, language).await })
    });
    Ok(Json(read.await?))
}
