//! `/api/v1/users/{user}/conference-id-type`, and what it means for the rest.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::paths::{self, route};
use shared::{ProblemCode, User};

use crate::support::{Answer, App};

async fn switch(app: &App, user: &User, body: Value) -> Answer {
    let address = paths::user_conference_id_type(user.id);
    app.call(Method::POST, &address).header("if-match", &user.version.entity_tag()).json(&body).send().await
}

#[tokio::test]
async fn a_user_is_switched_and_back() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let preview = app
        .post(&format!("{}/preview", paths::user_conference_id_type(anna.id)), json!({"type": "dynamic"}))
        .await;
    insta::assert_snapshot!("preview", preview.shown());
    let answer = switch(&app, &anna, json!({"type": "dynamic", "sendEmail": true})).await;
    assert_eq!(answer.status, StatusCode::OK);
    let dynamic: User = answer.json();
    assert!(dynamic.has_dynamic_ids() && dynamic.conference_id.is_none());
    switch(&app, &anna, json!({"type": "static"})).await.assert_problem(412, ProblemCode::VersionStale);
    let back: User = switch(&app, &dynamic, json!({"type": null, "sendEmail": false})).await.json();
    assert_eq!((back.conference_id, back.conference_id_type), (anna.conference_id, None));

    let address = paths::user_conference_id_type(anna.id);
    let blind = app.call(Method::POST, &address).json(&json!({"type": "static"})).send().await;
    blind.assert_problem(428, ProblemCode::VersionRequired);
    // Which type must be said: nobody follows the organisation by leaving something out.
    switch(&app, &back, json!({})).await.assert_problem(400, ProblemCode::UnreadableBody);
    switch(&app, &back, json!({"type": "fluid"})).await.assert_problem(400, ProblemCode::UnreadableBody);
}

#[tokio::test]
async fn what_dynamic_ids_rule_out_is_refused_with_the_reason() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let anna: User = switch(&app, &anna, json!({"type": "dynamic", "sendEmail": false})).await.json();
    let tag = anna.version.entity_tag();
    for language in ["en", "sv"] {
        let reset = app.call(Method::POST, &paths::conference_id_reset(anna.id)).header("if-match", &tag);
        let reset = reset.header("accept-language", language).json(&json!({})).send().await;
        reset.assert_problem(409, ProblemCode::ConferenceIdDynamic);
        insta::assert_snapshot!(format!("reset_refused_{language}"), reset.shown());
    }
    let choose = app.call(Method::POST, &paths::conference_id_choose(anna.id)).header("if-match", &tag);
    let choose = choose.json(&json!({"conferenceId": "4519207"})).send().await;
    choose.assert_problem(409, ProblemCode::ConferenceIdDynamic);
    app.get(&paths::user_dial_in_card(anna.id)).await.assert_problem(409, ProblemCode::ConferenceIdDynamic);
    let invitation: Value = app.get(&paths::user_invitation(anna.id)).await.json();
    assert_eq!(invitation["conferenceIdType"], "dynamic");
    assert_eq!((&invitation["conferenceId"], &invitation["invitation"]), (&Value::Null, &Value::Null));
    // The conference info says what there is to say.
    assert_eq!(app.post(&paths::send_conference_info(anna.id), json!({})).await.status, StatusCode::OK);
}

async fn show(app: &App, user: &User) -> User {
    app.get(&paths::user(user.id)).await.json()
}

async fn names(app: &App, address: &str) -> Vec<String> {
    let page: Value = app.get(address).await.json();
    let users = page["items"].as_array().unwrap();
    users.iter().map(|user| user["displayName"].as_str().unwrap().to_owned()).collect()
}

/// Does it to all, and says what became of each: the name, the outcome and the reason.
async fn rows(app: &App, started: &Answer) -> Vec<(String, String, Value)> {
    assert_eq!(started.status, StatusCode::ACCEPTED, "{}", started.body);
    let job = started.header("location").unwrap().to_owned();
    app.run_jobs().await;
    let rows: Value = app.get(&format!("{job}/rows")).await.json();
    let told = rows["items"].as_array().unwrap().iter().map(|row| {
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        (text("displayName"), text("outcome"), row["reasonCode"].clone())
    });
    told.collect()
}

