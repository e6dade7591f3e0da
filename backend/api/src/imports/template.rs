//! `GET /api/v1/imports/template.csv`

use axum::response::IntoResponse;
use domain::operations::imports;
use http::header;
use shared::TableForm;
use shared::paths::route;

use crate::extract::{Query, ReaderLanguage};
use crate::problem::ProblemResponse;

/// An empty table for an import: the headings, and no rows.
#[utoipa::path(
    get,
    path = route::IMPORT_TEMPLATE,
    tag = "imports",
    params(TableForm),
    responses((
        status = 200,
        description = "CSV in UTF-8 with a byte order mark.",
        body = String,
        content_type = "text/csv",
    ))
)]
pub(crate) async fn show_import_template(
    ReaderLanguage(reader): ReaderLanguage,
    Query(TableForm { separator, language }): Query<TableForm>,
) -> Result<impl IntoResponse, ProblemResponse> {
    let table = imports::import_template(language.unwrap_or(reader), separator)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"konfid-template.csv\""),
    ];
    Ok((headers, table))
}
