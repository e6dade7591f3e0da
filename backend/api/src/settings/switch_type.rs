//! `POST /api/v1/settings/conference-id-type`

use axum::extract::State;
use domain::operations::id_types;
use http::StatusCode;
use shared::paths::route;
use shared::{Job, Problem, SwitchOrganisationTypeRequest};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Switches the organisation between static and dynamic conference IDs. Users who are enabled from now on, and meetings that are
/// planned from now on, follow it at once; a job brings those in line who have no type of their own. Planned meetings keep the ID
/// that they have. Asked for the type that the organisation has already, it starts a job for those who were left behind, for
/// example because an earlier one was cancelled.
#[utoipa::path(
    post,
    path = route::SETTINGS_CONFERENCE_ID_TYPE,
    tag = "settings",
    params(
        ("If-Match" = String, Header, description = "The version of the settings."),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = SwitchOrganisationTypeRequest,
    responses(
        (status = 202, description = "The job; its address is in `Location`.", body = Job),
        (status = 412, description = "Somebody else changed the settings first; nothing was changed.", body = Problem),
        (status = 422, description = "A value is not valid.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn switch_organisation_type(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<SwitchOrganisationTypeRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.required()?;
    let change = state.change(actor, key, StatusCode::ACCEPTED, move |transaction, context| {
        Box::pin(async move { id_types::switch_organisation_type(transaction, context, seen, body).await })
    });
    Ok(change.await?.with_job_location())
}
