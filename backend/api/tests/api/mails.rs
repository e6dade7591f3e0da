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

#[tokio::test]
async fn all_failed_mails_are_sent_again_by_one_request() {
    let app = App::new().await;
    for name in ["Anna", "Bo"] {
        let user = app.enabled_user(name).await;
        let sent: User = app.call(Method::POST, &paths::send_conference_info(user.id)).send().await.json();
        let id = sent.latest_mail.unwrap().id;
        let fail = app.application.in_transaction(move |transaction| {
            Box::pin(async move {
                let mail = transaction.mail(id).await?.unwrap();
                let failed = domain::MailRecord { state: shared::MailState::Failed, due_at: None, ..mail };
                Ok(transaction.update_mail(&failed).await?)
            })
        });
        fail.await.unwrap();
    }
    let anonymous = app.anonymous(Method::POST, "/api/v1/mails/retry").json(&json!({})).send().await;
    anonymous.assert_problem(401, ProblemCode::SignInRequired);
    for expected in [2, 0] {
        let retried: Value = app.call(Method::POST, "/api/v1/mails/retry").send().await.json();
        assert_eq!(retried, json!({ "queued": expected }));
    }
    let failed: Value = app.get("/api/v1/mails?state=failed").await.json();
    assert_eq!(failed["items"], json!([]));
}

#[tokio::test]
async fn emails_go_where_the_user_or_whoever_sends_them_says() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let change = json!({ "mailAddress": "assistant@contoso.example", "mailLanguage": "de" });
    let version = user.version.entity_tag();
    let changed = app
        .call(Method::PATCH, &paths::user(user.id))
        .header("if-match", &version)
        .json(&change)
        .send()
        .await;
    let changed: Value = changed.json();
    assert_eq!(
        (&changed["mailAddress"], &changed["mailLanguage"]),
        (&json!("assistant@contoso.example"), &json!("de"))
    );

    let latest = async || {
        let mails: Value = app.get(&format!("/api/v1/mails?user={}", user.id)).await.json();
        mails["items"][0].clone()
    };
    app.call(Method::POST, &paths::send_conference_info(user.id)).send().await;
    let mail = latest().await;
    assert_eq!((&mail["recipient"], &mail["language"]), (&json!("assistant@contoso.example"), &json!("de")));
    assert_eq!(mail["causedBy"]["type"], "token", "the ledger says who caused it: {mail}");

    let once = json!({ "address": "reception@contoso.example" });
    app.post(&paths::send_conference_info(user.id), once).await;
    assert_eq!(latest().await["recipient"], "reception@contoso.example");
    let audit: Value = app.get("/api/v1/audit?action=conferenceInfoSent").await.json();
    let field = &audit["items"][0]["detail"]["fields"][0];
    assert_eq!(
        (&field["field"], &field["after"]),
        (&json!("mailRecipient"), &json!("reception@contoso.example"))
    );

    // What opens something goes to nobody else.
    app.call(Method::POST, &paths::user_organizer_link(user.id)).send().await;
    let link = latest().await;
    assert_eq!((&link["event"], &link["recipient"]), (&json!("organizerLink"), &json!(user.primary_email)));
    let refused = app.post(&paths::send_conference_info(user.id), json!({ "address": "reception" })).await;
    assert!(refused.status.is_client_error(), "{}", refused.body);
}
