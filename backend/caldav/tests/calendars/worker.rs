//! The worker: from a reset to the meeting log, and back.

use std::time::Duration;

use domain::operations::meeting_updates::show_calendar_update;
use shared::{Language, MeetingUpdateReason, MeetingUpdateState};

use crate::support::{House, Server, meeting};

const GRACE: Duration = Duration::from_mins(11);

/// A meeting with Anna's conference ID as it is now.
async fn meeting_of(house: &House, uid: &str) -> String {
    meeting(uid, &format!("Konferens-ID: {}#", house.conference_id().await))
}

/// A worker at work, after a reset whose grace is over: the meeting `one` is mended.
async fn house_with_a_mended_meeting(server: &Server) -> House {
    let mut house = House::new(&server.url("/")).await;
    server.put("one", &meeting_of(&house, "one").await);
    house.reset().await;
    house.clock.advance(GRACE);
    house.start();
    house.settled().await;
    house
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_mends_the_meetings_after_the_grace_and_each_can_be_taken_back() {
    let Some(server) = Server::radicale() else { return };
    let mut house = House::new(&server.url("/")).await;
    house.start();
    house.settled().await;
    let old = house.conference_id().await;
    let before = server.put("one", &meeting_of(&house, "one").await);
    server.put("two", &meeting_of(&house, "two").await);
    let other = server.put("other", &meeting("other", "Konferens-ID: 7777123#"));

    house.reset().await;
    let new = house.conference_id().await;
    let waiting = house.settled().await;
    assert_eq!(waiting.due_at, Some(house.application.now().after(Duration::from_mins(10))));
    assert_eq!(server.get("one"), before, "the grace is not over");
    assert!(house.meeting_log().await.is_empty());

    house.clock.advance(GRACE);
    let update = house.settled().await;
    assert_eq!((update.due_at, update.last_error, update.attempts), (None, None, 0));
    assert_eq!(update.finished_at, Some(house.application.now()));
    assert!(server.get("one").contains(&format!("Konferens-ID: {new}#")));
    assert!(server.get("two").contains(&format!("Konferens-ID: {new}#")));
    assert_eq!(server.get("other"), other);
    let log = house.meeting_log().await;
    assert_eq!(log.len(), 2);
    let one = log.iter().find(|record| record.href.ends_with("/one.ics")).unwrap();
    assert_eq!(one.meeting.state, MeetingUpdateState::Changed);
    assert_eq!((one.meeting.summary.as_str(), one.meeting.invitees), ("Planering one", 1));
    assert_eq!(one.meeting.changes[0].before, format!("Konferens-ID: {old}#"));
    assert_eq!(one.meeting.changes[0].after, format!("Konferens-ID: {new}#"));
    assert_eq!(one.meeting.undo_until, Some(house.application.now().after(Duration::from_hours(30 * 24))));
    assert_eq!(one.data_before.as_deref(), Some(before.as_str()));
    let (anna, id) = (house.anna, one.meeting.id);
    let shown = house.application.in_snapshot(move |read| {
        Box::pin(async move { show_calendar_update(read, anna, Language::En).await })
    });
    let connection = shown.await.unwrap().connection.unwrap();
    assert_eq!((connection.last_used_at, connection.last_error), (update.finished_at, None));

    house.undo_meeting_update(id).await;
    house.settled().await;
    assert_eq!(server.get("one"), before);
    let state = |log: Vec<domain::MeetingUpdateRecord>| {
        let record = log.into_iter().find(|record| record.meeting.id == id).unwrap();
        (record.meeting.state, record.data_before, record.undo_wanted)
    };
    assert_eq!(state(house.meeting_log().await), (MeetingUpdateState::Undone, None, false));

    // It stays so until somebody asks for the mending again.
    house.retry_all().await;
    house.settled().await;
    assert_eq!(server.get("one"), before);
    house.retry_meeting_update(id).await;
    house.settled().await;
    assert!(server.get("one").contains(&format!("Konferens-ID: {new}#")));
    assert_eq!(state(house.meeting_log().await).0, MeetingUpdateState::Changed);
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_server_tells_nobody_a_message_to_the_invitees_is_ready() {
    let Some(server) = Server::radicale() else { return };
    let mut house = house_with_a_mended_meeting(&server).await;
    let new = house.conference_id().await;
    let log = house.meeting_log().await;
    let [record] = log.as_slice() else { panic!("{log:?}") };
    let message = record.message.clone().unwrap();
    assert_eq!(message.conference_id, new);
    let message = message.text;
    assert!(message.contains("From: anna@contoso.example\r\nDate:"), "{message}");
    assert!(message.contains("To: bo@contoso.example\r\n") && message.contains("X-Unsent: 1"), "{message}");
    let (_, calendar) = message.split_once("method=REQUEST").unwrap();
    let (_, calendar) = calendar.split_once("\r\n\r\n").unwrap();
    let encoded: String = calendar.split("\r\n--").next().unwrap().split_whitespace().collect();
    let decoded = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, encoded).unwrap();
    let decoded = String::from_utf8(decoded).unwrap();
    assert!(decoded.contains("METHOD:REQUEST") && decoded.contains(&format!("{new}#")), "{decoded}");

    // It goes with the data for an undo.
    house.undo_meeting_update(record.meeting.id).await;
    house.settled().await;
    assert_eq!(house.meeting_log().await[0].message, None);
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_server_tells_the_invitees_there_is_no_message() {
    let Some(server) = Server::xandikos() else { return };
    let mut house = house_with_a_mended_meeting(&server).await;
    let log = house.meeting_log().await;
    let [record] = log.as_slice() else { panic!("{log:?}") };
    assert_eq!((record.meeting.state, &record.message), (MeetingUpdateState::Changed, &None));
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_switch_that_is_turned_off_while_an_update_waits_stops_it_but_no_undo() {
    let Some(server) = Server::radicale() else { return };
    let mut house = house_with_a_mended_meeting(&server).await;
    let record = house.meeting_log().await.remove(0);
    let (id, before) = (record.meeting.id, record.data_before.unwrap());
    let mended = server.get("one");
    house.reset().await;
    house.want_updates(false).await;
    house.clock.advance(GRACE);
    let update = house.settled().await;
    assert_eq!((update.due_at, update.finished_at), (None, Some(house.application.now())));
    assert_eq!(server.get("one"), mended, "nobody wants it mended any more");

    house.undo_meeting_update(id).await;
    house.settled().await;
    assert_eq!(server.get("one"), before);
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undo_within_the_grace_changes_no_meeting() {
    let Some(server) = Server::radicale() else { return };
    let mut house = House::new(&server.url("/")).await;
    house.start();
    house.settled().await;
    let before = server.put("one", &meeting_of(&house, "one").await);
    house.reset().await;
    house.clock.advance(Duration::from_mins(5));
    house.undo_reset().await;
    house.clock.advance(GRACE);
    let update = house.settled().await;
    assert_eq!(update.finished_at, Some(house.application.now()));
    assert_eq!(server.get("one"), before);
    assert!(house.meeting_log().await.is_empty());
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_dead_worker_held_goes_on_when_its_lease_ends() {
    let Some(server) = Server::radicale() else { return };
    let mut house = House::new(&server.url("/")).await;
    server.put("one", &meeting_of(&house, "one").await);
    house.reset().await;
    house.clock.advance(GRACE);
    let now = house.application.now();
    let leased_until = now.after(Duration::from_mins(10));
    let claim = house.application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.claim_due_calendar_updates(now, leased_until, 1).await?) })
    });
    assert_eq!(claim.await.unwrap().len(), 1);

    house.start();
    house.clock.advance(GRACE);
    house.settled().await;
    let new = house.conference_id().await;
    assert!(server.get("one").contains(&format!("Konferens-ID: {new}#")));
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_is_tried_again_and_a_wrong_password_is_not() {
    let Some(mut server) = Server::radicale() else { return };
    let mut house = House::new(&server.url("/")).await;
    house.connect(&server.url("/"), "wrong").await;
    house.start();
    let update = house.settled().await;
    assert_eq!((update.due_at, update.last_error), (None, Some(MeetingUpdateReason::SignInRefused)));

    server.end();
    house.retry_all().await;
    let update = house.settled().await;
    assert_eq!(update.last_error, Some(MeetingUpdateReason::Unreachable));
    let first = update.due_at.unwrap();
    assert_eq!(first, house.application.now().after(Duration::from_mins(1)));
    house.clock.advance(Duration::from_mins(1));
    let update = house.settled().await;
    assert_eq!(update.due_at, Some(house.application.now().after(Duration::from_mins(2))));
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_that_is_refused_says_why_and_may_be_mended_later() {
    let Some(server) = Server::xandikos() else { return };
    let mut house = House::new(&server.url("/")).await;
    let good = meeting_of(&house, "one").await;
    let path = format!("{}one.ics", server.calendar);
    let bad = good.replace("DESCRIPTION:", "DESCRIPTION;ENCODING=BASE64;VALUE=BINARY:");
    let encoded = base64::Engine::encode(
        &base64::prelude::BASE64_STANDARD,
        format!("Konferens-ID: {}#", house.conference_id().await),
    );
    let (head, _) = bad.split_once("VALUE=BINARY:").unwrap();
    let bad = format!("{head}VALUE=BINARY:{encoded}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    server.put("one", &bad);
    house.reset().await;
    house.clock.advance(GRACE);
    house.start();
    house.settled().await;
    let log = house.meeting_log().await;
    let [record] = log.as_slice() else { panic!("{log:?}") };
    assert_eq!(
        (record.meeting.state, record.reason),
        (MeetingUpdateState::Refused, Some(MeetingUpdateReason::EncodedValue))
    );

    server.ask("anna", "DELETE", &path, &[], "");
    house.retry_meeting_update(record.meeting.id).await;
    house.settled().await;
    let log = house.meeting_log().await;
    assert_eq!(log[0].meeting.state, MeetingUpdateState::NothingToDo);
    assert_eq!(log[0].reason, Some(MeetingUpdateReason::Gone));
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_reset_while_the_first_waits_mends_to_the_newest() {
    let Some(server) = Server::radicale() else { return };
    let mut house = House::new(&server.url("/")).await;
    server.put("one", &meeting_of(&house, "one").await);
    house.reset().await;
    server.put("two", &meeting_of(&house, "two").await);
    house.reset().await;
    house.clock.advance(GRACE);
    house.start();
    house.settled().await;
    let newest = house.conference_id().await;
    for name in ["one", "two"] {
        assert!(server.get(name).contains(&format!("Konferens-ID: {newest}#")), "{}", server.get(name));
    }
    // An ID that went through two changes comes back whole.
    for record in house.meeting_log().await {
        assert_eq!(record.meeting.state, MeetingUpdateState::Changed);
    }
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_in_which_digits_remain_is_never_called_updated() {
    let Some(server) = Server::radicale() else { return };
    let mut house = House::new(&server.url("/")).await;
    let old = house.conference_id().await;
    let before = server.put("one", &meeting("one", &format!("Konferens-ID: {old}#\\nOrder {old}")));
    server.put("two", &meeting("two", &format!("Order {old}")));
    house.reset().await;
    house.clock.advance(GRACE);
    house.start();
    house.settled().await;
    let record = async |name: &str| {
        let log = house.meeting_log().await;
        log.into_iter().find(|record| record.href.ends_with(&format!("/{name}.ics"))).unwrap()
    };
    let (one, two) = (record("one").await, record("two").await);
    assert_eq!(one.meeting.state, MeetingUpdateState::PartlyChanged);
    assert_eq!(two.meeting.state, MeetingUpdateState::ToCheck);
    for meeting in [&one.meeting, &two.meeting] {
        assert_eq!(meeting.leftovers.len(), 1, "{meeting:?}");
        assert_eq!(meeting.leftovers[0].text, format!("Order {old}"));
    }
    assert_eq!((one.meeting.changes.len(), two.meeting.changes.len()), (1, 0));
    let counts = house.shown(Language::En).await.counts;
    assert_eq!((counts.changed, counts.partly_changed, counts.to_check), (0, 1, 1));

    // Looking again finds the same, forgets nothing, and the part that changed can still be undone.
    house.retry_all().await;
    house.settled().await;
    let again = record("one").await;
    assert_eq!(
        (again.meeting.state, &again.data_before),
        (MeetingUpdateState::PartlyChanged, &one.data_before)
    );
    house.undo_meeting_update(one.meeting.id).await;
    house.settled().await;
    assert_eq!(server.get("one"), before);
    assert_eq!(record("one").await.meeting.state, MeetingUpdateState::Undone);

    // What somebody has changed by hand is of no concern any more.
    server.put("two", &meeting("two", "Inget mer"));
    house.retry_all().await;
    house.settled().await;
    let two = record("two").await.meeting;
    assert_eq!((two.state, two.leftovers.len()), (MeetingUpdateState::NothingToDo, 0));
    house.stop().await;
}
