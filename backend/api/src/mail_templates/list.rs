//! `GET /api/v1/mail-templates`

use axum::Json;
use axum::extract::State;
use domain::operations::mail_templates;
use shared::paths::route;
use shared::{MailTemplateReport, Page};

use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The texts of the emails about every event, in English, Swedish and every other language that somebody has written one in.
#[utoipa::path(
    get,
    path = route::MAIL_TEMPLATES,
    tag = "mails",
    responses((status = 200, description = "All texts, by language.", body = Page<MailTemplateReport>))
)]
pub(crate) async fn list_mail_templates(
    State(state): State<ApiState>,
) -> Result<Json<Page<MailTemplateReport>>, ProblemResponse> {
    let read = state
        .application
        .in_snapshot(|read| Box::pin(async move { mail_templates::list_mail_templates(read).await }));
    Ok(Json(Page { items: read.await?, next_cursor: None, total: None }))
}
