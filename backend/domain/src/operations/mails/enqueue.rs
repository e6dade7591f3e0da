//! Putting a mail into the outbox.

use shared::{EmailAddress, LanguageTag, MailEvent, MailId, MailState, User};

use crate::{MailRecord, OperationContext, Read, Result, Transaction};

/// Whether a change sends a mail about this event: as the caller chose, or else as the organisation's switches say.
pub(crate) async fn wants_mail(
    read: &mut dyn Read,
    event: MailEvent,
    send_email: Option<bool>,
) -> Result<bool> {
    match send_email {
        Some(wanted) => Ok(wanted),
        None => Ok(read.settings().await?.sends_automatically(event)),
    }
}

/// Puts a mail to the user into the outbox, due now. Its text is rendered when it is sent.
pub(crate) async fn enqueue(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: &User,
    event: MailEvent,
) -> Result<()> {
    enqueue_to(transaction, context, user, event, None).await
}

/// The same for an email that goes to this address, if one is given, and not where the user's emails go.
pub(crate) async fn enqueue_to(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: &User,
    event: MailEvent,
    named_recipient: Option<EmailAddress>,
) -> Result<()> {
    let language = match wanted_language(user) {
        Some(language) => language,
        None => transaction.settings().await?.default_language.into(),
    };
    let recipient = named_recipient.as_ref().unwrap_or_else(|| user.mail_recipient(event)).clone();
    let mail = MailRecord {
        id: MailId::from_uuid(context.new_uuid()),
        user: user.id,
        recipient,
        event,
        language,
        named_recipient,
        caused_by: Some(context.actor.clone()),
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

/// The language that a user's emails are wanted in; none when it is the organisation's.
pub(super) fn wanted_language(user: &User) -> Option<LanguageTag> {
    user.mail_language.clone().or_else(|| user.language.map(LanguageTag::from))
}
