//! A row of a job that does something to a user.

use std::sync::Arc;

use shared::{
    JobOutcome, JobRowReason, PhoneNumber, ProblemKind, ResetConferenceIdRequest, SwitchTypeRequest,
    Timestamp, User, UserActionRequest, UserId, UsersAct,
};

use super::number::change_number;
use super::switch::switch_row;
use super::turns::Turn;
use crate::operations::conference_ids::reset_conference_id;
use crate::operations::mails::send_conference_info;
use crate::operations::meetings::Busy;
use crate::operations::pins::reset_pin_of;
use crate::operations::users::{disable_user, give_conference_id};
use crate::{Error, JobRowRecord, OperationContext, Result, Transaction};

/// What is done to each user, as it was asked for.
#[derive(Clone, Debug)]
pub(super) struct UserManner {
    pub(super) act: UsersAct,
    pub(super) send_email: Option<bool>,
    /// The number that users get, when that is what is done.
    pub(super) number: Option<PhoneNumber>,
    /// Why, for the history.
    pub(super) reason: Option<String>,
    /// When somebody asked for it.
    pub(super) asked_at: Timestamp,
    /// Whether nothing is done to a user during a planned meeting of theirs.
    pub(super) respects_meetings: bool,
}

/// What is done to a user.
#[derive(Clone, Debug)]
pub(super) struct UserItem {
    pub(super) turn: Turn,
    pub(super) manner: Arc<UserManner>,
    /// Whether the user is in a planned meeting.
    pub(super) busy: Busy,
}

impl UserItem {
    /// What is done in this turn, if its user is in no planned meeting.
    pub(super) fn of(turn: Turn, manner: &Arc<UserManner>) -> Self {
        Self { turn, manner: Arc::clone(manner), busy: Busy::Free }
    }

    /// Does it. Whom it does not concern any more when the turn comes stays as they are.
    pub(super) async fn carry_out(
        &self,
        transaction: &mut dyn Transaction,
        context: &mut OperationContext,
        user: User,
        record: JobRowRecord,
    ) -> Result<JobRowRecord> {
        let UserManner { act, send_email, reason, asked_at, .. } = &*self.manner;
        let (act, send_email, asked_at) = (*act, *send_email, *asked_at);
        match act {
            UsersAct::Enable if user.dial_in_enabled && !user.provider.is_third_party() => return Ok(record),
            UsersAct::Reset
            | UsersAct::Disable
            | UsersAct::SendConferenceInfo
            | UsersAct::ResetPin
            | UsersAct::MakeStatic
            | UsersAct::MakeDynamic
            | UsersAct::FollowOrganisation
            | UsersAct::ChangeNumber
                if !user.dial_in_enabled =>
            {
                return Ok(record);
            }
            // A PIN that is newer than the wish to replace it is not the one that was meant.
            UsersAct::ResetPin if user.pin_set_at.is_some_and(|set_at| set_at > asked_at) => {
                return Ok(record);
            }
            // An ID that is newer than the wish to replace it is not the one that was meant.
            UsersAct::Reset if user.conference_id_since.is_some_and(|since| since > asked_at) => {
                return Ok(record);
            }
            UsersAct::Enable | UsersAct::Reset | UsersAct::ResetPin if user.provider.is_third_party() => {
                let reason = Some(JobRowReason::ThirdPartyProvider);
                return Ok(JobRowRecord { outcome: JobOutcome::Refused, reason, ..record });
            }
            UsersAct::Reset if user.has_dynamic_ids() => {
                let reason = Some(JobRowReason::ConferenceIdDynamic);
                return Ok(JobRowRecord { outcome: JobOutcome::Refused, reason, ..record });
            }
            // Whoever is printed in public is asked about alone.
            UsersAct::Reset | UsersAct::Disable if user.conference_id_locked => {
                let reason = Some(JobRowReason::ConferenceIdLocked);
                return Ok(JobRowRecord { outcome: JobOutcome::Refused, reason, ..record });
            }
            UsersAct::Reset | UsersAct::Disable | UsersAct::ResetPin if self.busy == Busy::Always => {
                let reason = Some(JobRowReason::AlwaysInMeetings);
                return Ok(JobRowRecord { outcome: JobOutcome::Refused, reason, ..record });
            }
            UsersAct::Enable
            | UsersAct::Reset
            | UsersAct::Disable
            | UsersAct::SendConferenceInfo
            | UsersAct::ResetPin
            | UsersAct::MakeStatic
            | UsersAct::MakeDynamic
            | UsersAct::FollowOrganisation
            | UsersAct::ChangeNumber => {}
        }
        let record = match self.turn.not_before {
            Some(_) => JobRowRecord { reason: Some(JobRowReason::AfterMeeting), ..record },
            None => record,
        };
        let id = user.id;
        match act {
            UsersAct::MakeStatic | UsersAct::MakeDynamic | UsersAct::FollowOrganisation => {
                let kind = act.conference_id_type().flatten();
                let reason = reason.clone();
                let request = SwitchTypeRequest { reason, send_email, ..SwitchTypeRequest::new(kind) };
                switch_row(transaction, context, user, request, record).await
            }
            UsersAct::Enable => match give_conference_id(transaction, context, user, send_email).await {
                Ok(_) => Ok(JobRowRecord { outcome: JobOutcome::Enabled, enabled: true, ..record }),
                Err(Error::Problem(ProblemKind::ConferenceIdsExhausted)) => {
                    let reason = Some(JobRowReason::ConferenceIdsExhausted);
                    Ok(JobRowRecord { outcome: JobOutcome::Failed, reason, ..record })
                }
                Err(error) => Err(error),
            },
            UsersAct::Reset => {
                let request = ResetConferenceIdRequest {
                    reason: reason.clone(),
                    send_email,
                    ..ResetConferenceIdRequest::default()
                };
                // If it fails, the old ID is in quarantine already: the step must not end as if it had worked.
                reset_conference_id(transaction, context, id, user.version, &request).await?;
                Ok(JobRowRecord { outcome: JobOutcome::Reset, ..record })
            }
            UsersAct::Disable => {
                let request = UserActionRequest { send_email, ..UserActionRequest::default() };
                disable_user(transaction, context, id, None, request).await?;
                Ok(JobRowRecord { outcome: JobOutcome::Disabled, ..record })
            }
            UsersAct::SendConferenceInfo => {
                send_conference_info(transaction, context, id, None).await?;
                Ok(JobRowRecord { outcome: JobOutcome::Informed, ..record })
            }
            UsersAct::ChangeNumber => {
                let number = self.manner.number.as_ref();
                change_number(transaction, context, user, number, send_email, record).await
            }
            UsersAct::ResetPin => {
                reset_pin_of(transaction, context, user, send_email).await?;
                Ok(JobRowRecord { outcome: JobOutcome::Changed, ..record })
            }
        }
    }
}

/// The row, with the name of the user.
pub(super) async fn named(
    transaction: &mut dyn Transaction,
    user: UserId,
    record: JobRowRecord,
) -> Result<JobRowRecord> {
    Ok(match transaction.user(user).await? {
        Some(user) => with_name(record, &user),
        None => record,
    })
}

pub(super) fn with_name(record: JobRowRecord, user: &User) -> JobRowRecord {
    JobRowRecord {
        display_name: user.display_name.clone(),
        user_principal_name: user.user_principal_name.to_string(),
        ..record
    }
}
