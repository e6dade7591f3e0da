//! `/api/v1/conference-ids.csv`, `/api/v1/history.csv`, `/api/v1/meetings.csv`, `/api/v1/users.csv`, and the same as lines of JSON.

use std::time::Duration;

use http::{Method, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::{
    Assignment, AssignmentCause, ConferenceIdLine, ConferenceIdStatus, IdOwner, Meeting, MeetingDetails,
    ProblemCode, User,
};

use crate::support::{Answer, App};

/// Anna, whose ID was reset for a reason that a spreadsheet would run, and Eve, whose name is a formula.
async fn app() -> (App, User, User) {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let eve = app.enabled_user("=Eve").await;
    let reset = app
        .call(Method::POST, &format!("/api/v1/users/{}/conference-id/reset", anna.id))
        .header("if-match", &anna.version.entity_tag())
        .json(&json!({"reason": "=cmd|'/c calc'!A1", "sendEmail": false}));
    let reset = reset.send().await;
    assert_eq!(reset.status, StatusCode::OK, "{}", reset.body);
    (app, reset.json(), eve)
}

fn lines<T: DeserializeOwned>(answer: &Answer) -> Vec<T> {
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, Some("application/jsonl")));
    answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn the_ledger_is_exported_with_its_owners() {
    let (app, anna, eve) = app().await;
    let exported: Vec<ConferenceIdLine> = lines(&app.get("/api/v1/conference-ids.jsonl").await);
    let of =
        |user: &User| exported.iter().filter(|line| line.owner == IdOwner::User(user.id)).collect::<Vec<_>>();
    let [first, second] = of(&anna)[..] else { panic!("Anna has an ID and one in quarantine: {exported:?}") };
    let (live, old) = if first.quarantined_until.is_none() { (first, second) } else { (second, first) };
    assert_eq!((live.status, Some(live.conference_id)), (ConferenceIdStatus::Assigned, anna.conference_id));
    assert_eq!(old.status, ConferenceIdStatus::Quarantined);
    assert!(old.quarantined_until > Some(anna.updated_at), "{old:?}");
    let [hers] = of(&eve)[..] else { panic!("{exported:?}") };
    assert_eq!((Some(hers.conference_id), hers.owner_name.as_deref()), (eve.conference_id, Some("=Eve")));
    assert_eq!(exported.len(), 3);
    assert!(exported.is_sorted_by_key(|line| (line.bridge, line.conference_id)));

    let table = app.get("/api/v1/conference-ids.csv?separator=semicolon&language=sv").await;
    let (heading, rows) = table.body.split_once("\r\n").unwrap();
    assert_eq!(
        heading,
        "\u{feff}Konferensbrygga;Konferens-ID;Status;Typ av ägare;Ägare;Ägarens identifierare;I karantän till"
    );
    let row = format!("1;{};assigned;user;'=Eve;{};\r\n", hers.conference_id, eve.id);
    assert!(rows.contains(&row), "{rows}");
    assert_eq!(rows.lines().count(), 3);
}

#[tokio::test]
async fn the_history_is_exported_with_who_why_and_when() {
    let (app, anna, eve) = app().await;
    let periods: Vec<Assignment> = lines(&app.get("/api/v1/history.jsonl").await);
    let hers: Vec<&Assignment> =
        periods.iter().filter(|period| period.owner == IdOwner::User(anna.id)).collect();
    let [first, now] = hers[..] else { panic!("{periods:?}") };
    assert_eq!((first.began, first.ended), (AssignmentCause::Enabled, Some(AssignmentCause::Reset)));
    assert_eq!(first.reason.as_deref(), Some("=cmd|'/c calc'!A1"));
    assert_eq!((Some(now.conference_id), now.to), (anna.conference_id, None));
    assert_eq!(periods.len(), 3);

    let table = app.get("/api/v1/history.csv").await;
    assert_eq!(table.header("content-disposition"), Some("attachment; filename=\"konfid-history.csv\""));
    assert!(table.body.contains(",'=cmd|'/c calc'!A1\r\n"), "{}", table.body);
    assert!(table.body.contains(&format!(",user,'=Eve,{},", eve.id)), "{}", table.body);
    assert_eq!(table.body.lines().count(), 4);
}

