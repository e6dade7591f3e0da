//! `GET /api/v1/settings`

use axum::extract::State;
use shared::SettingsReport;
use shared::paths::route;

use crate::answer::Versioned;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The organisation's settings, and how many conference IDs are in use.
#[utoipa::path(
    get,
    path = route::SETTINGS,
    tag = "settings",
    responses((status = 200, description = "The settings; their version is in `ETag`.", body = SettingsReport))
)]
pub(crate) async fn show_settings(
    State(state): State<ApiState>,
) -> Result<Versioned<SettingsReport>, ProblemResponse> {
    let (mail_transport, mails) = (state.mail_transport, state.mails.clone());
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move {
            let settings = read.settings().await?;
            let conference_id_usage = read.conference_id_usage().await?;
            let mail_readiness = mails.readiness(&settings);
            Ok(SettingsReport { settings, conference_id_usage, mail_transport, mail_readiness })
        })
    });
    let report = read.await?;
    Ok(Versioned(report.settings.version, report))
}
