//! What one transaction does to the space, so that it can be undone.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use shared::{ConferenceId, ConferenceIdUsage, PhoneNumber, Settings};

use super::IdSpace;
use crate::Random;

/// What one transaction does to a space that many share.
///
/// What it takes is gone for the others at once; what it gives back and which numbers it avoids counts from
/// [`commit`](Self::commit) on. A draft that is dropped without it gives back what it took: after an error, a
/// panic, and when the one who asked went away.
#[derive(Debug)]
pub struct IdSpaceDraft {
    space: Arc<Mutex<IdSpace>>,
    taken: Vec<ConferenceId>,
    freed: Vec<ConferenceId>,
    avoided: Option<Vec<PhoneNumber>>,
}

impl IdSpaceDraft {
    /// A draft that has done nothing yet.
    pub const fn new(space: Arc<Mutex<IdSpace>>) -> Self {
        Self { space, taken: Vec::new(), freed: Vec::new(), avoided: None }
    }

    /// Draws an ID, uniformly; `None` when there is none left.
    pub fn draw(&self, random: &mut Random) -> Option<ConferenceId> {
        self.space().draw(random)
    }

    /// Takes an ID for this transaction.
    pub fn take(&mut self, id: ConferenceId) {
        self.space().take(id);
        self.taken.push(id);
    }

    /// Notes that the ledger has this ID already, whatever becomes of this transaction.
    pub fn note_taken(&self, id: ConferenceId) {
        self.space().take(id);
    }

    /// Gives an ID back when the transaction is committed.
    pub fn free(&mut self, id: ConferenceId) {
        self.freed.push(id);
    }

    /// Avoids the service numbers of these settings when the transaction is committed.
    pub fn avoid_service_numbers(&mut self, settings: &Settings) {
        self.avoided = Some(settings.service_numbers.iter().map(|number| number.number.clone()).collect());
    }

    /// Whether the ID is never drawn, whoever has it.
    pub fn is_never_drawn(&self, id: ConferenceId) -> bool {
        self.space().is_never_drawn(id)
    }

    /// How full the range is, when the ledger has so many IDs of either kind.
    pub fn usage(&self, assigned: u32, quarantined: u32) -> ConferenceIdUsage {
        self.space().usage(assigned, quarantined)
    }

    /// Lets everything count.
    pub fn commit(mut self) {
        self.taken.clear();
        let freed = std::mem::take(&mut self.freed);
        let avoided = self.avoided.take();
        let mut space = self.space();
        for id in freed {
            space.give_back(id);
        }
        if let Some(numbers) = avoided {
            space.avoid_service_numbers(&numbers);
        }
    }

    fn space(&self) -> MutexGuard<'_, IdSpace> {
        self.space.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for IdSpaceDraft {
    fn drop(&mut self) {
        let taken = std::mem::take(&mut self.taken);
        if !taken.is_empty() {
            let mut space = self.space();
            for id in taken {
                space.give_back(id);
            }
        }
    }
}
