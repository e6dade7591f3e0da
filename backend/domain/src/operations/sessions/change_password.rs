//! Changing one's own password.

use shared::{AuditAction, ChangePasswordRequest, Fault, ProblemKind};

use super::limits::{self, PRESENT_PASSWORD};
use super::{KnownSession, NewSession, Visitor, begin_session, password};
use crate::{Actor, AdministratorRecord, Application, Error, Result};

/// Sets a new password for whoever knows the present one. Every session of the account ends, this one too; the answer
/// is a new one.
///
/// # Errors
///
/// A fault of the field `newPassword` (too short, common) or `presentPassword` (not the present one); a problem when too many
/// were tried, when every place for hashing is taken, or when the session has ended meanwhile.
pub async fn change_password(
    application: &Application,
    session: &KnownSession,
    request: &ChangePasswordRequest,
    visitor: Visitor,
) -> Result<NewSession> {
    password::check("newPassword", &request.new_password, &session.administrator.name)?;
    let actor = Actor::from(session.administrator.clone());
    let now = application.now();
    let id = session.administrator.id;
    let mut place = application.hashing().place().await.ok_or(ProblemKind::SignInBusy)?;
    let reserved = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let key = limits::key("present password", &[&id.to_string()]);
            if !PRESENT_PASSWORD.take(transaction, key, now).await? {
                return Err(limits::too_many(PRESENT_PASSWORD.pause()));
            }
            Ok(transaction.administrator(id).await?)
        })
    });
    let known = reserved.await?.ok_or(ProblemKind::SignInRequired)?;
    if !password::verify(&mut *place, &request.present_password, known.password_hash.as_deref()).await? {
        return Err(Error::field("presentPassword", Fault::NotPresentPassword));
    }
    let mut random = application.context(actor.clone()).random;
    let password_hash = password::hash(&mut *place, &request.new_password, &mut random).await?;
    drop(place);
    let secret = session.secret;
    let changed = application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move {
            let current = transaction.administrator(id).await?;
            // Whoever was signed out meanwhile, or whose password was changed, may not change it any more.
            let unchanged = current.filter(|current| current.password_hash == known.password_hash);
            let (Some(current), Some(_)) = (unchanged, transaction.session(secret).await?) else {
                return Err(ProblemKind::SignInRequired.into());
            };
            let record = AdministratorRecord { password_hash: Some(password_hash), ..current };
            transaction.update_administrator(&record).await?;
            transaction.delete_sessions_of(id).await?;
            context.audit(transaction, AuditAction::PasswordChanged, None, None).await?;
            begin_session(transaction, context, record, visitor).await
        })
    });
    changed.await
}
