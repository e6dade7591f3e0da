//! Calendars that are made to take long. Each kind is mended in several sizes, of which the largest would take minutes if
//! the time grew with the square of the size; `cargo test --test calendar_bombs -- --nocapture` shows how it grows.

#![expect(clippy::expect_used, reason = "a test that panics has failed, as it should")]

use std::time::{Duration, Instant};

use konfid_shared::MeetingUpdateReason;
use konfid_shared::calendar::{
    MendResult, Outcome, attendee_addresses, imip_request, mend_calendar, mend_text, render_diff,
    schedule_force_send,
};
use konfid_shared::{ConferenceId, Language};

mod calendar_support;

use calendar_support::{OLD, request};

/// Much more than any needs, also on a machine that is busy and without optimisation.
const LONGEST: Duration = Duration::from_mins(1);

fn calendar(inside: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n")
}

fn event(uid: &str, more: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261001T080000Z\r\nDTSTART:20270101T090000Z\r\n\
         ORGANIZER:mailto:anna@contoso.example\r\n{more}END:VEVENT\r\n"
    )
}

fn many(size: usize, line: impl Fn(usize) -> String) -> String {
    (0..size).map(line).collect::<Vec<String>>().concat()
}

fn with_old_id(more: &str) -> String {
    format!("DESCRIPTION:Conference ID: {OLD}#\r\n{more}")
}

/// Mends it in three sizes and gives the largest result.
fn measure(name: &str, size: usize, bomb: impl Fn(usize) -> String) -> MendResult<'static> {
    let mut last = None;
    for size in [size, size * 2, size * 4] {
        let data = bomb(size);
        let begin = Instant::now();
        let result = mend_calendar(data.as_bytes(), &request());
        let (_, _) = (result.output(), render_diff(&result, Language::En));
        for report in result.meetings().iter().take(3) {
            let _ = attendee_addresses(data.as_bytes(), &report.uid);
            let _ = imip_request(data.as_bytes(), &report.uid);
        }
        let _ = schedule_force_send(data.as_bytes());
        let took = begin.elapsed();
        println!("{name:40} {size:>9} {:>9} bytes {took:>12.3?}", data.len());
        assert!(took < LONGEST, "{name} of size {size} took {took:?}");
        last = Some(mend_calendar(data.clone().leak().as_bytes(), &request()));
    }
    last.expect("three sizes")
}

fn reasons(result: &MendResult<'_>) -> Vec<MeetingUpdateReason> {
    result.refused().map(|refusal| refusal.reason).collect()
}

#[test]
fn texts() {
    let digits = "1".repeat(40);
    let kinds: [(&str, &dyn Fn(usize) -> String); 12] = [
        ("one long line", &|size| with_old_id(&format!("COMMENT:{}\r\n", "a".repeat(size * 10)))),
        ("one line of many folds", &|size| with_old_id(&format!("COMMENT:{}\r\n", "a\r\n ".repeat(size)))),
        ("empty folds", &|size| with_old_id(&format!("COMMENT:a{}\r\n", "\r\n ".repeat(size)))),
        ("soft breaks", &|size| {
            with_old_id(&format!("COMMENT;ENCODING=QUOTED-PRINTABLE:{}a\r\n", "=\r\n".repeat(size)))
        }),
        ("many lines", &|size| with_old_id(&"A:\r\n".repeat(size / 10))),
        ("tags that never end", &|size| with_old_id(&format!("LOCATION:{}{OLD}\r\n", "<a".repeat(size)))),
        ("tags", &|size| with_old_id(&format!("LOCATION:{}{OLD}\r\n", "<a 1>".repeat(size)))),
        ("addresses in angle brackets", &|size| {
            with_old_id(&format!("LOCATION:{}{OLD}\r\n", "<tel:1".repeat(size)))
        }),
        ("entities that never end", &|size| {
            with_old_id(&format!("LOCATION:{}{OLD}\r\n", "&aaaaaaaaaaaaaaaa".repeat(size / 4)))
        }),
        ("percent signs", &|size| with_old_id(&format!("LOCATION:{}{OLD}\r\n", "%25".repeat(size)))),
        ("digits", &|size| with_old_id(&format!("LOCATION:{}\r\n", format!("{digits} ").repeat(size / 20)))),
        ("hits", &|size| {
            format!("DESCRIPTION:{}\r\n", format!("Conference ID: {OLD}#\\n").repeat(size / 10))
        }),
    ];
    for (name, inside) in kinds {
        // Only the older vCalendar has soft breaks.
        let version = if name == "soft breaks" { "VERSION:1.0" } else { "VERSION:2.0" };
        let result = measure(name, 20_000, |size| {
            calendar(&event("1", &inside(size))).replace("VERSION:2.0", version)
        });
        assert_eq!(result.counts().changed + result.counts().partly + result.counts().refused, 1, "{name}");
    }
}

