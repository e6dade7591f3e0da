//! The queue of one process, and whether mails leave, as far as the last ones told.

use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::mail_queue::{Answer, Entry, MailQueue, QueueOptions, QueueTrouble, Ruling, Turn};
use shared::{MailHealth, MailHealthState, MailId, MailTransportKind, Timestamp, Version};

use crate::sanitise::failure;
use crate::{Accepted, Failure, TransportError};

/// The queue, for everybody who sends.
#[derive(Debug)]
pub(crate) struct QueueWatch {
    kind: MailTransportKind,
    queue: Mutex<MailQueue>,
}

/// The right to send one mail. Whoever drops it has not tried.
#[derive(Debug)]
pub(crate) struct MailTurn<'watch> {
    watch: &'watch QueueWatch,
    turn: Option<Turn>,
    now: Timestamp,
}

/// Whether a mail may be sent now.
pub(crate) enum Admission<'watch> {
    Now(MailTurn<'watch>),
    NotBefore(
        #[cfg_attr(not(feature = "smtp"), expect(dead_code, reason = "only the worker waits"))] Timestamp,
    ),
    AfterAnother,
    GiveBack,
}

impl QueueWatch {
    pub(crate) fn new(kind: MailTransportKind, options: QueueOptions) -> Self {
        Self { kind, queue: Mutex::new(MailQueue::new(options)) }
    }

    fn queue(&self) -> MutexGuard<'_, MailQueue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether mails leave.
    pub(crate) fn health(&self) -> MailHealth {
        match self.kind {
            MailTransportKind::Kept => return MailHealth::NOT_CONFIGURED,
            MailTransportKind::Smtp => {}
        }
        let queue = self.queue();
        let Some(pause) = queue.pause().filter(|pause| pause.is_mentioned()) else {
            return MailHealth::WORKING;
        };
        let state = match pause.trouble {
            QueueTrouble::Connection => MailHealthState::Unreachable,
            QueueTrouble::SignIn => MailHealthState::SignInRefused,
            QueueTrouble::Sender => MailHealthState::SenderRefused,
            QueueTrouble::Refused => MailHealthState::Refused,
            QueueTrouble::Busy => MailHealthState::Busy,
        };
        MailHealth { state, since: Some(pause.since), error: Some(pause.error.clone()) }
    }

    /// When a mail that is due by then can leave.
    pub(crate) fn opens_at(&self, settings: Version, now: Timestamp) -> Timestamp {
        let mut queue = self.queue();
        queue.note_settings(settings, now);
        queue.opens_at(now)
    }

    /// How many mails it is worth taking.
    pub(crate) fn appetite(&self, limit: u32, now: Timestamp) -> u32 {
        self.queue().appetite(limit, now)
    }

    /// Asks to send a mail.
    pub(crate) fn enter(&self, mail: MailId, now: Timestamp) -> Admission<'_> {
        match self.queue().enter(mail, now) {
            Entry::Go(turn) => Admission::Now(MailTurn { watch: self, turn: Some(turn), now }),
            Entry::NotBefore(at) => Admission::NotBefore(at),
            Entry::Full => Admission::AfterAnother,
            Entry::Closed => Admission::GiveBack,
        }
    }

    /// Whether it is time to look for a server that was not there, or did not let Konfid in.
    #[cfg(feature = "smtp")]
    pub(crate) fn wants_a_look(&self, now: Timestamp) -> bool {
        let queue = self.queue();
        let is_cut_off = queue.pause().is_some_and(|pause| match pause.trouble {
            QueueTrouble::Connection | QueueTrouble::SignIn => true,
            QueueTrouble::Sender | QueueTrouble::Refused | QueueTrouble::Busy => false,
        });
        is_cut_off && queue.opens_at(now) <= now
    }

    /// Learns from a look at the server. That it is there says nothing about what it takes.
    pub(crate) fn note_look(&self, answer: Result<(), TransportError>, now: Timestamp) {
        self.change(|queue| match (answer, queue.pause().map(|pause| pause.trouble)) {
            (Ok(()), Some(QueueTrouble::Connection | QueueTrouble::SignIn)) => queue.passed_beside(now),
            (Ok(()), _) => {}
            (Err(error), _) => note_failure_beside(queue, &error, now),
        });
    }

    /// Learns from a mail that had no place in the queue.
    pub(crate) fn note_beside(&self, answer: &Result<Accepted, TransportError>, now: Timestamp) {
        self.change(|queue| match answer {
            Ok(_) => queue.passed_beside(now),
            Err(error) => note_failure_beside(queue, error, now),
        });
    }

    /// Somebody asks for an attempt.
    pub(crate) fn nudge(&self, now: Timestamp) {
        self.queue().nudge(now);
    }

    /// Changes the queue, and says once in the log that it stopped or goes on.
    fn change<T>(&self, change: impl FnOnce(&mut MailQueue) -> T) -> T {
        let mut queue = self.queue();
        let before = queue.pause().map(|pause| pause.trouble);
        let changed = change(&mut queue);
        match (before, queue.pause()) {
            (None, Some(pause)) if pause.trouble == QueueTrouble::Busy => {
                tracing::info!(
                    error = pause.error,
                    "the email server wants fewer emails; they leave more slowly"
                );
            }
            (before, Some(pause)) if before != Some(pause.trouble) => {
                let (trouble, error) = (pause.trouble, &pause.error);
                tracing::warn!(
                    ?trouble,
                    error,
                    "all emails wait; one at a time tries whether they can leave"
                );
            }
            (Some(_), None) => tracing::info!("emails leave again"),
            (None | Some(_), None | Some(_)) => {}
        }
        changed
    }
}

