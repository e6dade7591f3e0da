//! Setting a password through a one-time link, and making the account if the link belongs to none.

use shared::{
    AccountState, Administrator, AdministratorId, AuditAction, Language, ProblemKind, Role, SetUpRequest,
    Settings, Version,
};

use super::{NewSession, Visitor, begin_session, password};
use crate::operations::administrators::check_name;
use crate::operations::tokens;
use crate::{
    Actor, AdministratorRecord, Application, OperationContext, Read, Result, SecretHash, SetUpLinkRecord,
    StoreError, Transaction,
};

/// Sets the password of the account that the link belongs to, uses the link up, and signs in. All older sessions and
/// links of the account end.
///
/// A link that belongs to no account makes one. A name that has an account already gets the new password: whoever can
/// make such a link on the server may do that.
///
/// # Errors
///
/// A fault of the field `name` or `password`; [`ProblemKind::SetUpLinkInvalid`] when the link was used or has ended;
/// [`ProblemKind::AccountDisabled`] when the account of that name is disabled; [`ProblemKind::SignInBusy`] when every
/// place for hashing is taken.
pub async fn set_up(
    application: &Application,
    request: &SetUpRequest,
    visitor: Visitor,
) -> Result<NewSession> {
    let secret = tokens::hash(&request.token);
    let now = application.now();
    // The link is looked at before the expensive hash is made, and again in the transaction that uses it up.
    let known = application.in_snapshot(move |read| {
        Box::pin(async move {
            let link = usable(read, secret, now).await?;
            Ok(match link.administrator {
                Some(id) => Some(owner(read, id).await?.administrator.name),
                None => None,
            })
        })
    });
    let known = known.await?;
    let chosen = match known {
        Some(_) => None,
        None => Some(check_name(request.name.as_deref().unwrap_or_default())?),
    };
    let name = known.as_deref().or(chosen.as_deref()).unwrap_or_default();
    password::check("password", &request.password, name)?;
    let mut place = application.hashing().place().await.ok_or(ProblemKind::SignInBusy)?;
    let mut random = application.context(Actor::Anonymous).random;
    let password_hash = password::hash(&mut *place, &request.password, &mut random).await?;
    drop(place);
    let language = request.language;
    application
        .in_transaction_as(Actor::Anonymous, move |transaction, context| {
            Box::pin(async move {
                let link = usable(transaction.as_read(), secret, context.now).await?;
                transaction.delete_set_up_link(secret).await?;
                if !transaction.has_administrators().await? {
                    speak(transaction, language).await?;
                }
                match (link.administrator, chosen) {
                    (Some(id), _) => {
                        let record = owner(transaction.as_read(), id).await?;
                        renew(transaction, context, record, password_hash, visitor).await
                    }
                    (None, Some(name)) => choose(transaction, context, name, password_hash, visitor).await,
                    // It belonged to an account a moment ago, and links do not change.
                    (None, None) => Err(ProblemKind::SetUpLinkInvalid.into()),
                }
            })
        })
        .await
}

/// The link, if it can still be used.
async fn usable(read: &mut dyn Read, secret: SecretHash, now: shared::Timestamp) -> Result<SetUpLinkRecord> {
    let link = read.set_up_link(secret).await?.filter(|link| link.expires_at > now);
    Ok(link.ok_or(ProblemKind::SetUpLinkInvalid)?)
}

/// The account that a link belongs to. Disabling has removed its links; this is the second lock.
async fn owner(read: &mut dyn Read, id: AdministratorId) -> Result<AdministratorRecord> {
    let record = read.administrator(id).await?.ok_or(ProblemKind::SetUpLinkInvalid)?;
    match record.state {
        AccountState::Active => Ok(record),
        AccountState::Disabled => Err(ProblemKind::SetUpLinkInvalid.into()),
    }
}

/// Makes the account with this name, or gives the one that has it the new password.
async fn choose(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    name: String,
    password_hash: String,
    visitor: Visitor,
) -> Result<NewSession> {
    if let Some(existing) = transaction.administrator_by_name(&name).await? {
        return match existing.state {
            AccountState::Active => renew(transaction, context, existing, password_hash, visitor).await,
            AccountState::Disabled => Err(ProblemKind::AccountDisabled.into()),
        };
    }
    let record = AdministratorRecord {
        administrator: Administrator { id: AdministratorId::from_uuid(context.new_uuid()), name },
        role: Role::Administrator,
        state: AccountState::Active,
        version: Version::FIRST,
        password_hash: Some(password_hash),
        created_at: context.now,
        signed_in_at: Some(context.now),
    };
    transaction.insert_administrator(&record).await.map_err(StoreError::after_check)?;
    context.actor = record.administrator.clone().into();
    context.audit(transaction, AuditAction::AdministratorCreated, None, None).await?;
    begin_session(transaction, context, record, visitor).await
}

/// Sets the password, ends what was signed in with the old one, and signs in.
async fn renew(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    record: AdministratorRecord,
    password_hash: String,
    visitor: Visitor,
) -> Result<NewSession> {
    let record =
        AdministratorRecord { password_hash: Some(password_hash), signed_in_at: Some(context.now), ..record };
    transaction.update_administrator(&record).await?;
    transaction.delete_sessions_of(record.administrator.id).await?;
    transaction.delete_set_up_links_of(record.administrator.id).await?;
    context.actor = record.administrator.clone().into();
    context.audit(transaction, AuditAction::PasswordChanged, None, None).await?;
    begin_session(transaction, context, record, visitor).await
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
