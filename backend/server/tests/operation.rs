//! What operators meet: a full disk, a database in use, long work at the wrong moment, a clock that goes back.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use konfid_tests::{Client, Command, Server};
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

/// A running server, its client, and the address of a job that imports and enables so many users.
fn importing(folder: &TempDir, konfid: &Command, users: usize) -> (Server, String, String) {
    write_users(folder, users);
    let server = konfid.serve(&[]);
    let token = konfid.succeed(&["token", "create"]).trim().to_owned();
    let client = server.client(&token);
    let file = fs::read(folder.path().join("users.csv")).unwrap();
    let csv = [("content-type", "text/csv")];
    let preview = client.send("POST", "/api/v1/imports?enable=true", &csv, file).unwrap().json();
    let apply = format!("/api/v1/imports/{}/apply", preview["id"].as_str().unwrap());
    let job = post(&client, &apply, &json!({}));
    assert_eq!(job.status, 202, "{}", job.text());
    let job = format!("/api/v1/jobs/{}", job.json()["id"].as_str().unwrap());
    until("the import to begin", || client.get_json(&job)["counts"]["new"].as_u64().unwrap_or(0) > 20);
    (server, token, job)
}

/// Waits for the job, and checks that each row was done once.
fn each_row_is_done_once(server: &Server, token: &str, job: &str, users: usize) {
    let client = server.client(token);
    until("the import to end", || client.get_json(job)["state"] == "done");
    let counts = client.get_json(job)["counts"].clone();
    assert_eq!((&counts["new"], &counts["conferenceIds"]), (&json!(users), &json!(users)), "{counts}");
    assert_eq!(client.get_json("/api/v1/users?dialIn=enabled&count=true&limit=1")["total"], json!(users));
    let table = client.get(&format!("{job}/rows.csv")).text();
    let mut numbers: Vec<&str> = table.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(numbers.len(), users);
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), users);
}

#[test]
fn an_import_goes_on_after_a_stop_and_after_a_kill() {
    const USERS: usize = 4_000;
    let (folder, konfid) = konfid();
    let (server, token, job) = importing(&folder, &konfid, USERS);
    let client = server.client(&token);
    // Nobody waits for it: neither who looks, nor who changes something, nor a command beside the server.
    assert_eq!(client.get("/conferenceMapper?id=8271964").status, 200);
    let user =
        json!({"displayName": "Zoe", "userPrincipalName": "zoe@x.example", "primaryEmail": "zoe@x.example"});
    assert_eq!(post(&client, "/api/v1/users", &user).status, 201);
    konfid.succeed(&["token", "create", "--name", "beside"]);
    assert_ne!(client.get_json(&job)["state"], "done", "it is still at work");

    let begun = Instant::now();
    server.ask_to_stop();
    assert!(server.wait().0.success());
    assert!(begun.elapsed() < Duration::from_secs(10), "it took {:?}", begun.elapsed());
    let done = |server: &Server| server.client(&token).get_json(&job)["counts"]["new"].as_u64().unwrap();
    let server = konfid.serve(&[]);
    let before = done(&server);
    until("the import to go on", || done(&server) > before);
    assert_ne!(server.client(&token).get_json(&job)["state"], "done", "it is still at work");
    server.kill();
    let server = konfid.serve(&[]);
    each_row_is_done_once(&server, &token, &job, USERS);
}

#[test]
fn a_job_is_paused_and_resumed_and_goes_on_without_a_server() {
    const USERS: usize = 1_500;
    let (folder, konfid) = konfid();
    let (server, token, job) = importing(&folder, &konfid, USERS);
    let id = job.rsplit('/').next().unwrap();
    assert!(konfid.succeed(&["job", "pause", id]).contains("paused"));
    let client = server.client(&token);
    let paused = client.get_json(&job);
    assert_eq!(paused["state"], "paused", "{paused}");
    let listed = konfid.succeed(&["jobs", "list"]);
    assert!(listed.contains("import of users, Token command line"), "{listed}");
    assert!(konfid.fail(1, &["job", "wait", id]).contains(&format!("konfid job resume {id}")));
    assert_eq!(client.get_json(&job)["version"], paused["version"], "nobody moved it on");
    server.stop();
    // Now the command does the rest itself.
    assert!(konfid.succeed(&["job", "resume", id]).contains("1500 of 1500 rows done"));
    assert_eq!(konfid.succeed(&["job", "rows", id, "--outcome", "new"]).lines().count(), USERS);
    let server = konfid.serve(&[]);
    each_row_is_done_once(&server, &token, &job, USERS);
    assert!(konfid.fail(1, &["job", "cancel", id]).contains("over"));
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
