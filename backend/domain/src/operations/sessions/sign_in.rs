//! Signing in with a name and a password.

use std::time::Duration;

use shared::{AuditAction, ProblemKind, SignInRequest, Timestamp};

use super::{NewSession, begin_session, password};
use crate::operations::users::tidy;
use crate::{Actor, AdministratorRecord, Konfid, Result};

/// After so many failures in a row, signing in waits.
const ATTEMPTS: u32 = 5;
const WAIT_LONGEST: Duration = Duration::from_mins(15);

/// Begins a session. After five failures in a row the account waits a minute, then two, four, and so on up to 15.
pub async fn sign_in(konfid: &Konfid, request: &SignInRequest) -> Result<NewSession> {
    let name = tidy(&request.name);
    let mut context = konfid.context(Actor::Anonymous);
    let now = context.now;
    let wanted = name.clone();
    let known = konfid
        .read(move |read| Box::pin(async move { Ok(read.administrator_by_name(&wanted).await?) }))
        .await?;
    if let Some(until) = known.as_ref().and_then(|known| known.locked_until).filter(|until| *until > now) {
        return Err(too_many(until, now));
    }
    // The expensive comparison is made outside the transaction.
    let hash = known.as_ref().map(|known| known.password_hash.clone());
    let right = password::verify(&request.password, hash.as_deref());
    let session = konfid
        .write(move |transaction| {
            Box::pin(async move {
                let record = match known {
                    Some(known) => transaction.administrator(known.administrator.id).await?,
                    None => None,
                };
                // A password that was changed meanwhile is no longer the right one.
                let current = record.as_ref().map(|record| &record.password_hash) == hash.as_ref();
                let Some(record) = record else {
                    context.audit(transaction, AuditAction::SignInFailed, None, None).await?;
                    return Ok(None);
                };
                if !(right && current) {
                    let record = count_failure(record, now);
                    transaction.update_administrator(&record).await?;
                    let name = record.administrator.name;
                    context.audit(transaction, AuditAction::SignInFailed, None, Some(name)).await?;
                    return Ok(None);
                }
                let record = AdministratorRecord { failed_attempts: 0, locked_until: None, ..record };
                transaction.update_administrator(&record).await?;
                context.actor = Actor::Administrator(record.administrator.clone());
                context.audit(transaction, AuditAction::SignedIn, None, None).await?;
                begin_session(transaction, &mut context, record.administrator).await.map(Some)
            })
        })
        .await?;
    Ok(session.ok_or(ProblemKind::WrongNameOrPassword)?)
}

fn count_failure(record: AdministratorRecord, now: Timestamp) -> AdministratorRecord {
    let failed_attempts = record.failed_attempts.saturating_add(1);
    let locked_until = failed_attempts.checked_sub(ATTEMPTS).map(|beyond| {
        let wait = Duration::from_secs(60 * 2_u64.saturating_pow(beyond.min(10)));
        now.after(wait.min(WAIT_LONGEST))
    });
    AdministratorRecord { failed_attempts, locked_until, ..record }
}

fn too_many(until: Timestamp, now: Timestamp) -> crate::Error {
    let minutes = until.since(now).as_secs().div_ceil(60);
    ProblemKind::TooManyAttempts { minutes }.into()
}
