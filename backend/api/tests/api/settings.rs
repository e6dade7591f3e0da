//! `/api/v1/settings`

use http::{Method, StatusCode};
use serde_json::json;
use shared::{Language, ProblemCode, SettingsReport, paths};

use crate::support::App;

const SETTINGS: &str = "/api/v1/settings";

#[tokio::test]
async fn settings_are_shown_and_changed() {
    let app = App::new().await;
    let before = app.get(SETTINGS).await;
    insta::assert_snapshot!(before.shown());
    let change = json!({"organisationName": "Contoso", "defaultLanguage": "sv"});
    let tag = before.header("etag").unwrap();
    let patch = || app.call(Method::PATCH, SETTINGS).header("if-match", tag).json(&change);
    let after = patch().send().await;
    assert_eq!((after.status, after.header("etag")), (StatusCode::OK, Some("\"2\"")));
    let report: SettingsReport = after.json();
    assert_eq!(
        (&*report.settings.organisation_name, report.settings.default_language),
        ("Contoso", Language::Sv)
    );
    patch().send().await.assert_problem(412, ProblemCode::VersionStale);
}

#[tokio::test]
async fn a_save_that_has_seen_nothing_is_refused() {
    let app = App::new().await;
    let change = json!({"organisationName": "Contoso"});
    app.call(Method::PATCH, SETTINGS)
        .json(&change)
        .send()
        .await
        .assert_problem(428, ProblemCode::VersionRequired);
    let any = app.call(Method::PATCH, SETTINGS).header("if-match", "*").json(&change);
    any.send().await.assert_problem(428, ProblemCode::VersionRequired);
    assert_eq!(app.get(SETTINGS).await.header("etag"), Some("\"1\""), "nothing was changed");
}

#[tokio::test]
async fn every_wrong_setting_is_named() {
    let app = App::new().await;
    let change = json!({"quarantineDays": 1, "conferenceDomain": "not a domain", "senderAddress": "me"});
    let swedish = app
        .call(Method::PATCH, SETTINGS)
        .header("accept-language", "sv")
        .header("if-match", "\"1\"")
        .json(&change);
    insta::assert_snapshot!(swedish.send().await.shown());
}

#[tokio::test]
async fn each_automatic_email_has_a_switch_of_its_own() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let change = json!({"mailsSwitchedOff": ["disabled", "enabled"], "replyTo": "helpdesk@contoso.example"});
    let saved = app.call(Method::PATCH, SETTINGS).header("if-match", "\"1\"").json(&change).send().await;
    let report: serde_json::Value = saved.json();
    assert_eq!(report["mailsSwitchedOff"], json!(["enabled", "disabled"]));
    assert_eq!(report["replyTo"], "helpdesk@contoso.example");

    let count = async || {
        let mails: serde_json::Value = app.get(&format!("/api/v1/mails?user={}", user.id)).await.json();
        mails["items"].as_array().map_or(0, Vec::len)
    };
    let before = count().await;
    app.post(&paths::user_disable(user.id), json!({})).await;
    app.post(&paths::user_enable(user.id), json!({})).await;
    assert_eq!(count().await, before, "neither is sent by itself");
    app.post(&paths::user_disable(user.id), json!({"sendEmail": true})).await;
    assert_eq!(count().await, before + 1, "whoever wants it sent gets it sent");
}

#[tokio::test]
async fn what_is_sent_by_hand_has_no_switch() {
    let app = App::new().await;
    let change = json!({"mailsSwitchedOff": ["organizerLink", "enabled"], "replyTo": "me"});
    let refused = app.call(Method::PATCH, SETTINGS).header("if-match", "\"1\"").json(&change).send().await;
    refused.assert_problem(422, ProblemCode::InvalidFields);
    assert!(refused.body.contains("\"field\":\"mailsSwitchedOff\""), "{}", refused.body);
    assert!(
        refused.body.contains("sign-in link") && !refused.body.contains("enabled for"),
        "{}",
        refused.body
    );
    assert!(refused.body.contains("\"field\":\"replyTo\""), "{}", refused.body);
    assert_eq!(app.get(SETTINGS).await.header("etag"), Some("\"1\""), "nothing was changed");
}
