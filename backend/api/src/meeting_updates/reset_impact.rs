//! `GET /api/v1/users/{user}/conference-id/impact`

use axum::Json;
use axum::extract::State;
use domain::OpenedConnection;
use domain::operations::meeting_updates;
use shared::paths::route;
use shared::{MeetingUpdateReason, Problem, ProblemKind, ResetImpact, UserId};

use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// How many future meetings and invitees a reset would affect, for a user with a connected calendar. Konfid asks the
/// calendar server, so this can take a few seconds.
#[utoipa::path(
    get,
    path = route::USER_RESET_IMPACT,
    tag = "meeting updates",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "What a reset would affect.", body = ResetImpact),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "No calendar is connected.", body = Problem),
        (status = 422, description = "The calendar server cannot be reached.", body = Problem),
    )
)]
pub(crate) async fn show_reset_impact(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
) -> Result<Json<ResetImpact>, ProblemResponse> {
    let calendars = state.calendars.clone().ok_or(ProblemKind::CalendarsUnavailable)?;
    let sealer = calendars.sealer.clone();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move {
            let found = read.user(user).await?.ok_or(ProblemKind::NotFound)?;
            let connection = meeting_updates::opened_connection(read, &*sealer, user).await?;
            let connection = connection.ok_or(ProblemKind::CalendarNotConnected)?;
            let mut ids = meeting_updates::earlier_ids(read, &found).await?;
            ids.extend(found.conference_id);
            Ok((connection, meeting_updates::organizer_addresses(&found), ids))
        })
    });
    let (OpenedConnection { connection, password, reach }, addresses, ids) = read.await?;
    let password = password.ok_or(ProblemKind::CalendarRefused(MeetingUpdateReason::KeyLost))?;
    let now = state.application.now();
    let impact = calendars.servers.impact(&connection, &password, reach, &addresses, &ids, now).await;
    Ok(Json(impact.map_err(ProblemKind::CalendarRefused)?))
}
