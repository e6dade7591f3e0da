//! Users that come from a directory again: under another name, blocked, deleted, missing, or as somebody else.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

#[expect(dead_code, reason = "other tests need the rest of it")]
mod support;

use futures::future::ready;
use konfid_domain::operations::imports::{import_rows, preview_import};
use konfid_domain::operations::jobs::{JobRunner, start_import};
use konfid_domain::operations::users::disable_user;
use konfid_domain::{Actor, AuditQuery, JobRowQuery, JobRowRecord};
use shared::{
    ApplyImportRequest, AuditAction, Import, ImportId, ImportOptions, ImportOutcome, ImportRow,
    ImportRowFilter, JobOutcome, Language, PageRequest, User, UserActionRequest,
};
use support::World;

const EVA: &str = "0f6a0c52-1111-4222-8333-444455556666";
const BO: &str = "1a7b1d63-2222-4333-8444-555566667777";
const HEADER: &str =
    "Object Id,Display name,User principal name,Mail,Block credential,Soft deletion time stamp\n";

fn enabling() -> ImportOptions {
    ImportOptions { enable: true, send_email: Some(false), full_directory: false }
}

async fn preview(world: &World, rows: &str, options: ImportOptions) -> Import {
    preview_import(&world.application, Actor::CommandLine, format!("{HEADER}{rows}"), None, options)
        .await
        .unwrap()
}

async fn rows(world: &World, import: ImportId, filter: ImportRowFilter, limit: u32) -> Vec<ImportRow> {
    let mut all = Vec::new();
    let mut cursor = None;
    loop {
        let page = PageRequest { cursor, limit: Some(limit), ..PageRequest::default() };
        let read = world.application.in_snapshot(move |read| {
            Box::pin(async move { import_rows(read, import, filter, &page, Language::En).await })
        });
        let part = read.await.unwrap();
        assert!(part.items.len() <= limit as usize);
        all.extend(part.items);
        cursor = part.next_cursor;
        if cursor.is_none() {
            return all;
        }
    }
}

async fn apply(world: &World, import: ImportId) -> Vec<JobRowRecord> {
    apply_as(world, import, ApplyImportRequest::default()).await
}

/// Reads the rows and imports them; what became of each.
async fn import(world: &World, rows: &str) -> Vec<JobRowRecord> {
    let import = preview(world, rows, enabling()).await.id;
    apply(world, import).await
}

async fn apply_as(world: &World, import: ImportId, request: ApplyImportRequest) -> Vec<JobRowRecord> {
    let start = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { start_import(transaction, context, import, request).await })
    });
    let job = start.await.unwrap().id;
    JobRunner::new(world.application.clone()).run_due(|_| ready(()), || false).await.unwrap();
    let query = JobRowQuery { job, outcome: None, after: 0, limit: 1_000 };
    let read =
        world.application.in_snapshot(move |read| Box::pin(async move { Ok(read.job_rows(&query).await?) }));
    read.await.unwrap()
}

async fn named(world: &World, name: &str) -> Option<User> {
    let name = format!("{name}@north.example").parse().unwrap();
    let read = world
        .application
        .in_snapshot(move |read| Box::pin(async move { Ok(read.user_by_principal_name(&name).await?) }));
    read.await.unwrap()
}

fn code(row: &JobRowRecord) -> &str {
    row.reason.as_ref().map_or("", |reason| reason.code())
}

#[tokio::test]
async fn a_renamed_user_stays_the_same_with_the_same_conference_id() {
    let world = World::new(1);
    import(&world, &format!("{EVA},Eva Ek,eva.ek@north.example,eva.ek@north.example,,\n")).await;
    let before = named(&world, "eva.ek").await.unwrap();
    assert!(before.dial_in_enabled);

    let renamed =
        format!("{{{}}},Eva Lind,eva.lind@north.example,eva.lind@north.example,,\n", EVA.to_uppercase());
    let seen = preview(&world, &renamed, enabling()).await;
    let row = rows(&world, seen.id, ImportRowFilter::default(), 10).await.remove(0);
    assert_eq!(row.outcome, ImportOutcome::Changed);
    let fields: Vec<&str> = row.changes.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["displayName", "userPrincipalName", "primaryEmail"]);
    assert_eq!(apply(&world, seen.id).await[0].outcome, JobOutcome::Changed);

    let after = named(&world, "eva.lind").await.unwrap();
    assert_eq!((after.id, after.conference_id), (before.id, before.conference_id));
    assert_eq!(named(&world, "eva.ek").await, None);
}

