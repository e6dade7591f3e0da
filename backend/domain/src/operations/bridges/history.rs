//! How full bridges are, and have been. Nobody who assigns an ID counts anything: each bridge is looked at once a day.

use shared::{
    BridgeDay, BridgeHistory, BridgeId, BridgeMeter, BridgeReport, ConferenceIdUsage, Day, Fault,
    ProblemKind, StatisticsRequest, Timestamp,
};

use crate::{Application, Read, Result};

/// So many days are told when nothing else is asked for.
const DAYS_DEFAULT: u32 = 90;
/// So many days are told at most.
const DAYS_MAX: u32 = 366;

fn looked_at(usage: ConferenceIdUsage, day: Day) -> BridgeDay {
    BridgeDay { day, live: usage.assigned, quarantined: usage.quarantined }
}

/// A bridge with its meter.
pub(super) async fn report(
    read: &mut dyn Read,
    bridge: shared::Bridge,
    now: Timestamp,
) -> Result<BridgeReport> {
    let today = Day::of(now);
    let conference_id_usage = read.conference_id_usage(bridge.id).await?;
    let past = read.bridge_days(bridge.id, today.minus(BridgeMeter::RATE_DAYS), today).await?;
    let meter = BridgeMeter::read(&conference_id_usage, &past, today);
    Ok(BridgeReport { bridge, conference_id_usage, meter })
}

/// How a bridge has filled in the last days, up to now.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such bridge, a fault of the field `days`.
pub async fn show_bridge_history(
    read: &mut dyn Read,
    bridge: BridgeId,
    now: Timestamp,
    request: StatisticsRequest,
) -> Result<BridgeHistory> {
    let days = request.days.unwrap_or(DAYS_DEFAULT);
    if !(1..=DAYS_MAX).contains(&days) {
        return Err(ProblemKind::field("days", Fault::OutOfRange(1, DAYS_MAX.into())).into());
    }
    if !read.bridges().await?.iter().any(|known| known.id == bridge) {
        return Err(ProblemKind::NotFound.into());
    }
    let today = Day::of(now);
    let mut days = read.bridge_days(bridge, today.minus(days - 1), today).await?;
    days.retain(|day| day.day < today);
    days.push(looked_at(read.conference_id_usage(bridge).await?, today));
    Ok(BridgeHistory { days })
}

/// Keeps how full each bridge is, once a day. The ledger is counted in a snapshot, so that nobody waits for it.
///
/// # Errors
///
/// Only when the store fails.
pub async fn look_at_bridges(application: &Application) -> Result<()> {
    let today = Day::of(application.now());
    let look = application.in_snapshot(move |read| {
        Box::pin(async move {
            let mut seen = Vec::new();
            for bridge in read.bridges().await? {
                if read.bridge_days(bridge.id, today, today).await?.is_empty() {
                    seen.push((bridge.id, looked_at(read.conference_id_usage(bridge.id).await?, today)));
                }
            }
            Ok(seen)
        })
    });
    let seen = look.await?;
    if seen.is_empty() {
        return Ok(());
    }
    let keep = application.in_transaction(move |transaction| {
        Box::pin(async move {
            for (bridge, day) in &seen {
                transaction.insert_bridge_day(*bridge, day).await?;
            }
            Ok(())
        })
    });
    keep.await
}
