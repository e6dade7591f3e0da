//! The policy of the outbox, without a clock, a store or a network.
//!
//! What a server has against one email concerns that email. What it has against all of them pauses the queue: nothing is
//! counted against any email, and one email at a time tries whether it goes on, longer and longer apart. If another email
//! passes after one was refused, the refusal concerned the first alone, and the next one like it counts against it; so one
//! email never holds up the others for ever.

mod flow;
mod reply;

use std::collections::BTreeMap;
use std::time::Duration;

use shared::{MailId, Timestamp, Version};

use self::flow::{Connections, Pace};
pub use self::reply::{DialogueStage, MailConcern, QueueTrouble, concern};

/// How many emails are suspected at most of being refused on their own.
const SUSPECTS_MAX: usize = 10_000;
/// A pause because there were too many emails is mentioned when so many attempts have failed; shorter ones are usual.
const MENTIONED_AFTER: u32 = 4;

/// How the queue behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueOptions {
    /// How many connections there are at most.
    pub connections: u32,
    /// How many emails leave in a minute at most.
    pub per_minute: Option<u32>,
    /// The first pause; it doubles with every failure.
    pub first_pause: Duration,
    /// The first pause when there were too many emails or connections; it grows by half with every failure.
    pub busy_pause: Duration,
    /// The longest pause.
    pub longest_pause: Duration,
}

impl Default for QueueOptions {
    fn default() -> Self {
        Self {
            connections: 4,
            per_minute: None,
            first_pause: Duration::from_secs(5),
            busy_pause: Duration::from_secs(1),
            longest_pause: Duration::from_mins(5),
        }
    }
}

/// Why nothing leaves for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuePause {
    /// What the trouble is.
    pub trouble: QueueTrouble,
    /// In the server's words, where it said something.
    pub error: String,
    /// Since when.
    pub since: Timestamp,
    /// When the next email is tried.
    pub next_at: Timestamp,
    failures: u32,
    probing: bool,
}

impl QueuePause {
    /// Whether people should hear of it.
    pub const fn is_mentioned(&self) -> bool {
        match self.trouble {
            QueueTrouble::Busy => self.failures >= MENTIONED_AFTER,
            QueueTrouble::Connection
            | QueueTrouble::SignIn
            | QueueTrouble::Sender
            | QueueTrouble::Refused => true,
        }
    }
}

/// The right to send one email; it is given back with [`MailQueue::finish`].
#[derive(Debug, PartialEq, Eq)]
pub struct Turn {
    mail: MailId,
    epoch: u64,
    is_probe: bool,
}

/// Whether an email may be sent now.
#[derive(Debug, PartialEq, Eq)]
pub enum Entry {
    /// Now.
    Go(Turn),
    /// Not before then.
    NotBefore(Timestamp),
    /// When another has finished.
    Full,
    /// Not now: the queue is paused, so the email is given back.
    Closed,
}

/// How it went with an email.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was accepted.
    Passed,
    /// It was not tried.
    NotTried,
    /// The server has something against this email.
    Mail,
    /// All of it was written, and nobody knows whether the server has it.
    Unanswered(String),
    /// The server has something against every email.
    Queue {
        /// What it is.
        trouble: QueueTrouble,
        /// In the server's words.
        error: String,
        /// Whether it came before the email was spoken of.
        while_connecting: bool,
    },
}

/// What a failure means for the email.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// The attempt counts.
    Counts,
    /// It does not; the email is due again then, behind those that were not tried.
    DoesNotCount {
        /// When it is due.
        again_at: Timestamp,
    },
}

/// The queue.
#[derive(Clone, Debug)]
pub struct MailQueue {
    options: QueueOptions,
    pause: Option<QueuePause>,
    /// Counts pauses and their ends: what began before tells nothing about what comes after.
    epoch: u64,
    in_hand: u32,
    connections: Connections,
    pace: Pace,
    /// How often each email was refused for something that concerns all, before others passed.
    suspects: BTreeMap<MailId, u32>,
    /// The same in this pause; nobody has passed yet.
    struck: BTreeMap<MailId, u32>,
    settings: Option<Version>,
}

