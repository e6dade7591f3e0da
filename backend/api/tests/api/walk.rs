//! One walk through everything that an administrator does on the first day.

use std::time::Duration;

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::{ProblemCode, User, paths};

use crate::support::{Answer, App, Call};

const FILE: &str = "Display name,User principal name,Mail,Language\r\n\
    Anna Svensson,anna@contoso.example,anna@mail.contoso.example,sv\r\n\
    Bo Berg,bo@contoso.example,bo@contoso.example,en\r\n";

struct Browser<'app> {
    app: &'app App,
    cookie: String,
}

impl Browser<'_> {
    fn call(&self, method: Method, address: &str) -> Call<'_> {
        self.app
            .anonymous(method, address)
            .header("cookie", &self.cookie)
            .header("host", "127.0.0.1:8080")
            .header("origin", "http://127.0.0.1:8080")
            .header("sec-fetch-site", "same-origin")
    }

    /// A moment passes, as between two things that a person does.
    fn call_later(&self, method: Method, address: &str) -> Call<'_> {
        self.app.advance(Duration::from_secs(5));
        self.call(method, address)
    }

    async fn get(&self, address: &str) -> Answer {
        let answer = self.call(Method::GET, address).send().await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
        answer
    }

    async fn conference(&self, id: impl std::fmt::Display) -> Value {
        let address = format!("/conferenceMapper?id={id}");
        self.app.anonymous(Method::GET, &address).send().await.json::<Value>()["conference"].clone()
    }
}

#[tokio::test]
async fn from_the_first_link_to_the_mails() {
    let app = App::running_twice().await;
    let token = app.set_up_link().await;
    app.advance(Duration::from_secs(5));
    let set_up = json!({"token": token, "name": "Anna Admin", "password": "correct horse battery"});
    let made = app.anonymous(Method::POST, "/api/v1/session/set-up").header("sec-fetch-site", "same-origin");
    let made = made.json(&set_up).send().await;
    assert_eq!(made.status, StatusCode::OK);
    let cookie = made.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let browser = Browser { app: &app, cookie };

    // Import.
    let preview = browser.call_later(Method::POST, "/api/v1/imports").body(FILE).send().await;
    let import: Value = preview.json();
    assert_eq!((preview.status, &import["counts"]["new"]), (StatusCode::CREATED, &json!(2)));
    let location = preview.header("location").unwrap();
    let begun = browser.call_later(Method::POST, &format!("{location}/apply")).send().await;
    assert_eq!(begun.status, StatusCode::ACCEPTED);
    app.advance(Duration::from_secs(5));
    app.run_jobs().await;
    let job = begun.header("location").unwrap();
    assert_eq!(browser.get(job).await.json::<Value>()["state"], "done");

    // Enable and reset.
    let found: Value = browser.get("/api/v1/users?q=svens").await.json();
    let anna: User = serde_json::from_value(found["items"][0].clone()).unwrap();
    let enabled = browser.call_later(Method::POST, &paths::user_enable(anna.id)).send().await;
    let enabled: User = enabled.json();
    let old = enabled.conference_id.unwrap();
    let room = browser.conference(old).await;
    assert!(room.as_str().unwrap().ends_with("@conference.meet.example.com"));

    let reset = browser.call_later(Method::POST, &paths::conference_id_reset(anna.id));
    let reset = reset.header("if-match", &enabled.version.entity_tag());
    let reset: User = reset.header("idempotency-key", "first").json(&json!({})).send().await.json();
    let new = reset.conference_id.unwrap();
    assert_eq!(browser.conference(old).await, json!(false));
    assert_eq!(browser.conference(new).await, room, "the room stays the same");

    // Take it back.
    let undone = browser.call_later(Method::POST, &paths::conference_id_undo(anna.id));
    let undone: User = undone.header("if-match", &reset.version.entity_tag()).send().await.json();
    assert_eq!(undone.conference_id, Some(old));
    assert_eq!(browser.conference(old).await, room);
    assert_eq!(browser.conference(new).await, json!(false));

    // What is left to read.
    let mails: Value = browser.get("/api/v1/mails").await.json();
    let mails: Vec<_> = mails["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mail| format!("{} {} {}", mail["event"], mail["state"], mail["language"]))
        .collect();
    insta::assert_snapshot!("mails", mails.join("\n"));
    let audit: Value = browser.get("/api/v1/audit").await.json();
    let audit: Vec<_> = audit["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            let actor = &entry["actor"];
            format!("{} by {} {}: {}", entry["action"], actor["type"], actor["name"], entry["text"])
        })
        .collect();
    insta::assert_snapshot!("audit", audit.join("\n"));

    let out = browser.call(Method::DELETE, "/api/v1/session").send().await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    let locked = browser.call(Method::GET, "/api/v1/users").send().await;
    locked.assert_problem(401, ProblemCode::SignInRequired);
}
