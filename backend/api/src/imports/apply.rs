//! `POST /api/v1/imports/{import}/apply`

use axum::extract::State;
use domain::operations::jobs;
use http::StatusCode;
use shared::paths::route;
use shared::{ApplyImportRequest, ImportId, Job, Problem};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Starts a job that imports the users of the file. The answer comes at once; the job says how far it has come, and
/// what became of each row. Users may have changed since the preview: each row is compared again when its turn comes. Users
/// that the preview proposed for disabling stay enabled unless `disableProposed` says otherwise. The body may be missing.
#[utoipa::path(
    post,
    path = route::IMPORT_APPLY,
    tag = "imports",
    params(
        ("import" = ImportId, Path, description = "The import."),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = ApplyImportRequest,
    responses(
        (status = 202, description = "The job; its address is in `Location`.", body = Job),
        (status = 404, description = "There is no such import, or it no longer exists.", body = Problem),
        (status = 409, description = "It was started already; the import names its job.", body = Problem),
    )
)]
pub(crate) async fn apply_import(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(import): Path<ImportId>,
    IdempotentJson { key, body: request }: IdempotentJson<ApplyImportRequest>,
) -> Result<Changed, ProblemResponse> {
    let change = state.change(actor, key, StatusCode::ACCEPTED, move |transaction, context| {
        Box::pin(async move { jobs::start_import(transaction, context, import, request).await })
    });
    Ok(change.await?.with_job_location())
}
