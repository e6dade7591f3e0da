//! Real calendar servers, a client that is not Konfid, and meetings.

mod hostile;
mod house;
mod http;
mod proxy;
mod server;

use std::time::{Duration, Instant};

use domain::CalendarReach;
use konfid_caldav::command::{MeetingUpdateArguments, Terminal, run};
use konfid_caldav::{Account, CalendarAddress, Connector};
use shared::calendar::MendRequest;
use shared::{ConferenceId, Language, Timestamp};

pub(crate) use hostile::{Hostile, reply};
pub(crate) use house::House;
pub(crate) use proxy::Proxy;
pub(crate) use server::Server;

/// The password of everybody.
pub(crate) const PASSWORD: &str = "hemligt";
/// The present, in all tests: 2026-11-24.
pub(crate) const NOW: u64 = 1_795_500_000_000;

/// Anna's account at this address.
pub(crate) fn account(url: &str) -> Account {
    let address = CalendarAddress::parse(url).unwrap();
    Connector::default().account(address, "anna", PASSWORD, CalendarReach::Anywhere)
}

pub(crate) fn id(digits: &str) -> ConferenceId {
    digits.parse().unwrap()
}

/// From 8271964 to 5093817, in Anna's meetings.
pub(crate) fn request() -> MendRequest {
    MendRequest {
        addresses: vec!["anna@contoso.example".into()],
        old_ids: vec![id("8271964"), id("3141593")],
        new_id: id("5093817"),
        numbers: Vec::new(),
        now: (NOW / 1000).try_into().unwrap(),
    }
}

/// A calendar with these events.
pub(crate) fn calendar(events: &[String]) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n{}END:VCALENDAR\r\n", events.concat())
}

/// An event that Anna has called and Bo has accepted, on this day of 2027, with more lines.
pub(crate) fn event(uid: &str, day: &str, lines: &[&str]) -> String {
    let lines: String = lines.iter().flat_map(|line| [line, "\r\n"]).collect();
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261001T080000Z\r\nDTSTART:2027{day}T090000Z\r\n\
         DTEND:2027{day}T100000Z\r\nSUMMARY:Planering {uid}\r\nORGANIZER:mailto:anna@contoso.example\r\n\
         ATTENDEE;PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:bo@contoso.example\r\nSEQUENCE:3\r\n{lines}END:VEVENT\r\n"
    )
}

/// One meeting with one description.
pub(crate) fn meeting(uid: &str, description: &str) -> String {
    calendar(&[event(uid, "0101", &[&format!("DESCRIPTION:{description}")])])
}

/// Waits until there is something, and fails when that takes far too long.
pub(crate) async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let begin = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(begin.elapsed() < Duration::from_mins(1), "waited too long for {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Runs `konfid meeting-update` with these arguments: exit code, output, errors.
pub(crate) async fn command(arguments: &[&str]) -> (u8, String, String) {
    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        arguments: MeetingUpdateArguments,
    }
    let line = <Line as clap::Parser>::try_parse_from(std::iter::once(&"konfid").chain(arguments)).unwrap();
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let mut terminal = Terminal { output: &mut output, errors: &mut errors };
    let code = run(&line.arguments, Language::En, Timestamp::from_milliseconds(NOW), &mut terminal).await;
    (code, String::from_utf8(output).unwrap(), String::from_utf8(errors).unwrap())
}
