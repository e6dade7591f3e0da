//! Connected calendars and the meeting log.

use shared::{
    BridgeId, CalendarConnection, MeetingChange, MeetingLeftover, MeetingUpdate, MeetingUpdateCounts,
    MeetingUpdateId, MeetingUpdateReason, MeetingUpdateState, User, UserFilter, UserId, UserSort,
};

use super::fixture::{conference_id, identifier, insert, is_already_exists, second, user};
use crate::operations::users::user_query;
use crate::{
    Actor, Application, CalendarConnectionRecord, CalendarReach, CalendarUpdateRecord, MeetingMessage,
    MeetingUpdateQuery, MeetingUpdateRecord,
};

pub(super) fn connection(user: UserId) -> CalendarConnectionRecord {
    CalendarConnectionRecord {
        connection: CalendarConnection {
            user,
            url: "https://calendar.example/dav/".into(),
            username: "åsa".into(),
            connected_at: second(1),
            connected_by: Actor::CommandLine,
            last_used_at: None,
            last_error: None,
        },
        sealed_password: vec![0, 1, 2, 0xff],
        reach: CalendarReach::Public,
    }
}

pub(super) fn update(user: UserId, due: Option<u64>) -> CalendarUpdateRecord {
    CalendarUpdateRecord {
        user,
        due_at: due.map(second),
        running: false,
        attempts: 0,
        finished_at: Some(second(1)),
        last_error: Some(MeetingUpdateReason::Unreachable),
    }
}

pub(super) fn meeting(user: UserId, href: &str, state: MeetingUpdateState) -> MeetingUpdateRecord {
    MeetingUpdateRecord {
        meeting: MeetingUpdate {
            id: MeetingUpdateId::from_uuid(identifier()),
            user,
            summary: "Planering “vår”".into(),
            start: "2027-01-01T09:00:00[Europe/Stockholm]".parse().ok(),
            state,
            reason: None,
            changes: vec![MeetingChange {
                property: "DESCRIPTION".into(),
                before: "827 196 4#".into(),
                after: "509 381 7#".into(),
            }],
            leftovers: vec![MeetingLeftover { property: "SUMMARY".into(), text: "827 196 4".into() }],
            invitees: 3,
            attempts: 2,
            next_attempt_at: Some(second(9)),
            updated_at: second(8),
            undo_until: Some(second(100)),
            has_message: false,
        },
        href: href.into(),
        reason: Some(MeetingUpdateReason::Contended),
        data_before: Some("BEGIN:VCALENDAR\r\n".into()),
        entity_tag_after: Some("\"7\"".into()),
        undo_wanted: false,
        message: Some(MeetingMessage {
            text: "To: bo@mail.example\r\n".into(),
            conference_id: conference_id("8271964"),
        }),
    }
}

async fn users(application: &Application) -> (User, User) {
    let (anna, bo) = (user("Anna", "anna"), user("Bo", "bo"));
    insert(application, &[anna.clone(), bo.clone()]).await;
    (anna, bo)
}

/// A connection is kept whole, replaced, and forgotten with what came with it.
pub async fn connections_are_kept_and_forgotten(application: Application) {
    let (anna, bo) = users(&application).await;
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            assert_eq!(transaction.calendar_connection(anna.id).await?, None);
            let mut record = connection(anna.id);
            transaction.put_calendar_connection(&record).await?;
            record.connection.last_used_at = Some(second(5));
            record.connection.last_error = Some("it failed".into());
            record.sealed_password = vec![7];
            record.reach = CalendarReach::Anywhere;
            transaction.put_calendar_connection(&record).await?;
            assert_eq!(transaction.calendar_connection(anna.id).await?, Some(record));
            for (q, connected) in [(None, 1), (Some("anna"), 1), (Some("bo"), 0)] {
                let filter = UserFilter { q: q.map(str::to_owned), ..UserFilter::default() };
                let query = user_query(&filter, UserSort::default(), 1)?;
                assert_eq!(transaction.count_calendar_connections(&query).await?, connected, "{q:?}");
            }

            let kept = meeting(anna.id, "/a.ics", MeetingUpdateState::Changed);
            let of_bo = meeting(bo.id, "/a.ics", MeetingUpdateState::Changed);
            transaction.put_meeting_update(&kept).await?;
            transaction.put_meeting_update(&of_bo).await?;
            transaction.put_calendar_update(&update(anna.id, Some(1))).await?;
            transaction.delete_calendar_connection(anna.id).await?;
            assert_eq!(transaction.calendar_connection(anna.id).await?, None);
            assert_eq!(transaction.calendar_update(anna.id).await?, None);
            let forgotten = MeetingUpdateRecord { data_before: None, message: None, ..kept.clone() };
            assert_eq!(transaction.meeting_update(kept.meeting.id).await?, Some(forgotten));
            assert_eq!(transaction.meeting_update(of_bo.meeting.id).await?, Some(of_bo));
            Ok(())
        })
    });
    check.await.expect("connections can be written and read");
}

