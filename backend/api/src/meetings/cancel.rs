//! `DELETE /api/v1/meetings/{meeting}`

use axum::extract::State;
use domain::operations::meetings;
use http::StatusCode;
use shared::paths::route;
use shared::{MeetingDetails, MeetingId, Problem};

use crate::change::Changed;
use crate::extract::{Authenticated, IfMatch, Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Cancels a planned meeting: a conference ID of its own stops working at once. A meeting that was cancelled stays as it
/// is.
#[utoipa::path(
    delete,
    path = route::MEETING,
    tag = "meetings",
    params(
        ("meeting" = MeetingId, Path, description = "The meeting."),
        ("If-Match" = Option<String>, Header),
    ),
    responses(
        (status = 200, description = "The meeting as it is now.", body = MeetingDetails),
        (status = 404, description = "There is no such meeting.", body = Problem),
        (status = 412, description = "Somebody else changed the meeting first.", body = Problem),
    )
)]
pub(crate) async fn cancel_meeting(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(meeting): Path<MeetingId>,
    seen: IfMatch,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.optional();
    let change = state.change(actor, None, StatusCode::OK, move |transaction, context| {
        Box::pin(async move { meetings::cancel_meeting(transaction, context, meeting, seen, language).await })
    });
    Ok(change.await?.with_entity_tag())
}
