//! Jobs that begin later: `startAt` of `/api/v1/users/act`, `/api/v1/jobs/{job}/reschedule` and
//! `/api/v1/users/{user}/scheduled-jobs`

use std::time::Duration;

use http::StatusCode;
use serde_json::{Value, json};
use shared::{ProblemCode, User};

use crate::support::{Answer, App};

// The clock of the tests begins at 2026-11-24T06:00:00Z.
const NINE_IN_STOCKHOLM: &str = "2026-11-24T09:00:00+01:00";

async fn schedule(app: &App, users: &[&User]) -> Value {
    let ids: Vec<_> = users.iter().map(|user| user.id).collect();
    let request = json!({
        "act": "reset",
        "selection": {"ids": ids},
        "sendEmail": false,
        "startAt": NINE_IN_STOCKHOLM,
        "reason": "printed by mistake",
    });
    let begun = app.post("/api/v1/users/act", request).await;
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.body);
    begun.json()
}

async fn reschedule(app: &App, job: &Value, request: Value) -> Answer {
    app.post(&format!("/api/v1/jobs/{}/reschedule", job["id"].as_str().unwrap()), request).await
}

async fn scheduled(app: &App, user: &User) -> Value {
    app.get(&format!("/api/v1/users/{}/scheduled-jobs", user.id)).await.json()
}

async fn shown(app: &App, user: &User) -> User {
    app.get(&format!("/api/v1/users/{}", user.id)).await.json()
}

#[tokio::test]
async fn a_reset_is_scheduled_moved_and_done_at_its_time() {
    let app = App::new().await;
    let (anna, bo) = (app.enabled_user("Anna").await, app.enabled_user("Bo").await);
    let job = schedule(&app, &[&anna]).await;
    assert_eq!((&job["state"], &job["startAt"]), (&json!("scheduled"), &json!("2026-11-24T08:00:00.000Z")));
    assert_eq!((&job["reason"], &job["continuesAt"]), (&json!("printed by mistake"), &Value::Null));
    assert_eq!(scheduled(&app, &anna).await, json!([job]));
    assert_eq!(scheduled(&app, &bo).await, json!([]));

    let moved = reschedule(&app, &job, json!({"startAt": "2026-11-24T07:00:00Z"})).await;
    assert_eq!(moved.status, StatusCode::OK, "{}", moved.body);
    assert_eq!(moved.json::<Value>()["startAt"], "2026-11-24T07:00:00.000Z");
    app.advance(Duration::from_mins(59));
    app.run_jobs().await;
    assert_eq!(shown(&app, &anna).await.conference_id, anna.conference_id, "it is not time");
    app.advance(Duration::from_mins(1));
    app.run_jobs().await;
    assert_ne!(shown(&app, &anna).await.conference_id, anna.conference_id);
    assert_eq!(shown(&app, &bo).await.conference_id, bo.conference_id);
    assert_eq!(scheduled(&app, &anna).await, json!([]));
    reschedule(&app, &job, json!({})).await.assert_problem(409, ProblemCode::JobOver);

    let audit: Value = app.get("/api/v1/audit?limit=200").await.json();
    let about_jobs = audit["items"].as_array().unwrap().iter();
    let about_jobs: Vec<_> = about_jobs
        .filter(|entry| entry["action"].as_str().unwrap().starts_with("job"))
        .map(|entry| (entry["action"].as_str().unwrap(), entry["text"].as_str().unwrap()))
        .collect();
    let scheduled =
        |time| format!("reset of conference IDs: 0 of 1 rows done, to begin at 2026-11-24 {time} UTC");
    assert_eq!(
        about_jobs,
        [
            ("jobDone", "reset of conference IDs: 1 of 1 rows done; 1 reset"),
            ("jobRescheduled", &scheduled("07:00")),
            ("jobScheduled", &scheduled("08:00")),
        ]
    );
}

#[tokio::test]
async fn a_scheduled_reset_is_called_off_or_begun_at_once() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let job = schedule(&app, &[&anna]).await;
    app.post(&format!("/api/v1/jobs/{}/cancel", job["id"].as_str().unwrap()), json!({})).await;
    app.advance(Duration::from_hours(9));
    app.run_jobs().await;
    assert_eq!(shown(&app, &anna).await.conference_id, anna.conference_id);

    let request = json!({"act": "reset", "selection": {"ids": [anna.id]}, "startAt": "2026-12-24T15:00:00Z"});
    let job: Value = app.post("/api/v1/users/act", request).await.json();
    let begun = reschedule(&app, &job, json!({"startAt": null})).await;
    assert_eq!(begun.json::<Value>()["state"], "queued", "{}", begun.body);
    app.run_jobs().await;
    assert_ne!(shown(&app, &anna).await.conference_id, anna.conference_id);
}

#[tokio::test]
async fn what_cannot_be_scheduled_is_explained() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let request = |moment: &str| json!({"act": "reset", "selection": {"ids": [anna.id]}, "startAt": moment});
    for (moment, wanted) in [
        ("2026-11-24T06:59:00+02:00", "This moment has passed. Choose a later one."),
        ("1291-04-28T15:21:00.1Z", "This moment has passed. Choose a later one."),
        ("2028-01-01T00:00:00Z", "Choose a moment at most 366 days from now."),
    ] {
        let refused = app.post("/api/v1/users/act", request(moment)).await;
        refused.assert_problem(422, ProblemCode::InvalidFields);
        assert!(refused.body.contains("startAt") && refused.body.contains(wanted), "{}", refused.body);
    }
    let refused = app.post("/api/v1/users/act", request("on Sunday")).await;
    refused.assert_problem(400, ProblemCode::UnreadableBody);

    let at_once = json!({"act": "reset", "selection": {"ids": [anna.id]}});
    let job: Value = app.post("/api/v1/users/act", at_once).await.json();
    let later = json!({"startAt": "2026-11-25T06:00:00Z"});
    reschedule(&app, &job, later.clone()).await.assert_problem(409, ProblemCode::JobNotScheduled);
    let missing = "0193bb2e-5f3c-7d4e-8a9b-0c1d2e3f4a5b";
    reschedule(&app, &json!({"id": missing}), later).await.assert_problem(404, ProblemCode::NotFound);
    let user = format!("/api/v1/users/{missing}/scheduled-jobs");
    app.get(&user).await.assert_problem(404, ProblemCode::NotFound);
}
