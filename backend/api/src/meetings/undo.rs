//! `POST /api/v1/meetings/{meeting}/undo`

use axum::Json;
use axum::extract::State;
use domain::operations::meetings;
use shared::paths::route;
use shared::{Meeting, MeetingId, Problem};

use crate::extract::{Authenticated, Path, ReaderLanguage};
use crate::problem::Failure;
use crate::state::ApiState;

/// Puts a mended meeting back as it was, for 30 days, unless somebody has changed it since.
#[utoipa::path(
    post,
    path = route::MEETING_UNDO,
    tag = "meetings",
    params(("meeting" = MeetingId, Path, description = "The meeting.")),
    responses(
        (status = 200, description = "It will be put back.", body = Meeting),
        (status = 404, description = "There is no such meeting.", body = Problem),
        (status = 409, description = "It was not mended, or too long ago, or no calendar is connected.", body = Problem),
    )
)]
pub(crate) async fn undo_meeting(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(meeting): Path<MeetingId>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<Meeting>, Failure> {
    let mut context = state.konfid.context(actor);
    let now = context.now;
    let undone = state.konfid.write(move |transaction| {
        Box::pin(async move { meetings::undo_meeting(transaction, &mut context, meeting).await })
    });
    Ok(Json(meetings::on_the_wire(undone.await?, now, language, None)))
}
