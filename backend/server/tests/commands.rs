//! The command line: the same through a running server and straight into the database.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use konfid_tests::{Command, Server};
use serde_json::Value;
use shared::{Describe as _, Fault, ImportUnreadable, Language, ProblemKind};
use tempfile::TempDir;

const USERS: &str = "\u{feff}Display name,User principal name,Mail,Language\r\n\
    Anna Öberg,anna@contoso.example,anna.oberg@contoso.example,sv\r\n\
    \"Berg, Bo\",bo@contoso.example,bo@contoso.example,en\r\n\
    =1+1,cia@contoso.example,cia@contoso.example,\r\n\
    Nobody,not-an-address,nobody@contoso.example,\r\n";

/// The words of a problem, whatever they are at the moment.
fn title(problem: &ProblemKind) -> &'static str {
    problem.title(Language::En)
}

fn konfid() -> (TempDir, Command) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("users.csv"), USERS).unwrap();
    let command = Command::new(env!("CARGO_BIN_EXE_konfid"), folder.path());
    (folder, command)
}

/// The users without what differs from one database to the next.
fn users(konfid: &Command) -> Vec<Value> {
    let lines = konfid.succeed(&["user", "list", "--json"]);
    let users = lines.lines().map(|line| {
        let mut user: Value = serde_json::from_str(line).unwrap();
        assert!(user["conferenceId"].as_str().is_some_and(|id| id.len() == 7), "{user}");
        for field in ["id", "conferenceId", "conferenceIdSince", "createdAt", "updatedAt"] {
            user[field] = Value::Null;
        }
        user
    });
    users.collect()
}

fn import(konfid: &Command) -> Vec<Value> {
    let dry = konfid.run(&["import", "users.csv", "--enable", "--dry-run"]);
    assert_eq!(dry.status.code(), Some(2));
    let noted = String::from_utf8(dry.stderr).unwrap();
    for expected in [
        "3 emails, in English",
        "no service number yet",
        "Links lead to the server itself",
        "No email is being sent",
    ] {
        assert!(noted.contains(expected), "{noted}");
    }
    assert!(
        String::from_utf8(dry.stdout)
            .unwrap()
            .contains("3 new, 0 changed, 0 unchanged, 1 refused; 3 enabled")
    );
    assert_eq!(konfid.succeed(&["user", "list", "--json"]), "");

    let first = konfid.run(&["import", "users.csv", "--enable", "--send-email", "no", "--language", "sv"]);
    assert_eq!(first.status.code(), Some(2));
    let printed = String::from_utf8(first.stdout).unwrap();
    let noted = String::from_utf8(first.stderr).unwrap();
    assert!(printed.contains("4 av 4 rader klara: 3 nya, 1 avvisade, 3 aktiverade"), "{printed}");
    assert!(noted.contains("Rad 5 (not-an-address): Användarens huvudnamn är inte giltigt."), "{noted}");

    let before = konfid.succeed(&["user", "list", "--json"]);
    let second = konfid.run(&["import", "users.csv", "--enable"]);
    assert!(
        String::from_utf8(second.stdout)
            .unwrap()
            .contains("0 new, 0 changed, 3 unchanged, 1 refused; 0 enabled")
    );
    assert_eq!(konfid.succeed(&["user", "list", "--json"]), before, "a second import changes nothing");
    assert_eq!(konfid.succeed(&["mails", "list", "--json"]), "", "no mail was wanted");
    users(konfid)
}

#[test]
fn an_import_does_the_same_through_a_server_and_without() {
    let (_folder, through) = konfid();
    let server = through.serve(&[]);
    let imported = import(&through);
    drop(server);
    let (_folder, direct) = konfid();
    direct.succeed(&["token", "create"]);
    assert_eq!(import(&direct), imported);
    assert_eq!(imported.len(), 3);
}

#[test]
fn a_file_with_good_rows_only_ends_with_code_0_and_an_unreadable_one_with_1() {
    let (folder, konfid) = konfid();
    let good: String = USERS.split_inclusive('\n').take(3).collect();
    fs::write(folder.path().join("good.csv"), good).unwrap();
    konfid.succeed(&["import", "good.csv"]);
    fs::write(folder.path().join("bad.csv"), "a,b\n1,2\n").unwrap();
    let unreadable = ProblemKind::ImportUnreadable { explanation: ImportUnreadable::NotText };
    assert!(konfid.fail(1, &["import", "bad.csv"]).contains(title(&unreadable)));
    assert!(konfid.fail(1, &["import", "missing.csv"]).contains("missing.csv could not be read"));
}

