//! `POST /api/v1/mails/retry`

use axum::Json;
use axum::extract::State;
use domain::operations::mails;
use shared::paths::route;
use shared::{Problem, RetriedMails};

use crate::extract::{Authenticated, Json as Read, Nothing};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Sends all emails again that failed, and says how many there were. Asking once more changes nothing: then there are
/// none left, unless some have failed again.
#[utoipa::path(
    post,
    path = route::MAILS_RETRY,
    tag = "mails",
    responses(
        (status = 200, description = "How many were queued again.", body = RetriedMails),
        (status = 400, description = "The body cannot be read.", body = Problem),
    )
)]
pub(crate) async fn retry_failed_mails(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Read(Nothing {}): Read<Nothing>,
) -> Result<Json<RetriedMails>, ProblemResponse> {
    // A few in each transaction, so that nobody waits for it.
    let (mut queued, mut before) = (0, None);
    loop {
        state.mails.go_on();
        let step = state.application.in_transaction_as(actor.clone(), move |transaction, context| {
            Box::pin(async move { mails::retry_failed_mails(transaction, context, before).await })
        });
        let step = step.await?;
        queued += step.queued;
        before = step.next;
        if before.is_none() {
            return Ok(Json(RetriedMails { queued }));
        }
    }
}
