//! What the checks are made of.

use std::sync::atomic::{AtomicU64, Ordering};

use rand::SeedableRng;
use rand::rngs::StdRng;
use shared::{
    BridgeId, ConferenceId, EmailAddress, IdOwner, Language, MailEvent, MailId, MailState, ServiceNumber,
    Timestamp, User, UserId, UserPrincipalName,
};
use uuid::Uuid;

use super::START;
use crate::{Application, Error, MailRecord, Result, StoreError, UserQuery};

/// A number that no other call returns; later numbers are greater.
fn number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// An identifier that is greater than all before it.
pub(super) fn identifier() -> Uuid {
    Uuid::from_u128(u128::from(number()) << 64 | 0x8000_0000_0000_0001)
}

/// The moment so many seconds after the start.
pub(super) fn second(seconds: u64) -> Timestamp {
    Timestamp::from_milliseconds(START.milliseconds() + seconds * 1000)
}

pub(super) fn conference_id(text: &str) -> ConferenceId {
    text.parse().expect("the ID in a check is one")
}

pub(super) fn address(text: &str) -> EmailAddress {
    text.parse().expect("the address in a check is one")
}

pub(super) fn principal_name(text: &str) -> UserPrincipalName {
    text.parse().expect("the principal name in a check is one")
}

/// A source of randomness that gives the same for the same seed.
pub(super) fn random(seed: u64) -> StdRng {
    StdRng::seed_from_u64(seed)
}

/// A user with this name that is not enabled.
pub(super) fn user(display_name: &str, name: &str) -> User {
    User::new(
        UserId::from_uuid(identifier()),
        display_name.to_owned(),
        principal_name(&format!("{name}@contoso.example")),
        address(&format!("{name}@mail.example")),
        BridgeId::FIRST,
        START,
    )
}

/// A mail to the user that is due at once.
pub(super) fn mail(user: &User, event: MailEvent) -> MailRecord {
    MailRecord {
        id: MailId::from_uuid(identifier()),
        user: user.id,
        recipient: user.primary_email.clone(),
        event,
        language: Language::En.into(),
        named_recipient: None,
        caused_by: None,
        conference_id: user.conference_id,
        state: MailState::Queued,
        attempts: 0,
        last_error: None,
        may_have_left: false,
        due_at: Some(START),
        created_at: START,
        finished_at: None,
        content: None,
    }
}

/// Adds users.
pub(super) async fn insert(application: &Application, users: &[User]) {
    let users = users.to_vec();
    let insert = application.in_transaction(move |transaction| {
        Box::pin(async move {
            for user in &users {
                transaction.insert_user(user).await?;
            }
            Ok(())
        })
    });
    insert.await.expect("the users can be added");
}

/// Adds mails.
pub(super) async fn insert_mails(application: &Application, mails: &[MailRecord]) {
    let mails = mails.to_vec();
    let insert = application.in_transaction(move |transaction| {
        Box::pin(async move {
            for mail in &mails {
                transaction.insert_mail(mail).await?;
            }
            Ok(())
        })
    });
    insert.await.expect("the mails can be added");
}

/// Draws an ID for the user.
pub(super) async fn reserve(application: &Application, user: UserId, seed: u64) -> Result<ConferenceId> {
    let reserved = application.in_transaction(move |transaction| {
        Box::pin(async move {
            Ok(transaction
                .reserve_random_conference_id(BridgeId::FIRST, IdOwner::User(user), &mut random(seed))
                .await?)
        })
    });
    Ok(reserved.await?.expect("an ID is left"))
}

/// The names of the users that a query finds.
pub(super) async fn names(application: &Application, query: UserQuery) -> Vec<String> {
    let users = application.in_snapshot(move |read| Box::pin(async move { Ok(read.users(&query).await?) }));
    users.await.expect("users can be listed").into_iter().map(|user| user.display_name).collect()
}

/// A query for users with these terms.
pub(super) fn searching(terms: &[&str]) -> UserQuery {
    UserQuery {
        terms: terms.iter().map(|term| (*term).to_owned()).collect(),
        limit: 100,
        ..UserQuery::default()
    }
}

pub(super) fn is_already_exists<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::Store(StoreError::AlreadyExists)))
}

pub(super) fn is_broken<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::Store(StoreError::Broken(_))))
}

/// A service number in Sweden.
pub(super) fn service_number(number: &str) -> ServiceNumber {
    ServiceNumber {
        number: number.parse().expect("it is a number"),
        formatted: number.to_owned(),
        country_code: "SE".into(),
        location: "Stockholm".into(),
        toll_free: false,
        languages: ["sv", "pt-BR"].map(|tag| tag.parse().expect("it is a language")).into(),
        default: true,
        replacement: None,
    }
}
