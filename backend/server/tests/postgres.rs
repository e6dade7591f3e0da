//! Servers and commands on one PostgreSQL database.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use konfid_tests::{Client, Command, Postgres};
use serde_json::{Value, json};
use tempfile::TempDir;

/// How long anything may take on a busy machine; workers look by themselves only every half minute.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(20);

/// The key file that all servers share.
fn key_file() -> &'static str {
    static FOLDER: OnceLock<(TempDir, String)> = OnceLock::new();
    let (_, path) = FOLDER.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("konfid.key").to_str().unwrap().to_owned();
        std::fs::write(&path, "0123456789abcdef".repeat(4)).unwrap();
        (folder, path)
    });
    path
}

/// A konfid in a folder of its own, as if on a machine of its own, on this database.
fn konfid(address: &str) -> (TempDir, Command) {
    let folder = TempDir::new().unwrap();
    let command = Command::new(env!("CARGO_BIN_EXE_konfid"), folder.path());
    (folder, command.variable("KONFID_DATABASE", address).variable("KONFID_KEY_FILE", key_file()))
}

fn token(konfid: &Command) -> String {
    let printed = konfid.succeed(&["token", "create"]);
    printed.split_whitespace().find(|word| word.starts_with("konfid_")).unwrap_or(printed.trim()).to_owned()
}

fn create_user(client: &Client) -> Value {
    let body = json!({
        "displayName": "Anna Öberg",
        "userPrincipalName": "anna@contoso.example",
        "primaryEmail": "anna@contoso.example",
        "enable": true,
    });
    let answer = client.post("/api/v1/users", &body);
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()
}

fn reset(client: &Client, user: &Value) -> konfid_tests::Answer {
    let path = format!("/api/v1/users/{}/conference-id/reset", user["id"].as_str().unwrap());
    client.post_version(&path, user["version"].as_u64().unwrap(), &json!({})).unwrap()
}

fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(PAUSE);
    }
}

#[test]
fn two_servers_work_on_one_database() {
    let address = Postgres::shared().database();
    let (_first_folder, first) = konfid(&address);
    let (_second_folder, second) = konfid(&address);
    let (first_server, second_server) = (first.serve(&[]), second.serve(&[]));
    assert!(second_server.ready.contains("/setup#token="), "{}", second_server.ready);
    let token = token(&first);
    let (one, two) = (first_server.client(&token), second_server.client(&token));
    assert_eq!((one.get("/readyz").status, two.get("/readyz").status), (200, 200));

    // What one server has done, the other knows at once.
    let user = create_user(&one);
    let done = reset(&one, &user);
    assert_eq!(done.status, 200, "{}", done.text());
    let refused = reset(&two, &user);
    assert_eq!(refused.status, 412, "{}", refused.text());
    let seen = two.get_json(&format!("/api/v1/users/{}", user["id"].as_str().unwrap()));
    assert_eq!(seen["conferenceId"], done.json()["conferenceId"]);
    assert_eq!(seen["version"], done.json()["version"]);

    // Of two resets at the same time, one wins, and the other is told so.
    let mut user = seen;
    for _ in 0..20 {
        let (left, right) = std::thread::scope(|scope| {
            let left = scope.spawn(|| reset(&one, &user));
            (reset(&two, &user), left.join().unwrap())
        });
        let mut statuses = [left.status, right.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412], "{} {}", left.text(), right.text());
        user = if left.status == 200 { left.json() } else { right.json() };
    }
    for server in [first_server, second_server] {
        let (status, _) = server.stop();
        assert!(status.success(), "{status}");
    }
    let audit = first.succeed(&["audit", "list", "--json"]);
    assert_eq!(audit.lines().filter(|line| line.contains("conferenceIdReset")).count(), 21, "{audit}");
}

#[test]
fn a_command_beside_a_server_wakes_its_workers() {
    let (_folder, konfid) = konfid(&Postgres::shared().database());
    let server = konfid.serve(&[]);
    let client = server.client(&token(&konfid));
    create_user(&client);
    let is_idle = || client.list("/api/v1/mails").iter().all(|mail| mail["state"] == "kept");
    wait_until("the server keeps its own mails", is_idle);
    let before = client.list("/api/v1/mails").len();
    konfid.succeed(&["user", "reset", "anna@contoso.example"]);
    assert!(client.list("/api/v1/mails").len() > before, "the command owes a mail");
    wait_until("the server keeps the mail of the command", is_idle);
}

