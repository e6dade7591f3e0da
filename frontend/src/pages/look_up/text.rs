//! The words of the look-up.

use shared::{AssignmentCause, ConferenceIdStatus, Language, Timestamp};

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
        Free: "Free", "Ledigt";
        NeverDrawn: "Never assigned at random", "Tilldelas inte slumpmässigt";
        FreeDetail: "It belongs to nobody; callers are refused.", "Det tillhör ingen; den som ringer släpps inte in.";
        NeverDrawnDetail: "It belongs to nobody and is never assigned at random: it is too easy to guess, or it is one of the service numbers.", "Det tillhör ingen och tilldelas aldrig slumpmässigt: det är för lätt att gissa, eller så är det ett av telefonnumren för uppringning.";
        History: "History", "Historik";
        HistoryEmpty: "It has never belonged to anybody.", "Det har aldrig tillhört någon.";
        User: "User", "Användare";
        From: "From", "Från";
        To: "To", "Till";
        Now: "Now", "Nu";
        Reason: "Reason", "Orsak";
        Enabled: "Enabled", "Aktivering";
        Reset: "Reset", "Återställning";
        Undone: "Reset undone", "Ångrad återställning";
        Disabled: "Disabled", "Inaktivering";
        UserRemoved: "Removed", "Borttagning";
    }
}

impl From<ConferenceIdStatus> for LookUpText {
    fn from(status: ConferenceIdStatus) -> Self {
        match status {
            ConferenceIdStatus::Assigned => Self::Assigned,
            ConferenceIdStatus::Quarantined => Self::Quarantined,
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
            AssignmentCause::Undone => Self::Undone,
            AssignmentCause::Disabled => Self::Disabled,
            AssignmentCause::UserRemoved => Self::UserRemoved,
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

/// How many digits are still missing, while somebody types.
pub(super) fn digits_missing(t: Words, missing: usize) -> String {
    match (t.language, missing) {
        (Language::En, 1) => "1 more digit".into(),
        (Language::En, _) => format!("{missing} more digits"),
        (Language::Sv, 1) => "1 siffra till".into(),
        (Language::Sv, _) => format!("{missing} siffror till"),
    }
}
