//! `GET /api/v1/history.csv` and `.jsonl`

use axum::extract::State;
use axum::response::Response;
use domain::operations::exports::{self, ExportForm};
use shared::paths::route;
use shared::{AuditAction, TableForm};

use super::{CSV, JSON_LINES, note, stream_export};
use crate::extract::{Authenticated, Query, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The whole history of conference IDs, who had which when, why and by whom, as CSV for spreadsheets. No cell can be taken for a formula. The export is recorded in the audit log.
#[utoipa::path(
    get,
    path = route::HISTORY_CSV,
    tag = "conference IDs",
    params(TableForm),
    responses((
        status = 200,
        description = "CSV in UTF-8 with a byte order mark.",
        body = String,
        content_type = "text/csv",
    ))
)]
pub(crate) async fn export_history(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Query(TableForm { separator, language }): Query<TableForm>,
    ReaderLanguage(reader): ReaderLanguage,
) -> Result<Response, ProblemResponse> {
    note(&state, actor, AuditAction::HistoryExported).await?;
    let form = ExportForm::Csv(separator, language.unwrap_or(reader));
    stream_export(state, CSV, "konfid-history.csv", move |read, mut sink| {
        Box::pin(async move { exports::export_history(read, form, &mut sink).await })
    })
    .await
}

/// The whole history of conference IDs, who had which when, why and by whom, for programs: one JSON object on each line. The export is recorded in the audit log.
#[utoipa::path(
    get,
    path = route::HISTORY_JSONL,
    tag = "conference IDs",
    responses((
        status = 200,
        description = "JSON lines.",
        body = shared::Assignment,
        content_type = "application/jsonl",
    ))
)]
pub(crate) async fn export_history_as_json(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
) -> Result<Response, ProblemResponse> {
    note(&state, actor, AuditAction::HistoryExported).await?;
    stream_export(state, JSON_LINES, "konfid-history.jsonl", move |read, mut sink| {
        Box::pin(async move { exports::export_history(read, ExportForm::JsonLines, &mut sink).await })
    })
    .await
}
