//! `/api/v1/users/{user}/dial-in-card`

use http::Method;
use serde_json::{Value, json};
use shared::{ProblemCode, User};

use crate::meeting_updates;
use crate::organizer::{as_organizer, sign_in};
use crate::support::App;

fn address(user: &User) -> String {
    format!("/api/v1/users/{}/dial-in-card", user.id)
}

async fn with_numbers(app: &App) {
    let change = json!({"organisationName": "Contoso"});
    let patch = app.call(Method::PATCH, "/api/v1/settings").header("if-match", "\"1\"").json(&change);
    assert_eq!(patch.send().await.status, 200);
    for number in [
        json!({"number": "+4620123456", "tollFree": true}),
        json!({"number": "+46812345678", "location": "Stockholm", "default": true}),
    ] {
        let answer = app.post("/api/v1/bridges/1/service-numbers", number).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
    }
}

#[tokio::test]
async fn the_card_has_the_id_the_numbers_and_what_a_telephone_dials() {
    let app = App::new().await;
    with_numbers(&app).await;
    let user = app.enabled_user("Anna").await;
    let card: Value = app.get(&address(&user)).await.json();
    let id = user.conference_id.unwrap();
    assert_eq!(card["conferenceId"], json!(id.grouped()));
    assert_eq!(
        (&card["displayName"], &card["organisationName"], &card["language"]),
        (&json!("Anna"), &json!("Contoso"), &json!("en"))
    );
    let links: Vec<&Value> =
        card["numbers"].as_array().unwrap().iter().map(|number| &number["oneTap"]).collect();
    let tel = |number: &str| json!(format!("tel:{number},,{id}%23"));
    assert_eq!(links, [&tel("+46812345678"), &tel("+4620123456")], "the default number first");
}

#[tokio::test]
async fn there_is_no_card_without_an_id() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let disable = app
        .call(Method::POST, &format!("/api/v1/users/{}/disable", user.id))
        .header("if-match", &user.version.entity_tag())
        .json(&json!({}));
    assert_eq!(disable.send().await.status, 200);
    app.get(&address(&user)).await.assert_problem(409, ProblemCode::DialInNotEnabled);
    let nobody = "/api/v1/users/0198c0de-0000-7000-8000-000000000001/dial-in-card";
    app.get(nobody).await.assert_problem(404, ProblemCode::NotFound);
}

#[tokio::test]
async fn organizers_have_their_own_card_and_nobody_elses() {
    let app = meeting_updates::app().await;
    let (anna, bo) = (app.enabled_user("Anna").await, app.enabled_user("Bo").await);
    let cookie = sign_in(&app, anna.id).await;
    let get =
        async |user: &User, cookie: &str| as_organizer(&app, cookie, Method::GET, &address(user), None).await;
    let own: Value = get(&anna, &cookie).await.json();
    assert_eq!(own["conferenceId"], json!(anna.conference_id.unwrap().grouped()));
    get(&bo, &cookie).await.assert_problem(401, ProblemCode::SignInRequired);
    get(&anna, "").await.assert_problem(401, ProblemCode::SignInRequired);
}
