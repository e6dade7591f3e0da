//! Switching the organisation between static and dynamic conference IDs.

use shared::{
    AuditAction, AuditDetail, AuditField, ConferenceIdType, DialInFilter, FieldChange, Job, JobWork,
    ProblemKind, ProviderFilter, Settings, SwitchOrganisationTypeRequest, UserFilter, Version,
};

use crate::operations::jobs::{WhoseRows, start_job};
use crate::{OperationContext, Result, Transaction};

/// Changes what users have who have no type of their own. The setting holds at once, so that meetings and users that come now
/// follow it; a job brings the others in line, one after the other, as [`switch_user_type`](super::switch_user_type) does.
/// Asked for the type that the organisation has already, it goes on with those who were left behind.
///
/// # Errors
///
/// [`ProblemKind::VersionStale`] when the settings have changed since `seen`.
pub async fn switch_organisation_type(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    seen: Version,
    request: SwitchOrganisationTypeRequest,
) -> Result<Job> {
    let SwitchOrganisationTypeRequest { kind, send_email } = request;
    let before = transaction.settings().await?;
    if seen != before.version {
        return Err(ProblemKind::VersionStale.into());
    }
    let change = FieldChange::of(AuditField::ConferenceIdType, Some(&before.conference_id_type), Some(&kind));
    if let Some(change) = change {
        let version = before.version.next();
        transaction.update_settings(&Settings { conference_id_type: kind, version, ..before }).await?;
        let detail = AuditDetail::Changes { fields: vec![change] };
        context.audit(transaction, AuditAction::SettingsUpdated, None, Some(detail)).await?;
    }
    start_switching(transaction, context, kind, send_email).await
}

/// Starts the job that brings users in line who have the other type than the organisation has now.
pub(crate) async fn start_switching(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    kind: ConferenceIdType,
    send_email: Option<bool>,
) -> Result<Job> {
    let filter = UserFilter {
        dial_in: Some(DialInFilter::Enabled),
        provider: Some(ProviderFilter::BuiltIn),
        conference_id_type: Some(kind.other()),
        ..UserFilter::default()
    };
    let work = JobWork::SwitchConferenceIdType { to: kind, send_email };
    start_job(transaction, context, work, WhoseRows::Matching(filter)).await
}
