//! Planned meetings.

use futures::future::join;
use shared::{
    AuditAction, BridgeId, ConferenceIdType, CreateMeetingRequest, Language, MeetingFilter, MeetingId,
    MeetingSchedule, MeetingState, ProblemCode, RemovedUser, UpdateMeetingRequest, User, UserId, Version,
};

use super::START;
use super::fixture::{conference_id, identifier, insert, is_already_exists, is_broken, second, user};
use super::overlapping::{one_of_two, overlapping, times};
use crate::operations::meetings::{cancel_meeting, create_meeting, update_meeting};
use crate::operations::users::{enable_user, remove_user};
use crate::{Actor, Application, MeetingChanges, MeetingQuery, MeetingRecord, NewMeeting, Result};

fn schedule() -> MeetingSchedule {
    MeetingSchedule {
        start: "2026-12-01T10:00:00".into(),
        end: "2026-12-01T11:00:00".into(),
        time_zone: "Europe/Stockholm".into(),
        recurrence: Some("FREQ=WEEKLY;COUNT=3".into()),
    }
}

/// A meeting of the user that ends so many seconds after the start.
pub(super) fn record(organizer: &User, ends_at: Option<u64>) -> MeetingRecord {
    MeetingRecord {
        id: MeetingId::from_uuid(identifier()),
        version: Version::FIRST,
        organizer: organizer.id,
        subject: "Planning; “spring”".into(),
        schedule: schedule(),
        starts_at: second(1),
        ends_at: ends_at.map(second),
        cancelled_at: None,
        conference_id_type: ConferenceIdType::Static,
        own_id: None,
        created_at: START,
        updated_at: START,
    }
}

fn with_id(record: MeetingRecord, digits: &str) -> MeetingRecord {
    let own_id = Some((BridgeId::FIRST, conference_id(digits)));
    MeetingRecord { conference_id_type: ConferenceIdType::Dynamic, own_id, ..record }
}

pub(super) async fn add(application: &Application, meetings: &[MeetingRecord]) -> Result<()> {
    let meetings = meetings.to_vec();
    let add = application.in_transaction(move |transaction| {
        Box::pin(async move {
            for meeting in &meetings {
                transaction.insert_meeting(meeting).await?;
            }
            Ok(())
        })
    });
    add.await
}

/// Meetings are kept whole and replaced under their version only; each belongs to a user.
pub async fn meetings_are_kept_whole(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    let before = record(&anna, Some(9));
    assert!(is_broken(&add(&application, &[record(&user("Nobody", "nobody"), None)]).await));
    add(&application, std::slice::from_ref(&before)).await.expect("a meeting can be added");
    assert!(is_already_exists(&add(&application, std::slice::from_ref(&before)).await));
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            assert_eq!(transaction.meeting(before.id).await?, Some(before.clone()));
            assert_eq!(transaction.meeting(MeetingId::from_uuid(identifier())).await?, None);
            let after = MeetingRecord {
                version: before.version.next(),
                subject: "Another".into(),
                schedule: MeetingSchedule { recurrence: None, ..schedule() },
                starts_at: second(2),
                ends_at: None,
                cancelled_at: Some(second(3)),
                updated_at: second(4),
                ..with_id(before.clone(), "8271964")
            };
            // The type stays as it was when the meeting was planned.
            let after = MeetingRecord { conference_id_type: ConferenceIdType::Static, ..after };
            assert!(transaction.update_meeting(&after, before.version).await?);
            assert!(
                !transaction.update_meeting(&before, before.version).await?,
                "the version is another one"
            );
            assert_eq!(transaction.meeting(before.id).await?, Some(after));
            Ok(())
        })
    });
    check.await.expect("meetings can be changed");
}

