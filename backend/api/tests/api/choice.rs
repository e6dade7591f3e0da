//! `/api/v1/users/{user}/conference-id/choose`, availability and `/api/v1/reservations`

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::{BridgeId, ProblemCode, Reservation, User, paths};

use crate::support::{Answer, App};

async fn choose(app: &App, user: &User, request: Value) -> Answer {
    let address = paths::conference_id_choose(user.id);
    let call = app.call(Method::POST, &address).header("if-match", &user.version.entity_tag());
    let key = format!("{}-{}", user.id, request["conferenceId"].as_str().unwrap().replace(' ', "-"));
    call.header("idempotency-key", &key).json(&request).send().await
}

#[tokio::test]
async fn an_id_is_looked_at_and_chosen() {
    let app = App::new().await;
    let (anna, bo) = (app.enabled_user("Anna").await, app.enabled_user("Bo").await);
    let id = "8271964".parse().unwrap();
    let address = paths::conference_id_availability(BridgeId::FIRST, id);
    let free: Value = app.get(&format!("{address}?user={}", anna.id)).await.json();
    assert_eq!((&free["verdict"], &free["findings"]), (&json!("available"), &json!([])));
    let chosen = choose(&app, &anna, json!({"conferenceId": "827 196-4", "reason": "brochure"})).await;
    assert_eq!((chosen.status, chosen.json::<User>().conference_id), (StatusCode::OK, Some(id)));
    let again = choose(&app, &anna, json!({"conferenceId": "827 196-4", "reason": "brochure"})).await;
    assert_eq!((again.header("idempotency-replayed"), &again.body), (Some("true"), &chosen.body));
    insta::assert_snapshot!("taken", app.get(&address).await.shown());
    let late = choose(&app, &bo, json!({"conferenceId": "8271964"})).await;
    late.assert_problem(409, ProblemCode::ConferenceIdTaken);
    let wrong = choose(&app, &bo, json!({"conferenceId": "827196"})).await;
    insta::assert_snapshot!("no_id", wrong.shown());
    let address = paths::conference_id_choose(bo.id);
    let without_version = app.post(&address, json!({"conferenceId": "4519207"})).await;
    without_version.assert_problem(428, ProblemCode::VersionRequired);
    app.get(&format!("/api/v1/bridges/9/conference-ids/{id}/availability"))
        .await
        .assert_problem(404, ProblemCode::NotFound);
}

#[tokio::test]
async fn a_locked_id_is_typed() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let lock = app.call(Method::PATCH, &paths::user(anna.id)).header("if-match", &anna.version.entity_tag());
    let anna: User = lock.json(&json!({"conferenceIdLocked": true})).send().await.json();
    let reset = async |body: Value| {
        let address = paths::conference_id_reset(anna.id);
        let call = app.call(Method::POST, &address).header("if-match", &anna.version.entity_tag());
        call.json(&body).send().await
    };
    insta::assert_snapshot!("locked", reset(json!({})).await.shown());
    app.post(&paths::user_disable(anna.id), json!({}))
        .await
        .assert_problem(409, ProblemCode::ConferenceIdLocked);
    reset(json!({"confirmConferenceId": "1000000"})).await.assert_problem(422, ProblemCode::InvalidFields);
    let typed = reset(json!({"confirmConferenceId": anna.conference_id})).await;
    assert_eq!(typed.status, StatusCode::OK);
}

#[tokio::test]
async fn whatever_takes_a_locked_id_from_its_owner_asks_for_it() {
    let app = App::new().await;
    let oslo: Value = app.post("/api/v1/bridges", json!({"name": "Oslo"})).await.json();
    let default = json!({"name": "Contoso", "tollNumber": "+46 8 123 456 78", "passcode": "004711"});
    let provider = json!({"provider": {"thirdParty": {"default": default}}});
    let acts = [
        (Method::PUT, "/provider", provider),
        (Method::POST, "/bridge", json!({"bridge": oslo["id"]})),
        (Method::POST, "/disable", json!({})),
        (Method::DELETE, "", Value::Null),
    ];
    for (method, path, body) in acts {
        let user = app.enabled_user(&format!("User{}", path.len())).await;
        let lock = app.call(Method::PATCH, &paths::user(user.id));
        let lock = lock.header("if-match", &user.version.entity_tag());
        let user: User = lock.json(&json!({"conferenceIdLocked": true})).send().await.json();
        let act = async |typed: Option<String>| {
            let mut address = format!("{}{path}", paths::user(user.id));
            let mut body = body.clone();
            if method == Method::DELETE {
                address.extend(typed.map(|typed| format!("?confirmConferenceId={typed}")));
            } else if let Some(typed) = typed {
                body["confirmConferenceId"] = json!(typed);
            }
            let call = app.call(method.clone(), &address).header("if-match", &user.version.entity_tag());
            if body.is_null() { call.send().await } else { call.json(&body).send().await }
        };
        act(None).await.assert_problem(409, ProblemCode::ConferenceIdLocked);
        act(Some("1000000".into())).await.assert_problem(422, ProblemCode::InvalidFields);
        assert_eq!(app.get(&paths::user(user.id)).await.json::<User>(), user, "{path}: nothing was done");
        let done = act(user.conference_id.map(|id| id.to_string())).await;
        assert_eq!(done.status, StatusCode::OK, "{path}: {}", done.body);
    }
}

