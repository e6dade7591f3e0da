//! The circumstances of one operation.

use std::sync::Arc;

use rand::Rng as _;
use rand::rngs::StdRng;
use shared::{AuditAction, AuditDetail, AuditEntry, AuditEntryId, BulkWay, JobId, Timestamp, UserId};
use uuid::Uuid;

use crate::{Actor, Identifiers, Result, Transaction};

/// Who does something, when, and with what randomness.
#[derive(Debug)]
pub struct OperationContext {
    /// The moment now.
    pub now: Timestamp,
    /// Who does it.
    pub actor: Actor,
    /// A generator that nobody can predict.
    pub random: StdRng,
    /// The job that it is a part of.
    pub within: Option<WithinJob>,
    /// Makes identifiers, for all operations of this process.
    pub identifiers: Arc<Identifiers>,
}

/// A job that does something to many users, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithinJob {
    /// The job.
    pub job: JobId,
    /// In which way it does it.
    pub way: BulkWay,
}

impl OperationContext {
    /// A new identifier; those of one process grow.
    pub fn new_uuid(&mut self) -> Uuid {
        self.identifiers.next(self.now, &mut self.random)
    }

    /// A new secret, 32 bytes as 64 hexadecimal digits.
    pub fn new_secret(&mut self) -> String {
        let mut bytes = [0; 32];
        self.random.fill_bytes(&mut bytes);
        hex::encode(bytes)
    }

    /// Notes in the audit log what is done.
    ///
    /// # Errors
    ///
    /// Only when the store fails.
    pub async fn audit(
        &mut self,
        transaction: &mut dyn Transaction,
        action: AuditAction,
        user: Option<UserId>,
        detail: Option<AuditDetail>,
    ) -> Result<()> {
        let entry = AuditEntry {
            id: AuditEntryId::from_uuid(self.new_uuid()),
            at: self.now,
            actor: self.actor.clone(),
            action,
            user,
            user_display_name: None,
            user_removed: false,
            job: self.within.map(|within| within.job),
            detail,
            text: None,
            what: None,
        };
        Ok(transaction.append_audit(&entry).await?)
    }
}
