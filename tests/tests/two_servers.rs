//! Two servers on one PostgreSQL, behind a proxy that tries the other one when one is gone. Each of them is killed in the
//! middle of resets and emails: nothing that was acknowledged is lost, and every email leaves.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use konfid_tests::{Answer, Client, Command, MailServer, Postgres, Server, binary};
use serde_json::{Value, json};
use tempfile::TempDir;

const CLIENTS: usize = 4;
const USERS_PER_CLIENT: usize = 5;
/// How many resets are acknowledged before a server is killed, and in the end.
const RESETS_BETWEEN: usize = 60;
/// Which server is killed, one after the other.
const KILLS: [usize; 4] = [0, 1, 0, 1];
/// How many emails a server sends at a time.
const SENT_AT_ONCE: usize = 4;
/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);
const PAUSE: Duration = Duration::from_millis(20);

/// Hands each connection to the next server, or to the other one when nobody listens there.
struct Proxy {
    url: String,
    backends: Arc<Mutex<[String; 2]>>,
    handed: Arc<[AtomicUsize; 2]>,
}

impl Proxy {
    fn start(backends: [String; 2]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let backends = Arc::new(Mutex::new(backends));
        let handed = Arc::new([const { AtomicUsize::new(0) }; 2]);
        let proxy = Self { url, backends: Arc::clone(&backends), handed: Arc::clone(&handed) };
        // It ends with the process.
        thread::spawn(move || {
            for (number, client) in listener.incoming().map_while(Result::ok).enumerate() {
                let known = backends.lock().unwrap().clone();
                let order = [number % 2, (number + 1) % 2];
                // When both are gone, the client sees its connection end.
                let reached = order
                    .into_iter()
                    .find_map(|which| TcpStream::connect(&known[which]).ok().map(|server| (which, server)));
                if let Some((which, server)) = reached {
                    handed[which].fetch_add(1, Ordering::Relaxed);
                    join(client, server);
                }
            }
        });
        proxy
    }

    fn replace(&self, which: usize, server: &Server) {
        self.backends.lock().unwrap()[which] = host(server);
    }
}

fn host(server: &Server) -> String {
    server.url.trim_start_matches("http://").to_owned()
}

/// Passes on what each side says until it has ended.
fn join(client: TcpStream, server: TcpStream) {
    let (client_too, server_too) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    for (mut from, mut to) in [(client, server), (server_too, client_too)] {
        thread::spawn(move || {
            let _ = io::copy(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Both);
            let _ = from.shutdown(Shutdown::Both);
        });
    }
}

/// What is known of a user from answers alone.
#[derive(Clone, Debug)]
struct Known {
    id: String,
    version: u64,
    conference_id: String,
    /// Every conference ID, oldest first.
    all: Vec<String>,
}

