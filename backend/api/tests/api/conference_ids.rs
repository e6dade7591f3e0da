//! `/api/v1/bridges/{bridge}/conference-ids`

use http::Method;
use serde_json::{Value, json};
use shared::{ProblemCode, paths};

use crate::support::App;

#[tokio::test]
async fn an_id_tells_whose_it_was() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let id = user.conference_id.unwrap();
    let grouped = id.grouped().replace(' ', "%20");
    let assigned: Value = app.get(&format!("/api/v1/bridges/1/conference-ids/{grouped}")).await.json();
    assert_eq!((&assigned["status"], &assigned["history"][0]["to"]), (&json!("assigned"), &Value::Null));
    app.post(&paths::user_disable(user.id), json!({})).await;
    insta::assert_snapshot!(app.get(&paths::conference_id(shared::BridgeId::FIRST, id)).await.shown());
    let never: Value = app.get("/api/v1/bridges/1/conference-ids/1234567").await.json();
    assert_eq!((&never["status"], &never["history"]), (&json!("neverDrawn"), &json!([])));
}

#[tokio::test]
async fn what_is_no_id_is_explained() {
    let app = App::new().await;
    for (digits, name) in [("12345", "short"), ("0123456", "zero"), ("82719x4", "letter")] {
        let address = format!("/api/v1/bridges/1/conference-ids/{digits}");
        let swedish = app.call(Method::GET, &address).header("accept-language", "sv").send().await;
        swedish.assert_problem(422, ProblemCode::ConferenceIdInvalid);
        insta::assert_snapshot!(name, swedish.json::<Value>()["detail"].as_str().unwrap());
    }
}
