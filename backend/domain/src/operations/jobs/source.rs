//! What a job works on.

use std::sync::Arc;

use shared::{BridgeId, JobError, JobId, JobWork, UserId, UserSort};

use super::renumber::RenumberItem;
use super::rows::{ImportManner, JobItem};
use super::run::JobRunner;
use super::step::Claim;
use super::switch::SwitchItem;
use super::turns::{Turn, USERS_IN_A_PIECE, kept_turns};
use super::users::{UserItem, UserManner};
use crate::operations::imports::KeptImport;
use crate::operations::users::user_query;
use crate::store::sort_key;
use crate::{JobRecord, Read, Result, UserPosition, UserQuery};

/// How many users of a filter are read at a time.
const USERS_READ: u32 = 1_000;

/// What a job works on.
pub(super) enum Source {
    /// A file, how its rows are imported, and the users that are disabled because they are missing from it.
    File(String, ImportManner, Vec<UserId>),
    /// Users, and what is done to each.
    Users(Vec<JobItem>),
    /// It cannot be had.
    Missing(JobError),
}

impl JobRunner {
    /// Reads what the job works on.
    pub(super) async fn source(&self, job: &JobRecord) -> Result<Source> {
        let job = job.clone();
        let read = self.application.in_snapshot(move |read| {
            let job = job.clone();
            Box::pin(async move {
                Ok(match job.work {
                    JobWork::ImportUsers { import, options, disable_proposed } => {
                        match read.import(import).await? {
                            None => Source::Missing(JobError::SourceGone),
                            Some(import) => {
                                let kept = KeptImport::read(read, import.id, &import.counts).await?;
                                let missing = if disable_proposed { kept.missing } else { Vec::new() };
                                Source::File(kept.text, ImportManner { options, disable_proposed }, missing)
                            }
                        }
                    }
                    JobWork::ActOnUsers { .. }
                    | JobWork::SwitchConferenceIdType { .. }
                    | JobWork::ReplaceNumber { .. } => match kept_turns(read, job.id).await? {
                        Some(turns) => Source::Users(items(&job, turns)),
                        None => Source::Missing(JobError::SelectionUnusable),
                    },
                })
            })
        });
        read.await
    }

    /// Finds the users whom the job is about, and keeps them: from then on they are its rows.
    pub(super) async fn find_rows(&self, job: &JobRecord, claim: Claim) -> Result<Option<JobError>> {
        let users = match (&job.filter, &job.work) {
            (Some(filter), _) => {
                let Ok(query) = user_query(filter, UserSort::default(), USERS_READ) else {
                    return Ok(Some(JobError::SelectionUnusable));
                };
                let read = self.application.in_snapshot(move |read| Box::pin(matching(read, query)));
                read.await?
            }
            (None, &JobWork::ReplaceNumber { bridge, .. }) => {
                let id = job.id;
                self.application.in_snapshot(move |read| Box::pin(holders(read, bridge, id))).await?
            }
            (
                None,
                JobWork::ActOnUsers { .. }
                | JobWork::ImportUsers { .. }
                | JobWork::SwitchConferenceIdType { .. },
            ) => return Ok(None),
        };
        self.keep_rows(job, claim, users).await.map(|()| None)
    }

    async fn keep_rows(&self, job: &JobRecord, claim: Claim, users: Vec<UserId>) -> Result<()> {
        for (number, piece) in (0..).zip(users.chunks(USERS_IN_A_PIECE)) {
            let piece: Arc<[UserId]> = piece.into();
            let keep = self.application.in_transaction_as(job.actor.clone(), move |transaction, context| {
                Box::pin(async move { claim.keep_users(transaction, context.now, number, &piece).await })
            });
            if !keep.await? {
                return Ok(());
            }
        }
        let total = users.len() as u64;
        let set = self.application.in_transaction_as(job.actor.clone(), move |transaction, context| {
            Box::pin(async move { claim.set_total(transaction, context, total).await })
        });
        set.await
    }
}

/// What is done to each user; an import is about rows of a file.
fn items(job: &JobRecord, turns: Vec<Turn>) -> Vec<JobItem> {
    let turns = turns.into_iter();
    match &job.work {
        JobWork::ImportUsers { .. } => Vec::new(),
        JobWork::ActOnUsers { act, send_email, number } => {
            let manner = Arc::new(UserManner {
                act: *act,
                send_email: *send_email,
                number: number.clone(),
                reason: job.reason.clone(),
                asked_at: job.created_at,
                respects_meetings: job.starts_at.is_some() && act.disturbs_meetings(),
            });
            turns.map(|turn| UserItem::of(turn, &manner)).map(JobItem::Act).collect()
        }
        &JobWork::SwitchConferenceIdType { to, send_email } => {
            turns.map(|turn| JobItem::Switch(SwitchItem { user: turn.user, to, send_email })).collect()
        }
        &JobWork::ReplaceNumber { bridge, send_email } => {
            let item = |turn: Turn| RenumberItem { user: turn.user, bridge, job: job.id, send_email };
            turns.map(item).map(JobItem::Renumber).collect()
        }
    }
}

/// Everybody who matches.
async fn matching(read: &mut dyn Read, mut query: UserQuery) -> Result<Vec<UserId>> {
    let mut found = Vec::new();
    loop {
        let users = read.users(&query).await?;
        found.extend(users.iter().map(|user| user.id));
        match users.last() {
            Some(last) if users.len() == USERS_READ as usize => {
                query.after = Some(UserPosition { key: sort_key(last, query.sort), user: last.id });
            }
            _ => return Ok(found),
        }
    }
}

/// Everybody who has the number as their own that this job takes out of use.
async fn holders(read: &mut dyn Read, bridge: BridgeId, job: JobId) -> Result<Vec<UserId>> {
    let bridge = crate::bridge(read, bridge).await?;
    let Some(leaving) = bridge.leaving_in(job) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    loop {
        let users = read.number_holders(&leaving.number, found.last().copied(), USERS_READ).await?;
        let is_last = users.len() < USERS_READ as usize;
        found.extend(users);
        if is_last {
            return Ok(found);
        }
    }
}
