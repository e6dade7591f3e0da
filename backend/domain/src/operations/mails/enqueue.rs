//! Putting a mail into the outbox.

use shared::{MailEvent, MailId, MailState, User};

use crate::{MailRecord, OperationContext, Read, Result, Transaction};

/// Whether a change sends a mail: as the caller chose, or else as the organisation's switch says.
pub(crate) async fn wants_mail(read: &mut dyn Read, send_email: Option<bool>) -> Result<bool> {
    match send_email {
        Some(wanted) => Ok(wanted),
        None => Ok(read.settings().await?.automatic_mails),
    }
}

/// Puts a mail to the user into the outbox, due now. Its text is rendered when it is sent.
pub(crate) async fn enqueue(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: &User,
    event: MailEvent,
) -> Result<()> {
    let language = match user.language {
        Some(language) => language,
        None => transaction.settings().await?.default_language,
    };
    let mail = MailRecord {
        id: MailId::from_uuid(context.new_uuid()),
        user: user.id,
        recipient: user.primary_email.clone(),
        event,
        language,
        conference_id: user.conference_id,
        state: MailState::Queued,
        attempts: 0,
        last_error: None,
        may_have_left: false,
        due_at: Some(context.now),
        created_at: context.now,
        finished_at: None,
        content: None,
    };
    Ok(transaction.insert_mail(&mail).await?)
}
