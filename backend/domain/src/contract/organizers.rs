//! Organizers' secrets.

use shared::UserId;

use super::fixture::{identifier, insert, is_broken, second, user};
use crate::{Application, OrganizerSecretKind, OrganizerSecretRecord, SecretHash};

fn secret(kind: OrganizerSecretKind, byte: u8, user: UserId, expires: u64) -> OrganizerSecretRecord {
    let (created_at, expires_at) = (second(1), second(expires));
    OrganizerSecretRecord { kind, secret: SecretHash([byte; 32]), user, created_at, expires_at }
}

/// A secret is good for one thing only, is prolonged, and goes alone or with all of its kind.
pub async fn secrets_are_kept_by_kind_and_removed(application: Application) {
    use OrganizerSecretKind::{Link, Session};
    let (anna, bo) = (user("Anna", "anna"), user("Bo", "bo"));
    insert(&application, &[anna.clone(), bo.clone()]).await;
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let link = secret(Link, 1, anna.id, 9);
            transaction.put_organizer_secret(&link).await?;
            assert_eq!(transaction.organizer_secret(Link, link.secret).await?, Some(link));
            assert_eq!(transaction.organizer_secret(Session, link.secret).await?, None);
            let session = secret(Session, 1, bo.id, 9);
            transaction.put_organizer_secret(&session).await?;
            let prolonged = OrganizerSecretRecord { expires_at: second(90), ..session };
            transaction.put_organizer_secret(&prolonged).await?;
            assert_eq!(transaction.organizer_secret(Session, session.secret).await?, Some(prolonged));
            assert_eq!(transaction.organizer_secret(Link, link.secret).await?, Some(link));

            transaction.delete_organizer_secret(Link, link.secret).await?;
            assert_eq!(transaction.organizer_secret(Link, link.secret).await?, None);
            assert!(transaction.organizer_secret(Session, session.secret).await?.is_some());

            let left = [secret(Link, 2, bo.id, 9), secret(Session, 3, anna.id, 9)];
            let gone = [secret(Link, 4, anna.id, 9), secret(Link, 5, anna.id, 9)];
            for secret in left.iter().chain(&gone) {
                transaction.put_organizer_secret(secret).await?;
            }
            transaction.delete_organizer_secrets(anna.id, Link).await?;
            for secret in left {
                assert_eq!(transaction.organizer_secret(secret.kind, secret.secret).await?, Some(secret));
            }
            for secret in gone {
                assert_eq!(transaction.organizer_secret(secret.kind, secret.secret).await?, None);
            }
            Ok(())
        })
    });
    check.await.expect("secrets can be written and read");
    let nobody = UserId::from_uuid(identifier());
    let orphan = application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.put_organizer_secret(&secret(Link, 7, nobody, 9)).await?) })
    });
    assert!(is_broken(&orphan.await));
}

/// What has expired goes, what has not stays.
pub async fn expired_secrets_are_removed(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            for kind in [OrganizerSecretKind::Link, OrganizerSecretKind::Session] {
                let secrets = [(1, 9, false), (2, 10, false), (3, 11, true)];
                for (byte, expires, _) in secrets {
                    transaction.put_organizer_secret(&secret(kind, byte, anna.id, expires)).await?;
                }
                transaction.delete_expired(second(10), second(0)).await?;
                for (byte, _, is_left) in secrets {
                    let found = transaction.organizer_secret(kind, SecretHash([byte; 32])).await?;
                    assert_eq!(found.is_some(), is_left, "{kind:?} {byte}");
                }
            }
            Ok(())
        })
    });
    check.await.expect("what has expired can be removed");
}
