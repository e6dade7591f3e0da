//! `/api/v1/users/{user}/provider`, and what it means for the rest.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::{ProblemCode, User, paths};

use crate::support::{Answer, App};

async fn set(app: &App, user: &User, body: Value) -> Answer {
    let address = paths::user_provider(user.id);
    app.call(Method::PUT, &address).header("if-match", &user.version.entity_tag()).json(&body).send().await
}

fn third_party(passcode: &str) -> Value {
    json!({"provider": {"thirdParty": {"default": {
        "name": "Contoso Conferencing",
        "tollNumber": "+46 (0)8-123 456 78",
        "tollFreeNumbers": ["+46 20-12 34 56"],
        "passcode": passcode,
        "url": "https://conferencing.contoso.example/join",
    }}}, "sendEmail": false})
}

#[tokio::test]
async fn a_third_party_is_shown_and_can_be_sent_back_as_it_is() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let answer = set(&app, &anna, third_party("004711")).await;
    insta::assert_snapshot!(answer.shown());
    let user: User = answer.json();
    let same = json!({"provider": shared::ProviderRequest::from(&user.provider)});
    let again: User = set(&app, &user, same).await.json();
    assert_eq!(again.version, user.version, "nothing was changed");

    let back = set(&app, &user, json!({"provider": "builtIn", "sendEmail": false})).await;
    assert_eq!(back.status, StatusCode::OK);
    let back: User = back.json();
    assert_eq!(back.conference_id, anna.conference_id);
}

#[tokio::test]
async fn every_fault_is_named_by_its_profile_in_the_readers_language() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let body = json!({"provider": {"thirdParty": {
        "default": {"name": "Zoom", "tollNumber": "+46 8 123 456 78", "passcode": "1234567"},
        "others": [{"name": "", "tollNumber": "08-123", "passcode": "1.23E+05", "url": "javascript:alert(1)"}],
    }}});
    let address = paths::user_provider(anna.id);
    for language in ["en", "sv"] {
        let call = app.call(Method::PUT, &address).header("accept-language", language);
        let answer = call.header("if-match", &anna.version.entity_tag()).json(&body).send().await;
        insta::assert_snapshot!(format!("faults_{language}"), answer.shown());
    }
    app.call(Method::PUT, &address)
        .json(&third_party("0047"))
        .send()
        .await
        .assert_problem(428, ProblemCode::VersionRequired);
    let nameless = json!({"provider": {"thirdParty": {"others": []}}});
    set(&app, &anna, nameless).await.assert_problem(400, ProblemCode::UnreadableBody);
}

#[tokio::test]
async fn what_konfid_does_not_do_to_a_third_party_is_refused_with_the_reason() {
    let app = App::new().await;
    let (anna, bo) = (app.enabled_user("Anna").await, app.enabled_user("Bo").await);
    let anna: User = set(&app, &anna, third_party("004711")).await.json();
    let tag = anna.version.entity_tag();
    let post =
        |address: String, body: Value| app.call(Method::POST, &address).header("if-match", &tag).json(&body);
    let reset = post(paths::conference_id_reset(anna.id), json!({})).send().await;
    reset.assert_problem(409, ProblemCode::ThirdPartyConferenceId);
    insta::assert_snapshot!("reset_refused", reset.shown());
    let undo = post(paths::conference_id_undo(anna.id), json!({})).send().await;
    undo.assert_problem(409, ProblemCode::ThirdPartyConferenceId);
    let enable = post(paths::user_enable(anna.id), json!({})).send().await;
    enable.assert_problem(409, ProblemCode::ReplacesProvider);
    insta::assert_snapshot!("enable_refused", enable.shown());
    let taken = set(&app, &bo, third_party("004711")).await;
    taken.assert_problem(409, ProblemCode::PasscodeTaken);
    insta::assert_snapshot!("passcode_taken", taken.shown());
    let replace = json!({"replaceProvider": true, "sendEmail": false});
    let replaced: User = post(paths::user_enable(anna.id), replace).send().await.json();
    assert!(replaced.conference_id.is_some() && !replaced.provider.is_third_party());
}

#[tokio::test]
async fn lists_show_the_users_of_a_provider() {
    let app = App::new().await;
    let (anna, _) = (app.enabled_user("Anna").await, app.enabled_user("Bo").await);
    set(&app, &anna, third_party("004711")).await;
    let names = |answer: Answer| -> Vec<String> {
        let page: Value = answer.json();
        let users = page["items"].as_array().unwrap();
        users.iter().map(|user| user["displayName"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(app.get("/api/v1/users?provider=thirdParty").await), ["Anna"]);
    assert_eq!(names(app.get("/api/v1/users?provider=builtIn").await), ["Bo"]);
    app.get("/api/v1/users?provider=pigeons").await.assert_problem(400, ProblemCode::UnreadableBody);
}

#[tokio::test]
async fn bulk_acts_leave_third_parties_alone_and_say_why() {
    let app = App::new().await;
    let (anna, bo) = (app.enabled_user("Anna").await, app.enabled_user("Bo").await);
    set(&app, &anna, third_party("004711")).await;
    for (act, done) in [("reset", "reset"), ("enable", "unchanged")] {
        let body = json!({"act": act, "selection": {"ids": [anna.id, bo.id]}, "sendEmail": false});
        let job: Value = app.post("/api/v1/users/act", body).await.json();
        app.run_jobs().await;
        let rows: Value = app.get(&format!("/api/v1/jobs/{}/rows", job["id"].as_str().unwrap())).await.json();
        let outcomes: Vec<&str> =
            rows["items"].as_array().unwrap().iter().map(|row| row["outcome"].as_str().unwrap()).collect();
        assert_eq!(outcomes, ["refused", done]);
        assert_eq!(rows["items"][0]["reasonCode"], "thirdPartyProvider");
    }
}
