//! Telling attendees: messages for mail, and the parameter for calendar servers.

mod calendar_support;

use calendar_support::{ANNA, request, text};
use konfid_shared::calendar::{
    attendee_addresses, imip_request, mend_calendar, schedule_force_send, without_force_send,
};

const SERIES: &str = "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:PUBLISH\nPRODID:-//Contoso//EN\nX-WR-CALNAME:Anna\nBEGIN:VTIMEZONE\nTZID:Stockholm\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:series\nSEQUENCE:1\nDTSTAMP:20261001T080000Z\nDTSTART;TZID=Stockholm:20270111T090000\nRRULE:FREQ=WEEKLY\nSUMMARY:Planning\nORGANIZER;SCHEDULE-AGENT=SERVER:mailto:anna@contoso.example\nATTENDEE;CN=Anna;PARTSTAT=ACCEPTED:mailto:Anna@contoso.example\nATTENDEE;CN=\"Bo; Ek\";PARTSTAT=ACCEPTED;SCHEDULE-STATUS=\"1.2\";RSVP=TRUE:mailto:bo\n @fabrikam.example\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:cy@fabrikam.example\nDESCRIPTION:Conference ID: 827 1\n 96 4\nBEGIN:VALARM\nTRIGGER:-PT15M\nACTION:DISPLAY\nDESCRIPTION:Reminder\nEND:VALARM\nEND:VEVENT\nBEGIN:VEVENT\nUID:other\nDTSTART:20270101T090000Z\nATTENDEE:mailto:dan@fabrikam.example\nEND:VEVENT\nBEGIN:VEVENT\nUID:series\nRECURRENCE-ID;TZID=Stockholm:20270118T090000\nDTSTART;TZID=Stockholm:20270118T100000\nORGANIZER:mailto:anna@contoso.example\nATTENDEE:mailto:eva@fabrikam.example\nDESCRIPTION:Conference ID: 8271964\nEND:VEVENT\nEND:VCALENDAR\n";

#[test]
fn a_message_holds_the_whole_mended_series() {
    let mended = mend_calendar(SERIES.as_bytes(), &request()).output();
    let message = text(&imip_request(&mended, "series").unwrap());
    let expected = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Contoso//EN\nX-WR-CALNAME:Anna\nMETHOD:REQUEST\nBEGIN:VTIMEZONE\nTZID:Stockholm\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:series\nSEQUENCE:2\nDTSTAMP:20261124T060000Z\nDTSTART;TZID=Stockholm:20270111T090000\nRRULE:FREQ=WEEKLY\nSUMMARY:Planning\nORGANIZER:mailto:anna@contoso.example\nATTENDEE;CN=Anna;PARTSTAT=ACCEPTED:mailto:Anna@contoso.example\nATTENDEE;CN=\"Bo; Ek\";PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:bo@fabrikam.example\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:cy@fabrikam.example\nDESCRIPTION:Conference ID: 509 3\n 81 7\nEND:VEVENT\nBEGIN:VEVENT\nUID:series\nSEQUENCE:1\nRECURRENCE-ID;TZID=Stockholm:20270118T090000\nDTSTART;TZID=Stockholm:20270118T100000\nORGANIZER:mailto:anna@contoso.example\nATTENDEE:mailto:eva@fabrikam.example\nDESCRIPTION:Conference ID: 5093817\nEND:VEVENT\nEND:VCALENDAR\n";
    assert_eq!(message, expected.replace('\n', "\r\n"));
    assert_eq!(imip_request(&mended, "unknown"), None);
    assert_eq!(imip_request(b"", "series"), None);
}

#[test]
fn a_message_goes_to_everyone_but_the_organizer() {
    let expected = ["bo@fabrikam.example", "cy@fabrikam.example", "eva@fabrikam.example"];
    assert_eq!(attendee_addresses(SERIES.as_bytes(), "series"), expected);
    assert_eq!(attendee_addresses(SERIES.as_bytes(), "other"), ["dan@fabrikam.example"]);
    assert!(attendee_addresses(SERIES.as_bytes(), "unknown").is_empty());
}

