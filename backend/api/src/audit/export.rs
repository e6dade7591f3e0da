//! `GET /api/v1/audit.csv`

use axum::body::Body;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::operations::audit;
use domain::{Error, Result};
use futures::stream::{self, StreamExt as _};
use http::header;
use serde::Deserialize;
use shared::paths::route;
use shared::{AuditFilter, Language, Problem};
use utoipa::IntoParams;

use crate::extract::{Query, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// In which language a table is.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct TableLanguage {
    /// The language; when missing, the best one for `Accept-Language`. A link cannot have that of the page.
    language: Option<Language>,
}

/// The entries that match, newest first, as CSV for spreadsheets, in the reader's language. No cell can be taken for a
/// formula.
#[utoipa::path(
    get,
    path = route::AUDIT_CSV,
    tag = "audit",
    params(AuditFilter, TableLanguage),
    responses(
        (status = 200, description = "CSV in UTF-8 with a byte order mark.", body = String, content_type = "text/csv"),
        (status = 400, description = "A value cannot be read.", body = Problem),
    )
)]
pub(crate) async fn export_audit(
    State(state): State<ApiState>,
    ReaderLanguage(language): ReaderLanguage,
    Query(filter): Query<AuditFilter>,
    Query(TableLanguage { language: wanted }): Query<TableLanguage>,
) -> Result<impl IntoResponse, ProblemResponse> {
    let language = wanted.unwrap_or(language);
    let header = audit::audit_header(language)?;
    let application = state.application;
    // Each part is read when the one before has left, so nothing is held for a client that reads slowly. What is done
    // meanwhile is newer and stays out.
    let parts = stream::try_unfold(Some(None), move |next| {
        let (application, filter) = (application.clone(), filter.clone());
        async move {
            let Some(before) = next else { return Ok::<_, Error>(None) };
            let read = application.in_snapshot(move |read| {
                Box::pin(async move { audit::audit_table(read, &filter, before, language).await })
            });
            let (text, next) = read.await?;
            Ok(Some((text, next.map(Some))))
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"konfid-audit.csv\""),
    ];
    Ok((headers, Body::from_stream(stream::iter([Ok(header)]).chain(parts))))
}
