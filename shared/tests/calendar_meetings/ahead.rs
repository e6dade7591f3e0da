//! Whether a meeting lies ahead; now is 2026-11-24T06:00:00Z, 07:00 in Stockholm.

use super::calendar_support::ANNA;
use super::{CHANGED, PAST, check, check_in};

const STOCKHOLM: &str = "BEGIN:VTIMEZONE\nTZID:Stockholm\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n";

/// The times of Anna's events, and whether there is an occurrence ahead.
const TIMES: &[(&str, bool)] = &[
    // Single events. One that is under way counts, because people still ring in.
    ("DTSTART:20261124T060001Z", true),
    ("DTSTART:20261124T060000Z", true),
    ("DTSTART:20261124T055959Z", false),
    ("DTSTART:20261124T053000Z\nDTEND:20261124T063000Z", true),
    ("DTSTART:20261124T050000Z\nDTEND:20261124T060000Z", false),
    ("DTSTART:20261124T050000Z\nDURATION:PT2H", true),
    ("DTSTART:20261124T050000Z\nDURATION:PT30M", false),
    ("DTSTART:20200101T090000Z", false),
    // All day: ahead until the day has ended everywhere.
    ("DTSTART;VALUE=DATE:20261124", true),
    ("DTSTART;VALUE=DATE:20261123", true),
    ("DTSTART;VALUE=DATE:20261122", false),
    ("DTSTART;VALUE=DATE:20261120\nDTEND;VALUE=DATE:20261125", true),
    // A zone that the file defines is exact, in winter and in summer time.
    ("DTSTART;TZID=Stockholm:20261124T070000\nDTEND;TZID=Stockholm:20261124T070100", true),
    ("DTSTART;TZID=Stockholm:20261124T060000\nDTEND;TZID=Stockholm:20261124T065959", false),
    ("DTSTART;TZID=\"Stockholm\":20261124T060000\nDTEND;TZID=\"Stockholm\":20261124T070001", true),
    // A zone that it does not define is read generously.
    ("DTSTART;TZID=Europe/Nowhere:20261123T190000", true),
    ("DTSTART;TZID=Europe/Nowhere:20261123T170000", false),
    ("DTSTART:20261123T190000", true),
    // Series.
    ("DTSTART:20200101T090000Z\nRRULE:FREQ=WEEKLY", true),
    ("DTSTART:20200101T090000Z\nRRULE:FREQ=WEEKLY;UNTIL=20201231T090000Z", false),
    ("DTSTART:20200101T090000Z\nRRULE:FREQ=WEEKLY;UNTIL=20270101T000000Z", true),
    ("DTSTART:20200101T090000Z\nRRULE:FREQ=WEEKLY;COUNT=10", false),
    ("DTSTART:20200101T090000Z\nRRULE:FREQ=WEEKLY;COUNT=1000", true),
    ("DTSTART:20200101T090000Z\nRRULE:FREQ=DAILY;COUNT=2519", false),
    ("DTSTART:20200101T090000Z\nRRULE:FREQ=DAILY;COUNT=2520", true),
    ("DTSTART:20200101T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=2TU;UNTIL=20261124T000000Z", false),
    ("DTSTART:20200114T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=2TU;UNTIL=20261208T090000Z", true),
    ("DTSTART:20200101T090000Z\nRRULE:FREQ=YEARLY;UNTIL=20261231T000000Z", false),
    ("DTSTART:20200101T090000Z\nRRULE:FREQ=YEARLY;UNTIL=20270101T090000Z", true),
    (
        "DTSTART;TZID=Stockholm:20261117T063000\nRRULE:FREQ=WEEKLY;UNTIL=20261124T053000Z\nDURATION:PT10M",
        false,
    ),
    (
        "DTSTART;TZID=Stockholm:20261117T073000\nRRULE:FREQ=WEEKLY;UNTIL=20261124T063000Z\nDURATION:PT10M",
        true,
    ),
    (
        "DTSTART;TZID=Stockholm:20261117T073000\nRRULE:FREQ=WEEKLY;UNTIL=20261124T062959Z\nDURATION:PT10M",
        false,
    ),
    ("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=DAILY;UNTIL=20261123", true),
    ("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=DAILY;UNTIL=20261121", false),
    ("DTSTART:20261117T090000Z\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20261124T090000Z", false),
    ("DTSTART:20261117T090000Z\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261124T090000Z", true),
    (
        "DTSTART;TZID=Stockholm:20261117T090000\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE;TZID=Stockholm:20261124T090000",
        false,
    ),
    ("DTSTART;TZID=Stockholm:20261117T090000\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20261124T080000Z", false),
    ("DTSTART:20200101T090000Z\nRDATE:20210101T090000Z,20270101T090000Z", true),
    ("DTSTART:20200101T090000Z\nRDATE:20210101T090000Z,20220101T090000Z", false),
    ("DTSTART:20200101T090000Z\nRDATE;VALUE=PERIOD:20270101T090000Z/PT1H", true),
    ("DTSTART:20270101T090000Z\nEXDATE:20270101T090000Z", false),
    // What programs write although no standard knows it: offsets, no seconds, dashes and colons.
    ("DTSTART:20261124T080000+0200", true),
    ("DTSTART:20261124T075900+0200", false),
    ("DTSTART:20261124T0600Z", true),
    ("DTSTART:20261124T0559Z", false),
    ("DTSTART:2026-11-24T06:00:00.000Z", true),
    ("DTSTART:2026-11-24T07:00:00+01:00\nDTEND:2026-11-24T07:30:00+01:00", true),
    ("DTSTART;TZID=Stockholm:20261124T0659\nDTEND;TZID=Stockholm:20261124T0700", false),
    ("DTSTART:2026-11-23", true),
    // An exception that is a date excludes what happens on that day.
    (
        "DTSTART;TZID=Stockholm:20240304T090000\nRRULE:FREQ=YEARLY;UNTIL=20270401T000000Z\nEXDATE;VALUE=DATE:20270304",
        false,
    ),
    (
        "DTSTART;TZID=Stockholm:20240304T090000\nRRULE:FREQ=YEARLY;UNTIL=20270401T000000Z\nEXDATE;VALUE=DATE:20270305",
        true,
    ),
    ("DTSTART;VALUE=DATE:20261124\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20261124T000000,20261201T000000", false),
    // What ended long ago has ended, however often it came.
    ("DTSTART:20240304T090000Z\nRRULE:FREQ=MINUTELY;UNTIL=20240601T000000Z", false),
    ("DTSTART:20240304T090000Z\nRRULE:FREQ=HOURLY;COUNT=500", false),
    ("DTSTART:20240304T090000Z\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=10", false),
    ("DTSTART:20240304T090000Z\nRRULE:FREQ=WEEKLY;UNTIL=2027-01-01T00:00:00Z", true),
    // Rules that take long, or that nobody can read, are no reason to miss a meeting.
    ("DTSTART:20200101T090000Z\nRRULE:FREQ=SECONDLY;UNTIL=20261231T000000Z", true),
    ("DTSTART:20200101T090000Z\nRRULE:FREQ=FORTNIGHTLY", true),
];

