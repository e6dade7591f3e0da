//! Mending a whole exported calendar.

use std::fmt::Write as _;
use std::time::Instant;

use shared::ConferenceId;
use shared::calendar::{MendRequest, mend_calendar};

use crate::figures::{ROUNDS, median};

const EVENTS: usize = 100_000;

pub(crate) fn measure() {
    let (Some(old), Some(new)) = (ConferenceId::from_number(8_271_964), ConferenceId::from_number(5_093_817))
    else {
        return;
    };
    let request = MendRequest {
        addresses: vec!["anna@contoso.example".to_owned()],
        old_ids: vec![old],
        new_id: new,
        numbers: Vec::new(),
        now: 1_795_500_000,
    };
    for (name, every) in [("one in four changes", 4), ("all change", 1)] {
        let calendar = calendar(every);
        let megabytes = f64::from(u32::try_from(calendar.len()).unwrap_or(u32::MAX)) / 1e6;
        let mut changed = 0;
        let seconds = median(
            (0..ROUNDS)
                .map(|_| {
                    let start = Instant::now();
                    let result = mend_calendar(calendar.as_bytes(), &request);
                    changed = result.changed().count();
                    std::hint::black_box(result.output());
                    start.elapsed().as_secs_f64()
                })
                .collect(),
        );
        println!(
            "{name:>20}: {megabytes:.0} MB, {changed} meetings mended in {seconds:.2} s, {:.0} MB/s",
            megabytes / seconds
        );
    }
}

/// Meetings of an ordinary size; every so manieth carries the old ID.
fn calendar(every: usize) -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Konfid//bench//EN\r\n");
    for number in 0..EVENTS {
        let id = if number % every == 0 { "827 196 4#" } else { "Room 4711" };
        _ = write!(
            text,
            "BEGIN:VEVENT\r\nUID:{number}@contoso.example\r\nDTSTAMP:20261001T080000Z\r\nDTSTART:20270101T090000Z\r\n\
             DTEND:20270101T100000Z\r\nSUMMARY:Planning {number}\r\nORGANIZER:mailto:anna@contoso.example\r\n\
             ATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@contoso.example\r\nDESCRIPTION:Agenda: what is next\\n\\nJoin by phone\\n\
             \r\n +46 8 465 004 00 (Stockholm)\\nConference ID: {id}\\n\\nSee you\r\nLOCATION:Online\r\nSEQUENCE:1\r\n\
             STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\n"
        );
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}