#[tokio::test]
async fn the_same_request_reserves_and_releases_once() {
    let app = App::new().await;
    let body = json!({"first": "4000000", "last": "4002999", "reservedFor": "Fair", "until": "2030-06-30"});
    let reserve = || {
        let call = app.call(Method::POST, paths::route::RESERVATIONS).header("idempotency-key", "fair");
        call.json(&body).send()
    };
    let (one, other) = tokio::join!(reserve(), reserve());
    assert_eq!((one.status, other.status), (StatusCode::CREATED, StatusCode::CREATED));
    let kept: Reservation = one.json();
    assert_eq!((kept.count, other.json::<Reservation>().id), (3000, kept.id));
    let again = reserve().await;
    assert_eq!(
        (again.header("idempotency-replayed"), again.json::<Reservation>()),
        (Some("true"), kept.clone())
    );
    let listed: Value = app.get(paths::route::RESERVATIONS).await.json();
    assert_eq!(listed["items"], json!([kept]), "there is one reservation");
    let another = app.call(Method::POST, paths::route::RESERVATIONS).header("idempotency-key", "fair");
    let another = another.json(&json!({"first": "4100000", "reservedFor": "Fair", "until": "2030-06-30"}));
    another.send().await.assert_problem(422, ProblemCode::IdempotencyKeyReused);

    let address = paths::reservation(kept.id);
    let release = || app.call(Method::DELETE, &address).header("idempotency-key", "over").send();
    let (one, other) = tokio::join!(release(), release());
    assert_eq!((one.status, other.status), (StatusCode::NO_CONTENT, StatusCode::NO_CONTENT));
    assert_eq!(release().await.header("idempotency-replayed"), Some("true"));
    let listed: Value = app.get(paths::route::RESERVATIONS).await.json();
    assert_eq!(listed["items"], json!([]));
    app.call(Method::DELETE, &address).send().await.assert_problem(404, ProblemCode::NotFound);
    // What was answered is answered again, also when it was released since.
    assert_eq!(reserve().await.json::<Reservation>().id, kept.id);
}

#[tokio::test]
async fn ids_are_reserved_listed_and_released() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let request =
        json!({"first": "4000000", "last": "4002999", "reservedFor": "Fair", "until": "2030-06-30"});
    let made = app.post(paths::route::RESERVATIONS, request).await;
    let kept: Reservation = made.json();
    assert_eq!(
        (made.status, kept.count, kept.last.to_string().as_str()),
        (StatusCode::CREATED, 3000, "4002999")
    );
    let listed: Value = app.get(paths::route::RESERVATIONS).await.json();
    assert_eq!(listed["items"], json!([kept]));
    choose(&app, &anna, json!({"conferenceId": "4000217"}))
        .await
        .assert_problem(409, ProblemCode::ConferenceIdReserved);
    let chosen = choose(&app, &anna, json!({"conferenceId": "4000217", "reservation": kept.id})).await;
    assert_eq!(chosen.status, StatusCode::OK);
    let release = || app.call(Method::DELETE, &paths::reservation(kept.id)).send();
    assert_eq!(release().await.status, StatusCode::NO_CONTENT);
    release().await.assert_problem(404, ProblemCode::NotFound);
    let day = json!({"first": "4000000", "reservedFor": "Fair", "until": "tomorrow"});
    app.post(paths::route::RESERVATIONS, day).await.assert_problem(422, ProblemCode::InvalidFields);
}

#[tokio::test]
async fn an_id_is_handed_over() {
    let app = App::new().await;
    let (anna, bo) = (app.enabled_user("Anna").await, app.enabled_user("Bo").await);
    let address = paths::conference_id_hand_over(anna.id);
    let hand_over = async |body: Value| {
        app.call(Method::POST, &address)
            .header("if-match", &anna.version.entity_tag())
            .json(&body)
            .send()
            .await
    };
    hand_over(json!({"successor": anna.id})).await.assert_problem(422, ProblemCode::InvalidFields);
    let nobody = hand_over(json!({"successor": "0193bb2e-5f3c-7d4e-8a9b-0c1d2e3f4a5b"})).await;
    insta::assert_snapshot!("no_successor", nobody.shown());
    let done =
        hand_over(json!({"successor": bo.id, "afterwards": "newConferenceId", "sendEmail": false})).await;
    assert_eq!(done.status, StatusCode::OK);
    let heir: User = app.get(&paths::user(bo.id)).await.json();
    assert_eq!(heir.conference_id, anna.conference_id);
    hand_over(json!({"successor": bo.id})).await.assert_problem(412, ProblemCode::VersionStale);
}

#[tokio::test]
async fn suggestions_have_their_reasons() {
    let app = App::new().await;
    let address = paths::conference_id_suggestions(BridgeId::FIRST);
    let found: Vec<shared::Suggestion> = app.get(&format!("{address}?near=anna")).await.json();
    assert_eq!(found.len(), 8);
    assert!(found[0].conference_id.to_string().contains("2662"));
    app.get(&format!("{address}?near=aaaaaaaaaaaaaaaaaaaaa"))
        .await
        .assert_problem(422, ProblemCode::InvalidFields);
}