/// Does with a user what the page can do, and checks what is said.
fn walk(konfid: &Command) {
    let id = |konfid: &Command| {
        let shown: Value =
            serde_json::from_str(&konfid.succeed(&["user", "show", "anna@contoso.example", "--json"]))
                .unwrap();
        shown["user"]["conferenceId"].as_str().map(str::to_owned)
    };
    konfid.succeed(&["user", "create", "--display-name", "Anna", "--principal-name", "anna@contoso.example"]);
    assert_eq!(id(konfid), None);
    konfid.succeed(&["user", "enable", "anna@contoso.example"]);
    let first = id(konfid).unwrap();
    let said = konfid.succeed(&["user", "reset", &first, "--reason", "leaked"]);
    let second = id(konfid).unwrap();
    assert_ne!(first, second);
    assert!(
        said.contains("no longer works")
            && said.contains("The email to anna@contoso.example is not sent now. No email is being sent"),
        "{said}"
    );
    assert!(konfid.succeed(&["id", "lookup", &first]).contains("in quarantine until"));
    assert!(konfid.succeed(&["id", "lookup", &second]).contains("assigned"));
    assert!(konfid.succeed(&["user", "show", "anna"]).contains("leaked"));
    assert!(konfid.succeed(&["user", "undo", "anna", "--no-email"]).contains("No email is sent"));
    assert_eq!(id(konfid).as_ref(), Some(&first));
    konfid.succeed(&["user", "send-info", "anna"]);
    konfid.succeed(&[
        "user",
        "update",
        "anna@contoso.example",
        "--display-name",
        "Anna Öberg",
        "--user-language",
        "sv",
    ]);
    assert!(konfid.succeed(&["user", "export"]).contains("Anna Öberg"));
    let table = konfid.succeed(&["user", "export", "--separator", "semicolon", "--language", "sv"]);
    assert!(table.starts_with("\u{feff}Visningsnamn;Användarens huvudnamn;"), "{table}");
    let template = konfid.succeed(&["user", "template"]);
    assert_eq!(template, "\u{feff}Display name,User principal name,Mail,Language,Country\n");
    let said = konfid.succeed(&["user", "disable", "anna"]);
    assert!(said.contains("konfid user undo anna@contoso.example"), "{said}");
    assert_eq!(id(konfid), None);
    let said = konfid.succeed(&["user", "undo", "anna", "--no-email"]);
    assert!(said.contains("enabled again, with the same conference ID"), "{said}");
    konfid.succeed(&["user", "disable", "anna"]);
    assert!(konfid.succeed(&["user", "enable", "--all"]).contains("1 user has been enabled"));
    assert_eq!(id(konfid).as_ref(), Some(&first), "the same ID comes back");
    assert!(konfid.fail(1, &["user", "undo", "anna"]).contains(title(&ProblemKind::NothingToUndo)));
    assert!(konfid.fail(1, &["id", "lookup", "123"]).contains("exactly 7 digits"));

    assert!(konfid.succeed(&["user", "send-link", "anna"]).contains("The link goes to anna@contoso.example"));
    walk_calendars(konfid);

    let test = konfid.run(&["mails", "test", "anna@contoso.example", "--language", "sv"]);
    assert_eq!(test.status.code(), Some(2), "nothing is accepted without a server");
    assert!(String::from_utf8(test.stderr).unwrap().contains("Ingen e-post skickas"));
    assert!(konfid.succeed(&["audit", "list"]).contains("Tried to send a test email"));

    konfid.succeed(&["settings", "set", "organisationName=Contoso AB", "quarantineDays=120"]);
    let settings = konfid.succeed(&["settings", "show"]);
    assert!(settings.contains("quarantineDays=120"));
    assert!(!settings.contains("mailReadiness"), "only what can be set: {settings}");
    assert!(konfid.fail(1, &["settings", "set", "quarantineDays=1"]).contains("from 45 to 365"));
    assert_eq!(konfid.succeed(&["mails", "list", "--json", "--limit", "3"]).lines().count(), 3);
    walk_audit(konfid);

    let shown: Value =
        serde_json::from_str(&konfid.succeed(&["user", "show", "anna@contoso.example", "--json"])).unwrap();
    let anna = shown["user"]["id"].as_str().unwrap();
    let last = id(konfid).unwrap();
    let removed = konfid.succeed(&["user", "remove", "anna"]);
    assert!(removed.contains(&format!("konfid user strike-out {anna}")), "{removed}");
    assert!(konfid.succeed(&["id", "lookup", &last]).contains("Anna Öberg (removed user)"));
    assert!(konfid.succeed(&["user", "strike-out", anna]).contains("has been struck out"));
    let history = konfid.succeed(&["id", "lookup", &last]);
    assert!(history.contains("removed user") && !history.contains("Anna"), "{history}");
    assert!(!konfid.succeed(&["audit", "list"]).contains("Anna"));
    assert!(konfid.fail(1, &["user", "remove", anna]).contains(title(&ProblemKind::NotFound)));
}

