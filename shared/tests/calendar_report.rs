//! The report and the choice of meetings, slices, service numbers, pasted text and the diff for a terminal.

mod calendar_support;

use calendar_support::{ANNA, NEW, NOW, OLD, request, text};
use konfid_shared::calendar::{
    MendRequest, Mender, NumberChange, is_calendar, mend_calendar, mend_text, render_diff,
};
use konfid_shared::{Language, MeetingUpdateReason};

fn meeting(uid: &str, summary: &str, properties: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20270101T090000Z\r\nSUMMARY:{summary}\r\nORGANIZER:mailto:{ANNA}\r\n{properties}\r\nEND:VEVENT\r\n"
    )
}

fn three_meetings() -> String {
    let id = format!("DESCRIPTION:Conference ID: {OLD}");
    let meetings: String = ["a", "b", "c"].iter().map(|uid| meeting(uid, "Talk\\, weekly", &id)).collect();
    format!("BEGIN:VCALENDAR\r\n{meetings}END:VCALENDAR\r\n")
}

#[test]
fn a_choice_of_meetings_can_be_mended() {
    let input = three_meetings();
    let result = mend_calendar(input.as_bytes(), &request());
    assert_eq!(result.output_of(&[]), input.as_bytes());
    let one = text(&result.output_of(&["b"]));
    assert_eq!((one.matches(NEW).count(), one.matches(OLD).count()), (1, 2));
    assert!(one[one.find("UID:b").unwrap()..one.find("UID:c").unwrap()].contains(NEW));
    let all = text(&result.output());
    assert_eq!(all, text(&result.output_where(|meeting| ["a", "b", "c"].contains(&meeting.uid.as_str()))));
    assert_eq!((all.matches(NEW).count(), all.matches(OLD).count()), (3, 0));
    assert_eq!(text(&result.pieces(|_| true).concat()), all);
    let uids: Vec<&str> = result.changed().map(|meeting| meeting.uid.as_str()).collect();
    assert_eq!(uids, ["a", "b", "c"]);
    assert_eq!(result.meetings()[0].summary, "Talk, weekly");
}

#[test]
fn events_without_a_uid_are_meetings_of_their_own() {
    let input = three_meetings().replace("UID:a\r\n", "").replace("UID:b\r\n", "");
    let result = mend_calendar(input.as_bytes(), &request());
    assert_eq!(result.counts().changed, 3);
    assert_eq!(result.counts().nothing_to_do, 0);
    assert_eq!(text(&result.output()).matches(NEW).count(), 3);
}

#[test]
fn slices_give_the_same_result() {
    let input = three_meetings();
    let whole = mend_calendar(input.as_bytes(), &request());
    for slice in [0, 1, 2, 1000] {
        let mut mender = Mender::new(input.as_bytes().to_vec().into(), &request());
        let mut last = 0.0;
        while !mender.advance(slice).is_done() {
            let fraction = mender.progress().fraction();
            assert!(fraction >= last && fraction <= 1.0, "{fraction} after {last}");
            last = fraction;
        }
        assert!((mender.progress().fraction() - 1.0).abs() < 1e-9);
        let result = mender.finish();
        assert_eq!(result.meetings(), whole.meetings());
        assert_eq!(result.counts(), whole.counts());
        assert_eq!(result.output(), whole.output());
    }
}

#[test]
fn a_mender_that_was_never_asked_still_finishes() {
    let input = three_meetings();
    assert_eq!(Mender::new(input.as_bytes().into(), &request()).finish().counts().changed, 3);
}

#[test]
fn several_old_ids_become_the_new_one() {
    let input = format!(
        "BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n",
        meeting(
            "a",
            "x",
            "DESCRIPTION:Conference ID: 8271964\\nConference ID: 390 451 8\\nConference ID: 1112223"
        )
    );
    let output = text(&mend_calendar(input.as_bytes(), &request()).output());
    assert!(output.contains("Conference ID: 5093817\\nConference ID: 509 381 7\\nConference ID: 1112223"));
    // The new ID among the old ones does no harm.
    let mut with_new = request();
    with_new.old_ids.push(with_new.new_id);
    let again = mend_calendar(output.as_bytes(), &with_new);
    assert!(!again.has_changes());
}

#[test]
fn every_calendar_of_a_file_is_read() {
    let one = |uid: &str| {
        format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", meeting(uid, "x", "LOCATION:Konferens-ID 8271964"))
    };
    let input = format!("\u{feff}{}\n\n{}", one("a"), one("b"));
    let output = text(&mend_calendar(input.as_bytes(), &request()).output());
    assert_eq!(output.matches("Konferens-ID 5093817").count(), 2);
    assert!(output.starts_with("\u{feff}BEGIN"));
}

#[test]
fn a_missing_sequence_is_added_once() {
    let input = three_meetings();
    let result = mend_calendar(input.as_bytes(), &request());
    let output = text(&result.output());
    assert!(output.contains("UID:a\r\nSEQUENCE:1\r\nDTSTART"));
    assert_eq!(output.matches("SEQUENCE:1\r\n").count(), 3);
}

#[test]
fn service_numbers_are_replaced_and_keep_their_grouping() {
    let numbers = vec![NumberChange { old: "+46812345678".to_owned(), new: "+46898765432".to_owned() }];
    let request = MendRequest { numbers, ..request() };
    let properties = "DESCRIPTION:+46 8 123 456 78\\,\\,8271964#\\nTel. +46-8-123 456 78\\; +46812345678\\; +468123456789\\; 46812345678\\nFax 08-123 456 78\r\nCONFERENCE;VALUE=URI:tel:+46812345678%2C%2C8271964%23";
    let input = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", meeting("a", "x", properties));
    let output = text(&mend_calendar(input.as_bytes(), &request).output());
    let expected = "DESCRIPTION:+46 8 987 654 32\\,\\,5093817#\\nTel. +46-8-987 654 32\\; +46898765432\\; +468123456789\\; 46812345678\\nFax 08-987 654 32\r\nCONFERENCE;VALUE=URI:tel:+46898765432%2C%2C5093817%23";
    assert!(output.contains(expected), "{output}");
}

