//! `PUT /api/v1/mail-templates/{event}/{language}`

use axum::extract::State;
use domain::operations::mail_templates;
use shared::paths::route;
use shared::{LanguageTag, MailEvent, MailTemplateReport, MailTemplateText, Problem};

use super::address::TemplateAddress;
use crate::answer::Versioned;
use crate::extract::{Authenticated, IfMatch, Json};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Replaces the text of the emails about an event in a language. Emails that wait are written with it. A text that no email can
/// be written with, or that leaves out what the email is for, is refused with the line of each fault.
#[utoipa::path(
    put,
    path = route::MAIL_TEMPLATE,
    tag = "mails",
    params(
        ("event" = MailEvent, Path, description = "What the emails are about."),
        ("language" = LanguageTag, Path, description = "The language."),
        ("If-Match" = String, Header),
    ),
    request_body = MailTemplateText,
    responses(
        (status = 200, description = "The text as it is now.", body = MailTemplateReport),
        (status = 404, description = "There is no such event, or that is no language.", body = Problem),
        (status = 412, description = "Somebody else changed the text first.", body = Problem),
        (status = 422, description = "No email can be written with it; `errors` names each fault.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn set_mail_template(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    TemplateAddress(event, language): TemplateAddress,
    seen: IfMatch,
    Json(text): Json<MailTemplateText>,
) -> Result<Versioned<MailTemplateReport>, ProblemResponse> {
    let seen = seen.required()?;
    let write = state.application.in_transaction_as(actor, move |transaction, context| {
        let (language, text) = (language.clone(), text.clone());
        Box::pin(async move {
            mail_templates::set_mail_template(transaction, context, (event, language), seen, text).await
        })
    });
    let report = write.await?;
    Ok(Versioned(report.version, report))
}
