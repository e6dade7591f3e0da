//! `POST /api/v1/meetings`

use axum::extract::State;
use domain::operations::meetings;
use domain::{Actor, NewMeeting};
use http::StatusCode;
use shared::paths::route;
use shared::{CreateMeetingRequest, Fault, Language, MeetingDetails, Problem, ProblemKind, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Plans a meeting for a user. Where the user's conference IDs are dynamic, the meeting gets one of its own, which works
/// from now on until some time after its last occurrence.
#[utoipa::path(
    post,
    path = route::MEETINGS,
    tag = "meetings",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = CreateMeetingRequest,
    responses(
        (status = 201, description = "The new meeting; its address is in `Location`.", body = MeetingDetails),
        (status = 409, description = "The user is not enabled, or no conference ID is left.", body = Problem),
        (status = 422, description = "A value is not valid.", body = Problem),
    )
)]
pub(crate) async fn create_meeting(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    ReaderLanguage(language): ReaderLanguage,
    IdempotentJson { key, body }: IdempotentJson<CreateMeetingRequest>,
) -> Result<Changed, ProblemResponse> {
    let organizer = body.organizer.ok_or_else(|| ProblemKind::field("organizer", Fault::Empty))?;
    plan(&state, actor, key, language, organizer, &body).await
}

/// Plans the meeting of this user.
pub(super) async fn plan(
    state: &ApiState,
    actor: Actor,
    key: Option<domain::operations::idempotency::IdempotentRequest>,
    language: Language,
    organizer: UserId,
    request: &CreateMeetingRequest,
) -> Result<Changed, ProblemResponse> {
    // A series is looked through before the transaction begins: others must not wait for that.
    let new = NewMeeting::check(request)?;
    let change =
        state.change::<MeetingDetails>(actor, key, StatusCode::CREATED, move |transaction, context| {
            Box::pin(
                async move { meetings::create_meeting(transaction, context, organizer, new, language).await },
            )
        });
    Ok(change.await?.with_entity_tag().with_meeting_location())
}
