//! `/api/v1/bridges`, and what is asked of one bridge.

use http::Method;
use serde_json::{Value, json};
use shared::{BridgeReport, ProblemCode};

use crate::support::App;

#[tokio::test]
async fn the_numbers_of_the_settings_are_those_of_the_default_bridge() {
    let app = App::new().await;
    app.enabled_user("Anna").await;
    let change = json!({"serviceNumbers": [{"number": "+46812345678", "countryCode": "SE"}]});
    let patch = app.call(Method::PATCH, "/api/v1/settings").header("if-match", "\"1\"").json(&change);
    assert_eq!(patch.send().await.status, 200);
    let [report] = app.get("/api/v1/bridges").await.json::<[BridgeReport; 1]>();
    assert!(report.bridge.default);
    assert_eq!(report.bridge.service_numbers[0].number.as_str(), "+46812345678");
    assert_eq!((report.bridge.version.0, report.conference_id_usage.assigned), (2, 1));
}

#[tokio::test]
async fn an_id_is_looked_for_on_its_bridge_only() {
    let app = App::new().await;
    let id = app.enabled_user("Anna").await.conference_id.unwrap();
    let mapped = async |bridge: &str| {
        let answer: Value = app.get(&format!("/conferenceMapper?id={id}{bridge}")).await.json();
        answer["conference"].is_string()
    };
    assert!(mapped("").await && mapped("&bridge=1").await && mapped("&bridge=").await);
    for bridge in ["2", "0", "-1", "default", "99999999999"] {
        assert!(!mapped(&format!("&bridge={bridge}")).await, "{bridge}");
        let answer = app.get(&format!("/api/v1/bridges/{bridge}/conference-ids/{id}")).await;
        answer.assert_problem(404, ProblemCode::NotFound);
    }
}
