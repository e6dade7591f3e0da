//! The update of one user's meetings: from what was claimed to what is written down.

mod ending;
mod lease;
mod meeting;
mod meeting_log;
mod plan;
mod undo;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use domain::{Application, CalendarUpdateRecord, Result, Sealer};
use futures::{StreamExt as _, stream};
use shared::calendar::MendRequest;
use shared::{MeetingUpdateReason, Timestamp};
use tokio::sync::{Notify, watch};

use self::ending::Ending;
use self::lease::Lease;
use self::plan::Plan;
use crate::account::{Account, Connector};
use crate::address::CalendarAddress;
use crate::discover::Calendar;
use crate::servers::seconds;
use crate::survey::survey;

/// How connected calendars are kept up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpdateOptions {
    /// For how long an update belongs to the worker that took it; it is renewed while the worker is at work.
    pub lease: Duration,
    /// For how long the data before a change are kept.
    pub undo_for: Duration,
    /// The wait after the first failure; it doubles with every further one.
    pub first_delay: Duration,
    /// The longest wait.
    pub longest_delay: Duration,
    /// After how many failures in a row it is left to people.
    pub attempts: u32,
    /// For how long calendars are looked at before that counts as a failure.
    pub longest_look: Duration,
}

impl Default for UpdateOptions {
    /// Waits of a minute up to six hours; given up after about four days.
    fn default() -> Self {
        Self {
            lease: Duration::from_mins(10),
            undo_for: Duration::from_hours(30 * 24),
            first_delay: Duration::from_mins(1),
            longest_delay: Duration::from_hours(6),
            attempts: 24,
            longest_look: Duration::from_hours(1),
        }
    }
}

impl UpdateOptions {
    /// When it is tried again after this many failures (at least 1); `None` when it is left to people.
    fn next_attempt(&self, now: Timestamp, attempts: u32) -> Option<Timestamp> {
        let doublings = attempts.saturating_sub(1).min(31);
        let delay = self.first_delay.saturating_mul(1 << doublings).min(self.longest_delay);
        (attempts < self.attempts).then(|| now.after(delay))
    }
}

/// What all updates need.
#[derive(Clone)]
pub(crate) struct Updates {
    pub(crate) application: Application,
    pub(crate) sealer: Arc<dyn Sealer>,
    pub(crate) connector: Connector,
    pub(crate) options: UpdateOptions,
    /// Becomes true when the worker is to stop: then nothing new is begun.
    pub(crate) stopping: watch::Receiver<bool>,
}

/// What the meetings of one update share.
struct Round<'all> {
    lease: &'all Lease,
    plan: &'all Plan,
    account: &'all Account,
    request: MendRequest,
    /// Whether nothing can be done with the account any more; then no further meeting is begun.
    is_broken: AtomicBool,
}

/// An update that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Claimed {
    /// Its record, marked as underway.
    pub(crate) record: CalendarUpdateRecord,
    /// Why the attempt before could not be done; [`MeetingUpdateReason::Underway`] if it never came to an end.
    before: Option<MeetingUpdateReason>,
}

impl Claimed {
    pub(crate) fn of(mut record: CalendarUpdateRecord) -> Self {
        let before = record.last_error.replace(MeetingUpdateReason::Underway);
        Self { record, before }
    }
}

impl Updates {
    /// Does an update that was claimed. When the store fails, it is due again when the lease ends.
    pub(crate) async fn run(&self, claimed: Claimed) -> Result<()> {
        let (user, before) = (claimed.record.user, claimed.before);
        let lease = Lease::new(claimed.record);
        let Some(mut plan) = self.plan(user).await? else {
            // There is no calendar any more: nothing is due.
            return self.finish(&lease, None, Ending::Done(None), before).await;
        };
        if before == Some(MeetingUpdateReason::Underway) {
            return self.finish(&lease, Some(&plan), Ending::PutOff, before).await;
        }
        let done = Notify::new();
        let work = async {
            let ending = self.work(&lease, &mut plan).await;
            done.notify_one();
            ending
        };
        // Both end by themselves: dropping a write half done would forget what became of it.
        let (ending, ()) = futures::join!(work, self.keep_lease(&lease, &done));
        self.finish(&lease, Some(&plan), ending?, before).await
    }

