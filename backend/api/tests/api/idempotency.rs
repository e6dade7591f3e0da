//! `Idempotency-Key`: the same request twice is done once.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::{ProblemCode, User, paths};

use crate::support::{Answer, App, LostCommit};

async fn reset(app: &App, user: &User, key: &str, body: &Value) -> Answer {
    app.call(Method::POST, &paths::conference_id_reset(user.id))
        .header("if-match", &user.version.entity_tag())
        .header("idempotency-key", key)
        .json(body)
        .send()
        .await
}

#[tokio::test]
async fn the_same_request_gets_the_same_answer() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let body = json!({"reason": "Twice"});
    let first = reset(&app, &user, "one", &body).await;
    assert_eq!((first.status, first.header("idempotency-replayed")), (StatusCode::OK, None));
    let again = reset(&app, &user, "one", &body).await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!(again.header("etag"), first.header("etag"));
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    let now: User = app.get(&paths::user(user.id)).await.json();
    assert_eq!(now.version, user.version.next(), "it was reset once");
}

#[tokio::test]
async fn another_request_with_the_key_is_refused() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let after: User = reset(&app, &user, "one", &json!({})).await.json();
    let other_body = reset(&app, &user, "one", &json!({"sendEmail": false})).await;
    other_body.assert_problem(422, ProblemCode::IdempotencyKeyReused);
    let other_version = reset(&app, &after, "one", &json!({})).await;
    other_version.assert_problem(422, ProblemCode::IdempotencyKeyReused);
    let other_address = app.call(Method::POST, &paths::user_disable(user.id));
    let other_address = other_address.header("idempotency-key", "one").json(&json!({}));
    other_address.send().await.assert_problem(422, ProblemCode::IdempotencyKeyReused);
}

#[tokio::test]
async fn a_failure_is_not_kept() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let disable = paths::user_disable(user.id);
    let info = paths::send_conference_info(user.id);
    app.post(&disable, json!({"sendEmail": false})).await;
    let send = async || app.call(Method::POST, &info).header("idempotency-key", "one").send().await;
    send().await.assert_problem(409, ProblemCode::DialInNotEnabled);
    app.post(&paths::user_enable(user.id), json!({"sendEmail": false})).await;
    assert_eq!(send().await.status, StatusCode::OK);
    let mails: Value = app.get("/api/v1/mails").await.json();
    assert_eq!(mails["items"].as_array().unwrap().len(), 1);
    assert_eq!(send().await.header("idempotency-replayed"), Some("true"));
    let mails: Value = app.get("/api/v1/mails").await.json();
    assert_eq!(mails["items"].as_array().unwrap().len(), 1, "one mail, however often it was asked for");
}

#[tokio::test]
async fn a_user_is_made_once() {
    let app = App::new().await;
    let request = json!({
        "displayName": "Bo", "userPrincipalName": "bo@contoso.example", "primaryEmail": "bo@contoso.example",
    });
    let create = async || {
        let call = app.call(Method::POST, "/api/v1/users").header("idempotency-key", "bo");
        call.json(&request).send().await
    };
    let (first, again) = (create().await, create().await);
    assert_eq!((first.status, again.status), (StatusCode::CREATED, StatusCode::CREATED));
    assert_eq!((first.header("location"), &first.body), (again.header("location"), &again.body));
}

#[tokio::test]
async fn of_two_at_once_both_get_the_one_answer() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let body = json!({});
    let (one, other) = futures::join!(reset(&app, &user, "k", &body), reset(&app, &user, "k", &body));
    assert_eq!((one.status, &one.body), (StatusCode::OK, &other.body));
}

#[tokio::test]
async fn a_commit_without_an_answer_is_settled_by_the_key() {
    use LostCommit::{Done, Undone};
    for lost in [&[Done][..], &[Undone], &[Undone, Done], &[Undone, Undone], &[Done, Done]] {
        let app = App::new().await;
        let user = app.enabled_user("Anna").await;
        app.lose_next_commits(lost);
        let mut answer = reset(&app, &user, "one", &json!({})).await;
        if lost.len() == 2 {
            answer.assert_problem(500, ProblemCode::OutcomeUnknown);
            answer = reset(&app, &user, "one", &json!({})).await;
        }
        assert_eq!(answer.status, StatusCode::OK, "{lost:?}: {}", answer.body);
        let (told, now): (User, User) = (answer.json(), app.get(&paths::user(user.id)).await.json());
        assert_eq!((told.version, told.conference_id), (now.version, now.conference_id), "{lost:?}");
        assert_eq!(now.version, user.version.next(), "{lost:?}: it was reset once");
        let mails: Value = app.get("/api/v1/mails").await.json();
        let about_it = |mail: &&Value| mail["event"] == "conferenceIdChanged";
        assert_eq!(mails["items"].as_array().unwrap().iter().filter(about_it).count(), 1, "{lost:?}");
    }
}

#[tokio::test]
async fn without_a_key_nobody_is_told_more_than_is_known() {
    for (lost, versions) in [(LostCommit::Done, 1), (LostCommit::Undone, 0)] {
        let app = App::new().await;
        let user = app.enabled_user("Anna").await;
        app.lose_next_commits(&[lost]);
        let disable = app.post(&paths::user_disable(user.id), json!({})).await;
        disable.assert_problem(500, ProblemCode::OutcomeUnknown);
        assert!(disable.body.contains("not known"), "{}", disable.body);
        let now: User = app.get(&paths::user(user.id)).await.json();
        assert_eq!(now.version.0, user.version.0 + versions, "{lost:?}");
    }
}

#[tokio::test]
async fn a_key_has_a_length() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    reset(&app, &user, "", &json!({})).await.assert_problem(422, ProblemCode::InvalidFields);
    reset(&app, &user, &"k".repeat(129), &json!({})).await.assert_problem(422, ProblemCode::InvalidFields);
}
