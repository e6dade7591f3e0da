//! Static and dynamic conference IDs.

use futures::future::join;
use shared::{
    ConferenceIdType, CreateMeetingRequest, Language, MeetingSchedule, SwitchTypeRequest, User, UserFilter,
    UserId,
};

use super::fixture::{conference_id, insert, names, second, user};
use super::meetings::{add, record};
use super::overlapping::overlapping;
use crate::operations::conference_ids::conference_of;
use crate::operations::id_types::switch_user_type;
use crate::operations::meetings::{create_meeting, show_meeting};
use crate::operations::users::enable_user;
use crate::{Actor, Application, MeetingRecord, NewMeeting, TypeSwitchCounts, UserQuery};

fn keeping(name: &str, digits: &str) -> User {
    User {
        dial_in_enabled: true,
        conference_id: Some(conference_id(digits)),
        conference_id_kept: true,
        conference_id_since: Some(second(0)),
        ..user(name, name)
    }
}

/// IDs that are kept are found once no planned meeting carries them.
pub async fn idle_kept_ids_are_found(application: Application) {
    let names = ["anna", "bo", "cia", "dag", "eva"];
    let users: Vec<User> =
        names.into_iter().zip(8_271_964..).map(|(name, id)| keeping(name, &id.to_string())).collect();
    let [anna, bo, cia, dag, eva] = users.as_slice() else { panic!("there are five") };
    let not_kept = User { conference_id_kept: false, ..keeping("fia", "5093817") };
    insert(&application, &users).await;
    insert(&application, &[not_kept]).await;
    let cancelled = MeetingRecord { cancelled_at: Some(second(1)), ..record(cia, None) };
    let of_its_own = MeetingRecord { conference_id_type: ConferenceIdType::Dynamic, ..record(dag, None) };
    // Two have no meeting that carries theirs, one has an endless one, and one has one that ends.
    let meetings = [record(anna, None), record(bo, Some(60)), record(bo, Some(30)), cancelled, of_its_own];
    add(&application, &meetings).await.expect("the meetings can be added");
    let [anna, bo, cia, dag, eva] = [anna, bo, cia, dag, eva].map(|user| user.id);
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            assert_eq!(transaction.users_with_idle_kept_ids(second(59), 9).await?, [cia, dag, eva]);
            assert_eq!(transaction.users_with_idle_kept_ids(second(60), 9).await?, [bo, cia, dag, eva]);
            assert_eq!(transaction.users_with_idle_kept_ids(second(60), 2).await?, [bo, cia]);
            let mut changed = transaction.user(cia).await?.expect("it is there");
            assert!(changed.conference_id_kept, "{anna:?} and the others are kept whole");
            (changed.conference_id_kept, changed.version) = (false, changed.version.next());
            assert!(transaction.update_user(&changed, shared::Version::FIRST).await?);
            assert!(!transaction.user(cia).await?.expect("it is there").conference_id_kept);
            assert_eq!(transaction.users_with_idle_kept_ids(second(59), 9).await?, [dag, eva]);
            Ok(())
        })
    });
    check.await.expect("such users can be found");
}

