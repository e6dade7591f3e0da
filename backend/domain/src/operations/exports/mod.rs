//! Exports: everything of a kind as CSV or as lines of JSON, in parts. No cell of CSV can be taken for a formula.

mod conference_ids;
mod history;
mod meetings;
mod sheet;
mod users;

use async_trait::async_trait;
pub use conference_ids::export_conference_ids;
pub use history::export_history;
pub use meetings::export_meetings;
use shared::AuditAction;
pub use sheet::ExportForm;
pub use users::export_users_as_json;

use crate::{OperationContext, Result, Transaction};

/// How many rows are read at a time.
const PART: u32 = 1_000;

/// Takes the parts of an export, one after the other.
#[async_trait]
pub trait ExportSink: Send {
    /// Takes a part.
    ///
    /// # Errors
    ///
    /// When nobody wants the rest, or it is wanted too slowly.
    async fn take(&mut self, part: String) -> Result<()>;
}

/// Notes in the audit log that something is exported.
///
/// # Errors
///
/// Only when the store fails.
pub async fn begin_export(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    action: AuditAction,
) -> Result<()> {
    context.audit(transaction, action, None, None).await
}
