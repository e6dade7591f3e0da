//! Accounts, sessions, tokens and one-time links.

use std::time::Duration;

use shared::{
    AccountState, Administrator, AdministratorId, AuditAction, AuditEntry, AuditEntryId, Role, SessionId,
    TokenId, Version,
};

use super::fixture::{identifier, is_already_exists, second};
use crate::{
    AdministratorRecord, Application, AuditQuery, IdempotentAnswer, MarkAdvance, SecretHash, SessionRecord,
    SetUpLinkRecord, TokenRecord,
};

fn account(name: &str) -> AdministratorRecord {
    AdministratorRecord {
        administrator: Administrator { id: AdministratorId::from_uuid(identifier()), name: name.into() },
        role: Role::Administrator,
        state: AccountState::Active,
        version: Version::FIRST,
        password_hash: Some("$argon2id$…".into()),
        created_at: second(1),
        signed_in_at: None,
    }
}

fn link(byte: u8, administrator: Option<AdministratorId>, expires: u64) -> SetUpLinkRecord {
    SetUpLinkRecord { secret: SecretHash([byte; 32]), administrator, expires_at: second(expires) }
}

fn session(account: &AdministratorRecord, byte: u8, expires: u64) -> SessionRecord {
    SessionRecord {
        id: SessionId::from_uuid(identifier()),
        secret: SecretHash([byte; 32]),
        administrator: account.administrator.id,
        created_at: second(1),
        used_at: second(1),
        expires_at: second(expires),
        address: "203.0.113.7".into(),
        browser: "Firefox".into(),
    }
}

fn token(byte: u8, expires: Option<u64>) -> TokenRecord {
    TokenRecord {
        id: TokenId::from_uuid(identifier()),
        secret: SecretHash([byte; 32]),
        name: "script".into(),
        created_at: second(1),
        created_by: (byte == 2).then(|| AdministratorId::from_uuid(identifier())),
        expires_at: expires.map(second),
        used_at: None,
        revoked_at: None,
        of_command: false,
    }
}

/// Accounts come back whole and their names are unique without regard to case.
pub async fn accounts_are_kept_and_names_are_unique(application: Application) {
    let first = account("Åsa");
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            assert!(!transaction.has_administrators().await?);
            let invited = AdministratorRecord { password_hash: None, ..account("zoë") };
            transaction.insert_administrator(&invited).await?;
            assert!(!transaction.has_administrators().await?, "nobody can sign in yet");
            transaction.insert_administrator(&first).await?;
            assert!(transaction.has_administrators().await?);
            let changed = AdministratorRecord {
                state: AccountState::Disabled,
                version: Version::FIRST.next(),
                password_hash: Some("$argon2id$other".into()),
                signed_in_at: Some(second(9)),
                ..first.clone()
            };
            transaction.update_administrator(&changed).await?;
            let id = first.administrator.id;
            assert!(transaction.administrator(id).await? == Some(changed.clone()));
            assert!(transaction.administrator_by_name("åSA").await? == Some(changed.clone()));
            // The same letters, composed in another way.
            assert!(transaction.administrator_by_name("A\u{30a}sa").await? == Some(changed.clone()));
            assert!(transaction.administrators().await? == [invited, changed]);
            assert!(transaction.administrator_by_name("Asa").await?.is_none());
            Ok(())
        })
    });
    check.await.expect("accounts can be written and read");
    let again = application.in_transaction(|transaction| {
        Box::pin(async move { Ok(transaction.insert_administrator(&account("ÅSA")).await?) })
    });
    let again = again.await;
    assert!(is_already_exists(&again), "{again:?}");
}

/// Sessions come back, can be made longer and be removed.
pub async fn sessions_are_kept_extended_and_removed(application: Application) {
    let check = application.in_transaction(|transaction| {
        Box::pin(async move {
            let owner = account("admin");
            transaction.insert_administrator(&owner).await?;
            let (first, other) = (session(&owner, 1, 10), session(&owner, 2, 10));
            transaction.insert_session(&first).await?;
            transaction.insert_session(&other).await?;
            assert_eq!(transaction.session(first.secret).await?, Some(first.clone()));
            transaction.extend_session(first.secret, second(90), second(99)).await?;
            let longer = SessionRecord { used_at: second(90), expires_at: second(99), ..first.clone() };
            assert_eq!(transaction.session(first.secret).await?, Some(longer));
            transaction.delete_session(first.secret).await?;
            transaction.delete_session(first.secret).await?;
            assert_eq!(transaction.session(first.secret).await?, None);
            transaction.extend_session(first.secret, second(90), second(99)).await?;
            assert_eq!(transaction.session(first.secret).await?, None, "it does not come back");
            assert_eq!(transaction.session(other.secret).await?, Some(other.clone()));
            let foreign = account("somebody else");
            transaction.insert_administrator(&foreign).await?;
            let third = session(&foreign, 3, 10);
            transaction.insert_session(&third).await?;
            assert_eq!(transaction.as_read().sessions().await?, [third.clone(), other]);
            transaction.delete_sessions_of(owner.administrator.id).await?;
            assert_eq!(transaction.as_read().sessions().await?, [third]);
            Ok(())
        })
    });
    check.await.expect("sessions can be written and read");
}

