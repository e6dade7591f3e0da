//! Problems that any address can answer with.

use shared::ProblemCode;
use std::time::Duration;

use domain::StoreError;
use http::{Method, StatusCode};
use serde_json::json;

use crate::support::App;

#[tokio::test]
async fn an_unknown_address_is_a_problem() {
    let app = App::new().await;
    for address in ["/api", "/api/", "/api/v1", "/api/v1/nothing", "/api/v1/users/", "/api/v2/users"] {
        app.anonymous(Method::GET, address).send().await.assert_problem(404, ProblemCode::NotFound);
        app.anonymous(Method::POST, address).send().await.assert_problem(404, ProblemCode::NotFound);
    }
    app.get("/api/v1/users/anna").await.assert_problem(404, ProblemCode::NotFound);
    let swedish = app.call(Method::GET, "/api/v1/nothing").header("accept-language", "sv-SE,sv;q=0.9");
    insta::assert_snapshot!(swedish.send().await.shown());
}

#[tokio::test]
async fn an_unknown_method_is_a_problem_that_names_the_known_ones() {
    let app = App::new().await;
    let answer = app.call(Method::DELETE, "/api/v1/users").send().await;
    insta::assert_snapshot!(answer.shown());
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let app = App::new().await;
    for address in
        ["/healthz", "/readyz", "/conferenceMapper?id=8271964", "/api/v1/users", "/api/v1/settings"]
    {
        let answer = app.call(Method::HEAD, address).send().await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, ""), "{address}");
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_a_problem() {
    let app = App::new().await;
    let post = |body: &'static str, content_type: &str| {
        app.call(Method::POST, "/api/v1/users").header("content-type", content_type).body(body)
    };
    post("{", "application/json").send().await.assert_problem(400, ProblemCode::UnreadableBody);
    post("{} {}", "application/json").send().await.assert_problem(400, ProblemCode::UnreadableBody);
    post("", "application/json").send().await.assert_problem(400, ProblemCode::UnreadableBody);
    post("{}", "text/plain").send().await.assert_problem(415, ProblemCode::NotJson);
    let unknown = post(r#"{"displayNam": "Bo"}"#, "application/json; charset=utf-8").send().await;
    insta::assert_snapshot!(unknown.shown());
}

#[tokio::test]
async fn too_large_a_body_is_a_problem() {
    let app = App::new().await;
    let name = "a".repeat(1_000_001);
    let answer = app.post("/api/v1/users", json!({"displayName": name})).await;
    answer.assert_problem(413, ProblemCode::BodyTooLarge);
    insta::assert_snapshot!(answer.shown());
    let file = vec![b'a'; 100_000_001];
    let answer = app.call(Method::POST, "/api/v1/imports").body(file).send().await;
    answer.assert_problem(413, ProblemCode::BodyTooLarge);
    assert!(answer.body.contains("100 MB"), "{}", answer.body);
}

#[tokio::test]
async fn health_is_open_and_plain() {
    let app = App::new().await;
    for (address, body) in [("/healthz", "healthy\n"), ("/readyz", "ready\n")] {
        let answer = app.anonymous(Method::GET, address).send().await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, body));
    }
}

#[tokio::test]
async fn what_goes_wrong_inside_stays_inside() {
    let app = App::new().await;
    // The first use of the test's token is noted; later ones within the hour are not.
    assert_eq!(app.get("/api/v1/users").await.status, StatusCode::OK);
    let locked = || StoreError::Unavailable("/var/lib/konfid.sqlite is locked".into());
    app.fail_next_read(locked());
    let unavailable = app.get("/api/v1/users").await;
    unavailable.assert_problem(503, ProblemCode::Unavailable);
    assert_eq!(unavailable.header("retry-after"), Some("1"));
    app.fail_next_write(locked());
    app.anonymous(Method::GET, "/readyz").send().await.assert_problem(503, ProblemCode::Unavailable);
    // Each look writes to the disk, so there is at most one every two seconds.
    app.anonymous(Method::GET, "/readyz").send().await.assert_problem(503, ProblemCode::Unavailable);
    app.advance(Duration::from_secs(3));
    assert_eq!(app.anonymous(Method::GET, "/readyz").send().await.status, StatusCode::OK);

    app.fail_next_write(StoreError::Busy);
    let bo = json!({
        "displayName": "Bo", "userPrincipalName": "bo@contoso.example", "primaryEmail": "bo@contoso.example",
        "enable": false,
    });
    let busy = app.post("/api/v1/users", bo).await;
    busy.assert_problem(503, ProblemCode::Busy);
    assert_eq!(busy.header("retry-after"), Some("5"));
    insta::assert_snapshot!("busy", busy.shown());

    app.fail_next_write(StoreError::Broken("column secret_thing".into()));
    let internal = app.get("/api/v1/users.csv").await;
    internal.assert_problem(500, ProblemCode::Internal);
    insta::assert_snapshot!(internal.shown());

    app.fail_next_read(locked());
    let mapper = app.anonymous(Method::GET, "/conferenceMapper?id=8271964").send().await;
    insta::assert_snapshot!("mapper_unavailable", mapper.shown());
}