impl Known {
    fn new(user: &Value) -> Self {
        let conference_id = text(&user["conferenceId"]);
        Self {
            id: text(&user["id"]),
            version: user["version"].as_u64().unwrap(),
            all: vec![conference_id.clone()],
            conference_id,
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// What all clients share.
struct Shared {
    proxy: String,
    token: String,
    /// Where the servers themselves answer.
    backends: Arc<Mutex<[String; 2]>>,
    is_over: AtomicBool,
    /// How often a request had no answer and was sent again.
    sent_again: AtomicUsize,
}

impl Shared {
    /// Sends a reset until there is an answer: always the same request, under the same key.
    fn reset(&self, user: &Known, key: &str) -> Answer {
        let (path, tag) =
            (format!("/api/v1/users/{}/conference-id/reset", user.id), format!("\"{}\"", user.version));
        let headers = [
            ("content-type", "application/json"),
            ("if-match", tag.as_str()),
            ("idempotency-key", key),
            // Every request goes through the proxy anew.
            ("connection", "close"),
        ];
        let begun = Instant::now();
        loop {
            let client = Client::new(&self.proxy, &self.token);
            match client.send("POST", &path, &headers, json!({"sendEmail": true}).to_string()) {
                Ok(answer) if answer.status != 503 => return answer,
                Ok(_) | Err(_) => {
                    self.sent_again.fetch_add(1, Ordering::Relaxed);
                    assert!(begun.elapsed() < PATIENCE, "no server answers");
                    thread::sleep(PAUSE);
                }
            }
        }
    }

    /// What the servers tell callers about an ID; nothing from one that is gone.
    fn found(&self, id: &str) -> Vec<bool> {
        let backends = self.backends.lock().unwrap().clone();
        let ask = |backend: &String| {
            let client = Client::new(&format!("http://{backend}"), "");
            let answer = client.send("GET", &format!("/conferenceMapper?id={id}"), &[], "").ok()?;
            (answer.status == 200).then(|| answer.json()["conference"].is_string())
        };
        backends.iter().filter_map(ask).collect()
    }

    /// Resets one user after the other until it is over.
    fn reset_until_the_end(&self, name: usize, users: &mut [Known], acknowledged: &mpsc::Sender<()>) {
        for turn in 0.. {
            if self.is_over.load(Ordering::Relaxed) {
                return;
            }
            let user = &mut users[turn % USERS_PER_CLIENT];
            let key = format!("client-{name}-{turn}");
            let answer = self.reset(user, &key);
            assert_eq!(answer.status, 200, "{}", answer.text());
            let shown = answer.json();
            let (old, new) = (user.conference_id.clone(), text(&shown["conferenceId"]));
            // From the acknowledgement on, both servers refuse the old ID and know the new one.
            let told = self.found(&old);
            assert!(told.iter().all(|found| !found), "a caller with an old ID is let in: {told:?}");
            let told = self.found(&new);
            assert!(!told.is_empty() && told.iter().all(|found| *found), "a new ID is refused: {told:?}");
            if turn % 3 == 0 {
                let again = self.reset(user, &key);
                assert_eq!(
                    (again.status, again.text()),
                    (200, answer.text()),
                    "another answer under one key"
                );
                assert_eq!(again.header("idempotency-replayed"), "true");
            }
            assert_eq!(shown["version"].as_u64().unwrap(), user.version + 1, "it was reset twice");
            *user = Known { all: [user.all.as_slice(), &[new]].concat(), ..Known::new(&shown) };
            let _ = acknowledged.send(());
        }
    }
}

fn begin(konfid: &Command, folder: &TempDir) -> (Vec<Known>, String) {
    let mut file = "display name,user principal name,mail\n".to_owned();
    for number in 0..CLIENTS * USERS_PER_CLIENT {
        writeln!(file, "User {number},user{number}@contoso.example,user{number}@contoso.example").unwrap();
    }
    fs::write(folder.path().join("users.csv"), file).unwrap();
    konfid.succeed(&["import", "users.csv", "--enable", "--send-email", "no"]);
    let users = konfid.succeed(&["user", "list", "--json"]);
    let known = users.lines().map(|line| Known::new(&serde_json::from_str(line).unwrap()));
    (known.collect(), konfid.succeed(&["token", "create"]).trim().to_owned())
}

fn wait_for(acknowledgements: &mpsc::Receiver<()>, count: usize) {
    for _ in 0..count {
        acknowledgements.recv_timeout(PATIENCE).expect("nothing is acknowledged any more");
    }
}

#[test]
fn a_server_that_is_killed_takes_nothing_with_it() {
    let address = Postgres::shared().database();
    let mails = MailServer::start();
    let folders = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    let key_file = folders[0].path().join("konfid.key");
    let konfid = folders.each_ref().map(|folder| {
        Command::new(binary(), folder.path())
            .variable("KONFID_DATABASE", &address)
            .variable("KONFID_KEY_FILE", key_file.to_str().unwrap())
            .variable("KONFID_LOG", "error")
    });
    let url = mails.url();
    let arguments = ["--wrong-ids-per-minute", "off", "--smtp", &url, "--sender", "konfid@contoso.example"];
    let serve = |which: usize| konfid[which].serve(&arguments);
    let mut servers = [Some(serve(0)), Some(serve(1))];
    let (mut known, token) = begin(&konfid[0], &folders[0]);
    let proxy = Proxy::start(servers.each_ref().map(|server| host(server.as_ref().unwrap())));
    let shared = Shared {
        proxy: proxy.url.clone(),
        token: token.clone(),
        backends: Arc::clone(&proxy.backends),
        is_over: AtomicBool::new(false),
        sent_again: AtomicUsize::new(0),
    };

    let (acknowledged, acknowledgements) = mpsc::channel();
    thread::scope(|scope| {
        for (name, users) in known.chunks_mut(USERS_PER_CLIENT).enumerate() {
            let (shared, acknowledged) = (&shared, acknowledged.clone());
            scope.spawn(move || shared.reset_until_the_end(name, users, &acknowledged));
        }
        for which in KILLS {
            wait_for(&acknowledgements, RESETS_BETWEEN);
            servers[which].take().unwrap().kill();
            // The other one goes on alone.
            wait_for(&acknowledgements, RESETS_BETWEEN);
            let server = serve(which);
            proxy.replace(which, &server);
            servers[which] = Some(server);
        }
        wait_for(&acknowledgements, RESETS_BETWEEN);
        shared.is_over.store(true, Ordering::Relaxed);
    });
    let resets: usize = known.iter().map(|user| user.all.len() - 1).sum();
    println!("{resets} resets, {} requests sent again", shared.sent_again.load(Ordering::Relaxed));
    assert!(proxy.handed.iter().all(|count| count.load(Ordering::Relaxed) > RESETS_BETWEEN), "one did all");
    assert!(shared.sent_again.load(Ordering::Relaxed) > 0, "the kills did not hit the middle of requests");
    end_leases(&address, &mut servers);
    for (which, server) in servers.iter_mut().enumerate() {
        proxy.replace(which, server.insert(serve(which)));
    }
    settle(&servers[1].as_ref().unwrap().client(&token));

    // Each user once more, and nobody afterwards: what is sent now is superseded by nothing. The email server takes its
    // time between taking an email over and saying so. When it has taken more than one server sends at a time, each has
    // some in hand of which it does not know that they have left.
    mails.faults(&json!([{ "name": "slow", "at": "accepted", "delaySeconds": 3 }]));
    let before = mails.received().len();
    for (number, user) in known.iter_mut().enumerate() {
        let answer = shared.reset(user, &format!("once-more-{number}"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        let new = Known::new(&answer.json());
        *user =
            Known { all: [user.all.as_slice(), std::slice::from_ref(&new.conference_id)].concat(), ..new };
    }
    let begun = Instant::now();
    while mails.received().len() <= before + SENT_AT_ONCE {
        assert!(begun.elapsed() < PATIENCE, "emails do not leave");
        thread::sleep(PAUSE);
    }
    servers[0].take().unwrap().kill();
    mails.faults(&json!([]));
    end_leases(&address, &mut servers);
    let last = serve(1);
    let client = last.client(&token);
    settle(&client);
    compare(&client, &known);
    compare_emails(&client, &address, &known, &mails);
    assert!(last.stop().0.success());
}

/// Stops the servers in order, which leaves no email in hand; what is in hand then was taken by those that were killed. Ten
/// minutes later others may take it. The test does not wait for them.
fn end_leases(address: &str, servers: &mut [Option<Server>; 2]) {
    for server in servers.iter_mut().filter_map(Option::take) {
        assert!(server.stop().0.success());
    }
    let statement = "WITH taken AS (UPDATE mails SET due_at = 0 WHERE state = 'sending' RETURNING 1) \
                     SELECT COUNT(*) FROM taken";
    let in_hand = Postgres::shared().run(address.rsplit('/').next().unwrap(), statement);
    println!("{in_hand} emails were in the hands of a server that was killed");
    assert_ne!(in_hand, "0", "the kills did not hit the middle of emails");
}

/// Waits until no email is under way any more.
fn settle(client: &Client) -> Vec<Value> {
    let begun = Instant::now();
    loop {
        let mails = client.list("/api/v1/mails");
        let is_done = |mail: &Value| ["sent", "superseded"].contains(&mail["state"].as_str().unwrap());
        if mails.iter().all(is_done) {
            return mails;
        }
        assert!(begun.elapsed() < PATIENCE, "emails do not leave: {mails:?}");
        thread::sleep(PAUSE);
    }
}

/// What was acknowledged is there, and nothing else.
fn compare(client: &Client, known: &[Known]) {
    let shown: BTreeMap<String, Value> =
        client.list("/api/v1/users").into_iter().map(|user| (text(&user["id"]), user)).collect();
    let ids: BTreeSet<String> = shown.values().map(|user| text(&user["conferenceId"])).collect();
    assert_eq!(ids.len(), known.len(), "two users have the same conference ID");
    for user in known {
        let now = &shown[&user.id];
        assert_eq!(
            (text(&now["conferenceId"]), now["version"].as_u64()),
            (user.conference_id.clone(), Some(user.version)),
            "an acknowledged reset is lost, or one came by itself"
        );
        let history = client.list(&format!("/api/v1/users/{}/history", user.id));
        let mut history: Vec<String> =
            history.iter().map(|assignment| text(&assignment["conferenceId"])).collect();
        history.reverse();
        assert_eq!(history, user.all, "the history differs from what was acknowledged");
    }
}

/// Each reset has an email, which left or was overtaken by the next one; twice only what says that it may have.
fn compare_emails(client: &Client, address: &str, known: &[Known], server: &MailServer) {
    // The API says it only of emails that have not been sent since.
    let may_have_left = Postgres::shared()
        .run(address.rsplit('/').next().unwrap(), "SELECT id FROM mails WHERE may_have_left = 1");
    let may_have_left: BTreeSet<&str> = may_have_left.lines().collect();
    let mails = settle(client);
    let received = server.received();
    let mut twice = 0;
    for user in known {
        // Newest first.
        let of_user: Vec<&Value> = mails.iter().filter(|mail| mail["user"] == user.id.as_str()).collect();
        assert_eq!(of_user.len(), user.all.len() - 1, "an email is lost, or was made up");
        assert_eq!(of_user[0]["state"], "sent", "the email about the ID of today did not leave");
        for mail in of_user {
            let id = text(&mail["id"]);
            let copies = received.iter().filter(|email| email.field("messageId").contains(&id)).count();
            match mail["state"].as_str().unwrap() {
                "sent" => assert!(copies > 0, "an email that was sent has not arrived: {mail}"),
                // It was taken over, and then a reset came before that was noted.
                _ => {
                    assert!(
                        copies == 0 || may_have_left.contains(&*id),
                        "a superseded email has left: {mail}"
                    );
                }
            }
            assert!(copies <= 1 || may_have_left.contains(&*id), "an email came {copies} times: {mail}");
            twice += usize::from(copies > 1);
        }
    }
    println!("{} emails arrived, {twice} of them twice", received.len());
    assert!(twice > 0, "the kills did not hit the middle of an email");
}
