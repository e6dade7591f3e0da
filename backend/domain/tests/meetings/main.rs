//! Planned meetings: which ID they have, when callers get in with it, and what becomes of it.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod other_provider;
#[path = "../support/mod.rs"]
mod support;

use std::time::Duration;

use konfid_domain::operations::conference_ids::{conference_of, look_up, reset_conference_id};
use konfid_domain::operations::meetings::{
    cancel_meeting, create_meeting, export_meeting, list_meetings, retire_ended_meetings, show_meeting,
    update_meeting,
};
use konfid_domain::operations::settings::update_settings;
use konfid_domain::operations::users::{disable_user, remove_user};
use konfid_domain::{Actor, Error, MeetingChanges, NewMeeting};
use shared::{
    AssignmentCause, BridgeId, ConferenceId, ConferenceIdStatus, ConferenceIdType, CreateMeetingRequest,
    IdOwner, Language, MeetingDetails, MeetingFilter, MeetingId, MeetingSchedule, MeetingState, PageRequest,
    ProblemCode, ProblemKind, ResetConferenceIdRequest, UpdateMeetingRequest, UpdateSettingsRequest, User,
    UserActionRequest, UserId,
};
use support::World;

const DAY: Duration = Duration::from_hours(24);

/// A meeting of one hour; the world begins on 24 November 2026.
fn schedule(start: &str, recurrence: Option<&str>) -> MeetingSchedule {
    MeetingSchedule {
        start: format!("{start}T10:00"),
        end: format!("{start}T11:00"),
        time_zone: "Europe/Stockholm".into(),
        recurrence: recurrence.map(str::to_owned),
    }
}

impl World {
    async fn organizer(&self, name: &str, kind: ConferenceIdType) -> User {
        self.prefer(kind).await;
        let user = self.add_user(name).await;
        self.enable(user.id, Some(false)).await.unwrap()
    }

    async fn prefer(&self, kind: ConferenceIdType) {
        let change = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move {
                let seen = transaction.settings().await?.version;
                let request = UpdateSettingsRequest {
                    conference_id_type: Some(kind),
                    ..UpdateSettingsRequest::default()
                };
                update_settings(transaction, context, seen, request).await
            })
        });
        change.await.unwrap();
    }

    async fn plan(&self, user: UserId, schedule: MeetingSchedule) -> konfid_domain::Result<MeetingDetails> {
        let new = NewMeeting::check(&CreateMeetingRequest {
            organizer: None,
            subject: "Planning".into(),
            schedule,
        })?;
        let create = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { create_meeting(transaction, context, user, new, Language::En).await })
        });
        create.await
    }

    async fn change(
        &self,
        before: &MeetingDetails,
        schedule: MeetingSchedule,
    ) -> konfid_domain::Result<MeetingDetails> {
        let (id, seen) = (before.meeting.id, before.meeting.version);
        let changes =
            MeetingChanges::check(&UpdateMeetingRequest { subject: None, schedule: Some(schedule) })?;
        let change = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(
                async move { update_meeting(transaction, context, id, seen, changes, Language::En).await },
            )
        });
        change.await
    }

    async fn cancel(&self, id: MeetingId) -> MeetingDetails {
        let cancel = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { cancel_meeting(transaction, context, id, None, Language::En).await })
        });
        cancel.await.unwrap()
    }

    async fn show(&self, id: MeetingId) -> MeetingDetails {
        let now = self.application.now();
        let show = self.application.in_snapshot(move |read| {
            Box::pin(async move { show_meeting(read, now, id, Language::En).await })
        });
        show.await.unwrap()
    }

    async fn admits(&self, id: ConferenceId) -> bool {
        let now = self.application.now();
        let map = self.application.in_snapshot(move |read| {
            Box::pin(async move { conference_of(read, now, BridgeId::FIRST, id).await })
        });
        map.await.unwrap().is_some()
    }

    async fn status(&self, id: ConferenceId) -> (ConferenceIdStatus, Vec<Option<AssignmentCause>>) {
        let now = self.application.now();
        let look = self
            .application
            .in_snapshot(move |read| Box::pin(async move { look_up(read, now, BridgeId::FIRST, id).await }));
        let report = look.await.unwrap();
        (report.status, report.history.iter().map(|period| period.ended).collect())
    }

    async fn keep_up(&self) {
        let more = self.application.in_transaction_as(Actor::System, |transaction, context| {
            Box::pin(async move { retire_ended_meetings(transaction, context).await })
        });
        assert!(!more.await.unwrap());
    }

    async fn disable(&self, user: UserId) {
        let disable = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let request = UserActionRequest { send_email: Some(false), ..UserActionRequest::default() };
            Box::pin(async move { disable_user(transaction, context, user, None, request).await })
        });
        disable.await.unwrap();
    }
}

