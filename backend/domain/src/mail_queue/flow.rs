//! How many emails leave at a time, and how fast: learnt from what the server refuses.

use std::time::Duration;

use shared::Timestamp;

/// For how long a limit that a server has shown is believed.
const BELIEVED: Duration = Duration::from_mins(10);
/// Emails further apart do not tell how many a server takes in a while.
const LONGEST_GAP: Duration = Duration::from_secs(30);
/// After how many emails the next step up is tried.
const STEP: u32 = 10;
/// What is faster than this is not held back any more.
const FASTEST: Duration = Duration::from_millis(10);
/// A server that takes less than this is not waited for any longer than this between two emails.
const SLOWEST: Duration = Duration::from_mins(5);

/// How many connections there may be.
#[derive(Clone, Debug)]
pub(super) struct Connections {
    max: u32,
    limit: u32,
    passed: u32,
    refused_beyond: Option<(u32, Timestamp)>,
}

impl Connections {
    pub(super) fn new(max: u32) -> Self {
        Self { max: max.max(1), limit: 1, passed: 0, refused_beyond: None }
    }

    pub(super) const fn limit(&self) -> u32 {
        self.limit
    }

    pub(super) fn passed(&mut self, now: Timestamp) {
        self.passed += 1;
        let max = match self.refused_beyond {
            Some((max, until)) if now < until => max,
            Some(_) | None => self.max,
        };
        if self.passed >= 2 * self.limit {
            self.passed = 0;
            self.limit = (self.limit + 1).min(max);
        }
    }

    /// One was too many while so many were open.
    pub(super) fn one_too_many(&mut self, open: u32, now: Timestamp) {
        self.limit = open.saturating_sub(1).clamp(1, self.max);
        self.passed = 0;
        self.refused_beyond = Some((self.limit, now.after(BELIEVED)));
    }

    pub(super) fn back_off(&mut self) {
        self.limit = (self.limit / 2).max(1);
        self.passed = 0;
    }
}

/// How long it is from one email to the next.
#[derive(Clone, Debug)]
pub(super) struct Pace {
    /// What the operator allows.
    least: Duration,
    /// What the server seems to take.
    learnt: Duration,
    /// What was too fast a while ago.
    too_fast: Option<(Duration, Timestamp)>,
    next: Timestamp,
    run: Option<Run>,
    steps: u32,
    was_refused: bool,
}

/// Emails that left close to each other.
#[derive(Clone, Copy, Debug)]
struct Run {
    began: Timestamp,
    last: Timestamp,
    count: u32,
}

impl Pace {
    pub(super) fn new(per_minute: Option<u32>) -> Self {
        let least = per_minute.map_or(Duration::ZERO, |number| Duration::from_mins(1) / number.max(1));
        Self {
            least,
            learnt: Duration::ZERO,
            too_fast: None,
            next: Timestamp::from_milliseconds(0),
            run: None,
            steps: 0,
            was_refused: false,
        }
    }

    pub(super) fn interval(&self) -> Duration {
        self.learnt.max(self.least)
    }

    /// When the next email may leave.
    pub(super) fn next(&self, now: Timestamp) -> Timestamp {
        // A clock that was set back must not stop the queue.
        if self.next.since(now) > self.interval() { now } else { self.next }
    }

    /// An email leaves now.
    pub(super) fn take(&mut self, now: Timestamp) {
        self.next = now.after(self.interval());
    }

    pub(super) fn passed(&mut self, now: Timestamp) {
        self.run = match self.run {
            Some(run) if now.since(run.last) <= LONGEST_GAP.max(2 * self.interval()) => {
                Some(Run { last: now, count: run.count + 1, ..run })
            }
            Some(_) | None => Some(Run { began: now, last: now, count: 1 }),
        };
        self.steps += 1;
        if self.learnt.is_zero() || self.steps < STEP {
            return;
        }
        self.steps = 0;
        let faster = self.learnt.mul_f64(0.9);
        self.learnt = match self.too_fast {
            Some((limit, until)) if now < until => faster.max(limit.min(self.learnt)),
            Some(_) | None if faster < FASTEST => Duration::ZERO,
            Some(_) | None => faster,
        };
    }

    /// The server takes no more for now.
    pub(super) const fn refused(&mut self) {
        self.was_refused = true;
    }

    /// The server takes emails again. How many it took since they began, and how long that was, is about what it allows.
    pub(super) fn resumed(&mut self, now: Timestamp) {
        if !std::mem::take(&mut self.was_refused) {
            return;
        }
        if self.learnt.is_zero() {
            if let Some(run) = self.run.take() {
                self.learnt = (now.since(run.began) / run.count).clamp(FASTEST, SLOWEST);
            }
        } else {
            self.too_fast = Some((self.learnt.mul_f64(1.12), now.after(BELIEVED)));
            self.learnt = self.learnt.mul_f64(1.25).min(SLOWEST);
        }
        self.run = None;
        self.steps = 0;
    }
}
