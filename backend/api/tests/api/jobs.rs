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
    act_on(app, "enable", selection).await
}

async fn act_on(app: &App, act: &str, selection: Value) -> String {
    let request = json!({"act": act, "selection": selection, "sendEmail": false});
    let begun = app.post("/api/v1/users/act", request).await;
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
    let too_long = json!({"matching": {"q": "x".repeat(500)}});
    let count = json!({"selection": too_long});
    app.post("/api/v1/users/selection", count).await.assert_problem(422, ProblemCode::InvalidFields);
    let too_long = json!({"act": "enable", "selection": too_long});
    app.post("/api/v1/users/act", too_long).await.assert_problem(422, ProblemCode::InvalidFields);
}

#[tokio::test]
async fn many_are_reset_informed_and_disabled_and_others_stay_as_they_are() {
    let app = App::new().await;
    let users = users(&app, 2).await;
    let (anna, bo) = (app.enabled_user("Anna").await, app.enabled_user("Bo").await);
    let missing = "0193bb2e-5f3c-7d4e-8a9b-0c1d2e3f4a5b";
    let ids = json!({"ids": [anna.id, users[0].id, missing, bo.id, bo.id]});
    let counted = app.post("/api/v1/users/selection", json!({"selection": ids})).await;
    assert_eq!(
        counted.json::<Value>(),
        json!({"enabled": 2, "notEnabled": 1, "missing": 1, "connectedCalendars": 0})
    );
    let matching = json!({"selection": {"matching": {"dialIn": "disabled"}}});
    let counted = app.post("/api/v1/users/selection", matching).await;
    assert_eq!(
        counted.json::<Value>(),
        json!({"enabled": 0, "notEnabled": 2, "missing": 0, "connectedCalendars": 0})
    );

    let show = async |user: &User| app.get(&format!("/api/v1/users/{}", user.id)).await.json::<User>();
    for (act, outcome) in [("reset", "reset"), ("sendConferenceInfo", "informed"), ("disable", "disabled")] {
        let before = show(&anna).await;
        let job = act_on(&app, act, ids.clone()).await;
        app.run_jobs().await;
        let rows: Value = app.get(&format!("{job}/rows")).await.json();
        let rows = rows["items"].as_array().unwrap();
        let outcomes: Vec<_> = rows.iter().map(|row| &row["outcome"]).collect();
        assert_eq!(outcomes, [outcome, "unchanged", "refused", outcome], "{act}");
        let done = shown(&app, &job).await;
        assert_eq!((&done["state"], &done["counts"][outcome]), (&json!("done"), &json!(2)), "{done}");
        let after = show(&anna).await;
        match act {
            "reset" => {
                assert_ne!(after.conference_id, before.conference_id);
                assert_eq!(after.undo.unwrap().previous_conference_id, before.conference_id.unwrap());
            }
            "disable" => assert!(!after.dial_in_enabled),
            _ => assert_eq!((after.version, after.latest_mail.is_some()), (before.version, true)),
        }
    }
    let unknown = json!({"act": "remove", "selection": ids});
    app.post("/api/v1/users/act", unknown).await.assert_problem(400, ProblemCode::UnreadableBody);
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
