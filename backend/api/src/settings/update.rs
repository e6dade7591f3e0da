//! `PATCH /api/v1/settings`

use axum::extract::State;
use domain::operations::settings;
use shared::paths::route;
use shared::{Problem, SettingsReport, UpdateSettingsRequest};

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
    let (mail_transport, mails) = (state.mail_transport, state.mails.clone());
    let seen = seen.required()?;
    let write = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move {
            let settings = settings::update_settings(transaction, context, seen, request).await?;
            let conference_id_usage = transaction.conference_id_usage().await?;
            let mail_readiness = mails.readiness(&settings);
            Ok(SettingsReport { settings, conference_id_usage, mail_transport, mail_readiness })
        })
    });
    let report = write.await?;
    Ok(Versioned(report.settings.version, report))
}
