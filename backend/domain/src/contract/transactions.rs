//! Transactions: all or nothing, one after the other, and seen at once.

use futures::future::{join, join_all};
use shared::{
    AdministratorId, AssignmentId, AuditAction, AuditEntry, AuditEntryId, BridgeId, IdOwner, ImportId,
    MailEvent, MailId, Settings, User, UserId,
};

use super::fixture::{
    conference_id, identifier, insert, mail, names, principal_name, searching, second, user,
};
use super::initial_settings;
use crate::{
    Actor, Application, AuditQuery, Error, IdempotentAnswer, MailQuery, NewAssignment, SecretHash,
    StoreError, UserQuery,
};

/// A new store has the initial settings; replacing them replaces all.
pub async fn settings_are_initial_and_can_be_replaced(application: Application) {
    let check = application.in_transaction(|transaction| {
        Box::pin(async move {
            assert_eq!(transaction.settings().await?, initial_settings());
            let changed = Settings {
                version: initial_settings().version.next(),
                organisation_name: "Contoso".into(),
                automatic_mails: false,
                mails_switched_off: [MailEvent::Disabled].into_iter().collect(),
                reply_to: Some("helpdesk@contoso.example".parse().expect("this is an address")),
                quarantine_days: 45,
                ..initial_settings()
            };
            transaction.update_settings(&changed).await?;
            assert_eq!(transaction.settings().await?, changed);
            Ok(())
        })
    });
    check.await.expect("the settings can be replaced");
}

/// Looking for what is not there is no error.
pub async fn missing_is_none(application: Application) {
    let check = application.in_snapshot(|read| {
        Box::pin(async move {
            let (uuid, id, secret) = (identifier(), conference_id("8271964"), SecretHash([1; 32]));
            let user = UserId::from_uuid(uuid);
            assert_eq!(read.user(user).await?, None);
            assert_eq!(read.user_by_principal_name(&principal_name("a@b.example")).await?, None);
            let everybody = UserQuery { limit: 10, ..UserQuery::default() };
            assert_eq!(read.users(&everybody).await?, []);
            assert_eq!(read.count_users(&everybody).await?, 0);
            assert_eq!(read.ledger_entry(BridgeId::FIRST, id).await?, None);
            assert!(!read.is_never_drawn(BridgeId::FIRST, id).await?);
            assert_eq!(read.assignments_of_conference_id(BridgeId::FIRST, id).await?, []);
            assert_eq!(read.assignments_of_owner(IdOwner::User(user)).await?, []);
            assert_eq!(read.mail(MailId::from_uuid(uuid)).await?, None);
            assert_eq!(read.mails(&MailQuery { limit: 10, ..MailQuery::default() }).await?, []);
            assert_eq!(read.latest_mail(user).await?, None);
            assert_eq!(read.next_mail_due().await?, None);
            assert_eq!(read.audit(&AuditQuery { limit: 10, ..AuditQuery::default() }).await?, []);
            assert_eq!(read.import(ImportId::from_uuid(uuid)).await?, None);
            assert!(!read.has_administrators().await?);
            assert!(read.administrator(AdministratorId::from_uuid(uuid)).await?.is_none());
            assert!(read.administrator_by_name("admin").await?.is_none());
            assert_eq!(read.session(secret).await?, None);
            assert_eq!(read.token(secret).await?, None);
            assert_eq!(read.set_up_link(secret).await?, None);
            assert_eq!(read.idempotent_answer("scope", "key").await?, None);
            Ok(())
        })
    });
    check.await.expect("an empty store can be read");
}

