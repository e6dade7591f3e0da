//! Attacks on signing in, on the server as a process; and ending sessions and tokens from the command line.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use konfid_tests::{Answer, Client, Command, Server};
use serde_json::{Value, json};
use tempfile::TempDir;

const PASSWORD: &str = "correct horse battery";

fn konfid() -> (TempDir, Command) {
    let folder = TempDir::new().unwrap();
    let command = Command::new(env!("CARGO_BIN_EXE_konfid"), folder.path());
    (folder, command)
}

fn post(client: &Client, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
    let own_page = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
    client.send("POST", path, &[&own_page, headers].concat(), body.to_string()).unwrap()
}

/// Makes the administrator; the cookies of the browser.
fn set_up(server: &Server) -> String {
    let token = server.ready.rsplit_once("/setup#token=").unwrap().1;
    let request = json!({"token": token, "name": "anna", "password": PASSWORD});
    let made = post(&server.client(""), "/api/v1/session/set-up", &[], &request);
    assert_eq!(made.status, 200, "{}", made.text());
    let cookies = made.headers.get_all("set-cookie").iter();
    let pairs = cookies.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap().to_owned());
    pairs.collect::<Vec<_>>().join("; ")
}

/// A guess whose last byte is held back.
fn begin_guess(server: &Server) -> (TcpStream, u8) {
    let address = server.url.strip_prefix("http://").unwrap();
    let body = json!({"name": "anna", "password": "not the password"}).to_string();
    let (last, rest) = body.as_bytes().split_last().unwrap();
    let head = format!(
        "POST /api/v1/session HTTP/1.1\r\nhost: {address}\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let mut connection = TcpStream::connect(address).unwrap();
    connection.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    connection.write_all(head.as_bytes()).unwrap();
    connection.write_all(rest).unwrap();
    (connection, *last)
}

#[cfg(target_os = "linux")]
fn resident_megabytes(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

#[test]
fn guesses_held_back_are_no_more_than_the_budget() {
    let (_folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let cookies = set_up(&server);
    #[cfg(target_os = "linux")]
    let before = resident_megabytes(&server);
    let guesses: Vec<_> = (0..64).map(|_| begin_guess(&server)).collect();
    let threads = guesses.into_iter().map(|(mut connection, last)| {
        thread::spawn(move || {
            connection.write_all(&[last]).unwrap();
            let mut answer = String::new();
            connection.read_to_string(&mut answer).unwrap();
            answer.split(' ').nth(1).unwrap().to_owned()
        })
    });
    let threads: Vec<_> = threads.collect();
    let statuses: Vec<String> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    let count = |wanted: &str| statuses.iter().filter(|status| *status == wanted).count();
    assert!((1..=5).contains(&count("401")), "{statuses:?}");
    assert_eq!(count("401") + count("429") + count("503"), 64, "{statuses:?}");
    // Two places of 19 MiB, one of which setting up had filled already; the rest is what 64 connections need.
    #[cfg(target_os = "linux")]
    assert!(resident_megabytes(&server) < before + 40, "{before} MB before");
    // The administrator's own browser is let in all the same.
    let request = json!({"name": "anna", "password": PASSWORD});
    let browser = post(&server.client(""), "/api/v1/session", &[("cookie", &cookies)], &request);
    assert_eq!(browser.status, 200, "{}", browser.text());
}

#[test]
fn behind_a_trusted_proxy_every_client_is_counted_by_itself() {
    let (_folder, konfid) = konfid();
    let server = konfid.serve(&["--trusted-proxies", "127.0.0.1"]);
    let client = server.client("");
    let guess = |forwarded: &str| {
        let request = json!({"name": "anna", "password": "not the password"});
        post(&client, "/api/v1/session", &[("x-forwarded-for", forwarded)], &request).status
    };
    for _ in 0..5 {
        assert_eq!(guess("203.0.113.7"), 401);
    }
    assert_eq!(guess("203.0.113.7"), 429);
    assert_eq!(
        guess("192.0.2.200, 203.0.113.7"),
        429,
        "what the client wrote before the proxy is not believed"
    );
    assert_eq!(guess("203.0.113.8"), 401);

    let (_folder, konfid) = self::konfid();
    let server = konfid.serve(&[]);
    let client = server.client("");
    let statuses = (0..6).map(|last| {
        let request = json!({"name": "anna", "password": "not the password"});
        let forwarded = format!("203.0.113.{last}");
        post(&client, "/api/v1/session", &[("x-forwarded-for", &forwarded)], &request).status
    });
    assert_eq!(statuses.collect::<Vec<_>>(), [401, 401, 401, 401, 401, 429], "nobody trusted that word");
}

#[test]
fn sessions_and_tokens_end_from_the_command_line() {
    let (_folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let cookies = set_up(&server);
    let client = server.client("");
    let users = || client.send("GET", "/api/v1/users", &[("cookie", &cookies)], "").unwrap().status;
    assert_eq!(users(), 200);
    let listed: Value =
        serde_json::from_str(&konfid.succeed(&["administrator", "sessions", "--json"])).unwrap();
    assert_eq!((&listed["administrator"]["name"], &listed["address"]), (&json!("anna"), &json!("127.0.0.1")));
    assert!(konfid.succeed(&["administrator", "sessions"]).contains("127.0.0.1"));
    konfid.fail(1, &["administrator", "end-sessions"]);
    konfid.succeed(&["administrator", "end-sessions", listed["id"].as_str().unwrap()]);
    assert_eq!(users(), 401);
    assert_eq!(konfid.succeed(&["administrator", "end-sessions", "--all"]), "Sessions ended: 0\n");

    let token = konfid.succeed(&["token", "create", "--name", "nightly"]);
    let forever = konfid.succeed(&["token", "create", "--name", "for ever", "--expires", "never"]);
    konfid.succeed(&["user", "list"]);
    let table = konfid.succeed(&["token", "list"]);
    assert!(table.contains("command line"), "it says who created a token: {table}");
    assert_eq!(table.lines().count(), 3, "the command's own token is not listed: {table}");
    let tokens = konfid.succeed(&["token", "list", "--json"]);
    let tokens: Vec<Value> = tokens.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&tokens[0]["name"], &tokens[0]["expiresAt"]), (&json!("for ever"), &Value::Null));
    assert!(tokens[1]["expiresAt"].is_string());
    let works = |secret: &str| server.client(secret.trim()).get("/api/v1/users").status == 200;
    assert!(works(&token) && works(&forever));
    konfid.succeed(&["token", "revoke", "nightly"]);
    konfid.succeed(&["token", "revoke", tokens[0]["id"].as_str().unwrap()]);
    assert!(!works(&token) && !works(&forever));
    assert!(konfid.fail(1, &["token", "revoke", "nightly"]).contains("No valid token is called “nightly”"));
}

#[test]
fn accounts_are_managed_from_the_command_line_and_it_is_a_way_back_in() {
    let (_folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let anna = set_up(&server);
    let client = server.client("");
    let status =
        |cookies: &str| client.send("GET", "/api/v1/users", &[("cookie", cookies)], "").unwrap().status;
    let json = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
    let open = |link: &str| {
        let token = link.split_once("#token=").unwrap().1.split('&').next().unwrap();
        post(&client, "/api/v1/session/set-up", &[], &json!({"token": token, "password": PASSWORD}))
    };

    let link = konfid.succeed(&["administrator", "add", "Bo Ek"]);
    assert!(link.starts_with(&server.url) && link.trim().ends_with("&account=Bo+Ek"), "{link}");
    assert!(konfid.fail(1, &["administrator", "add", "bo ek"]).contains("The name is taken"));
    assert!(konfid.succeed(&["administrator", "list"]).contains("no password yet"));
    assert!(konfid.fail(1, &["administrator", "disable", "anna"]).contains("last account"));
    assert_eq!(open(link.trim()).status, 200);
    let listed: Vec<Value> =
        konfid.succeed(&["administrator", "list", "--json"]).lines().map(&json).collect();
    assert_eq!((&listed[0]["name"], &listed[1]["name"]), (&json!("anna"), &json!("Bo Ek")));
    assert_eq!((&listed[1]["sessions"], &listed[1]["hasPassword"]), (&json!(1), &json!(true)));

    konfid.succeed(&["administrator", "rename", "BO EK", "Bosse"]);
    assert_eq!(konfid.succeed(&["administrator", "sign-out", "bosse"]), "Sessions ended: 1\n");
    let disabled = json(&konfid.succeed(&["administrator", "disable", "anna", "--json"]));
    assert_eq!(disabled["state"], "disabled");
    assert_eq!(status(&anna), 401);
    assert!(konfid.fail(1, &["administrator", "link", "anna"]).contains("Enable the account first"));

    // Everybody has forgotten everything: the server itself is the way back in.
    konfid.succeed(&["administrator", "enable", disabled["id"].as_str().unwrap()]);
    let made = json(&konfid.succeed(&["administrator", "link", "anna", "--json"]));
    assert_eq!(made["account"]["name"], "anna");
    let opened = open(made["link"].as_str().unwrap());
    assert_eq!(opened.status, 200, "{}", opened.text());
    assert!(konfid.fail(1, &["administrator", "enable", "nobody"]).contains("No account is called “nobody”"));
    assert!(konfid.succeed(&["administrator", "remove", "bosse"]).contains("is removed"));
    assert!(!konfid.succeed(&["administrator", "list"]).contains("Bosse"));
    assert!(konfid.fail(1, &["administrator", "remove", "anna"]).contains("last account"));
    assert!(konfid.succeed(&["audit", "list"]).contains("Removed an administrator’s account"));
}
