//! Two who do the same at the same time: whatever the store lets overlap, it is as if one had come after the other.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use futures::future::{join, join_all};
use shared::{
    AuditAction, CreateUserRequest, ImportOptions, Language, MailEvent, MailFilter, MailId, MailState,
    ProblemCode, ResetConferenceIdRequest, SetUpRequest, SignInRequest, UpdateSettingsRequest, User, UserId,
    Version,
};

use super::fixture::{insert, insert_mails, mail, principal_name, second, user};
use super::overlapping::overlapping;
use crate::operations::conference_ids::{reset_conference_id, undo_reset};
use crate::operations::idempotency::IdempotentRequest;
use crate::operations::sessions::{Visitor, create_set_up_link, set_up, sign_in};
use crate::operations::settings::update_settings;
use crate::operations::users::{create_user, enable_user};
use crate::operations::{imports, organizers};
use crate::{
    Actor, Application, AuditQuery, ClientAddress, Error, LedgerEntry, MailQuery, OrganizerSecretKind,
    OrganizerSecretRecord, Result, UserQuery,
};

/// That one of two was done, and why the other was not.
fn one_of_two<T>(outcomes: (Result<T>, Result<T>)) -> (T, ProblemCode) {
    match outcomes {
        (Ok(done), Err(Error::Problem(problem))) | (Err(Error::Problem(problem)), Ok(done)) => {
            (done, problem.code())
        }
        (Ok(_), Ok(_)) => panic!("both were done"),
        (Err(error), _) | (_, Err(error)) => panic!("neither was done, or the store failed: {error}"),
    }
}

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
            let request = ResetConferenceIdRequest { reason: None, send_email: Some(true) };
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
            for period in read.assignments_of_user(user).await? {
                entries.extend(read.ledger_entry(period.conference_id).await?);
            }
            let filter = MailFilter { user: Some(user), state: Some(MailState::Queued) };
            let mails = read.mails(&MailQuery { filter, before: None, limit: 100 }).await?;
            Ok((entries, mails.len()))
        })
    });
    look.await.expect("the store can be read")
}

/// How often something is in the audit log.
async fn times(application: &Application, action: AuditAction) -> usize {
    let query = AuditQuery { limit: 100, ..AuditQuery::default() };
    let read = application.in_snapshot(move |read| Box::pin(async move { Ok(read.audit(&query).await?) }));
    let entries = read.await.expect("the audit log can be read");
    entries.iter().filter(|entry| entry.action == action).count()
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
            display_name: display_name.to_owned(),
            user_principal_name: principal_name("anna@contoso.example"),
            primary_email: user("Anna", "anna").primary_email,
            language: None,
            enable: true,
            send_email: Some(false),
        };
        at_once.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move { create_user(transaction, context, &request).await })
        })
    };
    let (_, problem) = one_of_two(join(create("Anna"), create("ANNA")).await);
    assert_eq!(problem, ProblemCode::PrincipalNameTaken);
    let query = UserQuery { limit: 10, ..UserQuery::default() };
    let usage = application.in_snapshot(move |read| {
        Box::pin(
            async move { Ok((read.users(&query).await?.len(), read.conference_id_usage().await?.assigned)) },
        )
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

/// An organizer's link signs in once.
pub async fn an_organizers_link_opens_one_session(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    let issue = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { organizers::issue_organizer_link(transaction, context, anna.id).await })
    });
    let token: Arc<str> = issue.await.expect("a link can be made").into();
    let at_once = overlapping(&application, 2);
    let open = || {
        let token = Arc::clone(&token);
        at_once.in_transaction_as(Actor::Anonymous, move |transaction, context| {
            Box::pin(async move { organizers::open_organizer_link(transaction, context, &token).await })
        })
    };
    let (_, problem) = one_of_two(join(open(), open()).await);
    assert_eq!(problem, ProblemCode::OrganizerLinkInvalid);
    assert_eq!(times(&application, AuditAction::OrganizerSignedIn).await, 1);
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

