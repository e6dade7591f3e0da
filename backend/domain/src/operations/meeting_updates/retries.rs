//! When a calendar, or a meeting in it, is tried again.

use std::time::Duration;

use shared::Timestamp;

/// How often it is tried again, and how long the waits are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarRetries {
    /// The wait after the first failure; it doubles with every further one.
    pub first_delay: Duration,
    /// The longest wait.
    pub longest_delay: Duration,
    /// After how many failures in a row it is left to people.
    pub attempts: u32,
}

impl Default for CalendarRetries {
    /// Waits of a minute up to six hours; left to people after about four days.
    fn default() -> Self {
        Self { first_delay: Duration::from_mins(1), longest_delay: Duration::from_hours(6), attempts: 24 }
    }
}

impl CalendarRetries {
    /// When it is tried again after this many failures (at least 1); `None` when it is left to people.
    pub(super) fn next_attempt(&self, now: Timestamp, attempts: u32) -> Option<Timestamp> {
        let doublings = attempts.saturating_sub(1).min(31);
        let delay = self.first_delay.saturating_mul(1 << doublings).min(self.longest_delay);
        (attempts < self.attempts).then(|| now.after(delay))
    }
}
