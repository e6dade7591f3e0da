//! Phone bridges.

use shared::{BridgeReport, Timestamp};

use super::history::report;
use crate::{Read, Result};

/// All bridges, each with its meter.
///
/// # Errors
///
/// Only when the store fails.
pub async fn list_bridges(read: &mut dyn Read, now: Timestamp) -> Result<Vec<BridgeReport>> {
    let mut reports = Vec::new();
    for bridge in read.bridges().await? {
        reports.push(report(read, bridge, now).await?);
    }
    Ok(reports)
}
