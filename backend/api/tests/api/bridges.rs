//! `/api/v1/bridges`, and what is asked of one bridge.

use std::time::Duration;

use domain::operations::bridges::look_at_bridges;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::{
    Bridge, BridgeHistory, BridgeId, BridgeReport, ConferenceId, ConferenceIdReport, ConferenceIdStatus,
    LanguageTag, MailEvent, NumberImpact, ProblemCode, User, paths,
};

use crate::support::App;

#[tokio::test]
async fn the_settings_tell_the_numbers_of_the_default_bridge() {
    let app = App::new().await;
    app.enabled_user("Anna").await;
    app.call(Method::POST, NUMBERS).json(&json!({"number": "+46812345678"})).send().await;
    let [report] = app.get("/api/v1/bridges").await.json::<[BridgeReport; 1]>();
    assert!(report.bridge.default);
    assert_eq!((report.bridge.version.0, report.conference_id_usage.assigned), (2, 1));
    assert_eq!((report.meter.guess_one_in, report.meter.warning), (Some(9_000_000), None));
    let settings: Value = app.get("/api/v1/settings").await.json();
    assert_eq!(settings["serviceNumbers"][0]["number"], "+46812345678");
    let change = json!({"serviceNumbers": []});
    let patch = app.call(Method::PATCH, "/api/v1/settings").header("if-match", "\"1\"").json(&change);
    patch.send().await.assert_problem(400, ProblemCode::UnreadableBody);
}

#[tokio::test]
async fn the_numbering_plan_helps_while_somebody_writes() {
    let app = App::new().await;
    let check = async |query: &str| app.get(&format!("/api/v1/numbering-plan?{query}")).await;
    let number: Value = check("number=08-123%20456%2078&countryCode=se").await.json();
    let expected = json!({"number": "+46812345678", "formatted": "+46 8 123 456 78", "countryCode": "SE", "tollFree": false});
    assert_eq!(number, expected);
    let free: Value = check("number=%2B4620123456").await.json();
    assert_eq!((&free["formatted"], &free["tollFree"]), (&json!("+46 20 12 34 56"), &json!(true)));
    for wrong in ["number=", "number=08-123%20456%2078", "number=%2B4681234", "number=abc"] {
        let answer = check(wrong).await;
        assert_eq!((answer.status, &*answer.body), (StatusCode::OK, "null"), "{wrong}");
    }
}

#[tokio::test]
async fn a_bridge_tells_how_it_has_filled() {
    let app = App::new().await;
    app.enabled_user("Anna").await;
    look_at_bridges(&app.application).await.unwrap();
    app.advance(Duration::from_hours(48));
    app.enabled_user("Bo").await;
    look_at_bridges(&app.application).await.unwrap();
    look_at_bridges(&app.application).await.unwrap();
    app.enabled_user("Eva").await;
    let history: BridgeHistory = app.get("/api/v1/bridges/1/history").await.json();
    let live: Vec<_> = history.days.iter().map(|day| day.live).collect();
    assert_eq!(live, [1, 3], "today is told as it is now");
    assert_eq!(history.days[1].day.number() - history.days[0].day.number(), 2);
    let report: BridgeReport = app.get("/api/v1/bridges/1").await.json();
    assert_eq!(report.meter.days_until_full, Some(report.conference_id_usage.free), "one a day");
    app.get("/api/v1/bridges/2/history").await.assert_problem(404, ProblemCode::NotFound);
    app.get("/api/v1/bridges/1/history?days=367").await.assert_problem(422, ProblemCode::InvalidFields);
}

#[tokio::test]
async fn an_id_is_looked_for_on_its_bridge_only() {
    let app = App::new().await;
    let id = app.enabled_user("Anna").await.conference_id.unwrap();
    let mapped = async |bridge: &str| {
        let answer: Value = app.get(&format!("/conferenceMapper?id={id}{bridge}")).await.json();
        answer["conference"].is_string()
    };
    assert!(mapped("").await && mapped("&bridge=1").await && mapped("&bridge=").await);
    for bridge in ["2", "0", "-1", "default", "99999999999"] {
        assert!(!mapped(&format!("&bridge={bridge}")).await, "{bridge}");
        let answer = app.get(&format!("/api/v1/bridges/{bridge}/conference-ids/{id}")).await;
        answer.assert_problem(404, ProblemCode::NotFound);
    }
}

const NUMBERS: &str = "/api/v1/bridges/1/service-numbers";

