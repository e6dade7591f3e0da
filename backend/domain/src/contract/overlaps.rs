//! Two who do the same at the same time: whatever the store lets overlap, it is as if one had come after the other.

use std::future::ready;
use std::time::Duration;

use futures::future::join;
use shared::{
    ActOnUsersRequest, AuditAction, BridgeId, CreateUserRequest, IdOwner, ImportOptions, JobOutcome,
    JobState, MailEvent, MailFilter, MailId, MailState, ProblemCode, ResetConferenceIdRequest,
    UpdateSettingsRequest, User, UserId, UserSelection, UsersAct, Version,
};

use super::fixture::{insert, insert_mails, mail, principal_name, second, user};
use super::overlapping::{one_of_two, overlapping, times};
use crate::operations::conference_ids::{reset_conference_id, undo_reset};
use crate::operations::idempotency::IdempotentRequest;
use crate::operations::jobs::{JobRunner, start_acting, start_import};
use crate::operations::settings::update_settings;
use crate::operations::users::{create_user, enable_user};
use crate::operations::{imports, organizers};
use crate::{Actor, Application, JobRowQuery, LedgerEntry, MailQuery, Result, UserQuery};

/// A user that is enabled, in the store.
async fn enabled(application: &Application) -> User {
    let anna = user("Anna", "anna");
    insert(application, std::slice::from_ref(&anna)).await;
    enable(application, anna.id).await.expect("a user can be enabled")
}

async fn enable(application: &Application, user: UserId) -> Result<User> {
    let enable = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { enable_user(transaction, context, user, None, Some(true)).await })
    });
    enable.await
}

async fn reset(application: &Application, user: &User) -> Result<User> {
    let (id, version) = (user.id, user.version);
    let reset = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move {
            let request =
                ResetConferenceIdRequest { send_email: Some(true), ..ResetConferenceIdRequest::default() };
            reset_conference_id(transaction, context, id, version, &request).await
        })
    });
    reset.await
}

/// The user's IDs in the ledger, the newest first, and how many mails to the user wait.
async fn ledger_and_mails(application: &Application, user: UserId) -> (Vec<LedgerEntry>, usize) {
    let look = application.in_snapshot(move |read| {
        Box::pin(async move {
            let mut entries = Vec::new();
            for period in read.assignments_of_owner(IdOwner::User(user)).await? {
                entries.extend(read.ledger_entry(period.bridge, period.conference_id).await?);
            }
            let filter = MailFilter { user: Some(user), state: Some(MailState::Queued) };
            let mails = read.mails(&MailQuery { filter, before: None, limit: 100 }).await?;
            Ok((entries, mails.len()))
        })
    });
    look.await.expect("the store can be read")
}

/// Of two resets that have seen the same version one is done, and the other is told so.
pub async fn of_two_resets_one_is_done(application: Application) {
    let anna = enabled(&application).await;
    let at_once = overlapping(&application, 2);
    let (after, problem) = one_of_two(join(reset(&at_once, &anna), reset(&at_once, &anna)).await);
    assert_eq!((problem, after.version), (ProblemCode::VersionStale, anna.version.next()));
    let (ledger, mails) = ledger_and_mails(&application, anna.id).await;
    let [new, old] = ledger.as_slice() else { panic!("{ledger:?}") };
    assert_eq!((Some(new.conference_id), new.quarantined_until), (after.conference_id, None));
    assert_eq!((Some(old.conference_id), old.quarantined_until.is_some()), (anna.conference_id, true));
    assert_eq!((mails, times(&application, AuditAction::ConferenceIdReset).await), (1, 1));
}

/// A reset is undone once.
pub async fn of_two_undos_one_is_done(application: Application) {
    let anna = enabled(&application).await;
    reset(&application, &anna).await.expect("an ID can be reset");
    let at_once = overlapping(&application, 2);
    let undo = || {
        at_once.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move { undo_reset(transaction, context, anna.id, None, Some(true)).await })
        })
    };
    let (after, problem) = one_of_two(join(undo(), undo()).await);
    assert_eq!((problem, after.conference_id), (ProblemCode::NothingToUndo, anna.conference_id));
    assert_eq!(times(&application, AuditAction::ConferenceIdResetUndone).await, 1);
}

