//! `/api/v1/organizer`, and what organizers may ask about themselves.

use std::time::Duration;

use domain::operations::organizers;
use http::Method;
use serde_json::{Value, json};
use shared::{MailEvent, MeetingUpdateState, ProblemCode, User, UserId};

use crate::meeting_updates::{app, put_meeting_update, request};
use crate::support::{Answer, App};

const LINK: &str = "/api/v1/organizer/link";
const SESSION: &str = "/api/v1/organizer/session";

/// Sends a request as the page does, with this cookie.
pub(crate) async fn as_organizer(
    app: &App,
    cookie: &str,
    method: Method,
    address: &str,
    body: Option<Value>,
) -> Answer {
    let call =
        app.anonymous(method, address).header("cookie", cookie).header("sec-fetch-site", "same-origin");
    match body {
        Some(body) => call.json(&body).send().await,
        None => call.send().await,
    }
}

/// The secret that the next mail would carry.
async fn issued_link(app: &App, user: UserId) -> String {
    app.application
        .in_transaction_as(domain::Actor::System, move |transaction, context| {
            Box::pin(async move { organizers::issue_organizer_link(transaction, context, user).await })
        })
        .await
        .unwrap()
}

/// Opens a link; the answer, and the cookie to send.
async fn open(app: &App, token: &str) -> (Answer, String) {
    let answer = as_organizer(app, "a=b", Method::POST, SESSION, Some(json!({"token": token}))).await;
    let cookie = answer.header("set-cookie").unwrap_or_default().split(';').next().unwrap_or_default();
    let cookie = cookie.to_owned();
    (answer, cookie)
}

/// Signs the user in; the cookie to send.
pub(crate) async fn sign_in(app: &App, user: UserId) -> String {
    let (answer, cookie) = open(app, &issued_link(app, user).await).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    cookie
}

async fn ask(app: &App, address: &str) -> Answer {
    let answer = as_organizer(app, "", Method::POST, LINK, Some(json!({"address": address}))).await;
    app.work_off().await;
    answer
}

/// How many mails with links wait, or were superseded.
async fn links(app: &App, user: &User) -> (usize, usize) {
    let mails: Value = app.get(&format!("/api/v1/mails?user={}", user.id)).await.json();
    let links: Vec<&Value> = mails["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|mail| mail["event"] == MailEvent::OrganizerLink.name())
        .collect();
    let superseded = links.iter().filter(|mail| mail["state"] == "superseded").count();
    (links.len() - superseded, superseded)
}

#[tokio::test]
async fn a_link_is_mailed_and_nobody_learns_who_exists() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let known = ask(&app, "ANNA@mail.contoso.example").await;
    let unknown = ask(&app, "nobody@mail.contoso.example").await;
    assert_eq!(known.status, 202);
    assert_eq!(known.shown(), unknown.shown());
    assert_eq!(links(&app, &user).await, (1, 0));

    ask(&app, "anna@contoso.example").await;
    assert_eq!(links(&app, &user).await, (1, 0), "not twice in a minute");
    for sent in 2..=5 {
        app.advance(Duration::from_secs(61));
        ask(&app, "anna@contoso.example").await;
        assert_eq!(links(&app, &user).await, (1, sent - 1), "the earlier one is superseded");
    }
    app.advance(Duration::from_secs(61));
    ask(&app, "anna@contoso.example").await;
    assert_eq!(links(&app, &user).await, (1, 4), "not more than five in an hour");
    app.advance(Duration::from_hours(1));
    ask(&app, "anna@contoso.example").await;
    assert_eq!(links(&app, &user).await, (1, 5));

    ask(&app, "no address").await.assert_problem(422, ProblemCode::InvalidFields);
    let foreign = app.anonymous(Method::POST, LINK).header("sec-fetch-site", "cross-site");
    foreign
        .json(&json!({"address": "anna@contoso.example"}))
        .send()
        .await
        .assert_problem(403, ProblemCode::CrossOrigin);
}

