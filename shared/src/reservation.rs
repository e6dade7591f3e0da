//! Conference IDs that are kept for somebody.

use serde::{Deserialize, Serialize};

use crate::{BridgeId, ConferenceId, Day, ReservationId, Timestamp};

/// Conference IDs that are kept for somebody until a day: nobody else is assigned them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reservation {
    /// The reservation's identifier.
    pub id: ReservationId,
    /// The bridge on which the IDs are entered.
    pub bridge: BridgeId,
    /// The first ID of the range.
    pub first: ConferenceId,
    /// The last ID of the range; the first, where it is only one.
    pub last: ConferenceId,
    /// How many IDs in the range are reserved. Those that belonged to somebody are not, nor those that were assigned since.
    pub count: u32,
    /// For whom, or for what.
    pub reserved_for: String,
    /// The last day of the reservation. Afterwards the IDs are available to everybody.
    pub until: Day,
    /// When it was made.
    pub created_at: Timestamp,
}

impl Reservation {
    /// How many IDs a reservation has at most.
    pub const LENGTH_MAX: u32 = 10_000;
    /// How many characters say for whom it is at most.
    pub const FOR_LENGTH_MAX: usize = 120;

    /// Whether it still holds at this moment.
    pub fn holds(&self, now: Timestamp) -> bool {
        Day::of(now) <= self.until
    }
}

/// Reserves conference IDs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReserveRequest {
    /// The bridge; when missing, the default one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bridge: Option<BridgeId>,
    /// The ID, or the first one of a range.
    pub first: ConferenceId,
    /// The last ID of the range; when missing, only the first is reserved. At most 10,000 IDs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<ConferenceId>,
    /// For whom, or for what; 1 to 120 characters.
    pub reserved_for: String,
    /// The last day of the reservation.
    pub until: Day,
}

/// Which reservations a list shows; newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct ReservationFilter {
    /// Only reservations on this bridge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bridge: Option<BridgeId>,
}
