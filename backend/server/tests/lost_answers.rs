//! A command whose answer is lost on the way asks again, and what it wants is done once.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use konfid_tests::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Passes on everything, but not the first `lost` answers to a POST. Each is lost when the server has given it.
fn proxy(server: &str, lost: usize) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = server.trim_start_matches("http://").to_owned();
    let left = Arc::new(AtomicUsize::new(lost));
    let shared = Arc::clone(&left);
    // It ends with the process.
    thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let (server, left) = (TcpStream::connect(&server).unwrap(), Arc::clone(&shared));
            thread::spawn(move || pass_on(client, server, &left));
        }
    });
    (url, left)
}

fn pass_on(client: TcpStream, mut server: TcpStream, left: &AtomicUsize) {
    let posts = Arc::new(AtomicUsize::new(0));
    let (mut from, mut to, seen) =
        (client.try_clone().unwrap(), server.try_clone().unwrap(), Arc::clone(&posts));
    thread::spawn(move || {
        let mut bytes = [0; 16_384];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            if bytes.starts_with(b"POST ") {
                seen.fetch_add(1, Ordering::SeqCst);
            }
            if to.write_all(&bytes[..count]).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Both);
    });
    let mut client = client;
    let mut bytes = [0; 16_384];
    while let Ok(count @ 1..) = server.read(&mut bytes) {
        let is_lost = posts.load(Ordering::SeqCst) > 0
            && left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
        if is_lost || client.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    let _ = client.shutdown(Shutdown::Both);
    let _ = server.shutdown(Shutdown::Both);
}

#[test]
fn what_a_command_wants_is_done_once_although_its_answer_is_lost() {
    let folder = TempDir::new().unwrap();
    let konfid = Command::new(env!("CARGO_BIN_EXE_konfid"), folder.path());
    let server = konfid.serve(&[]);
    let token = konfid.succeed(&["token", "create"]);
    let client = server.client(token.trim());
    let anna = "anna@contoso.example";
    let user = json!({
        "displayName": "Anna", "userPrincipalName": anna, "primaryEmail": anna, "enable": true,
    });
    let before: Value = client.post("/api/v1/users", &user).json();
    let elsewhere = TempDir::new().unwrap();
    let through = |url: &str| {
        Command::new(env!("CARGO_BIN_EXE_konfid"), elsewhere.path())
            .variable("KONFID_SERVER", url)
            .variable("KONFID_TOKEN", token.trim())
    };

    let (url, left) = proxy(&server.url, 1);
    let after = through(&url).succeed(&["user", "reset", anna, "--json"]);
    assert_eq!(left.load(Ordering::SeqCst), 0, "no answer was lost");
    let after: Value = serde_json::from_str(&after).unwrap();
    assert_eq!(after["version"].as_u64().unwrap(), before["version"].as_u64().unwrap() + 1);
    assert_eq!(
        client.get_json(&format!("/api/v1/users/{}", before["id"].as_str().unwrap()))["conferenceId"],
        after["conferenceId"]
    );
    let resets = || {
        let entries = client.list("/api/v1/audit");
        entries.iter().filter(|entry| entry["action"] == "conferenceIdReset").count()
    };
    assert_eq!(resets(), 1, "it was reset twice");

    // It is asked twice, not for ever.
    let (url, left) = proxy(&server.url, 2);
    let told = through(&url).fail(1, &["user", "reset", anna]);
    assert!(told.contains("did not answer"), "{told}");
    assert_eq!((left.load(Ordering::SeqCst), resets()), (0, 2));
}
