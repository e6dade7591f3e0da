//! `/api/v1/mails`

use http::Method;
use serde_json::{Value, json};
use shared::{ProblemCode, User, paths};

use crate::support::App;

#[tokio::test]
async fn a_mail_is_listed_shown_and_retried() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let sent: User = app.call(Method::POST, &paths::send_conference_info(user.id)).send().await.json();
    let mail = sent.latest_mail.unwrap();
    let list = app.get(&format!("/api/v1/mails?user={}&state=queued", user.id)).await;
    insta::assert_snapshot!(list.shown());
    let shown: Value = app.get(&paths::mail(mail.id)).await.json();
    assert_eq!(shown["event"], "conferenceInfo");
    let retried: Value = app.call(Method::POST, &paths::mail_retry(mail.id)).send().await.json();
    assert_eq!((&retried["state"], &retried["attempts"]), (&json!("queued"), &json!(0)));

    app.call(Method::POST, &paths::send_conference_info(user.id)).send().await;
    let superseded: Value = app.get(&paths::mail(mail.id)).await.json();
    assert_eq!(superseded["state"], "superseded");
    let refused = app.call(Method::POST, &paths::mail_retry(mail.id)).send().await;
    refused.assert_problem(409, ProblemCode::MailNotRetryable);
    app.get("/api/v1/mails?state=lost").await.assert_problem(400, ProblemCode::UnreadableBody);
}

#[tokio::test]
async fn without_a_server_everything_says_that_nothing_is_sent() {
    let app = App::new().await;
    let session: Value = app.get("/api/v1/session").await.json();
    assert_eq!(session["mailHealth"]["state"], "notConfigured");
    let anonymous: Value = app.anonymous(Method::GET, "/api/v1/session").send().await.json();
    assert_eq!(anonymous["mailHealth"], Value::Null);

    let settings: Value = app.get("/api/v1/settings").await.json();
    let readiness = &settings["mailReadiness"];
    assert_eq!(readiness["warnings"], json!(["doNotLeave", "noServiceNumber", "senderMadeUp"]));
    assert_eq!(readiness["language"], "en");

    let test: Value =
        app.post("/api/v1/mails/test", json!({ "address": "eva@contoso.example" })).await.json();
    assert_eq!((&test["accepted"], &test["address"]), (&json!(false), &json!("eva@contoso.example")));
    let audit: Value = app.get("/api/v1/audit?action=testEmailFailed").await.json();
    assert_eq!(audit["items"][0]["detail"]["type"], "testEmail");
    assert!(!audit.to_string().contains("eva@"), "no address is kept there: {audit}");
    let refused = app.post("/api/v1/mails/test", json!({ "address": "eva" })).await;
    assert!(refused.status.is_client_error(), "{}", refused.body);
    app.anonymous(Method::POST, "/api/v1/mails/test")
        .json(&json!({}))
        .send()
        .await
        .assert_problem(401, ProblemCode::SignInRequired);
}
