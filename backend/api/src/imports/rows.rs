//! `GET /api/v1/imports/{import}/rows`

use axum::Json;
use axum::extract::State;
use domain::operations::imports;
use shared::paths::route;
use shared::{ImportId, ImportRow, ImportRowFilter, Page, PageRequest, Problem};

use crate::extract::{Path, Query, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A page of an import's rows, with what each one would do now or why it is refused. What was done with each is in the
/// rows of the import's job. Without a filter, rows that were refused come first, then those with a note, then enabled users
/// that are missing from a file that holds everybody, and then the rest.
#[utoipa::path(
    get,
    path = route::IMPORT_ROWS,
    tag = "imports",
    params(("import" = ImportId, Path, description = "The import."), ImportRowFilter, PageRequest),
    responses(
        (status = 200, description = "A page of the rows.", body = Page<ImportRow>),
        (status = 404, description = "There is no such import, or it no longer exists.", body = Problem),
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
