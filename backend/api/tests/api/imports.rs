//! `/api/v1/imports`

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::ProblemCode;

use crate::support::{Answer, App};

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
    let mut names = Vec::new();
    let mut cursor = String::new();
    loop {
        let part: Value = app.get(&format!("{location}/rows?limit=1{cursor}")).await.json();
        names.push(part["items"][0]["displayName"].as_str().unwrap().to_owned());
        let Some(next) = part["nextCursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(names[2..], ["Anna Svensson", "Berg, Bo"], "refused rows come first");

    let users: Value = app.get("/api/v1/users").await.json();
    assert_eq!(users["items"], json!([]));
}

#[tokio::test]
async fn an_import_is_started_once_and_its_job_tells_row_by_row() {
    let app = App::new().await;
    let preview = upload(&app, "?enable=true", FILE).await;
    let location = preview.header("location").unwrap();
    let apply = format!("{location}/apply");
    let start = || app.call(Method::POST, &apply).header("idempotency-key", "one").send();

    let begun = start().await;
    assert_eq!(begun.status, StatusCode::ACCEPTED);
    let job: Value = begun.json();
    let address = begun.header("location").unwrap();
    assert_eq!(address, format!("/api/v1/jobs/{}", job["id"].as_str().unwrap()));
    assert_eq!((&job["state"], &job["counts"]["total"]), (&json!("queued"), &json!(4)));
    assert_eq!(app.get(location).await.json::<Value>()["job"], job["id"]);
    let again = start().await;
    assert_eq!((again.header("idempotency-replayed"), &again.body), (Some("true"), &begun.body));
    app.call(Method::POST, &apply).send().await.assert_problem(409, ProblemCode::ImportNotApplicable);
    assert_eq!(app.get("/api/v1/users").await.json::<Value>()["items"], json!([]), "nothing is done yet");

    app.run_jobs().await;
    insta::assert_snapshot!("done", app.get(address).await.shown());
    insta::assert_snapshot!("rows", app.get(&format!("{address}/rows")).await.shown());
    app.call(Method::POST, &apply).send().await.assert_problem(409, ProblemCode::ImportNotApplicable);

    let users: Value = app.get("/api/v1/users?count=true&dialIn=enabled").await.json();
    assert_eq!(users["total"], 2);
    let again: Value = upload(&app, "?enable=true", FILE).await.json();
    for (count, meant) in [("new", 0), ("changed", 0), ("unchanged", 2), ("refused", 2), ("enabled", 0)] {
        assert_eq!(again["counts"][count], meant, "{again}");
    }
}

#[tokio::test]
async fn rows_are_compared_again_when_their_turn_comes() {
    let app = App::new().await;
    let preview = upload(&app, "", FILE).await;
    let location = preview.header("location").unwrap();
    // Somebody creates one of them meanwhile, under another name.
    let request = json!({
        "displayName": "Anna S",
        "userPrincipalName": "anna@contoso.example",
        "primaryEmail": "anna@mail.contoso.example",
    });
    assert_eq!(app.post("/api/v1/users", request).await.status, StatusCode::CREATED);
    let job = app.call(Method::POST, &format!("{location}/apply")).send().await;
    app.run_jobs().await;
    let rows = format!("{}/rows", job.header("location").unwrap());
    let changed: Value = app.get(&format!("{rows}?outcome=changed&count=true")).await.json();
    assert_eq!((&changed["total"], changed["items"].as_array().unwrap().len()), (&json!(1), 1));
    assert_eq!(
        changed["items"][0]["changes"],
        json!([
            {"field": "displayName", "before": "Anna S", "after": "Anna Svensson"},
            {"field": "language", "before": "", "after": "sv"},
        ])
    );
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
