//! What is exported, besides users: the ledger of conference IDs. The history is exported as it is listed.

use serde::{Deserialize, Serialize};

use crate::{BridgeId, ConferenceId, ConferenceIdStatus, IdOwner, Timestamp};

/// A conference ID that belongs to somebody or is in quarantine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConferenceIdLine {
    /// The bridge on which the ID is entered.
    pub bridge: BridgeId,
    /// The ID.
    pub conference_id: ConferenceId,
    /// Its status: assigned, or in quarantine.
    pub status: ConferenceIdStatus,
    /// Whose it is, or was last.
    pub owner: IdOwner,
    /// The owner's name, as it is now; `null` when there is none, or it was struck out.
    pub owner_name: Option<String>,
    /// Whether the owner was removed.
    pub owner_removed: bool,
    /// Until when it is in quarantine; `null` while it belongs to the owner.
    pub quarantined_until: Option<Timestamp>,
}
