//! `/api/v1/session`: setting up, signing in and out, cookies.

use shared::ProblemCode;
use std::time::Duration;

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Answer, App, Call};

const SESSION: &str = "/api/v1/session";
const SET_UP: &str = "/api/v1/session/set-up";
const PASSWORD: &str = "correct horse battery";

impl Call<'_> {
    fn own_page(self) -> Self {
        self.header("sec-fetch-site", "same-origin")
    }
}

/// The cookie as a browser sends it back.
fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
}

async fn set_up(app: &App, token: &str) -> Answer {
    let request = json!({"token": token, "name": "Anna", "password": PASSWORD});
    app.anonymous(Method::POST, SET_UP).own_page().json(&request).send().await
}

async fn sign_in(app: &App, name: &str, password: &str, old: Option<&str>) -> Answer {
    let call = app.anonymous(Method::POST, SESSION).own_page();
    let call = call.json(&json!({"name": name, "password": password}));
    match old {
        Some(old) => call.header("cookie", old).send().await,
        None => call.send().await,
    }
}

async fn state(app: &App, cookie: &str) -> Value {
    app.anonymous(Method::GET, SESSION).header("cookie", cookie).send().await.json()
}

#[tokio::test]
async fn before_the_first_account_it_says_that_one_is_needed() {
    let app = App::new().await;
    insta::assert_snapshot!(app.anonymous(Method::GET, SESSION).send().await.shown());
}

#[tokio::test]
async fn a_link_makes_an_account_once_and_signs_in() {
    let app = App::new().await;
    let link = app.set_up_link().await;

    let short = json!({"token": link, "name": "Anna", "password": "short"});
    let refused = app.anonymous(Method::POST, SET_UP).own_page().json(&short).send().await;
    refused.assert_problem(422, ProblemCode::InvalidFields);

    let made = set_up(&app, &link).await;
    assert_eq!(made.status, StatusCode::OK);
    let secrets = ["konfid_session", "konfid_browser"].map(|name| made.cookie(name).unwrap());
    let hide = |shown: String, pair: &String| shown.replace(pair.split_once('=').unwrap().1, "…");
    insta::assert_snapshot!(secrets.iter().fold(made.shown(), hide));
    assert_eq!(state(&app, &cookie(&made)).await["state"], "signedIn");

    set_up(&app, &link).await.assert_problem(403, ProblemCode::SetUpLinkInvalid);
    assert_eq!(state(&app, "konfid_session=0").await["state"], "signedOut");
}

#[tokio::test]
async fn signing_in_replaces_the_session_and_signing_out_ends_it() {
    let app = App::new().await;
    let link = app.set_up_link().await;
    let first = cookie(&set_up(&app, &link).await);

    sign_in(&app, "Anna", "not the password", Some(&first))
        .await
        .assert_problem(401, ProblemCode::WrongNameOrPassword);
    assert_eq!(state(&app, &first).await["state"], "signedIn", "a failure ends nothing");

    let second = sign_in(&app, "anna", PASSWORD, Some(&first)).await;
    assert_eq!(second.status, StatusCode::OK);
    let second = cookie(&second);
    assert_ne!(first, second);
    assert_eq!(state(&app, &first).await["state"], "signedOut");
    assert_eq!(state(&app, &second).await["administrator"]["name"], "Anna");

    let foreign = app.anonymous(Method::DELETE, SESSION).header("cookie", &second);
    foreign.header("sec-fetch-site", "cross-site").send().await.assert_problem(403, ProblemCode::CrossOrigin);
    let out = app.anonymous(Method::DELETE, SESSION).header("cookie", &second).own_page().send().await;
    insta::assert_snapshot!(out.shown());
    assert_eq!(state(&app, &second).await["state"], "signedOut");
}

