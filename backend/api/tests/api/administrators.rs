//! Accounts of administrators: who has one, and what becomes of it.

use std::time::Duration;

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::ProblemCode;

use crate::support::{Answer, App, Call};

const ACCOUNTS: &str = "/api/v1/administrators";
const PASSWORD: &str = "correct horse battery";
const NEW: &str = "fyra kokta ägg i fönstret";

/// A request from the page, in the browser with this cookie.
fn page<'app>(app: &'app App, cookie: &str, method: Method, address: &str) -> Call<'app> {
    app.anonymous(method, address).header("cookie", cookie).header("sec-fetch-site", "same-origin")
}

async fn open(app: &App, token: &str, name: Option<&str>, password: &str) -> Answer {
    let request = json!({"token": token, "name": name, "password": password});
    page(app, "", Method::POST, "/api/v1/session/set-up").json(&request).send().await
}

async fn sign_in(app: &App, name: &str, password: &str, peer: &str) -> Answer {
    let request = json!({"name": name, "password": password});
    page(app, "", Method::POST, "/api/v1/session").peer(peer).json(&request).send().await
}

/// The cookie of the first administrator, Anna.
async fn anna(app: &App) -> String {
    let token = app.set_up_link().await;
    open(app, &token, Some("Anna"), PASSWORD).await.cookie("konfid_session").unwrap()
}

async fn is_good(app: &App, cookie: &str) -> bool {
    page(app, cookie, Method::GET, "/api/v1/users").send().await.status == StatusCode::OK
}

async fn add(app: &App, cookie: &str, name: &str) -> Answer {
    page(app, cookie, Method::POST, ACCOUNTS).json(&json!({"name": name})).send().await
}

/// Bo with a password and a session: the account, and the cookie.
async fn bo(app: &App, by: &str) -> (Value, String) {
    let added: Value = add(app, by, "Bo").await.json();
    let opened = open(app, added["token"].as_str().unwrap(), None, PASSWORD).await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.body);
    (added["account"].clone(), opened.cookie("konfid_session").unwrap())
}

fn address(account: &Value) -> String {
    format!("{ACCOUNTS}/{}", account["id"].as_str().unwrap())
}

async fn account(app: &App, account: &Value) -> Value {
    app.get(&address(account)).await.json()
}

async fn act(app: &App, cookie: &str, of: &Value, verb: &str, body: Value) -> Answer {
    let tag = format!("\"{}\"", account(app, of).await["version"]);
    let call = page(app, cookie, Method::POST, &format!("{}/{verb}", address(of)));
    call.header("if-match", &tag).json(&body).send().await
}

