//! `/api/v1/meetings` and `/api/v1/users/{user}/meetings`

use std::time::Duration;

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::{Meeting, MeetingDetails, Page, ProblemCode, User};

use crate::organizer::{as_organizer, sign_in};
use crate::support::App;

fn schedule(start: &str) -> Value {
    json!({
        "start": format!("{start}T10:00"),
        "end": format!("{start}T11:00"),
        "timeZone": "Europe/Stockholm",
        "recurrence": "FREQ=WEEKLY;COUNT=2",
    })
}

fn request(user: &User) -> Value {
    json!({"organizer": user.id, "subject": " Planning ", "schedule": schedule("2026-12-01")})
}

async fn with_dynamic_ids() -> (App, User) {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let change = json!({"conferenceIdType": "dynamic"});
    let patch =
        app.call(Method::PATCH, "/api/v1/settings").header("if-match", "\"1\"").json(&change).send().await;
    assert_eq!(patch.status, StatusCode::OK);
    (app, user)
}

async fn is_mapped(app: &App, id: &str) -> bool {
    let answer: Value = app.get(&format!("/conferenceMapper?id={id}")).await.json();
    answer["conference"].is_string()
}

#[tokio::test]
async fn a_meeting_is_planned_changed_and_cancelled() {
    let (app, user) = with_dynamic_ids().await;
    let answer = app.post("/api/v1/meetings", request(&user)).await;
    assert_eq!((answer.status, answer.header("etag")), (StatusCode::CREATED, Some("\"1\"")));
    let planned: MeetingDetails = answer.json();
    let meeting = &planned.meeting;
    let address = format!("/api/v1/meetings/{}", meeting.id);
    assert_eq!(answer.header("location"), Some(address.as_str()));
    let id = meeting.conference_id.unwrap();
    assert_ne!(Some(id), user.conference_id);
    assert_eq!((&*meeting.subject, meeting.organizer_name.as_deref()), ("Planning", Some("Anna")));
    let block = planned.invitation.as_ref().unwrap();
    let grouped = id.grouped();
    assert!(
        block.text.contains(&grouped)
            && block.html.contains(&grouped)
            && block.icalendar.contains("DESCRIPTION")
    );
    assert!(is_mapped(&app, &id.to_string()).await);
    assert_eq!(app.get(&address).await.json::<MeetingDetails>(), planned);

    let change = |tag: &'static str, body: Value| {
        app.call(Method::PATCH, &address).header("if-match", tag).json(&body).send()
    };
    let changed =
        change("\"1\"", json!({"subject": "Retrospective", "schedule": schedule("2026-12-02")})).await;
    assert_eq!((changed.status, changed.header("etag")), (StatusCode::OK, Some("\"2\"")));
    let changed: MeetingDetails = changed.json();
    assert_eq!((&*changed.meeting.subject, changed.meeting.conference_id), ("Retrospective", Some(id)));
    change("\"1\"", json!({"subject": "Late"})).await.assert_problem(412, ProblemCode::VersionStale);
    app.call(Method::PATCH, &address)
        .json(&json!({"subject": "Late"}))
        .send()
        .await
        .assert_problem(428, ProblemCode::VersionRequired);

    let calendar = app.get(&format!("{address}/calendar")).await;
    assert_eq!(calendar.header("content-type"), Some("text/calendar; charset=utf-8"));
    assert!(calendar.body.contains("SEQUENCE:1\r\n") && calendar.body.contains("TZID=Europe/Stockholm"));

    let cancelled = app.call(Method::DELETE, &address).send().await;
    assert_eq!((cancelled.status, cancelled.header("etag")), (StatusCode::OK, Some("\"3\"")));
    assert_eq!(cancelled.json::<MeetingDetails>().invitation, None);
    assert!(!is_mapped(&app, &id.to_string()).await);
    change("\"3\"", json!({"subject": "Late"})).await.assert_problem(409, ProblemCode::MeetingCancelled);
}

#[tokio::test]
async fn the_same_request_plans_one_meeting() {
    let (app, user) = with_dynamic_ids().await;
    let once = || {
        let call = app.call(Method::POST, "/api/v1/meetings").header("idempotency-key", "series");
        call.json(&request(&user)).send()
    };
    let (first, again) = (once().await, once().await);
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    let page: Page<Meeting> = app.get("/api/v1/meetings?count=true").await.json();
    assert_eq!((page.total, page.items.len()), (Some(1), 1));
}

#[tokio::test]
async fn bad_requests_say_which_field_is_wrong() {
    let (app, user) = with_dynamic_ids().await;
    let fields = async |body: Value| {
        let answer = app.post("/api/v1/meetings", body).await;
        answer.assert_problem(422, ProblemCode::InvalidFields);
        let problem: shared::Problem = answer.json();
        problem.errors.into_iter().map(|error| error.field).collect::<Vec<_>>()
    };
    let mut wrong = request(&user);
    wrong["subject"] = json!("");
    wrong["schedule"]["timeZone"] = json!("Stockholm");
    assert_eq!(fields(wrong).await, ["subject", "timeZone"]);
    let mut wrong = request(&user);
    wrong["schedule"]["recurrence"] = json!("FREQ=MINUTELY");
    assert_eq!(fields(wrong).await, ["recurrence"]);
    let mut past = request(&user);
    past["schedule"] = schedule("2026-11-01");
    assert_eq!(fields(past).await, ["end"]);
    let mut nobody = request(&user);
    nobody["organizer"] = Value::Null;
    assert_eq!(fields(nobody).await, ["organizer"]);
    app.get(&format!("/api/v1/meetings/{}", user.id)).await.assert_problem(404, ProblemCode::NotFound);
    let page: Page<Meeting> = app.get("/api/v1/meetings").await.json();
    assert_eq!(page.items, [], "nothing is half done");
}