#[tokio::test]
async fn a_user_without_an_identifier_gets_it_by_the_principal_name_and_keeps_it() {
    let world = World::new(2);
    import(&world, ",Eva Ek,eva@north.example,eva@north.example,,\n").await;
    assert_eq!(named(&world, "eva").await.unwrap().directory_id, None);
    let row = &import(&world, &format!("{EVA},Eva Ek,EVA@north.example,eva@north.example,,\n")).await[0];
    assert_eq!(row.outcome, JobOutcome::Changed);
    assert_eq!(row.changes.len(), 1, "{:?}", row.changes);
    let eva = named(&world, "eva").await.unwrap();
    assert_eq!(eva.directory_id.unwrap().as_str(), EVA);
    assert_eq!(eva.user_principal_name.as_str(), "eva@north.example");
    // A file without identifiers takes none away.
    let row = &import(&world, ",Eva Ek,eva@north.example,eva@north.example,,\n").await[0];
    assert_eq!(row.outcome, JobOutcome::Unchanged);
}

#[tokio::test]
async fn nobody_gets_the_conference_id_of_a_colleague_whose_name_they_got() {
    let world = World::new(3);
    let eva = format!("{EVA},Eva Ek,eva@north.example,eva@north.example,,\n");
    import(&world, &eva).await;
    let before = named(&world, "eva").await.unwrap();
    let other = format!("{BO},Eva Ekman,eva@north.example,eva@north.example,,\n");
    let row = &import(&world, &other).await[0];
    assert_eq!((row.outcome, code(row)), (JobOutcome::Refused, "otherDirectoryId"));
    assert_eq!(named(&world, "eva").await.unwrap(), before);
}

#[tokio::test]
async fn two_users_are_never_made_one() {
    let world = World::new(4);
    let both = format!(
        "{EVA},Eva,eva@north.example,eva@north.example,,\n{BO},Bo,bo@north.example,bo@north.example,,\n"
    );
    import(&world, &both).await;
    let swapped = format!("{EVA},Eva,bo@north.example,bo@north.example,,\n");
    let row = &import(&world, &swapped).await[0];
    assert_eq!((row.outcome, code(row)), (JobOutcome::Refused, "principalNameOfAnother"));
    // Once the other one has another name, it is free.
    let chain = format!(
        "{BO},Bo,bo.berg@north.example,bo@north.example,,\n{EVA},Eva,bo@north.example,bo@north.example,,\n"
    );
    let outcomes: Vec<_> = import(&world, &chain).await.iter().map(|row| row.outcome).collect();
    assert_eq!(outcomes, [JobOutcome::Changed, JobOutcome::Changed]);
    assert_eq!(named(&world, "bo").await.unwrap().display_name, "Eva");
}

#[tokio::test]
async fn blocked_and_deleted_accounts_are_never_enabled() {
    let world = World::new(5);
    let file = format!(
        "{EVA},Eva,eva@north.example,eva@north.example,True,\n\
         {BO},Bo,bo@north.example,bo@north.example,False,2026-05-01 09:00:00Z\n\
         ,Cia,cia@north.example,cia@north.example,False,\n"
    );
    let seen = preview(&world, &file, enabling()).await;
    assert_eq!((seen.counts.new, seen.counts.refused, seen.counts.enabled, seen.counts.noted), (2, 1, 1, 1));
    let outcomes: Vec<_> =
        apply(&world, seen.id).await.iter().map(|row| (row.outcome, code(row).to_owned())).collect();
    assert_eq!(
        outcomes,
        [
            (JobOutcome::New, "accountBlocked".into()),
            (JobOutcome::Refused, "deletedInDirectory".into()),
            (JobOutcome::New, String::new()),
        ]
    );
    assert!(!named(&world, "eva").await.unwrap().dial_in_enabled);
    assert!(named(&world, "cia").await.unwrap().dial_in_enabled);
    assert_eq!(named(&world, "bo").await, None);
}