/// Updates that are due are claimed with a lease, oldest first.
pub async fn due_updates_are_claimed_with_a_lease(application: Application) {
    let (anna, bo) = users(&application).await;
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            assert_eq!(transaction.next_calendar_update_due().await?, None);
            transaction.put_calendar_update(&update(anna.id, Some(20))).await?;
            transaction.put_calendar_update(&update(bo.id, Some(10))).await?;
            assert_eq!(transaction.next_calendar_update_due().await?, Some(second(10)));
            assert!(transaction.claim_due_calendar_updates(second(9), second(60), 9).await?.is_empty());
            let claimed = transaction.claim_due_calendar_updates(second(30), second(60), 1).await?;
            let expected = CalendarUpdateRecord { running: true, attempts: 1, ..update(bo.id, Some(60)) };
            assert_eq!(claimed, std::slice::from_ref(&expected));
            assert_eq!(transaction.calendar_update(bo.id).await?, Some(expected));
            let claimed = transaction.claim_due_calendar_updates(second(60), second(90), 9).await?;
            assert_eq!(claimed.iter().map(|update| update.user).collect::<Vec<_>>(), [anna.id, bo.id]);
            assert_eq!(claimed.iter().map(|update| update.attempts).collect::<Vec<_>>(), [1, 2]);
            transaction.put_calendar_connection(&connection(anna.id)).await?;
            let nobody = BridgeId::from_number(7);
            transaction.put_calendar_updates_of_all(nobody, second(65)).await?;
            let before = CalendarUpdateRecord { running: true, attempts: 1, ..update(anna.id, Some(90)) };
            assert_eq!(
                transaction.calendar_update(anna.id).await?,
                Some(before),
                "Anna is on another bridge"
            );
            transaction.put_calendar_updates_of_all(Some(anna.bridge), second(66)).await?;
            let expected = CalendarUpdateRecord { last_error: None, ..update(anna.id, Some(66)) };
            assert_eq!(transaction.calendar_update(anna.id).await?, Some(expected));
            transaction.put_calendar_updates_of_all(None, second(70)).await?;
            let expected = CalendarUpdateRecord { last_error: None, ..update(anna.id, Some(70)) };
            assert_eq!(transaction.calendar_update(anna.id).await?, Some(expected));
            let of_bo = transaction.calendar_update(bo.id).await?.and_then(|update| update.due_at);
            assert_eq!(of_bo, Some(second(90)), "no calendar is connected");
            transaction.put_calendar_update(&update(anna.id, None)).await?;
            transaction.put_calendar_update(&update(bo.id, None)).await?;
            assert_eq!(transaction.next_calendar_update_due().await?, None);
            Ok(())
        })
    });
    check.await.expect("updates can be claimed");
}

