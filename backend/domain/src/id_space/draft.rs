//! What one transaction does to the spaces, so that it can be undone.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use shared::{Bridge, BridgeId, ConferenceId, ConferenceIdUsage, PhoneNumber};

use super::IdSpaces;
use crate::Random;

/// What one transaction does to spaces that many share.
///
/// What it takes is gone for the others at once; what it gives back and which numbers it avoids counts from
/// [`commit`](Self::commit) on. A draft that is dropped without it gives back what it took: after an error, a
/// panic, and when the one who asked went away.
#[derive(Debug)]
pub struct IdSpaceDraft {
    spaces: Arc<Mutex<IdSpaces>>,
    taken: Vec<(BridgeId, ConferenceId)>,
    freed: Vec<(BridgeId, ConferenceId)>,
    avoided: Vec<(BridgeId, Vec<PhoneNumber>)>,
}

impl IdSpaceDraft {
    /// A draft that has done nothing yet.
    pub const fn new(spaces: Arc<Mutex<IdSpaces>>) -> Self {
        Self { spaces, taken: Vec::new(), freed: Vec::new(), avoided: Vec::new() }
    }

    /// Draws an ID of the bridge, uniformly; `None` when there is none left.
    pub fn draw(&self, bridge: BridgeId, random: &mut Random) -> Option<ConferenceId> {
        self.spaces().of(bridge).draw(random)
    }

    /// Takes an ID for this transaction.
    pub fn take(&mut self, bridge: BridgeId, id: ConferenceId) {
        self.spaces().of(bridge).take(id);
        self.taken.push((bridge, id));
    }

    /// Notes that the ledger has this ID already, whatever becomes of this transaction.
    pub fn note_taken(&self, bridge: BridgeId, id: ConferenceId) {
        self.spaces().of(bridge).take(id);
    }

    /// Gives an ID back when the transaction is committed.
    pub fn free(&mut self, bridge: BridgeId, id: ConferenceId) {
        self.freed.push((bridge, id));
    }

    /// Avoids the bridge's service numbers when the transaction is committed.
    pub fn avoid_service_numbers(&mut self, bridge: &Bridge) {
        let numbers = bridge.service_numbers.iter().map(|number| number.number.clone()).collect();
        self.avoided.push((bridge.id, numbers));
    }

    /// Those of these IDs that could be drawn on the bridge, in the same order.
    pub fn candidates_among(&self, bridge: BridgeId, ids: &[ConferenceId]) -> Vec<ConferenceId> {
        let mut spaces = self.spaces();
        let space = spaces.of(bridge);
        ids.iter().copied().filter(|id| space.is_candidate(*id)).collect()
    }

    /// Whether the ID is never drawn on the bridge, whoever has it.
    pub fn is_never_drawn(&self, bridge: BridgeId, id: ConferenceId) -> bool {
        self.spaces().of(bridge).is_never_drawn(id)
    }

    /// How full the bridge's range is, when the ledger has so many IDs of either kind.
    pub fn usage(&self, bridge: BridgeId, assigned: u32, quarantined: u32) -> ConferenceIdUsage {
        self.spaces().of(bridge).usage(assigned, quarantined)
    }

    /// Lets everything count.
    pub fn commit(mut self) {
        self.taken.clear();
        let freed = std::mem::take(&mut self.freed);
        let avoided = std::mem::take(&mut self.avoided);
        let mut spaces = self.spaces();
        for (bridge, id) in freed {
            spaces.of(bridge).give_back(id);
        }
        for (bridge, numbers) in avoided {
            spaces.of(bridge).avoid_service_numbers(&numbers);
        }
    }

    fn spaces(&self) -> MutexGuard<'_, IdSpaces> {
        self.spaces.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for IdSpaceDraft {
    fn drop(&mut self) {
        let taken = std::mem::take(&mut self.taken);
        if !taken.is_empty() {
            let mut spaces = self.spaces();
            for (bridge, id) in taken {
                spaces.of(bridge).give_back(id);
            }
        }
    }
}
