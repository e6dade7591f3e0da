//! Third-party providers: setting one, going back, and what is refused.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod support;

use std::time::Duration;

use futures::future::ready;
use konfid_domain::operations::conference_ids::{reset_conference_id, undo_reset};
use konfid_domain::operations::imports::{import_rows, preview_import};
use konfid_domain::operations::jobs::{JobRunner, start_import};
use konfid_domain::operations::mails::{MailTurn, prepare_mail, send_conference_info};
use konfid_domain::operations::providers::set_provider;
use konfid_domain::operations::users::{disable_user, enable_user_anyway, remove_user, show_user};
use konfid_domain::{Actor, AuditQuery, Error, MailQuery, MailRecord};
use shared::{
    ApplyImportRequest, AssignmentCause, AuditAction, AuditEntry, ConferenceId, IdOwner, ImportId,
    ImportOptions, ImportOutcome, ImportRow, ImportRowFilter, Language, MailEvent, MailState, PageRequest,
    ProblemKind, ProviderProfileRequest, ProviderProfilesRequest, ProviderRequest, ResetConferenceIdRequest,
    SetProviderRequest, User, UserActionRequest, UserId, Version, WrittenPasscode,
};
use support::World;

fn profile(name: &str, passcode: &str) -> ProviderProfileRequest {
    ProviderProfileRequest {
        name: name.to_owned(),
        toll_number: "+46 8 123 456 78".to_owned(),
        passcode: WrittenPasscode(passcode.to_owned()),
        ..ProviderProfileRequest::default()
    }
}

fn third_party(passcodes: &[&str]) -> ProviderRequest {
    let mut profiles = passcodes.iter().map(|passcode| profile("InterCall", passcode));
    let default = profiles.next().unwrap();
    ProviderRequest::ThirdParty(ProviderProfilesRequest { default, others: profiles.collect() })
}

impl World {
    async fn set(
        &self,
        user: UserId,
        seen: Version,
        provider: ProviderRequest,
    ) -> konfid_domain::Result<User> {
        let request = SetProviderRequest { provider, send_email: Some(true), confirm_conference_id: None };
        self.application
            .in_transaction_as(Actor::CommandLine, move |transaction, context| {
                Box::pin(async move { set_provider(transaction, context, user, seen, &request).await })
            })
            .await
    }

    async fn now(&self, user: UserId) -> User {
        let now = self.application.now();
        self.application
            .in_snapshot(move |read| Box::pin(async move { show_user(read, now, user).await }))
            .await
            .unwrap()
    }

    async fn mails(&self, user: UserId) -> Vec<MailRecord> {
        let filter = shared::MailFilter { user: Some(user), state: None };
        let query = MailQuery { filter, before: None, limit: 100 };
        let read =
            self.application.in_snapshot(move |read| Box::pin(async move { Ok(read.mails(&query).await?) }));
        read.await.unwrap().into_iter().map(|(mail, _)| mail).collect()
    }

    async fn queued(&self, user: UserId) -> Vec<MailEvent> {
        let mails = self.mails(user).await;
        mails.iter().filter(|mail| mail.state == MailState::Queued).map(|mail| mail.event).collect()
    }

    async fn audit(&self, user: UserId) -> Vec<AuditEntry> {
        let query = AuditQuery { user: Some(user), limit: 100, ..AuditQuery::default() };
        let read =
            self.application.in_snapshot(move |read| Box::pin(async move { Ok(read.audit(&query).await?) }));
        read.await.unwrap()
    }

    async fn is_live(&self, user: &User, id: ConferenceId) -> bool {
        let (bridge, owner) = (user.bridge, IdOwner::User(user.id));
        let read = self
            .application
            .in_snapshot(move |read| Box::pin(async move { Ok(read.ledger_entry(bridge, id).await?) }));
        read.await.unwrap().is_some_and(|entry| entry.owner == owner && entry.quarantined_until.is_none())
    }
}