/// A user that two enable gets one ID and one mail, and both are told which ID.
pub async fn two_who_enable_a_user_give_it_one_id(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    let at_once = overlapping(&application, 2);
    let (one, other) = join(enable(&at_once, anna.id), enable(&at_once, anna.id)).await;
    let (one, other) = (one.expect("one enables"), other.expect("the other finds it done"));
    assert_eq!((one.conference_id, one.version), (other.conference_id, other.version));
    let (ledger, mails) = ledger_and_mails(&application, anna.id).await;
    assert_eq!((ledger.len(), mails), (1, 1));
    assert_eq!(times(&application, AuditAction::UserEnabled).await, 1);
}

/// A principal name is given once; whoever comes second is told in its words and not that the store failed.
pub async fn of_two_users_with_one_name_one_is_made(application: Application) {
    let at_once = overlapping(&application, 2);
    let create = |display_name: &str| {
        let request = CreateUserRequest {
            enable: true,
            send_email: Some(false),
            ..CreateUserRequest::new(
                display_name.to_owned(),
                principal_name("anna@contoso.example"),
                user("Anna", "anna").primary_email,
            )
        };
        at_once.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move { create_user(transaction, context, &request).await })
        })
    };
    let (_, problem) = one_of_two(join(create("Anna"), create("ANNA")).await);
    assert_eq!(problem, ProblemCode::PrincipalNameTaken);
    let query = UserQuery { limit: 10, ..UserQuery::default() };
    let usage = application.in_snapshot(move |read| {
        Box::pin(async move {
            Ok((read.users(&query).await?.len(), read.conference_id_usage(BridgeId::FIRST).await?.assigned))
        })
    });
    assert_eq!(usage.await.expect("the store can be read"), (1, 1));
}

/// The same request twice at once, with an idempotency key, is done once and gets one answer.
pub async fn two_requests_with_one_key_are_done_once(application: Application) {
    let at_once = overlapping(&application, 2);
    let request = || {
        at_once.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move {
                let once = IdempotentRequest::new("key", &[b"a request"])?;
                if let Some(earlier) = once.earlier(transaction, context).await? {
                    return Ok(earlier.body);
                }
                let body = context.new_secret();
                context.audit(transaction, AuditAction::TestEmailSent, None, None).await?;
                once.keep(transaction, context, 200, body.clone()).await?;
                Ok(body)
            })
        })
    };
    let (one, other) = join(request(), request()).await;
    assert_eq!(one.expect("one is done"), other.expect("the other is answered too"));
    assert_eq!(times(&application, AuditAction::TestEmailSent).await, 1);
}

/// Of two saves of the settings that have seen the same version one is lost to nobody: the other is told.
pub async fn of_two_saves_of_the_settings_one_is_done(application: Application) {
    let at_once = overlapping(&application, 2);
    let save = |request: UpdateSettingsRequest| {
        at_once.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move { update_settings(transaction, context, Version::FIRST, request).await })
        })
    };
    let name = UpdateSettingsRequest { organisation_name: Some("Contoso".into()), ..Default::default() };
    let days = UpdateSettingsRequest { quarantine_days: Some(45), ..Default::default() };
    let (done, problem) = one_of_two(join(save(name), save(days)).await);
    assert_eq!((problem, done.version), (ProblemCode::VersionStale, Version::FIRST.next()));
    let read = application.in_snapshot(|read| Box::pin(async move { Ok(read.settings().await?) }));
    assert_eq!(read.await.expect("the settings can be read"), done);
    assert_eq!(times(&application, AuditAction::SettingsUpdated).await, 1);
}

/// Two who ask for a link for the same organizer at once cause one mail.
pub async fn two_who_ask_for_a_link_cause_one_mail(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    let at_once = overlapping(&application, 2);
    let ask = || {
        at_once.in_transaction_as(Actor::Anonymous, move |transaction, context| {
            Box::pin(
                async move { organizers::request_organizer_link(transaction, context, &[anna.id]).await },
            )
        })
    };
    let (one, other) = join(ask(), ask()).await;
    one.and(other).expect("neither learns anything");
    assert_eq!(ledger_and_mails(&application, anna.id).await.1, 1);
}

