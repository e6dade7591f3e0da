//! Passwords, sessions and tokens of administrators.

use shared::ProblemCode;
use std::time::Duration;

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Answer, App, Call};

const PASSWORD: &str = "correct horse battery";
const NEW: &str = "fyra kokta ägg i fönstret";

async fn set_up(app: &App, password: &str) -> Answer {
    let token = app.set_up_link().await;
    let request = json!({"token": token, "name": "Anna", "password": password});
    let call = app.anonymous(Method::POST, "/api/v1/session/set-up").header("sec-fetch-site", "same-origin");
    call.header("user-agent", "Mozilla/5.0 Firefox/140.0").peer("198.51.100.7").json(&request).send().await
}

/// A request from the page, in the browser with this cookie.
fn page<'app>(app: &'app App, cookie: &str, method: Method, address: &str) -> Call<'app> {
    app.anonymous(method, address).header("cookie", cookie).header("sec-fetch-site", "same-origin")
}

async fn session(app: &App, password: &str) -> String {
    let made = set_up(app, password).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    made.cookie("konfid_session").unwrap()
}

async fn sign_in(app: &App, password: &str) -> Answer {
    let request = json!({"name": "Anna", "password": password});
    page(app, "", Method::POST, "/api/v1/session").json(&request).send().await
}

async fn is_good(app: &App, cookie: &str) -> bool {
    page(app, cookie, Method::GET, "/api/v1/users").send().await.status == StatusCode::OK
}

