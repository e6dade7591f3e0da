//! How work that writes begins: beside others, or alone.
//!
//! A serialization failure need not mean that two changed the same. PostgreSQL notes what was read by whole pages of an
//! index, so neighbours are in each other's way; and where it looks through a whole table, which it prefers to do while
//! the table is small, all are. So it is told to prefer indexes, and whoever has failed a few times takes a turn: nobody
//! fails for ever while others get on.
//!
//! The turn is a lock on a table that no work touches. `LOCK TABLE` takes no snapshot: work that begins after it sees what
//! those did for whom it waited. Others wait while somebody is alone or wants to be; who reads never waits.

/// After so many attempts that failed, work is run alone.
const FAILED_BESIDE_OTHERS: u32 = 5;

const BESIDE_OTHERS: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL enable_seqscan = off; \
                             LOCK TABLE migrations IN ROW SHARE MODE";
/// All who hold the lock above are waited for.
const ALONE: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL enable_seqscan = off; \
                     LOCK TABLE migrations IN EXCLUSIVE MODE";

/// Begins this attempt, the first of which is number 1.
pub(super) const fn begin(attempt: u32) -> &'static str {
    if attempt > FAILED_BESIDE_OTHERS { ALONE } else { BESIDE_OTHERS }
}
