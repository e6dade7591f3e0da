//! The country and the numbers of a user: given by hand, or filled in from the country.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::{PhoneNumber, ProblemCode, User};

use crate::support::{Answer, App};

const NUMBERS: &str = "/api/v1/bridges/1/service-numbers";

/// Numbers in Sweden and Norway, of both kinds in Sweden; the Norwegian one is the default.
async fn with_numbers() -> App {
    let app = App::new().await;
    for number in ["+4722123456", "+46812345678", "+46855500100", "+4620123456"] {
        let registered = app.call(Method::POST, NUMBERS).json(&json!({"number": number})).send().await;
        assert_eq!(registered.status, StatusCode::CREATED);
    }
    app
}

fn anna(more: &Value) -> Value {
    let mut user = json!({
        "displayName": "Anna",
        "userPrincipalName": "anna@contoso.example",
        "primaryEmail": "anna@contoso.example",
        "sendEmail": false,
    });
    user.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    user
}

async fn create(app: &App, more: Value) -> Answer {
    app.call(Method::POST, "/api/v1/users").json(&anna(&more)).send().await
}

async fn change(app: &App, user: &User, change: Value) -> Answer {
    let patch = app.call(Method::PATCH, &format!("/api/v1/users/{}", user.id));
    patch.header("if-match", &user.version.entity_tag()).json(&change).send().await
}

fn numbers(user: &User) -> [Option<&str>; 2] {
    [&user.toll_number, &user.toll_free_number].map(|number| number.as_ref().map(PhoneNumber::as_str))
}

#[tokio::test]
async fn who_has_a_country_gets_the_numbers_of_the_bridge_there() {
    let app = with_numbers().await;
    let anna: User = create(&app, json!({"country": "se"})).await.json();
    assert_eq!(numbers(&anna), [Some("+46812345678"), Some("+4620123456")]);
    let other: User =
        change(&app, &anna, json!({"tollNumber": "+46855500100", "tollFreeNumber": null})).await.json();
    assert_eq!(numbers(&other), [Some("+46855500100"), None]);
    let moved: User = change(&app, &other, json!({"country": "NO"})).await.json();
    assert_eq!(numbers(&moved), [Some("+46855500100"), None], "a number of one's own stays");
    let none: User = change(&app, &moved, json!({"country": null, "tollNumber": null})).await.json();
    assert_eq!((none.country, numbers(&none)), (None, [None, None]));
    let again: User = change(&app, &none, json!({"country": "SE", "tollFreeNumber": null})).await.json();
    assert_eq!(numbers(&again), [Some("+46812345678"), None], "what is asked for is not filled in");
    let audit: Value = app.get("/api/v1/audit?action=userUpdated&limit=1").await.json();
    assert_eq!(audit["items"][0]["text"], "country: – → SE; own number: – → +46812345678");
}

#[tokio::test]
async fn a_country_without_a_number_leaves_the_bridges() {
    let app = with_numbers().await;
    let anna: User = create(&app, json!({"country": "FI"})).await.json();
    assert_eq!(numbers(&anna), [None, None]);
    app.call(Method::POST, NUMBERS).json(&json!({"number": "+358942451234"})).send().await;
    let enable = app.call(Method::POST, &format!("/api/v1/users/{}/enable", anna.id));
    let enabled: User = enable.json(&json!({"sendEmail": false})).send().await.json();
    assert_eq!(
        numbers(&enabled),
        [Some("+358942451234"), None],
        "the number is there when the user is enabled"
    );
}

#[tokio::test]
async fn a_number_must_be_the_bridges_and_of_its_kind() {
    let app = with_numbers().await;
    let anna: User = create(&app, json!({})).await.json();
    for (wrong, fields) in [
        (json!({"tollNumber": "+46855500199"}), &["tollNumber"][..]),
        (json!({"tollNumber": "+4620123456"}), &["tollNumber"]),
        (json!({"tollFreeNumber": "+46812345678"}), &["tollFreeNumber"]),
        (json!({"tollFreeNumber": "+4620123456", "mayUseTollFree": false}), &["tollFreeNumber"]),
        (
            json!({"tollNumber": "+4620123456", "tollFreeNumber": "+46855500199"}),
            &["tollNumber", "tollFreeNumber"],
        ),
    ] {
        let answer = change(&app, &anna, wrong.clone()).await;
        answer.assert_problem(422, ProblemCode::InvalidFields);
        let problem: Value = answer.json();
        let told: Vec<_> =
            problem["errors"].as_array().unwrap().iter().map(|field| &field["field"]).collect();
        assert_eq!(told, fields, "{wrong}");
    }
    create(&app, json!({"userPrincipalName": "bo@contoso.example", "bridge": 7}))
        .await
        .assert_problem(422, ProblemCode::InvalidFields);
    let seen: User = app.get(&format!("/api/v1/users/{}", anna.id)).await.json();
    assert_eq!(seen, anna, "nothing was changed");
}

