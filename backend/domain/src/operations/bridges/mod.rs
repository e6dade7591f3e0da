//! Phone bridges and their service numbers.

mod create;
mod history;
mod list;
mod number;
mod numbering;
mod register_number;
mod replacement;
mod show;
mod unregister_number;
mod update;
mod update_number;

use shared::{
    AuditAction, AuditDetail, AuditField, Bridge, BridgeId, DialInFilter, FieldChange, JobWork, ProblemKind,
    ServiceNumber, UserFilter, Version,
};

use super::jobs::{WhoseRows, start_job};
use super::users;
use crate::{Error, OperationContext, Result, StoreError, Transaction};

pub use create::create_bridge;
pub use history::{look_at_bridges, show_bridge_history};
pub use list::list_bridges;
pub use numbering::check_number;
pub use register_number::register_service_number;
pub use replacement::number_impact;
pub use show::show_bridge;
pub use unregister_number::unregister_service_number;
pub use update::update_bridge;
pub use update_number::update_service_number;

pub(crate) use replacement::{call_off_replacement, finish_replacement};

const NAME_LENGTH_MAX: usize = 120;

fn check_name(name: &str) -> Result<String> {
    users::check_name("name", name, NAME_LENGTH_MAX)
}

/// The bridge, if it is as it was when it was seen.
async fn load(transaction: &mut dyn Transaction, id: BridgeId, seen: Option<Version>) -> Result<Bridge> {
    let found = transaction.bridges().await?.into_iter().find(|bridge| bridge.id == id);
    let bridge = found.ok_or(ProblemKind::NotFound)?;
    if seen.is_some_and(|seen| seen != bridge.version) {
        return Err(ProblemKind::VersionStale.into());
    }
    Ok(bridge)
}

/// Keeps the bridge under its next version.
async fn save(transaction: &mut dyn Transaction, bridge: Bridge) -> Result<Bridge> {
    let expected = bridge.version;
    let bridge = Bridge { version: expected.next(), ..bridge };
    let is_updated = transaction.update_bridge(&bridge, expected).await.map_err(|error| match error {
        StoreError::AlreadyExists => Error::from(ProblemKind::ServiceNumberTaken),
        error => error.into(),
    })?;
    if is_updated { Ok(bridge) } else { Err(StoreError::Conflict.into()) }
}

/// Makes the number at this place the default one, and only this.
fn make_default(numbers: &mut [ServiceNumber], place: usize) {
    for (at, number) in numbers.iter_mut().enumerate() {
        number.default = at == place;
    }
}

/// Has a job tell the enabled users who have no number of their own, when the default number is another one and that is
/// wanted.
async fn tell_of_default(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    before: &Bridge,
    after: &Bridge,
    send_email: Option<bool>,
) -> Result<()> {
    let default = |bridge: &Bridge| bridge.default_number().map(|number| number.number.clone());
    if send_email == Some(true) && default(before).is_some() && default(before) != default(after) {
        let work = JobWork::ReplaceNumber { bridge: after.id, send_email };
        let filter = UserFilter { dial_in: Some(DialInFilter::Enabled), ..UserFilter::default() };
        start_job(transaction, context, work, WhoseRows::Matching(filter)).await?;
    }
    Ok(())
}

/// Keeps the bridge, and writes into the audit log how its numbers have changed.
async fn save_numbers(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    before: Bridge,
    numbers: Vec<ServiceNumber>,
    action: AuditAction,
) -> Result<Bridge> {
    let change = FieldChange::of(AuditField::ServiceNumbers, Some(&before.service_numbers), Some(&numbers));
    let Some(change) = change else { return Ok(before) };
    let bridge = save(transaction, Bridge { service_numbers: numbers, ..before }).await?;
    context.audit(transaction, action, None, Some(AuditDetail::Changes { fields: vec![change] })).await?;
    Ok(bridge)
}
