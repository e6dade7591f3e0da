//! The words of the invitation block.

use crate::Language;

/// The words in one language.
pub(super) struct Words {
    pub(super) heading: &'static str,
    /// A label that the meeting update tool knows.
    pub(super) conference_id: &'static str,
    pub(super) toll_free: &'static str,
    pub(super) one_tap: &'static str,
    one_number: &'static str,
    several_numbers: &'static str,
}

impl Words {
    /// How to join, for this many service numbers; nothing when there is none to call.
    pub(super) const fn hint(&self, numbers: usize) -> Option<&'static str> {
        match numbers {
            0 => None,
            1 => Some(self.one_number),
            _ => Some(self.several_numbers),
        }
    }
}

/// The words in this language.
pub(super) const fn of(language: Language) -> &'static Words {
    match language {
        Language::En => &Words {
            heading: "Join by phone",
            conference_id: "Conference ID",
            toll_free: "toll-free",
            one_tap: "Dial directly from a mobile phone",
            one_number: "Call the number, enter the conference ID and press #.",
            several_numbers: "Call one of the numbers, enter the conference ID and press #.",
        },
        Language::Sv => &Words {
            heading: "Delta via telefon",
            conference_id: "Konferens-ID",
            toll_free: "avgiftsfritt",
            one_tap: "Ring direkt från mobilen",
            one_number: "Ring numret, ange konferens-ID:t och tryck på #.",
            several_numbers: "Ring något av numren, ange konferens-ID:t och tryck på #.",
        },
    }
}
