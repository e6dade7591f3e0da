//! Who may ask, and from where.

use http::{Method, StatusCode};
use konfid_api::addresses;
use serde_json::json;
use shared::{Administrator, ProblemCode};

use crate::support::App;

const OPEN: [&str; 12] = [
    "/healthz",
    "/readyz",
    "/conferenceMapper",
    "/phoneNumberList",
    "/api/v1/openapi.json",
    "/api/v1/session",
    "/api/v1/session/set-up",
    "/api/v1/organizer/link",
    "/api/v1/organizer/session",
    "/api/v1/organizer/pin/reset",
    "/api/v1/pin-link",
    "/api/v1/pin-link/state",
];

#[tokio::test]
async fn everything_else_needs_a_sign_in() {
    let app = App::new().await;
    let id = "0193bb2e-5f3c-7d4e-8a9b-0c1d2e3f4a5b";
    let mut checked = 0;
    for address in addresses().into_iter().filter(|address| !OPEN.contains(&address.as_str())) {
        let address = address
            .replace("{digits}", "8271964")
            .replace("{user}", id)
            .replace("{session}", id)
            .replace("{token}", id)
            .replace("{import}", id)
            .replace("{mail}", id)
            .replace("{meeting}", id);
        for method in [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let answer = app.anonymous(method, &address).send().await;
            answer.assert_problem(401, ProblemCode::SignInRequired);
            assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
        }
        checked += 1;
    }
    assert_eq!(checked, addresses().len() - OPEN.len());
}

#[tokio::test]
async fn a_wrong_token_is_refused() {
    let app = App::new().await;
    for value in ["Bearer konfid_0000", "Bearer", "Basic YTpi", "konfid_0000"] {
        let call = app.anonymous(Method::GET, "/api/v1/users").header("authorization", value);
        call.send().await.assert_problem(401, ProblemCode::SignInRequired);
    }
    assert_eq!(app.get("/api/v1/users").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_cookie_alone_changes_nothing_from_another_site() {
    let app = App::new().await;
    let link = app.set_up_link().await;
    let request = json!({"token": link, "name": "Anna", "password": "correct horse battery"});
    let made = app.anonymous(Method::POST, "/api/v1/session/set-up").header("sec-fetch-site", "none");
    let made = made.json(&request).send().await;
    let cookie = made.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let user = json!({
        "displayName": "Bo", "userPrincipalName": "bo@contoso.example", "primaryEmail": "bo@contoso.example",
    });
    let create = || app.anonymous(Method::POST, "/api/v1/users").header("cookie", &cookie).json(&user);

    create().send().await.assert_problem(403, ProblemCode::CrossOrigin);
    create()
        .header("sec-fetch-site", "cross-site")
        .send()
        .await
        .assert_problem(403, ProblemCode::CrossOrigin);
    let foreign = create().header("host", "konfid.example.com").header("origin", "https://evil.example");
    foreign.send().await.assert_problem(403, ProblemCode::CrossOrigin);
    let looked = app.anonymous(Method::GET, "/api/v1/users").header("cookie", &cookie);
    let looked = looked.header("sec-fetch-site", "cross-site").send().await;
    assert_eq!(looked.status, StatusCode::OK, "looking changes nothing, and nobody else can read the answer");
    assert!(looked.body.contains("\"items\":[]"), "nothing was made: {}", looked.body);

    let own = create().header("sec-fetch-site", "same-origin").send().await;
    assert_eq!(own.status, StatusCode::CREATED);
}

#[tokio::test]
async fn in_the_demo_everybody_is_the_administrator() {
    let administrator = Administrator {
        id: "0193bb2e-5f3c-7d4e-8a9b-0c1d2e3f4a5b".parse().unwrap(),
        name: "Demo".to_owned(),
    };
    let app = App::with(|state| state.demo_administrator = Some(administrator)).await;
    let session = app.anonymous(Method::GET, "/api/v1/session").send().await;
    insta::assert_snapshot!(session.shown());
    let user = json!({
        "displayName": "Bo", "userPrincipalName": "bo@contoso.example", "primaryEmail": "bo@contoso.example",
    });
    let made = app.anonymous(Method::POST, "/api/v1/users").json(&user).send().await;
    assert_eq!(made.status, StatusCode::CREATED);
}
