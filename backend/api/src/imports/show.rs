//! `GET /api/v1/imports/{import}`

use axum::Json;
use axum::extract::State;
use domain::operations::imports;
use shared::paths::route;
use shared::{Import, ImportId, Problem};

use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// One import: what its file would do when it was read, and its job once it was started.
#[utoipa::path(
    get,
    path = route::IMPORT,
    tag = "imports",
    params(("import" = ImportId, Path, description = "The import.")),
    responses(
        (status = 200, description = "The import.", body = Import),
        (status = 404, description = "There is no such import, or it no longer exists.", body = Problem),
    )
)]
pub(crate) async fn show_import(
    State(state): State<ApiState>,
    Path(id): Path<ImportId>,
) -> Result<Json<Import>, ProblemResponse> {
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { imports::show_import(read, id).await }));
    Ok(Json(read.await?))
}
