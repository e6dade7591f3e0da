//! `/api/v1/imports`

use domain::StoreError;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::ProblemCode;

use crate::support::{Answer, App, LostCommit};

const FILE: &str = "\u{feff}Display name,User principal name,Mail,Language\r\n\
    Anna Svensson,anna@contoso.example,anna@mail.contoso.example,sv\r\n\
    \"Berg, Bo\",bo@contoso.example,bo@contoso.example,\r\n\
    ,nobody@contoso.example,nobody@contoso.example,en\r\n\
    Anna Again,ANNA@contoso.example,anna2@contoso.example,en\r\n";

async fn upload(app: &App, options: &str, file: &'static str) -> Answer {
    app.call(Method::POST, &format!("/api/v1/imports{options}"))
        .header("content-type", "text/csv")
        .body(file)
        .send()
        .await
}

#[tokio::test]
async fn a_preview_changes_nothing_and_explains_itself() {
    let app = App::new().await;
    let preview = upload(&app, "?enable=true&sendEmail=false", FILE).await;
    insta::assert_snapshot!(preview.shown());
    let location = preview.header("location").unwrap();
    assert_eq!(app.get(location).await.body, preview.body);

    let swedish = app.call(Method::GET, &format!("{location}/rows?outcome=refused"));
    insta::assert_snapshot!("refused_sv", swedish.header("accept-language", "sv").send().await.shown());
    let first: Value = app.get(&format!("{location}/rows?limit=1")).await.json();
    assert_eq!(first["items"][0]["displayName"], "Anna Svensson");
    let cursor = first["nextCursor"].as_str().unwrap();
    let second: Value = app.get(&format!("{location}/rows?limit=1&cursor={cursor}")).await.json();
    assert_eq!(second["items"][0]["displayName"], "Berg, Bo");

    let users: Value = app.get("/api/v1/users").await.json();
    assert_eq!(users["items"], json!([]));
}

#[tokio::test]
async fn applying_is_seen_and_happens_once() {
    let app = App::new().await;
    let preview = upload(&app, "?enable=true", FILE).await;
    let location = preview.header("location").unwrap();
    let apply = format!("{location}/apply");

    let begun = app.call(Method::POST, &apply).send().await;
    assert_eq!(begun.status, StatusCode::ACCEPTED);
    assert_eq!(begun.header("location"), Some(location));
    assert_eq!(begun.json::<Value>()["state"], "applying");
    let meanwhile: Value = app.get(location).await.json();
    assert_eq!((&meanwhile["state"], &meanwhile["done"]), (&json!("applying"), &json!(0)));
    app.call(Method::POST, &apply).send().await.assert_problem(409, ProblemCode::ImportNotApplicable);

    assert_eq!(app.work_off().await, 1);
    insta::assert_snapshot!("applied", app.get(location).await.shown());
    app.call(Method::POST, &apply).send().await.assert_problem(409, ProblemCode::ImportNotApplicable);

    let users: Value = app.get("/api/v1/users?count=true&dialIn=enabled").await.json();
    assert_eq!(users["total"], 2);
    let again: Value = upload(&app, "?enable=true", FILE).await.json();
    assert_eq!(again["counts"], json!({"new": 0, "changed": 0, "unchanged": 2, "refused": 2, "enabled": 0}));
}

#[tokio::test]
async fn a_file_that_is_no_table_is_refused() {
    let app = App::new().await;
    upload(&app, "", "").await.assert_problem(422, ProblemCode::ImportUnreadable);
    upload(&app, "", "a,b\r\n1,2\r\n").await.assert_problem(422, ProblemCode::ImportUnreadable);
    let missing = app.get("/api/v1/imports/0193bb2e-5f3c-7d4e-8a9b-0c1d2e3f4a5b").await;
    missing.assert_problem(404, ProblemCode::NotFound);
    let apply = "/api/v1/imports/0193bb2e-5f3c-7d4e-8a9b-0c1d2e3f4a5b/apply";
    app.call(Method::POST, apply).send().await.assert_problem(404, ProblemCode::NotFound);
    app.call(Method::POST, apply).send().await.assert_problem(404, ProblemCode::NotFound);
}

#[tokio::test]
async fn an_import_whose_commit_was_done_without_an_answer_stays_applied() {
    for (lost, state) in [(LostCommit::Done, "applied"), (LostCommit::Undone, "failed")] {
        let app = App::new().await;
        let preview = upload(&app, "", FILE).await;
        let location = preview.header("location").unwrap();
        app.call(Method::POST, &format!("{location}/apply")).send().await;
        app.lose_next_commits(&[lost]);
        app.work_off().await;
        assert_eq!(app.get(location).await.json::<Value>()["state"], state, "{lost:?}");
        let users: Value = app.get("/api/v1/users").await.json();
        let count = if state == "applied" { 2 } else { 0 };
        assert_eq!(users["items"].as_array().unwrap().len(), count, "{lost:?}");
    }
}

#[tokio::test]
async fn an_import_that_fails_says_so_and_can_be_applied_again() {
    let app = App::new().await;
    let preview = upload(&app, "", FILE).await;
    let location = preview.header("location").unwrap();
    let apply =
        || app.call(Method::POST, &format!("{location}/apply")).header("accept-language", "sv").send();
    assert_eq!(apply().await.status, StatusCode::ACCEPTED);
    app.fail_next_write(StoreError::Unavailable("locked".into()));
    app.work_off().await;
    let failed: Value = app.get(location).await.json();
    assert_eq!(
        (&failed["state"], &failed["error"], &failed["done"]),
        (&json!("failed"), &json!("Begäran utfördes inte. Försök igen om en stund."), &json!(0))
    );
    assert_eq!(app.get("/api/v1/users").await.json::<Value>()["items"], json!([]));

    let begun: Value = apply().await.json();
    assert_eq!((&begun["state"], &begun["error"]), (&json!("applying"), &Value::Null));
    app.work_off().await;
    assert_eq!(app.get(location).await.json::<Value>()["state"], "applied");
}