#[tokio::test]
async fn planned_meetings_are_exported_by_status() {
    let (app, anna, eve) = app().await;
    let plan = async |user: &User, subject: &str, day: &str| -> MeetingDetails {
        let (start, end) = (format!("{day}T10:00"), format!("{day}T11:00"));
        let schedule =
            json!({"start": start, "end": end, "timeZone": "Europe/Stockholm", "recurrence": null});
        let body = json!({"organizer": user.id, "subject": subject, "schedule": schedule});
        app.post("/api/v1/meetings", body).await.json()
    };
    let first = plan(&eve, "=1+1", "2030-12-01").await.meeting;
    app.advance(Duration::from_secs(1));
    let second = plan(&anna, "Planning", "2030-12-02").await.meeting;
    let exported: Vec<Meeting> = lines(&app.get("/api/v1/meetings.jsonl").await);
    assert_eq!(exported, [second.clone(), first.clone()]);
    let cancel = app.call(Method::DELETE, &format!("/api/v1/meetings/{}", second.id)).send().await;
    assert_eq!(cancel.status, StatusCode::OK);
    let exported: Vec<Meeting> = lines(&app.get("/api/v1/meetings.jsonl?state=planned").await);
    assert_eq!(exported, std::slice::from_ref(&first));

    let table = app.get("/api/v1/meetings.csv?state=planned&separator=semicolon&language=sv").await;
    let (heading, rows) = table.body.split_once("\r\n").unwrap();
    assert!(heading.starts_with("\u{feff}Identifierare;Ämne;Organisatör;"), "{heading}");
    let row = format!(
        "{};'=1+1;'=Eve;{};2030-12-01T10:00:00;2030-12-01T11:00:00;Europe/Stockholm;;2030-12-01T10:00:00.000Z;planned;static;1;{};\r\n",
        first.id,
        eve.id,
        eve.conference_id.unwrap()
    );
    assert_eq!(rows, row);
}

#[tokio::test]
async fn users_are_exported_for_programs_by_the_same_filter() {
    let (app, anna, _) = app().await;
    let users: Vec<User> = lines(&app.get("/api/v1/users.jsonl?q=anna").await);
    let [user] = &users[..] else { panic!("{users:?}") };
    assert_eq!((user.id, user.conference_id), (anna.id, anna.conference_id));
    assert!(lines::<User>(&app.get("/api/v1/users.jsonl?q=nobody").await).is_empty());
}

#[tokio::test]
async fn every_export_is_in_the_audit_log_and_needs_a_sign_in() {
    let (app, ..) = app().await;
    for (address, action) in [
        ("/api/v1/conference-ids.csv", "conferenceIdsExported"),
        ("/api/v1/conference-ids.jsonl", "conferenceIdsExported"),
        ("/api/v1/history.csv", "historyExported"),
        ("/api/v1/history.jsonl", "historyExported"),
        ("/api/v1/meetings.csv", "meetingsExported"),
        ("/api/v1/meetings.jsonl", "meetingsExported"),
        ("/api/v1/users.jsonl", "usersExported"),
    ] {
        let count = async || {
            let audit: Value = app.get(&format!("/api/v1/audit?action={action}")).await.json();
            audit["items"].as_array().unwrap().len()
        };
        let before = count().await;
        app.anonymous(Method::GET, address).send().await.assert_problem(401, ProblemCode::SignInRequired);
        assert_eq!(count().await, before, "{address}");
        assert_eq!(app.get(address).await.status, StatusCode::OK);
        assert_eq!(count().await, before + 1, "{address}");
    }
}
