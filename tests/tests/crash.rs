//! The power goes in the middle of resets, again and again: no two users get the same ID, and what was acknowledged
//! is there afterwards, with its mail.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use konfid_tests::{Client, Command, Server, binary};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::{Value, json};
use tempfile::TempDir;

const KILLS: usize = 200;
const CLIENTS: usize = 4;
const USERS_PER_CLIENT: usize = 8;
/// The server is killed at any moment up to this long after the first acknowledgement of a round.
const LONGEST_LIFE_MICROSECONDS: u64 = 60_000;

/// What is known of a user from answers alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Known {
    id: String,
    version: u64,
    conference_id: String,
    /// Every conference ID that was acknowledged or seen, oldest first.
    all: Vec<String>,
    /// The last request got no answer: it was done, or it was not.
    in_doubt: bool,
}

impl Known {
    fn learn(&mut self, user: &Value) {
        user["version"].as_u64().unwrap().clone_into(&mut self.version);
        user["conferenceId"].as_str().unwrap().clone_into(&mut self.conference_id);
        self.all.push(self.conference_id.clone());
        self.in_doubt = false;
    }
}

/// Resets one user after the other until the server is gone.
fn reset_until_the_end(client: &Client, users: &mut [Known], acknowledged: &mpsc::Sender<()>) {
    for turn in (0..users.len()).cycle() {
        let user = &mut users[turn];
        let path = format!("/api/v1/users/{}/conference-id/reset", user.id);
        let Ok(answer) = client.post_version(&path, user.version, &json!({"sendEmail": true})) else {
            user.in_doubt = true;
            return;
        };
        assert_eq!(answer.status, 200, "{}", answer.text());
        user.learn(&answer.json());
        // Nobody listens any more when the server is about to be killed.
        let _ = acknowledged.send(());
    }
}

/// Compares what the server shows with what is known. A request without an answer may have been done, once.
fn compare(client: &Client, known: &mut [Known]) {
    let shown: BTreeMap<String, Value> = client
        .list("/api/v1/users")
        .into_iter()
        .map(|user| (user["id"].as_str().unwrap().to_owned(), user))
        .collect();
    let ids: BTreeSet<&str> = shown.values().map(|user| user["conferenceId"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), known.len(), "two users have the same conference ID");
    for user in known {
        let now = &shown[&user.id];
        if user.in_doubt && now["version"].as_u64().unwrap() == user.version + 1 {
            assert_ne!(now["conferenceId"], json!(user.conference_id));
            user.learn(now);
        } else {
            assert_eq!(
                now["version"],
                json!(user.version),
                "an acknowledged reset is lost, or one came by itself"
            );
            assert_eq!(now["conferenceId"], json!(user.conference_id), "an acknowledged reset is lost");
            user.in_doubt = false;
        }
    }
}

/// Every reset that was done has its mail and its place in the history, and callers are told the truth.
fn compare_everything(client: &Client, known: &[Known]) {
    let mut mails: BTreeMap<String, usize> = BTreeMap::new();
    for mail in client.list("/api/v1/mails") {
        assert_eq!(mail["event"], "conferenceIdChanged");
        let state = mail["state"].as_str().unwrap();
        assert!(["queued", "sending", "kept", "superseded"].contains(&state), "a mail is {state}");
        *mails.entry(mail["user"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    for user in known {
        let resets = user.all.len() - 1;
        assert_eq!(
            mails.get(&user.id).copied().unwrap_or_default(),
            resets,
            "a mail is lost, or was made up"
        );
        let mut history: Vec<String> = client
            .list(&format!("/api/v1/users/{}/history", user.id))
            .iter()
            .map(|assignment| assignment["conferenceId"].as_str().unwrap().to_owned())
            .collect();
        history.reverse();
        assert_eq!(history, user.all, "the history differs from what was acknowledged");
        let found =
            |id: &str| client.get_json(&format!("/conferenceMapper?id={id}"))["conference"].is_string();
        assert!(found(&user.conference_id), "a caller with the new ID is refused");
        let old: BTreeSet<&String> = user.all.iter().filter(|id| **id != user.conference_id).collect();
        assert!(old.iter().take(3).all(|id| !found(id)), "a caller with an old ID is let in");
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
    let known = users.lines().map(|line| {
        let user: Value = serde_json::from_str(line).unwrap();
        let mut known = Known { id: user["id"].as_str().unwrap().to_owned(), ..Known::default() };
        known.learn(&user);
        known
    });
    (known.collect(), konfid.succeed(&["token", "create"]).trim().to_owned())
}

/// Lets everybody reset, and kills the server this long after the first acknowledgement. Answers how many resets
/// were acknowledged.
fn live_and_die(server: Server, token: &str, known: &mut [Known], life: Duration) -> usize {
    let (acknowledged, acknowledgements) = mpsc::channel();
    thread::scope(|scope| {
        for users in known.chunks_mut(USERS_PER_CLIENT) {
            let (client, acknowledged) = (server.client(token), acknowledged.clone());
            scope.spawn(move || reset_until_the_end(&client, users, &acknowledged));
        }
        drop(acknowledged);
        acknowledgements.recv_timeout(Duration::from_secs(30)).expect("nothing is acknowledged");
        // This is the moment at which the power goes: any, but the same on every run.
        thread::sleep(life);
        server.kill();
    });
    1 + acknowledgements.try_iter().count()
}

#[test]
fn nothing_acknowledged_is_lost_when_the_server_is_killed_again_and_again() {
    let folder = TempDir::new().unwrap();
    let konfid = Command::new(binary(), folder.path()).variable("KONFID_LOG", "error");
    let (mut known, token) = begin(&konfid, &folder);
    let mut random = StdRng::seed_from_u64(1);
    let (mut acknowledged, mut in_doubt) = (0, 0);
    for _ in 0..KILLS {
        let server = konfid.serve(&["--wrong-ids-per-minute", "off"]);
        compare(&server.client(&token), &mut known);
        let life = Duration::from_micros(random.random_range(0..LONGEST_LIFE_MICROSECONDS));
        acknowledged += live_and_die(server, &token, &mut known, life);
        in_doubt += known.iter().filter(|user| user.in_doubt).count();
    }
    let server = konfid.serve(&["--wrong-ids-per-minute", "off"]);
    let client = server.client(&token);
    compare(&client, &mut known);
    compare_everything(&client, &known);
    let resets: usize = known.iter().map(|user| user.all.len() - 1).sum();
    println!(
        "{KILLS} kills, {acknowledged} resets acknowledged, {in_doubt} requests cut off, {resets} resets done"
    );
    assert!(resets >= acknowledged);
    assert!(in_doubt >= KILLS, "the kills did not hit the middle of resets");
    assert!(server.stop().0.success());
}
