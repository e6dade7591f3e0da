//! `POST /api/v1/users/{user}/meetings`

use axum::extract::State;
use shared::paths::route;
use shared::{CreateMeetingRequest, Fault, MeetingDetails, Problem, ProblemKind, UserId};

use super::create::plan;
use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Plans a meeting for this user; organizers do that for themselves.
#[utoipa::path(
    post,
    path = route::USER_MEETINGS,
    tag = "meetings",
    params(
        ("user" = UserId, Path, description = "The organizer."),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = CreateMeetingRequest,
    responses(
        (status = 201, description = "The new meeting; its address is in `Location`.", body = MeetingDetails),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "The user is not enabled, or no conference ID is left.", body = Problem),
        (status = 422, description = "A value is not valid.", body = Problem),
    )
)]
pub(crate) async fn plan_user_meeting(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    ReaderLanguage(language): ReaderLanguage,
    IdempotentJson { key, body }: IdempotentJson<CreateMeetingRequest>,
) -> Result<Changed, ProblemResponse> {
    if body.organizer.is_some_and(|organizer| organizer != user) {
        return Err(ProblemKind::field("organizer", Fault::UnknownValue).into());
    }
    plan(&state, actor, key, language, user, &body).await
}
