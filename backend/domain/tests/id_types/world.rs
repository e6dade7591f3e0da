//! What is done in these tests, and looked at.

use konfid_domain::operations::conference_ids::{conference_of, reset_conference_id};
use konfid_domain::operations::id_types::{retire_kept_ids, switch_user_type};
use konfid_domain::operations::meetings::{
    cancel_meeting, create_meeting, list_meetings, retire_ended_meetings, update_meeting,
};
use konfid_domain::operations::upkeep::keep_up;
use konfid_domain::operations::users::disable_user;
use konfid_domain::{Actor, Error, MailQuery, MeetingChanges, NewMeeting, Result};
use shared::{
    AssignmentCause, AuditAction, BridgeId, ConferenceId, ConferenceIdType, CreateMeetingRequest, IdOwner,
    Language, MailEvent, MailFilter, Meeting, MeetingFilter, MeetingSchedule, PageRequest, ProblemCode,
    ResetConferenceIdRequest, SwitchTypeRequest, Timestamp, UpdateMeetingRequest, User, UserActionRequest,
    UserId,
};

pub(crate) use crate::support::World;

/// A meeting of one hour on this day of December 2026; the world begins on 24 November.
pub(crate) fn day(day: u8) -> MeetingSchedule {
    MeetingSchedule {
        start: format!("2026-12-{day:02}T10:00"),
        end: format!("2026-12-{day:02}T11:00"),
        time_zone: "Europe/Stockholm".into(),
        recurrence: None,
    }
}

pub(crate) fn problem<T: std::fmt::Debug>(result: Result<T>) -> ProblemCode {
    match result.unwrap_err() {
        Error::Problem(problem) => problem.code(),
        error @ Error::Store(_) => panic!("{error}"),
    }
}

impl World {
    pub(crate) async fn user(&self, user: UserId) -> User {
        let read =
            self.application.in_snapshot(move |read| Box::pin(async move { Ok(read.user(user).await?) }));
        read.await.unwrap().unwrap()
    }

    pub(crate) async fn enabled(&self, name: &str) -> User {
        let user = self.add_user(name).await;
        self.enable(user.id, Some(false)).await.unwrap()
    }

    pub(crate) async fn switch(&self, user: UserId, kind: Option<ConferenceIdType>) -> Result<User> {
        self.switch_with(user, SwitchTypeRequest::new(kind)).await
    }

    pub(crate) async fn switch_with(&self, user: UserId, request: SwitchTypeRequest) -> Result<User> {
        let seen = self.user(user).await.version;
        let switch = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let request = request.clone();
            Box::pin(async move { switch_user_type(transaction, context, user, seen, request).await })
        });
        switch.await
    }

    pub(crate) async fn disable(&self, user: UserId) -> User {
        let disable = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let request = UserActionRequest { send_email: Some(false), ..UserActionRequest::default() };
            Box::pin(async move { disable_user(transaction, context, user, None, request).await })
        });
        disable.await.unwrap()
    }

    pub(crate) async fn reset(&self, user: UserId) -> Result<User> {
        let seen = self.user(user).await.version;
        let reset = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let request = ResetConferenceIdRequest::default();
            Box::pin(async move { reset_conference_id(transaction, context, user, seen, &request).await })
        });
        reset.await
    }

    pub(crate) async fn plan(&self, user: UserId, schedule: MeetingSchedule) -> Result<Meeting> {
        let new = NewMeeting::check(&CreateMeetingRequest {
            organizer: None,
            subject: "Planning".into(),
            schedule,
        })?;
        let create = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { create_meeting(transaction, context, user, new, Language::En).await })
        });
        Ok(create.await?.meeting)
    }

    pub(crate) async fn put_off(&self, meeting: &Meeting, schedule: MeetingSchedule) -> Result<Meeting> {
        let (id, seen) = (meeting.id, meeting.version);
        let request = UpdateMeetingRequest { subject: None, schedule: Some(schedule) };
        let changes = MeetingChanges::check(&request)?;
        let change = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(
                async move { update_meeting(transaction, context, id, seen, changes, Language::En).await },
            )
        });
        Ok(change.await?.meeting)
    }

    pub(crate) async fn cancel(&self, meeting: &Meeting) {
        let id = meeting.id;
        let cancel = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { cancel_meeting(transaction, context, id, None, Language::En).await })
        });
        cancel.await.unwrap();
    }

    /// The meetings of a user, newest first.
    pub(crate) async fn meetings(&self, user: UserId) -> Vec<Meeting> {
        let now = self.application.now();
        let list = self.application.in_snapshot(move |read| {
            Box::pin(async move {
                let page = PageRequest { limit: Some(200), ..PageRequest::default() };
                list_meetings(read, now, Some(user), MeetingFilter::default(), &page).await
            })
        });
        list.await.unwrap().items
    }

    pub(crate) async fn admits(&self, id: Option<ConferenceId>) -> bool {
        let (now, Some(id)) = (self.application.now(), id) else { return false };
        let map = self.application.in_snapshot(move |read| {
            Box::pin(async move { conference_of(read, now, BridgeId::FIRST, id).await })
        });
        map.await.unwrap().is_some()
    }

    /// What the server does every hour.
    pub(crate) async fn keep_up(&self) {
        let work = self.application.in_transaction_as(Actor::System, |transaction, context| {
            Box::pin(async move {
                keep_up(transaction, context).await?;
                let more = retire_ended_meetings(transaction, context).await?;
                Ok(more || retire_kept_ids(transaction, context).await?)
            })
        });
        assert!(!work.await.unwrap());
    }

    /// The emails of a user that wait, with the ID that each names.
    pub(crate) async fn waiting(&self, user: UserId) -> Vec<(MailEvent, Option<ConferenceId>)> {
        let list = self.application.in_snapshot(move |read| {
            Box::pin(async move {
                let filter = MailFilter { user: Some(user), state: Some(shared::MailState::Queued) };
                Ok(read.mails(&MailQuery { filter, before: None, limit: 100 }).await?)
            })
        });
        list.await.unwrap().into_iter().map(|(mail, _)| (mail.event, mail.conference_id)).collect()
    }

    /// Each period of the user's IDs, newest first: which ID, and why it ended.
    pub(crate) async fn periods(&self, user: UserId) -> Vec<(ConferenceId, Option<AssignmentCause>)> {
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move { Ok(read.assignments_of_owner(IdOwner::User(user)).await?) })
        });
        let periods = read.await.unwrap();
        periods.into_iter().map(|period| (period.conference_id, period.ended)).collect()
    }

    /// How often this was done to the user.
    pub(crate) async fn times(&self, user: UserId, action: AuditAction) -> usize {
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move {
                let query = konfid_domain::AuditQuery { user: Some(user), limit: 200, ..Default::default() };
                Ok(read.audit(&query).await?)
            })
        });
        read.await.unwrap().iter().filter(|entry| entry.action == action).count()
    }

    /// Until when the ID is in quarantine.
    pub(crate) async fn quarantine(&self, id: ConferenceId) -> Option<Timestamp> {
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move { Ok(read.ledger_entry(BridgeId::FIRST, id).await?) })
        });
        read.await.unwrap().and_then(|entry| entry.quarantined_until)
    }
}
