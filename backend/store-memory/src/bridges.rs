//! Bridges.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{ReadBridges, ReplacedNumber, StoreError, WriteBridges};
use shared::{Bridge, BridgeDay, BridgeId, Day, PhoneNumber, User, UserId, Version};

use crate::View;

fn has(user: &User, number: &PhoneNumber) -> bool {
    [&user.toll_number, &user.toll_free_number].contains(&&Some(number.clone()))
}

#[async_trait]
impl ReadBridges for View {
    async fn bridges(&mut self) -> StoreResult<Vec<Bridge>> {
        Ok(self.state.bridges.values().map(|bridge| (**bridge).clone()).collect())
    }

    async fn number_holders(
        &mut self,
        number: &PhoneNumber,
        after: Option<UserId>,
        limit: u32,
    ) -> StoreResult<Vec<UserId>> {
        let users = self.state.users.values().map(|row| &row.user);
        let holders = users.filter(|user| has(user, number)).map(|user| user.id);
        let is_later = |user: &UserId| after.is_none_or(|after| *user > after);
        Ok(holders.filter(is_later).take(limit as usize).collect())
    }

    async fn count_number_holders(&mut self, number: &PhoneNumber) -> StoreResult<u64> {
        let users = self.state.users.values().map(|row| &row.user);
        Ok(users.filter(|user| has(user, number)).count() as u64)
    }

    async fn count_default_number_users(&mut self, bridge: BridgeId) -> StoreResult<u64> {
        let users = self.state.users.values().map(|row| &row.user);
        let follow =
            |user: &&User| user.bridge == bridge && user.has_built_in_dial_in() && user.toll_number.is_none();
        Ok(users.filter(follow).count() as u64)
    }

    async fn replaced_numbers(&mut self) -> StoreResult<Vec<ReplacedNumber>> {
        Ok(self.state.replaced_numbers.values().cloned().collect())
    }

    async fn bridge_days(&mut self, bridge: BridgeId, first: Day, last: Day) -> StoreResult<Vec<BridgeDay>> {
        if first > last {
            return Ok(Vec::new());
        }
        let days = self.state.bridge_days.range((bridge, first)..=(bridge, last));
        Ok(days.map(|(_, day)| *day).collect())
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

    async fn put_replaced_number(&mut self, replaced: &ReplacedNumber) -> StoreResult<()> {
        self.state.replaced_numbers.insert_mut(replaced.number.clone(), replaced.clone());
        Ok(())
    }

    async fn delete_replaced_number(&mut self, number: &PhoneNumber) -> StoreResult<()> {
        self.state.replaced_numbers.remove_mut(number);
        Ok(())
    }

    async fn insert_bridge_day(&mut self, bridge: BridgeId, day: &BridgeDay) -> StoreResult<()> {
        if !self.state.bridge_days.contains_key(&(bridge, day.day)) {
            self.state.bridge_days.insert_mut((bridge, day.day), *day);
        }
        Ok(())
    }
}
