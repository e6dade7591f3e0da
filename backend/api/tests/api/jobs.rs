//! `/api/v1/jobs`

use std::cell::Cell;

use domain::StoreError;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::{ProblemCode, User};

use crate::support::{Answer, App, LostCommit};

/// So many users that are not enabled; each step of a job does some of them.
async fn users(app: &App, count: usize) -> Vec<User> {
    let mut users = Vec::new();
    for number in 0..count {
        let request = json!({
            "displayName": format!("User {number:03}"),
            "userPrincipalName": format!("user{number}@contoso.example"),
            "primaryEmail": format!("user{number}@contoso.example"),
        });
        users.push(app.post("/api/v1/users", request).await.json());
    }
    users
}

async fn enable(app: &App, selection: Value) -> String {
    let begun = app.post("/api/v1/users/enable", json!({"selection": selection, "sendEmail": false})).await;
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.body);
    begun.header("location").unwrap().to_owned()
}

async fn act(app: &App, job: &str, act: &str) -> Answer {
    app.call(Method::POST, &format!("{job}/{act}")).send().await
}

async fn shown(app: &App, job: &str) -> Value {
    app.get(job).await.json()
}

async fn count_enabled(app: &App) -> Value {
    app.get("/api/v1/users?dialIn=enabled&count=true").await.json::<Value>()["total"].clone()
}

#[tokio::test]
async fn many_are_enabled_and_each_has_an_outcome() {
    let app = App::new().await;
    let users = users(&app, 3).await;
    let enabled = app.enabled_user("Zoe").await;
    let missing = "0193bb2e-5f3c-7d4e-8a9b-0c1d2e3f4a5b";
    // One of them twice: it is one row.
    let ids = json!({"ids": [users[0].id, enabled.id, missing, users[1].id, users[0].id]});
    let job = enable(&app, ids).await;
    app.run_jobs().await;
    let rows: Value = app.get(&format!("{job}/rows")).await.json();
    let outcomes: Vec<_> =
        rows["items"].as_array().unwrap().iter().map(|row| row["outcome"].clone()).collect();
    assert_eq!(outcomes, ["enabled", "unchanged", "refused", "enabled"]);
    assert_eq!(rows["items"][2]["reasonCode"], "userNotFound");
    let done = shown(&app, &job).await;
    assert_eq!((&done["state"], &done["counts"]["conferenceIds"]), (&json!("done"), &json!(2)));

    let rest = enable(&app, json!({"matching": {"q": "contoso"}})).await;
    app.run_jobs().await;
    let counts = shown(&app, &rest).await["counts"].clone();
    assert_eq!((&counts["total"], &counts["enabled"]), (&json!(1), &json!(1)), "only who is not enabled yet");
    let nobody = enable(&app, json!({"matching": {"dialIn": "enabled"}})).await;
    app.run_jobs().await;
    assert_eq!(shown(&app, &nobody).await["state"], "done");
    let list: Value = app.get("/api/v1/jobs?limit=2").await.json();
    let newest = list["items"][0]["id"].as_str().unwrap();
    assert!(nobody.ends_with(newest) && list["nextCursor"].is_string(), "{list}");
    let too_long = json!({"selection": {"matching": {"q": "x".repeat(500)}}});
    app.post("/api/v1/users/enable", too_long).await.assert_problem(422, ProblemCode::InvalidFields);
}