#[tokio::test]
async fn bridges_are_added_renamed_and_made_the_default() {
    let app = App::new().await;
    let added = app.call(Method::POST, "/api/v1/bridges").json(&json!({"name": " Oslo "})).send().await;
    assert_eq!((added.status, added.header("etag")), (StatusCode::CREATED, Some("\"1\"")));
    let oslo: Bridge = added.json();
    assert_eq!((oslo.id.number(), &*oslo.name, oslo.default), (2, "Oslo", false));
    let change = |tag: &'static str, change: Value| {
        app.call(Method::PATCH, "/api/v1/bridges/2").header("if-match", tag).json(&change).send()
    };
    let changed = change("\"1\"", json!({"name": "Norway", "default": true})).await;
    assert_eq!((changed.status, changed.header("etag")), (StatusCode::OK, Some("\"2\"")));
    let [first, second] = app.get("/api/v1/bridges").await.json::<[BridgeReport; 2]>();
    assert_eq!((first.bridge.default, second.bridge.default), (false, true));
    assert_eq!(app.enabled_user("Anna").await.bridge.number(), 2, "new users belong to the default bridge");
    change("\"1\"", json!({"name": "Oslo"})).await.assert_problem(412, ProblemCode::VersionStale);
    change("\"2\"", json!({"default": false})).await.assert_problem(422, ProblemCode::InvalidFields);
    change("\"2\"", json!({"name": " "})).await.assert_problem(422, ProblemCode::InvalidFields);
    assert_eq!(app.get("/api/v1/bridges/2").await.header("etag"), Some("\"2\""), "nothing was changed");
    app.get("/api/v1/bridges/3").await.assert_problem(404, ProblemCode::NotFound);
}

#[tokio::test]
async fn a_bridge_may_have_a_quarantine_of_its_own() {
    let app = App::new().await;
    let change = async |tag: &'static str, change: Value| {
        app.call(Method::PATCH, "/api/v1/bridges/1").header("if-match", tag).json(&change).send().await
    };
    let wrong =
        change("\"1\"", json!({"quarantineDays": 44, "dynamicQuarantineDays": 366, "name": ""})).await;
    assert_eq!(wrong.json::<Value>()["errors"].as_array().map(Vec::len), Some(3), "each is told");
    for wrong in [json!({"quarantineDays": 366}), json!({"dynamicQuarantineDays": 0})] {
        change("\"1\"", wrong).await.assert_problem(422, ProblemCode::InvalidFields);
    }
    let own = json!({"quarantineDays": 45, "dynamicQuarantineDays": 1});
    let bridge: Bridge = change("\"1\"", own.clone()).await.json();
    assert_eq!((bridge.quarantine_days, bridge.dynamic_quarantine_days), (Some(45), Some(1)));
    assert_eq!(change("\"2\"", own).await.header("etag"), Some("\"2\""), "nothing differs");
    let entries: Value = app.get("/api/v1/audit?action=bridgeUpdated").await.json();
    let fields = &entries["items"][0]["detail"]["fields"];
    assert_eq!(fields[1], json!({"field": "quarantineDays", "before": null, "after": 45}), "{entries}");

    // An ID rests for as long as the bridge says; where it says nothing, for as long as the settings do.
    let rests = async |name: &str| {
        let user = app.enabled_user(name).await;
        let id = user.conference_id.unwrap();
        app.post(&paths::user_disable(user.id), json!({})).await.json::<User>();
        let read = app.application.in_snapshot(move |read| {
            Box::pin(async move { Ok(read.ledger_entry(shared::BridgeId::FIRST, id).await?) })
        });
        let until = read.await.unwrap().unwrap().quarantined_until.unwrap();
        until.since(app.application.now()).as_secs() / 86_400
    };
    assert_eq!(rests("Anna").await, 45);
    let bridge: Bridge = change("\"2\"", json!({"quarantineDays": null})).await.json();
    assert_eq!((bridge.quarantine_days, bridge.dynamic_quarantine_days), (None, Some(1)));
    assert_eq!(rests("Bo").await, 90);
}

