//! Calendar servers that mean harm: whatever they answer, Konfid goes on serving everybody, and says what it refused.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use domain::{CalendarReach, CalendarServers as _};
use konfid_caldav::{
    Account, CalDavServers, CalendarAddress, CalendarHosts, Connector, ConnectorOptions, Verdict, survey,
};
use shared::{ConnectCalendarRequest, Language, MeetingUpdateReason, MeetingUpdateState};

use crate::support::{Hostile, House, PASSWORD, calendar, event, meeting, reply, request, until};

const GRACE: Duration = Duration::from_mins(11);
const LEASE: Duration = Duration::from_mins(10);

type Answer = fn(&mut TcpStream) -> std::io::Result<()>;

fn multistatus(stream: &mut TcpStream, body: &[u8]) -> std::io::Result<()> {
    reply(stream, "207 Multi-Status", "Content-Type: application/xml\r\n", body)
}

fn many(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect::<Vec<String>>().concat()
}

/// 105 kB that took 41 seconds to read, optimised.
fn nested_namespaces() -> String {
    let begin = many(3_000, |level| format!("<a xmlns:n{level}=\"u{level}\">"));
    format!("<multistatus xmlns=\"DAV:\">{begin}{}</multistatus>", "</a>".repeat(3_000))
}

fn attributes() -> String {
    let attributes = many(60_000, |number| format!(" a{number}=\"\""));
    format!("<multistatus xmlns=\"DAV:\"{attributes}/>")
}

const BOMBS: &[(&str, Answer, MeetingUpdateReason)] = &[
    (
        "nested namespaces",
        |stream| multistatus(stream, nested_namespaces().as_bytes()),
        MeetingUpdateReason::AnswerTooComplex,
    ),
    (
        "many attributes",
        |stream| multistatus(stream, attributes().as_bytes()),
        MeetingUpdateReason::AnswerTooComplex,
    ),
    (
        "many elements",
        |stream| multistatus(stream, format!("<r>{}</r>", "<a/>".repeat(2_000_000)).as_bytes()),
        MeetingUpdateReason::AnswerTooComplex,
    ),
    (
        "deep nesting",
        |stream| multistatus(stream, "<a>".repeat(2_000_000).as_bytes()),
        MeetingUpdateReason::AnswerTooComplex,
    ),
    (
        "entities",
        |stream| multistatus(stream, b"<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><r>&b;&b;</r>"),
        MeetingUpdateReason::NotCalDav,
    ),
    ("64 MiB", |stream| multistatus(stream, &vec![b' '; 64 << 20]), MeetingUpdateReason::AnswerTooLarge),
    (
        "64 MiB without a length",
        |stream| {
            stream.write_all(b"HTTP/1.1 207 Multi-Status\r\nTransfer-Encoding: chunked\r\n\r\n")?;
            let chunk = vec![b' '; 1 << 20];
            (0..64).try_for_each(|_| {
                stream.write_all(b"100000\r\n")?;
                stream.write_all(&chunk)?;
                stream.write_all(b"\r\n")
            })
        },
        MeetingUpdateReason::AnswerTooLarge,
    ),
    (
        "endless headers",
        |stream| {
            stream.write_all(b"HTTP/1.1 207 Multi-Status\r\n")?;
            loop {
                stream.write_all(b"X-More: and more\r\n")?;
            }
        },
        MeetingUpdateReason::Unreachable,
    ),
    (
        "an endless header",
        |stream| {
            stream.write_all(b"HTTP/1.1 207 Multi-Status\r\nX-More: ")?;
            loop {
                stream.write_all(&[b'a'; 4096])?;
            }
        },
        MeetingUpdateReason::Unreachable,
    ),
    (
        "endless provisional answers",
        |stream| {
            loop {
                stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
            }
        },
        MeetingUpdateReason::Unreachable,
    ),
    (
        "a slow drip",
        |stream| {
            stream.write_all(b"HTTP/1.1 207 Multi-Status\r\nContent-Length: 100000\r\n\r\n")?;
            loop {
                stream.write_all(b"<")?;
                std::thread::sleep(Duration::from_millis(20));
            }
        },
        MeetingUpdateReason::Unreachable,
    ),
    (
        "redirections in a circle",
        |stream| reply(stream, "302 Found", "Location: /again\r\n", b""),
        MeetingUpdateReason::NotCalDav,
    ),
    (
        "something compressed",
        |stream| reply(stream, "207 Multi-Status", "Content-Encoding: gzip\r\n", &[0x1f, 0x8b, 8, 0, 0, 0]),
        MeetingUpdateReason::NotCalDav,
    ),
];

fn connector() -> Connector {
    let options = ConnectorOptions { longest_request: Duration::from_secs(5), ..ConnectorOptions::default() };
    Connector::new(options, CalendarHosts::default())
}

