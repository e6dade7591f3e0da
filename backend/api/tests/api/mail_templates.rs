//! `/api/v1/mail-templates`

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::ProblemCode;

use crate::support::{Answer, App};

const LIST: &str = "/api/v1/mail-templates";
const TEXT: &str = "/api/v1/mail-templates/conferenceIdChanged/sv";

async fn put(app: &App, address: &str, version: &str, text: &Value) -> Answer {
    app.call(Method::PUT, address).header("if-match", version).json(text).send().await
}

fn text(body: &str) -> Value {
    json!({"subject": "Nytt ID, {{displayName}}", "body": body})
}

#[tokio::test]
async fn a_text_is_replaced_under_its_version_and_goes_back() {
    let app = App::new().await;
    let before = app.get(TEXT).await;
    let built_in: Value = before.json();
    assert_eq!((&built_in["edited"], &built_in["version"]), (&json!(false), &json!(1)));
    assert_eq!(built_in["text"], built_in["builtIn"]);
    assert!(built_in["variables"].as_array().unwrap().contains(&json!("updateTool")));
    assert_eq!(built_in["required"], json!(["conferenceId", "invitationBlock"]));

    let wanted = text("Hej!\r\n\r\nDitt ID: {{conferenceId}}\n\n");
    let saved = put(&app, TEXT, "\"1\"", &wanted).await;
    assert_eq!((saved.status, saved.header("etag")), (StatusCode::OK, Some("\"2\"")));
    let report: Value = saved.json();
    assert_eq!(
        (&report["edited"], &report["text"]["body"]),
        (&json!(true), &json!("Hej!\n\nDitt ID: {{conferenceId}}"))
    );
    put(&app, TEXT, "\"1\"", &wanted).await.assert_problem(412, ProblemCode::VersionStale);
    let blind = app.call(Method::PUT, TEXT).json(&wanted).send().await;
    blind.assert_problem(428, ProblemCode::VersionRequired);
    // The same again is no change.
    assert_eq!(put(&app, TEXT, "\"2\"", &wanted).await.header("etag"), Some("\"2\""));

    let back = app.call(Method::DELETE, TEXT).header("if-match", "\"2\"").send().await;
    let report: Value = back.json();
    assert_eq!((&report["edited"], &report["version"]), (&json!(false), &json!(3)));
    assert_eq!(report["text"], built_in["text"]);

    let audit: Value = app.get("/api/v1/audit").await.json();
    let told: Vec<_> = audit["items"].as_array().unwrap().iter().map(|entry| &entry["action"]).collect();
    assert_eq!(told[..2], [&json!("mailTextReset"), &json!("mailTextChanged")]);
    assert_eq!(
        audit["items"][0]["detail"],
        json!({"type": "mailText", "event": "conferenceIdChanged", "language": "sv"})
    );
}

#[tokio::test]
async fn faults_are_named_with_their_lines_and_nothing_is_saved() {
    let app = App::new().await;
    let wrong = json!({"subject": "{{conferenceId}}", "body": "Hej {{namn}}\n{{if organisation}}"});
    let refused =
        app.call(Method::PUT, TEXT).header("if-match", "\"1\"").header("accept-language", "sv").json(&wrong);
    let refused = refused.send().await;
    refused.assert_problem(422, ProblemCode::InvalidFields);
    for told in ["Rad 1: ”namn” är ingen variabel", "displayName, ", "Rad 2: ", "\"field\":\"subject\""]
    {
        assert!(refused.body.contains(told), "{told}: {}", refused.body);
    }
    let lost = put(&app, TEXT, "\"1\"", &text("Hej!")).await;
    lost.assert_problem(422, ProblemCode::InvalidFields);
    assert!(lost.body.contains("{{conferenceId}}"), "{}", lost.body);
    assert_eq!(app.get(TEXT).await.header("etag"), Some("\"1\""));
    let preview = app
        .post(
            "/api/v1/mail-templates/preview",
            json!({"event": "enabled", "language": "sv", "text": text("Hej!")}),
        )
        .await;
    preview.assert_problem(422, ProblemCode::InvalidFields);
}

#[tokio::test]
async fn another_language_begins_without_texts() {
    let app = App::new().await;
    let german = "/api/v1/mail-templates/enabled/de";
    let none: Value = app.get(german).await.json();
    assert_eq!((&none["text"], &none["builtIn"]), (&Value::Null, &Value::Null));
    let languages = async || {
        let list: Value = app.get(LIST).await.json();
        let items = list["items"].as_array().unwrap().clone();
        let mut languages: Vec<_> =
            items.iter().map(|item| item["language"].as_str().unwrap().to_owned()).collect();
        languages.dedup();
        languages
    };
    assert_eq!(languages().await, ["en", "sv"]);
    put(&app, german, "\"1\"", &text("Ihre ID: {{conferenceId}}")).await;
    assert_eq!(languages().await, ["en", "sv", "de"]);
    app.call(Method::DELETE, german).header("if-match", "\"2\"").send().await;
    assert_eq!(languages().await, ["en", "sv"]);
    for nowhere in ["/api/v1/mail-templates/enabled/svenska", "/api/v1/mail-templates/birthday/sv"] {
        app.get(nowhere).await.assert_problem(404, ProblemCode::NotFound);
    }
}