fn problem(answer: konfid_domain::Result<User>) -> ProblemKind {
    match answer {
        Err(Error::Problem(problem)) => problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_third_party_retires_the_id_and_the_way_back_gives_it_again() {
    let world = World::new(1);
    let anna = world.add_user("anna").await;
    let anna = world.enable(anna.id, Some(true)).await.unwrap();
    let id = anna.conference_id.unwrap();

    let third = world.set(anna.id, anna.version, third_party(&["004711", "0047"])).await.unwrap();
    assert!(third.dial_in_enabled && third.conference_id.is_none());
    assert_eq!(third.provider.profiles().unwrap().all().count(), 2);
    assert_eq!(third.undo.unwrap().previous_conference_id, id);
    assert!(!world.is_live(&anna, id).await);
    assert_eq!(
        world.queued(anna.id).await,
        [MailEvent::ProviderChanged],
        "the email about the old ID is overtaken"
    );
    let entry = world.audit(anna.id).await.swap_remove(0);
    assert_eq!(entry.action, AuditAction::ProviderChanged);
    let kept = serde_json::to_string(&entry).unwrap();
    assert!(kept.contains("InterCall") && !kept.contains("004711") && !kept.contains("0047\""), "{kept}");
    let user = anna.id;
    let history = world.application.in_snapshot(move |read| {
        Box::pin(async move { Ok(read.assignments_of_owner(IdOwner::User(user)).await?) })
    });
    assert_eq!(history.await.unwrap()[0].ended, Some(AssignmentCause::ProviderChanged));

    // The same once more changes nothing.
    let same = world.set(anna.id, third.version, (&third.provider).into()).await.unwrap();
    assert_eq!(same.version, third.version);

    let back = world.set(anna.id, third.version, ProviderRequest::BuiltIn).await.unwrap();
    assert_eq!((back.conference_id, back.provider.is_third_party()), (Some(id), false));
    assert!(world.is_live(&anna, id).await);
    assert_eq!(world.queued(anna.id).await, [MailEvent::Enabled]);
    // Enabled once, by the first act alone: the days' counts are made of these entries.
    let audit = world.audit(anna.id).await;
    assert_eq!(audit.iter().filter(|entry| entry.action == AuditAction::UserEnabled).count(), 1);
}

#[tokio::test]
async fn after_the_quarantine_the_way_back_gives_a_new_id() {
    let world = World::new(2);
    let anna = world.add_user("anna").await;
    let anna = world.enable(anna.id, None).await.unwrap();
    let third = world.set(anna.id, anna.version, third_party(&["004711"])).await.unwrap();
    world.clock.advance(Duration::from_hours(24 * 91));
    let back = world.set(anna.id, third.version, ProviderRequest::BuiltIn).await.unwrap();
    assert!(back.conference_id.is_some() && back.conference_id != anna.conference_id);
}

#[tokio::test]
async fn konfid_neither_resets_nor_replaces_what_another_provider_issued() {
    let world = World::new(3);
    let anna = world.add_user("anna").await;
    let third = world.set(anna.id, anna.version, third_party(&["004711"])).await.unwrap();
    let (id, seen) = (third.id, third.version);
    let reset = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        let request = ResetConferenceIdRequest::default();
        Box::pin(async move { reset_conference_id(transaction, context, id, seen, &request).await })
    });
    let provider = || "InterCall".to_owned();
    assert_eq!(problem(reset.await), ProblemKind::ThirdPartyConferenceId { provider: provider() });
    let undo = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { undo_reset(transaction, context, id, None, None).await })
    });
    assert_eq!(problem(undo.await), ProblemKind::ThirdPartyConferenceId { provider: provider() });
    let enabled = world.enable(id, None).await;
    assert_eq!(problem(enabled), ProblemKind::ReplacesProvider { provider: provider() });
    assert_eq!(world.now(id).await, third, "what was refused has changed nothing");

    let replaced = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { enable_user_anyway(transaction, context, id, Some(seen), None).await })
    });
    assert!(replaced.await.unwrap().conference_id.is_some());
}