#[tokio::test]
async fn who_may_not_use_toll_free_numbers_loses_their_own() {
    let app = with_numbers().await;
    let anna: User = create(&app, json!({"country": "SE"})).await.json();
    let after: User = change(&app, &anna, json!({"mayUseTollFree": false})).await.json();
    assert_eq!((after.may_use_toll_free, numbers(&after)), (false, [Some("+46812345678"), None]));
    let again: User = change(&app, &after, json!({"country": "NO"})).await.json();
    assert_eq!(numbers(&again), [Some("+46812345678"), None]);
    let allowed: User =
        change(&app, &again, json!({"mayUseTollFree": true, "tollFreeNumber": "+4620123456"})).await.json();
    assert_eq!(numbers(&allowed), [Some("+46812345678"), Some("+4620123456")]);
}

#[tokio::test]
async fn an_import_fills_in_the_numbers_of_the_country() {
    let app = with_numbers().await;
    let file = "Display name,User principal name,Mail,Usage location,Country\r\n\
        Anna,anna@contoso.example,anna@contoso.example,,Sverige\r\n\
        Bo,bo@contoso.example,bo@contoso.example,NO,Sweden\r\n\
        Eva,eva@contoso.example,eva@contoso.example,,Narnia\r\n";
    create(&app, json!({})).await;
    let post = app.call(Method::POST, "/api/v1/imports").header("content-type", "text/csv").body(file);
    let preview = post.send().await;
    let location = preview.header("location").unwrap().to_owned();
    let rows: Value = app.get(&format!("{location}/rows")).await.json();
    let row = |name: &str| {
        rows["items"].as_array().unwrap().iter().find(|row| row["displayName"] == name).unwrap().clone()
    };
    let gets = |number: &str| json!({"field": "tollNumber", "before": "", "after": number});
    let changes = &row("Anna")["changes"];
    assert_eq!(changes[0], json!({"field": "country", "before": "", "after": "SE"}));
    assert_eq!(changes[1], gets("+46812345678"));
    assert_eq!(changes[2]["after"], "+4620123456");
    assert_eq!(row("Bo")["changes"], json!([gets("+4722123456")]), "the usage location comes first");
    assert_eq!(row("Eva")["noteCodes"], json!(["unknownCountry"]));
    app.call(Method::POST, &format!("{location}/apply")).send().await;
    app.run_jobs().await;
    let users: Value = app.get("/api/v1/users").await.json();
    let told: Vec<_> = users["items"].as_array().unwrap().iter().map(|user| &user["tollNumber"]).collect();
    assert_eq!(told, [&json!("+46812345678"), &json!("+4722123456"), &Value::Null]);
    let again = app.call(Method::POST, "/api/v1/imports").header("content-type", "text/csv").body(file);
    let again: Value = again.send().await.json();
    assert_eq!(again["counts"]["unchanged"], 3, "the second time there is nothing to do");
}

#[tokio::test]
async fn the_invitation_names_the_users_own_numbers_first() {
    let app = with_numbers().await;
    let anna: User = create(&app, json!({"country": "SE", "enable": true})).await.json();
    let address = format!("/api/v1/users/{}/invitation", anna.id);
    let told = async || {
        let invitation: Value = app.get(&address).await.json();
        let numbers = invitation["serviceNumbers"].as_array().unwrap().iter();
        let numbers: Vec<_> = numbers.map(|number| number["number"].as_str().unwrap().to_owned()).collect();
        (numbers, invitation["invitation"]["text"].as_str().unwrap().to_owned())
    };
    let (numbers, text) = told().await;
    assert_eq!(numbers, ["+46812345678", "+4620123456", "+4722123456", "+46855500100"]);
    assert!(text.contains("+46 8 123 456 78") && text.contains(&anna.conference_id.unwrap().grouped()));
    change(&app, &anna, json!({"mayUseTollFree": false})).await;
    let (numbers, text) = told().await;
    assert_eq!(numbers, ["+46812345678", "+4722123456", "+46855500100"]);
    assert!(!text.contains("+46 20"), "{text}");
    let nobody = "/api/v1/users/0198c0de-0000-7000-8000-000000000001/invitation";
    app.get(nobody).await.assert_problem(404, ProblemCode::NotFound);
}

