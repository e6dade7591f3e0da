//! Starting a job.

use shared::{
    AuditAction, DialInFilter, EnableUsersRequest, Import, ImportId, Job, JobCounts, JobId, JobState,
    JobWork, Language, ProblemKind, UserFilter, UserId, UserSelection, UserSort, Version,
};

use super::end::summary;
use super::find::on_the_wire;
use super::rows::{USERS_IN_A_PIECE, write_users};
use crate::operations::users::user_query;
use crate::{JobRecord, OperationContext, Result, Transaction};

/// Starts the import that a preview has shown.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such import, [`ProblemKind::ImportNotApplicable`] when it was started
/// already.
pub async fn start_import(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: ImportId,
) -> Result<Job> {
    let import = transaction.import(id).await?.ok_or(ProblemKind::NotFound)?;
    if import.job.is_some() {
        return Err(ProblemKind::ImportNotApplicable.into());
    }
    let total = Some(import.counts.rows());
    let job = new_job(context, JobWork::ImportUsers { import: id, options: import.options }, None, total);
    transaction.update_import(&Import { job: Some(job.id), ..import }).await?;
    insert(transaction, context, &job).await
}

/// Starts enabling many users.
///
/// # Errors
///
/// The fault of the filter's text.
pub async fn start_enabling(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    request: &EnableUsersRequest,
) -> Result<Job> {
    let work = JobWork::EnableUsers { send_email: request.send_email };
    let job = match &request.selection {
        UserSelection::Matching(filter) => {
            // What is wrong with it is said at once.
            user_query(filter, UserSort::default(), 1)?;
            // Those who are enabled have nothing to gain.
            let nobody = filter.dial_in == Some(DialInFilter::Enabled);
            let filter = UserFilter { dial_in: Some(DialInFilter::Disabled), ..filter.clone() };
            let total = nobody.then_some(0);
            new_job(context, work, (!nobody).then_some(filter), total)
        }
        UserSelection::Ids(ids) => {
            let mut seen = std::collections::HashSet::new();
            let users: Vec<UserId> = ids.iter().copied().filter(|id| seen.insert(*id)).collect();
            let job = new_job(context, work, None, Some(users.len() as u64));
            for (number, users) in (0..).zip(users.chunks(USERS_IN_A_PIECE)) {
                transaction.put_piece(job.id.uuid(), number, context.now, &write_users(users)).await?;
            }
            job
        }
    };
    insert(transaction, context, &job).await
}

fn new_job(
    context: &mut OperationContext,
    work: JobWork,
    filter: Option<UserFilter>,
    total: Option<u64>,
) -> JobRecord {
    JobRecord {
        id: JobId::from_uuid(context.new_uuid()),
        version: Version::FIRST,
        state: JobState::Queued,
        due_at: Some(context.now),
        lease: None,
        attempts: 0,
        work,
        filter,
        counts: JobCounts { total, ..JobCounts::default() },
        actor: context.actor.clone(),
        created_at: context.now,
        finished_at: None,
        error: None,
    }
}

async fn insert(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    job: &JobRecord,
) -> Result<Job> {
    transaction.insert_job(job).await?;
    context.audit(transaction, AuditAction::JobStarted, None, Some(summary(job))).await?;
    // Nothing is wrong with it yet, so there is no sentence in it.
    Ok(on_the_wire(job, Language::default()))
}
