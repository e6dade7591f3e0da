//! `/conferenceMapper`, as phone bridges ask it.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::paths;

use crate::support::{Answer, App};

async fn map(app: &App, query: &str) -> Answer {
    let answer = app.anonymous(Method::GET, &format!("/conferenceMapper{query}")).send().await;
    assert_eq!(answer.status, StatusCode::OK, "every look-up is answered with 200");
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    answer
}

#[tokio::test]
async fn an_id_leads_to_its_conference() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let id = user.conference_id.unwrap();
    let answer = map(&app, &format!("?id={id}")).await;
    insta::assert_snapshot!(answer.shown());
    assert_eq!(map(&app, &format!("?cid={id}")).await.body, answer.body);
    let grouped = id.grouped().replace(' ', "+");
    assert_eq!(map(&app, &format!("?id={grouped}")).await.body, answer.body);
}

#[tokio::test]
async fn what_does_not_work_is_not_found() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let retired = user.conference_id.unwrap();
    app.post(&paths::user_disable(user.id), json!({})).await;
    let not_found: Value = map(&app, &format!("?id={retired}")).await.json();
    let expected =
        json!({"message": "No conference mapping was found", "id": retired.number(), "conference": false});
    assert_eq!(not_found, expected);
    assert_eq!(map(&app, "?id=8271964").await.json::<Value>()["conference"], false);
    for malformed in ["abcdefg", "123", "12345678", "0123456", "%00%ff", "1%27--", "8271964%0d%0aSet"] {
        let answer: Value = map(&app, &format!("?id={malformed}")).await.json();
        assert_eq!((&answer["conference"], &answer["id"]), (&json!(false), &json!(false)), "{malformed}");
    }
}

#[tokio::test]
async fn without_digits_it_says_so() {
    let app = App::new().await;
    insta::assert_snapshot!(map(&app, "").await.shown());
    assert_eq!(map(&app, "?id=").await.json::<Value>()["message"], "No conference or id provided");
}