#[tokio::test]
async fn organizers_plan_their_own_meetings_and_see_no_others() {
    let (app, anna) = with_dynamic_ids().await;
    let bo = app.enabled_user("Bo").await;
    let cookie = sign_in(&app, anna.id).await;
    let own = format!("/api/v1/users/{}/meetings", anna.id);
    let body = json!({"subject": "Planning", "schedule": schedule("2026-12-01")});
    let answer = as_organizer(&app, &cookie, Method::POST, &own, Some(body.clone())).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let planned: MeetingDetails = answer.json();
    let address = format!("/api/v1/meetings/{}", planned.meeting.id);
    for (method, address) in [
        (Method::GET, own.clone()),
        (Method::GET, address.clone()),
        (Method::GET, format!("{address}/calendar")),
        (Method::DELETE, address.clone()),
    ] {
        let answer = as_organizer(&app, &cookie, method, &address, None).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
    }
    let of_bo: MeetingDetails = app.post("/api/v1/meetings", request(&bo)).await.json();
    let of_bo = format!("/api/v1/meetings/{}", of_bo.meeting.id);
    for (method, address, body) in [
        (Method::GET, "/api/v1/meetings".to_owned(), None),
        (Method::POST, "/api/v1/meetings".to_owned(), Some(request(&anna))),
        (Method::GET, format!("/api/v1/users/{}/meetings", bo.id), None),
        (Method::POST, format!("/api/v1/users/{}/meetings", bo.id), Some(body.clone())),
        (Method::GET, of_bo.clone(), None),
        (Method::GET, format!("{of_bo}/calendar"), None),
        (Method::DELETE, of_bo.clone(), None),
    ] {
        let answer = as_organizer(&app, &cookie, method, &address, body).await;
        answer.assert_problem(401, ProblemCode::SignInRequired);
    }
    let mut for_bo = body;
    for_bo["organizer"] = json!(bo.id);
    let answer = as_organizer(&app, &cookie, Method::POST, &own, Some(for_bo)).await;
    answer.assert_problem(422, ProblemCode::InvalidFields);
}

#[tokio::test]
async fn an_id_stops_some_days_after_the_meeting() {
    let (app, user) = with_dynamic_ids().await;
    let change = json!({"meetingValidDays": 0});
    let patch =
        app.call(Method::PATCH, "/api/v1/settings").header("if-match", "\"2\"").json(&change).send().await;
    assert_eq!(patch.status, StatusCode::OK);
    let planned: MeetingDetails = app.post("/api/v1/meetings", request(&user)).await.json();
    let id = planned.meeting.conference_id.unwrap().to_string();
    app.advance(Duration::from_hours(24 * 14));
    assert!(is_mapped(&app, &id).await);
    app.advance(Duration::from_hours(24));
    assert!(!is_mapped(&app, &id).await);
    let report: Value = app.get(&format!("/api/v1/bridges/1/conference-ids/{id}")).await.json();
    assert_eq!(report["status"], "expired");
    let page: Page<Meeting> = app.get("/api/v1/meetings?state=over").await.json();
    assert_eq!((page.items.len(), page.items[0].conference_id), (1, None));
    for wrong in [json!({"meetingValidDays": 61}), json!({"dynamicQuarantineDays": 0})] {
        let patch = app.call(Method::PATCH, "/api/v1/settings").header("if-match", "\"3\"").json(&wrong);
        patch.send().await.assert_problem(422, ProblemCode::InvalidFields);
    }
}

#[tokio::test]
async fn a_reset_is_previewed_without_changing_anything() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let address = format!("/api/v1/users/{}/reset-impact", anna.id);
    let none = json!({"plannedMeetings": 0, "nextMeetingAt": null, "calendar": "notConnected", "emails": 1});
    assert_eq!(app.get(&address).await.json::<Value>(), none);
    for day in ["2026-12-08", "2026-12-01"] {
        let body = json!({"organizer": anna.id, "subject": "Planning", "schedule": schedule(day)});
        let created = app.call(Method::POST, "/api/v1/meetings").json(&body).send().await;
        assert_eq!(created.status, StatusCode::CREATED, "{}", created.body);
    }
    let seen: Value = app.get(&address).await.json();
    assert_eq!((&seen["plannedMeetings"], &seen["calendar"]), (&json!(2), &json!("notConnected")));
    let next = seen["nextMeetingAt"].as_str().unwrap();
    assert!(next.starts_with("2026-12-01T"), "the first of them: {next}");
    let after: shared::User = app.get(&format!("/api/v1/users/{}", anna.id)).await.json();
    assert_eq!((after.version, after.conference_id), (anna.version, anna.conference_id));
    let nobody = "/api/v1/users/0198c0de-0000-7000-8000-000000000001/reset-impact";
    app.get(nobody).await.assert_problem(404, ProblemCode::NotFound);
}