#[tokio::test]
async fn numbers_are_registered_as_people_write_them() {
    let app = App::new().await;
    let register = |number: Value| app.call(Method::POST, NUMBERS).json(&number).send();
    let first = json!({"number": "08-123 456 78", "countryCode": "se", "location": "Stockholm", "languages": ["sv", "en_gb"]});
    assert_eq!(register(first).await.status, StatusCode::CREATED);
    let bridge: Bridge = register(json!({"number": "+46 (0)20 12 34 56"})).await.json();
    let told: Vec<_> = bridge
        .service_numbers
        .iter()
        .map(|number| (number.for_people(), number.toll_free, number.default))
        .collect();
    assert_eq!(told, [("+46 8 123 456 78", false, true), ("+46 20 12 34 56", true, false)]);
    let languages: Vec<_> = bridge.service_numbers[0].languages.iter().map(LanguageTag::as_str).collect();
    assert_eq!(languages, ["sv", "en-GB"]);
    register(json!({"number": "+46812345678"})).await.assert_problem(409, ProblemCode::ServiceNumberTaken);
    for wrong in [
        json!({}),
        json!({"number": "08-123 456 78"}),
        json!({"number": "+4681234"}),
        json!({"number": "+46855500100", "languages": ["svenska"]}),
        json!({"number": "+46855500100", "languages": ["sv", "sv"]}),
        json!({"number": "+46855500100", "languages": ["sv", "en", "de", "fr", "es", "fi"]}),
        json!({"number": "+46855500100", "formatted": "+46 8 555 001 01"}),
        json!({"number": "+46855500100", "countryCode": "Sweden"}),
    ] {
        register(wrong.clone()).await.assert_problem(422, ProblemCode::InvalidFields);
    }
    let oslo = json!({"name": "Oslo"});
    assert_eq!(
        app.call(Method::POST, "/api/v1/bridges").json(&oslo).send().await.status,
        StatusCode::CREATED
    );
    let elsewhere =
        app.call(Method::POST, "/api/v1/bridges/2/service-numbers").json(&json!({"number": "+46812345678"}));
    elsewhere.send().await.assert_problem(409, ProblemCode::ServiceNumberTaken);
    assert_eq!(app.get("/api/v1/bridges/1").await.header("etag"), Some("\"3\""), "nothing was changed");
}

#[tokio::test]
async fn a_default_number_goes_only_when_another_takes_its_place() {
    let app = App::new().await;
    for number in ["+46812345678", "+46855500100", "+4620123456"] {
        app.call(Method::POST, NUMBERS).json(&json!({"number": number})).send().await;
    }
    let unregister = |number: &str, tag: &'static str| {
        app.call(Method::DELETE, &format!("{NUMBERS}/{number}")).header("if-match", tag).send()
    };
    unregister("+46812345678", "\"4\"").await.assert_problem(409, ProblemCode::ReplacementRequired);
    let itself = "+46812345678?replacement=%2B46812345678";
    unregister(itself, "\"4\"").await.assert_problem(422, ProblemCode::InvalidFields);
    unregister("+46812345679", "\"4\"").await.assert_problem(404, ProblemCode::NotFound);
    let bridge: Bridge = unregister("+46812345678?replacement=%2B4620123456", "\"4\"").await.json();
    let told = |bridge: &Bridge| -> Vec<_> {
        let numbers = bridge.service_numbers.iter();
        numbers.map(|number| (number.number.to_string(), number.default)).collect()
    };
    assert_eq!(told(&bridge), [("+46855500100".to_owned(), false), ("+4620123456".to_owned(), true)]);
    let change = |number: &str, tag: &'static str, change: Value| {
        app.call(Method::PATCH, &format!("{NUMBERS}/{number}")).header("if-match", tag).json(&change).send()
    };
    change("+4620123456", "\"5\"", json!({"default": false}))
        .await
        .assert_problem(422, ProblemCode::InvalidFields);
    change("+4620123456", "\"5\"", json!({"number": "+46855500199"}))
        .await
        .assert_problem(422, ProblemCode::InvalidFields);
    let changed = change("+46855500100", "\"5\"", json!({"default": true, "location": "Malmö"})).await;
    assert_eq!(changed.header("etag"), Some("\"6\""));
    assert!(changed.json::<Bridge>().service_numbers[0].default);
    unregister("+4620123456", "\"5\"").await.assert_problem(412, ProblemCode::VersionStale);
    unregister("+4620123456", "\"6\"").await;
    let last: Bridge = unregister("+46855500100", "\"7\"").await.json();
    assert!(last.service_numbers.is_empty(), "the last one needs no replacement");
}

#[tokio::test]
async fn numbers_get_what_their_numbering_plan_says() {
    let app = App::new().await;
    for (number, expected) in [
        (json!({"number": "+46812345678"}), ("+46 8 123 456 78", "SE", false)),
        (
            json!({"number": "+4620123456", "formatted": "+46 (0)20-12 34 56"}),
            ("+46 (0)20-12 34 56", "SE", true),
        ),
        // Canada and the United States share a numbering plan.
        (json!({"number": "+18005551234", "countryCode": "ca"}), ("+1 800-555-1234", "CA", true)),
    ] {
        let bridge: Bridge = app.call(Method::POST, NUMBERS).json(&number).send().await.json();
        let last = bridge.service_numbers.last().unwrap();
        assert_eq!((&*last.formatted, &*last.country_code, last.toll_free), expected);
    }
}

