//! Calendars as careless programs write them, and what remains of the old digits.

mod calendar_support;

use calendar_support::{ANNA, NEW, OLD, STAMP, request, text};
use konfid_shared::calendar::{MendRequest, MendResult, mend_calendar, render_diff};
use konfid_shared::{Language, MeetingUpdateReason};

fn own(properties: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20270111T090000Z\r\nORGANIZER:mailto:{ANNA}\r\n{properties}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

fn places(result: &MendResult<'_>) -> Vec<(String, String)> {
    let leftovers = result.meetings().iter().flat_map(|meeting| &meeting.leftovers);
    leftovers.map(|left| (left.property.clone(), left.text.clone())).collect()
}

#[test]
fn what_remains_is_reported_with_its_place_in_any_property() {
    for property in [
        "SUMMARY:Weekly 827 196 4",
        "COMMENT:Dial 8271964#",
        "CONTACT;CN=8271964:mailto:desk@contoso.example",
        "ATTACH:https://files.contoso.example/8271964",
        "ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:RGlhbCA4MjcxOTY0IQ==",
        "X-CONTOSO-DIAL:press 8271964",
        "CATEGORIES:8271964",
        "ATTENDEE;CN=\"Room 827-1964\":mailto:room@contoso.example",
        "DESCRIPTION:Access code 8271964",
        "DESCRIPTION:press\\n8271964#",
        "X-ALT-DESC;FMTTYPE=text/html:<p>press <b>82719</b>64</p>",
        "DESCRIPTION:Meeting ID: ８２７１９６４",
    ] {
        let input = own(property);
        let result = mend_calendar(input.as_bytes(), &request());
        assert_eq!(text(&result.output()), input, "{property}");
        assert_eq!((result.counts().to_check, result.counts().by_hand()), (1, 1), "{property}");
        let name = property.split([':', ';']).next().unwrap();
        let places = places(&result);
        assert_eq!(places.len(), 1, "{property}: {places:?}");
        assert_eq!(places[0].0, name, "{property}");
        assert!(!places[0].1.is_empty(), "{property}");
    }
}

#[test]
fn a_meeting_that_is_mended_in_part_never_counts_as_mended() {
    let input = own(&format!("DESCRIPTION:Conference ID: {OLD}\\nOrder {OLD}\r\nSUMMARY:{OLD} Planning"));
    let result = mend_calendar(input.as_bytes(), &request());
    let counts = result.counts();
    assert_eq!((counts.changed, counts.partly, counts.to_check), (0, 1, 0));
    assert!(result.has_changes());
    let output = text(&result.output());
    assert_eq!((output.matches(NEW).count(), output.matches(OLD).count()), (1, 2));
    let expected = [
        ("DESCRIPTION".to_owned(), format!("Order {OLD}")),
        ("SUMMARY".to_owned(), format!("{OLD} Planning")),
    ];
    assert_eq!(places(&result), expected);
    let diff = render_diff(&result, Language::En);
    assert!(diff.contains("  ? SUMMARY: looks like the old ID, check by hand: 8271964 Planning"), "{diff}");
    assert!(
        diff.ends_with("0 meetings to change, 1 to change in part and then to check by hand\n"),
        "{diff}"
    );
    let diff = render_diff(&result, Language::Sv);
    assert!(diff.contains("liknar det gamla ID:t, kontrollera för hand"), "{diff}");

    // What is left is still reported when it is mended again.
    let again = mend_calendar(output.as_bytes(), &request());
    assert_eq!((again.counts().to_check, again.has_changes()), (1, false));
}

#[test]
fn digits_of_something_else_are_no_remains() {
    for property in [
        "SUMMARY:Order 82719640",
        "SUMMARY:Order 18271964",
        "DESCRIPTION:+46 827 19 64",
        "DESCRIPTION:827 196 45",
        "DESCRIPTION:827\\n1964",
        "CREATED:82719640T000000Z",
        "X-MICROSOFT-CDO-OWNERAPPTID:8271964",
        "PRIORITY:8271964",
    ] {
        let input = own(property);
        let counts = mend_calendar(input.as_bytes(), &request()).counts();
        assert_eq!(counts.nothing_to_do, 1, "{property}: {counts:?}");
    }
    // The UID names the meeting; nobody can change it.
    let input = own("SUMMARY:x").replace("UID:1", "UID:8271964");
    assert_eq!(mend_calendar(input.as_bytes(), &request()).counts().nothing_to_do, 1);
}

#[test]
fn only_own_meetings_ahead_are_looked_at_for_remains() {
    let input = own("SUMMARY:Dial 8271964");
    for (what, with) in [
        (format!("mailto:{ANNA}"), "mailto:bo@fabrikam.example"),
        (format!("ORGANIZER:mailto:{ANNA}\r\n"), ""),
        ("20270111".to_owned(), "20250111"),
        ("SUMMARY".to_owned(), "STATUS:CANCELLED\r\nSUMMARY"),
    ] {
        let input = input.replace(&what, with);
        let result = mend_calendar(input.as_bytes(), &request());
        assert_eq!((result.counts().nothing_to_do, result.meetings().len()), (1, 0), "{with}");
    }
}

#[test]
fn a_long_text_of_remains_is_reported_without_end_being_lost() {
    let input = own(&format!("DESCRIPTION:{}", format!("{OLD} ").repeat(20_000)));
    let result = mend_calendar(input.as_bytes(), &request());
    let found: usize = places(&result).iter().map(|(_, text)| text.len()).sum();
    assert!(places(&result).len() > 1 && found < 2 * input.len(), "{found}");
}

#[test]
fn texts_that_go_on_in_lines_of_their_own_are_mended() {
    let before = "DESCRIPTION:Hello\r\n\r\nConference ID: 8271964\r\nKonferens-ID: 827 196 4#\r\nhttps://dialin.example/?id=8271964\r\nLOCATION:Room\r\n1\\, Conference ID\r\n8271964\r\nSEQUENCE:1";
    let input = own(before);
    let result = mend_calendar(input.as_bytes(), &request());
    let expected =
        before.replace("8271964", NEW).replace("827 196 4", "509 381 7").replace("SEQUENCE:1", "SEQUENCE:2");
    assert_eq!(text(&result.output()), own(&expected), "{}", render_diff(&result, Language::En));
    assert_eq!(result.counts().changed, 1);
}

#[test]
fn bare_carriage_returns_are_line_breaks() {
    let before = own(
        "SEQUENCE:3\r\nDESCRIPTION:Hello\\nConference\r\n  ID: 82719\r\n\t64\r\nATTENDEE:mailto:bo@fabrikam.example",
    );
    let after = before.replace("82719\r\n\t64", "50938\r\n\t17").replace("SEQUENCE:3", "SEQUENCE:4");
    let bare = |text: &str| text.replace("\r\n", "\r");
    let output = mend_calendar(bare(&before).as_bytes(), &request()).output();
    assert_eq!(text(&output), bare(&after));
    // A missing SEQUENCE gets the same line break.
    let input = bare(&own("DESCRIPTION:Conference ID: 8271964"));
    let output = text(&mend_calendar(input.as_bytes(), &request()).output());
    assert!(output.contains("UID:1\rSEQUENCE:1\rDTSTART") && !output.contains('\n'), "{output:?}");
}

#[test]
fn versions_and_stamps_are_written_in_their_own_form() {
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Stockholm\r\nBEGIN:STANDARD\r\nDTSTART:20251026T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    for (before, after) in [
        ("SEQUENCE:", "SEQUENCE:1"),
        ("SEQUENCE: ", "SEQUENCE:1"),
        ("SEQUENCE:1407317367304", "SEQUENCE:1407317367305"),
        ("SEQUENCE:2147483647", "SEQUENCE:2147483648"),
        ("SEQUENCE:0\r\nSEQUENCE:0", "SEQUENCE:1\r\nSEQUENCE:1"),
        ("SEQUENCE:3\r\nSEQUENCE:7", "SEQUENCE:8\r\nSEQUENCE:8"),
        ("SEQUENCE:0\r\nDTSTAMP:20260901T080000Z", &format!("SEQUENCE:1\r\nDTSTAMP:{STAMP}")),
        ("SEQUENCE:0\r\nDTSTAMP:20260901T080000", &format!("SEQUENCE:1\r\nDTSTAMP:{STAMP}")),
        (
            "SEQUENCE:0\r\nDTSTAMP;TZID=Stockholm:20260901T080000",
            "SEQUENCE:1\r\nDTSTAMP;TZID=Stockholm:20261124T070000",
        ),
        (
            "SEQUENCE:0\r\nDTSTAMP;TZID=Nowhere:20260901T080000",
            "SEQUENCE:1\r\nDTSTAMP;TZID=Nowhere:20261124T060000",
        ),
        (
            "SEQUENCE:0\r\nLAST-MODIFIED;VALUE=DATE:20260901",
            "SEQUENCE:1\r\nLAST-MODIFIED;VALUE=DATE:20261124",
        ),
        ("SEQUENCE:0\r\nDTSTAMP:20260901", "SEQUENCE:1\r\nDTSTAMP:20261124"),
    ] {
        let render = |marks: &str, id: &str| {
            own(&format!("{marks}\r\nDESCRIPTION:Conference ID: {id}"))
                .replace("BEGIN:VEVENT", &format!("{zone}BEGIN:VEVENT"))
        };
        let result = mend_calendar(render(before, OLD).as_bytes(), &request()).output();
        assert_eq!(text(&result), render(after, NEW), "{before}");
    }
}

#[test]
fn an_email_is_no_calendar_and_the_hint_says_so() {
    let calendar = own("DESCRIPTION:Conference ID: 8271964");
    for head in [
        "From: anna@contoso.example\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar\r\n\r\n",
        "Received: from mail.contoso.example\r\n by mx.contoso.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
    ] {
        let result = mend_calendar(format!("{head}{calendar}").as_bytes(), &request())
            .refused()
            .next()
            .map(|refusal| refusal.reason);
        assert_eq!(result, Some(MeetingUpdateReason::Email), "{head}");
    }
    assert_eq!(mend_calendar(calendar.as_bytes(), &request()).counts().changed, 1);
}

#[test]
fn addresses_may_have_a_name_before_them() {
    let input = own("DESCRIPTION:Conference ID: 8271964");
    for address in
        ["Anna Berg <anna@contoso.example>", "<anna@contoso.example>", "mailto:ANNA@contoso.example"]
    {
        let request = MendRequest { addresses: vec![address.to_owned()], ..request() };
        assert_eq!(mend_calendar(input.as_bytes(), &request).counts().changed, 1, "{address}");
    }
}
