//! Making an administrator's account through a one-time link.

use shared::{
    Administrator, AdministratorId, AuditAction, Fault, Language, ProblemKind, SetUpRequest, Settings,
    Version,
};

use super::{NewSession, Visitor, begin_session, password};
use crate::operations::tokens;
use crate::operations::users::tidy;
use crate::{Actor, AdministratorRecord, Application, Error, Result, StoreError, Transaction};

const NAME_LENGTH_MAX: usize = 64;

/// Makes the account, uses the link up, and signs in. A name that has an account already gets the new password:
/// whoever can make a link on the server may do that. Its older sessions end.
///
/// # Errors
///
/// A fault of the field `name` or `password`; [`ProblemKind::SetUpLinkInvalid`] when the link was used or has ended;
/// [`ProblemKind::SignInBusy`] when every place for hashing is taken.
pub async fn set_up(
    application: &Application,
    request: &SetUpRequest,
    visitor: Visitor,
) -> Result<NewSession> {
    let name = tidy(&request.name);
    match name.chars().count() {
        0 => return Err(Error::field("name", Fault::Empty)),
        length if length > NAME_LENGTH_MAX => {
            return Err(Error::field("name", Fault::LongerThan(NAME_LENGTH_MAX)));
        }
        _ => {}
    }
    let language = request.language;
    let link = tokens::hash(&request.token);
    let now = application.now();
    // The link is looked at before the expensive hash is made, and again in the transaction that uses it up.
    let usable = application
        .in_snapshot(move |read| Box::pin(async move { Ok(read.set_up_link(link).await?) }))
        .await?;
    if usable.is_none_or(|until| until <= now) {
        return Err(ProblemKind::SetUpLinkInvalid.into());
    }
    password::check("password", &request.password, &name)?;
    let mut place = application.hashing().place().await.ok_or(ProblemKind::SignInBusy)?;
    let mut random = application.context(Actor::Anonymous).random;
    let password_hash = password::hash(&mut *place, &request.password, &mut random).await?;
    drop(place);
    application
        .in_transaction_as(Actor::Anonymous, move |transaction, context| {
            Box::pin(async move {
                if transaction.set_up_link(link).await?.is_none_or(|until| until <= context.now) {
                    return Err(ProblemKind::SetUpLinkInvalid.into());
                }
                transaction.delete_set_up_link(link).await?;
                if !transaction.has_administrators().await? {
                    speak(transaction, language).await?;
                }
                let existing = transaction.administrator_by_name(&name).await?;
                let administrator = if let Some(existing) = existing {
                    let record = AdministratorRecord { password_hash, ..existing };
                    transaction.update_administrator(&record).await?;
                    transaction.delete_sessions_of(record.administrator.id).await?;
                    record.administrator
                } else {
                    let id = AdministratorId::from_uuid(context.new_uuid());
                    let administrator = Administrator { id, name };
                    let record = AdministratorRecord { administrator: administrator.clone(), password_hash };
                    transaction.insert_administrator(&record).await.map_err(StoreError::after_check)?;
                    administrator
                };
                context.actor = administrator.clone().into();
                context.audit(transaction, AuditAction::AdministratorCreated, None, None).await?;
                begin_session(transaction, context, administrator, visitor).await
            })
        })
        .await
}

/// Whoever sets Konfid up does so in the organisation's language.
async fn speak(transaction: &mut dyn Transaction, language: Option<Language>) -> Result<()> {
    let before = transaction.settings().await?;
    let Some(language) = language.filter(|language| *language != before.default_language) else {
        return Ok(());
    };
    // Numbers, names and the rest tell that somebody has been here before, by the command line.
    if before.version != Version::FIRST {
        return Ok(());
    }
    let after = Settings { default_language: language, version: before.version.next(), ..before };
    Ok(transaction.update_settings(&after).await?)
}
