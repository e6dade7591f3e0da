//! What operators meet: a full disk, a database in use, long work at the wrong moment, a clock that goes back.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use konfid_tests::{Client, Command};
use serde_json::{Value, json};
use shared::{Problem, ProblemCode};
use tempfile::TempDir;

fn konfid() -> (TempDir, Command) {
    let folder = TempDir::new().unwrap();
    let command = Command::new(env!("CARGO_BIN_EXE_konfid"), folder.path());
    (folder, command)
}

fn write_users(folder: &TempDir, count: usize) {
    let mut file = String::from("Display name,User principal name,Mail,Preferred language\r\n");
    for number in 0..count {
        let address = format!("user{number}@contoso.example");
        write!(file, "Åsa Öberg {number},{address},{address},sv-SE\r\n").unwrap();
    }
    fs::write(folder.path().join("users.csv"), file).unwrap();
}

fn post(client: &Client, path: &str, body: &Value) -> konfid_tests::Answer {
    client.send("POST", path, &[("content-type", "application/json")], body.to_string()).unwrap()
}

/// Waits until it is so; fails after a time that is long enough on every machine.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_mins(1), "{what} did not happen");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn when_nothing_can_be_written_callers_still_get_in() {
    let (folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let token = konfid.succeed(&["token", "create"]).trim().to_owned();
    fs::write(
        folder.path().join("users.csv"),
        "displayName,userPrincipalName,mail\r\nAnna,a@b.example,a@b.example\r\n",
    )
    .unwrap();
    konfid.succeed(&["import", "users.csv", "--enable"]);
    let id = server.client(&token).get_json("/api/v1/users")["items"][0]["conferenceId"].clone();
    let look_up = format!("/conferenceMapper?id={}", id.as_str().unwrap());
    server.stop();

    // No file can grow beyond what SQLite needs to be opened at all, as on a disk that is full.
    let full = konfid.clone().with_file_bytes(40_000);
    for _ in 0..2 {
        let server = full.serve(&[]);
        let client = server.client(&token);
        let user = json!({"displayName": "Bo", "primaryEmail": "bo@b.example"});
        let mut number = 0;
        until("a change that is refused", || {
            number += 1;
            let mut user = user.clone();
            user["userPrincipalName"] = json!(format!("bo{number}@b.example"));
            post(&client, "/api/v1/users", &user).status == 503
        });
        assert_ne!(client.get_json(&look_up)["conference"], json!(false));
        until("readiness to be withdrawn", || client.get("/readyz").status == 503);
        assert_eq!(client.get("/healthz").status, 200);
        // And once more after a restart.
        server.kill();
    }
    let server = konfid.serve(&[]);
    assert_eq!(server.client("").get("/readyz").status, 200, "there is room again");
}

#[test]
fn a_long_import_neither_holds_up_a_stop_nor_is_half_done() {
    let (folder, konfid) = konfid();
    write_users(&folder, 30_000);
    let server = konfid.serve(&[]);
    let token = konfid.succeed(&["token", "create"]).trim().to_owned();
    let client = server.client(&token);
    let file = fs::read(folder.path().join("users.csv")).unwrap();
    let preview =
        client.send("POST", "/api/v1/imports", &[("content-type", "text/csv")], file).unwrap().json();
    let import = format!("/api/v1/imports/{}", preview["id"].as_str().unwrap());
    let applied = post(&client, &format!("{import}/apply"), &json!({}));
    assert!(applied.status < 300, "{}", applied.text());
    until("the import to begin", || client.get_json(&import)["done"].as_u64().unwrap_or(0) > 100);
    // Who looks does not wait for who writes.
    assert_eq!(client.get("/conferenceMapper?id=8271964").status, 200);
    assert_eq!(client.get("/api/v1/users").status, 200);

    let begun = Instant::now();
    let log = {
        server.ask_to_stop();
        let (status, _) = server.wait();
        assert!(status.success());
        fs::read_to_string(folder.path().join("konfid.log")).unwrap()
    };
    let again = konfid.serve(&[]);
    let client = again.client(&token);
    let count = client.get_json("/api/v1/users?count=true&limit=1")["total"].as_u64().unwrap();
    if log.contains("an import was stopped") {
        assert_eq!(count, 0, "nothing of it is left");
        assert!(begun.elapsed() < Duration::from_secs(30), "it took {:?}", begun.elapsed());
        let applied = post(&client, &format!("{import}/apply"), &json!({}));
        assert!(applied.status < 300, "it can be applied again: {}", applied.text());
    } else {
        assert_eq!(count, 30_000, "a machine that is quick enough has ended it");
    }
}

#[test]
fn a_command_waits_for_a_database_that_is_busy() {
    let (folder, konfid) = konfid();
    write_users(&folder, 20_000);
    let server = konfid.serve(&[]);
    let token = konfid.succeed(&["token", "create"]).trim().to_owned();
    let client = server.client(&token);
    let file = fs::read(folder.path().join("users.csv")).unwrap();
    let preview =
        client.send("POST", "/api/v1/imports", &[("content-type", "text/csv")], file).unwrap().json();
    let import = format!("/api/v1/imports/{}", preview["id"].as_str().unwrap());
    assert!(post(&client, &format!("{import}/apply"), &json!({})).status < 300);
    until("the import to begin", || client.get_json(&import)["done"].as_u64().unwrap_or(0) > 100);
    // This writes beside the server, and must wait until the import has ended.
    let made = konfid.succeed(&["token", "create", "--name", "beside"]);
    assert_eq!(server.client(made.trim()).get("/api/v1/users?limit=1").status, 200);
}

#[test]
fn a_search_has_as_many_words_as_people_type() {
    let (_folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let client = server.client(konfid.succeed(&["token", "create"]).trim());
    let words = |count: usize| vec!["ab"; count].join("%20");
    assert_eq!(client.get(&format!("/api/v1/users?q={}", words(12))).status, 200);
    let refused = client.get(&format!("/api/v1/users?q={}", words(13)));
    assert_eq!(refused.status, 422, "{}", refused.text());
    let problem: Problem = serde_json::from_str(&refused.text()).unwrap();
    let fields: Vec<&str> = problem.errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!((problem.code(), fields), (Some(ProblemCode::InvalidFields), vec!["q"]));
    let refused = client.get(&format!("/api/v1/users?q={}", words(1_000)));
    assert_eq!(refused.status, 422, "{}", refused.text());
}

#[test]
fn a_database_that_was_replaced_is_told_before_everything_is_lost() {
    let (folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let client = server.client("");
    assert_eq!(client.get("/readyz").status, 200);
    fs::rename(folder.path().join("konfid.db"), folder.path().join("aside.db")).unwrap();
    until("readiness to be withdrawn", || client.get("/readyz").status == 503);
    assert!(server.log().contains("moved or replaced"), "{}", server.log());
}
