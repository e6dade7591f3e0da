//! The audit log.

use shared::{AuditAction, AuditEntry, AuditEntryId, AuditFilter, UserId};

use super::fixture::{identifier, second};
use crate::{Actor, Application, AuditQuery};

fn entry(action: AuditAction, user: Option<UserId>) -> AuditEntry {
    AuditEntry {
        id: AuditEntryId::from_uuid(identifier()),
        at: second(1),
        actor: "admin".into(),
        action,
        user,
        user_display_name: user.map(|_| "Anna".into()),
        detail: user.map(|_| "•••••64".into()),
    }
}

/// What is done in one moment is listed in its order, whichever operation does it.
pub async fn entries_of_one_moment_keep_their_order(application: Application) {
    let mut expected = Vec::new();
    for number in 0..40 {
        let detail = format!("{number}");
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
    let found: Vec<String> = listed.into_iter().filter_map(|entry| entry.detail).collect();
    assert_eq!(found, expected);
}

/// Lists are newest first, filtered and paged.
pub async fn entries_are_listed_newest_first(application: Application) {
    let user = UserId::from_uuid(identifier());
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let mut entries = vec![
                entry(AuditAction::UserCreated, Some(user)),
                entry(AuditAction::SignedIn, None),
                entry(AuditAction::UserEnabled, Some(user)),
                entry(AuditAction::SignedIn, None),
            ];
            for entry in &entries {
                transaction.append_audit(entry).await?;
            }
            entries.reverse();
            let all = AuditQuery { limit: 10, ..AuditQuery::default() };
            let of_user = AuditFilter { user: Some(user), action: None };
            let signed_in = AuditFilter { user: None, action: Some(AuditAction::SignedIn) };
            let enabled = AuditFilter { user: Some(user), action: Some(AuditAction::UserEnabled) };
            for (query, expected) in [
                (all, vec![0, 1, 2, 3]),
                (AuditQuery { limit: 2, ..all }, vec![0, 1]),
                (AuditQuery { before: Some(entries[1].id), ..all }, vec![2, 3]),
                (AuditQuery { filter: of_user, ..all }, vec![1, 3]),
                (AuditQuery { filter: of_user, before: Some(entries[1].id), limit: 1 }, vec![3]),
                (AuditQuery { filter: signed_in, ..all }, vec![0, 2]),
                (AuditQuery { filter: enabled, ..all }, vec![1]),
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
    let actions = [
        AuditAction::UserCreated,
        AuditAction::UserUpdated,
        AuditAction::UserEnabled,
        AuditAction::UserDisabled,
        AuditAction::ConferenceIdReset,
        AuditAction::ConferenceIdResetUndone,
        AuditAction::ConferenceInfoSent,
        AuditAction::MailRetried,
        AuditAction::TestEmailSent,
        AuditAction::TestEmailFailed,
        AuditAction::UsersImported,
        AuditAction::UsersExported,
        AuditAction::SettingsUpdated,
        AuditAction::AdministratorCreated,
        AuditAction::SignedIn,
        AuditAction::SignedOut,
        AuditAction::SignInFailed,
        AuditAction::TokenCreated,
        AuditAction::TokenRevoked,
        AuditAction::AdministratorLinkMade,
        AuditAction::AdministratorRenamed,
        AuditAction::AdministratorDisabled,
        AuditAction::AdministratorEnabled,
        AuditAction::PasswordChanged,
        AuditAction::SessionEnded,
    ];
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            for action in actions {
                transaction.append_audit(&entry(action, None)).await?;
            }
            let listed = transaction.audit(&AuditQuery { limit: 100, ..AuditQuery::default() }).await?;
            let kept: Vec<AuditAction> = listed.iter().rev().map(|entry| entry.action).collect();
            assert_eq!(kept, actions);
            Ok(())
        })
    });
    check.await.expect("the audit log can be written and read");
}
