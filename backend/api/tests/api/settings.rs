//! `/api/v1/settings`

use http::{Method, StatusCode};
use serde_json::json;
use shared::{ProblemCode, SettingsReport};

use crate::support::App;

const SETTINGS: &str = "/api/v1/settings";

#[tokio::test]
async fn settings_are_shown_and_changed() {
    let app = App::new().await;
    let before = app.get(SETTINGS).await;
    insta::assert_snapshot!(before.shown());
    let change = json!({
        "organisationName": "Contoso",
        "serviceNumbers": [{"number": "+46 8 123 456 78", "countryCode": "se", "location": "Stockholm"}],
    });
    let tag = before.header("etag").unwrap();
    let patch = || app.call(Method::PATCH, SETTINGS).header("if-match", tag).json(&change);
    let after = patch().send().await;
    assert_eq!((after.status, after.header("etag")), (StatusCode::OK, Some("\"2\"")));
    let report: SettingsReport = after.json();
    assert_eq!(report.service_numbers[0].number.as_str(), "+46812345678");
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
    let number = json!({"serviceNumbers": [{"number": "08-123", "countryCode": "SE"}]});
    let english = app.call(Method::PATCH, SETTINGS).header("if-match", "\"1\"").json(&number).send().await;
    english.assert_problem(422, ProblemCode::InvalidFields);
    assert!(english.body.contains("\"field\":\"serviceNumbers\""), "{}", english.body);
}
