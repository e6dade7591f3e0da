//! `POST /api/v1/meeting-updates/{update}/retry`

use axum::Json;
use axum::extract::State;
use domain::operations::meeting_updates;
use shared::paths::route;
use shared::{MeetingUpdate, MeetingUpdateId, Problem};

use crate::extract::{Authenticated, Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Tries again now to update a meeting that was refused or failed, or whose update was undone.
#[utoipa::path(
    post,
    path = route::MEETING_UPDATE_RETRY,
    tag = "meeting updates",
    params(("update" = MeetingUpdateId, Path, description = "The meeting and its update.")),
    responses(
        (status = 200, description = "The meeting is waiting.", body = MeetingUpdate),
        (status = 404, description = "There is no such meeting.", body = Problem),
        (status = 409, description = "It is already updated, no calendar is connected, or updating is switched off.", body = Problem),
    )
)]
pub(crate) async fn retry_meeting_update(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(meeting): Path<MeetingUpdateId>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<MeetingUpdate>, ProblemResponse> {
    let now = state.application.now();
    let retried = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { meeting_updates::retry_meeting_update(transaction, context, meeting).await })
    });
    Ok(Json(meeting_updates::on_the_wire(retried.await?, now, language, None)))
}
