//! Setting who provides a user's audio conferencing.

use shared::{
    AssignmentCause, AuditAction, AuditDetail, ConferenceId, MailEvent, MaskedProfile, Provider,
    ProviderProfiles, ProviderRequest, SetProviderRequest, UndoOffer, User, UserId, Version,
};

use super::check::{check_passcodes, checked};
use crate::operations::conference_ids::{check_lock, retire};
use crate::operations::mails::{enqueue, supersede_untrue, wants_mail};
use crate::operations::meetings::{give_meetings_their_ids_back, retire_ids_of_meetings};
use crate::operations::pins::end_pin;
use crate::operations::users::{complete, give_conference_id, load_version, save, take_conference_id};
use crate::{OperationContext, Result, Transaction};

/// Sets the user's provider; the user is enabled for dial-in conferencing with it.
///
/// A third-party provider gets its numbers and passcode by hand: Konfid never makes or resets any. The built-in
/// conference ID and those of planned meetings go into quarantine then. With the built-in provider the user and the meetings
/// get those IDs back while they are still in their quarantine, otherwise new ones.
///
/// # Errors
///
/// [`ProblemKind::NotFound`](shared::ProblemKind::NotFound) when there is no such user,
/// [`ProblemKind::VersionStale`](shared::ProblemKind::VersionStale) when the user has changed since `seen`, a field's fault
/// for each value that is not right, [`ProblemKind::PasscodeTaken`](shared::ProblemKind::PasscodeTaken) when another user
/// has the passcode, a problem when a conference ID that would stop is locked and was not typed, [`ProblemKind::ConferenceIdsExhausted`](shared::ProblemKind::ConferenceIdsExhausted) when no ID is
/// left.
pub async fn set_provider(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Version,
    request: &SetProviderRequest,
) -> Result<User> {
    let before = load_version(transaction.as_read(), user, Some(seen)).await?;
    let after = match &request.provider {
        ProviderRequest::BuiltIn => use_built_in(transaction, context, before, request.send_email).await?,
        ProviderRequest::ThirdParty(profiles) => {
            let profiles = checked(profiles)?;
            let (confirmed, mail) = (request.confirm_conference_id, request.send_email);
            become_third_party(transaction, context, before, profiles, confirmed, mail).await?
        }
    };
    complete(transaction.as_read(), context.now, after).await
}

/// Gives the user these profiles at other providers, and enables the user with them.
pub(crate) async fn become_third_party(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    before: User,
    profiles: ProviderProfiles,
    confirmed: Option<ConferenceId>,
    send_email: Option<bool>,
) -> Result<User> {
    check_passcodes(transaction.as_read(), before.id, &profiles).await?;
    let provider = Provider::ThirdParty(profiles);
    if before.dial_in_enabled && before.provider == provider {
        return Ok(before);
    }
    check_lock(&before, confirmed)?;
    let undo = match before.conference_id {
        Some(id) => {
            let cause = AssignmentCause::ProviderChanged;
            let until = retire(transaction, context, &before, id, cause, None).await?;
            Some(UndoOffer { previous_conference_id: id, until })
        }
        None => before.undo,
    };
    let was_enabled = before.dial_in_enabled;
    let dials_another = !was_enabled || before.provider.default_profile() != provider.default_profile();
    let detail = detail(&before.provider, &provider);
    let after = User {
        dial_in_enabled: true,
        provider,
        conference_id: None,
        conference_id_kept: false,
        conference_id_since: None,
        undo,
        ..before
    };
    // Only the built-in provider's conferences are started with a PIN of Konfid's.
    let after = end_pin(transaction, context, after).await?;
    let after = save(transaction, context, after).await?;
    retire_ids_of_meetings(transaction, context, after.id, AssignmentCause::ProviderChanged).await?;
    note(transaction, context, &after, was_enabled, detail).await?;
    if dials_another {
        supersede_stale(transaction, context, after.id).await?;
        if wants_mail(transaction.as_read(), MailEvent::ProviderChanged, send_email).await? {
            enqueue(transaction, context, &after, MailEvent::ProviderChanged).await?;
        }
    }
    Ok(after)
}

/// Enables the user with the built-in provider, instead of a third-party one if there is one.
pub(crate) async fn use_built_in(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    before: User,
    send_email: Option<bool>,
) -> Result<User> {
    let was_enabled = before.dial_in_enabled;
    if !before.provider.is_third_party() {
        if was_enabled {
            return Ok(before);
        }
        return give_conference_id(transaction, context, before, send_email).await;
    }
    let detail = detail(&before.provider, &Provider::BuiltIn);
    let user = User { provider: Provider::BuiltIn, ..before };
    let after = take_conference_id(transaction, context, user, AssignmentCause::ProviderChanged).await?;
    give_meetings_their_ids_back(transaction, context, &after).await?;
    note(transaction, context, &after, was_enabled, detail).await?;
    supersede_stale(transaction, context, after.id).await?;
    if wants_mail(transaction.as_read(), MailEvent::Enabled, send_email).await? {
        enqueue(transaction, context, &after, MailEvent::Enabled).await?;
    }
    Ok(after)
}

fn detail(before: &Provider, after: &Provider) -> AuditDetail {
    AuditDetail::Provider { before: MaskedProfile::all(before), after: MaskedProfile::all(after) }
}

/// Notes the change, and that the user is enabled by it, if so: the days' counts are made of these entries.
async fn note(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: &User,
    was_enabled: bool,
    detail: AuditDetail,
) -> Result<()> {
    context.audit(transaction, AuditAction::ProviderChanged, Some(user.id), Some(detail)).await?;
    if !was_enabled {
        context.audit(transaction, AuditAction::UserEnabled, Some(user.id), None).await?;
    }
    Ok(())
}

/// Supersedes the emails that wait and are not true with another provider.
async fn supersede_stale(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    user: UserId,
) -> Result<()> {
    supersede_untrue(transaction, context, user).await?;
    transaction
        .supersede_mails(user, &[MailEvent::ProviderChanged, MailEvent::PinReset], context.now)
        .await?;
    Ok(())
}