#[tokio::test]
async fn a_session_lasts_as_long_as_it_is_used() {
    let app = App::new().await;
    let link = app.set_up_link().await;
    let cookie = cookie(&set_up(&app, &link).await);
    let users = async || app.anonymous(Method::GET, "/api/v1/users").header("cookie", &cookie).send().await;

    assert_eq!(users().await.header("set-cookie"), None, "it was extended a moment ago");
    app.advance(Duration::from_hours(7));
    let extended = users().await;
    assert!(extended.header("set-cookie").unwrap().starts_with(&format!("{cookie}; ")));
    app.advance(Duration::from_hours(7));
    assert_eq!(users().await.status, StatusCode::OK);
    app.advance(Duration::from_hours(9));
    users().await.assert_problem(401, ProblemCode::SignInRequired);
}

#[tokio::test]
async fn on_https_the_cookie_is_for_this_host_alone() {
    let app = App::with(|state| state.secure_cookies = true).await;
    let link = app.set_up_link().await;
    let made = set_up(&app, &link).await;
    let value = made.header("set-cookie").unwrap();
    assert!(value.starts_with("__Host-konfid_session="));
    assert!(value.ends_with("; Path=/; Max-Age=28800; HttpOnly; SameSite=Strict; Secure"), "{value}");
    assert_eq!(state(&app, &cookie(&made)).await["state"], "signedIn");
    let without_prefix = cookie(&made).replace("__Host-", "");
    assert_eq!(state(&app, &without_prefix).await["state"], "signedOut");
}

#[tokio::test]
async fn nobody_signs_in_from_another_site() {
    let app = App::new().await;
    let link = app.set_up_link().await;
    let request = json!({"token": link, "name": "Anna", "password": PASSWORD});
    for (name, value) in
        [("sec-fetch-site", "same-site"), ("origin", "https://evil.example"), ("accept", "*/*")]
    {
        let call = app.anonymous(Method::POST, SET_UP).header("host", "konfid.example.com");
        call.header(name, value).json(&request).send().await.assert_problem(403, ProblemCode::CrossOrigin);
    }
    let own = app.anonymous(Method::POST, SET_UP).header("host", "konfid.example.com");
    let own = own.header("origin", "http://konfid.example.com").json(&request).send().await;
    assert_eq!(own.status, StatusCode::OK);
}

#[tokio::test]
async fn a_token_is_signed_in_too() {
    let app = App::new().await;
    let session: Value = app.get(SESSION).await.json();
    assert_eq!((&session["state"], &session["administrator"]), (&json!("signedIn"), &Value::Null));
}

#[tokio::test]
async fn the_first_set_up_decides_the_organisations_language_and_no_later_one() {
    let app = App::new().await;
    let language = async || app.get("/api/v1/settings").await.json::<Value>()["defaultLanguage"].clone();
    for (name, of_page, expected) in [("robin", "sv", "sv"), ("kim", "en", "sv")] {
        let token = app.set_up_link().await;
        let request =
            json!({ "token": token, "name": name, "password": "correct horse battery", "language": of_page });
        let made = app.anonymous(Method::POST, SET_UP).own_page().json(&request).send().await;
        assert_eq!(made.status, 200, "{}", made.body);
        assert_eq!(language().await, expected);
    }
}

#[tokio::test]
async fn settings_that_somebody_made_before_the_set_up_stay() {
    let app = App::new().await;
    let named = app.call(Method::PATCH, "/api/v1/settings").header("if-match", "\"1\"");
    let named = named.json(&json!({ "organisationName": "Contoso" }));
    assert_eq!(named.send().await.status, 200);
    let token = app.set_up_link().await;
    let request =
        json!({ "token": token, "name": "robin", "password": "correct horse battery", "language": "sv" });
    let made = app.anonymous(Method::POST, SET_UP).own_page().json(&request).send().await;
    assert_eq!(made.status, 200, "{}", made.body);
    assert_eq!(app.get("/api/v1/settings").await.json::<Value>()["defaultLanguage"], "en");
}
