//! A row of a job that gives users another service number, or tells them which number is the default one now.

use shared::{Bridge, BridgeId, JobId, JobOutcome, NumberReplacement, User, UserId};

use super::number::{save_number, tell_of_number};
use crate::{JobRowRecord, OperationContext, Result, Transaction, bridge};

/// A user who may have a number that goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct RenumberItem {
    pub(super) user: UserId,
    pub(super) bridge: BridgeId,
    pub(super) job: JobId,
    pub(super) send_email: Option<bool>,
}

impl RenumberItem {
    /// Gives the user the replacement of the number that this job takes out of use, if it is theirs, and tells those
    /// whose default number is another one.
    pub(super) async fn carry_out(
        &self,
        transaction: &mut dyn Transaction,
        context: &mut OperationContext,
        user: User,
        record: JobRowRecord,
    ) -> Result<JobRowRecord> {
        let bridge = bridge(transaction, self.bridge).await?;
        if user.bridge != bridge.id {
            return Ok(record);
        }
        let Some(after) = self.renumbered(&bridge, &user) else {
            // Who has no number of their own has the bridge's.
            let follows = user.toll_number.is_none() && user.has_built_in_dial_in();
            if follows && tell_of_number(transaction, context, &user, self.send_email).await? {
                return Ok(JobRowRecord { outcome: JobOutcome::Informed, ..record });
            }
            return Ok(record);
        };
        save_number(transaction, context, &user, after, self.send_email).await?;
        Ok(JobRowRecord { outcome: JobOutcome::Changed, ..record })
    }

    /// The user with the replacement; nothing if the number is not theirs.
    fn renumbered(&self, bridge: &Bridge, user: &User) -> Option<User> {
        let leaving = bridge.leaving_in(self.job)?;
        let NumberReplacement { number, .. } = leaving.replacement.as_ref()?;
        let swap = |own: &Option<shared::PhoneNumber>| {
            if own.as_ref() == Some(&leaving.number) { Some(number.clone()) } else { own.clone() }
        };
        let after = User {
            toll_number: swap(&user.toll_number),
            toll_free_number: swap(&user.toll_free_number),
            ..user.clone()
        };
        (after != *user).then_some(after)
    }
}