/// Meetings are listed newest first, by organizer, status and type, in parts, and counted.
pub async fn meetings_are_listed_newest_first(application: Application) {
    let (anna, bo) = (user("Anna", "anna"), user("Bo", "bo"));
    insert(&application, &[anna.clone(), bo.clone()]).await;
    let over = record(&anna, Some(50));
    let endless = with_id(record(&bo, None), "8271964");
    let cancelled = MeetingRecord { cancelled_at: Some(second(60)), ..record(&anna, Some(50)) };
    let planned = with_id(record(&anna, Some(200)), "5093817");
    let all = [over.clone(), endless.clone(), cancelled.clone(), planned.clone()];
    add(&application, &all).await.expect("meetings can be added");
    let check = application.in_snapshot(move |read| {
        Box::pin(async move {
            let everything = MeetingQuery {
                organizer: None,
                filter: MeetingFilter::default(),
                now: second(100),
                before: None,
                limit: 10,
            };
            let in_state = |state| MeetingFilter { state: Some(state), conference_id_type: None };
            let of_type = |kind| MeetingFilter { state: None, conference_id_type: Some(kind) };
            let of_anna = MeetingQuery { organizer: Some(anna.id), ..everything };
            let queries = [
                (everything, vec![&planned, &cancelled, &endless, &over]),
                (MeetingQuery { limit: 2, ..everything }, vec![&planned, &cancelled]),
                (MeetingQuery { before: Some(cancelled.id), ..everything }, vec![&endless, &over]),
                (of_anna, vec![&planned, &cancelled, &over]),
                (
                    MeetingQuery { filter: in_state(MeetingState::Planned), ..everything },
                    vec![&planned, &endless],
                ),
                (MeetingQuery { filter: in_state(MeetingState::Over), ..everything }, vec![&over]),
                (MeetingQuery { filter: in_state(MeetingState::Cancelled), ..of_anna }, vec![&cancelled]),
                (MeetingQuery { filter: of_type(ConferenceIdType::Dynamic), ..of_anna }, vec![&planned]),
                (
                    MeetingQuery { now: second(200), filter: in_state(MeetingState::Planned), ..everything },
                    vec![&endless],
                ),
            ];
            for (query, expected) in queries {
                let found = read.meetings(&query).await?;
                assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{query:?}");
                if query.before.is_none() && query.limit == 10 {
                    assert_eq!(read.count_meetings(&query).await?, expected.len() as u64, "{query:?}");
                }
            }
            Ok(())
        })
    });
    check.await.expect("meetings can be listed");
}

/// The meetings of an organizer that may take place during a time.
pub async fn meetings_during_a_time_are_found(application: Application) {
    let (anna, bo) = (user("Anna", "anna"), user("Bo", "bo"));
    insert(&application, &[anna.clone(), bo.clone()]).await;
    let begins = |second_of_start, record| MeetingRecord { starts_at: second(second_of_start), ..record };
    let over = begins(10, record(&anna, Some(50)));
    let going_on = begins(10, record(&anna, Some(51)));
    let endless = begins(10, record(&anna, None));
    let soon = begins(99, record(&anna, Some(200)));
    let later = begins(100, record(&anna, Some(200)));
    let cancelled = MeetingRecord { cancelled_at: Some(second(5)), ..begins(10, record(&anna, None)) };
    let of_another = begins(10, record(&bo, None));
    let all = [&over, &going_on, &endless, &soon, &later, &cancelled, &of_another].map(Clone::clone);
    add(&application, &all).await.expect("meetings can be added");
    let read = application.in_snapshot(move |read| {
        Box::pin(async move { Ok(read.meetings_during(anna.id, second(50), second(100)).await?) })
    });
    assert_eq!(read.await.expect("meetings can be found"), [going_on, endless, soon]);
}

/// Those whose IDs are to be retired are found by their end, and all of one organizer.
pub async fn meetings_with_an_id_are_found(application: Application) {
    let (anna, bo) = (user("Anna", "anna"), user("Bo", "bo"));
    insert(&application, &[anna.clone(), bo.clone()]).await;
    let late = with_id(record(&anna, Some(90)), "8271964");
    let early = with_id(record(&bo, Some(80)), "5093817");
    let endless = with_id(record(&anna, None), "4519207");
    let without = record(&anna, Some(10));
    let all = [late.clone(), early.clone(), endless.clone(), without];
    add(&application, &all).await.expect("meetings can be added");
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            assert_eq!(transaction.ended_meetings_with_an_id(second(79), 10).await?, []);
            assert_eq!(
                transaction.ended_meetings_with_an_id(second(80), 10).await?,
                std::slice::from_ref(&early)
            );
            let both = [early.clone(), late.clone()];
            assert_eq!(transaction.ended_meetings_with_an_id(second(99), 10).await?, both);
            assert_eq!(
                transaction.ended_meetings_with_an_id(second(99), 1).await?,
                std::slice::from_ref(&early)
            );
            assert_eq!(transaction.meetings_with_an_id(anna.id).await?, [late.clone(), endless.clone()]);
            let retired = MeetingRecord { own_id: None, version: early.version.next(), ..early.clone() };
            assert!(transaction.update_meeting(&retired, early.version).await?);
            assert_eq!(
                transaction.ended_meetings_with_an_id(second(99), 10).await?,
                std::slice::from_ref(&late)
            );
            assert_eq!(transaction.meetings_with_an_id(bo.id).await?, []);
            Ok(())
        })
    });
    check.await.expect("meetings can be found");
}