fn code<T: std::fmt::Debug>(outcome: konfid_domain::Result<T>) -> ProblemCode {
    match outcome {
        Err(Error::Problem(problem)) => problem.code(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_static_meeting_has_its_organizers_id() {
    let world = World::new(1);
    let anna = world.organizer("anna", ConferenceIdType::Static).await;
    let planned = world.plan(anna.id, schedule("2026-12-01", None)).await.unwrap();
    assert_eq!(planned.meeting.conference_id, anna.conference_id);
    assert_eq!((planned.meeting.valid_until, planned.meeting.state), (None, MeetingState::Planned));
    let text = planned.invitation.unwrap().text;
    assert!(text.contains(&anna.conference_id.unwrap().grouped()), "{text}");

    // It follows a reset.
    let reset = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        let request =
            ResetConferenceIdRequest { send_email: Some(false), ..ResetConferenceIdRequest::default() };
        Box::pin(
            async move { reset_conference_id(transaction, context, anna.id, anna.version, &request).await },
        )
    });
    let after = reset.await.unwrap();
    let shown = world.show(planned.meeting.id).await;
    assert_eq!(
        (shown.meeting.conference_id, shown.meeting.version),
        (after.conference_id, planned.meeting.version)
    );

    // Cancelling it leaves the organizer's ID alone.
    assert_eq!(world.cancel(planned.meeting.id).await.meeting.conference_id, None);
    assert!(world.admits(after.conference_id.unwrap()).await);
}

#[tokio::test]
async fn a_dynamic_id_works_until_a_day_after_the_meeting() {
    let world = World::new(2);
    let anna = world.organizer("anna", ConferenceIdType::Dynamic).await;
    let planned =
        world.plan(anna.id, schedule("2026-12-01", Some("FREQ=WEEKLY;COUNT=2"))).await.unwrap().meeting;
    let id = planned.conference_id.unwrap();
    assert_ne!(Some(id), anna.conference_id);
    assert_eq!(planned.ends_at.unwrap().to_string(), "2026-12-08T10:00:00.000Z");
    assert_eq!(planned.valid_until.unwrap().to_string(), "2026-12-09T10:00:00.000Z");
    assert!(world.admits(id).await, "from the moment it is planned");
    world.clock.advance(14 * DAY);
    assert_eq!(
        (world.show(planned.id).await.meeting.state, world.admits(id).await),
        (MeetingState::Planned, true)
    );
    world.keep_up().await;
    assert!(world.admits(id).await, "nothing is retired early");

    world.clock.advance(DAY + Duration::from_hours(12));
    assert!(!world.admits(id).await, "it stops by itself");
    assert_eq!(world.show(planned.id).await.meeting.conference_id, None);
    assert_eq!(world.status(id).await, (ConferenceIdStatus::Expired, vec![None]));
    world.keep_up().await;
    assert_eq!(
        world.status(id).await,
        (ConferenceIdStatus::Quarantined, vec![Some(AssignmentCause::MeetingOver)])
    );
    world.clock.advance(29 * DAY);
    assert_eq!(world.status(id).await.0, ConferenceIdStatus::Quarantined);
    world.clock.advance(2 * DAY);
    assert_eq!(world.status(id).await.0, ConferenceIdStatus::Free);
}

#[tokio::test]
async fn cancelling_stops_an_id_at_once_and_once() {
    let world = World::new(3);
    let anna = world.organizer("anna", ConferenceIdType::Dynamic).await;
    let planned = world.plan(anna.id, schedule("2026-12-01", Some("FREQ=DAILY"))).await.unwrap();
    let id = planned.meeting.conference_id.unwrap();
    assert_eq!(
        (planned.meeting.ends_at, planned.meeting.valid_until),
        (None, None),
        "a series without an end"
    );
    let cancelled = world.cancel(planned.meeting.id).await;
    assert_eq!((cancelled.meeting.state, cancelled.meeting.conference_id), (MeetingState::Cancelled, None));
    assert!(!world.admits(id).await);
    assert_eq!(world.status(id).await.1, [Some(AssignmentCause::MeetingCancelled)]);
    assert_eq!(world.cancel(planned.meeting.id).await, cancelled, "a second time changes nothing");
    let outcome = world.change(&cancelled, schedule("2026-12-02", None)).await;
    assert_eq!(code(outcome), ProblemCode::MeetingCancelled);
}

#[tokio::test]
async fn a_change_keeps_the_id_and_counts() {
    let world = World::new(4);
    let anna = world.organizer("anna", ConferenceIdType::Dynamic).await;
    let planned = world.plan(anna.id, schedule("2026-12-01", None)).await.unwrap();
    let id = planned.meeting.conference_id;
    assert_eq!(
        world.change(&planned, schedule("2026-12-01", None)).await.unwrap(),
        planned,
        "nothing is different"
    );
    let moved = world.change(&planned, schedule("2026-12-03", None)).await.unwrap();
    assert_eq!((moved.meeting.conference_id, moved.meeting.version), (id, planned.meeting.version.next()));
    assert_eq!(code(world.change(&planned, schedule("2026-12-04", None)).await), ProblemCode::VersionStale);
    assert_eq!(code(world.change(&moved, schedule("2026-11-01", None)).await), ProblemCode::InvalidFields);

    // What is over comes back with the same ID while nobody else has it.
    world.clock.advance(20 * DAY);
    world.keep_up().await;
    let over = world.show(moved.meeting.id).await;
    assert_eq!((over.meeting.state, over.meeting.conference_id), (MeetingState::Over, None));
    let again = world.change(&over, schedule("2027-01-07", None)).await.unwrap();
    assert_eq!(again.meeting.conference_id, id);
    assert!(world.admits(id.unwrap()).await);
}

#[tokio::test]
async fn meetings_go_with_their_organizer_and_come_back() {
    let world = World::new(5);
    let anna = world.organizer("anna", ConferenceIdType::Dynamic).await;
    let soon = world.plan(anna.id, schedule("2026-12-01", None)).await.unwrap().meeting;
    let later = world.plan(anna.id, schedule("2027-05-01", None)).await.unwrap().meeting;
    let ids = [soon.conference_id.unwrap(), later.conference_id.unwrap()];
    world.disable(anna.id).await;
    for id in ids {
        assert!(!world.admits(id).await);
        assert_eq!(
            world.status(id).await,
            (ConferenceIdStatus::Quarantined, vec![Some(AssignmentCause::Disabled)])
        );
    }
    let outcome = world.plan(anna.id, schedule("2026-12-01", None)).await;
    assert_eq!(code(outcome), ProblemCode::DialInNotEnabled);

    world.clock.advance(20 * DAY);
    world.enable(anna.id, Some(false)).await.unwrap();
    assert!(!world.admits(ids[0]).await, "what is over by now does not come back");
    assert_eq!(world.show(later.id).await.meeting.conference_id, Some(ids[1]), "what is planned does");
    assert!(world.admits(ids[1]).await);

    let anna = world.enable(anna.id, Some(false)).await.unwrap();
    let remove = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { remove_user(transaction, context, anna.id, anna.version, None).await })
    });
    remove.await.unwrap();
    assert!(!world.admits(ids[1]).await);
    let left = world.show(later.id).await.meeting;
    assert_eq!((left.subject.as_str(), left.conference_id), ("", None));
    assert_eq!(left.organizer_name.as_deref(), Some("anna"));
}

