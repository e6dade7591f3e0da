//! Bridges.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{ReadBridges, StoreError, WriteBridges};
use shared::{Bridge, Version};

use crate::View;

#[async_trait]
impl ReadBridges for View {
    async fn bridges(&mut self) -> StoreResult<Vec<Bridge>> {
        Ok(self.state.bridges.values().map(|bridge| (**bridge).clone()).collect())
    }
}

#[async_trait]
impl WriteBridges for View {
    async fn insert_bridge(&mut self, bridge: &Bridge) -> StoreResult<()> {
        if self.state.bridges.contains_key(&bridge.id) {
            return Err(StoreError::AlreadyExists);
        }
        self.space.avoid_service_numbers(bridge);
        self.state.put_bridge(bridge)
    }

    async fn update_bridge(&mut self, bridge: &Bridge, expected: Version) -> StoreResult<bool> {
        if self.state.bridges.get(&bridge.id).is_none_or(|known| known.version != expected) {
            return Ok(false);
        }
        self.space.avoid_service_numbers(bridge);
        self.state.put_bridge(bridge).map(|()| true)
    }
}
