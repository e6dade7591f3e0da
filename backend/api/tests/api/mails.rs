//! `/api/v1/mails`

use http::Method;
use serde_json::{Value, json};
use shared::{User, paths};

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
    refused.assert_problem(409, "mail-not-retryable");
    app.get("/api/v1/mails?state=lost").await.assert_problem(400, "unreadable-body");
}
