//! Properties that hold for whatever comes in.

mod calendar_support;

use calendar_support::{ANNA, FOLDINGS, OLD, bytes, calendar, request};
use konfid_shared::ConferenceId;
use konfid_shared::calendar::{
    MendCounts, MendRequest, Mender, NumberChange, Outcome, attendee_addresses, imip_request, mend_calendar,
    mend_text, schedule_force_send,
};
use proptest::prelude::*;
use proptest::sample::select;

/// Fragments of which descriptions are made: anchors, digits, decoys, markup, escapes and text.
fn fragment() -> impl Strategy<Value = String> {
    let known = select(vec![
        "Conference ID: ",
        "Konferens-ID:",
        "ID de conférence : ",
        "Video conference ID: ",
        "Meeting ID: ",
        "\\,\\,",
        ",,",
        "%2C%2C",
        "?id=",
        "&amp;id=",
        "8271964",
        "827 196 4",
        "827\u{a0}196\u{a0}4",
        "827-1964",
        "390 451 8",
        "5093817",
        "#",
        "%23",
        "&nbsp\\;",
        "&nbsp;",
        "&#49;",
        "\\n",
        "\\N",
        "<br>",
        "<b>",
        "</b>",
        "<a href=\"tel:",
        "\">",
        "<",
        ">",
        "&",
        "%",
        "\\",
        "=3",
        "=",
        " ",
        "+46 8 123 456 78",
        "82719645",
        "order ",
        "é",
        "日",
        "x",
    ]);
    let anchored = select(vec![
        "Conference ID: 827 196 4#",
        "\\,\\,8271964#",
        "?id=8271964",
        "Konferens-ID:&nbsp\\;<b>8271964</b>",
        "ID de conférence : 827\u{a0}196\u{a0}4",
        "Conference ID: 390 451 8",
        "%2C%2C3904518%23",
    ]);
    prop_oneof![2 => anchored.prop_map(str::to_owned), 4 => known.prop_map(str::to_owned), 1 => "[ -~]{0,6}", 1 => "\\PC{0,4}"]
}

fn description() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..14).prop_map(|fragments| fragments.concat())
}

fn property() -> impl Strategy<Value = String> {
    let names = select(vec![
        "DESCRIPTION",
        "DESCRIPTION;ENCODING=QUOTED-PRINTABLE",
        "X-ALT-DESC;FMTTYPE=text/html",
        "LOCATION",
        "URL",
        "CONFERENCE;VALUE=URI",
        "X-MICROSOFT-ONLINEMEETINGCONFERENCEID",
        "SUMMARY",
        "COMMENT",
        "DESCRIPTION;ALTREP=\"data:,8271964\"",
        "SEQUENCE",
        "STATUS",
        "RRULE",
        "X-A",
    ]);
    (names, description()).prop_map(|(name, value)| format!("{name}:{value}"))
}

fn event() -> impl Strategy<Value = String> {
    let start = select(vec!["20270101T090000Z", "20270101T090000Z", "20200101T090000Z"]);
    let organizer = select(vec![ANNA, ANNA, "bo@fabrikam.example"]);
    let uid = select(vec!["a", "b", "c"]);
    let extra =
        select(vec!["", "RECURRENCE-ID:20270108T090000Z\n", "RRULE:FREQ=DAILY;COUNT=9\n", "SEQUENCE:9\n"]);
    (uid, start, organizer, extra, prop::collection::vec(property(), 0..4)).prop_map(
        |(uid, start, organizer, extra, properties)| {
            format!(
                "BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20261001T080000Z\n{extra}DTSTART:{start}\nORGANIZER:mailto:{organizer}\nATTENDEE;PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:cy@fabrikam.example\n{}\nEND:VEVENT\n",
                properties.join("\n")
            )
        },
    )
}

fn calendar_bytes() -> impl Strategy<Value = Vec<u8>> {
    (prop::collection::vec(event(), 0..5), select(FOLDINGS.to_vec()))
        .prop_map(|(events, folding)| bytes(&calendar(&events.concat()), folding))
}