#[test]
fn service_numbers_of_another_length_are_written_without_grouping() {
    let numbers = vec![NumberChange { old: "+46812345678".to_owned(), new: "+4721234567".to_owned() }];
    let request = MendRequest { numbers, old_ids: Vec::new(), ..request() };
    let properties = "DESCRIPTION:Tel. +46 8 123 456 78 or\r\n  <b>+46 8 <i>123</i> 456 78</b>";
    let input = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", meeting("a", "x", properties));
    let result = mend_calendar(input.as_bytes(), &request);
    let output = text(&result.output());
    assert!(
        output.contains("DESCRIPTION:Tel. +4721234567 or\r\n  <b>+46 8 <i>123</i> 456 78</b>"),
        "{output}"
    );
    assert!(!mend_calendar(output.as_bytes(), &request).has_changes());
}

#[test]
fn pasted_text_is_mended() {
    let invitation = "Hej!\r\n\r\nRing +46 8 123 456 78,,8271964# eller ange\r\nKonferens-ID: 827 196 4#\r\nOrder 8271964\r\n";
    let mended = mend_text(invitation, &request());
    assert_eq!(
        mended.output,
        "Hej!\r\n\r\nRing +46 8 123 456 78,,5093817# eller ange\r\nKonferens-ID: 509 381 7#\r\nOrder 8271964\r\n"
    );
    assert_eq!(mended.before, ["Ring +46 8 123 456 78,,8271964# eller ange", "Konferens-ID: 827 196 4#"]);
    assert_eq!(mended.after, ["Ring +46 8 123 456 78,,5093817# eller ange", "Konferens-ID: 509 381 7#"]);
    assert!(!mend_text(&mended.output, &request()).has_changes());
    let html = mend_text("<p>Konferens-ID:&nbsp;<b>8271964</b></p>", &request());
    assert_eq!(html.output, "<p>Konferens-ID:&nbsp;<b>5093817</b></p>");
    assert_eq!(html.before, ["Konferens-ID: 8271964"]);
    assert!(is_calendar("\u{feff}\nbegin:vcalendar\n"));
    assert!(!is_calendar(invitation));
}

#[test]
fn long_lines_are_shortened_around_the_change() {
    let padding = "lorem ipsum ".repeat(40);
    let properties = format!("DESCRIPTION:{padding}Conference ID: 8271964 {padding}");
    let input = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", meeting("a", "x", &properties));
    let result = mend_calendar(input.as_bytes(), &request());
    let before = &result.meetings()[0].edits()[0].properties[0].before[0];
    assert!(before.starts_with('…') && before.ends_with('…'), "{before}");
    assert!(before.chars().count() < 150 && before.contains("Conference ID: 8271964"), "{before}");
}

#[test]
fn the_diff_for_a_terminal() {
    let input = format!(
        "BEGIN:VCALENDAR\r\n{}{}{}END:VCALENDAR\r\n",
        meeting(
            "a",
            "Planning \u{1b}[31m",
            "DESCRIPTION:Hello\\nConference ID: 827 196 4#\r\nLOCATION:Room\\, +468123\\,\\,8271964#"
        ),
        meeting("b", "Broken", "SEQUENCE:x\r\nDESCRIPTION:Conference ID: 8271964"),
        meeting("c", "Other", "DESCRIPTION:Lunch"),
    );
    let result = mend_calendar(input.as_bytes(), &MendRequest { now: NOW, ..request() });
    insta::assert_snapshot!("diff_en", render_diff(&result, Language::En));
    insta::assert_snapshot!("diff_sv", render_diff(&result, Language::Sv));
    let nothing = mend_calendar(b"Hello", &request());
    insta::assert_snapshot!("diff_no_calendar", render_diff(&nothing, Language::En));
}

#[test]
fn every_reason_has_a_code_and_a_sentence_of_its_own() {
    for &reason in MeetingUpdateReason::ALL {
        assert_eq!(MeetingUpdateReason::from_code(reason.code()), Some(reason));
        for language in Language::ALL {
            assert!(reason.explain(language).ends_with('.'), "{reason:?}");
        }
        assert_ne!(reason.explain(Language::En), reason.explain(Language::Sv));
    }
    assert_eq!(MeetingUpdateReason::from_code("unknown"), None);
}

#[test]
fn digits_that_could_be_read_as_an_encoded_character_stay() {
    for property in [
        format!("X-MICROSOFT-ONLINEMEETINGCONFERENCEID:%{OLD}"),
        format!("DESCRIPTION:Conference ID: &#{OLD}"),
        format!("DESCRIPTION;ENCODING=QUOTED-PRINTABLE:https://dialin.example/?id={OLD}"),
    ] {
        let input = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", meeting("a", "x", &property));
        assert!(!mend_calendar(input.as_bytes(), &request()).has_changes(), "{property}");
    }
}

#[test]
fn a_final_equals_sign_continues_a_line_only_in_the_older_vcalendar() {
    let lines = format!("DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Conference =\r\nID: {OLD}\r\nLOCATION:here");
    for (version, expected) in [("1.0", true), ("2.0", false)] {
        let event = meeting("a", "x", &lines);
        let input = format!("BEGIN:VCALENDAR\r\nVERSION:{version}\r\n{event}END:VCALENDAR\r\n");
        assert_eq!(mend_calendar(input.as_bytes(), &request()).has_changes(), expected, "{version}");
    }
}