#[test]
fn what_lies_ahead_is_mended_and_what_is_over_is_not() {
    for (times, ahead) in TIMES {
        let properties = format!("{times}\nORGANIZER:mailto:{ANNA}");
        check_in(STOCKHOLM, &properties, if *ahead { CHANGED } else { PAST });
    }
}

#[test]
fn endless_searches_end() {
    let rules = [
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=99991231T000000Z",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
        "FREQ=DAILY;INTERVAL=4294967295;COUNT=4294967295",
        "FREQ=SECONDLY;COUNT=4294967295",
    ];
    for rule in rules {
        let properties = format!("DTSTART:19700101T000000Z\nRRULE:{rule}\nORGANIZER:mailto:{ANNA}");
        let input = format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n{properties}\nDESCRIPTION:Conference ID: 8271964\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        // Whatever the answer, it comes.
        let result = konfid_shared::calendar::mend_calendar(input.as_bytes(), &super::request());
        assert_eq!(result.counts().changed + result.counts().past, 1, "{rule}");
    }
}

#[test]
fn a_zone_with_a_strange_rule_is_read_generously() {
    let zone = STOCKHOLM.replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "FREQ=SECONDLY");
    let times = "DTSTART;TZID=Stockholm:20261123T190000\nDURATION:PT1M";
    check_in(&zone, &format!("{times}\nORGANIZER:mailto:{ANNA}"), CHANGED);
    check(&format!("{times}\nORGANIZER:mailto:{ANNA}"), CHANGED);
    check_in(STOCKHOLM, &format!("{times}\nORGANIZER:mailto:{ANNA}"), PAST);
}
