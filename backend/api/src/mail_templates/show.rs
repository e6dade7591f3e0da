//! `GET /api/v1/mail-templates/{event}/{language}`

use axum::extract::State;
use domain::operations::mail_templates;
use shared::paths::route;
use shared::{LanguageTag, MailEvent, MailTemplateReport, Problem};

use super::address::TemplateAddress;
use crate::answer::Versioned;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The text of the emails about an event in a language. In a language that Konfid brings no texts in, `text` is `null` until
/// somebody writes one.
#[utoipa::path(
    get,
    path = route::MAIL_TEMPLATE,
    tag = "mails",
    params(
        ("event" = MailEvent, Path, description = "What the emails are about."),
        ("language" = LanguageTag, Path, description = "The language."),
    ),
    responses(
        (status = 200, description = "The text; its version is in `ETag`.", body = MailTemplateReport),
        (status = 404, description = "There is no such event, or that is no language.", body = Problem),
    )
)]
pub(crate) async fn show_mail_template(
    State(state): State<ApiState>,
    TemplateAddress(event, language): TemplateAddress,
) -> Result<Versioned<MailTemplateReport>, ProblemResponse> {
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { mail_templates::show_mail_template(read, event, language).await })
    });
    let report = read.await?;
    Ok(Versioned(report.version, report))
}
