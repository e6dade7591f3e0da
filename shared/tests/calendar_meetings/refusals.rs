//! What is refused stays as it is, with a reason.

use konfid_shared::MeetingUpdateReason;
use konfid_shared::calendar::mend_calendar;

use super::calendar_support::{ANNA, request, text};

fn event(properties: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20270101T090000Z\r\nORGANIZER:mailto:{ANNA}\r\n{properties}\r\nEND:VEVENT\r\n"
    )
}

fn calendar(content: &str) -> String {
    format!("BEGIN:VCALENDAR\r\n{content}END:VCALENDAR\r\n")
}

const ID: &str = "DESCRIPTION:Conference ID: 8271964";

fn check(input: &[u8], reason: MeetingUpdateReason) {
    let result = mend_calendar(input, &request());
    let reasons: Vec<MeetingUpdateReason> = result.refused().map(|refusal| refusal.reason).collect();
    assert_eq!(reasons, [reason], "{}", text(input));
    assert_eq!(result.output(), input);
    assert_eq!(result.counts().refused, 1);
    assert_eq!(result.counts().changed, 0);
}

#[test]
fn files_that_are_no_calendars() {
    for input in ["", "Hello", "Conference ID: 8271964", "{\"a\":1}", "BEGIN:VCARD\r\nEND:VCARD\r\n"] {
        check(input.as_bytes(), MeetingUpdateReason::NotACalendar);
    }
    let wide: Vec<u8> = calendar(&event(ID)).encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&wide, MeetingUpdateReason::WideEncoding);
    check(&[&[0xff, 0xfe], wide.as_slice()].concat(), MeetingUpdateReason::WideEncoding);
}

#[test]
fn events_that_are_cut_off() {
    let whole = event(ID);
    let cut = whole.strip_suffix("END:VEVENT\r\n").unwrap();
    check(format!("BEGIN:VCALENDAR\r\n{cut}").as_bytes(), MeetingUpdateReason::Unfinished);
    check(calendar(cut).as_bytes(), MeetingUpdateReason::Unfinished);
    let alarm = event(&format!("{ID}\r\nBEGIN:VALARM\r\nACTION:DISPLAY"));
    check(calendar(&alarm).as_bytes(), MeetingUpdateReason::Unfinished);
}

#[test]
fn values_in_base64() {
    // "Conference ID: 8271964" and "Conference ID: 8271965".
    let with_id = event("DESCRIPTION;ENCODING=BASE64;VALUE=BINARY:Q29uZmVyZW5jZSBJRDogODI3MTk2NA==");
    check(calendar(&with_id).as_bytes(), MeetingUpdateReason::EncodedValue);
    let without = calendar(&event("DESCRIPTION;ENCODING=BASE64:Q29uZmVyZW5jZSBJRDogODI3MTk2NQ=="));
    assert_eq!(mend_calendar(without.as_bytes(), &request()).counts().nothing_to_do, 1);
}

#[test]
fn numbers_and_times_that_cannot_be_read() {
    for sequence in ["x", "-1", "18446744073709551615", "99999999999999999999"] {
        let event = event(&format!("SEQUENCE:{sequence}\r\n{ID}"));
        check(calendar(&event).as_bytes(), MeetingUpdateReason::UnreadableSequence);
    }
    let start = event(ID).replace("20270101T090000Z", "tomorrow");
    check(calendar(&start).as_bytes(), MeetingUpdateReason::UnreadableStart);
    let none = event(ID).replace("DTSTART:20270101T090000Z\r\n", "");
    check(calendar(&none).as_bytes(), MeetingUpdateReason::UnreadableStart);
}

#[test]
fn nesting_without_end() {
    let deep = |depth: usize| {
        let begin = "BEGIN:X-INNER\r\n".repeat(depth);
        let end = "END:X-INNER\r\n".repeat(depth);
        calendar(&event(&format!("{ID}\r\n{begin}{end}X-END:1")))
    };
    check(deep(100_000).as_bytes(), MeetingUpdateReason::NestedTooDeep);
    assert_eq!(mend_calendar(deep(3).as_bytes(), &request()).counts().changed, 1);
}

#[test]
fn what_cannot_be_reproduced() {
    // A carriage return that stands alone before a name is lost when the event is written again.
    let odd = event(ID).replace("UID:1", "\rX\u{b}-A:\r\r\n \r\n\t\r\nUID:1");
    let result = mend_calendar(odd.as_bytes(), &request());
    // Either the parser keeps it, and then nothing but the ID changes, or the event is refused.
    let expected =
        text(odd.as_bytes()).replace("8271964", "5093817").replace("UID:1\r\n", "UID:1\r\nSEQUENCE:1\r\n");
    assert!(result.counts().refused == 1 || text(&result.output()) == expected);
}

#[test]
fn a_refused_meeting_does_not_stop_the_others() {
    let refused = event(&format!("SEQUENCE:x\r\n{ID}"));
    let fine = event(ID).replace("UID:1", "UID:2");
    let input = calendar(&format!("{refused}{fine}"));
    let result = mend_calendar(input.as_bytes(), &request());
    assert_eq!((result.counts().refused, result.counts().changed), (1, 1));
    assert!(text(&result.output()).contains(&refused));
}
