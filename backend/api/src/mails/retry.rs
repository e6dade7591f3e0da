//! `POST /api/v1/mails/{mail}/retry`

use axum::extract::State;
use domain::operations::mails;
use http::StatusCode;
use shared::paths::route;
use shared::{Mail, MailId, Problem};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, Nothing, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Sends an email that failed, or that is still waiting, again now.
#[utoipa::path(
    post,
    path = route::MAIL_RETRY,
    tag = "mails",
    params(
        ("mail" = MailId, Path, description = "The email."),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    responses(
        (status = 200, description = "The email, queued again.", body = Mail),
        (status = 404, description = "There is no such email.", body = Problem),
        (status = 409, description = "It has been sent, is being sent, or was superseded.", body = Problem),
    )
)]
pub(crate) async fn retry_mail(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(mail): Path<MailId>,
    IdempotentJson { key, body: Nothing {} }: IdempotentJson<Nothing>,
) -> Result<Changed, ProblemResponse> {
    // Before the commit that wakes whoever sends.
    state.mails.go_on();
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move { mails::retry_mail(transaction, context, mail).await })
    });
    change.await
}
