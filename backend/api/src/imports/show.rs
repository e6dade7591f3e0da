//! `GET /api/v1/imports/{import}`

use axum::Json;
use axum::extract::State;
use domain::operations::imports;
use shared::paths::route;
use shared::{Import, ImportId, ImportState, Problem};

use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// One import: its preview, its progress or its result.
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
    // Asked before the store: an import that ends in between is then shown as it ended.
    let running = state.imports.done(id);
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { imports::show_import(read, id).await }));
    let import = read.await?;
    Ok(Json(match running {
        Some(done) => applying(&import, done),
        None => import,
    }))
}

/// The import while it is being applied.
pub(super) fn applying(import: &Import, done: u64) -> Import {
    Import { state: ImportState::Applying, done, error: None, ..*import }
}
