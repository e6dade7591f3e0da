//! What operations need of a database about static and dynamic conference IDs.

use async_trait::async_trait;
use shared::{ConferenceIdType, Timestamp, UserId};

use crate::store::StoreResult;

/// How many enabled users have another type of conference IDs than the organisation would have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypeSwitchCounts {
    /// Those who keep an ID: static ones whose planned meetings carry it, or dynamic ones with an ID that is kept already.
    pub keeping: u64,
    /// The others without a type of their own.
    pub others: u64,
    /// Static ones whose ID is locked.
    pub locked: u64,
    /// Those with a type of their own.
    pub own_choice: u64,
    /// Planned meetings of all those without a type of their own and without a lock: static ones when all are to be dynamic, and
    /// otherwise dynamic ones.
    pub meetings: u64,
}

/// Looking at whose conference IDs are static and whose dynamic.
#[async_trait]
pub trait ReadIdTypes: Send {
    /// Users whose conference ID is [kept](shared::User::conference_id_kept) although no planned meeting carries it any more:
    /// each was cancelled, has an ID of its own, or had its last occurrence end by this moment.
    async fn users_with_idle_kept_ids(&mut self, ended_by: Timestamp, limit: u32)
    -> StoreResult<Vec<UserId>>;
    /// Counts those who have another type than this, by what becomes of them. A meeting whose last occurrence ended by this
    /// moment is not planned any more.
    async fn count_type_switch(
        &mut self,
        to: ConferenceIdType,
        ended_by: Timestamp,
    ) -> StoreResult<TypeSwitchCounts>;
}