/// Whether a word stands before the ID was asked anew for each ID, from the beginning of the value.
#[test]
fn an_identifier_behind_many_spaces() {
    let result = measure("spaces before bare identifiers", 40_000, |size| {
        let value = " ".repeat(size) + &format!("({OLD}) ").repeat(size);
        calendar(&event("1", &format!("X-MICROSOFT-ONLINEMEETINGCONFERENCEID:{value}\r\n")))
    });
    assert_eq!(result.counts().changed, 1);
}

#[test]
fn many_attendees_dates_and_exceptions() {
    let attendees = |size: usize| -> String {
        many(size, |number| format!("ATTENDEE:mailto:a{number}@contoso.example\r\n"))
    };
    let result = measure("attendees", 40_000, |size| calendar(&event("1", &with_old_id(&attendees(size)))));
    assert_eq!(reasons(&result), [MeetingUpdateReason::MeetingTooLarge], "of its many lines");

    let dates = |name: &str, size: usize| -> String {
        many(size, |number| format!("{name}:20270{}{:02}T090000Z\r\n", 1 + number % 9, 1 + number % 28))
    };
    for name in ["EXDATE", "RDATE"] {
        let rule = "RRULE:FREQ=DAILY;COUNT=10\r\n";
        let result = measure(name, 5_000, |size| {
            calendar(&event("1", &with_old_id(&format!("{rule}{}", dates(name, size)))))
        });
        assert_eq!(result.counts().changed + result.counts().past, 1, "{name}");
    }

    // Twenty thousand dates that each had a copy of the name of their zone.
    let result = measure("a zone with a long name", 50_000, |size| {
        let dates = vec!["20270101T090000"; 20_000].join(",");
        calendar(&event("1", &with_old_id(&format!("RDATE;TZID={}:{dates}\r\n", "z".repeat(size)))))
    });
    assert_eq!(result.counts().changed, 1);

    let exceptions = |size: usize| -> String {
        let exception = |number: usize| {
            let at = format!("20270101T{:02}{:02}{:02}Z", number / 3600 % 24, number / 60 % 60, number % 60);
            event("1", &with_old_id(&format!("RECURRENCE-ID:{at}\r\n")))
        };
        (0..size).map(exception).collect()
    };
    let result = measure("exceptions", 2_000, |size| {
        calendar(&(event("1", &with_old_id("RRULE:FREQ=DAILY\r\n")) + &exceptions(size)))
    });
    assert_eq!(result.counts().changed, 1);
    let result = measure("far too many exceptions", 6_000, |size| calendar(&exceptions(size)));
    assert_eq!(reasons(&result), [MeetingUpdateReason::MeetingTooLarge]);
    // Each of them is compared with every exception.
    let result = measure("one meeting many times over", 1_000, |size| {
        calendar(&(event("1", &with_old_id("")).repeat(size) + &exceptions(size)))
    });
    assert_eq!(reasons(&result), [MeetingUpdateReason::MeetingTooLarge]);
}

#[test]
fn many_calendars_zones_and_depths() {
    // Time zones were read again whenever the next event was of another calendar.
    let result = measure("two calendars by turns", 2_000, |size| {
        let zone = |number: usize| {
            format!(
                "BEGIN:VTIMEZONE\r\nTZID:z{number}\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\n\
                 TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
            )
        };
        let zones: String = (0..size.min(600)).map(zone).collect();
        let events = |from: usize| -> String {
            (0..size)
                .map(|number| event(&format!("u{number}"), &with_old_id(&format!("X:{from}\r\n"))))
                .collect()
        };
        calendar(&(zones.clone() + &events(1))) + &calendar(&(zones + &events(2)))
    });
    assert_eq!(result.counts().changed, result.meetings().len());

    let result = measure("calendars", 5_000, |size| {
        calendar(&event("1", "")).repeat(size) + &calendar(&event("2", &with_old_id("")))
    });
    assert_eq!(result.counts().changed, 1);
    let result = measure("depth", 10_000, |size| {
        let nested = "BEGIN:X\r\n".repeat(size) + &"END:X\r\n".repeat(size);
        calendar(&event("1", &with_old_id(&nested)))
    });
    assert_eq!(reasons(&result), [MeetingUpdateReason::NestedTooDeep]);
    measure("depth outside of events", 20_000, |size| {
        "BEGIN:VCALENDAR\r\n".repeat(size) + &"BEGIN:X\r\n".repeat(size) + &event("1", &with_old_id(""))
    });
    let result = measure("events within each other", 5_000, |size| {
        let begin = "BEGIN:VEVENT\r\nUID:1\r\n".repeat(size);
        calendar(&(begin + &event("2", &with_old_id(""))))
    });
    assert_eq!(result.counts().changed, 1);
    measure("alarms", 5_000, |size| {
        calendar(&event("1", &with_old_id(&"BEGIN:VALARM\r\nDESCRIPTION:x\r\nEND:VALARM\r\n".repeat(size))))
    });
    measure("meetings", 1_000, |size| {
        calendar(&(0..size).map(|number| event(&format!("{number}"), &with_old_id(""))).collect::<String>())
    });
}

