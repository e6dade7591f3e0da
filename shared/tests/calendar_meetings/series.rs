//! Series with exceptions: the master and the future exceptions in one go, past ones as they are.

use konfid_shared::MeetingStart;
use konfid_shared::calendar::mend_calendar;

use super::calendar_support::{ANNA, EARLIER, FOLDINGS, NEW, OLD, STAMP, bytes, calendar, request, text};

/// One event of a series.
fn part(properties: &str, id: &str, changed: bool) -> String {
    let (sequence, stamp) = if changed { (3, STAMP) } else { (2, EARLIER) };
    format!(
        "BEGIN:VEVENT\nUID:series\nSEQUENCE:{sequence}\nDTSTAMP:{stamp}\n{properties}\nDESCRIPTION:Konferens-ID: {id}\nEND:VEVENT\n"
    )
}

fn own(properties: &str) -> String {
    format!("{properties}\nORGANIZER:mailto:{ANNA}")
}

const WEEKLY: &str = "DTSTART:20260901T090000Z\nDTEND:20260901T093000Z\nRRULE:FREQ=WEEKLY;COUNT=20";
const PAST_EXCEPTION: &str =
    "RECURRENCE-ID:20260908T090000Z\nDTSTART:20260908T100000Z\nDTEND:20260908T103000Z";
const FUTURE_EXCEPTION: &str =
    "RECURRENCE-ID:20261201T090000Z\nDTSTART:20261201T100000Z\nDTEND:20261201T103000Z";
const UNRELATED: &str =
    "BEGIN:VEVENT\nUID:other\nDTSTART:20270101T090000Z\nDESCRIPTION:Konferens-ID: 8271964\nEND:VEVENT\n";

/// Events as properties, and whether each changes.
fn check(parts: &[(String, bool)], between: &str) {
    let render = |after: bool| {
        let events: Vec<String> = parts
            .iter()
            .map(|(properties, changes)| {
                let changed = after && *changes;
                part(properties, if changed { NEW } else { OLD }, changed)
            })
            .collect();
        bytes(&calendar(&events.join(between)), FOLDINGS[1])
    };
    let input = render(false);
    let result = mend_calendar(&input, &request());
    assert_eq!(text(&result.output()), text(&render(true)));
    let changed = parts.iter().filter(|(_, changes)| *changes).count();
    let edited: usize = result.changed().map(|meeting| meeting.edits().len()).sum();
    assert_eq!(edited, changed);
    assert_eq!(result.counts().changed, usize::from(changed > 0));
}

#[test]
fn past_exceptions_stay_and_future_ones_change() {
    check(&[(own(WEEKLY), true), (own(PAST_EXCEPTION), false), (own(FUTURE_EXCEPTION), true)], "");
}

#[test]
fn a_series_belongs_together_wherever_it_stands() {
    let parts = [(own(FUTURE_EXCEPTION), true), (own(PAST_EXCEPTION), false), (own(WEEKLY), true)];
    check(&parts, UNRELATED);
}

#[test]
fn an_exception_without_an_organizer_has_the_masters() {
    check(&[(own(WEEKLY), true), (FUTURE_EXCEPTION.to_owned(), true)], "");
    check(&[(WEEKLY.to_owned(), false), (FUTURE_EXCEPTION.to_owned(), false)], "");
}

#[test]
fn an_exception_of_another_organizer_stays() {
    let other = format!("{FUTURE_EXCEPTION}\nORGANIZER:mailto:bo@fabrikam.example");
    check(&[(own(WEEKLY), true), (other, false)], "");
}

#[test]
fn cancelled_exceptions_stay() {
    let cancelled = format!("{}\nSTATUS:CANCELLED", own(FUTURE_EXCEPTION));
    check(&[(own(WEEKLY), true), (cancelled, false)], "");
    let series_cancelled = format!("{}\nSTATUS:CANCELLED", own(WEEKLY));
    check(&[(series_cancelled, false), (own(FUTURE_EXCEPTION), false)], "");
}

#[test]
fn a_series_that_lives_on_in_one_exception_is_mended() {
    // The rule has ended; its last occurrence was moved into the future.
    let ended = "DTSTART:20260901T090000Z\nDTEND:20260901T093000Z\nRRULE:FREQ=WEEKLY;COUNT=3";
    let moved = "RECURRENCE-ID:20260915T090000Z\nDTSTART:20261215T090000Z\nDTEND:20261215T093000Z";
    check(&[(own(ended), true), (own(moved), true)], "");
    // And without that exception it is over.
    check(&[(own(ended), false)], "");
}

#[test]
fn a_series_whose_last_occurrence_moved_to_the_past_is_over() {
    let last_ahead = "DTSTART:20261117T090000Z\nDTEND:20261117T093000Z\nRRULE:FREQ=WEEKLY;COUNT=2";
    let moved_back = "RECURRENCE-ID:20261124T090000Z\nDTSTART:20261123T090000Z\nDTEND:20261123T093000Z";
    check(&[(own(last_ahead), false), (own(moved_back), false)], "");
}

#[test]
fn exceptions_without_their_master_stand_for_themselves() {
    check(&[(own(PAST_EXCEPTION), false), (own(FUTURE_EXCEPTION), true)], "");
}

#[test]
fn an_exception_for_all_later_occurrences_lives_as_long_as_the_series() {
    let onwards = "RECURRENCE-ID;RANGE=THISANDFUTURE:20260908T090000Z\nDTSTART:20260908T100000Z\nDTEND:20260908T103000Z";
    check(&[(own(WEEKLY), true), (own(onwards), true)], "");
}

#[test]
fn the_report_names_the_exception() {
    let input =
        calendar(&[part(&own(WEEKLY), OLD, false), part(&own(FUTURE_EXCEPTION), OLD, false)].concat());
    let result = mend_calendar(input.as_bytes(), &request());
    let meeting = result.changed().next().unwrap();
    assert!(meeting.recurring);
    let text = |start: &Option<MeetingStart>| start.as_ref().map(ToString::to_string);
    assert_eq!(text(&meeting.start).as_deref(), Some("2026-09-01T09:00:00Z"));
    let components = meeting.edits();
    assert_eq!(components[0].occurrence, None);
    assert_eq!(text(&components[1].occurrence).as_deref(), Some("2026-12-01T09:00:00Z"));
    assert_eq!(components[1].sequence, 2);
    assert_eq!(components[1].properties[0].before, ["Konferens-ID: 8271964"]);
    assert_eq!(components[1].properties[0].after, ["Konferens-ID: 5093817"]);
}
