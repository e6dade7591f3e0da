//! `POST /api/v1/users/{user}/meetings/retry`

use axum::Json;
use axum::extract::State;
use domain::operations::meetings;
use shared::paths::route;
use shared::{MeetingUpdate, Problem, UserId};

use crate::extract::{Authenticated, Path, ReaderLanguage};
use crate::problem::Failure;
use crate::state::ApiState;

/// Looks at all of a user's meetings again, now. Doing it twice does no more than doing it once.
#[utoipa::path(
    post,
    path = route::USER_MEETINGS_RETRY,
    tag = "meetings",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "The update waits.", body = MeetingUpdate),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "No calendar is connected, or updating is switched off.", body = Problem),
    )
)]
pub(crate) async fn retry_meetings(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<MeetingUpdate>, Failure> {
    let mut context = state.konfid.context(actor);
    let retried = state.konfid.write(move |transaction| {
        Box::pin(async move {
            meetings::retry_meetings(transaction, &mut context, user).await?;
            meetings::show_meeting_update(transaction.as_read(), user, language).await
        })
    });
    Ok(Json(retried.await?))
}
