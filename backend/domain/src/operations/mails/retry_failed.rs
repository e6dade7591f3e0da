//! Sending all emails again that were given up.

use shared::{AuditAction, AuditDetail, MailFilter, MailId, MailState};

use crate::{MailQuery, MailRecord, OperationContext, Result, Transaction};

/// How many are queued in one transaction.
const STEP: u32 = 200;

/// How far [`retry_failed_mails`] came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetriedStep {
    /// How many emails were queued.
    pub queued: u64,
    /// Where to go on; `None` at the end.
    pub next: Option<MailId>,
}

/// Queues emails that were given up, the newest first, beginning before this one. Each is looked at once, so one that
/// fails again meanwhile is not queued a second time.
///
/// # Errors
///
/// Only when the store fails.
pub async fn retry_failed_mails(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    before: Option<MailId>,
) -> Result<RetriedStep> {
    let filter = MailFilter { user: None, state: Some(MailState::Failed) };
    let mails = transaction.mails(&MailQuery { filter, before, limit: STEP }).await?;
    let next = mails.last().filter(|_| mails.len() == STEP as usize).map(|(mail, _)| mail.id);
    let queued = mails.len() as u64;
    for (mail, _) in mails {
        transaction.update_mail(&queued_again(mail, context.now)).await?;
    }
    if queued > 0 {
        let detail = AuditDetail::Mails { count: queued };
        context.audit(transaction, AuditAction::MailRetried, None, Some(detail)).await?;
    }
    Ok(RetriedStep { queued, next })
}

/// The email, to be sent now as if for the first time.
pub(super) fn queued_again(mail: MailRecord, now: shared::Timestamp) -> MailRecord {
    MailRecord {
        state: MailState::Queued,
        attempts: 0,
        due_at: Some(now),
        finished_at: None,
        content: None,
        ..mail
    }
}
