//! The audit log.

use shared::{
    AccountState, Administrator, AdministratorId, AuditAction, AuditDetail, AuditEntry, AuditEntryId, JobId,
    Role, TokenId, User, UserId, Version,
};

use super::fixture::{identifier, second, user};
use crate::{Actor, AdministratorRecord, Application, AuditQuery, SecretHash, TokenRecord};

fn entry(action: AuditAction, user: Option<UserId>) -> AuditEntry {
    AuditEntry {
        id: AuditEntryId::from_uuid(identifier()),
        at: second(1),
        actor: Actor::System,
        action,
        user,
        user_display_name: None,
        user_removed: false,
        job: None,
        detail: user.map(|_| AuditDetail::Exported { users: 64 }),
        text: None,
        what: None,
    }
}

/// What is done in one moment is listed in its order, whichever operation does it.
pub async fn entries_of_one_moment_keep_their_order(application: Application) {
    let mut expected = Vec::new();
    for number in 0..40 {
        let detail = AuditDetail::Exported { users: number };
        expected.insert(0, detail.clone());
        let append = application.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(
                async move { context.audit(transaction, AuditAction::SignedIn, None, Some(detail)).await },
            )
        });
        append.await.expect("an entry can be added");
    }
    let query = AuditQuery { limit: 100, ..AuditQuery::default() };
    let list = application.in_snapshot(move |read| Box::pin(async move { Ok(read.audit(&query).await?) }));
    let listed = list.await.expect("entries can be listed");
    let found: Vec<AuditDetail> = listed.into_iter().filter_map(|entry| entry.detail).collect();
    assert_eq!(found, expected);
}

/// Lists are newest first, filtered and paged.
pub async fn entries_are_listed_newest_first(application: Application) {
    let user = UserId::from_uuid(identifier());
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let (job, other) = (JobId::from_uuid(identifier()), JobId::from_uuid(identifier()));
            let within = |job, action, user| AuditEntry { job: Some(job), ..entry(action, user) };
            let mut entries = vec![
                entry(AuditAction::UserCreated, Some(user)),
                entry(AuditAction::SignedIn, None),
                within(job, AuditAction::UserEnabled, Some(user)),
                entry(AuditAction::SignedIn, None),
                within(other, AuditAction::UserEnabled, None),
            ];
            for entry in &entries {
                transaction.append_audit(entry).await?;
            }
            entries.reverse();
            let all = AuditQuery { limit: 10, ..AuditQuery::default() };
            let of_user = AuditQuery { user: Some(user), ..all };
            let signed_in = AuditQuery { action: Some(AuditAction::SignedIn), ..all };
            let enabled = AuditQuery { action: Some(AuditAction::UserEnabled), ..all };
            let folded = AuditQuery { folded: true, ..all };
            let at = |index: usize| Some(entries[index].id);
            for (query, expected) in [
                (all, vec![0, 1, 2, 3, 4]),
                (AuditQuery { limit: 2, ..all }, vec![0, 1]),
                (AuditQuery { before: at(1), ..all }, vec![2, 3, 4]),
                (AuditQuery { from: at(3), ..all }, vec![0, 1, 2, 3]),
                (AuditQuery { from: at(3), before: at(1), ..all }, vec![2, 3]),
                (AuditQuery { from: at(1), before: at(3), ..all }, vec![]),
                (of_user, vec![2, 4]),
                (AuditQuery { before: at(2), limit: 1, ..of_user }, vec![4]),
                (signed_in, vec![1, 3]),
                (AuditQuery { from: at(1), ..signed_in }, vec![1]),
                (enabled, vec![0, 2]),
                (AuditQuery { user: Some(user), ..enabled }, vec![2]),
                (AuditQuery { job: Some(job), ..all }, vec![2]),
                (AuditQuery { job: Some(other), ..enabled }, vec![0]),
                (AuditQuery { job: Some(other), ..of_user }, vec![]),
                (folded, vec![1, 3, 4]),
                (AuditQuery { before: at(1), limit: 1, ..folded }, vec![3]),
                (AuditQuery { user: Some(user), ..folded }, vec![4]),
                (AuditQuery { action: Some(AuditAction::UserEnabled), ..folded }, vec![]),
            ] {
                let expected: Vec<_> = expected.into_iter().map(|index| entries[index].clone()).collect();
                assert_eq!(transaction.audit(&query).await?, expected, "{query:?}");
            }
            Ok(())
        })
    });
    check.await.expect("the audit log can be written and read");
}

