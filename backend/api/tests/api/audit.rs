//! `/api/v1/audit`: filters, words in the reader's language, and the log as a table.

use std::time::Duration;

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::{ProblemCode, User, paths};

use crate::support::App;

async fn reset(app: &App, user: &User, reason: &str) {
    let seen: User = app.get(&paths::user(user.id)).await.json();
    let call = app.call(Method::POST, &paths::conference_id_reset(user.id));
    let call = call.header("if-match", &seen.version.entity_tag());
    let answer = call.json(&json!({"reason": reason, "sendEmail": false})).send().await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}

/// The actions that a list shows, and whether it may have more.
async fn listed(app: &App, query: &str, language: &str) -> (Vec<String>, bool) {
    let call = app.call(Method::GET, &format!("/api/v1/audit?limit=200&{query}"));
    let answer = call.header("accept-language", language).send().await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let page: Value = answer.json();
    let items = page["items"].as_array().unwrap();
    let actions = items.iter().map(|item| item["action"].as_str().unwrap().to_owned());
    (actions.collect(), page["nextCursor"].is_string())
}

#[tokio::test]
async fn words_are_found_in_the_language_of_the_reader() {
    let app = App::new().await;
    let asa = app.enabled_user("Åsa Öberg").await;
    app.enabled_user("Bo").await;
    reset(&app, &asa, "It stood on a slide").await;
    let found = async |query: &str, language: &str| listed(&app, query, language).await.0;
    let own = ["conferenceIdReset", "userEnabled", "userCreated"];
    assert_eq!(found("q=%C3%A5sa", "en").await, own, "a name");
    assert_eq!(found("q=asa+oberg", "en").await, own, "the same without accents");
    assert_eq!(found("q=reset", "en").await, ["conferenceIdReset"], "what was done");
    assert_eq!(found("q=%C3%A5terst%C3%A4llde", "sv").await, ["conferenceIdReset"]);
    assert!(found("q=%C3%A5terst%C3%A4llde", "en").await.is_empty(), "the words of another language");
    assert_eq!(found("q=SLIDE+%C3%A5sa", "sv").await, ["conferenceIdReset"], "a reason, and a name");
    assert!(found("q=slide+bo", "en").await.is_empty(), "every word must occur");
    assert_eq!(found("q=test+reset", "en").await, ["conferenceIdReset"], "the actor: the token “test”");
    assert_eq!(found(&format!("q=enabled&user={}", asa.id), "en").await, ["userEnabled"]);
}

#[tokio::test]
async fn days_bound_the_list_and_jobs_are_folded() {
    let app = App::new().await;
    let at = |app: &App| app.application.now().to_string();
    for name in ["Anna", "Bo"] {
        let address = format!("{name}@contoso.example");
        let user = json!({"displayName": name, "userPrincipalName": address, "primaryEmail": address});
        app.post("/api/v1/users", user).await;
    }
    app.advance(Duration::from_hours(30));
    let begun = at(&app);
    let wanted = json!({"act": "enable", "selection": {"matching": {}}, "sendEmail": false});
    let job = app.post("/api/v1/users/act", wanted).await.header("location").unwrap().to_owned();
    let id = job.rsplit('/').next().unwrap();
    app.run_jobs().await;
    app.advance(Duration::from_hours(30));
    let over = at(&app);
    app.enabled_user("Cia").await;

    let found = async |query: String| listed(&app, &query, "en").await.0;
    let by_job = ["jobDone", "userEnabled", "userEnabled", "jobStarted"];
    assert_eq!(found(format!("from={begun}&before={over}")).await, by_job);
    assert_eq!(found(format!("from={over}")).await, ["userEnabled", "userCreated"]);
    assert_eq!(found(format!("before={begun}&action=userEnabled")).await, [""; 0]);
    assert_eq!(found(format!("from={over}&before={begun}")).await, [""; 0]);
    assert_eq!(found(format!("from={begun}&before={over}&folded=true")).await, ["jobDone", "jobStarted"]);
    assert_eq!(found(format!("job={id}")).await, ["userEnabled", "userEnabled"]);
    assert_eq!(found(format!("job={id}&q=anna")).await, ["userEnabled"]);

    // The history keeps that it was a job.
    let users: Value = app.get("/api/v1/users?q=anna").await.json();
    let user = users["items"][0]["id"].as_str().unwrap();
    let history: Value = app.get(&format!("/api/v1/users/{user}/history")).await.json();
    assert_eq!(history["items"][0]["beganWith"], "job");
    app.get("/api/v1/audit?from=yesterday").await.assert_problem(400, ProblemCode::UnreadableBody);
}

#[tokio::test]
async fn the_table_is_in_the_readers_language_and_runs_nothing() {
    let app = App::new().await;
    let request = json!({
        "displayName": "=HYPERLINK(1)",
        "userPrincipalName": "eve@contoso.example",
        "primaryEmail": "eve@contoso.example",
        "enable": true,
    });
    let eve: User = app.post("/api/v1/users", request).await.json();
    app.advance(Duration::from_hours(1));
    reset(&app, &eve, "+1").await;
    let swedish =
        app.call(Method::GET, "/api/v1/audit.csv?action=conferenceIdReset&language=sv").send().await;
    assert_eq!(swedish.header("content-type"), Some("text/csv; charset=utf-8"));
    let lines: Vec<&str> = swedish.body.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[0], "När (UTC),Vem,Vad,Användare,Detaljer");
    let line = lines[1];
    assert!(
        line.starts_with("2026-11-24T07:00:00.000Z,Token test,Återställde ett konferens-ID,'=HYPERLINK(1),"),
        "{line}"
    );
    let all = app.call(Method::GET, "/api/v1/audit.csv").header("accept-language", "en").send().await;
    assert_eq!(all.body.lines().count(), 5, "four entries below the heading: {}", all.body);
    assert!(all.body.contains("Reset a conference ID"), "{}", all.body);
}