#[test]
fn what_cannot_be_reached_is_told_without_the_password() {
    let (folder, konfid) = konfid("postgres://konfid:hemligt@127.0.0.1:1/ids");
    let told = konfid.fail(1, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(told.contains("The database postgres://konfid@127.0.0.1:1/ids cannot be reached"), "{told}");
    assert!(told.contains("refused") && told.contains("Check that PostgreSQL runs"), "{told}");
    let checked = konfid.succeed(&["config", "check"]);
    assert!(
        checked.contains("database = postgres://konfid@127.0.0.1:1/ids (from KONFID_DATABASE"),
        "{checked}"
    );
    let wrong = konfid.variable("KONFID_DATABASE", "mysql://konfid:hemligt@db.example.com/ids");
    let refused = wrong.fail(1, &["user", "list"]);
    assert!(refused.contains("in a file or in PostgreSQL"), "{refused}");
    for text in [told, checked, refused] {
        assert!(!text.contains("hemligt"), "{text}");
    }
    assert_eq!(folder.path().read_dir().unwrap().count(), 0, "no file was made in place of it");
}

#[test]
fn a_new_database_is_made_by_the_server_and_copied_by_pg_dump() {
    let (_folder, konfid) = konfid(&Postgres::shared().database());
    let told = konfid.fail(1, &["user", "list"]);
    assert!(told.contains("is not yet Konfid's") && told.contains("Start the server once"), "{told}");
    drop(konfid.serve(&[]));
    assert_eq!(konfid.succeed(&["user", "list", "--json"]), "");
    let told = konfid.fail(1, &["backup", "copy.db"]);
    assert!(told.contains("use pg_dump"), "{told}");
}

#[test]
fn readiness_follows_the_database() {
    let postgres = Postgres::start();
    let (_folder, konfid) = konfid(&postgres.database());
    let server = konfid.serve(&[]);
    let client = server.client("");
    assert_eq!(client.get("/readyz").status, 200);
    drop(postgres);
    wait_until("the database is gone", || client.get("/readyz").status == 503);
    assert_eq!(client.get("/healthz").status, 200, "the process is well");
    let (status, _) = server.stop();
    assert!(status.success(), "it stops in order all the same: {status}");
}

#[test]
fn a_database_elsewhere_is_believed_by_its_certificate() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let certificate = made.cert.pem();
    let postgres = Postgres::start_with_tls(port, &certificate, &made.signing_key.serialize_pem());
    let database = postgres.database();
    let name = database.rsplit('/').next().unwrap();
    let address = |password: &str, sslmode: &str| {
        format!("postgres://konfid:{password}@localhost:{port}/{name}?sslmode={sslmode}")
    };

    let (folder, konfid) = konfid(&address("hemligt", "require"));
    let told = konfid.fail(1, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(
        told.contains("UnknownIssuer") && told.contains("a certificate that this machine trusts"),
        "{told}"
    );
    let authority = folder.path().join("authority.pem");
    std::fs::write(&authority, certificate).unwrap();
    let konfid = konfid.variable("SSL_CERT_FILE", authority.to_str().unwrap());
    let server = konfid.serve(&[]);
    assert_eq!(server.client("").get("/readyz").status, 200);
    let encrypted = "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
                     WHERE application_name = 'konfid'";
    assert_eq!(postgres.run(name, encrypted), "t");

    let without = konfid.clone().variable("KONFID_DATABASE", &address("hemligt", "disable"));
    let told = without.fail(1, &["user", "list"]);
    assert!(told.contains("no pg_hba.conf entry"), "{told}");
    let wrong = konfid.variable("KONFID_DATABASE", &address("gemligt", "require"));
    let told = wrong.fail(1, &["user", "list"]);
    assert!(told.contains("password authentication failed") && !told.contains("gemligt"), "{told}");
    assert!(!server.log().contains("hemligt"));
}
