//! The driver's errors stay inside.

use std::error::Error as _;

use deadpool_postgres::{PoolError, TimeoutType};
use domain::StoreError;
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

/// What PostgreSQL's answer means.
pub(super) fn store_error(error: &Error) -> StoreError {
    let what = describe(error);
    let Some(code) = error.code() else {
        // It did not answer, or what it answered cannot be read.
        let is_connection = error.is_closed() || caused_by_io(error);
        return if is_connection { StoreError::Unavailable(what) } else { StoreError::Broken(what) };
    };
    match *code {
        SqlState::UNIQUE_VIOLATION => StoreError::AlreadyExists,
        SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => StoreError::Conflict,
        SqlState::QUERY_CANCELED => StoreError::TooSlow,
        SqlState::LOCK_NOT_AVAILABLE | SqlState::TOO_MANY_CONNECTIONS => StoreError::Busy,
        // The server became a stand-by.
        SqlState::READ_ONLY_SQL_TRANSACTION => StoreError::Unavailable(what),
        // No connection, no right to one, no room, stopping, a failing disk.
        _ if ["08", "28", "53", "57", "58"].iter().any(|class| code.code().starts_with(class)) => {
            StoreError::Unavailable(what)
        }
        _ => StoreError::Broken(what),
    }
}

/// Why there is no connection to work with.
pub(super) fn pool_error(error: &PoolError) -> StoreError {
    match error {
        PoolError::Timeout(TimeoutType::Wait) => StoreError::Busy,
        PoolError::Backend(error) => store_error(error),
        PoolError::Timeout(TimeoutType::Create | TimeoutType::Recycle)
        | PoolError::Closed
        | PoolError::NoRuntimeSpecified
        | PoolError::PostCreateHook(_) => StoreError::Unavailable(error.to_string()),
    }
}

/// What happened, without values: PostgreSQL's details quote the rows, and so names and whole IDs.
pub(super) fn describe(error: &Error) -> String {
    if let Some(answer) = error.as_db_error() {
        return format!("{} ({})", answer.message(), answer.code().code());
    }
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

fn caused_by_io(error: &Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error.is::<std::io::Error>() {
            return true;
        }
        cause = error.source();
    }
    false
}