#[tokio::test]
async fn an_added_account_gets_its_password_from_its_owner() {
    let app = App::new().await;
    let anna = anna(&app).await;
    let added = add(&app, &anna, " Åsa  Öberg ").await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
    let added: Value = added.json();
    let asa = &added["account"];
    assert_eq!(
        (&asa["name"], &asa["role"], &asa["state"], &asa["hasPassword"], &asa["signedInAt"]),
        (&json!("Åsa Öberg"), &json!("administrator"), &json!("active"), &json!(false), &Value::Null)
    );
    // A name is the same in upper case, and with its letters composed in another way.
    for taken in ["åsa öberg", "A\u{30a}SA O\u{308}berg", "anna"] {
        add(&app, &anna, taken).await.assert_problem(409, ProblemCode::NameTaken);
    }
    for wrong in [" ", &"x".repeat(65)] {
        add(&app, &anna, wrong).await.assert_problem(422, ProblemCode::InvalidFields);
    }
    let script = app.post(ACCOUNTS, json!({"name": "Robot"})).await;
    script.assert_problem(403, ProblemCode::PersonRequired);
    // Without a password nobody signs in.
    sign_in(&app, "Åsa Öberg", "", "192.0.2.1").await.assert_problem(401, ProblemCode::WrongNameOrPassword);

    let token = added["token"].as_str().unwrap();
    open(&app, token, None, "Åsa Öberg123").await.assert_problem(422, ProblemCode::InvalidFields);
    let opened = open(&app, token, Some("Somebody else"), PASSWORD).await;
    assert_eq!(opened.json::<Value>()["administrator"]["name"], "Åsa Öberg", "the link decides whose it is");
    open(&app, token, None, NEW).await.assert_problem(403, ProblemCode::SetUpLinkInvalid);
    assert_eq!(sign_in(&app, "ÅSA ÖBERG", PASSWORD, "192.0.2.1").await.status, StatusCode::OK);

    let listed: Value = app.get(ACCOUNTS).await.json();
    let names: Vec<&str> =
        listed["items"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Anna", "Åsa Öberg"]);
    let asa = account(&app, asa).await;
    assert_eq!((&asa["hasPassword"], &asa["sessions"]), (&json!(true), &json!(2)));
    assert!(asa["signedInAt"].is_string());
    assert!(!listed.to_string().contains("argon2"), "{listed}");
}

#[tokio::test]
async fn a_link_lasts_a_day_and_only_the_newest_works() {
    let app = App::new().await;
    let anna = anna(&app).await;
    let (account, bo) = bo(&app, &anna).await;
    let link = async || -> String {
        let cookie = sign_in(&app, "Anna", PASSWORD, "192.0.2.1").await.cookie("konfid_session").unwrap();
        let made = page(&app, &cookie, Method::POST, &format!("{}/link", address(&account))).send().await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        made.json::<Value>()["token"].as_str().unwrap().to_owned()
    };
    let (first, second) = (link().await, link().await);
    assert!(is_good(&app, &bo).await, "a link alone ends nothing");
    open(&app, &first, None, NEW).await.assert_problem(403, ProblemCode::SetUpLinkInvalid);
    let opened = open(&app, &second, None, NEW).await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.body);
    assert!(!is_good(&app, &bo).await, "what was signed in with the old password has ended");
    sign_in(&app, "Bo", PASSWORD, "192.0.2.1").await.assert_problem(401, ProblemCode::WrongNameOrPassword);

    let third = link().await;
    app.advance(Duration::from_hours(24));
    open(&app, &third, None, PASSWORD).await.assert_problem(403, ProblemCode::SetUpLinkInvalid);
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once_and_looks_like_none() {
    let app = App::new().await;
    let anna = anna(&app).await;
    let (account, bo) = bo(&app, &anna).await;
    let made = page(&app, &bo, Method::POST, "/api/v1/tokens").json(&json!({"name": "nightly"})).send().await;
    let made: Value = made.json();
    assert_eq!(made["token"]["createdBy"]["name"], "Bo");
    let secret = format!("Bearer {}", made["secret"].as_str().unwrap());
    let works = async || {
        let call = app.anonymous(Method::GET, "/api/v1/users").header("authorization", &secret);
        call.send().await.status == StatusCode::OK
    };
    let link = page(&app, &anna, Method::POST, &format!("{}/link", address(&account))).send().await;
    let link = link.json::<Value>()["token"].as_str().unwrap().to_owned();

    let disable = format!("{}/disable", address(&account));
    let blind = page(&app, &anna, Method::POST, &disable).json(&json!({})).send().await;
    blind.assert_problem(428, ProblemCode::VersionRequired);
    let stale = page(&app, &anna, Method::POST, &disable).header("if-match", "\"7\"").json(&json!({}));
    stale.send().await.assert_problem(412, ProblemCode::VersionStale);
    app.call(Method::POST, &disable)
        .header("if-match", "\"1\"")
        .send()
        .await
        .assert_problem(403, ProblemCode::PersonRequired);
    assert!(is_good(&app, &bo).await);

    let disabled = act(&app, &anna, &account, "disable", json!({})).await;
    assert_eq!(disabled.status, StatusCode::OK, "{}", disabled.body);
    let disabled: Value = disabled.json();
    assert_eq!(
        (&disabled["state"], &disabled["sessions"], &disabled["tokens"]),
        (&json!("disabled"), &json!(0), &json!(1))
    );
    assert!(
        !is_good(&app, &bo).await && works().await,
        "its sessions have ended, the organisation's tokens not"
    );
    open(&app, &link, None, NEW).await.assert_problem(403, ProblemCode::SetUpLinkInvalid);
    let link = page(&app, &anna, Method::POST, &format!("{}/link", address(&account))).send().await;
    link.assert_problem(409, ProblemCode::AccountDisabled);
    // A free link from the server does not go around it.
    let free = app.set_up_link().await;
    open(&app, &free, Some("bo"), NEW).await.assert_problem(409, ProblemCode::AccountDisabled);

    let of_disabled = sign_in(&app, "Bo", PASSWORD, "192.0.2.1").await;
    let of_nobody = sign_in(&app, "Nobody", PASSWORD, "192.0.2.2").await;
    assert_eq!((of_disabled.status, &of_disabled.body), (StatusCode::UNAUTHORIZED, &of_nobody.body));
    for _ in 0..4 {
        sign_in(&app, "Bo", PASSWORD, "192.0.2.1")
            .await
            .assert_problem(401, ProblemCode::WrongNameOrPassword);
    }
    sign_in(&app, "Bo", PASSWORD, "192.0.2.1").await.assert_problem(429, ProblemCode::TooManyAttempts);

    act(&app, &anna, &account, "disable", json!({"revokeTokens": true})).await;
    assert!(!works().await, "they can be revoked later as well");
    let enabled: Value = act(&app, &anna, &account, "enable", json!({})).await.json();
    assert_eq!((&enabled["state"], &enabled["version"]), (&json!("active"), &json!(3)));
    assert!(!is_good(&app, &bo).await, "no session comes back");
    assert_eq!(sign_in(&app, "Bo", PASSWORD, "192.0.2.3").await.status, StatusCode::OK);

    let audit: Value = app.get("/api/v1/audit").await.json();
    let acts: Vec<String> = audit["items"]
        .as_array()
        .unwrap()
        .iter()
        .rev()
        .map(|it| {
            let actor = it["actor"]["name"].as_str().or(it["actor"]["type"].as_str()).unwrap();
            format!("{actor} {} {}", it["action"], it["text"]).replace(['"', '\u{2068}', '\u{2069}'], "")
        })
        .filter(|act| act.contains(" administrator") || act.contains("tokenRevoked"))
        .collect();
    assert_eq!(
        acts,
        [
            "commandLine administratorLinkMade null",
            "Anna administratorCreated null",
            "Anna administratorCreated Bo",
            "Anna administratorLinkMade Bo",
            "Anna administratorDisabled Bo",
            "commandLine administratorLinkMade null",
            "Anna tokenRevoked nightly",
            "Anna administratorEnabled Bo",
        ]
    );
}

#[tokio::test]
async fn somebody_can_always_sign_in() {
    let app = App::new().await;
    let anna = anna(&app).await;
    let me: Value = app.get("/api/v1/session").await.json();
    assert_eq!(me["administrator"], Value::Null);
    let listed: Value = app.get(ACCOUNTS).await.json();
    let own = listed["items"][0].clone();
    act(&app, &anna, &own, "disable", json!({})).await.assert_problem(409, ProblemCode::LastAdministrator);
    // One without a password is no way in.
    let added: Value = add(&app, &anna, "Bo").await.json();
    act(&app, &anna, &own, "disable", json!({})).await.assert_problem(409, ProblemCode::LastAdministrator);
    assert!(is_good(&app, &anna).await);
    open(&app, added["token"].as_str().unwrap(), None, PASSWORD).await;
    assert_eq!(act(&app, &anna, &own, "disable", json!({})).await.status, StatusCode::OK);
    assert!(!is_good(&app, &anna).await, "one's own sessions end as well");
}

#[tokio::test]
async fn a_new_name_keeps_the_sessions_and_is_no_new_budget_for_guesses() {
    let app = App::new().await;
    let anna = anna(&app).await;
    let (account, bo) = bo(&app, &anna).await;
    for _ in 0..5 {
        sign_in(&app, "Bo", "wrong", "192.0.2.1").await.assert_problem(401, ProblemCode::WrongNameOrPassword);
    }
    let rename = async |name: &str, version: u32| {
        let call = page(&app, &anna, Method::PATCH, &address(&account));
        call.header("if-match", &format!("\"{version}\"")).json(&json!({"name": name})).send().await
    };
    rename("ANNA", 1).await.assert_problem(409, ProblemCode::NameTaken);
    let renamed = rename("Boel", 1).await;
    assert_eq!(renamed.status, StatusCode::OK, "{}", renamed.body);
    assert_eq!(renamed.header("etag"), Some("\"2\""));
    rename("Berit", 1).await.assert_problem(412, ProblemCode::VersionStale);
    assert!(is_good(&app, &bo).await);
    let session: Value = page(&app, &bo, Method::GET, "/api/v1/session").send().await.json();
    assert_eq!(session["administrator"]["name"], "Boel");
    sign_in(&app, "Boel", PASSWORD, "192.0.2.1").await.assert_problem(429, ProblemCode::TooManyAttempts);
    assert_eq!(sign_in(&app, "Boel", PASSWORD, "192.0.2.2").await.status, StatusCode::OK);
    sign_in(&app, "Bo", PASSWORD, "192.0.2.2").await.assert_problem(401, ProblemCode::WrongNameOrPassword);
    assert_eq!(rename("boel", 2).await.status, StatusCode::OK, "the same name in another case is its own");
}

#[tokio::test]
async fn an_account_is_signed_out_everywhere() {
    let app = App::new().await;
    let anna = anna(&app).await;
    let (account, first) = bo(&app, &anna).await;
    let second = sign_in(&app, "Bo", PASSWORD, "192.0.2.1").await.cookie("konfid_session").unwrap();
    let sessions = format!("{}/sessions", address(&account));
    app.call(Method::DELETE, &sessions).send().await.assert_problem(403, ProblemCode::PersonRequired);
    assert_eq!(page(&app, &anna, Method::DELETE, &sessions).send().await.status, StatusCode::NO_CONTENT);
    assert!(!is_good(&app, &first).await && !is_good(&app, &second).await);
    assert!(is_good(&app, &anna).await, "nobody else's");
    let nobody = format!("{ACCOUNTS}/0193bb2e-5f3c-7d4e-8a9b-0c1d2e3f4a5b/sessions");
    page(&app, &anna, Method::DELETE, &nobody).send().await.assert_problem(404, ProblemCode::NotFound);
}

#[tokio::test]
async fn a_removed_account_is_gone_and_its_name_stays_in_the_log() {
    let app = App::new().await;
    let anna = anna(&app).await;
    let (bo, cookie) = bo(&app, &anna).await;
    let token: Value = page(&app, &cookie, Method::POST, "/api/v1/tokens")
        .json(&json!({"name": "Bo's script"}))
        .send()
        .await
        .json();
    let secret = token["secret"].as_str().unwrap().to_owned();
    let with_token = async || {
        let call = app.anonymous(Method::GET, "/api/v1/users");
        call.header("authorization", &format!("Bearer {secret}")).send().await.status
    };
    assert_eq!(with_token().await, StatusCode::OK);
    let remove = async |cookie: &str, tag: &str, account: &Value| {
        page(&app, cookie, Method::DELETE, &address(account)).header("if-match", tag).send().await
    };
    remove(&anna, "\"99\"", &bo).await.assert_problem(412, ProblemCode::VersionStale);
    let by_token = app.call(Method::DELETE, &address(&bo)).header("if-match", "\"1\"").send().await;
    assert_eq!(by_token.status, StatusCode::FORBIDDEN, "a token that leaked removes nobody");
    assert!(is_good(&app, &cookie).await);

    let tag = format!("\"{}\"", account(&app, &bo).await["version"]);
    assert_eq!(remove(&anna, &tag, &bo).await.status, StatusCode::NO_CONTENT);
    assert!(!is_good(&app, &cookie).await, "the session ends");
    assert_eq!(with_token().await, StatusCode::UNAUTHORIZED, "the token too");
    app.get(&address(&bo)).await.assert_problem(404, ProblemCode::NotFound);
    remove(&anna, &tag, &bo).await.assert_problem(404, ProblemCode::NotFound);
    let log: Value = app.get("/api/v1/audit?action=tokenCreated").await.json();
    assert_eq!(log["items"][0]["actor"]["name"], "Bo", "the log knows who it was");
    let again = add(&app, &anna, "Bo").await;
    assert_eq!(again.status, StatusCode::CREATED, "the name is free");

    // Somebody must be able to sign in: Bo's new account has no password yet.
    let accounts: Value = app.get(ACCOUNTS).await.json();
    let last =
        accounts["items"].as_array().unwrap().iter().find(|account| account["name"] == "Anna").unwrap();
    let tag = format!("\"{}\"", last["version"]);
    remove(&anna, &tag, last).await.assert_problem(409, ProblemCode::LastAdministrator);
    assert!(is_good(&app, &anna).await);
}
