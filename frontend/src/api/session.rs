//! Signing in and out, and the settings that the first-run guide needs.

use shared::{Session, SetUpRequest, SettingsReport, SignInRequest, UpdateSettingsRequest, Version, paths};

use super::{Api, ApiError, Method, Request};

impl Api {
    /// Who is signed in; sets the page's clock.
    pub(crate) async fn session(&self) -> Result<Session, ApiError> {
        let session: Session = self.get(paths::route::SESSION).await?;
        self.set_clock(session.now);
        Ok(session)
    }

    /// Signs in.
    pub(crate) async fn sign_in(&self, request: &SignInRequest) -> Result<Session, ApiError> {
        let session: Session =
            self.change(Request::new(Method::Post, paths::route::SESSION).json(request)).await?;
        self.set_clock(session.now);
        Ok(session)
    }

    /// Makes the first administrator's account, and signs in.
    pub(crate) async fn set_up(&self, request: &SetUpRequest) -> Result<Session, ApiError> {
        let session: Session =
            self.change(Request::new(Method::Post, paths::route::SET_UP).json(request)).await?;
        self.set_clock(session.now);
        Ok(session)
    }

    /// Signs out.
    pub(crate) async fn sign_out(&self) -> Result<(), ApiError> {
        self.send(Request::new(Method::Delete, paths::route::SESSION)).await.map(drop)
    }

    /// The organisation's settings.
    pub(crate) async fn settings(&self) -> Result<SettingsReport, ApiError> {
        self.get(paths::route::SETTINGS).await
    }

    /// Changes the organisation's settings.
    pub(crate) async fn update_settings(
        &self,
        version: Version,
        request: &UpdateSettingsRequest,
    ) -> Result<SettingsReport, ApiError> {
        let change = Request::new(Method::Patch, paths::route::SETTINGS).if_match(version).json(request);
        self.change(change).await
    }
}
