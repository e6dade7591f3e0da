//! Registering a service number.

use shared::{AuditAction, Bridge, BridgeId, Fault, ProblemKind, ServiceNumberRequest, Settings, Version};

use super::{load, make_default, number, save_numbers, tell_of_default};
use crate::{Error, OperationContext, Result, Transaction};

/// Registers a number on a bridge, after those that it has. The first one is the default number. From then on no
/// conference ID is drawn that the number ends with.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such bridge, [`ProblemKind::VersionStale`] when it has changed since
/// `seen`, [`ProblemKind::ServiceNumberTaken`] when a bridge has the number, every field's fault at once.
pub async fn register_service_number(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    bridge: BridgeId,
    seen: Option<Version>,
    request: ServiceNumberRequest,
) -> Result<Bridge> {
    let before = load(transaction, bridge, seen).await?;
    let send_email = request.send_email;
    let number = number::registered(request)?;
    let bridges = transaction.bridges().await?;
    let taken = bridges.iter().flat_map(|bridge| &bridge.service_numbers);
    if taken.into_iter().any(|known| known.number == number.number) {
        return Err(ProblemKind::ServiceNumberTaken.into());
    }
    let most = Settings::SERVICE_NUMBERS_MAX;
    if before.service_numbers.len() >= most {
        return Err(Error::field("number", Fault::OutOfRange(0, most as u64)));
    }
    // Meetings that name it are right again.
    transaction.delete_replaced_number(&number.number).await?;
    let becomes_default = number.default || before.service_numbers.is_empty();
    let mut numbers = before.service_numbers.clone();
    numbers.push(number);
    if becomes_default {
        let last = numbers.len() - 1;
        make_default(&mut numbers, last);
    }
    let after =
        save_numbers(transaction, context, before.clone(), numbers, AuditAction::ServiceNumberRegistered)
            .await?;
    tell_of_default(transaction, context, &before, &after, send_email).await?;
    Ok(after)
}