/// Bytes that look like a calendar here and there.
fn noise() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        select(vec![
            "BEGIN:VCALENDAR\r\n",
            "END:VCALENDAR\r\n",
            "BEGIN:VEVENT\r\n",
            "END:VEVENT\n",
            "BEGIN:VALARM\n",
            "END:VALARM\n",
            "BEGIN:VTIMEZONE\n",
            "TZID:x\n",
            "END:VTIMEZONE\n",
            "\r\n ",
            "\n\t",
            "\r",
            "=\r\n",
            "DESCRIPTION",
            ":",
            ";",
            "Conference ID: ",
            "8271964",
            "UID:a\n",
            "DTSTART:20270101T090000Z\n",
            "ORGANIZER:mailto:anna@contoso.example\n",
            "SEQUENCE:1\n",
            "ENCODING=QUOTED-PRINTABLE",
            "ENCODING=BASE64",
            "\"",
            "RRULE:FREQ=",
            "EXDATE:",
            "DTSTART;TZID=x:",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Logical lines, unfolded independently of the code under test.
fn logical_lines(input: &[u8]) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for physical in input.split(|byte| *byte == b'\n') {
        let physical = physical.strip_suffix(b"\r").unwrap_or(physical);
        match (physical.first(), lines.last_mut()) {
            (Some(b' ' | b'\t'), Some(line)) => line.extend_from_slice(&physical[1..]),
            _ => lines.push(physical.to_vec()),
        }
    }
    lines
}

fn name_of(line: &[u8]) -> String {
    let end = line.iter().position(|byte| matches!(byte, b':' | b';')).unwrap_or(line.len());
    String::from_utf8_lossy(&line[..end]).to_ascii_uppercase()
}

const MARKS: [&str; 4] = ["SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "X-MICROSOFT-CDO-APPT-SEQUENCE"];
/// Those that keep their digits whatever stands in them.
const KEPT: [&str; 6] = ["SUMMARY", "COMMENT", "STATUS", "RRULE", "ATTENDEE", "ORGANIZER"];

/// The input without the lines that say an event has changed.
fn without_marks(input: &[u8]) -> Vec<Vec<u8>> {
    let mut lines = logical_lines(input);
    lines.retain(|line| !MARKS.contains(&name_of(line).as_str()));
    lines
}

/// To an ID that no generated calendar holds, so that the way back is unambiguous.
fn there() -> MendRequest {
    MendRequest { old_ids: vec![id(OLD)], new_id: id("6604418"), ..request() }
}

fn and_back() -> MendRequest {
    MendRequest { old_ids: vec![id("6604418")], new_id: id(OLD), ..request() }
}

fn id(digits: &str) -> ConferenceId {
    digits.parse().expect("seven digits")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn mending_twice_is_mending_once(input in calendar_bytes()) {
        let once = mend_calendar(&input, &request()).output();
        let again = mend_calendar(&once, &request());
        prop_assert!(!again.has_changes());
        prop_assert_eq!(again.output(), once);
    }

    #[test]
    fn only_digits_of_permitted_properties_change(input in calendar_bytes()) {
        let output = mend_calendar(&input, &request()).output();
        let (before, after) = (without_marks(&input), without_marks(&output));
        prop_assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            if before != after {
                prop_assert!(!KEPT.contains(&name_of(before).as_str()));
                prop_assert_eq!(before.len(), after.len());
                for (old, new) in before.iter().zip(after) {
                    prop_assert!(old == new || old.is_ascii_digit() && new.is_ascii_digit());
                }
            }
        }
    }

    #[test]
    fn editing_back_restores_everything_but_the_marks(input in calendar_bytes()) {
        let output = mend_calendar(&input, &there()).output();
        let back = mend_calendar(&output, &and_back()).output();
        prop_assert_eq!(without_marks(&back), without_marks(&input));
    }

    #[test]
    fn what_is_reported_is_what_changes(input in calendar_bytes()) {
        let result = mend_calendar(&input, &request());
        prop_assert_eq!(result.output() != input, result.has_changes());
        prop_assert_eq!(result.output_where(|_| false), input.clone());
        let counts = result.counts();
        prop_assert_eq!(counts.changed + counts.partly, result.changed().count());
        prop_assert_eq!(counts.by_hand(), result.to_check().count());
        let MendCounts { events: _, changed, partly, to_check, refused, .. } = counts;
        prop_assert_eq!(changed + partly + to_check + refused, result.meetings().len());
        for meeting in result.meetings() {
            let is_whole = matches!(meeting.outcome, Outcome::Changed(_));
            prop_assert!(!is_whole || meeting.leftovers.is_empty());
            let components = meeting.edits();
            for property in components.iter().flat_map(|component| &component.properties) {
                prop_assert_eq!(property.before.len(), property.after.len());
                for (before, after) in property.before.iter().zip(&property.after) {
                    prop_assert_ne!(before, after);
                    prop_assert_eq!(before.chars().count(), after.chars().count());
                }
            }
        }
    }

    #[test]
    fn the_organizer_of_others_is_left_alone(input in calendar_bytes()) {
        let stranger = MendRequest { addresses: vec!["eva@contoso.example".to_owned()], ..request() };
        prop_assert_eq!(mend_calendar(&input, &stranger).output(), input.clone());
        let nobody = MendRequest { addresses: Vec::new(), ..request() };
        prop_assert_eq!(mend_calendar(&input, &nobody).output(), input);
    }

    #[test]
    fn slices_change_nothing(input in calendar_bytes(), slice in 1_usize..5) {
        let whole = mend_calendar(&input, &request());
        let mut mender = Mender::new(input.as_slice().into(), &request());
        while !mender.advance(slice).is_done() {}
        let sliced = mender.finish();
        prop_assert_eq!(sliced.meetings(), whole.meetings());
        prop_assert_eq!(sliced.counts(), whole.counts());
    }

    #[test]
    fn nothing_panics(input in noise()) {
        let numbers = vec![NumberChange { old: "+46812345678".to_owned(), new: "+4721234567".to_owned() }];
        let result = mend_calendar(&input, &MendRequest { numbers, ..request() });
        let output = result.output();
        prop_assert!(!mend_calendar(&output, &request()).has_changes() || result.counts().refused > 0);
        let _ = schedule_force_send(&input);
        let _ = imip_request(&input, "a");
        let _ = attendee_addresses(&input, "a");
    }

    #[test]
    fn pasted_text_changes_only_digits(input in description()) {
        let mended = mend_text(&input, &request());
        prop_assert_eq!(mended.output.len(), input.len());
        prop_assert!(!mend_text(&mended.output, &request()).has_changes());
        prop_assert_eq!(mended.has_changes(), mended.output != input);
        for (old, new) in input.bytes().zip(mended.output.bytes()) {
            prop_assert!(old == new || old.is_ascii_digit() && new.is_ascii_digit());
        }
        prop_assert_eq!(mend_text(&mend_text(&input, &there()).output, &and_back()).output, input);
    }

    #[test]
    fn marked_attendees_are_the_only_difference(input in calendar_bytes()) {
        let marked = schedule_force_send(&input);
        let (before, after) = (logical_lines(&input), logical_lines(&marked));
        prop_assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            let unmarked = String::from_utf8_lossy(after).replacen(";SCHEDULE-FORCE-SEND=REQUEST", "", 1);
            prop_assert_eq!(unmarked, String::from_utf8_lossy(before));
        }
        prop_assert_eq!(schedule_force_send(&marked), marked);
    }
}

#[test]
fn the_old_id_is_found_in_the_generated_calendars() {
    // Guards the strategies above: a generator that never matches would prove nothing.
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let changed = (0..300)
        .filter(|_| {
            let input = calendar_bytes().new_tree(&mut runner).unwrap().current();
            mend_calendar(&input, &request()).has_changes()
        })
        .count();
    assert!(changed >= 30, "{changed} of 300 calendars change; {OLD} is too rare");
}
