//! What follows from the rows, and is made in the copy when they are all there.

use domain::store::StoreResult;

use crate::connection::Connection;

const INDEXES_OF_TEXT: &str = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'";
/// The columns that a new row gets the next number of.
const NUMBERED: &str = "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns \
                        WHERE table_schema = current_schema() \
                        AND (column_default LIKE 'nextval(%' OR is_identity = 'YES')";

/// Makes indexes and counters anew.
pub(super) async fn make(connection: &mut dyn Connection) -> StoreResult<()> {
    if connection.dialect().is_sqlite { in_sqlite(connection).await } else { in_postgres(connection).await }
}

/// SQLite counts by itself; its indexes of text follow only whoever writes to them.
async fn in_sqlite(connection: &mut dyn Connection) -> StoreResult<()> {
    for mut row in connection.query(INDEXES_OF_TEXT, &[]).await? {
        let name: String = row.take()?;
        let statement = format!("INSERT INTO \"{name}\" (\"{name}\") VALUES ('rebuild')");
        connection.execute(&statement, &[]).await?;
    }
    Ok(())
}

/// PostgreSQL's indexes follow the rows; its counters know nothing of rows that brought their number.
async fn in_postgres(connection: &mut dyn Connection) -> StoreResult<()> {
    for mut row in connection.query(NUMBERED, &[]).await? {
        let (table, column): (String, String) = (row.take()?, row.take()?);
        let statement = format!(
            "SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), \
             (SELECT COALESCE(MAX(\"{column}\"), 0) + 1 FROM \"{table}\"), FALSE)"
        );
        connection.query(&statement, &[]).await?;
    }
    // Its planner does not know yet how much there is of what.
    connection.run_script("ANALYZE").await
}