#[tokio::test]
async fn what_was_entered_is_kept_while_the_user_is_disabled() {
    let world = World::new(4);
    let anna = world.add_user("anna").await;
    let third = world.set(anna.id, anna.version, third_party(&["004711"])).await.unwrap();
    let id = third.id;
    let disabled = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        let request = UserActionRequest { send_email: Some(true), ..UserActionRequest::default() };
        Box::pin(async move { disable_user(transaction, context, id, None, request).await })
    });
    let disabled = disabled.await.unwrap();
    assert!(!disabled.dial_in_enabled);
    assert_eq!(disabled.provider, third.provider);
    assert!(matches!(problem(world.enable(id, None).await), ProblemKind::ReplacesProvider { .. }));
    let again = world.set(id, disabled.version, (&disabled.provider).into()).await.unwrap();
    assert!(again.dial_in_enabled && again.provider == third.provider);
}

#[tokio::test]
async fn two_users_never_have_one_passcode_at_a_provider() {
    let world = World::new(5);
    let anna = world.add_user("anna").await;
    let bo = world.add_user("bo").await;
    let bo = world.enable(bo.id, None).await.unwrap();
    let anna = world.set(anna.id, anna.version, third_party(&["0047", "004711"])).await.unwrap();
    let taken = world.set(bo.id, bo.version, third_party(&["004711"])).await;
    assert_eq!(problem(taken), ProblemKind::PasscodeTaken { user: "anna".to_owned() });
    let unchanged = world.now(bo.id).await;
    assert_eq!((unchanged.version, unchanged.conference_id), (bo.version, bo.conference_id));
    // Another number of digits is another passcode; and what is given up is free.
    let bo = world.set(bo.id, bo.version, third_party(&["04711"])).await.unwrap();
    let anna = world.set(anna.id, anna.version, third_party(&["0047"])).await.unwrap();
    world.set(bo.id, bo.version, third_party(&["004711"])).await.unwrap();
    let (id, seen) = (anna.id, anna.version);
    let removed = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { remove_user(transaction, context, id, seen, None).await })
    });
    removed.await.unwrap();
    let cia = world.add_user("cia").await;
    world.set(cia.id, cia.version, third_party(&["0047"])).await.unwrap();
}

#[tokio::test]
async fn the_conference_info_of_a_third_party_is_sent_while_it_holds() {
    let world = World::new(6);
    let anna = world.add_user("anna").await;
    let third = world.set(anna.id, anna.version, third_party(&["004711"])).await.unwrap();
    let id = third.id;
    let send = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { send_conference_info(transaction, context, id, None).await })
    });
    send.await.unwrap();
    let is_sent = |mail: MailRecord| {
        let (application, now) = (world.application.clone(), world.application.now());
        async move {
            let turn = application
                .in_snapshot(move |read| Box::pin(async move { prepare_mail(read, now, &mail).await }))
                .await
                .unwrap();
            matches!(turn, MailTurn::Send(_))
        }
    };
    let mails = world.mails(id).await;
    assert_eq!(
        mails.iter().map(|mail| mail.event).collect::<Vec<_>>(),
        [MailEvent::ConferenceInfo, MailEvent::ProviderChanged]
    );
    for mail in mails.clone() {
        assert!(is_sent(mail).await);
    }
    world.set(id, third.version, ProviderRequest::BuiltIn).await.unwrap();
    let [_, changed] = mails.as_slice() else { panic!("there are two") };
    assert!(!is_sent(changed.clone()).await, "it is no longer true");
}

#[tokio::test]
async fn a_change_needs_the_version_that_was_seen() {
    let world = World::new(7);
    let anna = world.add_user("anna").await;
    world.set(anna.id, anna.version, third_party(&["004711"])).await.unwrap();
    let stale = world.set(anna.id, anna.version, third_party(&["004712"])).await;
    assert_eq!(problem(stale), ProblemKind::VersionStale);
}

const HEADER: &str = "Display name,User principal name,Mail,AcpName,TollNumber,TollFreeNumbers,ParticipantPasscode,Domain,Url\n";

