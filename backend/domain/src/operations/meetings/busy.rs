//! Until when somebody is in planned meetings.

use std::time::Duration;

use shared::{Timestamp, UserId};

use crate::planning::occurrences;
use crate::{Read, Result};

/// People call in somewhat early, and talk somewhat longer.
const MARGIN: Duration = Duration::from_mins(5);
/// Nobody looks further ahead than this.
const HORIZON: Duration = Duration::from_hours(24 * 7);

/// Whether somebody is in a planned meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Busy {
    /// There is no planned meeting now, nor in the next few minutes.
    Free,
    /// Until this moment, when there is none and none begins within minutes.
    Until(Timestamp),
    /// One meeting follows the other for longer than anybody looks ahead.
    Always,
}

/// Until when the user is in planned meetings of theirs; meetings that follow each other within minutes are one. Looking a
/// series through takes long, so this is for a snapshot and not for a transaction that others wait for.
pub(crate) async fn busy(read: &mut dyn Read, user: UserId, now: Timestamp) -> Result<Busy> {
    let (from, until) = (now.before(MARGIN), now.after(HORIZON));
    let meetings = read.meetings_during(user, from, until).await?;
    let mut taken: Vec<(Timestamp, Timestamp)> =
        meetings.iter().flat_map(|meeting| occurrences(meeting, from, until)).collect();
    taken.sort_unstable();
    let mut free_at = now;
    for (begins, ends) in taken {
        if begins.before(MARGIN) <= free_at {
            free_at = free_at.max(ends.after(MARGIN));
        }
    }
    Ok(if free_at == now {
        Busy::Free
    } else if free_at > until {
        Busy::Always
    } else {
        Busy::Until(free_at)
    })
}
