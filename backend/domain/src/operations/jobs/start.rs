//! Starting a job.

use std::time::Duration;

use shared::{
    ActOnUsersRequest, ApplyImportRequest, AuditAction, Fault, Import, ImportId, Job, JobCounts, JobId,
    JobState, JobWork, Language, ProblemKind, Timestamp, UserFilter, UserId, UserSelection, UserSort,
    Version,
};

use super::end::summary;
use super::find::on_the_wire;
use super::number::check_number;
use super::turns::{USERS_IN_A_PIECE, write_users};
use crate::operations::conference_ids::check_reason;
use crate::operations::users::{each_once, user_query};
use crate::{Error, JobRecord, OperationContext, Result, Transaction};

/// By so much a client's clock may be behind: a moment that has just passed means now.
const CLOCKS_DIFFER_BY: Duration = Duration::from_mins(2);

/// Starts the import that a preview has shown, and with it the disabling of the users that it proposed, if that is wanted.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such import, [`ProblemKind::ImportNotApplicable`] when it was started
/// already.
pub async fn start_import(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: ImportId,
    request: ApplyImportRequest,
) -> Result<Job> {
    let import = transaction.import(id).await?.ok_or(ProblemKind::NotFound)?;
    if import.job.is_some() {
        return Err(ProblemKind::ImportNotApplicable.into());
    }
    let ApplyImportRequest { disable_proposed } = request;
    // Who is missing has no row in the file, so each is a row more.
    let missing = if disable_proposed { import.counts.missing } else { 0 };
    let total = Some(import.counts.rows() + missing);
    let work = JobWork::ImportUsers { import: id, options: import.options, disable_proposed };
    let job = new_job(context, work, None, total, Later::default());
    transaction.update_import(&Import { job: Some(job.id), ..import }).await?;
    insert(transaction, context, &job).await
}

/// Starts doing the same to many users, now or at a moment.
///
/// # Errors
///
/// The fault of the filter's text, of the moment, of the reason, or of a number that is no bridge's or not wanted.
pub async fn start_acting(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    request: &ActOnUsersRequest,
) -> Result<Job> {
    let ActOnUsersRequest { act, send_email, number, .. } = request;
    check_number(transaction.as_read(), *act, number.as_ref()).await?;
    let work = JobWork::ActOnUsers { act: *act, send_email: *send_email, number: number.clone() };
    let starts_at = request.start_at.map(|moment| check_start(moment, context.now)).transpose()?;
    let later = Later { starts_at, reason: check_reason(request.reason.as_deref())? };
    let rows = match &request.selection {
        UserSelection::Matching(filter) => {
            // What is wrong with it is said at once.
            user_query(filter, UserSort::default(), 1)?;
            // Whom it does not concern has no row.
            let concerned = request.act.concerns();
            let nobody = filter.dial_in.is_some_and(|dial_in| dial_in != concerned);
            let filter = UserFilter { dial_in: Some(concerned), ..filter.clone() };
            if nobody { WhoseRows::These(Vec::new()) } else { WhoseRows::Matching(filter) }
        }
        UserSelection::Ids(ids) => WhoseRows::These(each_once(ids)),
    };
    begin(transaction, context, work, rows, later).await
}

/// A moment at which a job can begin.
///
/// # Errors
///
/// The fault of a moment that has passed, or is too far ahead.
pub(super) fn check_start(moment: Timestamp, now: Timestamp) -> Result<Timestamp> {
    let fault = if moment < now.before(CLOCKS_DIFFER_BY) {
        Fault::MomentOver
    } else if moment > now.after(Duration::from_hours(24 * Job::DAYS_AHEAD_MAX)) {
        Fault::MoreDaysAheadThan(Job::DAYS_AHEAD_MAX)
    } else {
        return Ok(moment);
    };
    Err(Error::field("startAt", fault))
}

/// When a job begins, and why.
#[derive(Default)]
struct Later {
    starts_at: Option<Timestamp>,
    reason: Option<String>,
}

/// The users of a job's rows.
pub(crate) enum WhoseRows {
    /// Whoever matches when the job begins.
    Matching(UserFilter),
    /// Whoever has the number as their own that the job takes out of use, when it begins.
    Holders,
    /// These users.
    These(Vec<UserId>),
}

/// Starts a job with a row for each of these users.
pub(crate) async fn start_job(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    work: JobWork,
    rows: WhoseRows,
) -> Result<Job> {
    begin(transaction, context, work, rows, Later::default()).await
}

async fn begin(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    work: JobWork,
    rows: WhoseRows,
    later: Later,
) -> Result<Job> {
    let job = match rows {
        WhoseRows::Matching(filter) => new_job(context, work, Some(filter), None, later),
        WhoseRows::Holders => new_job(context, work, None, None, later),
        WhoseRows::These(users) => {
            let job = new_job(context, work, None, Some(users.len() as u64), later);
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
    later: Later,
) -> JobRecord {
    let Later { starts_at, reason } = later;
    let waits_until = starts_at.filter(|starts_at| *starts_at > context.now);
    JobRecord {
        id: JobId::from_uuid(context.new_uuid()),
        version: Version::FIRST,
        state: if waits_until.is_some() { JobState::Scheduled } else { JobState::Queued },
        due_at: Some(waits_until.unwrap_or(context.now)),
        lease: None,
        attempts: 0,
        work,
        filter,
        reason,
        put_off: 0,
        starts_at,
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
    let is_scheduled = job.state == JobState::Scheduled;
    let action = if is_scheduled { AuditAction::JobScheduled } else { AuditAction::JobStarted };
    context.audit(transaction, action, None, Some(summary(job))).await?;
    // Nothing is wrong with it yet, so there is no sentence in it.
    Ok(on_the_wire(job, Language::default()))
}
