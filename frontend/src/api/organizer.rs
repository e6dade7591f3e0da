//! What organizers do themselves, and the links that sign them in.

use shared::{OpenOrganizerLinkRequest, OrganizerLinkRequest, OrganizerSession, UserId, paths};

use super::{Answer, Api, ApiError, IdempotencyKey, Method, Nothing, Request};

impl Api {
    /// Who is signed in as an organizer; sets the page's clock.
    pub(crate) async fn organizer_session(&self) -> Result<OrganizerSession, ApiError> {
        self.organizer(Request::new(Method::Get, paths::route::ORGANIZER_SESSION)).await
    }

    /// Signs an organizer in with the token of a link. It works once.
    pub(crate) async fn open_organizer_link(&self, token: String) -> Result<OrganizerSession, ApiError> {
        let request = Request::new(Method::Post, paths::route::ORGANIZER_SESSION);
        self.organizer(request.json(&OpenOrganizerLinkRequest { token })).await
    }

    /// Signs the organizer out.
    pub(crate) fn organizer_sign_out(&self) -> Answer<(), Nothing> {
        self.command(Request::new(Method::Delete, paths::route::ORGANIZER_SESSION))
    }

    /// Asks for a link by mail. The answer is the same whether or not anybody has the address.
    pub(crate) fn request_organizer_link(&self, request: &OrganizerLinkRequest) -> Answer<(), Nothing> {
        self.command(Request::new(Method::Post, paths::route::ORGANIZER_LINK).json(request))
    }

    /// Sends a user a link that signs them in as an organizer. The user is read again for the state of the mail.
    pub(crate) fn send_organizer_link(&self, user: UserId, key: &IdempotencyKey) -> Answer<(), Nothing> {
        let path = paths::user_organizer_link(user);
        self.command(Request::new(Method::Post, path).once(key))
    }

    async fn organizer(&self, request: Request) -> Result<OrganizerSession, ApiError> {
        let session: OrganizerSession = self.change(request).await?;
        self.set_clock(session.now);
        Ok(session)
    }
}
