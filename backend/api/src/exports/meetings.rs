//! `GET /api/v1/meetings.csv` and `.jsonl`

use axum::extract::State;
use axum::response::Response;
use domain::operations::exports::{self, ExportForm};
use shared::paths::route;
use shared::{AuditAction, MeetingFilter, TableForm};

use super::{CSV, JSON_LINES, note, stream_export};
use crate::extract::{Authenticated, Query, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The planned meetings that match, with their conference IDs, as CSV for spreadsheets. No cell can be taken for a formula. The export is recorded in the audit log.
#[utoipa::path(
    get,
    path = route::MEETINGS_CSV,
    tag = "meetings",
    params(MeetingFilter, TableForm),
    responses((
        status = 200,
        description = "CSV in UTF-8 with a byte order mark.",
        body = String,
        content_type = "text/csv",
    ))
)]
pub(crate) async fn export_meetings(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Query(filter): Query<MeetingFilter>,
    Query(TableForm { separator, language }): Query<TableForm>,
    ReaderLanguage(reader): ReaderLanguage,
) -> Result<Response, ProblemResponse> {
    note(&state, actor, AuditAction::MeetingsExported).await?;
    let form = ExportForm::Csv(separator, language.unwrap_or(reader));
    let now = state.application.now();
    stream_export(state, CSV, "konfid-meetings.csv", move |read, mut sink| {
        Box::pin(async move { exports::export_meetings(read, now, filter, form, &mut sink).await })
    })
    .await
}

/// The planned meetings that match, with their conference IDs, for programs: one JSON object on each line. The export is recorded in the audit log.
#[utoipa::path(
    get,
    path = route::MEETINGS_JSONL,
    tag = "meetings",
    params(MeetingFilter),
    responses((
        status = 200,
        description = "JSON lines.",
        body = shared::Meeting,
        content_type = "application/jsonl",
    ))
)]
pub(crate) async fn export_meetings_as_json(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Query(filter): Query<MeetingFilter>,
) -> Result<Response, ProblemResponse> {
    note(&state, actor, AuditAction::MeetingsExported).await?;
    let now = state.application.now();
    stream_export(state, JSON_LINES, "konfid-meetings.jsonl", move |read, mut sink| {
        Box::pin(async move {
            exports::export_meetings(read, now, filter, ExportForm::JsonLines, &mut sink).await
        })
    })
    .await
}
