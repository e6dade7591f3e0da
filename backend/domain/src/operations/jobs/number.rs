//! Giving users another number of their own, and telling them.

use shared::{
    AuditAction, AuditDetail, Fault, InvalidField, JobOutcome, JobRowReason, MailEvent, PhoneNumber,
    ProblemKind, User, UsersAct,
};

use crate::operations::mails::{enqueue, wants_mail};
use crate::operations::users::{WantedNumbers, number_changes, save};
use crate::{Error, JobRowRecord, OperationContext, Read, Result, Transaction, bridge};

/// Checks the number that many users are to get.
///
/// # Errors
///
/// The fault of a number that no bridge has, or that is being unregistered, or that is no part of what is done.
pub(super) async fn check_number(
    read: &mut dyn Read,
    act: UsersAct,
    number: Option<&PhoneNumber>,
) -> Result<()> {
    let Some(number) = number else { return Ok(()) };
    let bridges = read.bridges().await?;
    let mut known = bridges.iter().filter_map(|bridge| bridge.number(number));
    if act == UsersAct::ChangeNumber && known.any(|number| number.replacement.is_none()) {
        return Ok(());
    }
    Err(Error::field("number", Fault::NotOfBridge(number.clone())))
}

/// Gives the user this number as their own: the toll-free one if it is toll-free. Without a number the user has the bridge's
/// default number.
pub(super) async fn change_number(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: User,
    number: Option<&PhoneNumber>,
    send_email: Option<bool>,
    record: JobRowRecord,
) -> Result<JobRowRecord> {
    let bridge = bridge(transaction.as_read(), user.bridge).await?;
    let is_toll_free = number.and_then(|number| bridge.number(number)).is_some_and(|number| number.toll_free);
    let wanted = if is_toll_free {
        WantedNumbers { toll_free: Some(number), ..WantedNumbers::default() }
    } else {
        WantedNumbers { toll: Some(number), ..WantedNumbers::default() }
    };
    let mut after = user.clone();
    match wanted.apply(transaction.as_read(), &mut after).await {
        Ok(()) => {}
        Err(Error::Problem(ProblemKind::InvalidFields(faults))) => {
            return Ok(JobRowRecord {
                outcome: JobOutcome::Refused,
                reason: Some(reason(&faults)),
                ..record
            });
        }
        Err(error) => return Err(error),
    }
    if after == user {
        return Ok(record);
    }
    save_number(transaction, context, &user, after, send_email).await?;
    Ok(JobRowRecord { outcome: JobOutcome::Changed, ..record })
}

fn reason(faults: &[InvalidField]) -> JobRowReason {
    match faults {
        [InvalidField { fault: Fault::MayNotUseTollFree, .. }] => JobRowReason::MayNotUseTollFree,
        _ => JobRowReason::NumberOfAnotherBridge,
    }
}

/// Saves a user who has another number now, and tells the user if callers dial it.
pub(super) async fn save_number(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    before: &User,
    after: User,
    send_email: Option<bool>,
) -> Result<()> {
    let fields = number_changes(before, &after);
    let after = save(transaction, context, after).await?;
    let detail = AuditDetail::Changes { fields };
    context.audit(transaction, AuditAction::UserUpdated, Some(after.id), Some(detail)).await?;
    if after.has_built_in_dial_in() {
        tell_of_number(transaction, context, &after, send_email).await?;
    }
    Ok(())
}

/// Tells the user which number is the default one now, if that is wanted; says whether the user gets an email.
pub(super) async fn tell_of_number(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: &User,
    send_email: Option<bool>,
) -> Result<bool> {
    let event = MailEvent::DefaultNumberChanged;
    if !wants_mail(transaction.as_read(), event, send_email).await? {
        return Ok(false);
    }
    transaction.supersede_mails(user.id, &[event], context.now).await?;
    enqueue(transaction, context, user, event).await?;
    Ok(true)
}