/// An import that two start is started once.
pub async fn an_import_is_started_once(application: Application) {
    let file = "Display name,User principal name,Mail\r\nAnna,anna@contoso.example,anna@contoso.example\r\n";
    let options = ImportOptions { enable: true, send_email: Some(true), full_directory: false };
    let preview = imports::preview_import(&application, Actor::System, file.as_bytes(), None, options);
    let id = preview.await.expect("the file is good").id;
    let at_once = overlapping(&application, 2);
    let start = || {
        at_once.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move {
                start_import(transaction, context, id, shared::ApplyImportRequest::default()).await
            })
        })
    };
    let (_, problem) = one_of_two(join(start(), start()).await);
    assert_eq!(problem, ProblemCode::ImportNotApplicable);
    JobRunner::new(application.clone()).run_due(|_| ready(()), || false).await.expect("it can be run");
    let query = UserQuery { limit: 10, ..UserQuery::default() };
    let read = application.in_snapshot(move |read| Box::pin(async move { Ok(read.users(&query).await?) }));
    let users = read.await.expect("users can be listed");
    let [anna] = users.as_slice() else { panic!("{users:?}") };
    let (ledger, mails) = ledger_and_mails(&application, anna.id).await;
    assert_eq!((ledger.len(), mails), (1, 1));
    assert_eq!(times(&application, AuditAction::JobDone).await, 1);
}

/// Two workers that believe to have the same job, because the lease of one has ended: each row is done once.
pub async fn a_step_and_its_repetition_do_each_row_once(application: Application) {
    let users: Vec<User> =
        ["Anna", "Bo", "Cia"].map(|name| user(name, &name.to_lowercase())).into_iter().collect();
    insert(&application, &users).await;
    let ids = users.iter().map(|user| user.id).collect();
    let request = ActOnUsersRequest {
        send_email: Some(true),
        ..ActOnUsersRequest::new(UsersAct::Enable, UserSelection::Ids(ids))
    };
    let start = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { start_acting(transaction, context, &request).await })
    });
    let job = start.await.expect("it can be started").id;
    let runner = JobRunner::new(overlapping(&application, 2));
    let first = runner.claim().await.expect("it can be claimed").expect("it is due");
    runner.reclaim_abandoned().await.expect("leases can be ended");
    let second = runner.claim().await.expect("it can be claimed").expect("it is due again");
    assert_eq!((first.id, second.id), (job, job));
    let (one, other) =
        join(runner.run(first, |_| ready(()), || false), runner.run(second, |_| ready(()), || false)).await;
    one.and(other).expect("neither fails");
    for user in &users {
        let (ledger, mails) = ledger_and_mails(&application, user.id).await;
        assert_eq!((ledger.len(), mails), (1, 1));
    }
    let query = JobRowQuery { job, outcome: Some(JobOutcome::Enabled), after: 0, limit: 10 };
    let read = application.in_snapshot(move |read| {
        Box::pin(async move { Ok((read.job(job).await?, read.job_rows(&query).await?)) })
    });
    let (after, rows) = read.await.expect("it can be read");
    let after = after.expect("it is there");
    assert_eq!((after.state, after.counts.enabled, rows.len()), (JobState::Done, 3, 3));
    assert_eq!(times(&application, AuditAction::JobDone).await, 1);
}

/// A mail that is due is taken by one worker.
pub async fn a_due_mail_is_claimed_by_one(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    let mails = [(); 4].map(|()| mail(&anna, MailEvent::ConferenceInfo));
    insert_mails(&application, &mails).await;
    let at_once = overlapping(&application, 2);
    let claim = || {
        let leased_until = second(1).after(Duration::from_mins(1));
        at_once.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.claim_due_mails(second(1), leased_until, 3).await?) })
        })
    };
    let (one, other) = join(claim(), claim()).await;
    let claimed = one.expect("one can claim").into_iter().chain(other.expect("so can the other"));
    let mut claimed: Vec<MailId> = claimed.map(|mail| mail.id).collect();
    let count = claimed.len();
    claimed.sort_unstable();
    claimed.dedup();
    assert_eq!(claimed.len(), count, "nobody takes what another has");
    assert!(count >= 3, "somebody takes them");
}
