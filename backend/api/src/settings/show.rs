//! `GET /api/v1/settings`

use axum::extract::State;
use domain::{Read, default_bridge};
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
    let application = state.application.clone();
    let read = application.in_snapshot(move |read| Box::pin(async move { report(&state, read).await }));
    let report = read.await?;
    Ok(Versioned(report.settings.version, report))
}

/// The settings as they are, with what the page shows beside them.
pub(super) async fn report(state: &ApiState, read: &mut dyn Read) -> domain::Result<SettingsReport> {
    let (settings, bridge) = (read.settings().await?, default_bridge(read).await?);
    let conference_id_usage = read.conference_id_usage(bridge.id).await?;
    let mail_readiness = state.mails.readiness(&settings, &bridge);
    let (mail_transport, service_numbers) = (state.mail_transport, bridge.service_numbers);
    Ok(SettingsReport { settings, service_numbers, conference_id_usage, mail_transport, mail_readiness })
}
