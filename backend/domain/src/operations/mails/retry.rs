//! Sending a mail again, by hand.

use shared::{AuditAction, AuditDetail, Mail, MailId, MailState, ProblemKind};

use super::on_the_wire;
use super::retry_failed::queued_again;
use crate::{OperationContext, Result, Transaction};

/// Queues a mail that was given up, or one that waits for its next attempt, to be sent now. A kept mail is
/// queued too: it leaves if an SMTP server is configured by now.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such email, [`ProblemKind::MailNotRetryable`] when it was sent,
/// is being sent or was superseded.
pub async fn retry_mail(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: MailId,
) -> Result<Mail> {
    let mail = transaction.mail(id).await?.ok_or(ProblemKind::NotFound)?;
    match mail.state {
        MailState::Queued | MailState::Failed | MailState::Kept => {}
        MailState::Sending | MailState::Sent | MailState::Superseded => {
            return Err(ProblemKind::MailNotRetryable.into());
        }
    }
    let mail = queued_again(mail, context.now);
    transaction.update_mail(&mail).await?;
    let user = transaction.user(mail.user).await?;
    context
        .audit(
            transaction,
            AuditAction::MailRetried,
            Some(mail.user),
            Some(AuditDetail::Mail { mail: mail.id, event: mail.event }),
        )
        .await?;
    Ok(on_the_wire(mail, user.map(|user| user.display_name).unwrap_or_default()))
}
