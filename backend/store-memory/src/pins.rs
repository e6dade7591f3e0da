//! Organizer PINs.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{OrganizerPinRecord, ReadPins, SecretHash, WritePins};
use shared::UserId;

use crate::View;

#[async_trait]
impl ReadPins for View {
    async fn organizer_pin(&mut self, user: UserId) -> StoreResult<Option<OrganizerPinRecord>> {
        Ok(self.state.organizer_pins.get(&user).cloned())
    }

    async fn organizer_pin_by_link(&mut self, link: SecretHash) -> StoreResult<Option<OrganizerPinRecord>> {
        let has_it = |record: &&OrganizerPinRecord| record.link.is_some_and(|found| found.secret == link);
        Ok(self.state.organizer_pins.values().find(has_it).cloned())
    }
}

#[async_trait]
impl WritePins for View {
    async fn put_organizer_pin(&mut self, record: &OrganizerPinRecord) -> StoreResult<()> {
        self.state.require_user(record.user)?;
        self.state.organizer_pins.insert_mut(record.user, record.clone());
        Ok(())
    }

    async fn delete_organizer_pin(&mut self, user: UserId) -> StoreResult<()> {
        self.state.organizer_pins.remove_mut(&user);
        Ok(())
    }
}