#[tokio::test]
async fn a_number_that_no_country_has_is_named_and_nothing_is_saved() {
    let app = App::new().await;
    for (number, language, said) in [
        (json!({"number": "+4681234"}), "en", "No country has the number +4681234."),
        (json!({"number": "+4681234"}), "sv", "Numret +4681234 finns inte i något land."),
        (
            json!({"number": "+46812345678", "formatted": "+46 8 123 456 79"}),
            "en",
            "The text for people is not the number +46812345678.",
        ),
    ] {
        let post = app.call(Method::POST, NUMBERS).header("accept-language", language);
        let refused = post.json(&number).send().await;
        refused.assert_problem(422, ProblemCode::InvalidFields);
        assert!(refused.body.contains(said), "{}", refused.body);
    }
    assert_eq!(app.get("/api/v1/bridges/1").await.header("etag"), Some("\"1\""), "nothing was changed");
}

#[tokio::test]
async fn a_number_that_users_have_goes_when_all_of_them_have_the_replacement() {
    let app = App::new().await;
    for number in ["+4722123456", "+46812345678", "+46855500100", "+4620123456"] {
        app.call(Method::POST, NUMBERS).json(&json!({"number": number})).send().await;
    }
    let mut users = Vec::new();
    for name in ["Anna", "Bo"] {
        let user = app.enabled_user(name).await;
        let patch = app.call(Method::PATCH, &format!("/api/v1/users/{}", user.id));
        let patch = patch.header("if-match", &user.version.entity_tag());
        let changed = patch.json(&json!({"tollNumber": "+46812345678"})).send().await;
        users.push(changed.json::<User>());
    }
    app.enabled_user("Eva").await;
    let unregister = async |query: &str| {
        let bridge: BridgeReport = app.get("/api/v1/bridges/1").await.json();
        let delete = app.call(Method::DELETE, &format!("{NUMBERS}/+46812345678{query}"));
        delete.header("if-match", &bridge.bridge.version.entity_tag()).send().await
    };
    let refused = unregister("").await;
    refused.assert_problem(409, ProblemCode::ServiceNumberInUse);
    assert!(refused.body.contains("2 users have it as their own"), "{}", refused.body);
    unregister("?replacement=%2B4620123456").await.assert_problem(422, ProblemCode::InvalidFields);
    let impact: NumberImpact = app.get(&format!("{NUMBERS}/+46812345678/impact")).await.json();
    assert_eq!(impact, NumberImpact { users: 2, followers: 0 });
    let impact: NumberImpact = app.get(&format!("{NUMBERS}/+4722123456/impact")).await.json();
    assert_eq!(impact, NumberImpact { users: 0, followers: 1 });

    let leaving: Bridge = unregister("?replacement=%2B46855500100&sendEmail=true").await.json();
    let job = leaving.number(&"+46812345678".parse().unwrap()).unwrap().replacement.clone().unwrap().job;
    let again: Bridge = unregister("?replacement=%2B46855500100").await.json();
    assert_eq!(again, leaving, "it is leaving already");
    let patch = app.call(Method::PATCH, &format!("/api/v1/users/{}", users[0].id));
    let patch = patch.header("if-match", &users[0].version.entity_tag());
    let chosen = patch.json(&json!({"tollNumber": "+46812345678", "displayName": "Anna B"})).send().await;
    chosen.assert_problem(422, ProblemCode::InvalidFields);
    let invitation: Value = app.get(&format!("/api/v1/users/{}/invitation", users[0].id)).await.json();
    assert_eq!(
        invitation["serviceNumbers"][0]["number"], "+46855500100",
        "invitations name the new one at once"
    );

    app.run_jobs().await;
    let job: Value = app.get(&format!("/api/v1/jobs/{job}")).await.json();
    assert_eq!((&job["state"], &job["counts"]["changed"]), (&json!("done"), &json!(2)));
    let bridge: BridgeReport = app.get("/api/v1/bridges/1").await.json();
    assert_eq!(bridge.bridge.number(&"+46812345678".parse().unwrap()), None);
    for user in &users {
        let user: User = app.get(&format!("/api/v1/users/{}", user.id)).await.json();
        assert_eq!(user.toll_number.map(|number| number.to_string()).as_deref(), Some("+46855500100"));
        assert_eq!(user.latest_mail.map(|mail| mail.event), Some(MailEvent::DefaultNumberChanged));
    }
}