#[tokio::test]
async fn a_paused_job_goes_on_where_it_stopped() {
    let app = App::new().await;
    users(&app, 40).await;
    let job = enable(&app, json!({"matching": {}})).await;
    let steps = Cell::new(0);
    let pause = |_| {
        steps.set(steps.get() + 1);
        let (app, job, is_first) = (&app, &job, steps.get() == 1);
        async move {
            if is_first {
                assert_eq!(act(app, job, "pause").await.status, StatusCode::OK);
            }
        }
    };
    app.try_jobs(pause).await.unwrap();
    let paused = shown(&app, &job).await;
    assert_eq!((&paused["state"], steps.get()), (&json!("paused"), 1));
    let done = paused["counts"]["enabled"].clone();
    assert!((1..40).contains(&done.as_u64().unwrap()), "{paused}");
    assert_eq!(count_enabled(&app).await, done);
    app.run_jobs().await;
    assert_eq!(count_enabled(&app).await, done, "nobody runs it");
    assert_eq!(act(&app, &job, "pause").await.json::<Value>()["version"], paused["version"], "twice is once");

    act(&app, &job, "resume").await;
    app.run_jobs().await;
    assert_eq!(shown(&app, &job).await["state"], "done");
    assert_eq!(count_enabled(&app).await, 40);
    act(&app, &job, "pause").await.assert_problem(409, ProblemCode::JobOver);
    act(&app, &job, "cancel").await.assert_problem(409, ProblemCode::JobOver);
    let audit: Value = app.get("/api/v1/audit?limit=200").await.json();
    let actions: Vec<_> = audit["items"].as_array().unwrap().iter().map(|entry| &entry["action"]).collect();
    for action in ["jobStarted", "jobPaused", "jobResumed", "jobDone"] {
        assert_eq!(actions.iter().filter(|found| **found == action).count(), 1, "{action}");
    }
    let text = &audit["items"][0]["text"];
    assert_eq!(text, "enabling of users: 40 of 40 rows done; 40 enabled");
}

#[tokio::test]
async fn a_cancelled_job_leaves_what_is_done() {
    let app = App::new().await;
    let job = enable(&app, json!({"matching": {}})).await;
    assert_eq!(act(&app, &job, "cancel").await.json::<Value>()["state"], "cancelled");
    act(&app, &job, "resume").await.assert_problem(409, ProblemCode::JobOver);
    app.run_jobs().await;
    assert_eq!(shown(&app, &job).await["state"], "cancelled");
    let missing = "/api/v1/jobs/0193bb2e-5f3c-7d4e-8a9b-0c1d2e3f4a5b";
    app.get(missing).await.assert_problem(404, ProblemCode::NotFound);
    act(&app, missing, "pause").await.assert_problem(404, ProblemCode::NotFound);
    for part in ["rows", "rows.csv"] {
        app.get(&format!("{missing}/{part}")).await.assert_problem(404, ProblemCode::NotFound);
    }
}

#[tokio::test]
async fn trouble_of_the_store_loses_and_repeats_nothing() {
    let app = App::new().await;
    users(&app, 30).await;
    let job = enable(&app, json!({"matching": {}})).await;
    let steps = Cell::new(0);
    let trouble = |_| {
        steps.set(steps.get() + 1);
        match steps.get() {
            1 => app.lose_next_commits(&[LostCommit::Done]),
            3 => app.lose_next_commits(&[LostCommit::Undone]),
            5 => app.fail_next_write(StoreError::Unavailable("locked".into())),
            7 => app.fail_next_write(StoreError::Broken("it makes no sense".into())),
            _ => {}
        }
        std::future::ready(())
    };
    app.try_jobs(trouble).await.unwrap();
    let done = shown(&app, &job).await;
    assert_eq!((&done["state"], &done["counts"]["enabled"]), (&json!("done"), &json!(30)), "{done}");
    assert_eq!(count_enabled(&app).await, 30);
    let rows: Value = app.get(&format!("{job}/rows?limit=200")).await.json();
    assert_eq!(rows["items"].as_array().unwrap().len(), 30);
}

#[tokio::test]
async fn rows_are_a_table_in_which_a_formula_is_text() {
    let app = App::new().await;
    let request = json!({
        "displayName": "=HYPERLINK(\"http://evil.example\")",
        "userPrincipalName": "eve@contoso.example",
        "primaryEmail": "eve@contoso.example",
    });
    app.post("/api/v1/users", request).await;
    let job = enable(&app, json!({"matching": {}})).await;
    app.run_jobs().await;
    let table =
        app.call(Method::GET, &format!("{job}/rows.csv")).header("accept-language", "sv").send().await;
    insta::assert_snapshot!(table.shown());
}