/// Directories give deleted accounts another name, which must not reach the user.
#[tokio::test]
async fn a_deleted_account_changes_nothing_of_its_user() {
    let world = World::new(6);
    import(&world, &format!("{EVA},Eva,eva@north.example,eva@north.example,,\n")).await;
    let before = named(&world, "eva").await.unwrap();
    let deleted = format!("{EVA},Eva,0f6a0c52eva@north.example,x@north.example,,2026-05-01\n");
    let seen = preview(&world, &deleted, ImportOptions::default()).await;
    assert_eq!((seen.counts.unchanged, seen.counts.blocked), (1, 1));
    apply(&world, seen.id).await;
    assert_eq!(named(&world, "eva").await.unwrap(), before);
}

#[tokio::test]
async fn who_became_blocked_or_is_missing_is_proposed_and_listed_first() {
    let world = World::new(7);
    let everybody = plain_rows(&["eva", "bo", "cia", "dan", "eli"]);
    import(&world, &everybody).await;
    let now = ",new,new@north.example,new@north.example,,\n\
               ,eva,eva@north.example,eva@north.example,True,\n\
               ,cia,cia@north.example,,,\n\
               ,,,nobody@north.example,,\n\
               ,dan,dan@north.example,dan@north.example,,\n";
    let partly = preview(&world, now, ImportOptions::default()).await;
    assert_eq!((partly.counts.blocked, partly.counts.missing), (1, 0), "only a full directory lacks anybody");
    let options = ImportOptions { full_directory: true, ..ImportOptions::default() };
    let full = preview(&world, now, options).await;
    let counts = full.counts;
    // Cia's row is refused for its address, but she is in the file.
    assert_eq!((counts.refused, counts.blocked, counts.missing, counts.enabled_before), (2, 1, 2, 5));
    assert_eq!(counts.proposed(), 3);
    assert!(counts.many_are_missing());
    for limit in [1, 2, 50] {
        let shown = rows(&world, full.id, ImportRowFilter::default(), limit).await;
        let shown: Vec<_> = shown.iter().map(|row| (row.display_name.as_str(), row.outcome)).collect();
        assert_eq!(
            shown,
            [
                ("cia", ImportOutcome::Refused),
                ("", ImportOutcome::Refused),
                ("eva", ImportOutcome::Unchanged),
                ("bo", ImportOutcome::Missing),
                ("eli", ImportOutcome::Missing),
                ("new", ImportOutcome::New),
                ("dan", ImportOutcome::Unchanged),
            ],
            "{limit} at a time"
        );
        let filter = ImportRowFilter { proposed: true, ..ImportRowFilter::default() };
        let proposed = rows(&world, full.id, filter, limit).await;
        assert!(proposed.iter().all(|row| row.proposed && row.note.is_some()));
        let names: Vec<_> = proposed.iter().map(|row| row.display_name.as_str()).collect();
        assert_eq!(names, ["eva", "bo", "eli"]);
        for (outcome, count) in [
            (ImportOutcome::Refused, 2),
            (ImportOutcome::Missing, 2),
            (ImportOutcome::New, 1),
            (ImportOutcome::Unchanged, 2),
            (ImportOutcome::Changed, 0),
        ] {
            let filter = ImportRowFilter { outcome: Some(outcome), ..ImportRowFilter::default() };
            assert_eq!(rows(&world, full.id, filter, limit).await.len(), count, "{outcome:?}");
        }
    }
    // Nothing is proposed that nobody asked for, and nobody is disabled by reading a file.
    apply(&world, full.id).await;
    assert!(named(&world, "eva").await.unwrap().dial_in_enabled);
    assert!(named(&world, "bo").await.unwrap().dial_in_enabled);
}