/// Every action comes back as itself.
pub async fn every_action_is_kept(application: Application) {
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            for action in AuditAction::ALL {
                transaction.append_audit(&entry(*action, None)).await?;
            }
            let listed = transaction.audit(&AuditQuery { limit: 100, ..AuditQuery::default() }).await?;
            let kept: Vec<AuditAction> = listed.iter().rev().map(|entry| entry.action).collect();
            assert_eq!(kept, AuditAction::ALL);
            Ok(())
        })
    });
    check.await.expect("the audit log can be written and read");
}

/// What is kept of an actor is a type and an identifier: names are those of now, also of a token that was revoked.
pub async fn actors_have_the_names_of_now(application: Application) {
    let anna = user("Anna", "anna");
    let account = AdministratorRecord {
        administrator: Administrator { id: AdministratorId::from_uuid(identifier()), name: "admin".into() },
        role: Role::Administrator,
        state: AccountState::Active,
        version: Version::FIRST,
        password_hash: None,
        created_at: second(1),
        signed_in_at: None,
    };
    let token = TokenRecord {
        id: TokenId::from_uuid(identifier()),
        secret: SecretHash([1; 32]),
        name: "nightly".into(),
        created_at: second(1),
        created_by: None,
        expires_at: Some(second(2)),
        used_at: None,
        revoked_at: None,
        of_command: false,
    };
    let check = application.in_transaction(move |transaction| {
        let (anna, mut account, token) = (anna.clone(), account.clone(), token.clone());
        Box::pin(async move {
            transaction.insert_user(&anna).await?;
            transaction.insert_administrator(&account).await?;
            transaction.insert_token(&token).await?;
            let nobody = AdministratorId::from_uuid(identifier());
            let actors = [
                Actor::organizer(&anna),
                account.administrator.clone().into(),
                Actor::Token { id: token.id, name: Some("an old name".into()) },
                Actor::Administrator { id: nobody, name: Some("somebody".into()) },
                Actor::CommandLine,
                Actor::System,
                Actor::Anonymous,
            ];
            for actor in &actors {
                let entry =
                    AuditEntry { actor: actor.clone(), ..entry(AuditAction::SignedIn, Some(anna.id)) };
                transaction.append_audit(&entry).await?;
            }
            let renamed = User { display_name: "Anna Berg".into(), ..anna.clone() };
            assert!(transaction.update_user(&renamed, anna.version).await?);
            account.administrator.name = "root".into();
            transaction.update_administrator(&account).await?;
            transaction.revoke_token(token.secret, second(2)).await?;
            transaction.delete_expired(second(9), second(9)).await?;

            let listed = transaction.audit(&AuditQuery { limit: 10, ..AuditQuery::default() }).await?;
            let found: Vec<Actor> = listed.iter().rev().map(|entry| entry.actor.clone()).collect();
            let names = [Some("Anna Berg"), Some("root"), Some("nightly"), None, None, None, None];
            let expected = actors.into_iter().zip(names);
            let expected: Vec<Actor> =
                expected.map(|(actor, name)| actor.with_name(name.map(str::to_owned))).collect();
            assert_eq!(found, expected);
            let is_named = |entry: &AuditEntry| entry.user_display_name.as_deref() == Some("Anna Berg");
            assert!(listed.iter().all(is_named), "{listed:?}");
            Ok(())
        })
    });
    check.await.expect("the audit log can be written and read");
}
