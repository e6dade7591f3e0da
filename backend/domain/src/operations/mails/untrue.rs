//! Emails that still wait and are not true any more.

use shared::{MailEvent, User, UserId};

use super::{enqueue, tells_the_id, wants_mail};
use crate::{OperationContext, Result, Transaction};

/// Supersedes the user's emails that wait and name a conference ID, or say that there is none: whoever changes the ID, or
/// whether there is one, does this before the email about it. Answers whether the user has not even heard of being enabled.
pub(crate) async fn supersede_untrue(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    user: UserId,
) -> Result<bool> {
    let unheard = transaction.supersede_mails(user, &[MailEvent::Enabled], context.now).await?;
    let is_untrue = |event: &MailEvent| tells_the_id(*event) || *event == MailEvent::Disabled;
    let untrue: Vec<MailEvent> = MailEvent::ALL.into_iter().filter(is_untrue).collect();
    transaction.supersede_mails(user, &untrue, context.now).await?;
    Ok(unheard > 0)
}

/// Tells the user of a change of the conference ID, or of none. Whoever has not even heard of being enabled hears of that,
/// with what there is now.
pub(crate) async fn tell_of_change(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: &User,
    event: MailEvent,
    send_email: Option<bool>,
) -> Result<()> {
    let unheard = supersede_untrue(transaction, context, user.id).await?;
    let event = if unheard { MailEvent::Enabled } else { event };
    if wants_mail(transaction.as_read(), event, send_email).await? {
        enqueue(transaction, context, user, event).await?;
    }
    Ok(())
}