async fn preview(world: &World, rows: &str) -> (shared::Import, Vec<ImportRow>) {
    let options = ImportOptions { enable: true, send_email: Some(false), full_directory: false };
    let file = format!("{HEADER}{rows}");
    let import = preview_import(&world.application, Actor::CommandLine, file, None, options).await.unwrap();
    let id = import.id;
    let read = world.application.in_snapshot(move |read| {
        let page = PageRequest { limit: Some(100), ..PageRequest::default() };
        Box::pin(async move { import_rows(read, id, ImportRowFilter::default(), &page, Language::En).await })
    });
    (import, read.await.unwrap().items)
}

async fn apply(world: &World, import: ImportId) {
    let start = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        let request = ApplyImportRequest::default();
        Box::pin(async move { start_import(transaction, context, import, request).await })
    });
    start.await.unwrap();
    JobRunner::new(world.application.clone()).run_due(|_| ready(()), || false).await.unwrap();
}

#[tokio::test]
async fn a_file_of_skype_for_business_gives_users_their_providers() {
    let world = World::new(8);
    let anna = world.add_user("anna").await;
    let anna = world.enable(anna.id, Some(false)).await.unwrap();
    let row = "anna,anna@contoso.example,anna@contoso.example,InterCall,+1 212-555-0123,+1 800-555-1234,=\"004711\",dial.intercall.example,https://intercall.example/join\n\
               Bo,bo@contoso.example,bo@contoso.example,,,,,intercall.example,\n";
    let (import, rows) = preview(&world, row).await;
    assert_eq!(rows[0].note_codes, ["providerRetiresId"]);
    let change = &rows[0].changes[0];
    assert_eq!((change.field.as_str(), change.before.as_str()), ("provider", ""));
    assert!(change.after.contains("InterCall") && !change.after.contains("004711"), "{}", change.after);
    assert_eq!(import.counts.enabled, 1, "who has another provider is not enabled with the built-in one");
    apply(&world, import.id).await;
    let now = world.now(anna.id).await;
    let profile = now.provider.default_profile().unwrap();
    assert_eq!((profile.passcode.as_str(), profile.toll_number.number.as_str()), ("004711", "+12125550123"));
    assert_eq!(profile.toll_free_numbers.len(), 1);
    assert!(now.dial_in_enabled && now.conference_id.is_none());

    // The same once more, by way of a spreadsheet: the zeros are lost, and kept all the same.
    let (import, rows) =
        preview(&world, "anna,anna@contoso.example,anna@contoso.example,InterCall,+12125550123,,4711,,\n")
            .await;
    assert_eq!((rows[0].outcome, rows[0].changes.len()), (ImportOutcome::Unchanged, 0));
    assert_eq!(rows[0].note_codes, ["passcodeZerosKept"]);
    apply(&world, import.id).await;
    assert_eq!(world.now(anna.id).await.version, now.version);
}

#[tokio::test]
async fn what_is_wrong_with_a_provider_is_named_by_row() {
    let world = World::new(9);
    let anna = world.add_user("anna").await;
    world.set(anna.id, anna.version, third_party(&["0047"])).await.unwrap();
    let row = |name: &str, provider: &str, number: &str, passcode: &str| {
        format!("{name},{name}@contoso.example,{name}@contoso.example,{provider},{number},,{passcode},,\n")
    };
    let number = "+46 8 123 456 78";
    let rows = [
        row("a", "BT", number, "47"),
        row("b", "BT", number, "1.23E+05"),
        row("c", "BT", "08-123", "4711"),
        row("d", "", number, "4711"),
        row("e", "Zoom", number, "1234567"),
        row("f", "InterCall", number, "0047"),
        row("g", "BT", number, "4712"),
        row("h", "bt", number, "4712"),
    ]
    .concat();
    let (import, rows) = preview(&world, &rows).await;
    let codes: Vec<&str> = rows.iter().filter_map(|row| row.reason_code.as_deref()).collect();
    assert_eq!(
        codes,
        [
            "invalidPasscode",
            "invalidPasscode",
            "invalidProviderNumber",
            "missingProviderName",
            "invalidPasscode",
            "passcodeTaken",
            "duplicatePasscode",
        ]
    );
    assert_eq!((import.counts.refused, import.counts.new), (7, 1));
    let reason = rows[0].reason.as_deref().unwrap();
    assert!(reason.contains("format the column as text"), "{reason}");
}
