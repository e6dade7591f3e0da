//! `POST /api/v1/mail-templates/preview`

use axum::Json;
use axum::extract::State;
use domain::operations::mail_templates::sample_facts;
use domain::operations::mails::MailFacts;
use shared::paths::route;
use shared::{MailContent, MailEvent, PreviewMailTemplateRequest, Problem};

use crate::extract::Json as Read;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// How an email would look that is written now, with a text that need not be saved, to somebody made up or to a user. Nothing is
/// sent or changed, and a link in it opens nothing.
#[utoipa::path(
    post,
    path = route::MAIL_TEMPLATES_PREVIEW,
    tag = "mails",
    request_body = PreviewMailTemplateRequest,
    responses(
        (status = 200, description = "The email.", body = MailContent),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 422, description = "No email can be written with the text; `errors` names each fault.", body = Problem),
    )
)]
pub(crate) async fn preview_mail_template(
    State(state): State<ApiState>,
    Read(request): Read<PreviewMailTemplateRequest>,
) -> Result<Json<MailContent>, ProblemResponse> {
    let (event, facts) = facts(&state, request).await?;
    Ok(Json(state.mails.write(event, &facts)))
}

/// What the email that is asked for says.
pub(crate) async fn facts(
    state: &ApiState,
    request: PreviewMailTemplateRequest,
) -> Result<(MailEvent, MailFacts), ProblemResponse> {
    let event = request.event;
    let read =
        state.application.in_snapshot(move |read| Box::pin(async move { sample_facts(read, request).await }));
    Ok((event, read.await?))
}
