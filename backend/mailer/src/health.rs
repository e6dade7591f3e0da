//! Whether mails leave, as far as the last ones told.

use std::sync::{Mutex, PoisonError};

use shared::{MailHealth, MailHealthState, MailTransportKind, Timestamp};

use crate::sanitise::failure;
use crate::{Accepted, TransportError, Trouble};

/// What the last mails told.
#[derive(Debug)]
pub(crate) struct HealthWatch(Mutex<MailHealth>);

impl HealthWatch {
    pub(crate) fn new(kind: MailTransportKind) -> Self {
        Self(Mutex::new(match kind {
            MailTransportKind::Kept => MailHealth::NOT_CONFIGURED,
            MailTransportKind::Smtp => MailHealth::WORKING,
        }))
    }

    pub(crate) fn health(&self) -> MailHealth {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether no mail can leave, whoever it is for, because the server is not there or lets nobody in.
    pub(crate) fn is_cut_off(&self) -> bool {
        matches!(self.health().state, MailHealthState::Unreachable | MailHealthState::SignInRefused)
    }

    /// Learns from a look at the server. That it is there says nothing about the sender.
    pub(crate) fn note_probe(&self, answer: Result<(), TransportError>, now: Timestamp) {
        match answer {
            Ok(()) if self.is_cut_off() => self.note(&Ok(Accepted::Sent), now),
            Ok(()) => {}
            Err(error) => self.note(&Err(error), now),
        }
    }

    /// Learns from what became of a mail.
    pub(crate) fn note(&self, answer: &Result<Accepted, TransportError>, now: Timestamp) {
        let mut health = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match answer {
            Ok(Accepted::Sent) => *health = MailHealth::WORKING,
            Ok(Accepted::Kept(_)) => *health = MailHealth::NOT_CONFIGURED,
            Err(TransportError { trouble: Some(trouble), text, .. }) => {
                let state = match trouble {
                    Trouble::Connection => MailHealthState::Unreachable,
                    Trouble::SignIn => MailHealthState::SignInRefused,
                    Trouble::Sender => MailHealthState::SenderRefused,
                };
                // Since the first of several failures of one kind.
                let since = if health.state == state { health.since } else { Some(now) };
                *health = MailHealth { state, since, error: Some(failure(text)) };
            }
            // A server that has something against one mail is there and has let Konfid in.
            Err(TransportError { trouble: None, .. }) => match health.state {
                MailHealthState::Unreachable | MailHealthState::SignInRefused => {
                    *health = MailHealth::WORKING;
                }
                MailHealthState::NotConfigured
                | MailHealthState::Working
                | MailHealthState::SenderRefused => {}
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::MailContent;

    use super::*;

    const fn at(milliseconds: u64) -> Timestamp {
        Timestamp::from_milliseconds(milliseconds)
    }

    #[test]
    fn the_first_failure_of_a_kind_says_since_when() {
        let watch = HealthWatch::new(MailTransportKind::Smtp);
        assert_eq!(watch.health(), MailHealth::WORKING);
        let down = |text: &str| Err(TransportError::transient(text).because(Trouble::Connection));
        watch.note(&down("refused"), at(1));
        watch.note(&down("timed out"), at(2));
        let health = watch.health();
        assert_eq!((health.state, health.since), (MailHealthState::Unreachable, Some(at(1))));
        assert_eq!(health.error.as_deref(), Some("timed out"));
        watch.note(&Err(TransportError::refused("553 sender").because(Trouble::Sender)), at(3));
        assert_eq!(watch.health().since, Some(at(3)));
        // That one recipient is refused says nothing about the sender.
        watch.note(&Err(TransportError::refused("550 nobody")), at(4));
        assert_eq!(watch.health().state, MailHealthState::SenderRefused);
        watch.note(&Ok(Accepted::Sent), at(5));
        assert_eq!(watch.health(), MailHealth::WORKING);
    }

    #[test]
    fn without_a_server_there_is_none() {
        let watch = HealthWatch::new(MailTransportKind::Kept);
        let content = MailContent { subject: String::new(), text: String::new(), html: String::new() };
        watch.note(&Ok(Accepted::Kept(content)), at(1));
        assert_eq!(watch.health(), MailHealth::NOT_CONFIGURED);
    }
}