/// How things stand, and what was done.
fn walk_audit(konfid: &Command) {
    let status = konfid.succeed(&["status", "--days", "2"]);
    assert!(status.contains("Users: 1, of whom 1 enabled"), "{status}");
    assert!(status.contains("No email is being sent") && status.contains("Changed the settings"), "{status}");
    assert_eq!(konfid.succeed(&["status", "--json"]).lines().count(), 2);
    assert!(konfid.fail(1, &["status", "--days", "0"]).contains("1 to 366"));

    let resets = konfid.succeed(&["audit", "list", "--search", "reset conference"]);
    assert!(resets.contains("Reset a conference ID") && !resets.contains("Created a user"), "{resets}");
    let reset = ["--action", "conferenceIdReset"];
    assert_eq!(konfid.succeed(&["audit", "list", "--json", reset[0], reset[1]]).lines().count(), 1);
    let table = konfid.succeed(&["audit", "export", "--language", "sv", reset[0], reset[1]]);
    assert!(table.contains("Återställde ett konferens-ID,Anna Öberg,"), "{table}");
    assert_eq!(table.lines().count(), 2, "{table}");
    let before = konfid.succeed(&["audit", "list", "--from", "2000-01-01", "--to", "2000-01-02"]);
    assert_eq!(before.lines().count(), 1, "only the heading: {before}");
    assert!(konfid.fail(1, &["audit", "list", "--action", "resets"]).contains("conferenceIdReset"));
}

/// What can be done about calendars where there is no calendar server; that is in the end-to-end tests.
fn walk_calendars(konfid: &Command) {
    assert!(konfid.succeed(&["calendar", "show", "anna"]).contains("No calendar is connected"));
    assert!(
        konfid.fail(1, &["calendar", "retry", "anna"]).contains(title(&ProblemKind::CalendarNotConnected))
    );
    let connect = ["calendar", "connect", "anna", "--caldav", "http://127.0.0.1:1/", "--username", "anna"];
    assert!(konfid.fail(1, &connect).contains("KONFID_CALDAV_PASSWORD"));
    assert!(konfid.succeed(&["calendar", "disconnect", "anna"]).contains("its password deleted"));
    assert_eq!(konfid.succeed(&["calendar", "meetings", "anna", "--json"]), "");
    assert!(
        konfid
            .succeed(&["calendar", "messages", "anna", "--folder", "messages"])
            .contains("0 messages were written")
    );
    let meeting = "0198c0de-0000-7000-8000-000000000001";
    for command in ["undo", "retry-meeting", "message"] {
        assert!(
            konfid.fail(1, &["calendar", command, meeting]).contains(title(&ProblemKind::NotFound)),
            "{command}"
        );
    }
}

#[test]
fn everything_works_without_a_server() {
    let (_folder, konfid) = konfid();
    assert!(konfid.fail(1, &["user", "list"]).contains("There is no database at konfid.db"));
    konfid.succeed(&["token", "create"]);
    walk(&konfid);
}

#[test]
fn everything_works_through_the_server_that_has_the_database() {
    let (_folder, konfid) = konfid();
    let _server = konfid.serve(&[]);
    walk(&konfid);
}

