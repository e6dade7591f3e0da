//! Changing a bridge.

use shared::{
    AuditAction, AuditDetail, AuditField, Bridge, BridgeId, Fault, FieldChange, InvalidField, ProblemKind,
    Settings, UpdateBridgeRequest, Version,
};

use super::{check_name, load, save};
use crate::{Error, OperationContext, Result, Transaction, default_bridge};

/// Renames a bridge, gives it a quarantine of its own, or makes it the default one, which new users belong to. Users stay
/// on the bridge that they have, and IDs that are in quarantine already stay there until the day that was set.
/// Without a difference it keeps its version.
///
/// # Errors
///
/// [`NotFound`](shared::ProblemKind::NotFound) when there is no such bridge,
/// [`VersionStale`](shared::ProblemKind::VersionStale) when it has changed since `seen`, every field's fault at once.
pub async fn update_bridge(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: BridgeId,
    seen: Option<Version>,
    request: UpdateBridgeRequest,
) -> Result<Bridge> {
    let before = load(transaction, id, seen).await?;
    if before.default && request.default == Some(false) {
        return Err(Error::field("default", Fault::StaysDefault));
    }
    let mut faults = Vec::new();
    let name = match request.name.as_deref().map(check_name) {
        None => before.name.clone(),
        Some(Ok(name)) => name,
        Some(Err(Error::Problem(ProblemKind::InvalidFields(found)))) => {
            faults.extend(found);
            before.name.clone()
        }
        Some(Err(error)) => return Err(error),
    };
    let quarantine_days = quarantine(&STATIC, request.quarantine_days, before.quarantine_days, &mut faults);
    let dynamic_quarantine_days =
        quarantine(&DYNAMIC, request.dynamic_quarantine_days, before.dynamic_quarantine_days, &mut faults);
    if !faults.is_empty() {
        return Err(ProblemKind::InvalidFields(faults).into());
    }
    let becomes_default = request.default == Some(true) && !before.default;
    let after = Bridge {
        name,
        default: before.default || becomes_default,
        quarantine_days,
        dynamic_quarantine_days,
        ..before.clone()
    };
    if after == before {
        return Ok(before);
    }
    let mut fields = changes(&before, &after);
    if becomes_default {
        // There is never more than one: the other one stops first.
        let other = default_bridge(transaction).await?;
        fields.extend(FieldChange::of(AuditField::DefaultBridge, Some(&other.name), Some(&after.name)));
        save(transaction, Bridge { default: false, ..other }).await?;
    }
    let bridge = save(transaction, after).await?;
    let detail = AuditDetail::Changes { fields };
    context.audit(transaction, AuditAction::BridgeUpdated, None, Some(detail)).await?;
    Ok(bridge)
}

/// A quarantine that a bridge may have of its own: its field, and its limits, which are those of the settings.
struct Quarantine {
    field: &'static str,
    least: u16,
    most: u16,
}

const STATIC: Quarantine = Quarantine {
    field: "quarantineDays",
    least: Settings::QUARANTINE_DAYS_MIN,
    most: Settings::QUARANTINE_DAYS_MAX,
};

const DYNAMIC: Quarantine = Quarantine {
    field: "dynamicQuarantineDays",
    least: Settings::DYNAMIC_QUARANTINE_DAYS_MIN,
    most: Settings::DYNAMIC_QUARANTINE_DAYS_MAX,
};

/// The days as they are wanted; as they were when nothing is asked for, or something that is not allowed.
#[expect(clippy::option_option, reason = "missing, `null` and a value are three different things")]
fn quarantine(
    of: &Quarantine,
    wanted: Option<Option<u16>>,
    before: Option<u16>,
    faults: &mut Vec<InvalidField>,
) -> Option<u16> {
    let Some(wanted) = wanted else { return before };
    if wanted.is_some_and(|days| !(of.least..=of.most).contains(&days)) {
        let fault = Fault::OutOfRange(of.least.into(), of.most.into());
        faults.push(InvalidField { field: of.field, fault });
    }
    wanted
}

/// What has changed, and of which bridge.
fn changes(before: &Bridge, after: &Bridge) -> Vec<FieldChange> {
    let name = FieldChange::of(AuditField::BridgeName, Some(&before.name), Some(&after.name));
    let days = [
        FieldChange::of(
            AuditField::QuarantineDays,
            before.quarantine_days.as_ref(),
            after.quarantine_days.as_ref(),
        ),
        FieldChange::of(
            AuditField::DynamicQuarantineDays,
            before.dynamic_quarantine_days.as_ref(),
            after.dynamic_quarantine_days.as_ref(),
        ),
    ];
    let days: Vec<_> = days.into_iter().flatten().collect();
    let named =
        (name.is_none() && !days.is_empty()).then(|| FieldChange::named(AuditField::BridgeName, &after.name));
    name.into_iter().chain(named).chain(days).collect()
}