/// Tokens and links are found by their secret alone.
pub async fn tokens_and_links_are_kept(application: Application) {
    let check = application.in_transaction(|transaction| {
        Box::pin(async move {
            for token in [token(1, None), token(2, Some(9))] {
                transaction.insert_token(&token).await?;
                assert_eq!(transaction.token(token.secret).await?, Some(token));
            }
            let (first, other) = (SecretHash([1; 32]), SecretHash([2; 32]));
            transaction.use_token(other, second(7)).await?;
            assert_eq!(transaction.token(other).await?.and_then(|token| token.used_at), Some(second(7)));
            let listed = transaction.as_read().tokens().await?;
            assert_eq!(listed.iter().map(|token| token.secret).collect::<Vec<_>>(), [other, first]);
            transaction.revoke_token(first, second(8)).await?;
            let revoked = transaction.token(first).await?.expect("it stays, to be named");
            assert_eq!(revoked.revoked_at, Some(second(8)));
            assert!(!revoked.is_good(second(8)) && !revoked.is_good(second(0)));
            let secret = SecretHash([3; 32]);
            assert_eq!(transaction.token(secret).await?, None);
            let owner = account("admin");
            transaction.insert_administrator(&owner).await?;
            let id = owner.administrator.id;
            let (free, first_of_it, second_of_it) =
                (link(3, None, 5), link(4, Some(id), 5), link(5, Some(id), 6));
            for link in [free, first_of_it, second_of_it] {
                transaction.insert_set_up_link(&link).await?;
                assert_eq!(transaction.set_up_link(link.secret).await?, Some(link));
            }
            transaction.delete_set_up_links_of(id).await?;
            assert_eq!(transaction.set_up_link(first_of_it.secret).await?, None);
            assert_eq!(transaction.set_up_link(second_of_it.secret).await?, None);
            assert_eq!(transaction.set_up_link(secret).await?, Some(free), "it belongs to nobody");
            transaction.delete_set_up_link(secret).await?;
            assert_eq!(transaction.set_up_link(secret).await?, None);
            Ok(())
        })
    });
    check.await.expect("tokens can be written and read");
}

/// A mark moves until it stands too late, stays where it is then, and begins anew when its time is over.
pub async fn marks_move_within_their_bounds(application: Application) {
    let check = application.in_transaction(|transaction| {
        Box::pin(async move {
            let (key, other) = (SecretHash([1; 32]), SecretHash([2; 32]));
            let at = |now: u64| MarkAdvance {
                now: second(now),
                by: Duration::from_secs(10),
                latest: second(now + 20),
            };
            for until in [110, 120, 130] {
                assert!(transaction.advance_mark(key, at(100)).await?, "{until}");
                assert_eq!(transaction.mark(key).await?, Some(second(until)));
            }
            assert!(!transaction.advance_mark(key, at(100)).await?);
            assert!(!transaction.advance_mark(key, at(109)).await?);
            assert_eq!(transaction.mark(key).await?, Some(second(130)), "a refusal counts nothing");
            assert!(transaction.advance_mark(key, at(110)).await?);
            assert_eq!(transaction.mark(key).await?, Some(second(140)));
            assert!(transaction.advance_mark(key, at(500)).await?);
            assert_eq!(transaction.mark(key).await?, Some(second(510)), "what is over does not count");
            transaction.put_mark(other, second(509)).await?;
            transaction.put_mark(other, second(507)).await?;
            assert_eq!(transaction.mark(other).await?, Some(second(507)));
            transaction.delete_expired(second(508), second(0)).await?;
            assert_eq!(transaction.mark(other).await?, None);
            transaction.delete_mark(key).await?;
            assert_eq!(transaction.mark(key).await?, None);
            Ok(())
        })
    });
    check.await.expect("marks can be moved");
}

