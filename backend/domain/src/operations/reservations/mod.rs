//! Reservations: conference IDs that are kept for somebody until a day.

mod list;
mod release;
mod reserve;

use shared::{AuditDetail, Reservation};

pub use list::list_reservations;
pub use release::{release_expired, release_reservation};
pub use reserve::{Reserved, continue_reserving, reserve};

/// How many IDs are reserved or released in one transaction, so that nobody waits for it.
pub const STEP: u32 = 1_000;

/// What the audit log keeps of so many IDs of a reservation.
fn detail(reservation: &Reservation, count: u32) -> AuditDetail {
    AuditDetail::Reservation {
        first: reservation.first.into(),
        last: reservation.last.into(),
        count,
        reserved_for: reservation.reserved_for.clone(),
    }
}
