//! `POST /api/v1/users/{user}/conference-id-type/preview`

use axum::Json as Answer;
use axum::extract::State;
use domain::operations::id_types;
use shared::paths::route;
use shared::{PreviewTypeRequest, Problem, TypeSwitchPreview, UserId};

use crate::extract::{Json, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Says what switching a user between static and dynamic conference IDs would do, and does nothing. A locked ID is counted in
/// `locked`: it stops only for whoever types it.
#[utoipa::path(
    post,
    path = route::USER_CONFERENCE_ID_TYPE_PREVIEW,
    tag = "users",
    params(("user" = UserId, Path, description = "The user.")),
    request_body = PreviewTypeRequest,
    responses(
        (status = 200, description = "What would happen.", body = TypeSwitchPreview),
        (status = 404, description = "There is no such user.", body = Problem),
    )
)]
pub(crate) async fn preview_conference_id_type(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
    Json(request): Json<PreviewTypeRequest>,
) -> Result<Answer<TypeSwitchPreview>, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { id_types::preview_user_switch(read, now, user, request).await })
    });
    read.await.map(Answer).map_err(Into::into)
}
