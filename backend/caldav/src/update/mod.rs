//! The update of one user's meetings: from what was claimed to what is written down.

mod lease;
mod meeting;
mod meeting_log;
mod undo;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use domain::operations::meeting_updates::{
    CalendarRetries, CalendarUpdateEnding as Ending, CalendarUpdatePlan, ClaimedCalendarUpdate,
    finish_calendar_update, plan_calendar_update,
};
use domain::{Application, Result, Sealer};
use futures::{StreamExt as _, stream};
use shared::MeetingUpdateReason;
use shared::calendar::MendRequest;
use tokio::sync::{Notify, watch};

use self::lease::Lease;
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
    /// When what has failed is tried again.
    pub retries: CalendarRetries,
    /// For how long calendars are looked at before that counts as a failure.
    pub longest_look: Duration,
}

impl Default for UpdateOptions {
    fn default() -> Self {
        Self {
            lease: Duration::from_mins(10),
            undo_for: Duration::from_hours(30 * 24),
            retries: CalendarRetries::default(),
            longest_look: Duration::from_hours(1),
        }
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
    plan: &'all CalendarUpdatePlan,
    account: &'all Account,
    request: MendRequest,
    /// Whether nothing can be done with the account any more; then no further meeting is begun.
    is_broken: AtomicBool,
}

impl Updates {
    /// Does an update that was claimed. When the store fails, it is due again when the lease ends.
    pub(crate) async fn run(&self, claimed: ClaimedCalendarUpdate) -> Result<()> {
        let is_put_off = claimed.follows_one_without_end();
        let ClaimedCalendarUpdate { record, before } = claimed;
        let user = record.user;
        let lease = Lease::new(record);
        let sealer = Arc::clone(&self.sealer);
        let plan = self.application.in_snapshot(move |read| {
            Box::pin(async move { plan_calendar_update(read, &*sealer, user).await })
        });
        let Some(mut plan) = plan.await? else {
            // There is no calendar any more: nothing is due.
            return self.finish(&lease, Ending::Done(None), before).await;
        };
        if is_put_off {
            return self.finish(&lease, Ending::PutOff, before).await;
        }
        let done = Notify::new();
        let work = async {
            let ending = self.work(&lease, &mut plan).await;
            done.notify_one();
            ending
        };
        // Both end by themselves: dropping a write half done would forget what became of it.
        let (ending, ()) = futures::join!(work, self.keep_lease(&lease, &done));
        self.finish(&lease, ending?, before).await
    }

    /// Writes down how it ended, if the record is still this worker's. `before` is how the attempt before did.
    async fn finish(&self, lease: &Lease, ending: Ending, before: Option<MeetingUpdateReason>) -> Result<()> {
        let Some(held) = lease.release().await else { return Ok(()) };
        let (now, retries) = (self.application.now(), self.options.retries);
        let finish = self.application.in_transaction(move |transaction| {
            Box::pin(
                async move { finish_calendar_update(transaction, now, &held, before, ending, retries).await },
            )
        });
        finish.await
    }

    async fn work(&self, lease: &Lease, plan: &mut CalendarUpdatePlan) -> Result<Ending> {
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
        plan: &CalendarUpdatePlan,
        account: &Account,
        calendars: &[Calendar],
    ) -> Result<Ending> {
        let Some(new_id) = plan.current else { return Ok(Ending::Done(None)) };
        let request = MendRequest {
            addresses: plan.addresses.clone(),
            old_ids: plan.earlier.clone(),
            new_id,
            numbers: plan.numbers.clone(),
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
