//! The space of conference IDs: which can still be drawn, and drawing one.

mod bitmap;
mod draft;
mod guessable;
mod memorable;
mod spaces;

use std::collections::BTreeSet;

use rand::RngExt;
use roaring::RoaringBitmap;
use shared::{Bridge, ConferenceId, ConferenceIdUsage, PhoneNumber};

use self::bitmap::Bitmap;
pub use self::draft::IdSpaceDraft;
pub(crate) use self::memorable::memorable_ids;
pub use self::spaces::IdSpaces;
use crate::Random;

/// With more IDs taken than this, look-alikes are no longer avoided: fewer than one ID in twenty would be left.
const GUARD_LIMIT: u64 = 400_000;

/// Which conference IDs of a bridge can still be drawn.
///
/// A drawn ID is uniform over the candidates: IDs that are free, not guessable, not a service number of the
/// bridge, and, while enough remain, have no look-alike (one digit or one adjacent swap away) that is taken.
/// *Taken* includes quarantine, so a mistyped digit does not even reach "this ID has changed".
///
/// The space is a proposal, not the truth: the store's unique key decides. A stale space costs a second draw,
/// never a duplicate. Drawing takes constant time at any fill; the space takes at most 2 MiB.
#[derive(Clone, Debug)]
pub struct IdSpace {
    candidates: Bitmap,
    /// The taken IDs while look-alikes are avoided; afterwards the candidates say it all.
    guard: Option<RoaringBitmap>,
    service_numbers: BTreeSet<ConferenceId>,
}

impl IdSpace {
    /// The space in which these IDs are taken.
    pub fn new(taken: impl IntoIterator<Item = ConferenceId>) -> Self {
        let taken: RoaringBitmap = taken.into_iter().map(ConferenceId::index).collect();
        let mut space = Self {
            candidates: Bitmap::full(ConferenceId::COUNT),
            guard: Some(RoaringBitmap::new()),
            service_numbers: BTreeSet::new(),
        };
        guessable::all().for_each(|id| _ = space.candidates.remove(id.index()));
        if taken.len() > GUARD_LIMIT {
            space.drop_guard(&taken);
        } else {
            taken.into_iter().filter_map(ConferenceId::from_index).for_each(|id| space.take(id));
        }
        space
    }

    /// Never draws the IDs that callers could mistake for one of these numbers: their last seven digits.
    pub fn avoid_service_numbers<'n>(&mut self, numbers: impl IntoIterator<Item = &'n PhoneNumber>) {
        let avoided: BTreeSet<ConferenceId> = numbers.into_iter().filter_map(last_seven_digits).collect();
        let previous = std::mem::replace(&mut self.service_numbers, avoided);
        for id in previous.difference(&self.service_numbers.clone()) {
            // It counts as taken until the space is built anew if it really is taken: the store's key decides.
            self.offer(*id);
        }
        for id in &self.service_numbers {
            self.candidates.remove(id.index());
        }
    }

    /// Whether the ID is never drawn, whoever has it.
    pub fn is_never_drawn(&self, id: ConferenceId) -> bool {
        id.is_guessable() || self.service_numbers.contains(&id)
    }

    /// Whether the ID could be drawn: it is free, not guessable, no service number, and, while look-alikes are avoided, has
    /// none that is taken.
    pub fn is_candidate(&self, id: ConferenceId) -> bool {
        self.candidates.contains(id.index())
    }

    /// Draws an ID, uniformly; `None` when there is none left. The space does not change: [`take`](Self::take)
    /// it when the store has accepted it.
    pub fn draw(&self, random: &mut Random) -> Option<ConferenceId> {
        let count = self.candidates.len();
        if count == 0 {
            return None;
        }
        self.candidates.select(random.random_range(0..count)).and_then(ConferenceId::from_index)
    }

    /// Notes that an ID is taken.
    pub fn take(&mut self, id: ConferenceId) {
        self.candidates.remove(id.index());
        let Some(taken) = &mut self.guard else { return };
        taken.insert(id.index());
        for other in id.look_alikes() {
            self.candidates.remove(other.index());
        }
        if self.candidates.len() == 0 || taken.len() > GUARD_LIMIT {
            let taken = std::mem::take(taken);
            self.drop_guard(&taken);
        }
    }

    /// Notes that an ID is free again: its quarantine has ended, or the store did not keep it after all.
    pub fn give_back(&mut self, id: ConferenceId) {
        if let Some(taken) = &mut self.guard {
            taken.remove(id.index());
            for other in id.look_alikes() {
                self.offer(other);
            }
        }
        self.offer(id);
    }

    /// How full the range is, when the ledger has so many IDs of either kind.
    pub fn usage(&self, assigned: u32, quarantined: u32) -> ConferenceIdUsage {
        let never_drawn: BTreeSet<ConferenceId> =
            guessable::all().chain(self.service_numbers.iter().copied()).collect();
        let drawable = ConferenceId::COUNT - u32::try_from(never_drawn.len()).unwrap_or(u32::MAX);
        let free = drawable.saturating_sub(assigned).saturating_sub(quarantined);
        ConferenceIdUsage { assigned, quarantined, free }
    }

    /// How many IDs can be drawn without a look-alike, or at all once look-alikes are no longer avoided.
    pub const fn candidates(&self) -> u32 {
        self.candidates.len()
    }

    /// Whether look-alikes are avoided.
    pub const fn avoids_look_alikes(&self) -> bool {
        self.guard.is_some()
    }

    /// How much memory the space takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.candidates.bytes() + self.guard.as_ref().map_or(0, RoaringBitmap::serialized_size)
    }

    /// Makes the ID a candidate, if it is one.
    fn offer(&mut self, id: ConferenceId) {
        let is_taken = |id: ConferenceId| self.guard.as_ref().is_some_and(|taken| taken.contains(id.index()));
        if !self.is_never_drawn(id) && !is_taken(id) && !id.look_alikes().any(is_taken) {
            self.candidates.insert(id.index());
        }
    }

    fn drop_guard(&mut self, taken: &RoaringBitmap) {
        self.guard = None;
        self.candidates = Bitmap::full(ConferenceId::COUNT);
        taken.iter().for_each(|index| _ = self.candidates.remove(index));
        guessable::all()
            .chain(self.service_numbers.iter().copied())
            .for_each(|id| _ = self.candidates.remove(id.index()));
    }
}

/// Whether callers could mistake the ID for one of the bridge's service numbers. A store that others change too asks this
/// of the bridge as it is, because its space may know older ones.
pub fn is_service_number(bridge: &Bridge, id: ConferenceId) -> bool {
    bridge.service_numbers.iter().any(|number| last_seven_digits(&number.number) == Some(id))
}

fn last_seven_digits(number: &PhoneNumber) -> Option<ConferenceId> {
    let digits = number.as_str();
    digits.get(digits.len().checked_sub(ConferenceId::DIGITS)?..)?.parse().ok()
}

#[cfg(test)]
mod tests;
