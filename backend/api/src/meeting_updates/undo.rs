//! `POST /api/v1/meeting-updates/{update}/undo`

use axum::Json;
use axum::extract::State;
use domain::operations::meeting_updates;
use shared::paths::route;
use shared::{MeetingUpdate, MeetingUpdateId, Problem};

use crate::extract::{Authenticated, Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Undoes the update of a meeting, within 30 days and unless somebody has changed the meeting since.
#[utoipa::path(
    post,
    path = route::MEETING_UPDATE_UNDO,
    tag = "meeting updates",
    params(("update" = MeetingUpdateId, Path, description = "The meeting and its update.")),
    responses(
        (status = 200, description = "The update will be undone.", body = MeetingUpdate),
        (status = 404, description = "There is no such meeting.", body = Problem),
        (status = 409, description = "It was not updated, or too long ago, or no calendar is connected.", body = Problem),
    )
)]
pub(crate) async fn undo_meeting_update(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(meeting): Path<MeetingUpdateId>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<MeetingUpdate>, ProblemResponse> {
    let now = state.application.now();
    let undone = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { meeting_updates::undo_meeting_update(transaction, context, meeting).await })
    });
    Ok(Json(meeting_updates::on_the_wire(undone.await?, now, language, None)))
}
