//! Adding a bridge.

use shared::{AuditAction, AuditDetail, AuditField, Bridge, BridgeId, FieldChange};

use super::check_name;
use crate::{Error, OperationContext, Result, StoreError, Transaction};

/// Adds a bridge without service numbers. It is the default one only when somebody makes it so.
///
/// # Errors
///
/// A fault of the field `name`; [`StoreError::Conflict`] when somebody adds another at the same moment.
pub async fn create_bridge(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    name: &str,
) -> Result<Bridge> {
    let name = check_name(name)?;
    let last = transaction.bridges().await?.iter().map(|bridge| bridge.id.number()).max().unwrap_or_default();
    let id = last.checked_add(1).and_then(BridgeId::from_number);
    let id =
        id.ok_or_else(|| Error::Store(StoreError::Broken("there is no number for a bridge left".into())))?;
    let bridge = Bridge { id, name, default: false, ..Bridge::first() };
    transaction.insert_bridge(&bridge).await.map_err(StoreError::after_check)?;
    let fields = FieldChange::of(AuditField::BridgeName, None, Some(&bridge.name)).into_iter().collect();
    context.audit(transaction, AuditAction::BridgeAdded, None, Some(AuditDetail::Changes { fields })).await?;
    Ok(bridge)
}