#[test]
fn long_lines_of_a_message_are_folded() {
    let name = "Åsa ".repeat(40);
    let calendar = format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nATTENDEE;CN=\"{name}\";SCHEDULE-STATUS=2.0:mailto:asa@contoso.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let message = text(&imip_request(calendar.as_bytes(), "1").unwrap());
    assert!(message.lines().all(|line| line.len() <= 75), "{message}");
    assert!(
        message.replace("\r\n ", "").contains(&format!("ATTENDEE;CN=\"{name}\":mailto:asa@contoso.example"))
    );
}

#[test]
fn every_attendee_is_marked_once() {
    let marked = text(&schedule_force_send(SERIES.as_bytes()));
    assert_eq!(marked.matches("ATTENDEE;SCHEDULE-FORCE-SEND=REQUEST").count(), 5);
    assert!(marked.contains("\nORGANIZER;SCHEDULE-AGENT=SERVER:"));
    assert_eq!(text(&schedule_force_send(marked.as_bytes())), marked);
    let unmarked =
        marked.replace(";SCHEDULE-FORCE-SEND=REQUEST\n ", "").replace(";SCHEDULE-FORCE-SEND=REQUEST", "");
    assert_eq!(unmarked, SERIES);
}

#[test]
fn marking_keeps_lines_short_and_the_rest_as_it_is() {
    let calendar = format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nATTENDEE:mailto:{ANNA}\r\nEND:VTODO\r\nBEGIN:VEVENT\r\nUID:1\r\nattendee;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;CN=Somebody Withalongname:ma\r\n ilto:bo@fabrikam.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let marked = text(&schedule_force_send(calendar.as_bytes()));
    assert!(marked.contains("attendee;SCHEDULE-FORCE-SEND=REQUEST\r\n ;PARTSTAT=ACCEPTED;"), "{marked}");
    assert!(marked.contains("BEGIN:VTODO\r\nATTENDEE:mailto:"));
    assert!(marked.lines().all(|line| line.len() <= 75), "{marked}");
}

#[test]
fn what_asked_a_server_to_tell_attendees_is_taken_out_again() {
    let folded =
        |line: &str| format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    for (left, clean) in [
        ("ATTENDEE;SCHEDULE-FORCE-SEND=REQUEST:mailto:bo@x.example", "ATTENDEE:mailto:bo@x.example"),
        (
            "ATTENDEE;CN=\"a;SCHEDULE-FORCE-SEND=b\";schedule-force-send=REQUEST;RSVP=TRUE:mailto:bo@x.example",
            "ATTENDEE;CN=\"a;SCHEDULE-FORCE-SEND=b\";RSVP=TRUE:mailto:bo@x.example",
        ),
        (
            "ATTENDEE;RSVP=TRUE;SCHEDULE-FORCE\r\n -SEND=REQUEST;SCHEDULE-STATUS=1.2:mailto:bo@x.example",
            "ATTENDEE;RSVP=TRUE;SCHEDULE-STATUS=1.2:mailto:bo@x.example",
        ),
        (
            "ATTENDEE;SCHEDULE-FORCE-SEND=REPLY;CN=Åsa:mailto:bo@x.example",
            "ATTENDEE;CN=Åsa:mailto:bo@x.example",
        ),
    ] {
        let taken = without_force_send(folded(left).as_bytes()).map(|bytes| text(&bytes));
        assert_eq!(taken, Some(folded(clean)), "{left}");
        assert_eq!(without_force_send(folded(clean).as_bytes()), None, "{clean}");
    }
    // What is put in comes out, and nothing else.
    let marked = schedule_force_send(SERIES.as_bytes());
    let lines = |bytes: &[u8]| text(bytes).replace("\r\n ", "").replace("\n ", "");
    assert_eq!(lines(&without_force_send(&marked).unwrap()), lines(SERIES.as_bytes()));
}
