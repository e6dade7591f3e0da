//! `konfid database copy`, its interruption, and the key file that must come along.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Stdio;

use konfid_tests::{Command, Postgres};
use serde_json::Value;
use tempfile::TempDir;

const USERS: usize = 1_500;

fn konfid() -> (TempDir, Command) {
    let folder = TempDir::new().unwrap();
    let command = Command::new(env!("CARGO_BIN_EXE_konfid"), folder.path());
    (folder, command)
}

/// Imports users into the database in the file, and enables them.
fn import(konfid: &Command, folder: &Path, users: usize) {
    let mut file = "display name,user principal name,mail\n".to_owned();
    for number in 0..users {
        writeln!(file, "User {number},user{number}@contoso.example,user{number}@contoso.example").unwrap();
    }
    fs::write(folder.join("users.csv"), file).unwrap();
    konfid.succeed(&["import", "users.csv", "--enable", "--send-email", "no"]);
}

fn refused(konfid: &Command, database: &str) -> String {
    konfid.fail(1, &["serve", "--listen", "127.0.0.1:0", "--database", database])
}

#[test]
fn a_copy_that_was_killed_goes_on_and_serves_what_was_copied() {
    let (folder, konfid) = konfid();
    import(&konfid, folder.path(), USERS);
    drop(konfid.serve(&[]));
    let users = konfid.succeed(&["user", "list", "--json"]);
    let target = Postgres::shared().database();

    let mut copying = std::process::Command::new(env!("CARGO_BIN_EXE_konfid"))
        .args(["database", "copy", "konfid.db", &target, "--language", "en"])
        .current_dir(folder.path())
        .stderr(Stdio::piped())
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(copying.stderr.take().unwrap()).lines().map(Result::unwrap);
    let all = format!("users: {USERS} of {USERS} rows");
    // What belongs to the users is still to come.
    assert!(lines.any(|line| line == all), "it does not say how far it is");
    copying.kill().unwrap();
    copying.wait().unwrap();
    drop(lines);

    let told = refused(&konfid, &target);
    assert!(told.contains("not complete") && told.contains("run konfid database copy again"), "{told}");
    let told = konfid.fail(1, &["user", "list", "--database", &target]);
    assert!(told.contains("run konfid database copy again"), "{told}");
    let other = konfid.fail(1, &["database", "copy", "nowhere.db", &target]);
    assert!(other.contains("There is no database at nowhere.db"), "{other}");

    let report = konfid.succeed(&["database", "copy", "konfid.db", &target, "--json"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!((&report["hasGoneOn"], &report["key"]), (&true.into(), &"missing".into()), "{report}");
    let again = konfid.fail(1, &["database", "copy", "konfid.db", &target]);
    assert!(again.contains("is not empty"), "{again}");

    // With the key beside it the copy is what the source was.
    fs::copy(folder.path().join("konfid.db.key"), folder.path().join("konfid.key")).unwrap();
    let server = konfid.serve(&["--database", &target]);
    let token = konfid.succeed(&["token", "create", "--database", &target]);
    let client = server.client(token.trim());
    let shown = client.list("/api/v1/users");
    let before: Vec<Value> = users.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(shown, before);
    assert!(server.stop().0.success());

    // And back again, into a file: the same checksums as long as nothing was done.
    let back = konfid.succeed(&["database", "copy", &target, "back.db", "--json"]);
    let back: Value = serde_json::from_str(&back).unwrap();
    for name in ["users", "conference_ids", "assignments", "user_word_beginnings"] {
        let of = |report: &Value| {
            let tables = report["tables"].as_array().unwrap();
            tables.iter().find(|table| table["name"] == name).unwrap().clone()
        };
        assert_eq!(of(&back), of(&report), "{name}");
        assert!(of(&back)["rows"].as_u64().unwrap() > 0, "{name}");
    }
}

#[test]
fn a_server_with_another_key_is_refused_and_told_what_to_do() {
    let address = Postgres::shared().database();
    let ((first_folder, first), (second_folder, second)) = (konfid(), konfid());
    let server = first.serve(&["--database", &address]);
    let missing = refused(&second, &address);
    assert!(
        missing.contains("konfid.key is missing") && missing.contains("from another server"),
        "{missing}"
    );
    assert!(!second_folder.path().join("konfid.key").exists(), "no other key was made");
    fs::write(second_folder.path().join("konfid.key"), "7".repeat(64)).unwrap();
    let wrong = refused(&second, &address);
    assert!(wrong.contains("is not the one of the database") && wrong.contains("forget-key"), "{wrong}");
    fs::copy(first_folder.path().join("konfid.key"), second_folder.path().join("konfid.key")).unwrap();
    drop(second.serve(&["--database", &address]));
    drop(server);

    // After a copy the same holds.
    let copy = Postgres::shared().database();
    let (third_folder, third) = konfid();
    fs::write(third_folder.path().join("konfid.key"), "7".repeat(64)).unwrap();
    let report = third.succeed(&["database", "copy", &address, &copy, "--json"]);
    assert_eq!(serde_json::from_str::<Value>(&report).unwrap()["key"], "wrong");
    assert!(refused(&third, &copy).contains("is not the one of the database"));

    // Who has lost the key can begin anew.
    third.succeed(&["database", "forget-key", "--database", &copy]);
    drop(third.serve(&["--database", &copy]));
    assert!(refused(&first, &copy).contains("is not the one of the database"));
}

#[test]
fn a_file_takes_any_key_until_it_has_passwords_to_calendars() {
    let (folder, konfid) = konfid();
    drop(konfid.serve(&[]));
    fs::remove_file(folder.path().join("konfid.db.key")).unwrap();
    drop(konfid.serve(&[]));
    assert!(folder.path().join("konfid.db.key").exists(), "nothing needs the old one");
}

#[test]
fn databases_that_are_served_are_not_copied() {
    let (_folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let address = Postgres::shared().database();
    let told = konfid.fail(1, &["database", "copy", "konfid.db", &address]);
    assert!(told.contains("konfid.db is in use") && told.contains("Stop every server"), "{told}");
    drop(server);
    let told = konfid.fail(1, &["database", "copy", "konfid.db", "konfid.db"]);
    assert!(told.contains("the same one"), "{told}");
    let swedish = konfid.fail(1, &["--language", "sv", "database", "copy", "finns-inte.db", &address]);
    assert!(swedish.contains("Det finns ingen databas i finns-inte.db"), "{swedish}");
    konfid.succeed(&["database", "copy", "konfid.db", &address]);
}
