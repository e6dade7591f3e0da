//! `POST /api/v1/imports/{import}/apply`

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::operations::imports;
use domain::{Actor, Application, Error};
use http::{StatusCode, header};
use shared::paths::{self, route};
use shared::{Import, ImportId, Language, Problem, ProblemKind};

use super::progress::RunningImport;
use super::show::applying;
use crate::extract::{Authenticated, Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Applies an import as its preview shows it, in one transaction: all of it or nothing. The answer comes at once;
/// read the import to see its progress.
#[utoipa::path(
    post,
    path = route::IMPORT_APPLY,
    tag = "imports",
    params(("import" = ImportId, Path, description = "The import.")),
    responses(
        (status = 202, description = "The import is being applied.", body = Import),
        (status = 404, description = "There is no such import, or it no longer exists.", body = Problem),
        (status = 409, description = "It has already been applied, or is being applied now.", body = Problem),
    )
)]
pub(crate) async fn apply_import(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    ReaderLanguage(language): ReaderLanguage,
    Path(id): Path<ImportId>,
) -> Result<impl IntoResponse, ProblemResponse> {
    // First of all, so that no other request can begin the same import after this one has looked.
    let running = state.imports.begin(id).ok_or(ProblemKind::ImportNotApplicable)?;
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { imports::begin_import(read, id).await }));
    let import = applying(&read.await?, 0);
    let application = state.application.clone();
    (state.spawn)(Box::pin(apply(application, actor, id, language, running)));
    Ok((StatusCode::ACCEPTED, [(header::LOCATION, paths::import(id))], Json(import)))
}

async fn apply(
    application: Application,
    actor: Actor,
    id: ImportId,
    language: Language,
    running: RunningImport,
) {
    let progress: imports::Progress = Arc::new(running.note());
    let applied = application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { imports::apply_import(transaction, context, id, &progress).await })
    });
    match applied.await {
        // Another process has applied it meanwhile: that is no failure of the import.
        Ok(_) | Err(Error::Problem(ProblemKind::ImportNotApplicable)) => {}
        Err(error) => note_failure(&application, id, &error, language).await,
    }
}

async fn note_failure(application: &Application, id: ImportId, error: &Error, language: Language) {
    if let Error::Store(error) = error {
        tracing::error!(import = %id, %error, "an import failed");
    }
    let sentence = error.problem().detail(language);
    let noted = application.in_transaction(move |transaction| {
        Box::pin(async move { imports::fail_import(transaction, id, sentence).await })
    });
    if let Err(error) = noted.await {
        tracing::error!(import = %id, %error, "that an import failed could not be noted");
    }
}
