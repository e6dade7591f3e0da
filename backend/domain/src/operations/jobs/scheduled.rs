//! What is scheduled for a user.

use shared::{Job, Language, User, UserFilter, UserId, UserSort};
use uuid::Uuid;

use super::find::on_the_wire;
use super::turns::kept_turns;
use crate::operations::users::{load, user_query};
use crate::store::sort_key;
use crate::{JobRecord, Read, Result, UserPosition};

/// Among so many of the latest jobs that wait those are looked for that concern the user.
const JOBS_MAX: u32 = 200;

/// The jobs that wait for their time, or are paused before it, and will do something to this user; the one that comes
/// first first. One that finds its users when it begins is told if it would find the user now.
///
/// # Errors
///
/// [`ProblemKind::NotFound`](shared::ProblemKind::NotFound) when there is no such user.
pub async fn list_scheduled_jobs(read: &mut dyn Read, id: UserId, language: Language) -> Result<Vec<Job>> {
    let user = load(read, id).await?;
    let mut found = Vec::new();
    for job in read.waiting_jobs(id, JOBS_MAX).await? {
        if job.starts_at.is_some() && concerns(read, &job, &user).await? {
            found.push(on_the_wire(&job, language));
        }
    }
    found.sort_by_key(|job| (job.continues_at.or(job.start_at), job.id));
    Ok(found)
}

async fn concerns(read: &mut dyn Read, job: &JobRecord, user: &User) -> Result<bool> {
    if let Some(filter) = &job.filter {
        return matches(read, filter, user).await;
    }
    let over = usize::try_from(job.turns()).unwrap_or(usize::MAX);
    let turns = kept_turns(read, job.id).await?.unwrap_or_default();
    Ok(turns.iter().skip(over).any(|turn| turn.user == user.id))
}

/// Whether the filter finds the user: whether the first one that it finds from the user's own place on is the user.
async fn matches(read: &mut dyn Read, filter: &UserFilter, user: &User) -> Result<bool> {
    let Ok(mut query) = user_query(filter, UserSort::default(), 1) else { return Ok(false) };
    let just_before = Uuid::from_u128(user.id.uuid().as_u128().saturating_sub(1));
    query.after =
        Some(UserPosition { key: sort_key(user, query.sort), user: UserId::from_uuid(just_before) });
    Ok(read.users(&query).await?.first().is_some_and(|first| first.id == user.id))
}
