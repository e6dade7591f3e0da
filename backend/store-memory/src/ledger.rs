//! Chosen and reserved conference IDs.

use std::ops::RangeInclusive;

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{LedgerEntry, ReadLedger, ReservationQuery, WriteLedger};
use shared::{BridgeId, ConferenceId, Day, IdOwner, Reservation, ReservationId};

use crate::View;
use crate::state::Place;

/// Every ID from the first to the last, on the bridge.
fn places(bridge: BridgeId, first: ConferenceId, last: ConferenceId) -> RangeInclusive<Place> {
    (bridge, first)..=(bridge, last)
}

#[async_trait]
impl ReadLedger for View {
    async fn ledger_entries(
        &mut self,
        bridge: BridgeId,
        ids: &[ConferenceId],
    ) -> StoreResult<Vec<LedgerEntry>> {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        Ok(ids.into_iter().filter_map(|id| self.state.ledger.get(&(bridge, id)).copied()).collect())
    }

    async fn candidates_among(
        &mut self,
        bridge: BridgeId,
        ids: &[ConferenceId],
    ) -> StoreResult<Vec<ConferenceId>> {
        Ok(self.space.candidates_among(bridge, ids))
    }

    async fn reservation(&mut self, id: ReservationId) -> StoreResult<Option<Reservation>> {
        Ok(self.state.reservations.get(&id).cloned())
    }

    async fn reservations(&mut self, query: &ReservationQuery) -> StoreResult<Vec<Reservation>> {
        let matching = self.state.reservations.values().rev().filter(|reservation| {
            query.filter.bridge.is_none_or(|bridge| reservation.bridge == bridge)
                && query.before.is_none_or(|before| reservation.id < before)
        });
        Ok(matching.take(query.limit as usize).cloned().collect())
    }

    async fn expired_reservation(&mut self, today: Day) -> StoreResult<Option<Reservation>> {
        Ok(self.state.reservations.values().find(|reservation| reservation.until < today).cloned())
    }
}

#[async_trait]
impl WriteLedger for View {
    async fn take_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        owner: IdOwner,
    ) -> StoreResult<bool> {
        if self.state.ledger.contains_key(&(bridge, id)) {
            return Ok(false);
        }
        let entry = LedgerEntry { bridge, conference_id: id, owner, quarantined_until: None };
        self.state.put_ledger_entry(entry)?;
        self.space.take(bridge, id);
        Ok(true)
    }

    async fn move_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        from: IdOwner,
        to: IdOwner,
    ) -> StoreResult<bool> {
        match self.state.ledger.get(&(bridge, id)).copied() {
            Some(entry) if entry.owner == from && entry.quarantined_until.is_none() => {
                self.state.put_ledger_entry(LedgerEntry { owner: to, ..entry })?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    async fn put_reservation(&mut self, reservation: &Reservation) -> StoreResult<()> {
        self.state.reservations.insert_mut(reservation.id, reservation.clone());
        Ok(())
    }

    async fn delete_reservation(&mut self, id: ReservationId) -> StoreResult<()> {
        self.state.reservations.remove_mut(&id);
        Ok(())
    }

    async fn reserve_conference_ids(
        &mut self,
        bridge: BridgeId,
        first: ConferenceId,
        last: ConferenceId,
        reservation: ReservationId,
    ) -> StoreResult<u32> {
        let mut count = 0;
        for id in (first.index()..=last.index()).filter_map(ConferenceId::from_index) {
            if self.take_conference_id(bridge, id, IdOwner::Reservation(reservation)).await? {
                count += 1;
            }
        }
        Ok(count)
    }

    async fn release_conference_ids(
        &mut self,
        bridge: BridgeId,
        first: ConferenceId,
        last: ConferenceId,
        reservation: ReservationId,
    ) -> StoreResult<u32> {
        let owner = IdOwner::Reservation(reservation);
        let is_ours = |entry: &&LedgerEntry| entry.owner == owner && entry.quarantined_until.is_none();
        let entries = self.state.ledger.range(places(bridge, first, last)).map(|(_, entry)| entry);
        let freed: Vec<ConferenceId> = entries.filter(is_ours).map(|entry| entry.conference_id).collect();
        for id in &freed {
            self.state.remove_ledger_entry((bridge, *id));
            self.space.free(bridge, *id);
        }
        Ok(u32::try_from(freed.len()).unwrap_or(u32::MAX))
    }
}