#[tokio::test]
async fn who_is_proposed_is_disabled_once_when_somebody_says_so() {
    let world = World::new(10);
    let everybody = plain_rows(&["eva", "bo", "cia", "dan"]);
    import(&world, &everybody).await;
    let now = ",eva,eva@north.example,eva@north.example,True,\n,dan,dan@north.example,dan@north.example,,\n";
    let options = ImportOptions { full_directory: true, ..ImportOptions::default() };
    let full = preview(&world, now, options).await;
    assert_eq!((full.counts.blocked, full.counts.missing), (1, 2));
    // Somebody else disables Bo meanwhile.
    let bo = named(&world, "bo").await.unwrap();
    let disable = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move {
            disable_user(
                transaction,
                context,
                bo.id,
                None,
                UserActionRequest { send_email: Some(false), ..UserActionRequest::default() },
            )
            .await
        })
    });
    disable.await.unwrap();
    let done = apply_as(&world, full.id, ApplyImportRequest { disable_proposed: true }).await;
    let done: Vec<_> = done.iter().map(|row| (row.display_name.as_str(), row.outcome)).collect();
    assert_eq!(
        done,
        [
            ("eva", JobOutcome::Disabled),
            ("dan", JobOutcome::Unchanged),
            ("bo", JobOutcome::Unchanged),
            ("cia", JobOutcome::Disabled),
        ]
    );
    for (name, enabled) in [("eva", false), ("bo", false), ("cia", false), ("dan", true)] {
        let user = named(&world, name).await.unwrap();
        assert_eq!((user.dial_in_enabled, user.conference_id.is_some()), (enabled, enabled), "{name}");
    }
    let query = AuditQuery { action: Some(AuditAction::UserDisabled), limit: 100, ..AuditQuery::default() };
    let read =
        world.application.in_snapshot(move |read| Box::pin(async move { Ok(read.audit(&query).await?) }));
    assert_eq!(read.await.unwrap().len(), 3, "each once");
}

#[tokio::test]
async fn names_with_question_marks_are_noted_and_overwrite_no_good_one() {
    let world = World::new(8);
    import(&world, ",Åsa Öberg,asa@north.example,asa@north.example,,\n").await;
    let file = ",?sa ?berg,asa@north.example,asa@north.example,,\n,Bj?rn Ek,bjorn@north.example,bjorn@north.example,,\n";
    let seen = preview(&world, file, ImportOptions::default()).await;
    let shown = rows(&world, seen.id, ImportRowFilter::default(), 10).await;
    let codes: Vec<_> = shown.iter().map(|row| (row.outcome, row.note_codes.join(" "))).collect();
    assert_eq!(
        codes,
        [(ImportOutcome::Unchanged, "nameKept".into()), (ImportOutcome::New, "damagedName".to_owned())]
    );
    apply(&world, seen.id).await;
    assert_eq!(named(&world, "asa").await.unwrap().display_name, "Åsa Öberg");
}

#[tokio::test]
async fn a_shared_address_is_noted() {
    let world = World::new(9);
    import(&world, ",Åsa,asa@north.example,team@north.example,,\n").await;
    let file = ",Åsa,asa@north.example,team@north.example,,\n,Bo,bo@north.example,TEAM@north.example,,\n\
                ,Cia,cia@north.example,cia@north.example,,\n";
    let seen = preview(&world, file, ImportOptions::default()).await;
    let filter = ImportRowFilter { noted: true, ..ImportRowFilter::default() };
    let shown = rows(&world, seen.id, filter, 10).await;
    assert_eq!(shown.len(), 1);
    assert_eq!(
        (shown[0].display_name.as_str(), shown[0].note_codes.as_slice()),
        ("Bo", &["addressOfEarlierRow".to_owned()][..])
    );
    let seen = preview(&world, ",Bo,bo@north.example,TEAM@north.example,,\n", ImportOptions::default()).await;
    let shown = rows(&world, seen.id, filter, 10).await;
    assert!(shown[0].note.as_ref().unwrap().contains("Åsa"), "{shown:?}");
}

/// A row for each of these, without anything special.
fn plain_rows(names: &[&str]) -> String {
    let rows = names.iter().map(|name| format!(",{name},{name}@north.example,{name}@north.example,,\n"));
    rows.collect::<Vec<_>>().concat()
}
