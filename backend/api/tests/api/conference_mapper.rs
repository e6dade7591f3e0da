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

#[tokio::test]
async fn the_id_of_a_room_is_told_to_nobody_and_another_is_not_looked_up_instead() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let maria = app.enabled_user("Maria").await;
    let mapping: Value = map(&app, &format!("?id={}", anna.conference_id.unwrap())).await.json();
    let room = mapping["conference"].as_str().unwrap();
    let (name, domain) = room.split_once('@').unwrap();
    let other = maria.conference_id.unwrap();
    for question in [
        format!("?conference={room}"),
        format!("?id={other}&conference={room}"),
        format!("?room={name}&domain={domain}&id={other}"),
        format!("?conference=standup@{domain}&id={other}"),
    ] {
        let answer: Value = map(&app, &question).await.json();
        assert_eq!((&answer["conference"], &answer["id"]), (&json!(false), &json!(false)), "{question}");
    }
}

#[tokio::test]
async fn a_posted_question_has_the_same_answer() {
    let app = App::new().await;
    let id = app.enabled_user("Anna").await.conference_id.unwrap();
    let expected = map(&app, &format!("?id={id}")).await.body;
    for body in [json!({"id": id.number()}), json!({"id": id}), json!({"cid": id, "conference": null})] {
        let answer = app.anonymous(Method::POST, "/conferenceMapper").json(&body).send().await;
        assert_eq!((answer.status, &answer.body), (StatusCode::OK, &expected), "{body}");
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    }
    let nothing = app.anonymous(Method::POST, "/conferenceMapper").json(&json!({})).send().await;
    assert_eq!(nothing.json::<Value>()["message"], "No conference or id provided");
}

#[tokio::test]
async fn pages_of_other_sites_may_ask() {
    let app = App::new().await;
    for address in ["/conferenceMapper", "/phoneNumberList"] {
        let call = app.anonymous(Method::OPTIONS, address).header("origin", "https://meet.north.example");
        let answer = call.header("access-control-request-headers", "authorization").send().await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        assert!(answer.header("access-control-allow-methods").unwrap().contains("GET"));
        assert!(answer.header("access-control-allow-headers").unwrap().contains("Authorization"));
    }
}

#[tokio::test]
async fn the_numbers_are_listed_with_the_default_one_first() {
    let app = App::new().await;
    let list = async |query: &str| {
        let answer = app.anonymous(Method::GET, &format!("/phoneNumberList{query}")).send().await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        answer.json::<Value>()
    };
    assert_eq!(list("").await, json!([]));
    for number in [
        json!({"number": "+46812345678"}),
        json!({"number": "+442079460000", "tollFree": true, "default": true}),
    ] {
        let post = app.call(Method::POST, "/api/v1/bridges/1/service-numbers");
        assert_eq!(post.json(&number).send().await.status, StatusCode::CREATED);
    }
    let expected = json!([
        {"countryCode": "GB", "tollFree": true, "formattedNumber": "+44 20 7946 0000", "default": true},
        {"countryCode": "SE", "tollFree": false, "formattedNumber": "+46 8 123 456 78", "default": false},
    ]);
    assert_eq!(list("?conference=standup@conference.meet.north.example").await, expected);
    assert_eq!(list("?bridge=2").await, json!([]));
}