/// What a switch of the organisation would do is counted, and users are found by the type that they have.
pub async fn a_switch_of_all_is_counted(application: Application) {
    let with_id = |name: &str, digits: &str| User { conference_id_kept: false, ..keeping(name, digits) };
    let anna = with_id("anna", "8271964");
    let bo = with_id("bo", "8271975");
    let locked = User { conference_id_locked: true, ..with_id("cia", "8271986") };
    let own = User { conference_id_type: Some(ConferenceIdType::Static), ..with_id("dag", "8271997") };
    let kept = keeping("eva", "8272008");
    let without = User { conference_id: None, conference_id_since: None, ..with_id("fia", "8272019") };
    let own_dynamic = User { conference_id_type: Some(ConferenceIdType::Dynamic), ..without.clone() };
    let own_dynamic = User { id: user("x", "x").id, ..renamed(own_dynamic, "gun") };
    let disabled = user("hans", "hans");
    let users = [&anna, &bo, &locked, &own, &kept, &without, &own_dynamic, &disabled].map(User::clone);
    insert(&application, &users).await;
    let dynamic =
        |meeting: MeetingRecord| MeetingRecord { conference_id_type: ConferenceIdType::Dynamic, ..meeting };
    let meetings = [
        record(&bo, Some(60)),
        record(&bo, None),
        record(&anna, Some(30)),
        record(&locked, None),
        record(&own, None),
        dynamic(record(&without, None)),
        dynamic(record(&kept, Some(60))),
        dynamic(record(&own_dynamic, None)),
    ];
    add(&application, &meetings).await.expect("the meetings can be added");
    let check = application.in_snapshot(move |read| {
        Box::pin(async move {
            let to_dynamic = read.count_type_switch(ConferenceIdType::Dynamic, second(45)).await?;
            let expected = TypeSwitchCounts { keeping: 1, others: 1, locked: 1, own_choice: 1, meetings: 2 };
            assert_eq!(to_dynamic, expected);
            let to_static = read.count_type_switch(ConferenceIdType::Static, second(45)).await?;
            let expected = TypeSwitchCounts { keeping: 1, others: 1, locked: 0, own_choice: 1, meetings: 2 };
            assert_eq!(to_static, expected);
            Ok(())
        })
    });
    check.await.expect("they can be counted");
    for (kind, expected) in [
        (ConferenceIdType::Static, vec!["anna", "bo", "cia", "dag"]),
        (ConferenceIdType::Dynamic, vec!["eva", "fia", "gun"]),
    ] {
        let filter = UserFilter { conference_id_type: Some(kind), ..UserFilter::default() };
        let query = UserQuery { filter, limit: 100, ..UserQuery::default() };
        assert_eq!(names(&application, query.clone()).await, expected);
        let count = application.in_snapshot(move |read| {
            let query = query.clone();
            Box::pin(async move { Ok(read.count_users(&query).await?) })
        });
        assert_eq!(count.await.expect("they can be counted"), expected.len() as u64);
    }
}

fn renamed(user: User, name: &str) -> User {
    let other = super::fixture::user(name, name);
    User { display_name: other.display_name, user_principal_name: other.user_principal_name, ..user }
}

/// Whether a meeting is planned just before its organizer's IDs become dynamic or just after, callers reach it.
pub async fn a_meeting_planned_beside_a_switch_is_reached(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    let enable = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { enable_user(transaction, context, anna.id, None, Some(false)).await })
    });
    let anna = enable.await.expect("a user can be enabled");
    let (organizer, seen): (UserId, _) = (anna.id, anna.version);
    let at_once = overlapping(&application, 2);
    let schedule = MeetingSchedule {
        start: "2026-12-01T10:00:00".into(),
        end: "2026-12-01T11:00:00".into(),
        time_zone: "Europe/Stockholm".into(),
        recurrence: None,
    };
    let request = CreateMeetingRequest { organizer: None, subject: "Planning".into(), schedule };
    let new = NewMeeting::check(&request).expect("the meeting is good");
    let plan = at_once.in_transaction_as(Actor::System, move |transaction, context| {
        let new = new.clone();
        Box::pin(async move { create_meeting(transaction, context, organizer, new, Language::En).await })
    });
    let switch = at_once.in_transaction_as(Actor::System, move |transaction, context| {
        let request = SwitchTypeRequest::new(Some(ConferenceIdType::Dynamic));
        Box::pin(async move { switch_user_type(transaction, context, organizer, seen, request).await })
    });
    let (planned, switched) = join(plan, switch).await;
    let planned = planned.expect("a meeting can be planned").meeting;
    switched.expect("nobody else has changed the user");
    let now = application.now();
    let check = application.in_snapshot(move |read| {
        Box::pin(async move {
            let after = read.user(organizer).await?.expect("it is there");
            let meeting = show_meeting(read, now, planned.id, Language::En).await?.meeting;
            let carries = meeting.conference_id_type == ConferenceIdType::Static;
            assert!(after.has_dynamic_ids() && after.conference_id_kept == carries, "{after:?}");
            let id = meeting.conference_id.expect("it has an ID");
            assert!(conference_of(read, now, meeting.bridge, id).await?.is_some());
            Ok(())
        })
    });
    check.await.expect("the store can be read");
}
