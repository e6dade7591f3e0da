//! What the users of a world have.

use std::collections::BTreeSet;

use konfid_domain::operations::conference_ids::reset_conference_id;
use konfid_domain::{Actor, JobRecord, JobRowRecord, MailQuery};
use shared::{JobOutcome, MailEvent, MailFilter, ResetConferenceIdRequest, UserFilter, UserId, UserSort};

use crate::support::World;

impl World {
    /// Whoever has an ID has it from a row, and has one.
    pub(crate) async fn check_enabled(&self, job: &JobRecord, rows: &[JobRowRecord]) {
        let enabled: BTreeSet<UserId> =
            rows.iter().filter(|row| row.enabled).filter_map(|row| row.user).collect();
        assert_eq!(enabled.len() as u64, job.counts.conference_ids);
        for user in enabled {
            assert_eq!(self.periods(user).await, 1);
        }
        assert_eq!(self.enabled().await, job.counts.conference_ids);
    }

    /// What was done to users who were enabled was done to each of them once.
    pub(crate) async fn check_acted_on(&self, job: &JobRecord, rows: &[JobRowRecord], users: u64) {
        assert_eq!(self.enabled().await, users - job.counts.disabled);
        for row in rows {
            let user = row.user.unwrap();
            let periods = 1 + usize::from(row.outcome == JobOutcome::Reset);
            assert_eq!(self.periods(user).await, periods, "{:?}", row.outcome);
            let filter = MailFilter { user: Some(user), state: None };
            let query = MailQuery { filter, before: None, limit: 10 };
            let read = self
                .application
                .in_snapshot(move |read| Box::pin(async move { Ok(read.mails(&query).await?) }));
            let events: Vec<_> = read.await.unwrap().into_iter().map(|(mail, _)| mail.event).collect();
            let expected = match row.outcome {
                JobOutcome::Reset => vec![MailEvent::ConferenceIdChanged],
                JobOutcome::Disabled => vec![MailEvent::Disabled],
                JobOutcome::Informed => vec![MailEvent::ConferenceInfo],
                JobOutcome::Changed => vec![MailEvent::PinReset],
                JobOutcome::New
                | JobOutcome::Enabled
                | JobOutcome::Unchanged
                | JobOutcome::Refused
                | JobOutcome::Failed => panic!("{row:?}"),
            };
            assert_eq!(events, expected);
        }
    }

    /// Resets the user's ID by hand.
    pub(crate) async fn reset(&self, user: UserId) {
        let reset = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move {
                let seen = transaction.user(user).await?.unwrap().version;
                let request = ResetConferenceIdRequest::default();
                reset_conference_id(transaction, context, user, seen, &request).await
            })
        });
        reset.await.unwrap();
    }

    /// In how many periods the user has had an ID.
    pub(crate) async fn periods(&self, user: UserId) -> usize {
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move { Ok(read.assignments_of_owner(shared::IdOwner::User(user)).await?) })
        });
        read.await.unwrap().len()
    }

    /// All users.
    pub(crate) async fn users(&self) -> Vec<UserId> {
        let query = konfid_domain::UserQuery { limit: 1_000, ..konfid_domain::UserQuery::default() };
        let read =
            self.application.in_snapshot(move |read| Box::pin(async move { Ok(read.users(&query).await?) }));
        read.await.unwrap().into_iter().map(|user| user.id).collect()
    }

    /// How many users are enabled.
    pub(crate) async fn enabled(&self) -> u64 {
        let filter = UserFilter { dial_in: Some(shared::DialInFilter::Enabled), ..UserFilter::default() };
        let query = konfid_domain::operations::users::user_query(&filter, UserSort::default(), 1).unwrap();
        let read = self
            .application
            .in_snapshot(move |read| Box::pin(async move { Ok(read.count_users(&query).await?) }));
        read.await.unwrap()
    }
}
