//! `/api/v1/overview` and `/api/v1/statistics`

use std::time::Duration;

use http::Method;
use serde_json::{Value, json};
use shared::{ProblemCode, paths};

use crate::support::App;

#[tokio::test]
async fn it_says_how_things_stand() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let bo = app.enabled_user("Bo").await;
    app.post(&paths::user_disable(bo.id), json!({"sendEmail": false})).await;
    let wanted = json!({"act": "enable", "selection": {"matching": {}}, "sendEmail": false});
    app.post("/api/v1/users/act", wanted).await;
    let call = app.call(Method::GET, "/api/v1/overview").header("accept-language", "sv");
    let overview: Value = call.send().await.json();
    assert_eq!((&overview["users"], &overview["enabledUsers"]), (&json!(2), &json!(1)));
    let usage = &overview["bridges"][0]["conferenceIdUsage"];
    assert_eq!((&usage["assigned"], &usage["quarantined"]), (&json!(1), &json!(1)), "{usage}");
    assert_eq!(overview["failedEmails"], 0);
    assert!(overview["mail"]["warnings"].as_array().unwrap().contains(&json!("noServiceNumber")));
    assert_eq!(overview["jobs"].as_array().unwrap().len(), 1);
    let latest: Vec<_> = overview["latest"].as_array().unwrap().iter().map(|entry| &entry["what"]).collect();
    assert_eq!(
        latest[..2],
        [&json!("Startade ett jobb"), &json!("Inaktiverade för konferens med uppringning")]
    );

    app.run_jobs().await;
    let overview: Value = app.get("/api/v1/overview").await.json();
    assert_eq!((&overview["enabledUsers"], overview["jobs"].as_array().unwrap().len()), (&json!(2), 0));
    let latest = overview["latest"].as_array().unwrap();
    assert_eq!(latest[0]["action"], "jobDone", "what the job did is in its own line");
    assert_eq!(latest[1]["action"], "jobStarted");
    assert_eq!(app.get(&paths::user(anna.id)).await.json::<Value>()["dialInEnabled"], true);
}

#[tokio::test]
async fn days_are_told_with_today_last() {
    let app = App::new().await;
    app.enabled_user("Anna").await;
    app.advance(Duration::from_hours(48));
    app.enabled_user("Bo").await;
    let statistics: Value = app.get("/api/v1/statistics?days=4").await.json();
    let day = |day: &str, enabled: u64| json!({"day": day, "resets": 0, "enabledUsers": enabled});
    let expected = [day("2026-11-23", 0), day("2026-11-24", 1), day("2026-11-25", 1), day("2026-11-26", 2)];
    assert_eq!(statistics["days"], json!(expected));
    let usual: Value = app.get("/api/v1/statistics").await.json();
    assert_eq!(usual["days"].as_array().unwrap().len(), 30);
    for days in ["0", "367"] {
        let answer = app.get(&format!("/api/v1/statistics?days={days}")).await;
        answer.assert_problem(422, ProblemCode::InvalidFields);
    }
}
