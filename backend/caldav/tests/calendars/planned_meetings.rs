//! The calendar files of planned meetings: calendar servers take them, and give them back as they were.

use std::collections::BTreeSet;

use domain::operations::meetings::{create_meeting, export_meeting};
use domain::operations::settings::update_settings;
use domain::{Actor, NewMeeting};
use shared::{
    Bridge, ConferenceIdType, CreateMeetingRequest, Language, MeetingSchedule, ServiceNumber,
    UpdateSettingsRequest,
};

use crate::support::{House, Server};

/// Zones with a rule, without summer time, with dates that no rule can say, and universal time.
const ZONES: [&str; 4] = ["Europe/Stockholm", "Asia/Kolkata", "Africa/Casablanca", "UTC"];

/// A file for each zone: the name, and the content.
async fn files(house: &House) -> Vec<(String, String)> {
    let dynamic = house.application.in_transaction_as(Actor::CommandLine, |transaction, context| {
        Box::pin(async move {
            let seen = transaction.settings().await?.version;
            let number = ServiceNumber {
                number: "+46812345678".parse().unwrap(),
                formatted: "08-123 456 78".into(),
                country_code: "SE".into(),
                location: "Stockholm; “Gamla stan”, 2".into(),
                toll_free: false,
                languages: Vec::new(),
                default: true,
                replacement: None,
            };
            let bridge = Bridge { service_numbers: vec![number], ..Bridge::first() };
            assert!(transaction.update_bridge(&bridge, bridge.version).await?);
            let kind = Some(ConferenceIdType::Dynamic);
            let request =
                UpdateSettingsRequest { conference_id_type: kind, ..UpdateSettingsRequest::default() };
            update_settings(transaction, context, seen, request).await
        })
    });
    dynamic.await.unwrap();
    let mut files = Vec::new();
    for (zone, recurrence) in
        ZONES.into_iter().zip([Some("FREQ=WEEKLY;COUNT=10"), Some("FREQ=DAILY"), None, None])
    {
        let schedule = MeetingSchedule {
            start: "2027-12-01T10:00".into(),
            end: "2027-12-01T11:30".into(),
            time_zone: zone.into(),
            recurrence: recurrence.map(str::to_owned),
        };
        let subject =
            "Planering; vår, höst \\ “långt ämne som måste vikas för att få plats på en rad i filen”".into();
        let new = NewMeeting::check(&CreateMeetingRequest { organizer: None, subject, schedule }).unwrap();
        let anna = house.anna;
        let create = house.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { create_meeting(transaction, context, anna, new, Language::Sv).await })
        });
        let (id, now) = (create.await.unwrap().meeting.id, house.application.now());
        let export = house.application.in_snapshot(move |read| {
            Box::pin(async move { export_meeting(read, now, id, Language::Sv).await })
        });
        files.push((id.to_string(), export.await.unwrap()));
    }
    files
}

/// The content lines without their folding, as a set: servers may write them in another order.
fn lines(calendar: &str) -> BTreeSet<String> {
    let unfolded = calendar.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let lines = unfolded.lines().map(str::trim_end).filter(|line| !line.is_empty());
    // Whose program wrote the file is no part of the meeting.
    lines.filter(|line| !line.starts_with("PRODID:")).map(plain).collect()
}

/// A line as every server would write it: parameters, and parts of a rule, in the order of the alphabet, and no quotation
/// marks around a parameter that needs none.
fn plain(line: &str) -> String {
    let mut in_quotes = false;
    let colon = line.find(|sign: char| {
        in_quotes ^= sign == '"';
        sign == ':' && !in_quotes
    });
    let Some((head, value)) = colon.map(|at| (&line[..at], &line[at + 1..])) else { return line.to_owned() };
    let parts = |text: &str| {
        let mut in_quotes = false;
        let parts = text.split(move |sign: char| {
            in_quotes ^= sign == '"';
            sign == ';' && !in_quotes
        });
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut head = parts(head);
    for part in &mut head {
        let needs_none = part.split_once("=\"").is_some_and(|(_, value)| {
            value.trim_end_matches('"').chars().all(|sign| sign.is_alphanumeric() || sign == ' ')
        });
        if needs_none {
            *part = part.replace('"', "");
        }
    }
    head[1..].sort();
    let mut value = if head[0] == "RRULE" { parts(value) } else { vec![value.to_owned()] };
    value.sort();
    format!("{}:{}", head.join(";"), value.join(";"))
}

async fn are_taken(server: &Server) {
    let house = House::new(&server.url("/")).await;
    for (name, file) in files(&house).await {
        let kept = server.put(&name, &file);
        let (sent, kept) = (lines(&file), lines(&kept));
        let lost: Vec<_> = sent.difference(&kept).collect();
        assert!(lost.is_empty(), "lost: {lost:#?}\nkept: {kept:#?}");
        assert!(sent.iter().any(|line| line.starts_with("CONFERENCE;")), "{file}");
    }
}

#[tokio::test]
async fn radicale_takes_planned_meetings() {
    let Some(server) = Server::radicale() else { return };
    are_taken(&server).await;
}

#[tokio::test]
async fn xandikos_takes_planned_meetings() {
    let Some(server) = Server::xandikos() else { return };
    are_taken(&server).await;
}
