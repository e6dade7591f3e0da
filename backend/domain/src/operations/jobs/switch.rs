//! Rows of jobs that switch users between static and dynamic conference IDs.

use shared::{ConferenceIdType, JobOutcome, JobRowReason, ProblemKind, SwitchTypeRequest, User, UserId};

use crate::operations::id_types::{switch, type_now};
use crate::{Error, JobRowRecord, OperationContext, Result, Transaction};

/// A user who has what the organisation had before it was switched.
#[derive(Clone, Copy, Debug)]
pub(super) struct SwitchItem {
    pub(super) user: UserId,
    /// What the organisation has now.
    pub(super) to: ConferenceIdType,
    pub(super) send_email: Option<bool>,
}

impl SwitchItem {
    /// Brings what the user has in line with the organisation. Who has a type of their own stays as they are, and so does
    /// everybody once the organisation has been switched back.
    pub(super) async fn carry_out(
        &self,
        transaction: &mut dyn Transaction,
        context: &mut OperationContext,
        user: User,
        record: JobRowRecord,
    ) -> Result<JobRowRecord> {
        let is_wanted = transaction.settings().await?.conference_id_type == self.to;
        let follows = user.conference_id_type.is_none() && user.has_built_in_dial_in();
        if !(is_wanted && follows) || type_now(&user) == self.to {
            return Ok(record);
        }
        let request = SwitchTypeRequest { send_email: self.send_email, ..SwitchTypeRequest::new(None) };
        switch_row(transaction, context, user, request, record).await
    }
}

/// Switches the user, and writes down what became of it.
pub(super) async fn switch_row(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: User,
    request: SwitchTypeRequest,
    record: JobRowRecord,
) -> Result<JobRowRecord> {
    let seen = user.version;
    let (outcome, reason) = match switch(transaction, context, user, request).await {
        Ok(after) if after.version == seen => return Ok(record),
        Ok(_) => (JobOutcome::Changed, None),
        // Whoever is printed in public is asked about alone.
        Err(Error::Problem(ProblemKind::ConferenceIdLocked)) => {
            (JobOutcome::Refused, Some(JobRowReason::ConferenceIdLocked))
        }
        Err(Error::Problem(ProblemKind::ConferenceIdsExhausted)) => {
            (JobOutcome::Failed, Some(JobRowReason::ConferenceIdsExhausted))
        }
        Err(error) => return Err(error),
    };
    Ok(JobRowRecord { outcome, reason, ..record })
}