/// A session that was ended while it was extended stays ended.
pub async fn a_session_that_is_extended_while_it_ends_stays_ended(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    let record = OrganizerSecretRecord {
        kind: OrganizerSecretKind::Session,
        secret: crate::SecretHash([1; 32]),
        user: anna.id,
        created_at: second(1),
        expires_at: second(100),
    };
    let begin = application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.put_organizer_secret(&record).await?) })
    });
    begin.await.expect("a session can begin");
    let at_once = overlapping(&application, 2);
    let end = at_once.in_transaction(move |transaction| {
        Box::pin(async move { organizers::sign_out_organizer_everywhere(transaction, anna.id).await })
    });
    let extend = organizers::extend_organizer_session(&at_once, record, second(200));
    let (ended, extended) = join(end, extend).await;
    ended.and(extended).expect("both are done, one after the other");
    let found = application.in_snapshot(move |read| {
        Box::pin(async move { Ok(read.organizer_secret(record.kind, record.secret).await?) })
    });
    assert_eq!(found.await.expect("the store can be read"), None);
}

const fn visitor() -> Visitor {
    Visitor { address: ClientAddress::LOCAL, user_agent: String::new(), browser: None }
}

/// A set-up link makes one account, whoever opens it twice.
pub async fn a_set_up_link_makes_one_account(application: Application) {
    let make = application.in_transaction_as(Actor::CommandLine, |transaction, context| {
        Box::pin(create_set_up_link(transaction, context))
    });
    let token = make.await.expect("a link can be made");
    let request = |name: &str| SetUpRequest {
        token: token.clone(),
        name: name.to_owned(),
        password: "correct horse battery".into(),
        language: Some(Language::Sv),
    };
    let at_once = overlapping(&application, 2);
    let (one, other) = (request("Anna"), request("Bo"));
    let opened = join(set_up(&at_once, &one, visitor()), set_up(&at_once, &other, visitor())).await;
    let (made, problem) = one_of_two(opened);
    assert_eq!(problem, ProblemCode::SetUpLinkInvalid);
    let look = application.in_snapshot(move |read| {
        Box::pin(async move {
            let (anna, bo) =
                (read.administrator_by_name("Anna").await?, read.administrator_by_name("Bo").await?);
            let accounts: Vec<_> = anna.into_iter().chain(bo).map(|record| record.administrator).collect();
            Ok((accounts, read.sessions().await?.len()))
        })
    });
    assert_eq!(look.await.expect("the store can be read"), (vec![made.administrator], 1));
}

/// However many guess at the same time, each guess is counted: as many as the budget has are answered.
pub async fn failed_sign_ins_are_all_counted(application: Application) {
    const BUDGET: usize = 5;
    let address = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
    let request = SignInRequest { name: "anna".into(), password: "a guess".into() };
    let at_once = overlapping(&application, BUDGET + 1);
    let guesses = (0..=BUDGET).map(|_| {
        let visitor = Visitor { address: address.into(), ..visitor() };
        sign_in(&at_once, &request, visitor)
    });
    let mut codes: Vec<_> = join_all(guesses)
        .await
        .into_iter()
        .map(|guess| match guess {
            Err(Error::Problem(problem)) => problem.code().name(),
            Err(error) => panic!("the store failed: {error}"),
            Ok(_) => panic!("nobody has this name"),
        })
        .collect();
    codes.sort_unstable();
    let mut expected = vec![ProblemCode::TooManyAttempts.name()];
    expected.extend([ProblemCode::WrongNameOrPassword.name(); BUDGET]);
    assert_eq!(codes, expected);
    assert_eq!(times(&application, AuditAction::SignInFailed).await, BUDGET);
}

/// An import that two apply is applied once.
pub async fn an_import_is_applied_once(application: Application) {
    let file = "Display name,User principal name,Mail\r\nAnna,anna@contoso.example,anna@contoso.example\r\n";
    let options = ImportOptions { enable: true, send_email: Some(true) };
    let preview = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { imports::preview_import(transaction, context, file.as_bytes(), options).await })
    });
    let id = preview.await.expect("the file is good").id;
    let at_once = overlapping(&application, 2);
    let apply = || {
        at_once.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move {
                let progress: imports::Progress = Arc::new(|_| {});
                imports::apply_import(transaction, context, id, &progress).await
            })
        })
    };
    let (done, problem) = one_of_two(join(apply(), apply()).await);
    assert_eq!((problem, done.counts.new), (ProblemCode::ImportNotApplicable, 1));
    let query = UserQuery { limit: 10, ..UserQuery::default() };
    let read = application.in_snapshot(move |read| Box::pin(async move { Ok(read.users(&query).await?) }));
    let users = read.await.expect("users can be listed");
    let [anna] = users.as_slice() else { panic!("{users:?}") };
    let (ledger, mails) = ledger_and_mails(&application, anna.id).await;
    assert_eq!((ledger.len(), mails), (1, 1));
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
