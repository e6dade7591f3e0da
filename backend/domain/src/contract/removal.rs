//! Removing users, and striking out the names of removed ones.

use std::future::ready;

use futures::future::join;
use shared::{
    AssignmentCause, AuditAction, ConferenceId, IdOwner, ImportOptions, MailContent, MailEvent, MailState,
    MeetingUpdateState, ProblemCode, ResetConferenceIdRequest, UpdateUserRequest, User, UserId, Version,
};

use super::fixture::{address, insert, mail, second, user};
use super::meeting_updates::{connection, meeting, update};
use super::meetings::record;
use super::overlapping::{one_of_two, overlapping, times};
use crate::operations::conference_ids::reset_conference_id;
use crate::operations::imports;
use crate::operations::jobs::{JobRunner, start_import};
use crate::operations::users::{enable_user, remove_user, strike_out_name, update_user};
use crate::{
    Actor, Application, AuditQuery, Error, IdempotentAnswer, JobRowQuery, MailQuery, MailRecord,
    MeetingRecord, OrganizerSecretKind, OrganizerSecretRecord, Result, SecretHash, UserQuery,
};

/// What names the user of these checks: no table may hold one of these when the name was struck out.
pub const TRACES: [&str; 7] =
    ["ilhelmina", "etterqvist", "kerblom", "v.zetter", "erfhlyct", "0d1ec700-aaaa", "qfybxwgu"];

const FILE: &str = "Display name,User principal name,Mail\r\n\
                    Vilhelmina Zetterqvist,vilhelmina@contoso.example,v.zetter@mail.example\r\n";

async fn preview(application: &Application, file: &str) -> shared::ImportId {
    let options = ImportOptions { enable: true, send_email: Some(true), full_directory: false };
    let preview =
        imports::preview_import(application, Actor::System, file.as_bytes().to_vec(), None, options);
    preview.await.expect("the file is good").id
}

/// Starts an import, for a worker to run.
async fn start(application: &Application, id: shared::ImportId) {
    let start = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move {
            start_import(transaction, context, id, shared::ApplyImportRequest::default()).await
        })
    });
    start.await.expect("it can be started");
}

async fn reset(application: &Application, user: UserId, seen: Version, reason: Option<&str>) -> Result<User> {
    let request = ResetConferenceIdRequest {
        reason: reason.map(str::to_owned),
        send_email: Some(true),
        confirm_conference_id: None,
    };
    let reset = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { reset_conference_id(transaction, context, user, seen, &request).await })
    });
    reset.await
}

async fn remove(application: &Application, user: &User) -> Result<shared::RemovedUser> {
    let (id, seen) = (user.id, user.version);
    let remove = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { remove_user(transaction, context, id, seen, None).await })
    });
    remove.await
}

async fn with_id(application: &Application, display_name: &str, name: &str) -> User {
    let new = user(display_name, name);
    insert(application, std::slice::from_ref(&new)).await;
    let enable = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { enable_user(transaction, context, new.id, None, Some(true)).await })
    });
    enable.await.expect("a user can be enabled")
}

fn text_about(user: &User) -> String {
    format!("Hello {}", user.display_name)
}

