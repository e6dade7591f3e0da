//! The words of reservations.

use shared::{Language, isolated};

use crate::i18n::{Words, texts};

texts! {
    /// The words of reservations.
    pub(super) enum ReservationsText {
        Title: "Reservations", "Reservationer";
        Lead: "IDs that are kept for somebody until a day. Nobody else is assigned them.", "ID:n som sparas åt någon till och med en viss dag. Ingen annan tilldelas dem.";
        None: "No IDs are reserved.", "Inga ID:n är reserverade.";
        Reserve: "Reserve IDs", "Reservera ID:n";
        Ids: "Conference IDs", "Konferens-ID:n";
        Count: "Reserved", "Reserverade";
        For: "For", "För";
        Until: "Until", "Till och med";
        Release: "Release", "Släpp";
        ReleaseTitle: "Release the reservation?", "Släppa reservationen?";
        ReleaseDetail: "The IDs are available to everybody from then on. IDs that were assigned from it stay as they are.", "ID:na blir lediga för alla. ID:n som har tilldelats ur den förblir som de är.";
        Released: "The reservation has been released", "Reservationen har släppts";
        First: "Conference ID, or the first one", "Konferens-ID, eller det första";
        Last: "Last one of the range", "Det sista i serien";
        LastHint: "Leave it empty to reserve one ID. At most 10,000 at once.", "Lämna tomt för att reservera ett enda ID. Högst 10 000 på en gång.";
        ForWhom: "For whom, or for what", "För vem, eller för vad";
        LastDay: "Last day", "Sista dag";
        NotAnId: "Enter 7 digits. The first is never 0.", "Ange 7 siffror. Den första är aldrig 0.";
        NoDay: "Choose a day.", "Välj en dag.";
    }
}

impl Words {
    /// How many IDs are reserved now, and how many were left out.
    pub(super) fn reserved(self, count: u64, wanted: u64) -> String {
        let (number, others) = (self.number(count), self.number(wanted.saturating_sub(count)));
        match (self.language, wanted > count) {
            (Language::En, false) => format!("Reserved: {number}."),
            (Language::Sv, false) => format!("Reserverade: {number}."),
            (Language::En, true) => {
                format!("Reserved: {number}. Left out, because they are taken: {others}.")
            }
            (Language::Sv, true) => {
                format!("Reserverade: {number}. Utelämnade, eftersom de är upptagna: {others}.")
            }
        }
    }

    /// Which reservation a button releases.
    pub(super) fn release_of(self, reserved_for: &str) -> String {
        let name = isolated(reserved_for);
        match self.language {
            Language::En => format!("Release the reservation for {name}"),
            Language::Sv => format!("Släpp reservationen för {name}"),
        }
    }
}
