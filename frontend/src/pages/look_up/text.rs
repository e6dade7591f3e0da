//! The words of the look-up.

use shared::{AssignmentCause, ConferenceIdStatus, Language, Reservation, Timestamp, isolated};

use crate::i18n::{Words, texts};

texts! {
    /// The words of the look-up.
    pub(crate) enum LookUpText {
        Title: "Look up a conference ID", "Slå upp ett konferens-ID";
        Lead: "See who has or had an ID.", "Se vem som har eller har haft ett ID.";
        Digits: "Conference ID", "Konferens-ID";
        Hint: "7 digits, with or without spaces.", "7 siffror, med eller utan mellanslag.";
        LookUp: "Look up", "Slå upp";
        Copy: "Copy the conference ID", "Kopiera konferens-ID:t";
        Assigned: "Assigned", "Tilldelat";
        Quarantined: "In quarantine", "I karantän";
        Reserved: "Reserved", "Reserverat";
        Free: "Free", "Ledigt";
        NeverDrawn: "Never assigned at random", "Tilldelas inte slumpmässigt";
        FreeDetail: "It belongs to nobody; callers are refused.", "Det tillhör ingen; den som ringer släpps inte in.";
        NeverDrawnDetail: "It belongs to nobody and is never assigned at random: it is too easy to guess, or it is one of the service numbers.", "Det tillhör ingen och tilldelas aldrig slumpmässigt: det är för lätt att gissa, eller så är det ett av telefonnumren för uppringning.";
        Bridge: "Bridge", "Konferensbrygga";
        History: "History", "Historik";
        HistoryEmpty: "It has never belonged to anybody.", "Det har aldrig tillhört någon.";
        User: "User", "Användare";
        From: "From", "Från";
        To: "To", "Till";
        Now: "Now", "Nu";
        Reason: "Reason", "Orsak";
        Export: "Export", "Exportera";
        ExportIds: "All conference IDs, with their owners", "Alla konferens-ID:n med ägare";
        ExportHistory: "The whole history", "Hela historiken";
        ExportMeetings: "All planned meetings", "Alla planerade möten";
        ExportCommas: "CSV with commas", "CSV med kommatecken";
        ExportSemicolons: "CSV with semicolons", "CSV med semikolon";
        ExportJson: "JSON, one object per line", "JSON, ett objekt per rad";
        ExportHint: "Excel in Swedish and German opens the file with semicolons.", "Excel på svenska öppnar filen med semikolon.";
        Enabled: "Enabled", "Aktivering";
        Reset: "Reset", "Återställning";
        Chosen: "Choice", "Val";
        HandedOver: "Handed over", "Överlämning";
        Undone: "Reset undone", "Ångrad återställning";
        Disabled: "Disabled", "Inaktivering";
        BridgeChanged: "Moved to another bridge", "Byte av brygga";
        ProviderChanged: "Provider changed", "Leverantör ändrad";
        TypeChanged: "Static or dynamic", "Statiskt eller dynamiskt";
        UserRemoved: "Removed", "Borttagning";
        MeetingPlanned: "Meeting planned", "Möte planerat";
        MeetingCancelled: "Meeting cancelled", "Möte inställt";
        MeetingOver: "Meeting over", "Möte avslutat";
        Expired: "Meeting over", "Mötet är avslutat";
        ExpiredDetail: "It belongs to a meeting that is over, or whose organizer is not enabled; callers are refused.", "Det tillhör ett möte som är avslutat eller vars organisatör inte är aktiverad; den som ringer släpps inte in.";
        Meeting: "Meeting", "Möte";
    }
}

impl From<ConferenceIdStatus> for LookUpText {
    fn from(status: ConferenceIdStatus) -> Self {
        match status {
            ConferenceIdStatus::Assigned => Self::Assigned,
            ConferenceIdStatus::Expired => Self::Expired,
            ConferenceIdStatus::Quarantined => Self::Quarantined,
            ConferenceIdStatus::Reserved => Self::Reserved,
            ConferenceIdStatus::Free => Self::Free,
            ConferenceIdStatus::NeverDrawn => Self::NeverDrawn,
        }
    }
}

impl From<AssignmentCause> for LookUpText {
    fn from(cause: AssignmentCause) -> Self {
        match cause {
            AssignmentCause::Enabled => Self::Enabled,
            AssignmentCause::Reset => Self::Reset,
            AssignmentCause::Chosen => Self::Chosen,
            AssignmentCause::HandedOver => Self::HandedOver,
            AssignmentCause::Undone => Self::Undone,
            AssignmentCause::Disabled => Self::Disabled,
            AssignmentCause::BridgeChanged => Self::BridgeChanged,
            AssignmentCause::ProviderChanged => Self::ProviderChanged,
            AssignmentCause::TypeChanged => Self::TypeChanged,
            AssignmentCause::UserRemoved => Self::UserRemoved,
            AssignmentCause::MeetingPlanned => Self::MeetingPlanned,
            AssignmentCause::MeetingCancelled => Self::MeetingCancelled,
            AssignmentCause::MeetingOver => Self::MeetingOver,
        }
    }
}

/// Before the name of the user whose the ID is.
pub(super) const fn belongs_to(t: Words) -> &'static str {
    match t.language {
        Language::En => "Callers reach the conference of",
        Language::Sv => "Den som ringer kommer till konferensen som tillhör",
    }
}

/// Until when the ID is in quarantine.
pub(super) fn quarantined_until(t: Words, until: Option<Timestamp>) -> String {
    match (t.language, until) {
        (Language::En, Some(until)) => {
            format!("It was replaced; callers are refused. It cannot be reused before {}.", t.moment(until))
        }
        (Language::Sv, Some(until)) => format!(
            "Det har ersatts; den som ringer släpps inte in. Det kan inte återanvändas före {}.",
            t.moment(until)
        ),
        (Language::En, None) => "It was replaced; callers are refused.".into(),
        (Language::Sv, None) => "Det har ersatts; den som ringer släpps inte in.".into(),
    }
}

/// For whom the ID is reserved, and until when.
pub(super) fn reserved(t: Words, reservation: Option<&Reservation>) -> String {
    let Some(kept) = reservation else { return String::new() };
    let (name, until) = (isolated(&kept.reserved_for), t.day(kept.until.begins()));
    match t.language {
        Language::En => format!("Reserved for {name} until {until}; callers are refused."),
        Language::Sv => format!("Reserverat för {name} till och med {until}; den som ringer släpps inte in."),
    }
}

/// How many digits are still missing, while somebody types.
pub(super) fn digits_missing(t: Words, missing: usize) -> String {
    match (t.language, missing) {
        (Language::En, 1) => "1 more digit".into(),
        (Language::En, _) => format!("{missing} more digits"),
        (Language::Sv, 1) => "1 siffra till".into(),
        (Language::Sv, _) => format!("{missing} siffror till"),
    }
}
