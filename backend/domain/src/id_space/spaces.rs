//! The spaces of all bridges.

use std::collections::BTreeMap;

use shared::{Bridge, BridgeId, ConferenceId};

use super::IdSpace;

/// Which conference IDs can still be drawn: one [`IdSpace`] for each bridge.
#[derive(Clone, Debug, Default)]
pub struct IdSpaces(BTreeMap<BridgeId, IdSpace>);

impl IdSpaces {
    /// The spaces of these bridges, in which these IDs are taken.
    pub fn new(bridges: &[Bridge], taken: impl IntoIterator<Item = (BridgeId, ConferenceId)>) -> Self {
        let mut taken_on = BTreeMap::<BridgeId, Vec<ConferenceId>>::new();
        for (bridge, id) in taken {
            taken_on.entry(bridge).or_default().push(id);
        }
        let spaces = bridges.iter().map(|bridge| {
            let mut space = IdSpace::new(taken_on.remove(&bridge.id).unwrap_or_default());
            space.avoid_service_numbers(bridge.service_numbers.iter().map(|number| &number.number));
            (bridge.id, space)
        });
        Self(spaces.collect())
    }

    /// The space of a bridge. One that is not known yet, because another process has added the bridge, begins empty: the
    /// store's key decides, so that costs second draws.
    pub fn of(&mut self, bridge: BridgeId) -> &mut IdSpace {
        self.0.entry(bridge).or_insert_with(|| IdSpace::new([]))
    }
}