#[tokio::test]
async fn the_organisation_is_switched_after_a_preview_by_a_job() {
    let app = App::new().await;
    let [anna, bo, cia, dag] = ["Anna", "Bo", "Cia", "Dag"];
    let (anna, bo) = (app.enabled_user(anna).await, app.enabled_user(bo).await);
    let (cia, dag) = (app.enabled_user(cia).await, app.enabled_user(dag).await);
    // Bo has planned a meeting, Cia has a type of her own, and Dag's ID is locked.
    let schedule =
        json!({"start": "2026-12-01T10:00", "end": "2026-12-01T11:00", "timeZone": "Europe/Stockholm"});
    let planned = app
        .post(route::MEETINGS, json!({"organizer": bo.id, "subject": "Budget", "schedule": schedule}))
        .await;
    assert_eq!(planned.status, StatusCode::CREATED, "{}", planned.body);
    switch(&app, &cia, json!({"type": "static"})).await;
    let lock = app.call(Method::PATCH, &paths::user(dag.id)).header("if-match", &dag.version.entity_tag());
    lock.json(&json!({"conferenceIdLocked": true})).send().await;

    let preview = app.post(route::SETTINGS_CONFERENCE_ID_TYPE_PREVIEW, json!({"type": "dynamic"})).await;
    insta::assert_snapshot!("preview_of_all", preview.shown());
    let all = |tag: &'static str, body: Value| {
        app.call(Method::POST, route::SETTINGS_CONFERENCE_ID_TYPE).header("if-match", tag).json(&body).send()
    };
    all("\"7\"", json!({"type": "dynamic"})).await.assert_problem(412, ProblemCode::VersionStale);
    let started = all("\"1\"", json!({"type": "dynamic", "sendEmail": false})).await;
    let eva = app.enabled_user("Eva").await;
    assert!(eva.has_dynamic_ids(), "whoever comes now follows at once");
    let row = |name: &str, outcome: &str, reason: Value| (name.to_owned(), outcome.to_owned(), reason);
    let expected = [
        row("Anna", "changed", Value::Null),
        row("Bo", "changed", Value::Null),
        row("Cia", "unchanged", Value::Null),
        row("Dag", "refused", json!("conferenceIdLocked")),
    ];
    assert_eq!(rows(&app, &started).await, expected);
    assert_eq!(show(&app, &anna).await.conference_id, None);
    let kept = show(&app, &bo).await;
    assert_eq!((kept.conference_id, kept.conference_id_kept), (bo.conference_id, true));
    assert_eq!(show(&app, &cia).await.conference_id, cia.conference_id);
    assert_eq!(names(&app, "/api/v1/users?conferenceIdType=dynamic").await, ["Anna", "Bo", "Eva"]);
    assert_eq!(names(&app, "/api/v1/users?conferenceIdType=static").await, ["Cia", "Dag"]);

    // The same again is for those who were left behind, and back gives back.
    let again = all("\"2\"", json!({"type": "dynamic", "sendEmail": false})).await;
    assert_eq!(rows(&app, &again).await.len(), 2);
    let back = all("\"2\"", json!({"type": "static", "sendEmail": false})).await;
    assert_eq!(rows(&app, &back).await.iter().filter(|(_, outcome, _)| outcome == "changed").count(), 3);
    for user in [&anna, &bo, &cia, &dag] {
        assert_eq!(show(&app, user).await.conference_id, user.conference_id);
    }
}

#[tokio::test]
async fn selected_users_are_switched_by_a_job() {
    let app = App::new().await;
    let (anna, bo) = (app.enabled_user("Anna").await, app.enabled_user("Bo").await);
    let act = |act: &str| json!({"act": act, "selection": {"ids": [anna.id, bo.id]}, "sendEmail": false});
    let outcomes = |rows: Vec<(String, String, Value)>| {
        rows.into_iter().map(|(_, outcome, _)| outcome).collect::<Vec<_>>()
    };
    let started = app.post(route::USERS_ACT, act("makeDynamic")).await;
    assert_eq!(outcomes(rows(&app, &started).await), ["changed", "changed"]);
    assert!(show(&app, &anna).await.has_dynamic_ids());
    let reset = app.post(route::USERS_ACT, act("reset")).await;
    let reset = rows(&app, &reset).await;
    assert!(reset.iter().all(|(_, outcome, reason)| outcome == "refused" && reason == "conferenceIdDynamic"));
    let started = app.post(route::USERS_ACT, act("followOrganisation")).await;
    assert_eq!(outcomes(rows(&app, &started).await), ["changed", "changed"]);
    let after = show(&app, &anna).await;
    assert_eq!((after.conference_id_type, after.conference_id), (None, anna.conference_id));
    let started = app.post(route::USERS_ACT, act("makeStatic")).await;
    assert_eq!(outcomes(rows(&app, &started).await), ["changed", "changed"], "the choice is another one");
    let started = app.post(route::USERS_ACT, act("makeStatic")).await;
    assert_eq!(outcomes(rows(&app, &started).await), ["unchanged", "unchanged"]);
}
