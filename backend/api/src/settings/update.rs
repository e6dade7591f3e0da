//! `PATCH /api/v1/settings`

use axum::extract::State;
use domain::operations::settings;
use shared::paths::route;
use shared::{Problem, SettingsReport, UpdateSettingsRequest};

use super::show::report;
use crate::answer::Versioned;
use crate::extract::{Authenticated, IfMatch, Json};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Changes the settings that are given, and leaves the rest as they are.
#[utoipa::path(
    patch,
    path = route::SETTINGS,
    tag = "settings",
    params(("If-Match" = String, Header)),
    request_body = UpdateSettingsRequest,
    responses(
        (status = 200, description = "The settings as they are now.", body = SettingsReport),
        (status = 412, description = "Somebody else changed the settings first.", body = Problem),
        (status = 422, description = "A value is not valid; `errors` names each.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn update_settings(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    seen: IfMatch,
    Json(request): Json<UpdateSettingsRequest>,
) -> Result<Versioned<SettingsReport>, ProblemResponse> {
    let seen = seen.required()?;
    let application = state.application.clone();
    let write = application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move {
            settings::update_settings(transaction, context, seen, request).await?;
            report(&state, transaction.as_read()).await
        })
    });
    let report = write.await?;
    Ok(Versioned(report.settings.version, report))
}
