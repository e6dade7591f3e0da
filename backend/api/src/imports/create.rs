//! `POST /api/v1/imports`

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::operations::imports;
use http::{StatusCode, header};
use shared::paths::{self, route};
use shared::{Import, ImportOptions, Problem};

use crate::extract::{Authenticated, ImportFile, Query};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Reads a file of users and returns a preview of the import. No user is changed until the import is applied.
/// The request's body is the file itself.
#[utoipa::path(
    post,
    path = route::IMPORTS,
    tag = "imports",
    params(ImportOptions),
    request_body(
        content = String,
        description = "CSV with a header line, as Microsoft 365, Entra, Exchange, Active Directory, Google Workspace and Okta write it, or with the columns of the template (`/api/v1/imports/template.csv`). Separators, encodings and what stands before the header are recognised; `charset` in `Content-Type` names an encoding.",
        content_type = "text/csv",
        example = json!("Display name,User principal name,Mail,Language\r\nAnna Svensson,anna.svensson@contoso.example,anna.svensson@contoso.example,sv\r\n"),
    ),
    responses(
        (status = 201, description = "The preview; its address is in `Location`.", body = Import),
        (status = 415, description = "The body is a form or is compressed: send the file itself.", body = Problem),
        (status = 413, description = "The file has more than 100 MB.", body = Problem),
        (status = 422, description = "The file cannot be imported.", body = Problem),
    )
)]
pub(crate) async fn create_import(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Query(options): Query<ImportOptions>,
    ImportFile { bytes, charset }: ImportFile,
) -> Result<impl IntoResponse, ProblemResponse> {
    let import =
        imports::preview_import(&state.application, actor, bytes, charset.as_deref(), options).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, paths::import(import.id))], Json(import)))
}
