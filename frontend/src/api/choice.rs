//! Chosen, reserved and locked conference IDs.

use shared::{
    BridgeId, ChooseConferenceIdRequest, ConferenceId, ConferenceIdAvailability, HandOverRequest, Page,
    Reservation, ReservationId, ReserveRequest, Suggestion, UpdateUserRequest, User, UserId, Version, paths,
};

use super::{Answer, Api, IdempotencyKey, Method, Nothing, Request};
use crate::query::Query;

impl Api {
    /// Whether a user can have an ID, and what is to be known before.
    pub(crate) fn availability(
        &self,
        bridge: BridgeId,
        id: ConferenceId,
        user: UserId,
    ) -> Answer<ConferenceIdAvailability> {
        let query = Query::default().with("user", Some(user.to_string()));
        self.get(&query.after(&paths::conference_id_availability(bridge, id)))
    }

    /// IDs for a user that are easy to remember.
    pub(crate) fn suggestions(
        &self,
        bridge: BridgeId,
        user: UserId,
        near: &str,
        seed: u16,
    ) -> Answer<Vec<Suggestion>> {
        let query = Query::default()
            .with("user", Some(user.to_string()))
            .with("near", (!near.is_empty()).then_some(near))
            .with("seed", Some(seed.to_string()));
        self.get(&query.after(&paths::conference_id_suggestions(bridge)))
    }

    /// Gives a user the ID that was chosen.
    pub(crate) fn choose_conference_id(
        &self,
        user: UserId,
        version: Version,
        request: &ChooseConferenceIdRequest,
        key: &IdempotencyKey,
    ) -> Answer<User> {
        let path = paths::conference_id_choose(user);
        self.change(Request::new(Method::Post, path).if_match(version).once(key).json(request))
    }

    /// Hands a user's ID over to a successor.
    pub(crate) fn hand_over_conference_id(
        &self,
        user: UserId,
        version: Version,
        request: &HandOverRequest,
        key: &IdempotencyKey,
    ) -> Answer<User> {
        let path = paths::conference_id_hand_over(user);
        self.change(Request::new(Method::Post, path).if_match(version).once(key).json(request))
    }

    /// Locks a user's ID, or unlocks it.
    pub(crate) fn lock_conference_id(&self, user: UserId, version: Version, locked: bool) -> Answer<User> {
        let request =
            UpdateUserRequest { conference_id_locked: Some(locked), ..UpdateUserRequest::default() };
        self.update_user(user, version, &request)
    }

    /// The first users that a search finds.
    pub(crate) fn find_users(&self, text: &str) -> Answer<Page<User>> {
        let query = Query::default().with("q", Some(text)).with("limit", Some("8"));
        self.get(&query.after(paths::route::USERS))
    }

    /// A part of the reservations, newest first.
    pub(crate) fn reservations(&self, cursor: Option<&str>) -> Answer<Page<Reservation>> {
        let query = Query::default().with("limit", Some("50")).with("cursor", cursor);
        self.get(&query.after(paths::route::RESERVATIONS))
    }

    /// Reserves an ID or a range.
    pub(crate) fn reserve(&self, request: &ReserveRequest, key: &IdempotencyKey) -> Answer<Reservation> {
        self.change(Request::new(Method::Post, paths::route::RESERVATIONS).once(key).json(request))
    }

    /// Releases the IDs of a reservation.
    pub(crate) fn release(&self, reservation: ReservationId, key: &IdempotencyKey) -> Answer<(), Nothing> {
        self.command(Request::new(Method::Delete, paths::reservation(reservation)).once(key))
    }
}
