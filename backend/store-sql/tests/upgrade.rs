//! A database that an earlier Konfid made is carried over with everything in it.
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::path::Path;

use domain::contract::{application, initial_settings};
use domain::{Application, MailQuery, UserQuery, search_terms};
use konfid_store_sql::SqliteStore;
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use shared::{AssignmentCause, MailState, UserId};
use uuid::Uuid;

/// The migrations that such a database has: name, part for every database, part for SQLite alone.
const APPLIED: [(&str, &str, &str); 2] = [
    (
        "initial",
        include_str!("../migrations/0001_initial.sql"),
        include_str!("../migrations/0001_initial.sqlite.sql"),
    ),
    ("meetings", include_str!("../migrations/0002_meetings.sql"), ""),
];

/// In SQLite's words, as `migrations/README.md` says.
fn translate(script: &str) -> String {
    script
        .replace(" COLLATE \"C\"", "")
        .replace("BIGSERIAL", "INTEGER")
        .replace("BIGINT", "INTEGER")
        .replace("UUID", "BLOB")
        .replace("BYTEA", "BLOB")
        .replace("/*sqlite:", "")
        .replace("*/", "")
}

fn user_id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// Two users; the first has had an ID before, with a mail about it.
fn make_old_database(path: &Path) {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch("CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)")
        .unwrap();
    for (number, (name, shared, sqlite)) in (1_i64..).zip(APPLIED) {
        connection.execute_batch(&translate(shared)).unwrap();
        connection.execute_batch(sqlite).unwrap();
        let checksum = hex::encode(Sha256::new().chain_update(shared).chain_update(sqlite).finalize());
        let record = "INSERT INTO migrations VALUES (?1, ?2, ?3)";
        connection.execute(record, params![number, name, checksum]).unwrap();
    }
    let settings = serde_json::to_string(&initial_settings()).unwrap();
    connection.execute("INSERT INTO settings VALUES (1, ?1)", [settings]).unwrap();
    for (number, name, conference_id) in [(1, "Åsa Öberg", 8_271_964), (2, "Quentin", 4_519_273)] {
        let (id, address) = (user_id(number), format!("user{number}@contoso.example"));
        let text = format!("{}\n{address}", name.to_lowercase());
        let user = "INSERT INTO users (id, version, display_name, display_name_key, user_principal_name, \
                    user_principal_name_key, primary_email, dial_in_enabled, provider, conference_id, \
                    conference_id_key, conference_id_since, created_at, updated_at, search_text) \
                    VALUES (?1, 2, ?2, ?2, ?3, ?3, ?3, 1, 'builtIn', ?4, ?4, 20, 10, 20, ?5)";
        connection.execute(user, params![id.as_bytes(), name, address, conference_id, text]).unwrap();
        let search = "INSERT INTO users_search (rowid, search_text) VALUES (?1, ?2)";
        connection.execute(search, params![connection.last_insert_rowid(), text]).unwrap();
        let ledger = "INSERT INTO conference_ids (conference_id, user_id) VALUES (?1, ?2)";
        connection.execute(ledger, params![conference_id, id.as_bytes()]).unwrap();
    }
    let periods = "INSERT INTO assignments (id, conference_id, user_id, began_at, began, began_by, ended_at, ended, \
                   ended_by, reason) VALUES (?1, 5555123, ?3, 10, 'enabled', 'admin', 20, 'reset', 'admin', 'Leaked.'), \
                   (?2, 8271964, ?3, 20, 'reset', 'admin', NULL, NULL, NULL, NULL)";
    let (first, second) = (user_id(11), user_id(12));
    connection.execute(periods, params![first.as_bytes(), second.as_bytes(), user_id(1).as_bytes()]).unwrap();
    let mail = "INSERT INTO mails (id, user_id, recipient, event, language, conference_id, state, attempts, created_at, \
                finished_at, subject, body_text, body_html) \
                VALUES (?1, ?2, 'user1@contoso.example', 'conferenceIdChanged', 'sv', 8271964, 'kept', 1, 20, 21, \
                'Ämne', 'Text', '<p>Text</p>')";
    connection.execute(mail, params![user_id(21).as_bytes(), user_id(1).as_bytes()]).unwrap();
    let answer = "INSERT INTO idempotent_answers VALUES ('token:1', 'key', zeroblob(32), 200, '{}', 20)";
    connection.execute(answer, []).unwrap();
}

async fn found(application: &Application, text: &str) -> Vec<String> {
    let query = UserQuery { terms: search_terms(text), limit: 10, ..UserQuery::default() };
    let users = application
        .in_snapshot(move |read| Box::pin(async move { Ok(read.users(&query).await?) }))
        .await
        .unwrap();
    users.into_iter().map(|user| user.display_name).collect()
}

#[tokio::test]
async fn everything_is_carried_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("konfid.db");
    make_old_database(&path);
    let application = application(SqliteStore::open(&path, &initial_settings()).unwrap());

    for (text, expected) in
        [("ö", "Åsa Öberg"), ("qu", "Quentin"), ("82", "Åsa Öberg"), ("1927", "Quentin"), ("ent", "Quentin")]
    {
        assert_eq!(found(&application, text).await, [expected], "{text}");
    }
    let look = application.in_snapshot(|read| {
        Box::pin(async move {
            let periods = read.assignments_of_user(UserId::from_uuid(user_id(1))).await?;
            let mails = read.mails(&MailQuery { limit: 10, ..MailQuery::default() }).await?;
            let answer = read.idempotent_answer("token:1", "key").await?;
            Ok((periods, mails, answer, read.conference_id_usage().await?.assigned))
        })
    });
    let (periods, mails, answer, assigned) = look.await.unwrap();
    assert_eq!(periods.len(), 2);
    assert_eq!(
        (periods[1].ended, periods[1].reason.as_deref()),
        (Some(AssignmentCause::Reset), Some("Leaked."))
    );
    let [(mail, name)] = &mails[..] else { panic!("one mail was there: {mails:?}") };
    assert_eq!((mail.state, name.as_str()), (MailState::Kept, "Åsa Öberg"));
    assert_eq!(mail.content.as_ref().unwrap().subject, "Ämne");
    assert_eq!(answer.unwrap().body, "{}");
    assert_eq!(assigned, 2);
    drop(application);

    let connection = Connection::open(&path).unwrap();
    let intact: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(intact, "ok");
    let mut statement = connection.prepare("PRAGMA foreign_key_check").unwrap();
    assert!(!statement.exists([]).unwrap(), "nothing refers to what is not there");
}