/// When the work fails, nothing of it remains, and its error is the answer.
pub async fn an_error_undoes_everything(application: Application) {
    let kept = user("Kept", "kept");
    insert(&application, std::slice::from_ref(&kept)).await;
    let (changed, new) = (User { display_name: "Changed".into(), ..kept.clone() }, user("New", "new"));
    let user_id = new.id;
    let failing = application.in_transaction::<()>(move |transaction| {
        Box::pin(async move {
            assert!(transaction.update_user(&changed, changed.version).await?);
            transaction.insert_user(&new).await?;
            transaction.insert_mail(&mail(&new, MailEvent::Enabled)).await?;
            let period = NewAssignment {
                id: AssignmentId::from_uuid(identifier()),
                bridge: BridgeId::FIRST,
                conference_id: conference_id("8271964"),
                owner: IdOwner::User(new.id),
                from: second(1),
                began: shared::AssignmentCause::Enabled,
                began_by: Actor::System,
                began_with: None,
            };
            transaction.begin_assignment(&period).await?;
            let entry = AuditEntry {
                id: AuditEntryId::from_uuid(identifier()),
                at: second(1),
                actor: Actor::System,
                action: AuditAction::UserCreated,
                user: Some(new.id),
                user_display_name: None,
                user_removed: false,
                job: None,
                detail: None,
                text: None,
                what: None,
            };
            transaction.append_audit(&entry).await?;
            let settings = Settings { organisation_name: "Changed".into(), ..initial_settings() };
            transaction.update_settings(&settings).await?;
            let answer = IdempotentAnswer {
                key: ("scope".into(), "key".into()),
                request: SecretHash([1; 32]),
                status: 200,
                body: String::new(),
                created_at: second(1),
            };
            transaction.insert_idempotent_answer(&answer).await?;
            Err(Error::Store(StoreError::Unavailable("on purpose".into())))
        })
    });
    assert!(matches!(failing.await, Err(Error::Store(StoreError::Unavailable(_)))));
    let check = application.in_snapshot(move |read| {
        Box::pin(async move {
            assert_eq!(read.user(kept.id).await?, Some(kept));
            assert_eq!(read.user(user_id).await?, None);
            assert_eq!(read.next_mail_due().await?, None);
            assert_eq!(read.assignments_of_owner(IdOwner::User(user_id)).await?, []);
            assert_eq!(read.audit(&AuditQuery { limit: 10, ..AuditQuery::default() }).await?, []);
            assert_eq!(read.settings().await?, initial_settings());
            assert_eq!(read.idempotent_answer("scope", "key").await?, None);
            assert_eq!(read.count_users(&searching(&["new"])).await?, 0);
            Ok(())
        })
    });
    check.await.expect("the store can be read");
}

/// A transaction sees what it has done, through its reading side as well.
pub async fn a_transaction_sees_its_own_changes(application: Application) {
    let check = application.in_transaction(|transaction| {
        Box::pin(async move {
            let anna = user("Anna", "anna");
            transaction.insert_user(&anna).await?;
            assert_eq!(transaction.as_read().user(anna.id).await?, Some(anna.clone()));
            assert_eq!(transaction.users(&searching(&["anna"])).await?, [anna]);
            Ok(())
        })
    });
    check.await.expect("the user can be added");
}

/// Of two that change the same version at once, exactly one wins.
pub async fn one_of_two_changes_to_a_version_wins(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    let change = |name: &str| {
        let changed = User { display_name: name.into(), version: anna.version.next(), ..anna.clone() };
        let expected = anna.version;
        application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.update_user(&changed, expected).await?) })
        })
    };
    let (first, other) = join(change("First"), change("Other")).await;
    let (first, other) = (first.expect("it is no error"), other.expect("it is no error"));
    assert!(first != other, "one of them must win");
    let expected = if first { "First" } else { "Other" };
    assert_eq!(names(&application, searching(&[])).await, [expected]);
}

/// What was acknowledged is seen by whoever looks afterwards.
pub async fn what_was_acknowledged_is_seen(application: Application) {
    let look = |index: usize| {
        let application = &application;
        async move {
            let new = user("Somebody", &format!("user{index}"));
            insert(application, std::slice::from_ref(&new)).await;
            let found = application
                .in_snapshot(move |read| Box::pin(async move { Ok(read.user(new.id).await?) }))
                .await;
            found.expect("the user can be read").is_some()
        }
    };
    assert!(join_all((0..32).map(look)).await.into_iter().all(|seen| seen));
}

/// Whoever looks sees one state, whatever is committed meanwhile.
pub async fn a_read_sees_one_state(application: Application) {
    let writer = application.clone();
    let check = application.in_snapshot(move |read| {
        Box::pin(async move {
            let everybody = UserQuery { limit: 10, ..UserQuery::default() };
            assert_eq!(read.count_users(&everybody).await?, 0);
            insert(&writer, &[user("Anna", "anna")]).await;
            assert_eq!(read.count_users(&everybody).await?, 0);
            assert_eq!(read.users(&everybody).await?, []);
            Ok(())
        })
    });
    check.await.expect("the store can be read");
    assert_eq!(names(&application, searching(&[])).await, ["Anna"]);
}
