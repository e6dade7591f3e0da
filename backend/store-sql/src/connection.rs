//! The seam between the statements and a database.

use async_trait::async_trait;
use domain::store::StoreResult;

use crate::value::{Row, Value};

/// A connection to a database, inside of a transaction.
///
/// Parameters are written `$1`, `$2` and so on, and each appears for the first time in that order: then SQLite,
/// which takes them for names, numbers them as PostgreSQL does.
#[async_trait]
pub(crate) trait Connection: Send {
    /// What this database does in its own way.
    fn dialect(&self) -> &'static Dialect;

    /// Runs a statement; says how many rows it changed.
    async fn execute(&mut self, statement: &str, parameters: &[Value]) -> StoreResult<u64>;

    /// Runs a query.
    async fn query(&mut self, statement: &str, parameters: &[Value]) -> StoreResult<Vec<Row>>;

    /// Runs several statements without parameters.
    async fn run_script(&mut self, script: &str) -> StoreResult<()>;
}

/// What a database does in its own way.
pub(crate) struct Dialect {
    /// Begins a transaction that will write.
    pub(crate) begin: &'static str,
    /// Goes behind a `SELECT` of rows that will be changed, so that others take other rows meanwhile.
    pub(crate) lock_rows: &'static str,
    /// Before a column: no index is to be used for it.
    pub(crate) no_index: &'static str,
    /// What stands before and behind a query for the numbers of users among which a user's number must be.
    pub(crate) number_among: (&'static str, &'static str),
    /// How parts of words are found by an index that must be asked by name.
    pub(crate) substring_index: Option<&'static SubstringIndex>,
    /// Turns a migration that is for every database into this one's words.
    pub(crate) translate: fn(&str) -> String,
    /// Whether a migration's part for SQLite is wanted.
    pub(crate) is_sqlite: bool,
}

/// An index that finds the users in whose search text something occurs.
pub(crate) struct SubstringIndex {
    /// The least number of characters that it can find.
    pub(crate) characters: usize,
    /// Adds a query for the numbers of the users in whose text all of these occur.
    pub(crate) select: fn(&mut Statement, &[&str]),
    /// How it follows the users, if the database does not see to that.
    pub(crate) upkeep: Option<IndexUpkeep>,
}

/// The statements by which an index follows the users.
pub(crate) struct IndexUpkeep {
    /// Enters a user's number and text.
    pub(crate) insert: &'static str,
    /// Takes a user's number and text out; the text must be the one that was entered.
    pub(crate) remove: &'static str,
}

impl Dialect {
    /// How the index of substrings follows the users, if Konfid must see to that.
    pub(crate) fn index_upkeep(&self) -> Option<&'static IndexUpkeep> {
        self.substring_index.and_then(|index| index.upkeep.as_ref())
    }
}

/// The only row of a query, if there is one.
pub(crate) async fn query_one(
    connection: &mut dyn Connection,
    statement: &str,
    parameters: &[Value],
) -> StoreResult<Option<Row>> {
    Ok(connection.query(statement, parameters).await?.into_iter().next())
}

/// A statement that is put together, with its parameters.
#[derive(Default)]
pub(crate) struct Statement {
    pub(crate) text: String,
    pub(crate) parameters: Vec<Value>,
}

impl Statement {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), parameters: Vec::new() }
    }

    /// Adds text.
    pub(crate) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a parameter.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.parameters.push(value.into());
        self.text.push('$');
        self.text.push_str(&self.parameters.len().to_string());
        self
    }

    pub(crate) async fn query(&self, connection: &mut dyn Connection) -> StoreResult<Vec<Row>> {
        connection.query(&self.text, &self.parameters).await
    }

    pub(crate) async fn execute(&self, connection: &mut dyn Connection) -> StoreResult<u64> {
        connection.execute(&self.text, &self.parameters).await
    }
}
