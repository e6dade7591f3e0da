//! `DELETE /api/v1/mail-templates/{event}/{language}`

use axum::extract::State;
use domain::operations::mail_templates;
use shared::paths::route;
use shared::{LanguageTag, MailEvent, MailTemplateReport, Problem};

use super::address::TemplateAddress;
use crate::answer::Versioned;
use crate::extract::{Authenticated, IfMatch};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Goes back to the built-in text. In a language that Konfid brings no texts in, users get the text in the organisation's.
#[utoipa::path(
    delete,
    path = route::MAIL_TEMPLATE,
    tag = "mails",
    params(
        ("event" = MailEvent, Path, description = "What the emails are about."),
        ("language" = LanguageTag, Path, description = "The language."),
        ("If-Match" = String, Header),
    ),
    responses(
        (status = 200, description = "The text as it is now.", body = MailTemplateReport),
        (status = 404, description = "There is no such event, or that is no language.", body = Problem),
        (status = 412, description = "Somebody else changed the text first.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn reset_mail_template(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    TemplateAddress(event, language): TemplateAddress,
    seen: IfMatch,
) -> Result<Versioned<MailTemplateReport>, ProblemResponse> {
    let seen = seen.required()?;
    let write = state.application.in_transaction_as(actor, move |transaction, context| {
        let language = language.clone();
        Box::pin(async move {
            mail_templates::reset_mail_template(transaction, context, (event, language), seen).await
        })
    });
    let report = write.await?;
    Ok(Versioned(report.version, report))
}
