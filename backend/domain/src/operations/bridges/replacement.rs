//! Taking a number out of use that users have as theirs: a job gives them the replacement, and then the number goes.

use shared::{
    AuditAction, Bridge, BridgeId, JobId, JobWork, MailEvent, NumberImpact, NumberReplacement, PhoneNumber,
    ProblemKind, UserFilter,
};

use super::{load, make_default, save_numbers};
use crate::operations::jobs::{WhoseRows, start_job};
use crate::operations::mails::wants_mail;
use crate::operations::meeting_updates::schedule_bridge;
use crate::{OperationContext, Read, ReplacedNumber, Result, Transaction};

/// Whom it concerns when a number goes, or another one becomes the default.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such bridge, or it has no such number.
pub async fn number_impact(
    read: &mut dyn Read,
    bridge: BridgeId,
    number: &PhoneNumber,
) -> Result<NumberImpact> {
    let bridges = read.bridges().await?;
    let bridge = bridges.iter().find(|known| known.id == bridge).ok_or(ProblemKind::NotFound)?;
    let known = bridge.number(number).ok_or(ProblemKind::NotFound)?;
    let users = read.count_number_holders(number).await?;
    let followers = if known.default { read.count_default_number_users(bridge.id).await? } else { 0 };
    Ok(NumberImpact { users, followers })
}

/// How a number is taken out of use that users have as theirs.
pub(super) struct Leaving {
    /// Where it stands among the bridge's numbers.
    pub(super) place: usize,
    /// Where its replacement stands.
    pub(super) replacement: usize,
    pub(super) send_email: Option<bool>,
}

/// Marks the number as leaving, so that nobody can choose it, and starts the job that gives its users the replacement.
pub(super) async fn begin(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    before: Bridge,
    leaving: Leaving,
) -> Result<Bridge> {
    let Leaving { place, replacement, send_email } = leaving;
    let mut numbers = before.service_numbers.clone();
    let work = JobWork::ReplaceNumber { bridge: before.id, send_email };
    // Whoever has no number of their own hears of it too, when it was the default one.
    let tells_followers = numbers[place].default
        && wants_mail(transaction.as_read(), MailEvent::DefaultNumberChanged, send_email).await?;
    let rows = if tells_followers { WhoseRows::Matching(UserFilter::default()) } else { WhoseRows::Holders };
    let job = start_job(transaction, context, work, rows).await?.id;
    numbers[place].replacement = Some(NumberReplacement { number: numbers[replacement].number.clone(), job });
    if numbers[place].default {
        make_default(&mut numbers, replacement);
    }
    save_numbers(transaction, context, before, numbers, AuditAction::ServiceNumberUpdated).await
}

/// The job is done: the number goes if nobody has it as theirs any more; otherwise it stays, and can be unregistered
/// again.
pub(crate) async fn finish_replacement(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    bridge: BridgeId,
    job: JobId,
) -> Result<()> {
    let before = load(transaction, bridge, None).await?;
    let Some(place) = place_of(&before, job) else { return Ok(()) };
    let number = before.service_numbers[place].number.clone();
    if !transaction.number_holders(&number, None, 1).await?.is_empty() {
        return call_off_replacement(transaction, context, bridge, job).await;
    }
    let replacement = before.service_numbers[place].replacement.clone().map(|replacement| replacement.number);
    let mut numbers = before.service_numbers.clone();
    numbers.remove(place);
    note_replacement(transaction, context, bridge, number, replacement).await?;
    save_numbers(transaction, context, before, numbers, AuditAction::ServiceNumberUnregistered)
        .await
        .map(drop)
}

/// The number goes: what took its place is kept, and connected calendars follow.
pub(super) async fn note_replacement(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    bridge: BridgeId,
    number: PhoneNumber,
    replacement: Option<PhoneNumber>,
) -> Result<()> {
    let Some(replacement) = replacement else { return Ok(()) };
    let replaced = ReplacedNumber { number, bridge, replacement, replaced_at: context.now };
    transaction.put_replaced_number(&replaced).await?;
    schedule_bridge(transaction, context, bridge).await
}

/// The job does not come to its end: the number stays.
pub(crate) async fn call_off_replacement(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    bridge: BridgeId,
    job: JobId,
) -> Result<()> {
    let before = load(transaction, bridge, None).await?;
    let Some(place) = place_of(&before, job) else { return Ok(()) };
    let mut numbers = before.service_numbers.clone();
    numbers[place].replacement = None;
    save_numbers(transaction, context, before, numbers, AuditAction::ServiceNumberUpdated).await.map(drop)
}

fn place_of(bridge: &Bridge, job: JobId) -> Option<usize> {
    let is_it = |replacement: &NumberReplacement| replacement.job == job;
    bridge.service_numbers.iter().position(|number| number.replacement.as_ref().is_some_and(is_it))
}
