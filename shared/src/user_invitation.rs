//! What callers need to reach a user's meetings.

use serde::{Deserialize, Serialize};

use crate::{BridgeId, ConferenceId, ConferenceIdType, Invitation, ServiceNumber};

/// What callers need to reach a user's meetings, and the invitation block with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserInvitation {
    /// Whether the user has one conference ID for all meetings, or each meeting its own.
    #[serde(default)]
    pub conference_id_type: ConferenceIdType,
    /// The conference ID; `null` while the user is not enabled for dial-in conferencing. With dynamic IDs only one that is
    /// kept for meetings that were planned with it.
    pub conference_id: Option<ConferenceId>,
    /// The bridge that callers dial.
    pub bridge: BridgeId,
    /// The bridge's name.
    pub bridge_name: String,
    /// Whether there are other bridges.
    pub has_other_bridges: bool,
    /// The numbers that callers dial, the first one first: the user's own, or the bridge's default number, and then the
    /// others. Toll-free numbers are among them only if the user may use them.
    pub service_numbers: Vec<ServiceNumber>,
    /// The invitation block in the reader's language; `null` where there is none for all meetings.
    pub invitation: Option<Invitation>,
}
