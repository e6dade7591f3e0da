//! The words of what can stand against a conference ID that somebody chooses.

use crate::{ConferenceId, Day, Language, Timestamp, isolated};

type Title = (&'static str, &'static str);

pub(crate) const TAKEN: Title = ("The conference ID is taken", "Konferens-ID:t är upptaget");
pub(crate) const QUARANTINED: Title = ("The conference ID is in quarantine", "Konferens-ID:t är i karantän");
pub(crate) const RESERVED: Title = ("The conference ID is reserved", "Konferens-ID:t är reserverat");
pub(crate) const OF_SERVICE_NUMBER: Title =
    ("A service number ends with this conference ID", "Ett telefonnummer slutar på det här konferens-ID:t");
pub(crate) const GUESSABLE: Title =
    ("The conference ID is easily guessed", "Konferens-ID:t är lätt att gissa");
pub(crate) const LOOKS_ALIKE: Title =
    ("The conference ID looks like another one", "Konferens-ID:t liknar ett annat");
pub(crate) const LOCKED: Title = ("The conference ID is locked", "Konferens-ID:t är låst");
pub(crate) const DYNAMIC: Title =
    ("The user has dynamic conference IDs", "Användaren har dynamiska konferens-ID:n");

fn told(language: Language, english: &str, swedish: &str) -> String {
    match language {
        Language::En => english.to_owned(),
        Language::Sv => swedish.to_owned(),
    }
}

pub(crate) fn taken(language: Language) -> String {
    told(
        language,
        "Somebody else has it, perhaps since a moment ago. Nothing was changed. Choose another one.",
        "Någon annan har det, kanske sedan en liten stund. Inget har ändrats. Välj ett annat.",
    )
}

pub(crate) fn quarantined(until: Timestamp, language: Language) -> String {
    let day = Day::of(until);
    match language {
        Language::En => {
            format!("It belonged to somebody else and cannot be reused before {day}. Choose another one.")
        }
        Language::Sv => {
            format!("Det har tillhört någon annan och kan inte återanvändas före {day}. Välj ett annat.")
        }
    }
}

pub(crate) fn reserved(reserved_for: &str, language: Language) -> String {
    let name = isolated(reserved_for);
    match language {
        Language::En => {
            format!("It is reserved for {name}. Name the reservation to assign it, or choose another one.")
        }
        Language::Sv => {
            format!(
                "Det är reserverat för {name}. Ange reservationen för att tilldela det, eller välj ett annat."
            )
        }
    }
}

pub(crate) fn of_service_number(language: Language) -> String {
    told(
        language,
        "Callers would confuse the two. Choose another one.",
        "De som ringer skulle förväxla dem. Välj ett annat.",
    )
}

pub(crate) fn guessable(has_pin: bool, language: Language) -> String {
    if has_pin {
        told(
            language,
            "Strangers may try it. Say explicitly that it is wanted (acceptGuessable), or choose another one.",
            "Obehöriga kan komma att prova det. Ange uttryckligen att det önskas (acceptGuessable), eller välj ett annat.",
        )
    } else {
        told(
            language,
            "Only a user with an organizer PIN can have it. Set a PIN first, or choose another one.",
            "Bara en användare med PIN-kod kan få det. Ange först en PIN-kod, eller välj ett annat.",
        )
    }
}

pub(crate) fn looks_alike(other: ConferenceId, language: Language) -> String {
    let other = other.grouped();
    match language {
        Language::En => format!(
            "{other} is in use, and a slip of the finger leads there. Say explicitly that this one is wanted \
             (acceptLookAlike), or choose another one."
        ),
        Language::Sv => format!(
            "{other} används, och den som slår fel kommer dit. Ange uttryckligen att det här önskas \
             (acceptLookAlike), eller välj ett annat."
        ),
    }
}

pub(crate) fn locked(language: Language) -> String {
    told(
        language,
        "It is printed in public, so nothing was changed. Type it to confirm that it stops (confirmConferenceId), or unlock it first.",
        "Det står i tryck, så inget har ändrats. Skriv det för att bekräfta att det slutar gälla (confirmConferenceId), eller lås upp det först.",
    )
}

pub(crate) fn dynamic(language: Language) -> String {
    told(
        language,
        "Each planned meeting gets an ID of its own, so the user has none that could be set. Switch the user to a static conference ID first.",
        "Varje planerat möte får ett eget ID, så användaren har inget som kan bestämmas. Byt först till ett statiskt konferens-ID för användaren.",
    )
}