#[tokio::test]
async fn lists_are_filtered_and_paged() {
    let world = World::new(6);
    let anna = world.organizer("anna", ConferenceIdType::Dynamic).await;
    let of_anna = world.plan(anna.id, schedule("2026-12-01", None)).await.unwrap().meeting;
    let bo = world.organizer("bo", ConferenceIdType::Static).await;
    let of_bo = world.plan(bo.id, schedule("2026-12-02", None)).await.unwrap().meeting;
    let gone = world.plan(bo.id, schedule("2026-12-03", None)).await.unwrap().meeting;
    world.cancel(gone.id).await;
    let list = async |organizer: Option<UserId>, filter: MeetingFilter, cursor: Option<String>| {
        let (now, page) = (world.application.now(), PageRequest { cursor, limit: Some(2), count: true });
        let list = world.application.in_snapshot(move |read| {
            Box::pin(async move { list_meetings(read, now, organizer, filter, &page).await })
        });
        list.await.unwrap()
    };
    let first = list(None, MeetingFilter::default(), None).await;
    let ids: Vec<_> = first.items.iter().map(|meeting| meeting.id).collect();
    assert_eq!((ids, first.total), (vec![gone.id, of_bo.id], Some(3)));
    let second = list(None, MeetingFilter::default(), first.next_cursor).await;
    assert_eq!((second.items.len(), second.items[0].id, second.next_cursor), (1, of_anna.id, None));
    let planned = MeetingFilter { state: Some(MeetingState::Planned), conference_id_type: None };
    assert_eq!(list(Some(bo.id), planned, None).await.items, [of_bo]);
    let fixed = MeetingFilter { state: None, conference_id_type: Some(ConferenceIdType::Static) };
    assert_eq!(list(None, fixed, None).await.total, Some(2));
}