/// A user with everything that a user can have, and what was done to it.
async fn with_everything(application: &Application) -> User {
    preview(application, FILE).await;
    let anna = with_id(application, "Vilhelmina Zetterqvist", "v.zetter").await;
    // One row is done, the others are refused: under the name that the user gets later, and the one before.
    let rows = format!(
        "Display name,User principal name,Mail,Object Id\r\n\
         Vilhelmina Zetterqvist,{},v.zetter@mail.example,0d1ec700-aaaa-4222-8333-444455556666\r\n\
         Vilhelmina Åkerblom,,erfhlyct@mail.example,\r\nVilhelmina Zetterqvist,,v.zetter@mail.example,\r\n",
        anna.user_principal_name
    );
    let import = preview(application, &rows).await;
    start(application, import).await;
    JobRunner::new(application.clone()).run_due(|_| ready(()), || false).await.expect("it can be run");
    let id = anna.id;
    let read = application.in_snapshot(move |read| Box::pin(async move { Ok(read.user(id).await?) }));
    let anna = read.await.expect("users can be read").expect("the user is still there");
    assert_eq!(anna.primary_email, address("v.zetter@mail.example"), "the file was imported");
    let seen = anna.version;
    let change = application.in_transaction_as(Actor::organizer(&anna), move |transaction, context| {
        Box::pin(async move {
            let request = UpdateUserRequest {
                display_name: Some("Vilhelmina Åkerblom".into()),
                primary_email: Some(address("erfhlyct@mail.example")),
                directory_id: Some(Some("qfybxwgu".parse().expect("it is one"))),
                ..UpdateUserRequest::default()
            };
            update_user(transaction, context, id, seen, &request).await
        })
    });
    let anna = change.await.expect("a user can be changed");
    let anna = reset(application, anna.id, anna.version, Some("Vilhelmina asked for it")).await;
    let anna = anna.expect("an ID can be reset");
    let holder = anna.clone();
    let fill = application.in_transaction(move |transaction| {
        let anna = holder.clone();
        Box::pin(async move {
            let text = text_about(&anna);
            let content = MailContent { subject: text.clone(), text: text.clone(), html: text };
            let kept = MailRecord {
                state: MailState::Kept,
                due_at: None,
                finished_at: Some(second(1)),
                content: Some(content),
                ..mail(&anna, MailEvent::ConferenceInfo)
            };
            transaction.insert_mail(&kept).await?;
            let planned = MeetingRecord { subject: text_about(&anna), ..record(&anna, None) };
            transaction.insert_meeting(&planned).await?;
            transaction.put_calendar_connection(&connection(anna.id)).await?;
            transaction.put_calendar_update(&update(anna.id, Some(1))).await?;
            let talk = meeting(anna.id, "/vilhelmina/1.ics", MeetingUpdateState::Pending);
            transaction.put_meeting_update(&talk).await?;
            for (kind, byte) in [(OrganizerSecretKind::Link, 1), (OrganizerSecretKind::Session, 2)] {
                let (secret, created_at) = (SecretHash([byte; 32]), second(1));
                let secret =
                    OrganizerSecretRecord { kind, secret, user: anna.id, created_at, expires_at: second(99) };
                transaction.put_organizer_secret(&secret).await?;
            }
            for (key, about) in [("about her", anna.id.to_string()), ("about nobody", String::new())] {
                let answer = IdempotentAnswer {
                    key: ("scope".into(), key.into()),
                    request: SecretHash([1; 32]),
                    status: 200,
                    body: format!("[{{\"id\":\"{about}\"}}]"),
                    created_at: second(1),
                };
                transaction.insert_idempotent_answer(&answer).await?;
            }
            Ok(())
        })
    });
    fill.await.expect("a user can have all of it");
    anna
}

/// With a user go its emails, calendar, meetings, sessions, links and answers about it. IDs, history and audit log stay
/// under its name, and nobody else's things go.
pub async fn with_a_user_goes_what_is_its_own(application: Application) {
    let anna = with_everything(&application).await;
    let bo = with_id(&application, "Bo", "bo").await;
    let left = remove(&application, &anna).await.expect("a user can be removed");
    assert_eq!(left.display_name.as_deref(), Some("Vilhelmina Åkerblom"));
    let check = application.in_snapshot(move |read| {
        Box::pin(async move {
            assert_eq!(read.user(anna.id).await?, None);
            assert_eq!(read.user_by_principal_name(&anna.user_principal_name).await?, None);
            let directory_id = anna.directory_id.as_ref().expect("it was imported");
            assert_eq!(read.user_by_directory_id(directory_id).await?, None);
            assert_eq!(read.users_by_primary_email(&anna.primary_email, 9).await?, []);
            for term in ["vilhelmina", "er", "åkerblom"] {
                assert_eq!(read.users(&super::fixture::searching(&[term])).await?, [], "{term}");
            }
            assert_eq!(read.removed_user(anna.id).await?, Some(left));
            assert_eq!(read.removed_user(bo.id).await?, None);
            assert!(read.calendar_connection(anna.id).await?.is_none());
            assert!(read.calendar_update(anna.id).await?.is_none());
            assert!(read.meeting_update_at(anna.id, "/vilhelmina/1.ics").await?.is_none());
            assert!(read.organizer_secret(OrganizerSecretKind::Link, SecretHash([1; 32])).await?.is_none());
            let session = read.organizer_secret(OrganizerSecretKind::Session, SecretHash([2; 32])).await?;
            assert!(session.is_none());
            assert!(read.idempotent_answer("scope", "about her").await?.is_none());
            assert!(read.idempotent_answer("scope", "about nobody").await?.is_some());
            let mails = read.mails(&MailQuery { limit: 100, ..MailQuery::default() }).await?;
            assert!(!mails.is_empty() && mails.iter().all(|(mail, _)| mail.user == bo.id), "{mails:?}");

            let history = read.assignments_of_owner(IdOwner::User(anna.id)).await?;
            assert_eq!(history.len(), 2);
            assert_eq!(history[0].ended, Some(AssignmentCause::UserRemoved));
            for period in &history {
                assert_eq!(period.owner_name.as_deref(), Some("Vilhelmina Åkerblom"));
                assert!(period.owner_removed && period.to.is_some());
                let entry = read
                    .ledger_entry(period.bridge, period.conference_id)
                    .await?
                    .expect("it is not free yet");
                assert!(entry.quarantined_until.is_some());
            }
            let of_bo = read.assignments_of_owner(IdOwner::User(bo.id)).await?;
            assert!(!of_bo[0].owner_removed && of_bo[0].to.is_none());
            let entries = read.audit(&AuditQuery { limit: 100, ..AuditQuery::default() }).await?;
            let of_anna: Vec<_> = entries.iter().filter(|entry| entry.user == Some(anna.id)).collect();
            assert_eq!(of_anna[0].action, AuditAction::UserRemoved);
            for entry in of_anna {
                assert_eq!(entry.user_display_name.as_deref(), Some("Vilhelmina Åkerblom"), "{entry:?}");
                assert!(entry.user_removed);
            }
            let name = Some("Vilhelmina Åkerblom".to_owned());
            let organizer = Actor::Organizer { user: anna.id, name };
            assert!(entries.iter().any(|entry| entry.actor == organizer), "her own acts bear her name");
            Ok(())
        })
    });
    check.await.expect("the store can be read");
    // Whoever comes back under the same name is somebody else.
    let again = with_id(&application, "Vilhelmina", "v.zetter").await;
    assert!(again.id != anna.id && again.conference_id != anna.conference_id);
}

