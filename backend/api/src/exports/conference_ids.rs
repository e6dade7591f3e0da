//! `GET /api/v1/conference-ids.csv` and `.jsonl`

use axum::extract::State;
use axum::response::Response;
use domain::operations::exports::{self, ExportForm};
use shared::paths::route;
use shared::{AuditAction, TableForm};

use super::{CSV, JSON_LINES, note, stream_export};
use crate::extract::{Authenticated, Query, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Every conference ID that belongs to somebody or is in quarantine, with its owner, as CSV for spreadsheets. No cell can be taken for a formula. The export is recorded in the audit log.
#[utoipa::path(
    get,
    path = route::CONFERENCE_IDS_CSV,
    tag = "conference IDs",
    params(TableForm),
    responses((
        status = 200,
        description = "CSV in UTF-8 with a byte order mark.",
        body = String,
        content_type = "text/csv",
    ))
)]
pub(crate) async fn export_conference_ids(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Query(TableForm { separator, language }): Query<TableForm>,
    ReaderLanguage(reader): ReaderLanguage,
) -> Result<Response, ProblemResponse> {
    note(&state, actor, AuditAction::ConferenceIdsExported).await?;
    let form = ExportForm::Csv(separator, language.unwrap_or(reader));
    stream_export(state, CSV, "konfid-conference-ids.csv", move |read, mut sink| {
        Box::pin(async move { exports::export_conference_ids(read, form, &mut sink).await })
    })
    .await
}

/// Every conference ID that belongs to somebody or is in quarantine, with its owner, for programs: one JSON object on each line. The export is recorded in the audit log.
#[utoipa::path(
    get,
    path = route::CONFERENCE_IDS_JSONL,
    tag = "conference IDs",
    responses((
        status = 200,
        description = "JSON lines.",
        body = shared::ConferenceIdLine,
        content_type = "application/jsonl",
    ))
)]
pub(crate) async fn export_conference_ids_as_json(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
) -> Result<Response, ProblemResponse> {
    note(&state, actor, AuditAction::ConferenceIdsExported).await?;
    stream_export(state, JSON_LINES, "konfid-conference-ids.jsonl", move |read, mut sink| {
        Box::pin(async move { exports::export_conference_ids(read, ExportForm::JsonLines, &mut sink).await })
    })
    .await
}