#[tokio::test]
async fn a_user_moves_to_another_bridge_with_a_new_id_and_its_numbers() {
    let app = with_numbers().await;
    app.call(Method::POST, "/api/v1/bridges").json(&json!({"name": "Oslo"})).send().await;
    let oslo = "/api/v1/bridges/2/service-numbers";
    app.call(Method::POST, oslo).json(&json!({"number": "+4721234567"})).send().await;
    app.call(Method::POST, oslo).json(&json!({"number": "+46317654321"})).send().await;
    let anna: User = create(&app, json!({"country": "SE", "enable": true})).await.json();
    let old = anna.conference_id.unwrap();
    let go = async |user: &User, body: Value| {
        let post = app.call(Method::POST, &format!("/api/v1/users/{}/bridge", user.id));
        post.header("if-match", &user.version.entity_tag()).json(&body).send().await
    };
    go(&anna, json!({"bridge": 9})).await.assert_problem(422, ProblemCode::InvalidFields);
    let same: User = go(&anna, json!({"bridge": 1})).await.json();
    assert_eq!(same.version, anna.version, "there is nothing to do");
    let moved: User = go(&anna, json!({"bridge": 2, "reason": "Norway"})).await.json();
    assert_eq!((moved.bridge.number(), numbers(&moved)), (2, [Some("+46317654321"), None]));
    assert!(moved.conference_id.is_some() && moved.undo.is_none());
    let report: Value = app.get(&format!("/api/v1/bridges/1/conference-ids/{old}")).await.json();
    assert_eq!(report["status"], "quarantined");
    assert_eq!(report["history"][0]["ended"], "bridgeChanged");
    go(&anna, json!({"bridge": 1})).await.assert_problem(412, ProblemCode::VersionStale);
    assert_eq!(moved.latest_mail.map(|mail| mail.event), Some(shared::MailEvent::ConferenceIdChanged));

    let bo = json!({"userPrincipalName": "bo@contoso.example", "primaryEmail": "bo@contoso.example"});
    let bo: User = create(&app, bo).await.json();
    let moved: User = go(&bo, json!({"bridge": 2})).await.json();
    assert_eq!((moved.bridge.number(), moved.conference_id), (2, None), "who is not enabled gets no ID");
}

#[tokio::test]
async fn many_users_get_another_number_in_a_job() {
    let app = with_numbers().await;
    let [anna, bo, eva] =
        [app.enabled_user("Anna").await, app.enabled_user("Bo").await, app.enabled_user("Eva").await];
    let second: shared::Bridge = app.post("/api/v1/bridges", json!({"name": "Oslo"})).await.json();
    let leave = app.call(Method::POST, &format!("/api/v1/users/{}/bridge", bo.id));
    let leave = leave.header("if-match", &bo.version.entity_tag()).json(&json!({"bridge": second.id}));
    assert_eq!(leave.send().await.status, StatusCode::OK);
    change(&app, &eva, json!({"mayUseTollFree": false})).await;
    let act = async |more: Value| {
        let mut request = json!({"act": "changeNumber", "selection": {"matching": {}}, "sendEmail": true});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        app.post("/api/v1/users/act", request).await
    };
    let outcomes = async |begun: Answer| {
        app.run_jobs().await;
        let rows: Value = app.get(&format!("{}/rows", begun.header("location").unwrap())).await.json();
        let row = |row: &Value| (row["outcome"].clone(), row["reasonCode"].clone());
        rows["items"].as_array().unwrap().iter().map(row).collect::<Vec<_>>()
    };
    let own = async |user: &User| -> User { app.get(&format!("/api/v1/users/{}", user.id)).await.json() };
    let (changed, unchanged) = ((json!("changed"), Value::Null), (json!("unchanged"), Value::Null));
    let elsewhere = (json!("refused"), json!("numberOfAnotherBridge"));

    let told = outcomes(act(json!({"number": "+46855500100"})).await).await;
    assert_eq!(told, [changed.clone(), elsewhere.clone(), changed.clone()]);
    assert_eq!(numbers(&own(&anna).await), [Some("+46855500100"), None]);
    let told = own(&anna).await.latest_mail.map(|mail| mail.event);
    assert_eq!(told, Some(shared::MailEvent::DefaultNumberChanged));
    let told = outcomes(act(json!({"number": "+4620123456"})).await).await;
    let may_not = (json!("refused"), json!("mayNotUseTollFree"));
    assert_eq!(told, [changed.clone(), elsewhere, may_not]);
    assert_eq!(numbers(&own(&anna).await), [Some("+46855500100"), Some("+4620123456")]);
    let told = outcomes(act(json!({})).await).await;
    assert_eq!(told, [changed.clone(), unchanged, changed], "they have the bridge's default number again");
    assert_eq!(numbers(&own(&anna).await), [None, Some("+4620123456")]);

    act(json!({"number": "+46855500199"})).await.assert_problem(422, ProblemCode::InvalidFields);
    act(json!({"act": "disable", "number": "+46855500100"}))
        .await
        .assert_problem(422, ProblemCode::InvalidFields);
}