/// On one thread: whatever keeps it keeps everybody.
#[tokio::test(flavor = "current_thread")]
async fn whatever_a_server_answers_look_ups_go_on() {
    let house = House::new("http://127.0.0.1:9/").await;
    for (name, answer, right) in BOMBS {
        let server = Hostile::new(move |stream, _, _| answer(stream));
        let asked = tokio::spawn({
            let request = ConnectCalendarRequest {
                url: server.url(),
                username: "anna".into(),
                password: PASSWORD.into(),
            };
            async move { CalDavServers::new(connector()).check(&request, CalendarReach::Anywhere).await }
        });
        let (begin, mut longest) = (Instant::now(), Duration::ZERO);
        while !asked.is_finished() {
            assert!(begin.elapsed() < Duration::from_mins(1), "{name} takes far too long");
            let look = Instant::now();
            house.user().await;
            tokio::time::sleep(Duration::from_millis(1)).await;
            longest = longest.max(look.elapsed());
        }
        assert_eq!(asked.await.unwrap(), Err(*right), "{name}");
        assert!(longest < Duration::from_secs(3), "{name} kept a look-up waiting for {longest:?}");
        until(name, async || (server.open() == 0).then_some(())).await;
    }
}

/// A calendar in which one meeting is read well, and another is a bomb.
fn calendar_with_a_bomb(old: &str) -> Hostile {
    calendar_with(old, vec![b' '; 64 << 20])
}

