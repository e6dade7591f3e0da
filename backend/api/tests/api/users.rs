//! `/api/v1/users` and what lies below it.

use std::time::Duration;

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::{ProblemCode, User, paths};

use crate::support::{Answer, App};

async fn reset(app: &App, user: &User) -> Answer {
    let address = paths::conference_id_reset(user.id);
    let call = app.call(Method::POST, &address).header("if-match", &user.version.entity_tag());
    call.send().await
}

#[tokio::test]
async fn a_new_user_is_shown_whole() {
    let app = App::new().await;
    let request = json!({
        "displayName": "  Anna \n Svensson ",
        "userPrincipalName": "anna.svensson@contoso.example",
        "primaryEmail": "anna.svensson@contoso.example",
        "language": "sv",
        "enable": true,
    });
    let made = app.post("/api/v1/users", request.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED);
    insta::assert_snapshot!(made.shown());
    let shown = app.get(made.header("location").unwrap()).await;
    assert_eq!((shown.status, &shown.body), (StatusCode::OK, &made.body));
    assert_eq!(shown.header("etag"), made.header("etag"));

    let mut shouted = request;
    shouted["userPrincipalName"] = json!("ANNA.SVENSSON@contoso.example");
    app.post("/api/v1/users", shouted).await.assert_problem(409, ProblemCode::PrincipalNameTaken);
}

#[tokio::test]
async fn wrong_values_are_named_in_the_readers_language() {
    let app = App::new().await;
    let request = json!({
        "displayName": "Bo", "userPrincipalName": "bo@contoso.example", "primaryEmail": "bo.contoso.example",
    });
    let swedish = app.call(Method::POST, "/api/v1/users").header("accept-language", "sv").json(&request);
    insta::assert_snapshot!("wrong_address_sv", swedish.send().await.shown());
    let mut unknown = request;
    unknown["primaryEmail"] = json!("bo@contoso.example");
    unknown["language"] = json!("de");
    let english = app.post("/api/v1/users", unknown).await;
    insta::assert_snapshot!("unknown_language_en", english.shown());
}

#[tokio::test]
async fn a_list_comes_in_parts() {
    let app = App::new().await;
    for name in ["Cecilia", "anna", "Bo"] {
        app.enabled_user(name).await;
    }
    let names = |answer: &Answer| -> Vec<String> {
        let page: Value = answer.json();
        let users = page["items"].as_array().unwrap();
        users.iter().map(|user| user["displayName"].as_str().unwrap().to_owned()).collect()
    };
    let first = app.get("/api/v1/users?limit=2&count=true").await;
    assert_eq!(names(&first), ["anna", "Bo"]);
    let page: Value = first.json();
    assert_eq!(page["total"], 3);
    let cursor = page["nextCursor"].as_str().unwrap();
    let second = app.get(&format!("/api/v1/users?limit=2&cursor={cursor}")).await;
    assert_eq!(names(&second), ["Cecilia"]);
    assert!(second.body.ends_with("\"nextCursor\":null}"), "{}", second.body);

    assert_eq!(names(&app.get("/api/v1/users?sort=-displayName&q=contoso").await), ["Cecilia", "Bo", "anna"]);
    assert_eq!(names(&app.get("/api/v1/users?q=cec").await), ["Cecilia"]);
    assert!(names(&app.get("/api/v1/users?dialIn=disabled").await).is_empty());

    let other_order = format!("/api/v1/users?sort=-displayName&cursor={cursor}");
    app.get(&other_order).await.assert_problem(422, ProblemCode::InvalidCursor);
    app.get("/api/v1/users?limit=many").await.assert_problem(400, ProblemCode::UnreadableBody);
    app.get("/api/v1/users?sort=shoeSize").await.assert_problem(400, ProblemCode::UnreadableBody);
}

#[tokio::test]
async fn digits_find_their_user_grouped_or_not() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    app.enabled_user("Bo").await;
    let grouped = anna.conference_id.unwrap().grouped().replace(' ', "%20");
    let found: Value = app.get(&format!("/api/v1/users?q={grouped}")).await.json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    assert_eq!(found["items"][0]["id"], anna.id.to_string());
}

