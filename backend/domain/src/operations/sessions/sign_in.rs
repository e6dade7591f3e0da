//! Signing in with a name and a password.

use shared::{AuditAction, AuditDetail, ProblemKind, SignInRequest};

use super::limits::{self, Attempt, NOTED_FAILURES};
use super::{NewSession, Visitor, begin_session, password};
use crate::operations::users::tidy;
use crate::{Actor, Application, Result};

/// Begins a session. The answer and the time it takes are the same for every name, whether or not anybody has it.
///
/// # Errors
///
/// [`ProblemKind::WrongNameOrPassword`] when name or password is wrong, another problem when too many were tried, and
/// [`ProblemKind::SignInBusy`] when every place for hashing is taken.
pub async fn sign_in(
    application: &Application,
    request: &SignInRequest,
    visitor: Visitor,
) -> Result<NewSession> {
    let name = tidy(&request.name);
    let now = application.now();
    let (wanted, address, browser) = (name.clone(), visitor.address, visitor.browser.clone());
    // Whoever is over the budget is refused without a write.
    let attempt = application.in_snapshot(move |read| {
        Box::pin(async move {
            let attempt = Attempt::of(read, now, &wanted, address, browser.as_deref()).await?;
            attempt.look(read, now).await.map(|()| attempt)
        })
    });
    let attempt = attempt.await?;
    let mut place = application.hashing().place().await.ok_or(ProblemKind::SignInBusy)?;
    let wanted = name.clone();
    let reserved = application.in_transaction(move |transaction| {
        Box::pin(async move {
            attempt.reserve(transaction, now).await?;
            Ok((attempt, transaction.administrator_by_name(&wanted).await?))
        })
    });
    let (attempt, known) = reserved.await?;
    // The expensive comparison is made outside of a transaction.
    // A disabled account is like one that nobody has.
    let hash =
        known.as_ref().filter(|known| known.can_sign_in()).and_then(|known| known.password_hash.clone());
    let right = password::verify(&mut *place, &request.password, hash.as_deref()).await?;
    drop(place);
    let session = application.in_transaction_as(Actor::Anonymous, move |transaction, context| {
        Box::pin(async move {
            let record = match known {
                Some(known) => transaction.administrator(known.administrator.id).await?,
                None => None,
            };
            // A password that was changed meanwhile is no longer the right one, nor that of an account that was disabled.
            let record_of_right =
                record.filter(|record| right && record.can_sign_in() && record.password_hash == hash);
            let Some(mut record) = record_of_right else {
                if NOTED_FAILURES.take(transaction, limits::key("noted failures", &[]), now).await? {
                    let detail = AuditDetail::From { address: visitor.address.to_string() };
                    context.audit(transaction, AuditAction::SignInFailed, None, Some(detail)).await?;
                }
                return Ok(None);
            };
            attempt.forgive(transaction).await?;
            record.signed_in_at = Some(context.now);
            transaction.update_administrator(&record).await?;
            context.actor = record.administrator.clone().into();
            context.audit(transaction, AuditAction::SignedIn, None, None).await?;
            begin_session(transaction, context, record, visitor).await.map(Some)
        })
    });
    Ok(session.await?.ok_or(ProblemKind::WrongNameOrPassword)?)
}