/// Rules whose expansion takes long or much memory, each by itself: some seconds without optimisation.
#[test]
fn rules() {
    let all = |most: u32| (0..most).map(|number| number.to_string()).collect::<Vec<_>>().join(",");
    let times = format!("BYHOUR={};BYMINUTE={};BYSECOND={}", all(24), all(60), all(60));
    let long = vec!["1"; 100_000].join(",");
    for rule in [
        // Thirty-one million moments in the first year.
        &*format!("FREQ=YEARLY;UNTIL=20260101T000000Z;BYDAY=MO,TU,WE,TH,FR,SA,SU;{times}"),
        &format!("FREQ=DAILY;COUNT=9;BYMONTH=2;BYMONTHDAY=28;BYSETPOS=366;{times}"),
        &format!("FREQ=DAILY;COUNT=9;BYHOUR=1,2,3,4,5;BYMINUTE={};BYSETPOS=366", all(60)),
        "FREQ=MINUTELY;COUNT=9;BYSETPOS=366",
        "FREQ=SECONDLY;COUNT=9;BYSETPOS=2",
        "FREQ=DAILY;COUNT=9;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;COUNT=9;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;COUNT=9;BYMONTH=2;BYSETPOS=366",
        "FREQ=MONTHLY;COUNT=9;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=SECONDLY;INTERVAL=86399;COUNT=70000;BYHOUR=0;BYMINUTE=0;BYSECOND=0",
        "FREQ=DAILY;COUNT=79999",
        &format!("FREQ=YEARLY;COUNT=9;BYMONTHDAY={long}"),
    ] {
        let name = &rule[..rule.len().min(40)];
        let lines = with_old_id(&format!("RRULE:{rule}\r\n")).repeat(2);
        let data = calendar(&event("1", &lines).replace("DTSTART:2027", "DTSTART:2020"));
        let begin = Instant::now();
        let result = mend_calendar(data.as_bytes(), &request());
        println!("{name:40} {:>12.3?}", begin.elapsed());
        assert!(begin.elapsed() < LONGEST, "{name} took {:?}", begin.elapsed());
        assert_eq!(result.counts().changed + result.counts().past, 1, "{name}");
    }
    // The same in a time zone, of which there may be hundreds.
    for rule in
        ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYSETPOS=366", "FREQ=YEARLY;BYDAY=9SU;BYMONTH=1"]
    {
        let observance = format!(
            "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nRRULE:{rule}\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
        );
        let zone = format!("BEGIN:VTIMEZONE\r\nTZID:z\r\n{}END:VTIMEZONE\r\n", observance.repeat(200));
        let data = calendar(&(zone + &event("1", &with_old_id("")).replace("DTSTART:", "DTSTART;TZID=z:")));
        let begin = Instant::now();
        let result = mend_calendar(data.as_bytes(), &request());
        println!("zone {rule:35} {:>12.3?}", begin.elapsed());
        assert!(begin.elapsed() < LONGEST, "{rule} took {:?}", begin.elapsed());
        assert_eq!(result.counts().changed, 1, "{rule}");
    }
}

#[test]
fn what_is_too_large_is_refused() {
    let long = format!("DESCRIPTION:Conference ID: {OLD}#{}\r\n", "a".repeat(3 << 20));
    let many = with_old_id(&"A:\r\n".repeat(100_001));
    for lines in [long, many] {
        let data = calendar(&(event("1", &lines) + &event("2", &with_old_id(""))));
        let result = mend_calendar(data.as_bytes(), &request());
        let outcomes: Vec<_> =
            result.meetings().iter().map(|report| matches!(report.outcome, Outcome::Changed(_))).collect();
        assert_eq!(outcomes, [false, true], "the other meeting is mended");
        assert_eq!(reasons(&result), [MeetingUpdateReason::MeetingTooLarge]);
    }
    // A text that is too long but without the ID is of no concern.
    let data = calendar(&event("1", &with_old_id(&format!("LOCATION:{}\r\n", "a".repeat(3 << 20)))));
    assert_eq!(mend_calendar(data.as_bytes(), &request()).counts().changed, 1);
}

#[test]
fn pasted_texts() {
    let old: ConferenceId = OLD.parse().expect("seven digits");
    for (name, piece) in
        [("hits", format!("Conference ID: {old}#\n")), ("tags", "<a".to_owned()), ("digits", "1 ".to_owned())]
    {
        let text = piece.repeat(100_000);
        let begin = Instant::now();
        assert_eq!(mend_text(&text, &request()).has_changes(), name == "hits");
        assert!(begin.elapsed() < LONGEST, "{name} took {:?}", begin.elapsed());
    }
}
