//! Unregistering a service number.

use shared::{
    AuditAction, Bridge, BridgeId, Fault, PhoneNumber, ProblemKind, ServiceNumber, UnregisterOptions, Version,
};

use super::replacement::{Leaving, begin, note_replacement};
use super::{load, make_default, save_numbers};
use crate::{Error, OperationContext, Result, Transaction};

/// Unregisters a number. The default number needs a replacement, unless it is the only one, and so does a number that
/// users have as theirs: a job gives them the replacement, which must be of the same kind, and the number goes when that
/// is done. Until then nobody can choose it, and invitations name the replacement. A number that is leaving already
/// stays as it is.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such bridge, or it has no such number; [`ProblemKind::VersionStale`] when
/// the bridge has changed since `seen`; [`ProblemKind::ServiceNumberInUse`] and [`ProblemKind::ReplacementRequired`]; a
/// fault of the field `replacement`.
pub async fn unregister_service_number(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    bridge: BridgeId,
    number: &PhoneNumber,
    seen: Option<Version>,
    options: UnregisterOptions,
) -> Result<Bridge> {
    let UnregisterOptions { replacement, send_email } = options;
    let before = load(transaction, bridge, seen).await?;
    let place = before.service_numbers.iter().position(|known| known.number == *number);
    let place = place.ok_or(ProblemKind::NotFound)?;
    let removed = &before.service_numbers[place];
    if let Some(leaving) = &removed.replacement
        && transaction.job(leaving.job).await?.is_some_and(|job| !job.state.is_over())
    {
        return Ok(before);
    }
    let holders = transaction.count_number_holders(number).await?;
    let replacement = match replacement {
        None => None,
        Some(replacement) => {
            let is_it = |known: &ServiceNumber| known.number == replacement && known.replacement.is_none();
            let found = before.service_numbers.iter().position(is_it).filter(|found| *found != place);
            let Some(found) = found else {
                return Err(Error::field("replacement", Fault::NotOfBridge(replacement)));
            };
            Some(found)
        }
    };
    if let (1.., Some(replacement)) = (holders, replacement) {
        let other = &before.service_numbers[replacement];
        match (removed.toll_free, other.toll_free) {
            (true, true) | (false, false) => (),
            (true, false) => {
                return Err(Error::field("replacement", Fault::IsNotTollFree(other.number.clone())));
            }
            (false, true) => {
                return Err(Error::field("replacement", Fault::IsTollFree(other.number.clone())));
            }
        }
        let leaving = Leaving { place, replacement, send_email };
        return begin(transaction, context, before, leaving).await;
    }
    if holders > 0 {
        return Err(ProblemKind::ServiceNumberInUse { users: holders }.into());
    }
    let others = before.service_numbers.iter().enumerate();
    let remain = others.filter(|(at, known)| *at != place && known.replacement.is_none()).count();
    let mut numbers = before.service_numbers.clone();
    if removed.default && remain > 0 {
        make_default(&mut numbers, replacement.ok_or(ProblemKind::ReplacementRequired)?);
    }
    numbers.remove(place);
    let taking = replacement.map(|replacement| before.service_numbers[replacement].number.clone());
    note_replacement(transaction, context, before.id, number.clone(), taking).await?;
    save_numbers(transaction, context, before, numbers, AuditAction::ServiceNumberUnregistered).await
}
