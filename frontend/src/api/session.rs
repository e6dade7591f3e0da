//! Signing in and out, and the settings that the first-run guide needs.

use serde::Deserialize;
use shared::{
    ConferenceIdUsage, MailHealthState, MailReadiness, MailTransportKind, ServiceNumber, Session,
    SetUpRequest, SettingsReport, SignInRequest, UpdateSettingsRequest, Version, paths,
};

use super::{Answer, Api, ApiError, Json, Method, Nothing, Reading, Request, Response};

impl Api {
    /// Who is signed in; sets the page's clock.
    pub(crate) async fn session(&self) -> Result<Session, ApiError> {
        let session: Session = self.get(paths::route::SESSION).await?;
        self.note(&session);
        Ok(session)
    }

    /// Signs in.
    pub(crate) async fn sign_in(&self, request: &SignInRequest) -> Result<Session, ApiError> {
        let session: Session =
            self.change(Request::new(Method::Post, paths::route::SESSION).json(request)).await?;
        self.note(&session);
        Ok(session)
    }

    /// Makes the first administrator's account, and signs in.
    pub(crate) async fn set_up(&self, request: &SetUpRequest) -> Result<Session, ApiError> {
        let session: Session =
            self.change(Request::new(Method::Post, paths::route::SET_UP).json(request)).await?;
        self.note(&session);
        Ok(session)
    }

    /// What a session tells about the server.
    fn note(&self, session: &Session) {
        self.set_clock(session.now);
        if let Some(health) = &session.mail_health {
            self.inner.mail_leaves.set(health.state == MailHealthState::Working);
        }
    }

    /// Signs out.
    pub(crate) fn sign_out(&self) -> Answer<(), Nothing> {
        self.command(Request::new(Method::Delete, paths::route::SESSION))
    }

    /// The organisation's settings.
    pub(crate) fn settings(&self) -> Answer<SettingsReport, Report> {
        self.ask(Request::new(Method::Get, paths::route::SETTINGS))
    }

    /// Changes the organisation's settings.
    pub(crate) fn update_settings(
        &self,
        version: Version,
        request: &UpdateSettingsRequest,
    ) -> Answer<SettingsReport, Report> {
        let change = Request::new(Method::Patch, paths::route::SETTINGS).if_match(version).json(request);
        self.ask(change)
    }
}

/// What a [`SettingsReport`] has beside the settings.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Beside {
    service_numbers: Vec<ServiceNumber>,
    conference_id_usage: ConferenceIdUsage,
    mail_transport: MailTransportKind,
    mail_readiness: MailReadiness,
}

/// A [`SettingsReport`] is read in two parts: Serde's own way of reading one structure as a part of another costs as
/// much as all other types together.
pub(crate) enum Report {}

impl Reading<SettingsReport> for Report {
    fn read(response: Response) -> Result<SettingsReport, ApiError> {
        let Beside { service_numbers, conference_id_usage, mail_transport, mail_readiness } =
            Json::read(response.clone())?;
        Ok(SettingsReport {
            settings: Json::read(response)?,
            service_numbers,
            conference_id_usage,
            mail_transport,
            mail_readiness,
        })
    }
}