async fn enabled(application: &Application) -> User {
    let anna = User { conference_id_type: Some(ConferenceIdType::Dynamic), ..user("Anna", "anna") };
    insert(application, std::slice::from_ref(&anna)).await;
    let enable = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { enable_user(transaction, context, anna.id, None, Some(false)).await })
    });
    enable.await.expect("a user can be enabled")
}

async fn plan(application: &Application, organizer: UserId) -> Result<shared::MeetingDetails> {
    let request = CreateMeetingRequest { organizer: None, subject: "Planning".into(), schedule: schedule() };
    let new = NewMeeting::check(&request)?;
    let create = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { create_meeting(transaction, context, organizer, new, Language::En).await })
    });
    create.await
}

/// Meetings that are planned at the same time have IDs of their own, each another one.
pub async fn meetings_planned_at_once_have_ids_of_their_own(application: Application) {
    let anna = enabled(&application).await;
    let at_once = overlapping(&application, 2);
    let (one, other) = join(plan(&at_once, anna.id), plan(&at_once, anna.id)).await;
    let (one, other) = (one.expect("one is planned").meeting, other.expect("the other is planned").meeting);
    assert!(one.conference_id.is_some() && other.conference_id.is_some());
    assert_ne!(one.conference_id, other.conference_id);
    let (bridge, ids) = (one.bridge, [one, other].map(|meeting| (meeting.id, meeting.conference_id)));
    let check = application.in_snapshot(move |read| {
        Box::pin(async move {
            for (meeting, id) in ids {
                let entry =
                    read.ledger_entry(bridge, id.expect("it has one")).await?.expect("it is in the ledger");
                assert_eq!(entry.owner, shared::IdOwner::Meeting(meeting));
                let history = read.assignments_of_owner(entry.owner).await?;
                assert_eq!(history.len(), 1);
                assert_eq!(history[0].owner_name.as_deref(), Some("Planning"));
                assert_eq!(history[0].organizer_name.as_deref(), Some("Anna"));
            }
            Ok(())
        })
    });
    check.await.expect("the store can be read");
}

/// Of a change and a cancelling that have seen the same version one is done.
pub async fn of_a_change_and_a_cancelling_one_is_done(application: Application) {
    let anna = enabled(&application).await;
    let planned = plan(&application, anna.id).await.expect("it can be planned").meeting;
    let at_once = overlapping(&application, 2);
    let (id, seen) = (planned.id, planned.version);
    let request = UpdateMeetingRequest { subject: Some("Another".into()), schedule: None };
    let changes = MeetingChanges::check(&request).expect("the change is good");
    let change = at_once.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { update_meeting(transaction, context, id, seen, changes, Language::En).await })
    });
    let cancel = at_once.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { cancel_meeting(transaction, context, id, Some(seen), Language::En).await })
    });
    let (after, problem) = one_of_two(join(change, cancel).await);
    assert_eq!((problem, after.meeting.version), (ProblemCode::VersionStale, seen.next()));
    let done = times(&application, AuditAction::MeetingChanged).await
        + times(&application, AuditAction::MeetingCancelled).await;
    assert_eq!(done, 1);
}

/// With a user goes what the meetings were about. The meetings themselves stay for the history.
pub async fn a_removed_organizer_leaves_meetings_without_a_subject(application: Application) {
    let anna = enabled(&application).await;
    let planned = plan(&application, anna.id).await.expect("it can be planned").meeting;
    let remove = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { remove_user(transaction, context, anna.id, anna.version, None).await })
    });
    let _left: RemovedUser = remove.await.expect("the user can be removed");
    let check = application.in_snapshot(move |read| {
        Box::pin(async move {
            let left = read.meeting(planned.id).await?.expect("the meeting is still there");
            assert_eq!((left.subject.as_str(), left.own_id), ("", None));
            let history = read.assignments_of_owner(shared::IdOwner::Meeting(planned.id)).await?;
            let [period] = history.as_slice() else { panic!("{history:?}") };
            assert_eq!(
                (period.owner_name.as_deref(), period.organizer_name.as_deref()),
                (None, Some("Anna"))
            );
            assert!(period.owner_removed && period.to.is_some());
            Ok(())
        })
    });
    check.await.expect("the store can be read");
}