    async fn work(&self, lease: &Lease, plan: &mut Plan) -> Result<Ending> {
        // The switch may have been turned off after the update was scheduled; an undo is done all the same.
        if !plan.is_wanted && !plan.log.values().any(|record| record.undo_wanted) {
            return Ok(Ending::Done(None));
        }
        let Some(password) = plan.password.as_deref() else {
            return Ok(Ending::Failed(MeetingUpdateReason::KeyLost));
        };
        let address = match CalendarAddress::parse(&plan.connection.url) {
            Ok(address) => address,
            Err(reason) => return Ok(Ending::Failed(reason)),
        };
        let account = self.connector.account(address, &plan.connection.username, password, plan.reach);
        let calendars = match self.look(account.discover()).await {
            Ok(calendars) => calendars,
            Err(ending) => return Ok(ending),
        };
        if let Some(reason) = self.undo_wanted(lease, plan, &account, &calendars).await? {
            return Ok(Ending::Failed(reason));
        }
        if self.is_stopping() {
            return Ok(Ending::Interrupted);
        }
        if !plan.is_wanted {
            return Ok(Ending::Done(None));
        }
        self.mend_all(lease, plan, &account, &calendars).await
    }

    async fn mend_all(
        &self,
        lease: &Lease,
        plan: &Plan,
        account: &Account,
        calendars: &[Calendar],
    ) -> Result<Ending> {
        let Some(new_id) = plan.current else { return Ok(Ending::Done(None)) };
        let request = MendRequest {
            addresses: plan.addresses.clone(),
            old_ids: plan.earlier.clone(),
            new_id,
            numbers: Vec::new(),
            now: seconds(self.application.now()),
        };
        let survey = match self.look(survey(account, calendars, &request)).await {
            Ok(survey) => survey,
            Err(ending) => return Ok(ending),
        };
        let pending = self.enter(lease, plan, &survey).await?;
        let round = Round { lease, plan, account, request, is_broken: AtomicBool::new(false) };
        let results: Vec<_> = stream::iter(pending)
            .map(|pending| self.mend(&round, pending))
            .buffer_unordered(account.parallel)
            .collect()
            .await;
        let (mut next, mut is_left, mut broken) = (None, false, None);
        for result in results {
            match result? {
                meeting::Result::Settled => {}
                meeting::Result::TryAgain(at) => next = next.into_iter().chain([at]).min(),
                meeting::Result::Broken(reason) => broken = Some(reason),
                meeting::Result::Left => is_left = true,
            }
        }
        // What the server fails to give is asked for again, after all the others are done.
        let broken =
            broken.or_else(|| (!survey.unreadable.is_empty()).then_some(MeetingUpdateReason::ServerFailed));
        Ok(match broken {
            Some(reason) => Ending::Failed(reason),
            None if is_left => Ending::Interrupted,
            None => Ending::Done(next),
        })
    }

    /// What only looks, unless the worker is to stop meanwhile or it takes too long; otherwise, how the update ends.
    async fn look<T>(
        &self,
        look: impl Future<Output = std::result::Result<T, MeetingUpdateReason>>,
    ) -> std::result::Result<T, Ending> {
        let mut stopping = self.stopping.clone();
        tokio::select! {
            biased;
            // The sender lives as long as the worker; without it nobody can ask to stop.
            Ok(_) = stopping.wait_for(|stopping| *stopping) => Err(Ending::Interrupted),
            found = tokio::time::timeout(self.options.longest_look, look) => {
                found.unwrap_or(Err(MeetingUpdateReason::TooSlow)).map_err(Ending::Failed)
            }
        }
    }

    fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }
}