#[tokio::test]
async fn a_change_needs_the_version_that_was_seen() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let address = paths::user(anna.id);
    let patch = |tag: Option<&str>, body: Value| {
        let call = app.call(Method::PATCH, &address).json(&body);
        match tag {
            Some(tag) => call.header("if-match", tag),
            None => call,
        }
    };
    let married = json!({"displayName": "Anna Berg", "language": "sv"});
    patch(None, married.clone()).send().await.assert_problem(428, ProblemCode::VersionRequired);
    patch(Some("*"), married.clone()).send().await.assert_problem(428, ProblemCode::VersionRequired);
    patch(Some("\"99\""), married.clone()).send().await.assert_problem(412, ProblemCode::VersionStale);
    patch(Some("W/\"2\""), married.clone()).send().await.assert_problem(412, ProblemCode::VersionStale);
    let changed = patch(Some(&anna.version.entity_tag()), married).send().await;
    let after: User = changed.json();
    assert_eq!((changed.status, after.display_name.as_str()), (StatusCode::OK, "Anna Berg"));
    assert_eq!(changed.header("etag").unwrap(), after.version.entity_tag());
    let back = patch(changed.header("etag"), json!({"language": null})).send().await.json::<User>();
    assert_eq!(back.language, None);
}

#[tokio::test]
async fn a_reset_gives_a_new_id_and_offers_the_old_one_back() {
    let app = App::new().await;
    let before = app.enabled_user("Anna").await;
    app.advance(Duration::from_mins(1));
    let address = paths::conference_id_reset(before.id);
    let call = app.call(Method::POST, &address).header("if-match", &before.version.entity_tag());
    let request = json!({"reason": "It was in a public invitation", "sendEmail": true});
    let answer = call.json(&request).send().await;
    insta::assert_snapshot!(answer.shown());
    let after: User = answer.json();
    assert_ne!(after.conference_id, before.conference_id);
    assert_eq!(after.undo.unwrap().previous_conference_id, before.conference_id.unwrap());

    let history = app.get(&paths::user_history(before.id)).await;
    insta::assert_snapshot!("history", history.shown());
}

#[tokio::test]
async fn a_reset_needs_the_version_that_was_seen() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let address = paths::conference_id_reset(user.id);
    let without = app.call(Method::POST, &address);
    without.send().await.assert_problem(428, ProblemCode::VersionRequired);
    let any = app.call(Method::POST, &address).header("if-match", "*");
    any.send().await.assert_problem(428, ProblemCode::VersionRequired);
    assert_eq!(reset(&app, &user).await.status, StatusCode::OK);

    let swedish = app.call(Method::POST, &address).header("accept-language", "sv");
    let stale = swedish.header("if-match", &user.version.entity_tag()).send().await;
    insta::assert_snapshot!("stale_sv", stale.shown());
}

#[tokio::test]
async fn of_two_resets_at_once_one_wins() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let (one, other) = futures::join!(reset(&app, &user), reset(&app, &user));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    let now: User = app.get(&paths::user(user.id)).await.json();
    assert_eq!(now.version, user.version.next());
}

#[tokio::test]
async fn a_reset_is_undone_within_ten_minutes() {
    let app = App::new().await;
    let before = app.enabled_user("Anna").await;
    let undo = paths::conference_id_undo(before.id);
    app.post(&undo, json!({})).await.assert_problem(409, ProblemCode::NothingToUndo);

    let after: User = reset(&app, &before).await.json();
    let stale = app.call(Method::POST, &undo).header("if-match", &before.version.entity_tag());
    stale.send().await.assert_problem(412, ProblemCode::VersionStale);
    let undone = app.call(Method::POST, &undo).header("if-match", &after.version.entity_tag());
    let undone: User = undone.send().await.json();
    assert_eq!((undone.conference_id, undone.undo), (before.conference_id, None));

    reset(&app, &undone).await;
    app.advance(Duration::from_secs(601));
    app.post(&undo, json!({})).await.assert_problem(409, ProblemCode::NothingToUndo);
}

