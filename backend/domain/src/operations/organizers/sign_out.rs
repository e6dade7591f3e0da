//! Signing an organizer out.

use shared::{AuditAction, UserId};

use super::KnownOrganizer;
use crate::operations::pins::end_unopened_link;
use crate::{OperationContext, OrganizerSecretKind, Result, Transaction};

/// Ends the session.
///
/// # Errors
///
/// Only when the store fails.
pub async fn sign_out_organizer(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    organizer: &KnownOrganizer,
) -> Result<()> {
    transaction.delete_organizer_secret(organizer.record.kind, organizer.record.secret).await?;
    context.audit(transaction, AuditAction::OrganizerSignedOut, Some(organizer.user.id), None).await
}

/// Ends every session of the user and makes every link worthless: whoever read the mail to an earlier address must
/// not go on as the user.
///
/// # Errors
///
/// Only when the store fails.
pub async fn sign_out_organizer_everywhere(transaction: &mut dyn Transaction, user: UserId) -> Result<()> {
    for kind in [OrganizerSecretKind::Link, OrganizerSecretKind::Session] {
        transaction.delete_organizer_secrets(user, kind).await?;
    }
    end_unopened_link(transaction, user).await
}
