//! Changing a service number.

use shared::{AuditAction, Bridge, BridgeId, Fault, PhoneNumber, ProblemKind, ServiceNumberRequest, Version};

use super::{load, make_default, number, save_numbers, tell_of_default};
use crate::{Error, OperationContext, Result, Transaction};

/// Changes what is known of a number, or makes it the default one. It cannot become another number: register that, and
/// unregister this one. Without a difference the bridge keeps its version.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such bridge, or it has no such number; [`ProblemKind::VersionStale`] when
/// the bridge has changed since `seen`; every field's fault at once.
pub async fn update_service_number(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    bridge: BridgeId,
    number: &PhoneNumber,
    seen: Option<Version>,
    request: ServiceNumberRequest,
) -> Result<Bridge> {
    let before = load(transaction, bridge, seen).await?;
    let place = before.service_numbers.iter().position(|known| known.number == *number);
    let place = place.ok_or(ProblemKind::NotFound)?;
    if request.number.is_some() {
        return Err(Error::field("number", Fault::UnknownValue));
    }
    let mut numbers = before.service_numbers.clone();
    let send_email = request.send_email;
    if request.default == Some(true) && numbers[place].replacement.is_some() {
        return Err(Error::field("default", Fault::NotOfBridge(number.clone())));
    }
    numbers[place] = number::changed(numbers[place].clone(), request)?;
    if numbers[place].default {
        make_default(&mut numbers, place);
    }
    let after =
        save_numbers(transaction, context, before.clone(), numbers, AuditAction::ServiceNumberUpdated)
            .await?;
    tell_of_default(transaction, context, &before, &after, send_email).await?;
    Ok(after)
}