/// A user with everything is removed and its name struck out; [`TRACES`] says what must not be found afterwards.
pub async fn strike_out(application: &Application) -> UserId {
    let anna = with_everything(application).await;
    remove(application, &anna).await.expect("a user can be removed");
    let user = anna.id;
    let strike_out = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { strike_out_name(transaction, context, user).await })
    });
    assert_eq!(strike_out.await.expect("a name can be struck out").display_name, None);
    user
}

/// When a name was struck out, nothing that can be read holds it; what was done is still there.
pub async fn a_name_that_is_struck_out_is_gone(application: Application) {
    let user = strike_out(&application).await;
    let check = application.in_snapshot(move |read| {
        Box::pin(async move {
            let entries = read.audit(&AuditQuery { limit: 100, ..AuditQuery::default() }).await?;
            let history = read.assignments_of_owner(IdOwner::User(user)).await?;
            let mut rows = Vec::new();
            for job in read.jobs(None, 10).await? {
                let query = JobRowQuery { job: job.id, outcome: None, after: 0, limit: 10 };
                rows.extend(read.job_rows(&query).await?);
            }
            assert_eq!(rows.len(), 3);
            let told = format!("{entries:?} {history:?} {rows:?} {:?}", read.removed_user(user).await?);
            for trace in TRACES {
                assert!(!told.contains(trace), "{trace} is in {told}");
            }
            assert_eq!(history.len(), 2);
            assert!(history.iter().all(|period| period.reason.is_none() && period.owner_removed));
            assert_eq!(entries[0].action, AuditAction::NameStruckOut);
            assert!(entries.iter().any(|entry| entry.action == AuditAction::UserUpdated));
            Ok(())
        })
    });
    check.await.expect("the store can be read");
}

/// Of a removal and a reset that have seen the same version one is done, and the other is told why not.
pub async fn of_a_removal_and_a_reset_one_is_done(application: Application) {
    let anna = with_id(&application, "Anna", "anna").await;
    let at_once = overlapping(&application, 2);
    let removal = async { remove(&at_once, &anna).await.map(|_| ()) };
    let resetting = async { reset(&at_once, anna.id, anna.version, None).await.map(|_| ()) };
    let ((), problem) = one_of_two(join(removal, resetting).await);
    let removed = times(&application, AuditAction::UserRemoved).await;
    let resets = times(&application, AuditAction::ConferenceIdReset).await;
    match problem {
        ProblemCode::NotFound => assert_eq!((removed, resets), (1, 0)),
        ProblemCode::VersionStale => assert_eq!((removed, resets), (0, 1)),
        other => panic!("{other:?}"),
    }
}

/// A file that holds a user who is removed at the same time: either the removal is told that the user was changed, or
/// the file makes a new user with a new ID.
pub async fn a_removal_beside_an_import_mixes_nothing_up(application: Application) {
    let anna = with_id(&application, "Anna", "vilhelmina").await;
    let id = preview(&application, FILE).await;
    start(&application, id).await;
    let claimed = JobRunner::new(application.clone()).claim().await.expect("it can be claimed");
    let at_once = overlapping(&application, 2);
    let runner = JobRunner::new(at_once.clone());
    let import = runner.run(claimed.expect("it is due"), |_| ready(()), || false);
    let (removed, imported) = join(remove(&at_once, &anna), import).await;
    imported.expect("the file is imported either way");
    let query = UserQuery { limit: 10, ..UserQuery::default() };
    let read = application.in_snapshot(move |read| Box::pin(async move { Ok(read.users(&query).await?) }));
    let users = read.await.expect("users can be listed");
    let [now] = users.as_slice() else { panic!("{users:?}") };
    let had: Option<ConferenceId> = anna.conference_id;
    match removed {
        Ok(_) => assert!(now.id != anna.id && now.conference_id != had && now.dial_in_enabled),
        Err(Error::Problem(problem)) => {
            assert_eq!(problem.code(), ProblemCode::VersionStale);
            assert!(now.id == anna.id && now.conference_id == had);
        }
        Err(error) => panic!("{error}"),
    }
}