async fn sessions(app: &App, cookie: &str) -> Vec<Value> {
    let answer: Value = page(app, cookie, Method::GET, "/api/v1/sessions").send().await.json();
    answer["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_new_password_ends_older_sessions() {
    let app = App::new().await;
    let first = session(&app, PASSWORD).await;
    let second = sign_in(&app, PASSWORD).await.cookie("konfid_session").unwrap();
    let change = |present: &str, new: &str| {
        let request = json!({"presentPassword": present, "newPassword": new});
        page(&app, &second, Method::PUT, "/api/v1/session/password").json(&request)
    };
    for (present, new, field) in [
        ("wrong", NEW, "presentPassword"),
        (PASSWORD, "password1234", "newPassword"),
        (PASSWORD, "short", "newPassword"),
    ] {
        let refused = change(present, new).send().await;
        refused.assert_problem(422, ProblemCode::InvalidFields);
        assert_eq!(refused.json::<Value>()["errors"][0]["field"], field, "{}", refused.body);
    }
    assert!(is_good(&app, &first).await && is_good(&app, &second).await, "a refusal ends nothing");
    let changed = change(PASSWORD, NEW).send().await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    let third = changed.cookie("konfid_session").unwrap();
    assert!(!is_good(&app, &first).await && !is_good(&app, &second).await);
    assert!(is_good(&app, &third).await);
    sign_in(&app, PASSWORD).await.assert_problem(401, ProblemCode::WrongNameOrPassword);
    // A link on the server does the same.
    let fourth = session(&app, PASSWORD).await;
    assert!(!is_good(&app, &third).await && is_good(&app, &fourth).await);
    let audit: Value = app.get("/api/v1/audit?action=passwordChanged").await.json();
    assert_eq!(audit["items"].as_array().unwrap().len(), 2);
    let audit: Value = app.get("/api/v1/audit?action=administratorLinkMade").await.json();
    assert_eq!(audit["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn the_present_password_cannot_be_guessed_in_a_session() {
    let app = App::new().await;
    let cookie = session(&app, PASSWORD).await;
    let mut statuses = Vec::new();
    for _ in 0..7 {
        let request = json!({"presentPassword": "wrong", "newPassword": NEW});
        let answer = page(&app, &cookie, Method::PUT, "/api/v1/session/password").json(&request).send().await;
        statuses.push(answer.status.as_u16());
    }
    assert_eq!(statuses, [422, 422, 422, 422, 422, 429, 429]);
    let request = json!({"presentPassword": PASSWORD, "newPassword": NEW});
    let token = app.call(Method::PUT, "/api/v1/session/password").json(&request).send().await;
    token.assert_problem(403, ProblemCode::PersonRequired);
}

#[tokio::test]
async fn however_much_it_is_used_a_session_ends_after_a_week() {
    let app = App::new().await;
    let cookie = session(&app, PASSWORD).await;
    let mut hours = 0;
    while is_good(&app, &cookie).await {
        assert!(hours <= 7 * 24, "it went on");
        app.advance(Duration::from_hours(7));
        hours += 7;
    }
    assert_eq!(hours, 7 * 24, "it lasted its week");
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let app = App::new().await;
    let first = session(&app, PASSWORD).await;
    app.advance(Duration::from_mins(30));
    let second = sign_in(&app, PASSWORD).await.cookie("konfid_session").unwrap();
    let third = sign_in(&app, PASSWORD).await.cookie("konfid_session").unwrap();
    assert!(is_good(&app, &first).await);
    let listed = sessions(&app, &first).await;
    let current: Vec<bool> = listed.iter().map(|entry| entry["current"] == true).collect();
    assert_eq!(current, [false, false, true]);
    let oldest = &listed[2];
    assert_eq!(
        (&oldest["address"], &oldest["browser"]),
        (&json!("198.51.100.7"), &json!("Mozilla/5.0 Firefox/140.0"))
    );
    assert_eq!(oldest["administrator"]["name"], "Anna");
    assert_ne!(oldest["createdAt"], oldest["usedAt"], "it was used half an hour later");
    assert!(!listed[0].to_string().contains(third.split_once('=').unwrap().1), "no secret is told");

    let newest = format!("/api/v1/sessions/{}", listed[0]["id"].as_str().unwrap());
    app.call(Method::DELETE, &newest).send().await.assert_problem(403, ProblemCode::PersonRequired);
    assert_eq!(page(&app, &first, Method::DELETE, &newest).send().await.status, StatusCode::NO_CONTENT);
    page(&app, &first, Method::DELETE, &newest).send().await.assert_problem(404, ProblemCode::NotFound);
    assert!(!is_good(&app, &third).await && is_good(&app, &second).await);

    let elsewhere = page(&app, &first, Method::DELETE, "/api/v1/sessions").send().await;
    assert_eq!(elsewhere.status, StatusCode::NO_CONTENT);
    assert!(!is_good(&app, &second).await && is_good(&app, &first).await);
    assert_eq!(sessions(&app, &first).await.len(), 1);
}

#[tokio::test]
async fn tokens_are_made_listed_and_revoked() {
    let app = App::new().await;
    let cookie = session(&app, PASSWORD).await;
    let create =
        async |body: Value| page(&app, &cookie, Method::POST, "/api/v1/tokens").json(&body).send().await;
    app.post("/api/v1/tokens", json!({"name": "more"}))
        .await
        .assert_problem(403, ProblemCode::PersonRequired);
    create(json!({"name": " "})).await.assert_problem(422, ProblemCode::InvalidFields);
    create(json!({"name": "a", "expiresInDays": 0})).await.assert_problem(422, ProblemCode::InvalidFields);
    create(json!({"name": "a", "expiresInDays": 1, "neverExpires": true}))
        .await
        .assert_problem(422, ProblemCode::InvalidFields);

    let made = create(json!({"name": "nightly"})).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let made: Value = made.json();
    let secret = made["secret"].as_str().unwrap().to_owned();
    let works = async |secret: &str| {
        let call = app.anonymous(Method::GET, "/api/v1/users");
        call.header("authorization", &format!("Bearer {secret}")).send().await.status == StatusCode::OK
    };
    let listed = async || -> Value { app.get("/api/v1/tokens").await.json() };
    assert_eq!(listed().await["items"][0]["usedAt"], Value::Null);
    assert!(works(&secret).await);
    assert_ne!(listed().await["items"][0]["usedAt"], Value::Null);
    assert!(!listed().await.to_string().contains(&secret));

    let forever = create(json!({"name": "for ever", "neverExpires": true})).await.json::<Value>();
    assert_eq!(forever["token"]["expiresAt"], Value::Null);
    app.advance(Duration::from_hours(89 * 24));
    assert!(works(&secret).await);
    app.advance(Duration::from_hours(24));
    assert!(!works(&secret).await, "it expires after 90 days by itself");
    let forever_secret = forever["secret"].as_str().unwrap();
    assert!(works(forever_secret).await);

    let cookie = sign_in(&app, PASSWORD).await.cookie("konfid_session").unwrap();
    let address = format!("/api/v1/tokens/{}", forever["token"]["id"].as_str().unwrap());
    app.call(Method::DELETE, &address).send().await.assert_problem(403, ProblemCode::PersonRequired);
    assert_eq!(page(&app, &cookie, Method::DELETE, &address).send().await.status, StatusCode::NO_CONTENT);
    assert!(!works(forever_secret).await, "it was revoked");
    page(&app, &cookie, Method::DELETE, &address).send().await.assert_problem(404, ProblemCode::NotFound);
}