#[tokio::test]
async fn the_history_names_the_meeting_and_its_organizer() {
    let world = World::new(7);
    let anna = world.organizer("anna", ConferenceIdType::Dynamic).await;
    let meeting = world.plan(anna.id, schedule("2026-12-01", None)).await.unwrap().meeting;
    let (now, id) = (world.application.now(), meeting.conference_id.unwrap());
    let look = world
        .application
        .in_snapshot(move |read| Box::pin(async move { look_up(read, now, BridgeId::FIRST, id).await }));
    let report = look.await.unwrap();
    let [period] = report.history.as_slice() else { panic!("{report:?}") };
    assert_eq!(period.owner, IdOwner::Meeting(meeting.id));
    assert_eq!(period.owner_name.as_deref(), Some("Planning"));
    assert_eq!((period.organizer, period.organizer_name.as_deref()), (Some(anna.id), Some("anna")));
}

#[tokio::test]
async fn the_calendar_file_grows_with_changes_and_cancels() {
    let world = World::new(8);
    let anna = world.organizer("anna", ConferenceIdType::Dynamic).await;
    let planned =
        world.plan(anna.id, schedule("2026-12-01", Some("FREQ=WEEKLY;UNTIL=20261215"))).await.unwrap();
    let id = planned.meeting.id;
    let export = async || {
        let now = world.application.now();
        let export = world.application.in_snapshot(move |read| {
            Box::pin(async move { export_meeting(read, now, id, Language::Sv).await })
        });
        export.await.unwrap()
    };
    let first = export().await;
    assert!(first.contains("SEQUENCE:0\r\n") && !first.contains("METHOD"), "{first}");
    assert!(first.contains("DTSTART;TZID=Europe/Stockholm:20261201T100000\r\n"), "{first}");
    assert!(first.contains("RRULE:FREQ=WEEKLY;UNTIL=20261215T225959Z\r\n"), "{first}");
    assert!(first.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"), "{first}");
    assert!(first.contains("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"), "{first}");
    assert!(first.lines().all(|line| line.len() <= 75), "{first}");
    world.change(&planned, schedule("2026-12-02", None)).await.unwrap();
    assert!(export().await.contains("SEQUENCE:1\r\n"));
    world.cancel(id).await;
    let last = export().await;
    for line in ["SEQUENCE:2\r\n", "METHOD:CANCEL\r\n", "STATUS:CANCELLED\r\n"] {
        assert!(last.contains(line), "{last}");
    }
    assert!(!last.contains("CONFERENCE"), "{last}");
}

#[tokio::test]
async fn every_fault_is_told_at_once() {
    let check = |schedule: MeetingSchedule| {
        let request = CreateMeetingRequest { organizer: None, subject: " ".into(), schedule };
        match NewMeeting::check(&request) {
            Err(Error::Problem(ProblemKind::InvalidFields(fields))) => {
                fields.iter().map(|invalid| invalid.field).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        }
    };
    let nonsense = MeetingSchedule {
        start: "tomorrow".into(),
        end: "2026-12-01T10:00Z".into(),
        time_zone: "Europe/Göteborg".into(),
        recurrence: None,
    };
    assert_eq!(check(nonsense), ["subject", "start", "end", "timeZone"]);
    let backwards = MeetingSchedule { end: "2026-12-01T09:00".into(), ..schedule("2026-12-01", None) };
    assert_eq!(check(backwards), ["subject", "end"]);
    assert_eq!(check(schedule("2026-12-01", Some("FREQ=SECONDLY"))), ["subject", "recurrence"]);
}
