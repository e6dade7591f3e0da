//! Organizer PINs. No request that is answered with a PIN has an idempotency key: no answer with one is ever kept.

use shared::{
    OrganizerPinReport, PinLink, PinLinkRequest, RevealedPin, User, UserActionRequest, UserId, Version, paths,
};

use super::{Answer, Api, IdempotencyKey, Method, Request};

impl Api {
    /// Whether a user has a PIN, and what became of the link to it.
    pub(crate) fn user_pin(&self, user: UserId) -> Answer<OrganizerPinReport> {
        self.get(&paths::user_pin(user))
    }

    /// Resets a user's PIN; the answer is the whole new user.
    pub(crate) fn reset_pin(
        &self,
        user: UserId,
        version: Version,
        send_email: bool,
        key: &IdempotencyKey,
    ) -> Answer<User> {
        let request = Request::new(Method::Post, paths::user_pin_reset(user)).if_match(version).once(key);
        self.change(
            request.json(&UserActionRequest { send_email: Some(send_email), ..UserActionRequest::default() }),
        )
    }

    /// Removes a user's PIN; the answer is the whole new user.
    pub(crate) fn remove_pin(&self, user: UserId, version: Version, key: &IdempotencyKey) -> Answer<User> {
        self.change(Request::new(Method::Delete, paths::user_pin(user)).if_match(version).once(key))
    }

    /// Makes a new PIN for the organizer who is signed in.
    pub(crate) fn reset_own_pin(&self) -> Answer<RevealedPin> {
        self.change(Request::new(Method::Post, paths::route::ORGANIZER_PIN_RESET))
    }

    /// Whether a link can still be opened. It is not used up.
    pub(crate) fn pin_link(&self, token: String) -> Answer<PinLink> {
        let request = Request::new(Method::Post, paths::route::PIN_LINK_STATE);
        self.change(request.json(&PinLinkRequest { token }))
    }

    /// Opens a link. It works once.
    pub(crate) fn open_pin_link(&self, token: String) -> Answer<RevealedPin> {
        let request = Request::new(Method::Post, paths::route::PIN_LINK);
        self.change(request.json(&PinLinkRequest { token }))
    }
}
