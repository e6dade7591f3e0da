//! Calendars in emails that were saved as files.

mod calendar_support;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use calendar_support::{ANNA, FOLDINGS, NEW, OLD, bytes, calendar, request};
use konfid_shared::calendar::{calendar_in_email, mend_calendar};
use proptest::prelude::*;
use proptest::sample::select;

/// Much more than any needs, also on a machine that is busy and without optimisation.
const LONGEST: Duration = Duration::from_mins(1);
const HEAD: &str = "Received: from mail.contoso.example\n by mx.contoso.example\nFrom: Anna <anna@contoso.example>\n\
                    Subject: =?utf-8?q?M=C3=B6te?=\nMIME-Version: 1.0\n";
const ENCODINGS: [&str; 4] = ["7bit", "8bit", "quoted-printable", "base64"];
const CALENDAR: &str = "text/calendar; method=REQUEST; charset=\"UTF-8\"";
const ATTACHED: &str = "application/octet-stream\nContent-Disposition: attachment;\n filename=\"Möte.ICS\"";

fn invitation(uid: &str, text: &str) -> String {
    calendar(&format!(
        "BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20261001T080000Z\nDTSTART:20270101T090000Z\n\
         ORGANIZER;CN=Anna Åberg:mailto:{ANNA}\nDESCRIPTION:Välkommen\\n{text}\\nhttps://d.example/?room=1\n\
         END:VEVENT\n"
    ))
}

fn with_old_id() -> String {
    invitation("1", &format!("Konferens-ID: {OLD}"))
}

/// The bytes in this transfer encoding, in lines that end as they should.
fn encode(data: &[u8], encoding: &str) -> Vec<u8> {
    match encoding {
        "base64" => base64(data),
        "quoted-printable" => quoted_printable(data),
        _ => data.to_vec(),
    }
}

