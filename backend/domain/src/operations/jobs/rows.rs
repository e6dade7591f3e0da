//! The rows of a job: what they are, and doing one.

use shared::{AuditAction, ImportOptions, ImportOutcome, JobOutcome, JobRowReason, ProblemKind, UserId};
use uuid::Uuid;

use crate::operations::imports::{ParsedRow, import_row};
use crate::operations::users::give_conference_id;
use crate::{Error, JobRowRecord, OperationContext, Result, Transaction};

/// How many users of a selection stand in one piece of it.
pub(super) const USERS_IN_A_PIECE: usize = 4_000;

/// A row to do.
#[derive(Clone, Debug)]
pub(super) enum JobItem {
    /// A row of a file.
    Import(Box<ParsedRow>, ImportOptions),
    /// A user to enable.
    Enable(UserId, Option<bool>),
}

/// A piece of a selection.
pub(super) fn write_users(users: &[UserId]) -> String {
    users.iter().map(|user| user.uuid().simple().to_string()).collect::<Vec<_>>().join("\n")
}

/// The users of a piece; `None` if it is damaged.
pub(super) fn read_users(piece: &str) -> Option<Vec<UserId>> {
    piece.lines().map(|line| Uuid::try_parse(line).ok().map(UserId::from_uuid)).collect()
}

impl JobItem {
    /// A row with this outcome, and nothing else to say of it.
    pub(super) fn record(&self, number: u64, outcome: JobOutcome) -> JobRowRecord {
        let (line, display_name, user_principal_name, user) = match self {
            Self::Import(row, _) => {
                let [display_name, principal_name, _] = &row.text;
                (Some(row.line), display_name.clone(), principal_name.clone(), None)
            }
            Self::Enable(user, _) => (None, String::new(), String::new(), Some(*user)),
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

    /// Does it.
    pub(super) async fn carry_out(
        &self,
        transaction: &mut dyn Transaction,
        context: &mut OperationContext,
        number: u64,
    ) -> Result<JobRowRecord> {
        match self {
            Self::Import(row, options) => self.import(transaction, context, number, row, *options).await,
            Self::Enable(user, send_email) => {
                self.enable(transaction, context, number, *user, *send_email).await
            }
        }
    }

    async fn import(
        &self,
        transaction: &mut dyn Transaction,
        context: &mut OperationContext,
        number: u64,
        row: &ParsedRow,
        options: ImportOptions,
    ) -> Result<JobRowRecord> {
        if let Err(refusal) = &row.user {
            let reason = Some(JobRowReason::Row(refusal.clone()));
            return Ok(JobRowRecord { reason, ..self.record(number, JobOutcome::Refused) });
        }
        let imported = import_row(transaction, context, row).await?;
        let outcome = match imported.outcome {
            ImportOutcome::New => JobOutcome::New,
            ImportOutcome::Changed => JobOutcome::Changed,
            ImportOutcome::Unchanged => JobOutcome::Unchanged,
            ImportOutcome::Refused => JobOutcome::Refused,
        };
        let mut record = self.record(number, outcome);
        record.changes = imported.changes;
        let Some(user) = imported.user else { return Ok(record) };
        record.user = Some(user.id);
        if !options.enable || user.dial_in_enabled {
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

    async fn enable(
        &self,
        transaction: &mut dyn Transaction,
        context: &mut OperationContext,
        number: u64,
        user: UserId,
        send_email: Option<bool>,
    ) -> Result<JobRowRecord> {
        let Some(user) = transaction.user(user).await? else {
            let reason = Some(JobRowReason::UserNotFound);
            return Ok(JobRowRecord { reason, ..self.record(number, JobOutcome::Refused) });
        };
        let named = JobRowRecord {
            display_name: user.display_name.clone(),
            user_principal_name: user.user_principal_name.to_string(),
            ..self.record(number, JobOutcome::Unchanged)
        };
        if user.dial_in_enabled {
            return Ok(named);
        }
        match give_conference_id(transaction, context, user, send_email).await {
            Ok(user) => {
                context.audit(transaction, AuditAction::UserEnabled, Some(user.id), None).await?;
                Ok(JobRowRecord { outcome: JobOutcome::Enabled, enabled: true, ..named })
            }
            Err(Error::Problem(ProblemKind::ConferenceIdsExhausted)) => {
                let reason = Some(JobRowReason::ConferenceIdsExhausted);
                Ok(JobRowRecord { outcome: JobOutcome::Failed, reason, ..named })
            }
            Err(error) => Err(error),
        }
    }
}
