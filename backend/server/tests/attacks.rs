//! What strangers can do to a server, and what it must not cost the others.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use konfid_tests::{Command, Server};
use shared::{Problem, ProblemCode};
use tempfile::TempDir;

/// Longer than any answer takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

fn serve(flags: &[&str]) -> (TempDir, Server) {
    let folder = TempDir::new().unwrap();
    let server = Command::new(env!("CARGO_BIN_EXE_konfid"), folder.path()).serve(flags);
    (folder, server)
}

fn connect(server: &Server) -> TcpStream {
    let address = server.url.strip_prefix("http://").unwrap();
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// The first bytes of the answer, or nothing when the connection was closed without one.
fn answer(stream: &mut TcpStream) -> String {
    let mut buffer = [0; 64];
    match stream.read(&mut buffer) {
        Ok(read) => String::from_utf8_lossy(&buffer[..read]).into_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => String::new(),
        Err(error) => panic!("no answer came: {error}"),
    }
}

#[test]
fn whoever_holds_connections_open_keeps_nobody_out() {
    // As many files as an ordinary shell gives, and no more to be had.
    let folder = TempDir::new().unwrap();
    let konfid = Command::new(env!("CARGO_BIN_EXE_konfid"), folder.path()).with_open_files(512);
    let server = konfid.serve(&[]);
    let mut held = Vec::new();
    for number in 0..600 {
        let mut stream = connect(&server);
        // Some say nothing, some begin to ask, and some ask once and stay.
        match number % 3 {
            0 => {}
            1 => stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n").unwrap(),
            _ => {
                stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
                assert!(answer(&mut stream).starts_with("HTTP/1.1 200"));
            }
        }
        held.push(stream);
    }
    let client = server.client("");
    for _ in 0..20 {
        assert_eq!(client.get("/healthz").status, 200);
        assert_eq!(client.get("/conferenceMapper?id=8271964").status, 200);
    }
    // The first ones made room; the last ones are still there.
    assert_eq!(answer(&mut held[0]), "", "the connection that was idle longest is closed");
    let last = held.last_mut().unwrap();
    last.set_nonblocking(true).unwrap();
    let mut rest = [0; 4_096];
    let error = loop {
        match last.read(&mut rest) {
            Ok(0) => panic!("the newest connection was closed"),
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), std::io::ErrorKind::WouldBlock);
}

#[test]
fn a_stranger_hears_no_before_sending_anything() {
    let (_folder, server) = serve(&[]);
    for (request, status) in [
        ("POST /api/v1/imports HTTP/1.1\r\nHost: x\r\nContent-Length: 99000000\r\n\r\n", "401"),
        (
            "POST /api/v1/imports HTTP/1.1\r\nHost: x\r\nContent-Length: 99000000\r\nExpect: 100-continue\r\n\r\n",
            "401",
        ),
        ("PATCH /api/v1/settings HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", "401"),
        (
            "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n",
            "413",
        ),
    ] {
        let mut stream = connect(&server);
        stream.write_all(request.as_bytes()).unwrap();
        let answer = answer(&mut stream);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{request:?}: {answer:?}");
    }
}

#[test]
fn stalled_bodies_hold_little_and_not_for_ever() {
    let (_folder, server) = serve(&[]);
    let before = server.resident_kilobytes();
    let head = "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n\
                Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n";
    let began = Instant::now();
    let mut stalled: Vec<_> = (0..100)
        .map(|_| {
            let mut stream = connect(&server);
            stream.write_all(head.as_bytes()).unwrap();
            stream.write_all(&vec![b' '; 50_000]).unwrap();
            stream
        })
        .collect();
    assert_eq!(server.client("").get("/healthz").status, 200);
    let grown = server.resident_kilobytes().saturating_sub(before);
    assert!(grown < 30_000, "100 bodies of 50 kB took {grown} kB");
    // Each body has 20 seconds and what its 50 kB have earned; then it is refused.
    for stream in &mut stalled {
        stream.set_read_timeout(Some(Duration::from_mins(2))).unwrap();
        let answer = answer(stream);
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer:?}");
    }
    assert!(began.elapsed() >= PATIENCE, "they had their time");
}

#[test]
fn conference_ids_cannot_be_tried_one_after_the_other() {
    let (_folder, server) = serve(&["--wrong-ids-per-minute", "30"]);
    let client = server.client("");
    let ask = |id: u32| client.get(&format!("/conferenceMapper?id={id}"));
    let answers: Vec<_> = (8_271_900..8_272_100).map(ask).collect();
    let answered = answers.iter().filter(|answer| answer.status == 200).count();
    // On a slow machine some come back meanwhile.
    assert!((30..60).contains(&answered), "{answered} of 200 wrong IDs were answered");
    let refused = answers.iter().find(|answer| answer.status != 200).unwrap();
    assert_eq!(refused.status, 429);
    assert!(refused.header("retry-after").parse::<u64>().unwrap() >= 1);
    assert_eq!(refused.header("access-control-allow-origin"), "*");
    let body: serde_json::Value = serde_json::from_str(&refused.text()).unwrap();
    assert_eq!(body["status"], 429);
    assert!(body["message"].as_str().unwrap().contains("Too many wrong conference IDs"));
}

#[test]
fn forms_that_cannot_be_read_are_told() {
    let (_folder, konfid) = {
        let folder = TempDir::new().unwrap();
        let konfid = Command::new(env!("CARGO_BIN_EXE_konfid"), folder.path());
        (folder, konfid)
    };
    let server = konfid.serve(&[]);
    let token = konfid.succeed(&["token", "create"]);
    let client = server.client(token.trim());
    for headers in [
        [("content-type", "multipart/form-data; boundary=x"), ("accept", "*/*")],
        [("content-encoding", "gzip"), ("content-type", "text/csv")],
    ] {
        let refused = client.send("POST", "/api/v1/imports", &headers, "mail").unwrap();
        assert_eq!(refused.status, 415, "{headers:?}");
        let problem: Problem = serde_json::from_str(&refused.text()).unwrap();
        assert_eq!(problem.code(), Some(ProblemCode::UnsupportedBody), "{headers:?}");
    }
    let latin = [("content-type", "application/json; charset=iso-8859-1")];
    assert_eq!(client.send("POST", "/api/v1/users", &latin, "{}").unwrap().status, 415);
}

#[test]
fn subdomains_use_https_when_the_operator_says_so() {
    for (flags, policy) in [
        (&["--public-url", "https://konfid.example.com"][..], "max-age=31536000"),
        (
            &["--public-url", "https://konfid.example.com", "--https-for-subdomains", "yes"],
            "max-age=31536000; includeSubDomains",
        ),
        (&["--https-for-subdomains", "yes"], ""),
    ] {
        let (_folder, server) = serve(flags);
        let answer = server.client("").get("/healthz");
        assert_eq!(answer.header("strict-transport-security"), policy, "{flags:?}");
    }
}