#[tokio::test]
async fn a_link_signs_in_once_and_for_an_hour() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let nobody: Value = as_organizer(&app, "", Method::GET, SESSION, None).await.json();
    assert_eq!((&nobody["organizer"], &nobody["calendars"]), (&Value::Null, &json!(true)));

    let token = issued_link(&app, user.id).await;
    let (answer, cookie) = open(&app, &token).await;
    insta::assert_snapshot!(answer.shown());
    assert!(cookie.starts_with("konfid_organizer="), "{cookie}");
    let shown: Value = as_organizer(&app, &cookie, Method::GET, SESSION, None).await.json();
    assert_eq!(shown["organizer"]["displayName"], "Anna");
    assert_eq!(shown["organizer"]["conferenceId"], json!(user.conference_id));
    assert!(shown["organizer"]["invitation"]["text"].as_str().unwrap().contains("Conference ID"));
    open(&app, &token).await.0.assert_problem(403, ProblemCode::OrganizerLinkInvalid);

    let first = issued_link(&app, user.id).await;
    let second = issued_link(&app, user.id).await;
    open(&app, &first).await.0.assert_problem(403, ProblemCode::OrganizerLinkInvalid);
    app.advance(Duration::from_hours(1));
    open(&app, &second).await.0.assert_problem(403, ProblemCode::OrganizerLinkInvalid);
    open(&app, "").await.0.assert_problem(403, ProblemCode::OrganizerLinkInvalid);
}

#[tokio::test]
async fn a_session_ends_by_itself_or_by_signing_out() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let calendar = format!("/api/v1/users/{}/calendar", user.id);
    let cookie = sign_in(&app, user.id).await;
    app.advance(Duration::from_hours(7));
    let prolonged = as_organizer(&app, &cookie, Method::GET, &calendar, None).await;
    assert_eq!(prolonged.status, 200);
    assert!(
        prolonged.header("set-cookie").unwrap().contains("Max-Age=28800"),
        "it is kept for another eight hours"
    );
    app.advance(Duration::from_hours(7));
    assert_eq!(as_organizer(&app, &cookie, Method::GET, &calendar, None).await.status, 200);
    app.advance(Duration::from_hours(9));
    as_organizer(&app, &cookie, Method::GET, &calendar, None)
        .await
        .assert_problem(401, ProblemCode::SignInRequired);

    let cookie = sign_in(&app, user.id).await;
    let foreign = app.anonymous(Method::DELETE, SESSION).header("cookie", &cookie);
    foreign.send().await.assert_problem(403, ProblemCode::CrossOrigin);
    let out = as_organizer(&app, &cookie, Method::DELETE, SESSION, None).await;
    assert_eq!(out.status, 204);
    assert!(out.header("set-cookie").unwrap().contains("Max-Age=0"));
    as_organizer(&app, &cookie, Method::GET, &calendar, None)
        .await
        .assert_problem(401, ProblemCode::SignInRequired);
    let again = as_organizer(&app, &cookie, Method::DELETE, SESSION, None).await;
    assert_eq!(again.status, 204, "signing out twice is no error");
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let calendar = format!("/api/v1/users/{}/calendar", user.id);
    let before = sign_in(&app, user.id).await;
    let token = json!({"token": issued_link(&app, user.id).await});
    let after = as_organizer(&app, &before, Method::POST, SESSION, Some(token)).await;
    assert_eq!(after.status, 200);
    as_organizer(&app, &before, Method::GET, &calendar, None)
        .await
        .assert_problem(401, ProblemCode::SignInRequired);
}

#[tokio::test]
async fn an_organizer_connects_a_calendar_and_sees_what_becomes_of_the_meetings() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let cookie = sign_in(&app, user.id).await;
    let calendar = format!("/api/v1/users/{}/calendar", user.id);
    let connected = as_organizer(&app, &cookie, Method::PUT, &calendar, Some(request("app password"))).await;
    assert_eq!(connected.json::<Value>()["connectedBy"]["type"], "organizer");
    let changed = put_meeting_update(&app, user.id, MeetingUpdateState::Changed).await;
    for (method, address) in [
        (Method::GET, format!("/api/v1/users/{}/meeting-updates", user.id)),
        (Method::POST, format!("/api/v1/users/{}/meeting-updates/retry", user.id)),
        (Method::GET, format!("/api/v1/meeting-updates/{changed}")),
        (Method::GET, format!("/api/v1/meeting-updates/{changed}/message")),
        (Method::POST, format!("/api/v1/meeting-updates/{changed}/undo")),
    ] {
        let answer = as_organizer(&app, &cookie, method, &address, None).await;
        assert_eq!(answer.status, 200, "{address}: {}", answer.body);
    }
    assert_eq!(as_organizer(&app, &cookie, Method::DELETE, &calendar, None).await.status, 204);
    let audit: Value = app.get(&format!("/api/v1/audit?user={}", user.id)).await.json();
    let of_organizer = |entry: &&Value| entry["actor"]["type"] == "organizer";
    let actions: Vec<_> = audit["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(of_organizer)
        .map(|entry| &entry["action"])
        .collect();
    assert_eq!(actions.len(), 5, "signed in, connected, retried, put back, disconnected: {actions:?}");
}