#[test]
fn everything_works_on_a_server_elsewhere() {
    let (_folder, konfid) = konfid();
    let server: Server = konfid.serve(&[]);
    let token = konfid.succeed(&["token", "create", "--name", "elsewhere", "--expires", "1"]);
    let folder = TempDir::new().unwrap();
    let elsewhere = Command::new(env!("CARGO_BIN_EXE_konfid"), folder.path())
        .variable("KONFID_SERVER", &server.url)
        .variable("KONFID_TOKEN", token.trim());
    walk(&elsewhere);
    assert!(elsewhere.succeed(&["audit", "list"]).contains("Token elsewhere"));
    let stranger = elsewhere.variable("KONFID_TOKEN", "konfid_wrong");
    assert!(stranger.fail(1, &["user", "list"]).contains(title(&ProblemKind::SignInRequired)));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is made elsewhere");
}

#[test]
fn a_token_works_until_it_expires_and_a_link_once() {
    let (_folder, konfid) = konfid();
    let before = konfid.succeed(&["token", "create"]);
    let server = konfid.serve(&[]);
    let beside = konfid.succeed(&["token", "create"]);
    for token in [before, beside] {
        assert_eq!(token.lines().count(), 1);
        assert_eq!(server.client(token.trim()).get("/api/v1/users").status, 200);
    }
    let link = konfid.succeed(&["administrator", "link"]);
    assert!(link.starts_with(&format!("{}/setup#token=", server.url)), "{link}");
}

#[test]
fn a_backup_is_a_whole_database() {
    let (folder, konfid) = konfid();
    let server = konfid.serve(&[]);
    konfid.run(&["import", "users.csv", "--enable"]);
    konfid.succeed(&["backup", "copy.db"]);
    assert!(konfid.fail(1, &["backup", "copy.db"]).contains("already exists"));
    let original = konfid.succeed(&["user", "list", "--json"]);
    drop(server);
    assert!(folder.path().join("copy.db").exists());
    assert_eq!(konfid.succeed(&["user", "list", "--json", "--database", "copy.db"]), original);
}

/// Resets, informs and disables many, by a search, by a file and all of them.
fn act_on_many(konfid: &Command, folder: &Path) {
    let said = konfid.succeed(&["user", "reset", "--query", "öberg", "--no-email"]);
    assert!(said.contains("1 user has been given a new conference ID"), "{said}");
    let listed = konfid.succeed(&["user", "list", "--json"]);
    let names: Vec<String> = listed
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["userPrincipalName"].as_str().unwrap().to_owned()
        })
        .collect();
    fs::write(folder.join("some.txt"), format!("\u{feff}{}\r\n\n {} \n", names[0], names[1])).unwrap();
    let said = konfid.succeed(&["user", "send-info", "--file", "some.txt", "--language", "sv"]);
    assert!(said.contains("2 användare har fått konferensinformationen"), "{said}");
    fs::write(folder.join("wrong.txt"), format!("{}\nnobody@nowhere.example\n", names[0])).unwrap();
    assert!(konfid.fail(1, &["user", "disable", "--file", "wrong.txt"]).contains("nobody@nowhere.example"));
    let said = konfid.succeed(&["user", "disable", "--all", "--no-email"]);
    assert!(said.contains("3 users have been disabled"), "nobody of the wrong file was: {said}");
    assert!(konfid.succeed(&["user", "reset", "--all"]).contains("Nobody had to be given"));
    schedule(konfid, &names[0]);
}

/// Schedules the enabling of a user, moves it, begins it, and calls another one off.
fn schedule(konfid: &Command, name: &str) {
    let jobs = konfid.succeed(&["job", "list", "--json"]);
    let newest: shared::Job = serde_json::from_str(jobs.lines().next().unwrap()).unwrap();
    let [day, week] =
        [24, 24 * 7].map(|hours| newest.created_at.after(Duration::from_hours(hours)).to_string());
    let scheduled = || {
        let said = konfid.succeed(&["user", "enable", name, "--at", &day, "--no-email", "--json"]);
        let job: Value = serde_json::from_str(&said).unwrap();
        assert_eq!((&job["state"], &job["startAt"]), (&"scheduled".into(), &day.as_str().into()));
        job["id"].as_str().unwrap().to_owned()
    };
    let (first, second) = (scheduled(), scheduled());
    let moved = konfid.succeed(&["job", "reschedule", &first, "--at", &week, "--json"]);
    assert!(moved.contains(&week), "{moved}");
    konfid.succeed(&["job", "reschedule", &first, "--now"]);
    assert!(konfid.succeed(&["job", "wait", &first]).contains("1 of 1 rows done"));
    assert!(konfid.fail(1, &["job", "reschedule", &first, "--now"]).contains(title(&ProblemKind::JobOver)));
    assert!(konfid.succeed(&["job", "cancel", &second]).contains("cancelled"));
    let refused = konfid.fail(1, &["user", "enable", name, "--at", "2020-01-01T00:00:00Z"]);
    assert!(refused.contains(&Fault::MomentOver.describe(Language::En)), "{refused}");
    assert!(
        konfid.fail(1, &["user", "enable", name, "--at", "Sunday"]).contains("2026-12-06T03:00:00+01:00")
    );
}

