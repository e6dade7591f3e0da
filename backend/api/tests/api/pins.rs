//! `/api/v1/users/{user}/pin`, `/api/v1/pin-link` and `/api/v1/organizer/pin`.

use std::time::Duration;

use domain::Actor;
use domain::operations::{organizers, pins};
use http::Method;
use serde_json::{Value, json};
use shared::{ProblemCode, RevealedPin, User, UserId};

use crate::support::{Answer, App};

const LINK: &str = "/api/v1/pin-link";
const LINK_STATE: &str = "/api/v1/pin-link/state";
const OWN_RESET: &str = "/api/v1/organizer/pin/reset";

fn pin(user: UserId) -> String {
    format!("/api/v1/users/{user}/pin")
}

/// Sends a request as the page does, with nobody signed in.
async fn post(app: &App, address: &str, token: &str) -> Answer {
    let call = app.anonymous(Method::POST, address).header("sec-fetch-site", "same-origin");
    call.json(&json!({"token": token})).send().await
}

/// The secret that the next email would carry.
async fn issue(app: &App, user: UserId) -> String {
    let issue = app.application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { pins::issue_pin_link(transaction, context, user).await })
    });
    issue.await.unwrap()
}

/// The cookie of the organizer, signed in.
async fn sign_in(app: &App, user: UserId) -> String {
    let opened = app.application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move {
            let token = organizers::issue_organizer_link(transaction, context, user).await?;
            organizers::open_organizer_link(transaction, context, &token).await
        })
    });
    format!("konfid_organizer={}", opened.await.unwrap().secret)
}

async fn reset_own(app: &App, cookie: &str) -> Answer {
    let call = app.anonymous(Method::POST, OWN_RESET).header("sec-fetch-site", "same-origin");
    call.header("cookie", cookie).send().await
}

async fn is_right(app: &App, user: UserId, revealed: &RevealedPin) -> bool {
    let verdict = pins::verify_pin(&app.application, user, &revealed.pin, "test").await;
    verdict.unwrap() == pins::PinVerdict::Right
}

#[tokio::test]
async fn a_reset_sends_a_link_and_the_old_pin_stops() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let first: RevealedPin = post(&app, LINK, &issue(&app, user.id).await).await.json();
    assert!(is_right(&app, user.id, &first).await);

    let answer = app.post(&format!("{}/reset", pin(user.id)), json!({"sendEmail": true})).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let reset: User = answer.json();
    assert_eq!(reset.pin_set_at, None);
    assert_eq!(reset.latest_mail.map(|mail| mail.event.name()), Some("pinReset"));
    assert!(!is_right(&app, user.id, &first).await);
    let report: Value = app.get(&pin(user.id)).await.json();
    assert_eq!(report, json!({"setAt": null, "link": null}), "the link is made when the email is written");

    let silent = app.post(&format!("{}/reset", pin(user.id)), json!({"sendEmail": false})).await;
    assert_eq!(silent.json::<User>().latest_mail.map(|mail| mail.state.name()), Some("superseded"));
}

