//! The power goes in the middle of a bulk reset, again and again: every user gets one new ID and one email, and the job
//! comes to its end.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use konfid_tests::{Command, binary};
use serde_json::json;
use tempfile::TempDir;

const USERS: usize = 2_000;
const KILLS: usize = 6;

#[test]
fn a_bulk_reset_that_is_killed_again_and_again_resets_each_user_once() {
    let folder = TempDir::new().unwrap();
    let konfid = Command::new(binary(), folder.path()).variable("KONFID_LOG", "error");
    let mut file = String::from("Display name,User principal name,Mail\n");
    for number in 0..USERS {
        let address = format!("user{number}@vintergatan.example");
        writeln!(file, "User {number:04},{address},{address}").unwrap();
    }
    fs::write(folder.path().join("users.csv"), file).unwrap();
    konfid.succeed(&["import", "users.csv", "--enable", "--send-email", "no"]);
    let token = konfid.succeed(&["token", "create", "--name", "crash"]);
    let token = token.trim();

    // All that a filter matches.
    let server = konfid.serve(&[]);
    let client = server.client(token);
    let ids_before: BTreeSet<String> = ids(&client.list("/api/v1/users"));
    assert_eq!(ids_before.len(), USERS);
    let selection = json!({"matching": {"q": "vintergatan"}});
    let counts = client.post("/api/v1/users/selection", &json!({"selection": selection})).json();
    assert_eq!(counts["enabled"], json!(USERS));
    let request =
        json!({"act": "reset", "selection": selection, "sendEmail": true, "reason": "the power goes"});
    let job = client.post("/api/v1/users/act", &request).json();
    let address = format!("/api/v1/jobs/{}", job["id"].as_str().unwrap());
    let (mut server, mut done_before, mut in_the_middle) = (server, 0, 0);
    for _ in 0..KILLS {
        // Until it has got further since the last time.
        let client = server.client(token);
        let done = loop {
            let job = client.get_json(&address);
            let done = job["counts"]["reset"].as_u64().unwrap();
            if done > done_before || job["state"] == "done" {
                break done;
            }
        };
        in_the_middle += usize::from(done < USERS as u64);
        done_before = done;
        server.kill();
        server = konfid.serve(&[]);
    }
    assert!(in_the_middle > 0, "no kill hit the middle of the job");
    let client = server.client(token);
    let job = loop {
        let job = client.get_json(&address);
        if job["state"] == "done" {
            break job;
        }
        assert!(["queued", "running"].contains(&job["state"].as_str().unwrap()), "{job}");
    };
    println!("{in_the_middle} of {KILLS} kills in the middle of the job");
    assert_eq!((&job["counts"]["total"], &job["counts"]["reset"]), (&json!(USERS), &json!(USERS)), "{job}");
    let rows = client.list(&format!("{address}/rows"));
    let users: BTreeSet<_> = rows.iter().map(|row| row["user"].as_str().unwrap()).collect();
    assert_eq!((rows.len(), users.len()), (USERS, USERS), "each user has one row");

    let users = client.list("/api/v1/users");
    let ids_after = ids(&users);
    assert_eq!(ids_after.len(), USERS, "no two have the same ID");
    assert!(
        ids_after.is_disjoint(&ids_before),
        "everybody has a new one, and the old ones are in quarantine"
    );
    let mails = client.list("/api/v1/mails");
    let told: BTreeSet<_> = mails.iter().map(|mail| mail["user"].as_str().unwrap()).collect();
    assert_eq!((mails.len(), told.len()), (USERS, USERS), "each user gets one email");
    let user = users[0]["id"].as_str().unwrap();
    let periods = client.list(&format!("/api/v1/users/{user}/history"));
    assert_eq!(periods.len(), 2, "one ID before, and one after");
    assert!(periods.iter().any(|period| period["reason"] == "the power goes"), "{periods:?}");
    assert!(server.stop().0.success());
}

fn ids(users: &[serde_json::Value]) -> BTreeSet<String> {
    users.iter().map(|user| user["conferenceId"].as_str().unwrap().to_owned()).collect()
}