#[test]
fn those_who_match_are_enabled_by_a_job_with_a_server_and_without() {
    for with_server in [true, false] {
        let (folder, konfid) = konfid();
        let server = with_server.then(|| konfid.serve(&[]));
        konfid.run(&["import", "users.csv"]);
        let said = konfid.succeed(&["user", "enable", "--query", "öberg", "--no-email"]);
        assert!(said.contains("1 user has been enabled"), "{said}");
        let said = konfid.succeed(&["user", "enable", "--all", "--language", "sv"]);
        assert!(said.contains("2 användare har aktiverats"), "{said}");
        assert!(konfid.succeed(&["user", "enable", "--all"]).contains("Nobody had to be enabled"));
        let job: Value =
            serde_json::from_str(&konfid.succeed(&["user", "enable", "--all", "--json"])).unwrap();
        assert_eq!((&job["state"], &job["counts"]["total"]), (&"done".into(), &0.into()));
        let jobs = konfid.succeed(&["job", "list", "--json"]);
        assert_eq!(jobs.lines().count(), 5, "{jobs}");
        act_on_many(&konfid, folder.path());
        let first: Value = serde_json::from_str(jobs.lines().last().unwrap()).unwrap();
        let id = first["id"].as_str().unwrap();
        let rows = konfid.succeed(&["job", "rows", id, "--outcome", "refused", "--language", "sv"]);
        assert!(rows.contains("rad 5  refused  not-an-address: Användarens huvudnamn"), "{rows}");
        assert_eq!(konfid.succeed(&["job", "rows", id, "--csv"]).lines().count(), 5);
        assert!(konfid.succeed(&["job", "show", id]).contains("4 of 4 rows done: 3 new, 1 refused"));
        drop(server);
    }
}

#[test]
fn bridges_and_service_numbers_are_managed_with_a_server_and_without() {
    let (_folder, konfid) = konfid();
    let manage = |number: &str, name: &str| {
        let registered =
            konfid.succeed(&["number", "register", number, "--country", "se", "--languages", "sv,en"]);
        assert!(registered.contains("sv, en"), "{registered}");
        let added: Value = serde_json::from_str(&konfid.succeed(&["bridge", "add", name, "--json"])).unwrap();
        let bridge = added["id"].to_string();
        let elsewhere = konfid.run(&["number", "register", number, "--country", "SE", "--bridge", &bridge]);
        assert!(String::from_utf8(elsewhere.stderr).unwrap().contains("already"));
        konfid.succeed(&["bridge", "update", &bridge, "--name", "Oslo", "--default"]);
        let bridges = konfid.succeed(&["bridge", "list", "--json"]);
        let default = bridges.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let default: Vec<Value> = default.filter(|bridge| bridge["default"] == true).collect();
        assert_eq!(
            (default.len(), &default[0]["name"], &default[0]["id"]),
            (1, &"Oslo".into(), &added["id"])
        );
        konfid.succeed(&["bridge", "update", "1", "--default"]);
    };
    let server = konfid.serve(&[]);
    manage("08-123 456 78", "First");
    drop(server);
    manage("08-555 001 00", "Second");
    let refused = konfid.run(&["number", "unregister", "+46812345678", "--language", "sv"]);
    assert!(String::from_utf8(refused.stderr).unwrap().contains("standardnumret"));
    konfid.succeed(&["number", "unregister", "+46812345678", "--replacement", "+46855500100"]);
    konfid.succeed(&["number", "update", "+46855500100", "--location", "Stockholm", "--toll-free", "no"]);
    let numbers = konfid.succeed(&["number", "list", "--json"]);
    let number: Value = serde_json::from_str(numbers.trim()).unwrap();
    assert_eq!((&number["formatted"], &number["default"]), (&"+46 8 555 001 00".into(), &true.into()));
    let unknown = konfid.run(&["number", "unregister", "+4722123456"]);
    assert!(String::from_utf8(unknown.stderr).unwrap().contains("konfid number list"));
}