fn quoted_printable(data: &[u8]) -> Vec<u8> {
    let mut output = String::new();
    let mut width = 0;
    for (index, byte) in data.iter().enumerate() {
        let is_break = *byte == b'\n' || data[index..].starts_with(b"\r\n");
        if is_break {
            output.push(char::from(*byte));
            width = 0;
            continue;
        }
        if width > 68 {
            output.push_str("=\n");
            width = 0;
        }
        if byte.is_ascii_graphic() && *byte != b'=' {
            output.push(char::from(*byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(output, "={byte:02X}");
        }
        width += 3;
    }
    output.into_bytes()
}

fn base64(data: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut output = Vec::new();
    for (index, group) in data.chunks(3).enumerate() {
        if index > 0 && index % 19 == 0 {
            output.push(b'\n');
        }
        let number = (0..3).fold(0, |number, at| number << 8 | usize::from(*group.get(at).unwrap_or(&0)));
        let letters = [18, 12, 6, 0].map(|shift| LETTERS[(number >> shift) & 63]);
        output.extend_from_slice(&letters[..=group.len()]);
        output.extend(std::iter::repeat_n(b'=', 3 - group.len()));
    }
    output
}

fn part(kind: &str, data: &[u8], encoding: &str) -> Vec<u8> {
    let head = format!("Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n");
    [head.as_bytes(), &encode(data, encoding)].concat()
}

fn multipart(kind: &str, boundary: &str, parts: &[Vec<u8>]) -> Vec<u8> {
    let head = format!("Content-Type: Multipart/{kind};\n\tboundary=\"{boundary}\"\n\nFor old programs.\n");
    let mut output = head.into_bytes();
    for part in parts {
        output.extend_from_slice(format!("\n--{boundary}\n").as_bytes());
        output.extend_from_slice(part);
    }
    output.extend_from_slice(format!("\n--{boundary}--\n").as_bytes());
    output
}

fn email(content: &[u8]) -> Vec<u8> {
    [HEAD.as_bytes(), content].concat()
}

/// The same with carriage returns in all line breaks.
fn with_returns(data: &[u8]) -> Vec<u8> {
    let breaks = data.iter().enumerate().flat_map(|(index, byte)| {
        let is_bare = *byte == b'\n' && (index == 0 || data[index - 1] != b'\r');
        is_bare.then_some(b'\r').into_iter().chain([*byte])
    });
    breaks.collect()
}

fn text_part() -> Vec<u8> {
    part("text/plain; charset=utf-8", "Konferens-ID: 8271964\n".as_bytes(), "quoted-printable")
}

/// Each structure around a calendar.
fn structures(data: &[u8], encoding: &str) -> Vec<Vec<u8>> {
    let calendar = part(CALENDAR, data, encoding);
    let attached = part(ATTACHED, data, encoding);
    let alternative = multipart("alternative", "b", &[text_part(), calendar.clone()]);
    let nested = email(&alternative);
    let rfc822 = [b"Content-Type: message/rfc822\n\n", nested.as_slice()].concat();
    let ics = part("application/ics; name=invite.ics", data, encoding);
    vec![
        email(&calendar),
        nested,
        email(&multipart("mixed", "b", &[text_part(), attached.clone()])),
        email(&multipart("mixed", "b", &[text_part(), ics.clone()])),
        // The boundary of the inner parts begins like that of the outer ones.
        email(&multipart(
            "mixed",
            "b",
            &[multipart("alternative", "bb", &[text_part(), calendar.clone()]), ics],
        )),
        email(&multipart("mixed", "=_b(1):x", &[text_part(), rfc822])),
        email(&attached),
    ]
}

#[test]
fn the_calendar_is_found_in_every_structure_and_encoding() {
    let data = with_old_id();
    for encoding in ENCODINGS {
        for (index, email) in structures(data.as_bytes(), encoding).iter().enumerate() {
            let found = calendar_in_email(email).unwrap_or_else(|| panic!("{encoding} {index}"));
            assert_eq!(String::from_utf8_lossy(&found), data, "{encoding} {index}");
            let found = calendar_in_email(&with_returns(email)).expect("the same with carriage returns");
            // What is in base64 keeps its own line breaks.
            assert_eq!(String::from_utf8_lossy(&found).replace('\r', ""), data, "{encoding} {index}");
            assert_eq!(found.contains(&b'\r'), encoding != "base64", "{encoding} {index}");
            let mended = mend_calendar(&found, &request());
            assert_eq!(mended.counts().changed, 1, "{mended:?}");
        }
    }
}

#[test]
fn a_calendar_in_another_charset_becomes_utf_8() {
    let data = with_old_id();
    let latin: Vec<u8> = data.chars().map(|character| u8::try_from(character).unwrap()).collect();
    for encoding in ["8bit", "quoted-printable", "base64"] {
        let email = email(&part("text/calendar; charset=ISO-8859-1", &latin, encoding));
        assert_eq!(calendar_in_email(&email).unwrap(), data.as_bytes(), "{encoding}");
    }
}

#[test]
fn the_part_of_the_text_wins_over_its_attached_copy() {
    let (text, copy) = (with_old_id(), invitation("1", "Written otherwise"));
    let parts = [part(ATTACHED, copy.as_bytes(), "base64"), part(CALENDAR, text.as_bytes(), "8bit")];
    assert_eq!(calendar_in_email(&email(&multipart("mixed", "b", &parts))).unwrap(), text.as_bytes());
}

#[test]
fn without_one_certain_calendar_the_hint_stays() {
    let (one, other) = (with_old_id(), invitation("2", &format!("Konferens-ID: {OLD}")));
    let both = |first: &str, second: &str| {
        multipart(
            "mixed",
            "b",
            &[part(first, one.as_bytes(), "8bit"), part(second, other.as_bytes(), "8bit")],
        )
    };
    let mut nested = part(CALENDAR, one.as_bytes(), "8bit");
    for _ in 0..2 {
        nested = [b"Content-Type: message/rfc822\n\n".as_slice(), &email(&nested)].concat();
    }
    for (name, content) in [
        ("no calendar", text_part()),
        ("two attachments", both(ATTACHED, ATTACHED)),
        ("two parts", both(CALENDAR, CALENDAR)),
        ("another attachment", both(CALENDAR, ATTACHED)),
        ("too many messages around it", nested),
        (
            "broken encoding",
            [part(CALENDAR, b"", "quoted-printable"), b"BEGIN:VCALENDAR\nX=Y\n".to_vec()].concat(),
        ),
        ("an empty calendar", part(CALENDAR, b"", "base64")),
        ("no boundary", b"Content-Type: multipart/mixed\n\nBEGIN:VCALENDAR\n".to_vec()),
    ] {
        assert_eq!(calendar_in_email(&email(&content)), None, "{name}");
        let result = mend_calendar(&email(&content), &request()).counts();
        assert_eq!((result.refused, result.changed), (1, 0), "{name}");
    }
    assert_eq!(calendar_in_email(one.as_bytes()), None, "a calendar is no email");
}

#[test]
fn an_email_that_was_cut_off_gives_what_is_there() {
    let data = with_old_id();
    let whole = email(&multipart("mixed", "b", &[part(CALENDAR, data.as_bytes(), "8bit")]));
    let cut = whole.strip_suffix(b"\n--b--\n").unwrap();
    assert_eq!(calendar_in_email(cut).unwrap(), data.as_bytes());
}

/// Emails that are made to take long, or to go deep.
#[test]
fn many_parts_and_deep_nesting_take_a_time_that_grows_with_the_size() {
    const MANY: usize = 100_000;
    let one = part(CALENDAR, with_old_id().as_bytes(), "8bit");
    let same = multipart("mixed", "b", &vec![one; MANY / 10]);
    let empty = multipart("mixed", "b", &vec![b"\n".to_vec(); MANY]);
    let never = multipart(
        "mixed",
        "b",
        &vec![b"Content-Type: multipart/mixed; boundary=never\n\nx\n".to_vec(); MANY],
    );
    let calendars: Vec<Vec<u8>> = (0..MANY / 10)
        .map(|uid| part(CALENDAR, invitation(&uid.to_string(), "x").as_bytes(), "8bit"))
        .collect();
    let deep: String = (0..MANY).fold(String::new(), |mut deep, level| {
        let _ = write!(deep, "Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n");
        deep
    });
    let dashes = ["Content-Type: multipart/mixed; boundary=\"--\"\n\n", &"-".repeat(MANY * 10)].concat();
    let heads = multipart(
        "mixed",
        "b",
        &vec![["X-A: ", &"a;=\"(".repeat(10_000), "\n\nx\n"].concat().into_bytes(); 100],
    );
    for (name, content) in [
        ("the same calendar", same),
        ("empty parts", empty),
        ("boundaries that never come", never),
        ("different calendars", multipart("mixed", "b", &calendars)),
        ("deep parts", deep.into_bytes()),
        ("deep messages", "Content-Type: message/rfc822\n\n".repeat(MANY).into_bytes()),
        ("one line of boundaries", dashes.into_bytes()),
        ("long heads", heads),
    ] {
        let data = email(&content);
        let begin = Instant::now();
        let found = calendar_in_email(&data);
        let took = begin.elapsed();
        println!("{name:30} {:>9} bytes {took:>12.3?}", data.len());
        assert_eq!(found.is_some(), name == "the same calendar", "{name}");
        assert!(took < LONGEST, "{name} took {took:?}");
    }
}

proptest! {
    #[test]
    fn a_calendar_from_an_email_is_mended_as_without_it(
        text in "[ -~åäö€😀=]{0,120}",
        folding in select(FOLDINGS.to_vec()),
        encoding in select(ENCODINGS.to_vec()),
        structure in 0_usize..7,
    ) {
        let text = text.replace('\\', "/");
        let data = bytes(&invitation("1", &format!("{text}\\nKonferens-ID: {OLD}#")), folding);
        // Without an encoding the lines of the email and those of the calendar end alike.
        let email = structures(&data, encoding).swap_remove(structure);
        let found = calendar_in_email(&email).expect("a calendar");
        prop_assert_eq!(&found, &data);
        let (mended, expected) = (mend_calendar(&found, &request()), mend_calendar(&data, &request()));
        prop_assert_eq!(mended.output(), expected.output());
        prop_assert!(String::from_utf8_lossy(&mended.output()).contains(NEW) || folding.width > 0);
    }

    #[test]
    fn whatever_stands_in_an_email_nothing_breaks(data in prop::collection::vec(select(vec![
        "\n", "\r\n", "--b", "--b--", "Content-Type: multipart/mixed; boundary=b", "Content-Type: text/calendar", "=", "==",
        "Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: quoted-printable", "BEGIN:VCALENDAR", "UID:1", "\u{0}",
        "Content-Type: message/rfc822", "QkVHSU46VkNBTEVOREFS", ";charset=utf-16", "Content-Disposition: attachment; filename*=utf-8''a.ics",
    ]), 0..40)) {
        let _ = calendar_in_email(&email(data.concat().as_bytes()));
    }
}