#[tokio::test]
async fn an_organizer_reaches_nothing_but_their_own() {
    let app = app().await;
    let (anna, bo) = (app.enabled_user("Anna").await, app.enabled_user("Bo").await);
    let of_bo = put_meeting_update(&app, bo.id, MeetingUpdateState::Changed).await;
    let cookie = sign_in(&app, anna.id).await;
    for (method, address) in [
        (Method::GET, format!("/api/v1/users/{}/calendar", bo.id)),
        (Method::PUT, format!("/api/v1/users/{}/calendar", bo.id)),
        (Method::DELETE, format!("/api/v1/users/{}/calendar", bo.id)),
        (Method::GET, format!("/api/v1/users/{}/meeting-updates", bo.id)),
        (Method::POST, format!("/api/v1/users/{}/meeting-updates/retry", bo.id)),
        (Method::GET, format!("/api/v1/meeting-updates/{of_bo}")),
        (Method::GET, format!("/api/v1/meeting-updates/{of_bo}/message")),
        (Method::POST, format!("/api/v1/meeting-updates/{of_bo}/retry")),
        (Method::POST, format!("/api/v1/meeting-updates/{of_bo}/undo")),
        (Method::GET, format!("/api/v1/meeting-updates/{}", anna.id)),
        (Method::GET, "/api/v1/users/x/calendar".to_owned()),
    ] {
        as_organizer(&app, &cookie, method, &address, None)
            .await
            .assert_problem(401, ProblemCode::SignInRequired);
    }
    // What belongs to administrators knows no organizers, be it their own user.
    let own = format!("/api/v1/users/{}", anna.id);
    for (method, address) in [
        (Method::GET, own.clone()),
        (Method::PATCH, own.clone()),
        (Method::GET, format!("{own}/history")),
        (Method::POST, format!("{own}/conference-id/reset")),
        (Method::POST, format!("{own}/organizer-link")),
        (Method::GET, format!("{own}/conference-id/impact")),
        (Method::GET, "/api/v1/users".to_owned()),
        (Method::GET, "/api/v1/mails".to_owned()),
        (Method::GET, "/api/v1/audit".to_owned()),
        (Method::GET, "/api/v1/settings".to_owned()),
        (Method::GET, "/api/v1/bridges/1/conference-ids/8271964".to_owned()),
    ] {
        as_organizer(&app, &cookie, method, &address, None)
            .await
            .assert_problem(401, ProblemCode::SignInRequired);
    }
    let foreign = app.anonymous(Method::DELETE, &format!("{own}/calendar")).header("cookie", &cookie);
    foreign.header("sec-fetch-site", "cross-site").send().await.assert_problem(403, ProblemCode::CrossOrigin);
    // A token that is not good is not made up for by the cookie.
    let calendar = format!("{own}/calendar");
    let call = app.anonymous(Method::GET, &calendar).header("cookie", &cookie);
    let with_token = call.header("authorization", "Bearer konfid_0000").send().await;
    with_token.assert_problem(401, ProblemCode::SignInRequired);
    // The secret of one cookie is worth nothing in the other.
    let swapped = cookie.replace("konfid_organizer", "konfid_session");
    as_organizer(&app, &swapped, Method::GET, "/api/v1/users", None)
        .await
        .assert_problem(401, ProblemCode::SignInRequired);
}

