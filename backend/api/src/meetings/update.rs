//! `PATCH /api/v1/meetings/{meeting}`

use axum::extract::State;
use domain::MeetingChanges;
use domain::operations::meetings;
use http::StatusCode;
use shared::paths::route;
use shared::{MeetingDetails, MeetingId, Problem, UpdateMeetingRequest};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Changes the values of a planned meeting that are given, and leaves the rest as they are. It keeps its conference ID.
#[utoipa::path(
    patch,
    path = route::MEETING,
    tag = "meetings",
    params(
        ("meeting" = MeetingId, Path, description = "The meeting."),
        ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = UpdateMeetingRequest,
    responses(
        (status = 200, description = "The meeting as it is now.", body = MeetingDetails),
        (status = 404, description = "There is no such meeting.", body = Problem),
        (status = 409, description = "The meeting was cancelled.", body = Problem),
        (status = 412, description = "Somebody else changed the meeting first.", body = Problem),
        (status = 422, description = "A value is not valid.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn update_meeting(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(meeting): Path<MeetingId>,
    seen: IfMatch,
    ReaderLanguage(language): ReaderLanguage,
    IdempotentJson { key, body }: IdempotentJson<UpdateMeetingRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.required()?;
    // A series is looked through before the transaction begins: others must not wait for that.
    let changes = MeetingChanges::check(&body)?;
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move {
            meetings::update_meeting(transaction, context, meeting, seen, changes, language).await
        })
    });
    Ok(change.await?.with_entity_tag())
}
