//! The administrator's own password, and the sessions and tokens of all.

use shared::{
    ApiToken, ChangePasswordRequest, CreateTokenRequest, CreatedToken, Page, Session, SessionEntry,
    SessionId, TokenId, paths,
};

use super::{Answer, Api, Method, Nothing, Request};

impl Api {
    /// Sets a new password; the browser gets a new session.
    pub(crate) fn change_password(&self, request: &ChangePasswordRequest) -> Answer<Session> {
        self.change(Request::new(Method::Put, paths::route::PASSWORD).json(request))
    }

    /// The sessions of all administrators.
    pub(crate) fn sessions(&self) -> Answer<Page<SessionEntry>> {
        self.get(paths::route::SESSIONS)
    }

    /// Ends a session.
    pub(crate) fn end_session(&self, session: SessionId) -> Answer<(), Nothing> {
        self.command(Request::new(Method::Delete, paths::session(session)))
    }

    /// Signs out everywhere else.
    pub(crate) fn end_other_sessions(&self) -> Answer<(), Nothing> {
        self.command(Request::new(Method::Delete, paths::route::SESSIONS))
    }

    /// The tokens that work.
    pub(crate) fn tokens(&self) -> Answer<Page<ApiToken>> {
        self.get(paths::route::TOKENS)
    }

    /// Makes a token.
    pub(crate) fn create_token(&self, request: &CreateTokenRequest) -> Answer<CreatedToken> {
        self.change(Request::new(Method::Post, paths::route::TOKENS).json(request))
    }

    /// Makes a token worthless.
    pub(crate) fn revoke_token(&self, token: TokenId) -> Answer<(), Nothing> {
        self.command(Request::new(Method::Delete, paths::token(token)))
    }
}
