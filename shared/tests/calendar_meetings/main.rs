//! Which meetings are mended: whose they are, whether they lie ahead, series with exceptions, and refusals.

mod ahead;
#[path = "../calendar_support/mod.rs"]
mod calendar_support;
mod refusals;
mod series;

use calendar_support::{ANNA, EARLIER, FOLDINGS, bytes, calendar, request, text};
use konfid_shared::calendar::{MendCounts, mend_calendar};

/// What is between `DTSTAMP` and `DESCRIPTION` of an event, and whether it is expected to change.
pub(crate) fn check(properties: &str, expected: MendCounts) {
    check_in("", properties, expected);
}

/// The same, with more in the calendar before the event.
pub(crate) fn check_in(prelude: &str, properties: &str, expected: MendCounts) {
    let event = format!(
        "{prelude}BEGIN:VEVENT\nUID:1\nDTSTAMP:{EARLIER}\n{properties}\nDESCRIPTION:Conference ID: 8271964\nEND:VEVENT\n"
    );
    let input = bytes(&calendar(&event), FOLDINGS[1]);
    let result = mend_calendar(&input, &request());
    let expected = MendCounts { events: 1, ..expected };
    assert_eq!(result.counts(), expected, "{properties}");
    let contains_new = text(&result.output()).contains("Conference ID: 5093817");
    assert_eq!(contains_new, expected.changed == 1, "{properties}");
    if expected.changed == 0 {
        assert_eq!(result.output(), input, "{properties}");
    }
}

const NOTHING: MendCounts = MendCounts {
    events: 0,
    changed: 0,
    partly: 0,
    to_check: 0,
    refused: 0,
    others: 0,
    no_organizer: 0,
    past: 0,
    cancelled: 0,
    nothing_to_do: 0,
};
pub(crate) const CHANGED: MendCounts = MendCounts { changed: 1, ..NOTHING };
pub(crate) const PAST: MendCounts = MendCounts { past: 1, ..NOTHING };
pub(crate) const OTHER: MendCounts = MendCounts { others: 1, ..NOTHING };
pub(crate) const NO_ORGANIZER: MendCounts = MendCounts { no_organizer: 1, ..NOTHING };
pub(crate) const CANCELLED: MendCounts = MendCounts { cancelled: 1, ..NOTHING };

#[test]
fn only_the_organizers_own_meetings() {
    let start = "DTSTART:20270111T090000Z";
    for (organizer, expected) in [
        (format!("ORGANIZER:mailto:{ANNA}"), CHANGED),
        ("ORGANIZER;CN=\"Berg: Anna\":MAILTO:Anna@Contoso.Example".to_owned(), CHANGED),
        (format!("ORGANIZER:{ANNA}"), CHANGED),
        (format!("ORGANIZER;EMAIL={ANNA}:urn:uuid:6f0c1a52-3f1c-4f1e-9e53-000000000001"), CHANGED),
        (format!("ORGANIZER;SENT-BY=\"mailto:{ANNA}\":mailto:bo@fabrikam.example"), OTHER),
        ("ORGANIZER:mailto:bo@fabrikam.example".to_owned(), OTHER),
        (format!("ORGANIZER:mailto:x{ANNA}"), OTHER),
        (format!("ATTENDEE:mailto:{ANNA}"), NO_ORGANIZER),
        ("ORGANIZER:".to_owned(), NO_ORGANIZER),
        // Without the quotation marks that its colon needs.
        (format!("ORGANIZER;CN=Anna Berg;SENT-BY=mailto:noreply@contoso.example:mailto:{ANNA}"), CHANGED),
        (format!("ORGANIZER;SENT-BY=MAILTO:bo@fabrikam.example;CN=Anna:mailto:{ANNA}"), CHANGED),
        (format!("ORGANIZER;DIR=ldap://directory.example:389/cn=anna;CN=Anna:mailto:{ANNA}"), CHANGED),
        (format!("ORGANIZER;SENT-BY=mailto:{ANNA}:mailto:bo@fabrikam.example"), OTHER),
        (format!("ORGANIZER:mailto:Anna Berg <{ANNA}>"), CHANGED),
    ] {
        check(&format!("{start}\n{organizer}"), expected);
    }
}

#[test]
fn cancelled_meetings_and_answers_stay() {
    let own = format!("DTSTART:20270111T090000Z\nORGANIZER:mailto:{ANNA}");
    check(&format!("{own}\nSTATUS:CANCELLED"), CANCELLED);
    check(&format!("{own}\nSTATUS:cancelled"), CANCELLED);
    check(&format!("{own}\nSTATUS:TENTATIVE"), CHANGED);
    check_in("METHOD:CANCEL\n", &own, CANCELLED);
    check_in("METHOD:REPLY\n", &own, CANCELLED);
    check_in("METHOD:REQUEST\n", &own, CHANGED);
    check_in("METHOD:PUBLISH\n", &own, CHANGED);
}