impl MailQueue {
    /// A queue of which nothing is known.
    pub fn new(options: QueueOptions) -> Self {
        Self {
            options,
            pause: None,
            epoch: 0,
            in_hand: 0,
            connections: Connections::new(options.connections),
            pace: Pace::new(options.per_minute),
            suspects: BTreeMap::new(),
            struck: BTreeMap::new(),
            settings: None,
        }
    }

    /// Why nothing leaves, while nothing does.
    pub const fn pause(&self) -> Option<&QueuePause> {
        self.pause.as_ref()
    }

    /// When the queue can take an email: it may be in the past.
    pub fn opens_at(&self, now: Timestamp) -> Timestamp {
        match &self.pause {
            // What becomes of that email is written down, and that wakes the worker.
            Some(pause) if pause.probing => now.after(self.options.longest_pause),
            Some(pause) => self.next_probe(pause, now),
            None => self.pace.next(now),
        }
    }

    /// How many of so many emails it is worth taking from the store now.
    pub fn appetite(&self, limit: u32, now: Timestamp) -> u32 {
        match &self.pause {
            Some(pause) if pause.probing || now < self.next_probe(pause, now) => 0,
            Some(_) => limit.min(1),
            None => {
                let interval = self.pace.interval().as_millis();
                let soon = Duration::from_secs(5).as_millis().checked_div(interval);
                soon.map_or(limit, |soon| limit.min(u32::try_from(soon).unwrap_or(limit).max(1)))
            }
        }
    }

    /// Asks to send an email now.
    pub fn enter(&mut self, mail: MailId, now: Timestamp) -> Entry {
        let next_probe = self.pause.as_ref().map(|pause| self.next_probe(pause, now));
        let is_probe = match (&mut self.pause, next_probe) {
            (Some(pause), Some(at)) if !pause.probing && now >= at => {
                pause.probing = true;
                true
            }
            (Some(_), _) => return Entry::Closed,
            (None, _) if self.in_hand >= self.connections.limit() => return Entry::Full,
            (None, _) => {
                let next = self.pace.next(now);
                if now < next {
                    return Entry::NotBefore(next);
                }
                false
            }
        };
        self.pace.take(now);
        self.in_hand += 1;
        Entry::Go(Turn { mail, epoch: self.epoch, is_probe })
    }

    /// Says how it went, and hears what that means for the email.
    #[expect(clippy::needless_pass_by_value, reason = "a turn is given back once")]
    pub fn finish(&mut self, turn: Turn, answer: Answer, now: Timestamp) -> Ruling {
        let open = self.in_hand;
        self.in_hand = self.in_hand.saturating_sub(1);
        let is_current = turn.epoch == self.epoch;
        match answer {
            Answer::NotTried => {
                self.another_may_try(&turn, now);
                Ruling::Counts
            }
            Answer::Passed => {
                self.suspects.remove(&turn.mail);
                self.struck.remove(&turn.mail);
                self.connections.passed(now);
                self.pace.passed(now);
                if is_current {
                    self.resume(now);
                }
                Ruling::Counts
            }
            Answer::Mail => {
                match self.pause.as_ref().map(|pause| pause.trouble) {
                    // Whoever talks about one email has let Konfid in.
                    Some(QueueTrouble::Connection | QueueTrouble::SignIn | QueueTrouble::Busy)
                        if is_current =>
                    {
                        self.resume(now);
                    }
                    Some(_) | None => self.another_may_try(&turn, now),
                }
                Ruling::Counts
            }
            Answer::Unanswered(error) => {
                self.trouble(&turn, QueueTrouble::Connection, error, now);
                Ruling::Counts
            }
            Answer::Queue { trouble, error, while_connecting } => {
                if self.pause.is_none() && !while_connecting && self.concerns_it_alone(&turn, trouble) {
                    return Ruling::Counts;
                }
                if is_current && !while_connecting && self.struck.len() < SUSPECTS_MAX {
                    *self.struck.entry(turn.mail).or_insert(0) += 1;
                }
                if is_current && self.pause.is_none() && trouble == QueueTrouble::Busy {
                    if while_connecting && open > 1 {
                        self.connections.one_too_many(open, now);
                    } else {
                        self.connections.back_off();
                        self.pace.refused();
                    }
                }
                self.trouble(&turn, trouble, error, now);
                let again_at = self.pause.as_ref().map_or(now, |pause| pause.next_at);
                Ruling::DoesNotCount { again_at }
            }
        }
    }

