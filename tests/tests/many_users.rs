//! An organisation of 20,000: imported, enabled in one go, reset and looked up.

use std::fmt::Write as _;
use std::fs;

use konfid_tests::{Command, binary};
use serde_json::json;
use tempfile::TempDir;

const USERS: usize = 20_000;

#[test]
fn twenty_thousand_users_are_enabled_in_one_go() {
    let folder = TempDir::new().unwrap();
    let konfid = Command::new(binary(), folder.path());
    let server = konfid.serve(&[]);
    let mut file = String::from("Display name;User principal name;Mail;Preferred language\r\n");
    for number in 0..USERS {
        let address = format!("user{number}@contoso.example");
        write!(file, "Åsa Öberg {number};{address};{address};sv-SE\r\n").unwrap();
    }
    fs::write(folder.path().join("users.csv"), file).unwrap();
    konfid.succeed(&["import", "users.csv"]);
    let said = konfid.succeed(&["user", "enable", "--all"]);
    assert!(said.contains("20000 users"), "{said}");
    assert!(!server.log().contains("ERROR"), "{}", server.log());

    let token = konfid.succeed(&["token", "create"]);
    let client = server.client(token.trim());
    let page = client.get_json("/api/v1/users?dialIn=enabled&limit=1&count=true");
    assert_eq!(page["total"], json!(USERS));
    let user = &page["items"][0];
    let mapping =
        client.get_json(&format!("/conferenceMapper?id={}", user["conferenceId"].as_str().unwrap()));
    assert_ne!(mapping["conference"], json!(false));
    // Each got an ID of their own.
    let said = konfid.succeed(&["user", "export"]);
    let mut ids: Vec<&str> =
        said.lines().skip(1).filter_map(|line| line.split(',').find(|cell| is_id(cell))).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), USERS);
}

fn is_id(cell: &str) -> bool {
    let cell = cell.trim_matches('"');
    cell.len() == 7 && cell.bytes().all(|byte| byte.is_ascii_digit())
}
