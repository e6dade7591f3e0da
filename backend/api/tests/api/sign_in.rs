//! Attacks on signing in.

use shared::ProblemCode;
use std::time::Duration;

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Answer, App};

const SESSION: &str = "/api/v1/session";
const PASSWORD: &str = "correct horse battery";
const STRANGER: &str = "203.0.113.66";
const HOME: &str = "198.51.100.7";

/// A house with one administrator, Anna, who has set up from home; and her browser's cookies.
async fn house() -> (App, String) {
    let app = App::new().await;
    let token = app.set_up_link().await;
    let request = json!({"token": token, "name": "Anna", "password": PASSWORD});
    let call = app.anonymous(Method::POST, "/api/v1/session/set-up").header("sec-fetch-site", "same-origin");
    let made = call.peer(HOME).json(&request).send().await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let known = made.cookie("konfid_browser").unwrap();
    (app, known)
}

async fn sign_in(app: &App, peer: &str, name: &str, password: &str, cookie: &str) -> Answer {
    let call = app.anonymous(Method::POST, SESSION).header("sec-fetch-site", "same-origin").peer(peer);
    call.header("cookie", cookie).json(&json!({"name": name, "password": password})).send().await
}

#[tokio::test]
async fn known_and_unknown_names_are_answered_alike() {
    let (app, _) = house().await;
    let mut answers = Vec::new();
    for (peer, name) in [("203.0.113.1", "Anna"), ("203.0.113.2", "Nobody")] {
        let mut heard = Vec::new();
        for _ in 0..8 {
            let answer = sign_in(&app, peer, name, "wrong", "").await;
            heard.push((answer.status, answer.header("retry-after").map(str::to_owned), answer.body));
        }
        answers.push(heard);
    }
    let [known, unknown] = answers.try_into().unwrap();
    assert_eq!(known, unknown);
    let statuses: Vec<u16> = known.iter().map(|(status, ..)| status.as_u16()).collect();
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429, 429, 429]);
    assert_eq!(known[5].1.as_deref(), Some("60"));
}

#[tokio::test]
async fn a_stranger_keeps_nobody_out() {
    let (app, known) = house().await;
    // The stranger guesses as often as they are let, from more addresses than the account's budget has places.
    let mut looked_at = 0;
    for minute in 0..4 {
        if minute > 0 {
            app.advance(Duration::from_mins(1));
        }
        for machine in 0..30 {
            let guess = sign_in(&app, &format!("203.0.113.{machine}"), "Anna", "wrong", "").await;
            looked_at += usize::from(guess.status == StatusCode::UNAUTHORIZED);
        }
        if minute == 0 {
            for machine in 0..90 {
                let guess = sign_in(&app, &format!("192.0.2.{machine}"), "Anna", "wrong", "").await;
                looked_at += usize::from(guess.status == StatusCode::UNAUTHORIZED);
            }
        }
    }
    assert_eq!(looked_at, 103, "a hundred, and one for each minute");
    let refused = sign_in(&app, "203.0.113.99", "Anna", PASSWORD, "").await;
    refused.assert_problem(429, ProblemCode::TooManyAttempts);
    // Even from the stranger's own address, Anna's browser lets her in.
    let anna = sign_in(&app, "203.0.113.1", "Anna", PASSWORD, &known).await;
    assert_eq!(anna.status, StatusCode::OK, "{}", anna.body);
    // And a link from the server lets her in from anywhere.
    let token = app.set_up_link().await;
    let request = json!({"token": token, "name": "Anna", "password": "a new one for the house"});
    let call = app.anonymous(Method::POST, "/api/v1/session/set-up").header("sec-fetch-site", "same-origin");
    assert_eq!(call.peer(STRANGER).json(&request).send().await.status, StatusCode::OK);
}

#[tokio::test]
async fn one_stranger_does_not_touch_other_addresses() {
    let (app, _) = house().await;
    for _ in 0..50 {
        sign_in(&app, STRANGER, "Anna", "wrong", "").await;
    }
    sign_in(&app, STRANGER, "Anna", PASSWORD, "").await.assert_problem(429, ProblemCode::TooManyAttempts);
    assert_eq!(sign_in(&app, "192.0.2.1", "Anna", PASSWORD, "").await.status, StatusCode::OK);
    app.advance(Duration::from_mins(1));
    sign_in(&app, STRANGER, "Anna", "wrong", "").await.assert_problem(401, ProblemCode::WrongNameOrPassword);
}

#[tokio::test]
async fn a_browser_is_known_by_what_only_it_was_given() {
    let (app, known) = house().await;
    // A known browser has a budget too, and it is known for one name only.
    for _ in 0..5 {
        sign_in(&app, STRANGER, "Anna", "wrong", &known)
            .await
            .assert_problem(401, ProblemCode::WrongNameOrPassword);
    }
    sign_in(&app, STRANGER, "Anna", PASSWORD, &known).await.assert_problem(429, ProblemCode::TooManyAttempts);
    for _ in 0..5 {
        sign_in(&app, STRANGER, "Bo", "wrong", &known)
            .await
            .assert_problem(401, ProblemCode::WrongNameOrPassword);
    }
    sign_in(&app, STRANGER, "Bo", "wrong", &known).await.assert_problem(429, ProblemCode::TooManyAttempts);
}

#[tokio::test]
async fn one_address_guesses_few_names() {
    let (app, _) = house().await;
    let mut looked_at = 0;
    for number in 0..60 {
        // An IPv6 network of one customer is one address.
        let peer = format!("2001:db8:1:2::{number:x}");
        let guess = sign_in(&app, &peer, &format!("name{number}"), "wrong", "").await;
        looked_at += usize::from(guess.status == StatusCode::UNAUTHORIZED);
    }
    assert_eq!(looked_at, 20);
}

#[tokio::test]
async fn guessing_does_not_fill_the_audit_log() {
    let (app, _) = house().await;
    let mut looked_at = 0;
    for machine in 0..100 {
        let guess =
            sign_in(&app, &format!("203.0.113.{machine}"), &format!("name{machine}"), "wrong", "").await;
        looked_at += usize::from(guess.status == StatusCode::UNAUTHORIZED);
    }
    assert_eq!(looked_at, 100, "each was the first from its address");
    let audit: Value = app.get("/api/v1/audit?action=signInFailed&limit=200").await.json();
    assert_eq!(audit["items"].as_array().unwrap().len(), 20);
    assert_eq!(audit["items"][0]["text"], "from 203.0.113.19");
}

#[tokio::test]
async fn right_passwords_are_not_counted_as_guesses() {
    let (app, _) = house().await;
    for _ in 0..15 {
        let answer = sign_in(&app, "192.0.2.1", "Anna", PASSWORD, "").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }
}
