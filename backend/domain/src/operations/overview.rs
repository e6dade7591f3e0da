//! How things stand.

use shared::{
    Bridge, Job, JobState, Language, MailReadiness, Overview, PageRequest, ProblemKind, Settings, Timestamp,
};

use super::statistics::{enabled_users, third_party_users};
use super::{audit, bridges, jobs};
use crate::{AuditQuery, MailPost, Read, Result, UserQuery};

/// How many of the latest acts are told.
const LATEST: u32 = 8;
/// Among so many of the latest jobs those are looked for that have not come to their end.
const JOBS: u32 = 100;

/// How things stand now, with the sentences in this language.
///
/// # Errors
///
/// Only when the store fails.
pub async fn show_overview(
    read: &mut dyn Read,
    mails: &dyn MailPost,
    now: Timestamp,
    language: Language,
) -> Result<Overview> {
    let settings = read.settings().await?;
    let bridges = bridges::list_bridges(read, now).await?;
    let default = bridges.iter().map(|report| &report.bridge).find(|bridge| bridge.default);
    let mail = readiness(mails, &settings, default)?;
    let page = PageRequest { limit: Some(JOBS), ..PageRequest::default() };
    let is_going_on = |job: &Job| match job.state {
        JobState::Scheduled => job.continues_at.is_some(),
        JobState::Queued | JobState::Running | JobState::Paused => true,
        JobState::Done | JobState::Cancelled | JobState::Failed => false,
    };
    let jobs = jobs::list_jobs(read, &page, language).await?.items.into_iter().filter(is_going_on).collect();
    let query = AuditQuery { folded: true, limit: LATEST, ..AuditQuery::default() };
    let mut latest = read.audit(&query).await?;
    for entry in &mut latest {
        audit::tell(entry, language);
    }
    Ok(Overview {
        at: now,
        users: read.count_users(&UserQuery::default()).await?,
        enabled_users: enabled_users(read).await?,
        third_party_users: third_party_users(read).await?,
        bridges,
        mail,
        failed_emails: read.count_failed_mails(Overview::FAILED_EMAILS_MAX).await?,
        jobs,
        latest,
    })
}

fn readiness(mails: &dyn MailPost, settings: &Settings, default: Option<&Bridge>) -> Result<MailReadiness> {
    Ok(mails.readiness(settings, default.ok_or(ProblemKind::NotFound)?))
}