#[tokio::test]
async fn a_number_stays_when_its_job_is_called_off() {
    let app = App::new().await;
    for number in ["+46812345678", "+46855500100"] {
        app.call(Method::POST, NUMBERS).json(&json!({"number": number})).send().await;
    }
    let user = app.enabled_user("Anna").await;
    let patch = app.call(Method::PATCH, &format!("/api/v1/users/{}", user.id));
    patch
        .header("if-match", &user.version.entity_tag())
        .json(&json!({"tollNumber": "+46855500100"}))
        .send()
        .await;
    let delete = app.call(Method::DELETE, &format!("{NUMBERS}/+46855500100?replacement=%2B46812345678"));
    let leaving: Bridge = delete.header("if-match", "\"3\"").send().await.json();
    let job = leaving.service_numbers[1].replacement.clone().unwrap().job;
    app.call(Method::POST, &format!("/api/v1/jobs/{job}/cancel")).send().await;
    let bridge: BridgeReport = app.get("/api/v1/bridges/1").await.json();
    assert_eq!(bridge.bridge.service_numbers[1].replacement, None);
    let user: User = app.get(&format!("/api/v1/users/{}", user.id)).await.json();
    assert_eq!(user.toll_number.map(|number| number.to_string()).as_deref(), Some("+46855500100"));
}

#[tokio::test]
async fn a_new_default_number_is_told_to_those_without_their_own_if_that_is_wanted() {
    let app = App::new().await;
    for number in ["+46812345678", "+46855500100"] {
        app.call(Method::POST, NUMBERS).json(&json!({"number": number})).send().await;
    }
    let anna = app.enabled_user("Anna").await;
    let bo = app.enabled_user("Bo").await;
    let patch = app.call(Method::PATCH, &format!("/api/v1/users/{}", bo.id));
    patch
        .header("if-match", &bo.version.entity_tag())
        .json(&json!({"tollNumber": "+46812345678"}))
        .send()
        .await;
    let change = async |number: &str, change: Value| {
        let report: BridgeReport = app.get("/api/v1/bridges/1").await.json();
        let patch = app.call(Method::PATCH, &format!("{NUMBERS}/{number}"));
        patch.header("if-match", &report.bridge.version.entity_tag()).json(&change).send().await
    };
    change("+46855500100", json!({"default": true})).await;
    assert_eq!(app.get("/api/v1/jobs").await.json::<Value>()["items"], json!([]), "nobody asked for it");
    change("+46812345678", json!({"default": true, "sendEmail": true})).await;
    app.run_jobs().await;
    let event = async |user: &User| {
        let user: User = app.get(&format!("/api/v1/users/{}", user.id)).await.json();
        user.latest_mail.map(|mail| mail.event)
    };
    assert_eq!(event(&anna).await, Some(MailEvent::DefaultNumberChanged));
    assert_ne!(
        event(&bo).await,
        Some(MailEvent::DefaultNumberChanged),
        "who has a number of their own keeps it"
    );
}

#[tokio::test]
async fn an_id_is_looked_up_on_every_bridge() {
    let app = App::new().await;
    let anna = app.enabled_user("Anna").await;
    let id = anna.conference_id.unwrap();
    let look_up = async |id: ConferenceId| -> Vec<ConferenceIdReport> {
        app.get(&format!("/api/v1/conference-ids/{id}")).await.json()
    };
    let alone = look_up(id).await;
    assert_eq!((alone.len(), &alone[0].bridge_name), (1, &None), "nobody has to name the only bridge");

    let oslo: Bridge = app.post("/api/v1/bridges", json!({"name": "Oslo"})).await.json();
    let leave = app.call(Method::POST, &format!("/api/v1/users/{}/bridge", anna.id));
    let leave = leave.header("if-match", &anna.version.entity_tag()).json(&json!({"bridge": oslo.id}));
    let moved: User = leave.send().await.json();
    let there = look_up(moved.conference_id.unwrap()).await;
    let told = |reports: &[ConferenceIdReport]| {
        reports.iter().map(|report| (report.bridge, report.status)).collect::<Vec<_>>()
    };
    assert_eq!(told(&there), [(oslo.id, ConferenceIdStatus::Assigned)]);
    assert_eq!(there[0].bridge_name.as_deref(), Some("Oslo"));
    assert_eq!(told(&look_up(id).await), [(BridgeId::FIRST, ConferenceIdStatus::Quarantined)]);
    let nobody = look_up("8271964".parse().unwrap()).await;
    assert_eq!(told(&nobody), [(BridgeId::FIRST, ConferenceIdStatus::Free)], "the default bridge says so");
    app.get("/api/v1/conference-ids/12").await.assert_problem(422, ProblemCode::ConferenceIdInvalid);
}
