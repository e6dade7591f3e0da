//! One bridge.

use shared::{BridgeId, BridgeReport, ProblemKind, Timestamp};

use super::history::report;
use crate::{Read, Result};

/// A bridge with its meter.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such bridge.
pub async fn show_bridge(read: &mut dyn Read, id: BridgeId, now: Timestamp) -> Result<BridgeReport> {
    let found = read.bridges().await?.into_iter().find(|bridge| bridge.id == id);
    let bridge = found.ok_or(ProblemKind::NotFound)?;
    report(read, bridge, now).await
}
