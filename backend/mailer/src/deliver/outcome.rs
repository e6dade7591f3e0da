//! Writing down what became of a mail.

use std::time::Duration;

use domain::{MailRecord, Result, Transaction};
use shared::{MailState, Timestamp};

use super::Verdict;
use crate::sanitise::failure;
use crate::{Accepted, Retries, TransportError};

/// Writes down what became of one mail.
pub(super) async fn write_down(
    transaction: &mut dyn Transaction,
    taken: MailRecord,
    verdict: Verdict,
    now: Timestamp,
    retries: &Retries,
    wait: Duration,
) -> Result<()> {
    let Some(current) = transaction.mail(taken.id).await? else { return Ok(()) };
    // When the lease has ended, somebody else may have taken the mail: then only a success counts, for it is true
    // whoever has the mail.
    let still_ours = current.state == MailState::Sending
        && current.attempts == taken.attempts
        && current.due_at == taken.due_at;
    let accepted = matches!(&verdict, Verdict::Tried { answer: Ok(_), .. });
    let is_news = accepted && !matches!(current.state, MailState::Sent | MailState::Kept);
    if !(still_ours || is_news) {
        return Ok(());
    }
    let mail = match verdict {
        Verdict::GivenBack => MailRecord {
            state: MailState::Queued,
            attempts: current.attempts.saturating_sub(1),
            // A little later, so that a store or a clock in trouble is not asked in a tight circle.
            due_at: Some(now.after(Duration::from_millis(500))),
            ..current
        },
        Verdict::Overtaken => finished(current, MailState::Superseded, now),
        Verdict::Tried { recipient, language, answer } => {
            let current = MailRecord { recipient, language, ..current };
            match answer {
                Ok(accepted) => sent(current, accepted, now),
                Err(error) => failed(current, &error, now, retries, wait),
            }
        }
    };
    Ok(transaction.update_mail(&mail).await?)
}

fn finished(mail: MailRecord, state: MailState, now: Timestamp) -> MailRecord {
    MailRecord { state, due_at: None, finished_at: Some(now), ..mail }
}

fn sent(mail: MailRecord, accepted: Accepted, now: Timestamp) -> MailRecord {
    match accepted {
        Accepted::Sent => {
            tracing::info!(mail = %mail.id, attempts = mail.attempts, "a mail was sent");
            MailRecord { last_error: None, ..finished(mail, MailState::Sent, now) }
        }
        Accepted::Kept(content) => {
            MailRecord { last_error: None, content: Some(content), ..finished(mail, MailState::Kept, now) }
        }
    }
}

fn failed(
    mail: MailRecord,
    error: &TransportError,
    now: Timestamp,
    retries: &Retries,
    wait: Duration,
) -> MailRecord {
    let text = failure(&error.text);
    let attempts = mail.attempts;
    let mail = MailRecord { last_error: Some(text.clone()), ..mail };
    if retries.are_used_up(attempts, error.refused) {
        tracing::warn!(mail = %mail.id, attempts, error = text, "a mail was given up");
        finished(mail, MailState::Failed, now)
    } else {
        tracing::info!(mail = %mail.id, attempts, error = text, ?wait, "a mail is tried again later");
        MailRecord { state: MailState::Queued, due_at: Some(now.after(wait)), ..mail }
    }
}
