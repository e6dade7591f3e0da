//! A checksum of a whole table, which is the same in every database that holds the same.

use domain::store::StoreResult;
use sha2::{Digest as _, Sha256};

use super::rows::Reader;
use super::schema::Table;
use crate::connection::Connection;
use crate::value::Value;

/// How many rows a table has, and the SHA-256 of all of them in the order of the primary key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Checksum {
    pub(super) rows: u64,
    pub(super) sha256: [u8; 32],
}

/// Reads the whole table. `step` is called now and then with the number of rows.
pub(super) async fn checksum(
    connection: &mut dyn Connection,
    table: &Table,
    step: &mut (dyn FnMut(u64) + Send),
) -> StoreResult<Checksum> {
    let mut hasher = Sha256::new();
    for column in &table.columns {
        enter(&mut hasher, &Value::Text(column.name.clone()));
    }
    let mut reader = Reader::new(connection, table, None);
    let mut rows = 0;
    loop {
        let part = reader.read(connection).await?;
        if part.is_empty() {
            return Ok(Checksum { rows, sha256: hasher.finalize().into() });
        }
        rows += part.len() as u64;
        part.iter().flatten().for_each(|value| enter(&mut hasher, value));
        step(rows);
    }
}

/// A value with its kind and its length, so that no two rows look the same that are not.
fn enter(hasher: &mut Sha256, value: &Value) {
    let mut bytes = |kind: u8, bytes: &[u8]| {
        hasher.update([kind]);
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    match value {
        Value::Null => bytes(0, &[]),
        Value::Integer(number) => bytes(1, &number.to_be_bytes()),
        // PostgreSQL cannot hold this character; the store replaces it there.
        Value::Text(text) if text.contains('\0') => bytes(2, text.replace('\0', "\u{fffd}").as_bytes()),
        Value::Text(text) => bytes(2, text.as_bytes()),
        Value::Bytes(value) => bytes(3, value),
        // SQLite knows identifiers as bytes.
        Value::Uuid(uuid) => bytes(3, uuid.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[Value]) -> [u8; 32] {
        let mut hasher = Sha256::new();
        for value in values {
            enter(&mut hasher, value);
        }
        hasher.finalize().into()
    }

    #[test]
    fn values_are_told_apart() {
        let text = |text: &str| Value::Text(text.into());
        assert_ne!(of(&[text("ab"), text("c")]), of(&[text("a"), text("bc")]));
        assert_ne!(of(&[text("")]), of(&[Value::Null]));
        assert_ne!(of(&[text("a")]), of(&[Value::Bytes(b"a".to_vec())]));
        assert_ne!(of(&[Value::Integer(1)]), of(&[Value::Integer(-1)]));
        let uuid = uuid::Uuid::from_u128(7);
        assert_eq!(of(&[Value::Uuid(uuid)]), of(&[Value::Bytes(uuid.as_bytes().to_vec())]));
    }
}
