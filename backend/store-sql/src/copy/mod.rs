//! Copying a whole database into another one, of the same or of the other kind.
//!
//! Rows are entered in the order of their primary keys, in transactions of a few megabytes; so what is there says how far
//! a copy has come that was interrupted. From the first row to the last check the target is marked, and nothing but the
//! copying opens a marked database. In the end every table is read again on both sides, and the checksums must be the
//! same.

mod checksum;
mod derived;
mod error;
mod rows;
mod schema;
mod side;

use domain::SecretHash;
use domain::store::StoreResult;

use self::checksum::checksum;
pub use self::error::{CopyError, CopySide, PlaceError};
use self::schema::Table;
pub use self::side::DatabasePlace;
use self::side::Side;
use crate::connection::Connection;
use crate::sql::{key_fingerprint, unfinished_copy};

/// What was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Whether it went on where an earlier one had stopped.
    pub has_gone_on: bool,
    /// Every table.
    pub tables: Vec<CopiedTable>,
    /// The fingerprint of the key file that belongs to both databases, if one was entered.
    pub key: Option<SecretHash>,
}

/// A table that was copied, and is the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedTable {
    /// Its name.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// The SHA-256 of its rows.
    pub sha256: [u8; 32],
}

/// How far the copying is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyStep<'t> {
    /// So many rows of a table are in the target.
    Copied {
        /// The table.
        table: &'t str,
        /// The rows that are there.
        rows: u64,
        /// The rows there will be.
        of: u64,
    },
    /// So many rows of a table were read again.
    Checked {
        /// The side that is read.
        side: CopySide,
        /// The table.
        table: &'t str,
        /// The rows that were read.
        rows: u64,
    },
}

/// Whoever is told how far it is.
type Tell<'a> = &'a mut (dyn FnMut(CopyStep<'_>) + Send);

/// Copies the source into the target, which must be empty, or the unfinished copy of the same source.
///
/// # Errors
///
/// [`CopyError`]. What was copied until then stays, and the next call goes on after it.
pub async fn copy_database(
    source: &DatabasePlace,
    target: &DatabasePlace,
    tell: Tell<'_>,
) -> Result<Copy, CopyError> {
    let tables = schema::tables()?;
    let mut from = Side::source(source).await?;
    let mut to = Side::target(target).await?;
    let has_gone_on = begin(to.connection(), &tables, &full_name(source)).await?;
    from.begin_reading().await.map_err(of(CopySide::Source))?;
    for table in &tables {
        copy_table(from.connection(), to.connection(), table, tell).await?;
    }
    from.end_reading().await.map_err(of(CopySide::Source))?;
    derived::make(to.connection()).await.map_err(of(CopySide::Target))?;
    let tables = compare(&mut from, &mut to, &tables, tell).await?;
    let key = key_fingerprint::get(to.connection()).await.map_err(of(CopySide::Target))?;
    unfinished_copy::end(to.connection()).await.map_err(of(CopySide::Target))?;
    to.close().await.map_err(of(CopySide::Target))?;
    Ok(Copy { has_gone_on, tables, key })
}

/// A file may have been named from another folder the last time.
fn full_name(place: &DatabasePlace) -> String {
    match place {
        DatabasePlace::File(path) => {
            path.canonicalize().unwrap_or_else(|_| path.clone()).display().to_string()
        }
        DatabasePlace::Postgres(address) => address.to_string(),
    }
}

fn of(side: CopySide) -> impl Fn(domain::StoreError) -> CopyError {
    move |error| CopyError::Failed { side, error }
}

/// Marks an empty target, or finds the mark of the same source; answers whether there was one.
async fn begin(to: &mut dyn Connection, tables: &[Table], source: &str) -> Result<bool, CopyError> {
    let failed = of(CopySide::Target);
    match unfinished_copy::source(to).await.map_err(&failed)? {
        Some(earlier) if earlier == source => return Ok(true),
        Some(source_name) => return Err(CopyError::OtherSource { source_name }),
        None => {}
    }
    for table in tables {
        if rows::last_key(to, table).await.map_err(&failed)?.is_some() {
            return Err(CopyError::NotEmpty { table: table.name.clone() });
        }
    }
    unfinished_copy::begin(to, source).await.map_err(&failed)?;
    Ok(false)
}

/// Copies what is missing of a table.
async fn copy_table(
    from: &mut dyn Connection,
    to: &mut dyn Connection,
    table: &Table,
    tell: Tell<'_>,
) -> Result<(), CopyError> {
    let of_all = rows::count(from, table).await.map_err(of(CopySide::Source))?;
    let mut copied = rows::count(to, table).await.map_err(of(CopySide::Target))?;
    let after = rows::last_key(to, table).await.map_err(of(CopySide::Target))?;
    let mut reader = rows::Reader::new(from, table, after);
    loop {
        let part = reader.read(from).await.map_err(of(CopySide::Source))?;
        if part.is_empty() {
            return Ok(());
        }
        copied += part.len() as u64;
        insert(to, table, part).await.map_err(of(CopySide::Target))?;
        tell(CopyStep::Copied { table: &table.name, rows: copied, of: of_all });
    }
}

/// Enters a part in one transaction.
async fn insert(to: &mut dyn Connection, table: &Table, part: Vec<rows::Values>) -> StoreResult<()> {
    to.run_script("BEGIN").await?;
    if let Err(error) = rows::insert(to, table, part).await {
        // The connection may be gone; then the transaction is too.
        let _ = to.run_script("ROLLBACK").await;
        return Err(error);
    }
    to.run_script("COMMIT").await
}

/// Reads every table on both sides, as they are now.
async fn compare(
    from: &mut Side,
    to: &mut Side,
    tables: &[Table],
    tell: Tell<'_>,
) -> Result<Vec<CopiedTable>, CopyError> {
    let mut sums = Vec::new();
    for (side, database) in [(CopySide::Source, from), (CopySide::Target, to)] {
        database.begin_reading().await.map_err(of(side))?;
        let mut of_side = Vec::new();
        for table in tables {
            let step = &mut |rows| tell(CopyStep::Checked { side, table: &table.name, rows });
            of_side.push(checksum(database.connection(), table, step).await.map_err(of(side))?);
        }
        database.end_reading().await.map_err(of(side))?;
        sums.push(of_side);
    }
    let [in_source, in_target] = [&sums[0], &sums[1]];
    let differing = tables.iter().zip(in_source.iter().zip(in_target));
    let differing: Vec<String> =
        differing.filter(|(_, (left, right))| left != right).map(|(table, _)| table.name.clone()).collect();
    if !differing.is_empty() {
        return Err(CopyError::Differs { tables: differing });
    }
    let copied = tables.iter().zip(in_source);
    Ok(copied
        .map(|(table, sum)| CopiedTable { name: table.name.clone(), rows: sum.rows, sha256: sum.sha256 })
        .collect())
}
