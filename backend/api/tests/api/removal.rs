//! Removing users, and what is left of them.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::{ProblemCode, paths};

use crate::support::App;

#[tokio::test]
async fn a_removed_user_is_gone_and_the_history_stays() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let id = anna.conference_id.unwrap();
    let address = paths::user(anna.id);
    let unseen = app.call(Method::DELETE, &address).send().await;
    unseen.assert_problem(428, ProblemCode::VersionRequired);
    let stale = app.call(Method::DELETE, &address).header("if-match", "\"999\"").send().await;
    stale.assert_problem(412, ProblemCode::VersionStale);

    let remove = || app.call(Method::DELETE, &address).header("if-match", &anna.version.entity_tag());
    let removed = remove().send().await;
    assert_eq!(removed.status, StatusCode::OK);
    insta::assert_snapshot!(removed.shown());
    remove().send().await.assert_problem(404, ProblemCode::NotFound);
    app.call(Method::GET, &address).send().await.assert_problem(404, ProblemCode::NotFound);
    let left = app.get(&format!("/api/v1/removed-users/{}", anna.id)).await;
    assert_eq!(left.body, removed.body);

    let report: Value = app.get(&paths::conference_id(shared::BridgeId::FIRST, id)).await.json();
    assert_eq!(report["status"], "quarantined");
    let period = &report["history"][0];
    assert_eq!(period["ownerName"], "Anna");
    assert_eq!((&period["ownerRemoved"], &period["ended"]), (&json!(true), &json!("userRemoved")));
    let history: Value = app.get(&paths::user_history(anna.id)).await.json();
    assert_eq!(history["items"][0], *period);
    let again = app.enabled_user("Anna").await;
    assert!(again.id != anna.id && again.conference_id != Some(id));
}

#[tokio::test]
async fn a_name_is_struck_out_once_and_for_good() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let name = paths::removed_user_name(anna.id);
    let early = app.call(Method::DELETE, &name).send().await;
    early.assert_problem(404, ProblemCode::NotFound);
    let remove = app.call(Method::DELETE, &paths::user(anna.id));
    remove.header("if-match", &anna.version.entity_tag()).send().await;
    for _ in 0..2 {
        let struck = app.call(Method::DELETE, &name).send().await;
        assert_eq!((struck.status, &struck.json::<Value>()["displayName"]), (StatusCode::OK, &Value::Null));
    }
    let audit: Value = app.get("/api/v1/audit").await.json();
    assert!(!audit.to_string().contains("Anna"), "{audit}");
    let struck: Vec<_> = audit["items"].as_array().unwrap().iter().collect();
    let count = struck.iter().filter(|entry| entry["action"] == "nameStruckOut").count();
    assert_eq!(count, 1, "it was done once");
    assert!(struck[0]["userRemoved"].as_bool().unwrap() && struck[0]["userDisplayName"].is_null());
}
