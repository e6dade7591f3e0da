//! `POST /api/v1/meetings/{meeting}/retry`

use axum::Json;
use axum::extract::State;
use domain::operations::meetings;
use shared::paths::route;
use shared::{Meeting, MeetingId, Problem};

use crate::extract::{Authenticated, Path, ReaderLanguage};
use crate::problem::Failure;
use crate::state::ApiState;

/// Tries a meeting again that was refused or failed, or whose mending was taken back, now.
#[utoipa::path(
    post,
    path = route::MEETING_RETRY,
    tag = "meetings",
    params(("meeting" = MeetingId, Path, description = "The meeting.")),
    responses(
        (status = 200, description = "The meeting waits.", body = Meeting),
        (status = 404, description = "There is no such meeting.", body = Problem),
        (status = 409, description = "It is mended, no calendar is connected, or updating is switched off.", body = Problem),
    )
)]
pub(crate) async fn retry_meeting(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(meeting): Path<MeetingId>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<Meeting>, Failure> {
    let mut context = state.konfid.context(actor);
    let now = context.now;
    let retried = state.konfid.write(move |transaction| {
        Box::pin(async move { meetings::retry_meeting(transaction, &mut context, meeting).await })
    });
    Ok(Json(meetings::on_the_wire(retried.await?, now, language, None)))
}