fn note_failure_beside(queue: &mut MailQueue, error: &TransportError, now: Timestamp) {
    match error.failure {
        Failure::Queue { trouble, .. } => queue.failed_beside(trouble, failure(&error.text), now),
        Failure::Mail { .. } | Failure::Unanswered | Failure::Stopped => {}
    }
}

impl MailTurn<'_> {
    /// Says how it went, and hears what that means for the mail.
    pub(crate) fn finish(mut self, answer: &Result<Accepted, TransportError>, now: Timestamp) -> Ruling {
        self.now = now;
        self.say(match answer {
            Ok(_) => Answer::Passed,
            Err(error) => match error.failure {
                Failure::Mail { .. } => Answer::Mail,
                Failure::Unanswered => Answer::Unanswered(failure(&error.text)),
                Failure::Queue { trouble, while_connecting, for_good: _ } => {
                    Answer::Queue { trouble, error: failure(&error.text), while_connecting }
                }
                Failure::Stopped => Answer::NotTried,
            },
        })
    }

    fn say(&mut self, answer: Answer) -> Ruling {
        let now = self.now;
        match self.turn.take() {
            Some(turn) => self.watch.change(|queue| queue.finish(turn, answer, now)),
            None => Ruling::Counts,
        }
    }
}

impl Drop for MailTurn<'_> {
    fn drop(&mut self) {
        self.say(Answer::NotTried);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(milliseconds: u64) -> Timestamp {
        Timestamp::from_milliseconds(milliseconds)
    }

    fn fails(error: TransportError) -> Result<Accepted, TransportError> {
        Err(error)
    }

    #[test]
    fn the_first_failure_of_a_kind_says_since_when() {
        let watch = QueueWatch::new(MailTransportKind::Smtp, QueueOptions::default());
        assert_eq!(watch.health(), MailHealth::WORKING);
        let down = |text: &str| fails(TransportError::while_connecting(QueueTrouble::Connection, text));
        watch.note_beside(&down("refused"), at(1));
        watch.note_beside(&down("timed out"), at(2));
        let health = watch.health();
        assert_eq!((health.state, health.since), (MailHealthState::Unreachable, Some(at(1))));
        assert_eq!(health.error.as_deref(), Some("timed out"));
        // That one recipient is refused says nothing about the others.
        watch.note_beside(&fails(TransportError::refused("550 nobody")), at(4));
        assert_eq!(watch.health().state, MailHealthState::Unreachable);
        watch.note_beside(&Ok(Accepted::Sent), at(5));
        assert_eq!(watch.health(), MailHealth::WORKING);
    }

    #[test]
    fn that_the_server_is_there_again_does_not_mean_that_it_takes_the_sender() {
        let watch = QueueWatch::new(MailTransportKind::Smtp, QueueOptions::default());
        watch.note_beside(&fails(TransportError::of_queue(QueueTrouble::Sender, "553 no")), at(1));
        watch.note_look(Ok(()), at(2));
        assert_eq!(watch.health().state, MailHealthState::SenderRefused);
        watch.note_look(Err(TransportError::while_connecting(QueueTrouble::Connection, "gone")), at(3));
        watch.note_look(Ok(()), at(4));
        assert_eq!(watch.health(), MailHealth::WORKING);
    }

    #[test]
    fn who_drops_a_turn_leaves_the_place_to_others() {
        let watch = QueueWatch::new(MailTransportKind::Smtp, QueueOptions::default());
        let mail = MailId::from_uuid(uuid::Uuid::from_u128(1));
        let Admission::Now(turn) = watch.enter(mail, at(1)) else { panic!("it is free") };
        assert!(matches!(watch.enter(mail, at(1)), Admission::AfterAnother));
        drop(turn);
        assert!(matches!(watch.enter(mail, at(1)), Admission::Now(_)));
    }

    #[test]
    fn without_a_server_there_is_none() {
        let watch = QueueWatch::new(MailTransportKind::Kept, QueueOptions::default());
        assert_eq!(watch.health(), MailHealth::NOT_CONFIGURED);
    }
}
