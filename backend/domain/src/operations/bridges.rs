//! Phone bridges.

use shared::BridgeReport;

use crate::{Read, Result};

/// All bridges, each with how many of its conference IDs are in use.
///
/// # Errors
///
/// Only when the store fails.
pub async fn list_bridges(read: &mut dyn Read) -> Result<Vec<BridgeReport>> {
    let mut reports = Vec::new();
    for bridge in read.bridges().await? {
        let conference_id_usage = read.conference_id_usage(bridge.id).await?;
        reports.push(BridgeReport { bridge, conference_id_usage });
    }
    Ok(reports)
}
