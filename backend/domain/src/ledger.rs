//! What operations need of a database about chosen and reserved conference IDs.

use async_trait::async_trait;
use shared::{BridgeId, ConferenceId, Day, IdOwner, Reservation, ReservationFilter, ReservationId};

use crate::LedgerEntry;
use crate::store::StoreResult;

/// Which reservations a list shows, newest first (by identifier, which grows with time).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReservationQuery {
    /// The conditions.
    pub filter: ReservationFilter,
    /// Only reservations before this one.
    pub before: Option<ReservationId>,
    /// How many at most.
    pub limit: u32,
}

/// Looking at single IDs and at reservations. What is missing is `None`, not an error.
#[async_trait]
pub trait ReadLedger: Send {
    /// The entries of those of these IDs that are taken on the bridge, by ID. Looks at each by its key.
    async fn ledger_entries(
        &mut self,
        bridge: BridgeId,
        ids: &[ConferenceId],
    ) -> StoreResult<Vec<LedgerEntry>>;
    /// Those of these IDs that could be drawn, in the same order, as far as this process knows (see
    /// [`IdSpace::is_candidate`](crate::IdSpace::is_candidate)). The ledger may know better.
    async fn candidates_among(
        &mut self,
        bridge: BridgeId,
        ids: &[ConferenceId],
    ) -> StoreResult<Vec<ConferenceId>>;
    /// The reservation with this identifier, whether it still holds or not.
    async fn reservation(&mut self, id: ReservationId) -> StoreResult<Option<Reservation>>;
    /// The reservations that match, newest first, whether they still hold or not.
    async fn reservations(&mut self, query: &ReservationQuery) -> StoreResult<Vec<Reservation>>;
    /// A reservation whose last day was before this one.
    async fn expired_reservation(&mut self, today: Day) -> StoreResult<Option<Reservation>>;
}

/// Entering chosen and reserved IDs.
#[async_trait]
pub trait WriteLedger: Send {
    /// Enters this ID into the ledger as the owner's; says whether it could be done: not when the ID is taken, in quarantine
    /// too. [`StoreError::AlreadyExists`](crate::StoreError::AlreadyExists) when the owner has one on the bridge already.
    async fn take_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        owner: IdOwner,
    ) -> StoreResult<bool>;
    /// Gives an ID of one owner to another, without a moment in which it is nobody's; says whether it was the one's.
    /// [`StoreError::AlreadyExists`](crate::StoreError::AlreadyExists) when the other has one on the bridge already.
    async fn move_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        from: IdOwner,
        to: IdOwner,
    ) -> StoreResult<bool>;
    /// Adds or replaces a reservation; its IDs are not touched.
    async fn put_reservation(&mut self, reservation: &Reservation) -> StoreResult<()>;
    /// Removes a reservation that has no IDs any more.
    async fn delete_reservation(&mut self, id: ReservationId) -> StoreResult<()>;
    /// Enters those IDs from the first to the last that are free into the ledger as the reservation's; says how many.
    async fn reserve_conference_ids(
        &mut self,
        bridge: BridgeId,
        first: ConferenceId,
        last: ConferenceId,
        reservation: ReservationId,
    ) -> StoreResult<u32>;
    /// Frees the IDs from the first to the last that are the reservation's; says how many there were.
    async fn release_conference_ids(
        &mut self,
        bridge: BridgeId,
        first: ConferenceId,
        last: ConferenceId,
        reservation: ReservationId,
    ) -> StoreResult<u32>;
}