#[tokio::test]
async fn a_link_shows_a_pin_once_within_three_days() {
    let app = App::running_twice().await;
    let user = app.enabled_user("Anna").await;
    let token = issue(&app, user.id).await;
    app.advance(Duration::from_mins(10));
    // Scanners of emails look as often as they like.
    for _ in 0..3 {
        let look = post(&app, LINK_STATE, &token).await;
        assert_eq!(look.json::<Value>()["state"], "ready", "{}", look.body);
        let scanned = app.anonymous(Method::GET, LINK).send().await;
        scanned.assert_problem(405, ProblemCode::MethodNotAllowed);
    }
    let opened = post(&app, LINK, &token).await;
    assert_eq!((opened.status.as_u16(), opened.header("cache-control")), (200, Some("no-store")));
    let revealed: RevealedPin = opened.json();
    assert_eq!(revealed.pin.as_str().len(), 5);
    assert!(is_right(&app, user.id, &revealed).await);
    app.advance(Duration::from_mins(5));
    post(&app, LINK, &token).await.assert_problem(403, ProblemCode::PinLinkUsed);
    let seen: Value = post(&app, LINK_STATE, &token).await.json();
    let expected = json!({
        "state": "opened",
        "createdAt": "2026-11-24T06:00:00.000Z",
        "expiresAt": "2026-11-27T06:00:00.000Z",
        "openedAt": "2026-11-24T06:10:00.000Z",
    });
    assert_eq!(seen, expected, "it says when somebody was there");
    let report: Value = app.get(&pin(user.id)).await.json();
    assert_eq!(report, json!({"setAt": "2026-11-24T06:10:00.000Z", "link": expected}));

    let old = issue(&app, user.id).await;
    app.advance(Duration::from_hours(71));
    assert_eq!(post(&app, LINK_STATE, &old).await.json::<Value>()["state"], "ready");
    app.advance(Duration::from_hours(1));
    assert_eq!(post(&app, LINK_STATE, &old).await.json::<Value>()["state"], "expired");
    post(&app, LINK, &old).await.assert_problem(403, ProblemCode::PinLinkInvalid);

    let (replaced, newest) = (issue(&app, user.id).await, issue(&app, user.id).await);
    post(&app, LINK, &replaced).await.assert_problem(403, ProblemCode::PinLinkInvalid);
    app.post(&format!("/api/v1/users/{}/disable", user.id), json!({})).await;
    post(&app, LINK, &newest).await.assert_problem(403, ProblemCode::PinLinkInvalid);
}

#[tokio::test]
async fn links_that_do_not_exist_are_limited_and_other_sites_are_refused() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let token = issue(&app, user.id).await;
    for _ in 0..10 {
        post(&app, LINK, "00").await.assert_problem(403, ProblemCode::PinLinkInvalid);
        post(&app, LINK_STATE, "").await.assert_problem(403, ProblemCode::PinLinkInvalid);
    }
    let refused = post(&app, LINK, "00").await;
    refused.assert_problem(429, ProblemCode::TooManyAttempts);
    assert_eq!(refused.header("retry-after"), Some("60"));
    app.advance(Duration::from_mins(1));
    let foreign = app.anonymous(Method::POST, LINK).header("sec-fetch-site", "cross-site");
    foreign.json(&json!({"token": token})).send().await.assert_problem(403, ProblemCode::CrossOrigin);
    assert_eq!(post(&app, LINK, &token).await.status, 200, "nobody has used it up");
}

#[tokio::test]
async fn an_organizer_resets_the_pin_and_nobody_else_sees_one() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let waiting = issue(&app, user.id).await;
    let cookie = sign_in(&app, user.id).await;
    let revealed: RevealedPin = reset_own(&app, &cookie).await.json();
    assert!(is_right(&app, user.id, &revealed).await);
    post(&app, LINK, &waiting).await.assert_problem(403, ProblemCode::PinLinkInvalid);

    reset_own(&app, "").await.assert_problem(401, ProblemCode::SignInRequired);
    let as_script = app.call(Method::POST, OWN_RESET).header("sec-fetch-site", "same-origin").send().await;
    as_script.assert_problem(401, ProblemCode::SignInRequired);
    for _ in 0..4 {
        assert_eq!(reset_own(&app, &cookie).await.status, 200);
    }
    reset_own(&app, &cookie).await.assert_problem(429, ProblemCode::TooManyAttempts);

    let answers =
        ["/api/v1/audit", "/api/v1/mails", "/api/v1/users", "/api/v1/users.csv", "/api/v1/audit.csv"];
    app.advance(Duration::from_mins(30));
    let last: RevealedPin = reset_own(&app, &cookie).await.json();
    for address in answers {
        let shown = app.get(address).await.body;
        let is_there =
            shown.split(|letter: char| !letter.is_ascii_digit()).any(|run| run == last.pin.as_str());
        assert!(!is_there, "{address}: {shown}");
    }
}