/// However many try at the same time, no more than the bound get through.
pub async fn parallel_marks_never_exceed_their_bound(application: Application) {
    let attempts = (0..40).map(|_| {
        application.in_transaction(|transaction| {
            Box::pin(async move {
                let advance = MarkAdvance { now: second(0), by: Duration::from_secs(10), latest: second(40) };
                Ok(transaction.advance_mark(SecretHash([1; 32]), advance).await?)
            })
        })
    });
    let attempts = futures::future::join_all(attempts).await;
    let moved = attempts.into_iter().filter(|moved| *moved.as_ref().expect("a mark can be moved")).count();
    assert_eq!(moved, 5);
}

/// What has expired goes, what has not stays.
pub async fn what_has_expired_is_removed(application: Application) {
    let check = application.in_transaction(|transaction| {
        Box::pin(async move {
            let owner = account("admin");
            transaction.insert_administrator(&owner).await?;
            let secrets = [1, 2, 3].map(|byte| SecretHash([byte; 32]));
            for (secret, expires) in secrets.into_iter().zip([9, 10, 11]) {
                let byte = secret.0[0];
                transaction.insert_session(&session(&owner, byte, expires)).await?;
                let of_command = TokenRecord { of_command: true, ..token(byte, Some(expires)) };
                transaction.insert_token(&of_command).await?;
                transaction.insert_set_up_link(&link(byte, None, expires)).await?;
                let answer = IdempotentAnswer {
                    key: ("scope".into(), byte.to_string()),
                    request: secret,
                    status: 200,
                    body: "{}".into(),
                    created_at: second(expires - 5),
                };
                transaction.insert_idempotent_answer(&answer).await?;
            }
            transaction.insert_token(&token(4, None)).await?;
            transaction.insert_token(&token(5, Some(1))).await?;
            transaction.delete_expired(second(10), second(5)).await?;
            for (secret, is_left) in secrets.into_iter().zip([false, false, true]) {
                assert_eq!(transaction.session(secret).await?.is_some(), is_left);
                assert_eq!(transaction.token(secret).await?.is_some(), is_left);
                assert_eq!(transaction.set_up_link(secret).await?.is_some(), is_left);
            }
            assert!(transaction.token(SecretHash([4; 32])).await?.is_some(), "it never expires");
            assert!(transaction.token(SecretHash([5; 32])).await?.is_some(), "the audit log names it");
            for (key, is_left) in [("1", false), ("2", true), ("3", true)] {
                assert_eq!(transaction.idempotent_answer("scope", key).await?.is_some(), is_left, "{key}");
            }
            Ok(())
        })
    });
    check.await.expect("what has expired can be removed");
}

/// An account goes with its sessions and links; what it did keeps its name, which somebody else may get.
pub async fn a_removed_account_leaves_its_name(application: Application) {
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let (anna, other) = (account("Anna"), account("Other"));
            let id = anna.administrator.id;
            for account in [&anna, &other] {
                transaction.insert_administrator(account).await?;
            }
            for session in [session(&anna, 1, 9), session(&other, 2, 9)] {
                transaction.insert_session(&session).await?;
            }
            transaction.insert_set_up_link(&link(3, Some(id), 9)).await?;
            let token = TokenRecord { created_by: Some(id), ..token(4, None) };
            transaction.insert_token(&token).await?;
            let entry = AuditEntry {
                id: AuditEntryId::from_uuid(identifier()),
                at: second(1),
                actor: anna.administrator.clone().into(),
                action: AuditAction::SignedIn,
                user: None,
                user_display_name: None,
                user_removed: false,
                job: None,
                detail: None,
                text: None,
                what: None,
            };
            transaction.append_audit(&entry).await?;
            transaction.remove_administrator(id, second(5)).await?;

            assert!(transaction.administrator(id).await?.is_none());
            assert!(transaction.administrator_by_name("anna").await?.is_none());
            let left: Vec<_> = transaction.sessions().await?.into_iter().map(|s| s.administrator).collect();
            assert_eq!(left, [other.administrator.id]);
            assert!(transaction.set_up_link(SecretHash([3; 32])).await?.is_none());
            assert_eq!(transaction.tokens().await?, [token], "whoever removes an account revokes them");
            transaction.insert_administrator(&account("ANNA")).await?;
            let listed = transaction.audit(&AuditQuery { limit: 9, ..AuditQuery::default() }).await?;
            assert_eq!(listed, [entry], "the entry is Anna's still");
            Ok(())
        })
    });
    check.await.expect("an account can be removed");
}