/// Meetings are kept whole, found by address, listed newest first and counted.
pub async fn meeting_updates_are_kept_listed_and_counted(application: Application) {
    let (anna, bo) = users(&application).await;
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let mut all = Vec::new();
            for (place, state) in MeetingUpdateState::ALL.into_iter().enumerate() {
                let record = meeting(anna.id, &format!("/{place}.ics"), state);
                transaction.put_meeting_update(&record).await?;
                all.push(record);
            }
            transaction.put_meeting_update(&meeting(bo.id, "/0.ics", MeetingUpdateState::Changed)).await?;
            assert_eq!(transaction.meeting_update_at(anna.id, "/2.ics").await?.as_ref(), Some(&all[2]));
            assert_eq!(transaction.meeting_update_at(anna.id, "/9.ics").await?, None);
            all[0].meeting.state = MeetingUpdateState::Changed;
            all[0].undo_wanted = true;
            all[0].reason = None;
            transaction.put_meeting_update(&all[0]).await?;
            all.reverse();

            let mut query = MeetingUpdateQuery { user: anna.id, state: None, before: None, limit: 4 };
            assert_eq!(transaction.meeting_updates(&query).await?, all[..4]);
            query.before = Some(all[3].meeting.id);
            assert_eq!(transaction.meeting_updates(&query).await?, all[4..]);
            query.before = None;
            query.state = Some(MeetingUpdateState::Changed);
            let changed: Vec<_> = all
                .iter()
                .filter(|record| record.meeting.state == MeetingUpdateState::Changed)
                .cloned()
                .collect();
            assert_eq!(transaction.meeting_updates(&query).await?, changed);
            let expected = MeetingUpdateCounts {
                pending: 0,
                changed: 2,
                partly_changed: 1,
                to_check: 1,
                nothing_to_do: 1,
                refused: 1,
                failed: 1,
                undone: 1,
            };
            assert_eq!(transaction.meeting_update_counts(anna.id).await?, expected);

            let id = conference_id("8271964");
            assert_eq!(transaction.meetings_with_message(anna.id, id).await?, all);
            transaction.put_meeting_update(&MeetingUpdateRecord { message: None, ..all[3].clone() }).await?;
            assert_eq!(transaction.meeting_message_count(anna.id, id).await?, 7);
            assert_eq!(transaction.meetings_with_message(anna.id, id).await?.len(), 7);
            assert_eq!(transaction.meeting_message_count(anna.id, conference_id("5093817")).await?, 0);
            assert_eq!(transaction.meeting_message_count(bo.id, id).await?, 1);
            Ok(())
        })
    });
    check.await.expect("meetings can be written and read");
}

/// No two meetings of a user stand at one address, and earlier data is forgotten in time.
pub async fn meeting_updates_are_unique_and_forget_their_data(application: Application) {
    let (anna, _) = users(&application).await;
    let first = meeting(anna.id, "/a.ics", MeetingUpdateState::Changed);
    let id = first.meeting.id;
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            transaction.put_meeting_update(&first).await?;
            assert_eq!(transaction.forget_meeting_update_data(second(99)).await?, 0);
            assert_eq!(transaction.forget_meeting_update_data(second(100)).await?, 1);
            assert_eq!(transaction.forget_meeting_update_data(second(100)).await?, 0);
            let left = transaction.meeting_update(id).await?.expect("the meeting itself stays");
            assert_eq!((left.data_before, left.message), (None, None));
            let only_told = MeetingUpdateRecord { data_before: None, ..first.clone() };
            transaction.put_meeting_update(&only_told).await?;
            assert_eq!(transaction.forget_meeting_update_data(second(100)).await?, 1);
            // What was noted before a write is kept until it is known what became of it.
            for (state, forgotten) in [
                (MeetingUpdateState::Pending, 0),
                (MeetingUpdateState::Failed, 0),
                (MeetingUpdateState::Changed, 1),
                (MeetingUpdateState::NothingToDo, 1),
            ] {
                let mut noted = first.clone();
                noted.meeting.undo_until = None;
                noted.meeting.state = state;
                transaction.put_meeting_update(&noted).await?;
                assert_eq!(
                    transaction.forget_meeting_update_data(second(999)).await?,
                    forgotten,
                    "{state:?}"
                );
            }
            Ok(())
        })
    });
    check.await.expect("data can be forgotten");
    let twice = application.in_transaction(move |transaction| {
        Box::pin(async move {
            Ok(transaction
                .put_meeting_update(&meeting(anna.id, "/a.ics", MeetingUpdateState::Failed))
                .await?)
        })
    });
    assert!(is_already_exists(&twice.await));
}