#[tokio::test]
async fn a_pin_is_removed_with_its_link_and_when_the_user_is_disabled() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let nothing = app.call(Method::DELETE, &pin(user.id)).send().await.json::<User>();
    assert_eq!(nothing.version, user.version, "there was nothing to remove");
    let revealed: RevealedPin = post(&app, LINK, &issue(&app, user.id).await).await.json();
    let removed = app.call(Method::DELETE, &pin(user.id)).send().await.json::<User>();
    assert_eq!(removed.pin_set_at, None);
    assert!(!is_right(&app, user.id, &revealed).await);

    let again: RevealedPin = post(&app, LINK, &issue(&app, user.id).await).await.json();
    app.post(&format!("/api/v1/users/{}/disable", user.id), json!({})).await;
    assert!(!is_right(&app, user.id, &again).await);
    let report: Value = app.get(&pin(user.id)).await.json();
    assert_eq!(report, json!({"setAt": null, "link": null}));
    app.post(&format!("{}/reset", pin(user.id)), json!({}))
        .await
        .assert_problem(409, ProblemCode::DialInNotEnabled);
    let nobody = "00000000-0000-7000-8000-000000000000".parse().unwrap();
    app.get(&pin(nobody)).await.assert_problem(404, ProblemCode::NotFound);
    let stale = app.call(Method::DELETE, &pin(user.id)).header("if-match", "\"1\"").send().await;
    stale.assert_problem(412, ProblemCode::VersionStale);
}

#[tokio::test]
async fn a_new_address_ends_a_link_that_went_to_the_old_one() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let token = issue(&app, user.id).await;
    let path = format!("/api/v1/users/{}", user.id);
    let update = async |body: Value| {
        let tag = app.get(&path).await.json::<User>().version.entity_tag();
        let answer = app.call(Method::PATCH, &path).header("if-match", &tag).json(&body).send().await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    };
    update(json!({"displayName": "Anna Ek"})).await;
    assert_eq!(post(&app, LINK_STATE, &token).await.status, 200);
    update(json!({"primaryEmail": "anna.ek@mail.contoso.example"})).await;
    post(&app, LINK, &token).await.assert_problem(403, ProblemCode::PinLinkInvalid);
}

#[tokio::test]
async fn many_pins_are_reset_in_a_job() {
    let app = App::new().await;
    let (anna, bo) = (app.enabled_user("Anna").await, app.enabled_user("Bo").await);
    post(&app, LINK, &issue(&app, anna.id).await).await;
    app.advance(Duration::from_secs(1));
    let request = json!({"act": "resetPin", "selection": {"ids": [anna.id, bo.id]}});
    assert_eq!(app.post("/api/v1/users/act", request).await.status, 202);
    app.run_jobs().await;
    for user in [anna, bo] {
        let after: User = app.get(&format!("/api/v1/users/{}", user.id)).await.json();
        assert_eq!(after.pin_set_at, None);
        assert_eq!(after.latest_mail.map(|mail| mail.event.name()), Some("pinReset"));
        assert_eq!(after.conference_id, user.conference_id, "the conference ID stays");
    }
}

#[tokio::test]
async fn the_length_is_a_setting() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let update = async |body: Value| {
        let version = app.get("/api/v1/settings").await.header("etag").unwrap().to_owned();
        let call = app.call(Method::PATCH, "/api/v1/settings").header("if-match", &version);
        call.json(&body).send().await
    };
    for length in [3, 13] {
        update(json!({"pinLength": length})).await.assert_problem(422, ProblemCode::InvalidFields);
    }
    for length in [4_usize, 12] {
        assert_eq!(update(json!({"pinLength": length})).await.status, 200);
        let revealed: RevealedPin = post(&app, LINK, &issue(&app, user.id).await).await.json();
        assert_eq!(revealed.pin.as_str().len(), length);
    }
}