fn calendar_with(old: &str, bomb: Vec<u8>) -> Hostile {
    let good = meeting("good", &format!("Konferens-ID: {old}#"));
    Hostile::new(move |stream, method, path| {
        match (method, path) {
        ("PROPFIND", "/") => multistatus(
            stream,
            b"<multistatus xmlns=\"DAV:\"><response><href>/</href><propstat><prop><resourcetype><collection/>\
              <calendar xmlns=\"urn:ietf:params:xml:ns:caldav\"/></resourcetype></prop><status>HTTP/1.1 200 OK</status>\
              </propstat></response><response><href>/good.ics</href><propstat><prop><resourcetype/></prop>\
              <status>HTTP/1.1 200 OK</status></propstat></response><response><href>/huge.ics</href><propstat><prop>\
              <resourcetype/></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>",
        ),
        ("PROPFIND", "/good.ics" | "/huge.ics") | ("REPORT", _) => multistatus(stream, nested_namespaces().as_bytes()),
        ("GET", "/good.ics") => reply(stream, "200 OK", "ETag: \"1\"\r\n", good.as_bytes()),
        ("GET", _) => reply(stream, "200 OK", "ETag: \"1\"\r\n", &bomb),
        ("PUT", _) => reply(stream, "204 No Content", "ETag: \"2\"\r\n", b""),
        _ => reply(stream, "200 OK", "", b""),
    }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn one_meeting_that_is_a_bomb_does_not_keep_the_others_from_being_mended() {
    let server = calendar_with_a_bomb("8271964");
    let address = CalendarAddress::parse(&server.url()).unwrap();
    let account: Account = connector().account(address, "anna", PASSWORD, CalendarReach::Anywhere);
    let calendars = account.discover().await.unwrap();
    let survey = survey(&account, &calendars, &request()).await.unwrap();
    let [good, huge] = survey.found.as_slice() else { panic!("{survey:?}") };
    assert!(matches!(good.verdict, Verdict::Change(..)), "{good:?}");
    assert_eq!(huge.verdict, Verdict::Refuse(MeetingUpdateReason::AnswerTooLarge));
    assert!(survey.unreadable.is_empty());
}

/// Much work, of which each piece is short: days that never come, looked for since 1930.
fn many_impossible_rules() -> String {
    let rules = |number: usize| {
        let lines =
            ["DESCRIPTION:Konferens-ID: 8271964#", "RRULE:FREQ=DAILY;COUNT=9;BYMONTH=2;BYDAY=MO;BYSETPOS=2"];
        event(&number.to_string(), "0101", &lines).replace("DTSTART:2027", "DTSTART:1930")
    };
    calendar(&(0..6_000).map(rules).collect::<Vec<String>>())
}

#[tokio::test(flavor = "current_thread")]
async fn a_meeting_that_takes_too_long_is_left_and_look_ups_go_on_meanwhile() {
    let server = calendar_with("8271964", many_impossible_rules().into_bytes());
    let house = House::new("http://127.0.0.1:9/").await;
    let surveyed = tokio::spawn(async move {
        let address = CalendarAddress::parse(&server.url()).unwrap();
        let account: Account = connector().account(address, "anna", PASSWORD, CalendarReach::Anywhere);
        let calendars = account.discover().await.unwrap();
        survey(&account, &calendars, &request()).await.unwrap()
    });
    let (mut longest, mut looks) = (Duration::ZERO, 0);
    while !surveyed.is_finished() {
        let look = Instant::now();
        house.user().await;
        tokio::time::sleep(Duration::from_millis(1)).await;
        (longest, looks) = (longest.max(look.elapsed()), looks + 1);
    }
    let survey = surveyed.await.unwrap();
    let [good, huge] = survey.found.as_slice() else { panic!("{survey:?}") };
    assert!(matches!(good.verdict, Verdict::Change(..)), "{good:?}");
    assert_eq!(huge.verdict, Verdict::Refuse(MeetingUpdateReason::MeetingTooLarge));
    assert!(looks > 100 && longest < Duration::from_secs(3), "{looks} {longest:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_says_which_meeting_was_refused_and_why() {
    let mut house = House::new("http://127.0.0.1:9/").await;
    let server = calendar_with_a_bomb(&house.conference_id().await.to_string());
    house.connect(&server.url(), PASSWORD).await;
    house.reset().await;
    house.clock.advance(GRACE);
    house.start();
    let update = house.settled().await;
    assert_eq!((update.due_at, update.last_error), (None, None), "there is nothing to wait for");
    let mut log = house.meeting_log().await;
    log.sort_by(|one, other| one.href.cmp(&other.href));
    let states: Vec<_> = log.iter().map(|record| (record.meeting.state, record.reason)).collect();
    assert_eq!(
        states,
        [
            (MeetingUpdateState::Changed, None),
            (MeetingUpdateState::Refused, Some(MeetingUpdateReason::AnswerTooLarge)),
        ]
    );
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_a_bomb_is_told_and_not_asked_for_again() {
    let server = Hostile::new(|stream, _, _| multistatus(stream, nested_namespaces().as_bytes()));
    let mut house = House::new(&server.url()).await;
    house.start();
    let update = house.settled().await;
    assert_eq!((update.due_at, update.last_error), (None, Some(MeetingUpdateReason::AnswerTooComplex)));
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_that_never_ended_is_put_off_longer_each_time() {
    let server = Hostile::silent();
    let mut house = House::new(&server.url()).await;
    let mut waits = Vec::new();
    for killed in 1..=3 {
        let before = server.requests();
        house.start();
        until("the server to be asked", async || (server.requests() > before).then_some(())).await;
        let update = house.update().await;
        assert_eq!((update.attempts, update.last_error), (killed, Some(MeetingUpdateReason::Underway)));
        let shown = house.shown(Language::En).await;
        assert_eq!((shown.running, shown.last_error), (true, None), "the mark is no error");
        house.kill().await;

        // The process begins again. Nothing is asked when the lease ends; the wait comes first.
        let before = server.requests();
        house.clock.advance(LEASE);
        house.start();
        let update = house.settled().await;
        assert_eq!((update.running, update.last_error), (false, Some(MeetingUpdateReason::BrokenOff)));
        assert_eq!((server.requests(), update.attempts), (before, killed));
        let (en, sv) = (house.shown(Language::En).await, house.shown(Language::Sv).await);
        let explained = |language| Some(MeetingUpdateReason::BrokenOff.explain(language));
        assert_eq!(en.last_error.as_deref(), explained(Language::En));
        assert_eq!(sv.last_error.as_deref(), explained(Language::Sv));
        let wait = update.due_at.unwrap().since(house.application.now());
        waits.push(wait);
        house.kill().await;
        house.clock.advance(wait);
    }
    let minutes = [1, 2, 4].map(Duration::from_mins);
    assert_eq!(waits, minutes);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_that_takes_too_long_is_tried_again_later() {
    let server = Hostile::silent();
    let mut house = House::new(&server.url()).await;
    house.updates.longest_look = Duration::from_millis(200);
    house.start();
    let update = house.settled().await;
    assert_eq!(update.last_error, Some(MeetingUpdateReason::TooSlow));
    assert_eq!(update.due_at, Some(house.application.now().after(Duration::from_mins(1))));
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_that_never_ends_is_left_to_people_at_last() {
    let server = Hostile::silent();
    let mut house = House::new(&server.url()).await;
    let mut update = house.update().await;
    (update.running, update.attempts, update.last_error) = (true, 24, Some(MeetingUpdateReason::Underway));
    update.due_at = Some(house.application.now());
    house.put_update(update).await;
    house.start();
    let update = house.settled().await;
    assert_eq!((update.due_at, update.last_error), (None, Some(MeetingUpdateReason::NeverFinished)));
    assert_eq!(server.requests(), 0);

    // Somebody asks for it again.
    house.retry_all().await;
    until("the server to be asked", async || (server.requests() > 0).then_some(())).await;
    assert_eq!(house.update().await.attempts, 1);
    house.kill().await;
}
