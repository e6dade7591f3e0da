//! The server as a process: what it prints, answers and logs, and how it ends.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use konfid_tests::{Client, Command};
use serde_json::json;
use tempfile::TempDir;

fn konfid() -> (TempDir, Command) {
    let folder = TempDir::new().unwrap();
    let command = Command::new(env!("CARGO_BIN_EXE_konfid"), folder.path());
    (folder, command)
}

const NAME_AND_PASSWORD: (&str, &str) = ("anna", "correct horse battery");

/// Makes the first administrator through the link that the server printed.
fn set_up(client: &Client, token: &str) -> konfid_tests::Answer {
    let (name, password) = NAME_AND_PASSWORD;
    let body = json!({"token": token, "name": name, "password": password}).to_string();
    let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
    client.send("POST", "/api/v1/session/set-up", &headers, body).unwrap()
}

#[test]
fn it_prints_one_line_and_stops_when_asked() {
    let (_folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let words = "Konfid is ready. Create the first administrator here (the link works once, for 24 hours): ";
    let link = server.ready.strip_prefix(words).unwrap_or_else(|| panic!("{}", server.ready));
    let token = link.strip_prefix(&format!("{}/setup#token=", server.url)).unwrap();

    let client = server.client("");
    assert_eq!(client.get("/healthz").text(), "healthy\n");
    assert_eq!(client.get("/readyz").text(), "ready\n");
    let mapping = client.get_json("/conferenceMapper?id=1234567");
    assert_eq!(mapping["conference"], json!(false));
    assert_eq!(client.get("/api/v1/users").status, 401);
    assert_eq!(set_up(&client, token).status, 200);
    assert_eq!(set_up(&client, token).status, 403, "the link works once");

    let (status, more) = server.stop();
    assert!(status.success(), "{status}");
    assert!(more.is_empty(), "{more:?}");
    let again = konfid.serve(&[]);
    assert_eq!(again.ready, format!("Konfid is ready: {}/", again.url));
}

#[test]
fn every_answer_has_the_strict_headers() {
    let (_folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let client = server.client("");
    for path in ["/", "/users/1", "/setup", "/healthz", "/api/v1/users", "/missing.js", "/api/v1/missing"] {
        let answer = client.get(path);
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"),
            "{path}: {policy}"
        );
        assert!(policy.contains("require-trusted-types-for 'script'"), "{path}: {policy}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
    }
    assert_eq!(client.get("/missing.js").status, 404);
    assert_eq!(client.get("/api/v1/missing").header("content-type"), "application/problem+json");
    let https = konfid.clone().variable("KONFID_DATABASE", "other.db");
    let https = https.serve(&["--public-url", "https://konfid.example.com"]);
    assert!(https.ready.contains("https://konfid.example.com/setup#token="), "{}", https.ready);
    assert_ne!(https.client("").get("/healthz").header("strict-transport-security"), "");
}

#[test]
fn near_the_addresses_of_phone_bridges_there_is_no_page() {
    let (_folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let client = server.client("");
    for path in [
        "/conferenceMapper/?id=1234567",
        "/conferencemapper?id=1234567",
        "/phoneNumberList/x",
        "/ConferenceMapper.php",
    ] {
        for method in ["GET", "POST", "OPTIONS"] {
            let answer = client.send(method, path, &[], "").unwrap();
            let told = (answer.status, answer.header("content-type").to_owned());
            assert_eq!(told, (404, "application/json".to_owned()), "{method} {path}");
        }
    }
    assert_eq!(client.get("/phoneNumberList").json(), json!([]));
}

#[test]
fn long_answers_are_compressed_for_those_who_can_read_that() {
    let (_folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let client = server.client("");
    let ask =
        |path: &str, encoding: &str| client.send("GET", path, &[("accept-encoding", encoding)], "").unwrap();
    let (plain, zipped) = (ask("/api/v1/openapi.json", "identity"), ask("/api/v1/openapi.json", "gzip"));
    assert!(plain.body.len() > 1_024 && plain.header("content-encoding").is_empty());
    assert_eq!(zipped.header("content-encoding"), "gzip");
    assert!(zipped.body.len() * 3 < plain.body.len(), "{} of {}", zipped.body.len(), plain.body.len());
    assert!(zipped.header("vary").to_lowercase().contains("accept-encoding"));
    // What fits into one packet stays as it is.
    assert_eq!(ask("/conferenceMapper?id=1234567", "gzip").header("content-encoding"), "");
}

#[test]
fn a_second_konfid_on_the_same_database_is_refused() {
    let (_folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let sentence = konfid.fail(1, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(sentence.contains("The database konfid.db is in use by another Konfid"), "{sentence}");
    assert!(sentence.contains(&server.url), "{sentence}");
}

#[test]
fn what_stops_it_from_starting_is_told_in_a_sentence() {
    let (_folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let address = server.url.strip_prefix("http://").unwrap();
    let busy = konfid.fail(1, &["serve", "--listen", address, "--database", "other.db"]);
    assert!(busy.contains("another program already listens there"), "{busy}");
    let missing = konfid.fail(1, &["serve", "--listen", "127.0.0.1:0", "--database", "missing/konfid.db"]);
    assert!(missing.contains("does not exist. Create it, or name another database"), "{missing}");
    let smtp = konfid.fail(1, &["serve", "--smtp", "http://konfid:hemligt@mail.example.com"]);
    assert!(smtp.contains("smtp: The SMTP address must look like"), "{smtp}");
    assert!(!smtp.contains("hemligt"), "{smtp}");
}

#[test]
fn the_log_holds_no_secrets() {
    let (folder, konfid) = konfid();
    let konfid = konfid.variable("KONFID_LOG", "trace");
    let server = konfid.serve(&[]);
    let set_up_token = server.ready.rsplit('=').next().unwrap().to_owned();
    let token = konfid.succeed(&["token", "create"]).trim().to_owned();
    assert_eq!(token.lines().count(), 1);
    set_up(&server.client(""), &set_up_token);

    let client = server.client(&token);
    let user = client.post(
        "/api/v1/users",
        &json!({"displayName": "Anna", "userPrincipalName": "anna@contoso.example",
            "primaryEmail": "anna@contoso.example", "enable": true}),
    );
    assert_eq!(user.status, 201, "{}", user.text());
    let user = user.json();
    let (user_id, old) = (user["id"].as_str().unwrap(), user["conferenceId"].as_str().unwrap());
    let path = format!("/api/v1/users/{user_id}/conference-id/reset");
    let reset = client.post_version(&path, user["version"].as_u64().unwrap(), &json!({})).unwrap().json();
    let new = reset["conferenceId"].as_str().unwrap();
    for id in [old, new] {
        client.get_json(&format!("/conferenceMapper?id={id}"));
        client.get_json(&format!("/api/v1/bridges/1/conference-ids/{id}"));
        client.get_json(&format!("/api/v1/users?q={id}"));
        client.get(&format!("/ids/{id}"));
    }
    konfid.succeed(&["user", "undo", "anna@contoso.example"]);
    server.stop();

    let log = std::fs::read_to_string(folder.path().join("konfid.log")).unwrap();
    assert!(log.contains("/api/v1/users/{user}/conference-id/reset"), "requests are logged: {log}");
    for secret in [old, new, &token, &set_up_token, NAME_AND_PASSWORD.1] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

#[test]
fn a_request_that_has_begun_ends_before_the_server_stops() {
    use std::io::{Read as _, Write as _};

    let (_folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    let address = server.url.strip_prefix("http://").unwrap();
    let mut connection = std::net::TcpStream::connect(address).unwrap();
    let body = json!({"name": "nobody", "password": "nothing"}).to_string();
    let head = format!(
        "POST /api/v1/session HTTP/1.1\r\nhost: {address}\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).unwrap();
    // Another request on another connection is answered, so this one's head has been read by then.
    while !server.client("").get("/healthz").text().contains("healthy") {}
    server.ask_to_stop();
    while std::net::TcpStream::connect(address).is_ok() {
        std::thread::yield_now();
    }
    connection.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    let (status, _) = server.wait();
    assert!(status.success(), "{status}");
}
