//! A whole exported calendar, and the mending of it: timed natively by `konfid-bench`, and as WebAssembly by Node.

use std::borrow::Cow;
use std::fmt::Write as _;

use shared::ConferenceId;
use shared::calendar::{MendRequest, Mender};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// How many events the calendar has.
pub const EVENTS: u32 = 100_000;
/// How many events are worked on at a time, as the page does it so that it can be used meanwhile.
const SLICE: usize = 200;

/// A calendar of meetings of an ordinary size; every so manieth carries the old ID.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
pub fn calendar(every: u32) -> String {
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

/// Mends the calendar in slices and puts the output together; says how many meetings changed.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
pub fn mend(calendar: &str) -> u32 {
    let ids = ConferenceId::from_number(8_271_964).zip(ConferenceId::from_number(5_093_817));
    let Some((old, new)) = ids else { return 0 };
    let request = MendRequest {
        addresses: vec!["anna@contoso.example".to_owned()],
        old_ids: vec![old],
        new_id: new,
        numbers: Vec::new(),
        now: 1_795_500_000,
    };
    let mut mender = Mender::new(Cow::Borrowed(calendar.as_bytes()), &request);
    while !mender.advance(SLICE).is_done() {}
    let result = mender.finish();
    std::hint::black_box(result.output());
    u32::try_from(result.changed().count()).unwrap_or(u32::MAX)
}
