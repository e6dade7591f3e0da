//! `PUT /api/v1/users/{user}/calendar`

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use domain::CalendarReach;
use domain::operations::meeting_updates;
use shared::paths::route;
use shared::{CalendarConnection, ConnectCalendarRequest, Fault, Problem, ProblemKind, UserId};

use crate::extract::{Authenticated, Json as Body, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Connects a user's calendar, or connects it again. Konfid signs in first, and saves nothing unless that works.
/// An organizer may connect calendars on public hosts and on those that the operator lists. The password is encrypted with a key that is not in the database, and is never shown again.
#[utoipa::path(
    put,
    path = route::USER_CALENDAR,
    tag = "meeting updates",
    params(("user" = UserId, Path, description = "The user.")),
    request_body = ConnectCalendarRequest,
    responses(
        (status = 200, description = "It is connected.", body = CalendarConnection),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "This Konfid cannot connect calendars.", body = Problem),
        (status = 422, description = "Signing in there failed, or a value is missing.", body = Problem),
        (status = 429, description = "Ten failures within an hour; `Retry-After` says how long to wait.", body = Problem),
    )
)]
pub(crate) async fn connect_calendar(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    Body(request): Body<ConnectCalendarRequest>,
) -> Result<Json<CalendarConnection>, ProblemResponse> {
    let calendars = state.calendars.clone().ok_or(ProblemKind::CalendarsUnavailable)?;
    for (field, value) in
        [("url", &request.url), ("username", &request.username), ("password", &request.password)]
    {
        if value.trim().is_empty() {
            return Err(ProblemKind::field(field, Fault::Empty).into());
        }
    }
    let now = state.application.now();
    let may_connect = state.application.in_snapshot(move |read| {
        Box::pin(async move { meeting_updates::may_connect_calendar(read, now, user).await })
    });
    may_connect.await?;
    if let Err(reason) = calendars.servers.check(&request, CalendarReach::of(&actor)).await {
        let noted = state.application.in_transaction_as(actor, move |transaction, context| {
            Box::pin(async move {
                meeting_updates::note_refused_calendar(transaction, context, user, reason).await
            })
        });
        noted.await?;
        return Err(ProblemKind::CalendarRefused(reason).into());
    }
    let sealer = Arc::clone(&calendars.sealer);
    let connected = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move {
            meeting_updates::connect_calendar(transaction, context, &*sealer, user, &request).await
        })
    });
    Ok(Json(connected.await?))
}
