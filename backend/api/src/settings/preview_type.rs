//! `POST /api/v1/settings/conference-id-type/preview`

use axum::Json as Answer;
use axum::extract::State;
use domain::operations::id_types;
use shared::paths::route;
use shared::{PreviewOrganisationTypeRequest, TypeSwitchPreview};

use crate::extract::Json;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Says what switching the organisation between static and dynamic conference IDs would do, and does nothing.
#[utoipa::path(
    post,
    path = route::SETTINGS_CONFERENCE_ID_TYPE_PREVIEW,
    tag = "settings",
    request_body = PreviewOrganisationTypeRequest,
    responses((status = 200, description = "What would happen.", body = TypeSwitchPreview))
)]
pub(crate) async fn preview_organisation_type(
    State(state): State<ApiState>,
    Json(request): Json<PreviewOrganisationTypeRequest>,
) -> Result<Answer<TypeSwitchPreview>, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { id_types::preview_organisation_switch(read, now, request).await })
    });
    read.await.map(Answer).map_err(Into::into)
}
