//! What becomes of an email from being taken to its last state. Whoever sends emails only says how it went.

use std::time::Duration;

use shared::{EmailAddress, LanguageTag, MailContent, MailFilter, MailId, MailState, Timestamp};

use crate::{MailQuery, MailRecord, Result, Transaction};

/// For how long an email that was given back is left alone, so that a store or a clock in trouble is not asked in a
/// tight circle.
const GIVEN_BACK_REST: Duration = Duration::from_millis(500);

/// How many abandoned emails are looked at together.
const ABANDONED_PAGE: u32 = 500;

/// How an attempt to send an email went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailAttempt {
    /// It was not made; the email is due again.
    GivenBack,
    /// It was not made, because something has happened since that makes the email untrue.
    Overtaken,
    /// It does not count: what was wrong concerns every email.
    Held {
        /// What was wrong, in the server's words where it said something.
        error: String,
        /// When the email is due again.
        again_at: Timestamp,
    },
    /// It was made.
    Made {
        /// Where the email went.
        recipient: EmailAddress,
        /// The language it was written in.
        language: LanguageTag,
        /// What came of it.
        outcome: MailOutcome,
    },
}

/// What came of an attempt that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailOutcome {
    /// A server has taken the email over.
    Sent,
    /// It stays in Konfid, with this text.
    Kept(MailContent),
    /// It was not accepted, or nobody knows whether it was.
    Failed {
        /// What happened, in the server's words where it said something.
        error: String,
        /// Whether the server may have taken it over: the connection broke when the whole email had been written.
        may_have_left: bool,
        /// When to try again; `None` when no further attempt is worth making.
        again_at: Option<Timestamp>,
    },
}

/// Records how an attempt went with an email as it was taken, and says in which state that leaves it; `None` if it is
/// somebody else's by now.
///
/// # Errors
///
/// Only when the store fails.
pub async fn record_attempt(
    transaction: &mut dyn Transaction,
    now: Timestamp,
    taken: &MailRecord,
    attempt: MailAttempt,
) -> Result<Option<MailState>> {
    let Some(current) = transaction.mail(taken.id).await? else { return Ok(None) };
    // When the lease has ended, somebody else may have taken the email: then only a success counts, for it is true
    // whoever has the email.
    let still_ours = current.state == MailState::Sending
        && current.attempts == taken.attempts
        && current.due_at == taken.due_at;
    let accepted =
        matches!(&attempt, MailAttempt::Made { outcome: MailOutcome::Sent | MailOutcome::Kept(_), .. });
    let is_news = accepted && !matches!(current.state, MailState::Sent | MailState::Kept);
    if !(still_ours || is_news) {
        return Ok(None);
    }
    let mail = after(current, now, attempt);
    transaction.update_mail(&mail).await?;
    Ok(Some(mail.state))
}

/// The email after the attempt.
fn after(mail: MailRecord, now: Timestamp, attempt: MailAttempt) -> MailRecord {
    match attempt {
        MailAttempt::GivenBack => MailRecord {
            state: MailState::Queued,
            attempts: mail.attempts.saturating_sub(1),
            due_at: Some(now.after(GIVEN_BACK_REST)),
            ..mail
        },
        MailAttempt::Held { error, again_at } => MailRecord {
            state: MailState::Queued,
            attempts: mail.attempts.saturating_sub(1),
            due_at: Some(again_at.max(now.after(GIVEN_BACK_REST))),
            last_error: Some(error),
            ..mail
        },
        MailAttempt::Overtaken => finished(mail, MailState::Superseded, now),
        MailAttempt::Made { recipient, language, outcome } => {
            let mail = MailRecord { recipient, language, ..mail };
            match outcome {
                MailOutcome::Sent => MailRecord { last_error: None, ..finished(mail, MailState::Sent, now) },
                MailOutcome::Kept(content) => MailRecord {
                    last_error: None,
                    content: Some(content),
                    ..finished(mail, MailState::Kept, now)
                },
                MailOutcome::Failed { error, may_have_left, again_at } => {
                    let may_have_left = mail.may_have_left || may_have_left;
                    let mail = MailRecord { last_error: Some(error), may_have_left, ..mail };
                    match again_at {
                        Some(again_at) => {
                            MailRecord { state: MailState::Queued, due_at: Some(again_at), ..mail }
                        }
                        None => finished(mail, MailState::Failed, now),
                    }
                }
            }
        }
    }
}

fn finished(mail: MailRecord, state: MailState, now: Timestamp) -> MailRecord {
    MailRecord { state, due_at: None, finished_at: Some(now), ..mail }
}

/// Makes emails due at once that a process took and then died with, and says how many there were. Only for a store
/// that no other process uses: elsewhere the emails may be in good hands, and their leases decide.
///
/// # Errors
///
/// Only when the store fails.
pub async fn reclaim_abandoned_mails(transaction: &mut dyn Transaction, now: Timestamp) -> Result<usize> {
    let filter = MailFilter { state: Some(MailState::Sending), ..MailFilter::default() };
    let mut count = 0;
    let mut before: Option<MailId> = None;
    loop {
        let mails = transaction.mails(&MailQuery { filter, before, limit: ABANDONED_PAGE }).await?;
        let Some((last, _)) = mails.last() else { return Ok(count) };
        before = Some(last.id);
        count += mails.len();
        for (mail, _) in mails {
            let (state, due_at) = (MailState::Queued, Some(now));
            // Nobody knows how far the process came.
            transaction.update_mail(&MailRecord { state, due_at, may_have_left: true, ..mail }).await?;
        }
    }
}
