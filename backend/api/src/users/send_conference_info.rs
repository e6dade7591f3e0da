//! `POST /api/v1/users/{user}/send-conference-info`

use axum::extract::State;
use domain::operations::mails;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, SendConferenceInfoRequest, User, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Emails a user, or this once another address, the conference ID, the numbers and the block for invitations. A PIN is never sent by email.
#[utoipa::path(
    post,
    path = route::SEND_CONFERENCE_INFO,
    tag = "users",
    params(
        ("user" = UserId, Path, description = "The user."),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = Option<SendConferenceInfoRequest>,
    responses(
        (status = 200, description = "The user; `latestMail` is the email that is waiting to be sent.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "The user is not enabled.", body = Problem),
    )
)]
pub(crate) async fn send_conference_info(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    IdempotentJson { key, body }: IdempotentJson<SendConferenceInfoRequest>,
) -> Result<Changed, ProblemResponse> {
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        let address = body.address.clone();
        Box::pin(async move { mails::send_conference_info(transaction, context, user, address).await })
    });
    Ok(change.await?.with_entity_tag())
}
