//! The rows of a job: what they are, and doing one.

use shared::{
    DirectoryState, ImportOptions, ImportOutcome, JobOutcome, JobRowReason, ProblemKind, Timestamp,
    UserActionRequest,
};

use super::renumber::RenumberItem;
use super::switch::SwitchItem;
use super::turns::Turn;
use super::users::{UserItem, named, with_name};
use crate::operations::imports::{ParsedRow, import_row};
use crate::operations::meetings::Busy;
use crate::operations::users::{disable_user, give_conference_id};
use crate::{Error, JobRowRecord, OperationContext, Result, Transaction};

/// How the rows of a file are imported.
#[derive(Clone, Copy, Debug)]
pub(super) struct ImportManner {
    pub(super) options: ImportOptions,
    /// Whether users whose account is blocked or deleted in the directory are disabled.
    pub(super) disable_proposed: bool,
}

/// A row to do.
#[derive(Clone, Debug)]
pub(super) enum JobItem {
    /// A row of a file.
    Import(Box<ParsedRow>, ImportManner),
    /// Something to do to a user.
    Act(UserItem),
    /// A user who may have another number now.
    Renumber(RenumberItem),
    /// A user who may have another type of conference IDs than the organisation has now.
    Switch(SwitchItem),
}

impl JobItem {
    /// The turn of a user, where meetings can put it off.
    pub(super) fn turn(&self) -> Option<&Turn> {
        match self {
            Self::Act(item) if item.manner.respects_meetings => Some(&item.turn),
            Self::Import(..) | Self::Act(_) | Self::Renumber(_) | Self::Switch(_) => None,
        }
    }

    /// The same, with whether the user is in a planned meeting.
    pub(super) fn with_busy(self, busy: Busy) -> Self {
        match self {
            Self::Act(item) => Self::Act(UserItem { busy, ..item }),
            Self::Import(..) | Self::Renumber(_) | Self::Switch(_) => self,
        }
    }

    /// Until when the user's turn is put off.
    pub(super) const fn put_off_until(&self) -> Option<Timestamp> {
        match self {
            Self::Act(UserItem { busy: Busy::Until(moment), .. }) => Some(*moment),
            Self::Import(..) | Self::Act(_) | Self::Renumber(_) | Self::Switch(_) => None,
        }
    }

    /// A row with this outcome, and nothing else to say of it.
    pub(super) fn record(&self, number: u64, outcome: JobOutcome) -> JobRowRecord {
        let (line, display_name, user_principal_name, user) = match self {
            Self::Import(row, _) => {
                let [display_name, principal_name, _] = &row.text;
                (Some(row.line), display_name.clone(), principal_name.clone(), None)
            }
            Self::Act(item) => (None, String::new(), String::new(), Some(item.turn.user)),
            Self::Renumber(item) => (None, String::new(), String::new(), Some(item.user)),
            Self::Switch(item) => (None, String::new(), String::new(), Some(item.user)),
        };
        JobRowRecord {
            number,
            line,
            outcome,
            enabled: false,
            user,
            display_name,
            user_principal_name,
            changes: Vec::new(),
            reason: None,
        }
    }

    /// The row of an item that broke, with the user's name where there is one.
    pub(super) async fn failed(
        &self,
        transaction: &mut dyn Transaction,
        number: u64,
        reason: JobRowReason,
    ) -> Result<JobRowRecord> {
        let record = JobRowRecord { reason: Some(reason), ..self.record(number, JobOutcome::Failed) };
        match self {
            Self::Import(..) => Ok(record),
            Self::Act(UserItem { turn: Turn { user, .. }, .. })
            | Self::Renumber(RenumberItem { user, .. })
            | Self::Switch(SwitchItem { user, .. }) => named(transaction, *user, record).await,
        }
    }

    /// Does it.
    pub(super) async fn carry_out(
        &self,
        transaction: &mut dyn Transaction,
        context: &mut OperationContext,
        number: u64,
    ) -> Result<JobRowRecord> {
        let (id, record) = match self {
            Self::Import(row, manner) => {
                return self.import(transaction, context, number, row, *manner).await;
            }
            Self::Act(UserItem { turn: Turn { user, .. }, .. })
            | Self::Renumber(RenumberItem { user, .. })
            | Self::Switch(SwitchItem { user, .. }) => (*user, self.record(number, JobOutcome::Unchanged)),
        };
        let Some(user) = transaction.user(id).await? else {
            let reason = Some(JobRowReason::UserNotFound);
            return Ok(JobRowRecord { outcome: JobOutcome::Refused, reason, ..record });
        };
        let record = with_name(record, &user);
        match self {
            Self::Import(..) => Ok(record),
            Self::Act(item) => item.carry_out(transaction, context, user, record).await,
            Self::Switch(item) => item.carry_out(transaction, context, user, record).await,
            Self::Renumber(item) => item.carry_out(transaction, context, user, record).await,
        }
    }

    async fn import(
        &self,
        transaction: &mut dyn Transaction,
        context: &mut OperationContext,
        number: u64,
        row: &ParsedRow,
        manner: ImportManner,
    ) -> Result<JobRowRecord> {
        let ImportManner { options, disable_proposed } = manner;
        let imported = import_row(transaction, context, row, options.send_email).await?;
        let outcome = match imported.outcome {
            ImportOutcome::New => JobOutcome::New,
            ImportOutcome::Changed => JobOutcome::Changed,
            ImportOutcome::Unchanged | ImportOutcome::Missing => JobOutcome::Unchanged,
            ImportOutcome::Refused => JobOutcome::Refused,
        };
        let mut record = self.record(number, outcome);
        record.changes = imported.changes;
        record.reason = imported.refusal.map(JobRowReason::Row);
        let Some(user) = imported.user else { return Ok(record) };
        record.user = Some(user.id);
        if user.dial_in_enabled && imported.state != DirectoryState::Active && disable_proposed {
            if user.conference_id_locked {
                record.reason = Some(JobRowReason::ConferenceIdLocked);
                return Ok(record);
            }
            let request =
                UserActionRequest { send_email: options.send_email, ..UserActionRequest::default() };
            disable_user(transaction, context, user.id, None, request).await?;
            record.outcome = JobOutcome::Disabled;
            return Ok(record);
        }
        if !options.enable || user.dial_in_enabled {
            return Ok(record);
        }
        match imported.state {
            DirectoryState::Active => (),
            DirectoryState::Blocked => {
                record.reason = Some(JobRowReason::AccountBlocked);
                return Ok(record);
            }
            DirectoryState::Deleted => {
                record.reason = Some(JobRowReason::AccountDeleted);
                return Ok(record);
            }
        }
        if user.provider.is_third_party() {
            record.reason = Some(JobRowReason::ThirdPartyProvider);
            return Ok(record);
        }
        match give_conference_id(transaction, context, user, options.send_email).await {
            Ok(_) => {
                record.enabled = true;
                if record.outcome == JobOutcome::Unchanged {
                    record.outcome = JobOutcome::Enabled;
                }
            }
            Err(Error::Problem(ProblemKind::ConferenceIdsExhausted)) => {
                record.outcome = JobOutcome::Failed;
                record.reason = Some(JobRowReason::NotEnabled);
            }
            Err(error) => return Err(error),
        }
        Ok(record)
    }
}