#[tokio::test]
async fn a_new_address_ends_what_the_old_one_began() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let cookie = sign_in(&app, user.id).await;
    let waiting = issued_link(&app, user.id).await;
    let address = format!("/api/v1/users/{}", user.id);
    let change = |body: Value, version: &str| {
        app.call(Method::PATCH, &address).header("if-match", version).json(&body).send()
    };
    let named = change(json!({"displayName": "Anna A"}), &user.version.entity_tag()).await;
    let calendar = format!("{address}/calendar");
    assert_eq!(as_organizer(&app, &cookie, Method::GET, &calendar, None).await.status, 200);
    let changed = change(json!({"primaryEmail": "bo@contoso.example"}), named.header("etag").unwrap()).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    as_organizer(&app, &cookie, Method::GET, &calendar, None)
        .await
        .assert_problem(401, ProblemCode::SignInRequired);
    open(&app, &waiting).await.0.assert_problem(403, ProblemCode::OrganizerLinkInvalid);
}

#[tokio::test]
async fn an_organizer_does_not_send_konfid_into_the_network() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let cookie = sign_in(&app, user.id).await;
    let calendar = format!("/api/v1/users/{}/calendar", user.id);
    let inside = json!({"url": "https://10.0.0.7/dav", "username": "anna", "password": "app password"});
    let refused = as_organizer(&app, &cookie, Method::PUT, &calendar, Some(inside.clone())).await;
    refused.assert_problem(422, ProblemCode::CalendarRefused);
    let audit: Value = app.get(&format!("/api/v1/audit?user={}", user.id)).await.json();
    let latest = &audit["items"][0];
    assert_eq!(
        (&latest["action"], &latest["detail"]["reason"]),
        (&json!("calendarRefused"), &json!("notPublic"))
    );
    assert_eq!(app.call(Method::PUT, &calendar).json(&inside).send().await.status, 200, "administrators may");
}

#[tokio::test]
async fn disabling_a_user_ends_the_session() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let cookie = sign_in(&app, user.id).await;
    let disabled = app.post(&format!("/api/v1/users/{}/disable", user.id), json!({})).await;
    assert_eq!(disabled.status, 200, "{}", disabled.body);
    let calendar = format!("/api/v1/users/{}/calendar", user.id);
    as_organizer(&app, &cookie, Method::GET, &calendar, None)
        .await
        .assert_problem(401, ProblemCode::SignInRequired);
}

#[tokio::test]
async fn a_session_that_is_used_all_the_time_ends_after_a_week() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let cookie = sign_in(&app, user.id).await;
    let calendar = format!("/api/v1/users/{}/calendar", user.id);
    for _ in 0..27 {
        app.advance(Duration::from_hours(6));
        assert_eq!(as_organizer(&app, &cookie, Method::GET, &calendar, None).await.status, 200);
    }
    app.advance(Duration::from_hours(6));
    as_organizer(&app, &cookie, Method::GET, &calendar, None)
        .await
        .assert_problem(401, ProblemCode::SignInRequired);
}

#[tokio::test]
async fn who_asks_for_links_cannot_keep_the_server_busy() {
    let app = app().await;
    let ask =
        || as_organizer(&app, "", Method::POST, LINK, Some(json!({"address": "nobody@contoso.example"})));
    for _ in 0..32 {
        assert_eq!(ask().await.status, 202);
    }
    ask().await.assert_problem(503, ProblemCode::Unavailable);
    assert_eq!(app.work_off().await, 32);
    assert_eq!(ask().await.status, 202);
    app.work_off().await;
}

#[tokio::test]
async fn an_administrator_sends_the_link() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let address = format!("/api/v1/users/{}/organizer-link", user.id);
    let send = |key: &'static str| app.call(Method::POST, &address).header("idempotency-key", key).send();
    let first = send("one").await;
    let latest = first.json::<User>().latest_mail.unwrap();
    assert_eq!(latest.event, MailEvent::OrganizerLink);
    assert_eq!(send("one").await.header("idempotency-replayed"), Some("true"));
    assert_eq!(links(&app, &user).await, (1, 0));
    send("two").await;
    assert_eq!(links(&app, &user).await, (1, 1));
    app.anonymous(Method::POST, &address).send().await.assert_problem(401, ProblemCode::SignInRequired);
    let nobody = "/api/v1/users/0198c0de-0000-7000-8000-000000000001/organizer-link";
    app.call(Method::POST, nobody).send().await.assert_problem(404, ProblemCode::NotFound);
}