    /// An email that has no place in the queue, such as a test, was accepted, or the server lets Konfid in.
    pub fn passed_beside(&mut self, now: Timestamp) {
        self.resume(now);
    }

    /// An attempt beside the queue failed for something that concerns every email.
    pub fn failed_beside(&mut self, trouble: QueueTrouble, error: String, now: Timestamp) {
        if let Some(pause) = &mut self.pause {
            (pause.trouble, pause.error) = (trouble, error);
            return;
        }
        let turn = Turn { mail: MailId::from_uuid(uuid::Uuid::nil()), epoch: self.epoch, is_probe: false };
        self.trouble(&turn, trouble, error, now);
    }

    /// Somebody asks for another attempt, or has changed something: it is made at once.
    pub fn nudge(&mut self, now: Timestamp) {
        if let Some(pause) = &mut self.pause {
            pause.next_at = now;
            pause.failures = pause.failures.min(1);
        }
    }

    /// Learns which settings hold; others than before are worth an attempt.
    pub fn note_settings(&mut self, settings: Version, now: Timestamp) {
        if self.settings.replace(settings).is_some_and(|before| before != settings) {
            self.nudge(now);
        }
    }

    /// Whether others have passed after this email was refused for the same.
    fn concerns_it_alone(&self, turn: &Turn, trouble: QueueTrouble) -> bool {
        let needed = match trouble {
            // The connection breaks whoever it is for.
            QueueTrouble::Connection => return false,
            QueueTrouble::SignIn | QueueTrouble::Sender | QueueTrouble::Refused => 1,
            // Who is refused because there are too many emails is chance.
            QueueTrouble::Busy => 5,
        };
        self.suspects.get(&turn.mail).is_some_and(|strikes| *strikes >= needed)
    }

    fn trouble(&mut self, turn: &Turn, trouble: QueueTrouble, error: String, now: Timestamp) {
        if turn.epoch != self.epoch {
            return;
        }
        let failures = match &self.pause {
            Some(pause) => pause.failures.saturating_add(1),
            None => 1,
        };
        let since = match &self.pause {
            Some(pause) if pause.trouble == trouble => pause.since,
            Some(_) | None => now,
        };
        if self.pause.is_none() {
            self.epoch += 1;
        }
        let next_at = now.after(self.delay(trouble, failures));
        self.pause = Some(QueuePause { trouble, error, since, next_at, failures, probing: false });
    }

    fn delay(&self, trouble: QueueTrouble, failures: u32) -> Duration {
        let exponent = i32::try_from(failures.saturating_sub(1).min(30)).unwrap_or(30);
        let (first, factor) = match trouble {
            QueueTrouble::Busy => (self.options.busy_pause, 1.5_f64),
            QueueTrouble::Connection
            | QueueTrouble::SignIn
            | QueueTrouble::Sender
            | QueueTrouble::Refused => (self.options.first_pause, 2.0),
        };
        let longest = self.options.longest_pause;
        Duration::from_secs_f64((first.as_secs_f64() * factor.powi(exponent)).min(longest.as_secs_f64()))
    }

    fn next_probe(&self, pause: &QueuePause, now: Timestamp) -> Timestamp {
        // A clock that was set back must not stop the queue.
        if pause.next_at.since(now) > self.options.longest_pause { now } else { pause.next_at }
    }

    fn another_may_try(&mut self, turn: &Turn, now: Timestamp) {
        if let Some(pause) = self.pause.as_mut().filter(|_| turn.is_probe) {
            pause.probing = false;
            pause.next_at = now;
        }
    }

    fn resume(&mut self, now: Timestamp) {
        if self.pause.take().is_none() {
            return;
        }
        self.epoch += 1;
        self.pace.resumed(now);
        for (mail, strikes) in std::mem::take(&mut self.struck) {
            if self.suspects.len() < SUSPECTS_MAX {
                *self.suspects.entry(mail).or_insert(0) += strikes;
            }
        }
    }
}

#[cfg(test)]
mod tests;