#[tokio::test]
async fn disabling_and_enabling_again() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let disabled: User = app.post(&paths::user_disable(user.id), json!({"sendEmail": false})).await.json();
    assert_eq!((disabled.dial_in_enabled, disabled.conference_id), (false, None));
    let version = disabled.version.entity_tag();
    let refused = app.call(Method::POST, &paths::conference_id_reset(user.id)).header("if-match", &version);
    refused.send().await.assert_problem(409, ProblemCode::DialInNotEnabled);
    app.call(Method::POST, &paths::send_conference_info(user.id))
        .send()
        .await
        .assert_problem(409, ProblemCode::DialInNotEnabled);
    let enabled: User = app.call(Method::POST, &paths::user_enable(user.id)).send().await.json();
    assert_eq!(enabled.conference_id, user.conference_id, "it is still in quarantine");
    assert!(enabled.latest_mail.is_some(), "the organisation's switch is on");
}

#[tokio::test]
async fn disabling_is_undone_while_the_id_is_in_quarantine() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let disable = async || app.post(&paths::user_disable(user.id), json!({})).await.json::<User>();
    let undo = paths::conference_id_undo(user.id);
    let offer = disable().await.undo.unwrap();
    assert_eq!(Some(offer.previous_conference_id), user.conference_id);
    let undone: User = app.post(&undo, json!({})).await.json();
    assert_eq!((undone.dial_in_enabled, undone.conference_id), (true, user.conference_id));
    app.post(&undo, json!({})).await.assert_problem(409, ProblemCode::NothingToUndo);

    // The ID that a reset has replaced does not come back, but the one that the user had at the end.
    let reset: User = reset(&app, &undone).await.json();
    disable().await;
    let enabled: User = app.post(&paths::user_enable(user.id), json!({})).await.json();
    assert_eq!((enabled.conference_id, enabled.undo), (reset.conference_id, None));
    assert_ne!(enabled.conference_id, user.conference_id);

    let offer = disable().await.undo.unwrap();
    app.advance(offer.until.since(app.application.now()));
    app.post(&undo, json!({})).await.assert_problem(409, ProblemCode::NothingToUndo);
    let late: User = app.post(&paths::user_enable(user.id), json!({})).await.json();
    assert!(late.conference_id.is_some_and(|id| Some(id) != reset.conference_id), "the quarantine is over");
}

#[tokio::test]
async fn the_history_comes_in_parts() {
    let app = App::new().await;
    let mut user = app.enabled_user("Anna").await;
    for _ in 0..2 {
        app.advance(Duration::from_mins(1));
        user = reset(&app, &user).await.json();
    }
    let address = paths::user_history(user.id);
    let first: Value = app.get(&format!("{address}?limit=2&count=true")).await.json();
    assert_eq!((first["items"].as_array().unwrap().len(), &first["total"]), (2, &json!(3)));
    app.advance(Duration::from_mins(1));
    reset(&app, &user).await;
    let cursor = first["nextCursor"].as_str().unwrap();
    let second: Value = app.get(&format!("{address}?limit=2&cursor={cursor}")).await.json();
    let items = second["items"].as_array().unwrap();
    assert_eq!((items.len(), &second["nextCursor"]), (1, &Value::Null));
    assert_eq!(items[0]["began"], "enabled");
    app.get(&format!("{address}?cursor=99")).await.assert_problem(422, ProblemCode::InvalidCursor);
}

#[tokio::test]
async fn in_the_table_a_formula_is_text() {
    let app = App::new().await;
    for (name, account) in [("=HYPERLINK(\"http://evil.example\")", "eve"), ("Anna", "anna")] {
        let request = json!({
            "displayName": name,
            "userPrincipalName": format!("{account}@contoso.example"),
            "primaryEmail": format!("{account}@contoso.example"),
            "enable": true,
        });
        assert_eq!(app.post("/api/v1/users", request).await.status, StatusCode::CREATED);
    }
    let table = app.get("/api/v1/users.csv?q=contoso").await;
    insta::assert_snapshot!(table.shown());
    let audit: Value = app.get("/api/v1/audit?action=usersExported").await.json();
    assert_eq!(audit["items"][0]["text"], "2 users");
}
