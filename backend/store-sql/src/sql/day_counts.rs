//! What was counted on days that are over.

use domain::store::StoreResult;
use shared::{Day, DayCounts};

use crate::connection::Connection;
use crate::value::values;

pub(super) async fn list(
    connection: &mut dyn Connection,
    first: Day,
    last: Day,
) -> StoreResult<Vec<DayCounts>> {
    let statement =
        "SELECT day, resets, enabled, disabled FROM day_counts WHERE day >= $1 AND day <= $2 ORDER BY day";
    let rows = connection.query(statement, values![first.number(), last.number()]).await?;
    rows.into_iter()
        .map(|mut row| {
            Ok(DayCounts {
                day: Day::from_number(row.take()?),
                resets: row.take()?,
                enabled: row.take()?,
                disabled: row.take()?,
            })
        })
        .collect()
}

pub(super) async fn insert(connection: &mut dyn Connection, counts: &DayCounts) -> StoreResult<()> {
    let statement = "INSERT INTO day_counts (day, resets, enabled, disabled) VALUES ($1, $2, $3, $4) \
                     ON CONFLICT (day) DO NOTHING";
    let DayCounts { day, resets, enabled, disabled } = *counts;
    connection.execute(statement, values![day.number(), resets, enabled, disabled]).await?;
    Ok(())
}
