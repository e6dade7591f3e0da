//! The worker when the store fails, when it is stopped, and when it died at the worst moment.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use domain::operations::upkeep::keep_up;
use domain::store::{ReadWork, Work};
use domain::{Actor, Result, Store, StoreError};
use shared::{MeetingUpdateReason, MeetingUpdateState, Settings};
use store_memory::MemoryStore;

use crate::support::{House, Proxy, Server, meeting, until};

const GRACE: Duration = Duration::from_mins(11);

/// A store that fails once.
struct Flaky {
    inner: MemoryStore,
    /// How many calls there are until then, with the one that fails; 0 when all is well.
    calls_left: AtomicUsize,
}

impl Flaky {
    fn answer(&self) -> Result<()> {
        let one_less = |left: usize| left.checked_sub(1);
        match self.calls_left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less) {
            Ok(1) => Err(StoreError::Unavailable("the disk is full".to_owned()).into()),
            Ok(_) | Err(_) => Ok(()),
        }
    }
}

#[async_trait]
impl Store for Flaky {
    async fn transact(&self, work: Work) -> Result<()> {
        self.answer()?;
        self.inner.transact(work).await
    }

    async fn inspect(&self, work: ReadWork) -> Result<()> {
        self.answer()?;
        self.inner.inspect(work).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_in_trouble_delays_meetings_and_loses_none() {
    let Some(server) = Server::radicale() else { return };
    // Looking, claiming, planning, entering, noting, writing down and finishing each meet the trouble in one round.
    for call in 1..=7 {
        let inner = MemoryStore::new(Settings::initial("conference.example.com"));
        let store = Arc::new(Flaky { inner, calls_left: AtomicUsize::new(0) });
        let mut house = House::in_store(Arc::clone(&store) as Arc<dyn Store>, &server.url("/")).await;
        let old = house.conference_id().await;
        let before = server.put("one", &meeting("one", &format!("Konferens-ID: {old}#")));
        house.reset().await;
        house.clock.advance(GRACE);
        store.calls_left.store(call, Ordering::SeqCst);
        house.start();
        until("the trouble to end", async || (store.calls_left.load(Ordering::SeqCst) == 0).then_some(()))
            .await;
        let record = until("the meeting to be mended", async || {
            // What was broken off goes on when its lease ends.
            house.clock.advance(Duration::from_mins(1));
            let log = house.meeting_log().await;
            log.into_iter().find(|record| record.meeting.state == MeetingUpdateState::Changed)
        })
        .await;
        assert_eq!(record.data_before, Some(before), "{call}");
        let new = house.conference_id().await;
        assert!(server.get("one").contains(&format!("Konferens-ID: {new}#")), "{call}");
        house.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_stopped_leaves_nothing_half_done() {
    let Some(server) = Server::radicale() else { return };
    let mut house = House::new(&server.url("/")).await;
    let old = house.conference_id().await;
    for number in 0..20 {
        let name = format!("m{number}");
        server.put(&name, &meeting(&name, &format!("Konferens-ID: {old}#")));
    }
    house.reset().await;
    let new = house.conference_id().await;
    house.clock.advance(GRACE);
    house.start();
    let changed = async || {
        let log = house.meeting_log().await;
        log.iter().filter(|record| record.meeting.state == MeetingUpdateState::Changed).count()
    };
    until("some meeting to be mended", async || (changed().await > 0).then_some(())).await;
    house.stop().await;

    let update = house.update().await;
    assert!(!update.running);
    for record in house.meeting_log().await {
        let name = record.href.rsplit('/').next().unwrap().trim_end_matches(".ics").to_owned();
        let is_mended = server.get(&name).contains(&format!("Konferens-ID: {new}#"));
        assert_eq!(is_mended, record.meeting.state == MeetingUpdateState::Changed, "{name}");
    }
    house.start();
    house.settled().await;
    let log = house.meeting_log().await;
    assert_eq!(log.len(), 20);
    assert!(log.iter().all(|record| record.meeting.state == MeetingUpdateState::Changed));
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_whose_end_nobody_saw_is_known_afterwards() {
    let Some(server) = Server::radicale() else { return };
    let mut house = House::new(&server.url("/")).await;
    let old = house.conference_id().await;
    let before = server.put("one", &meeting("one", &format!("Konferens-ID: {old}#")));
    house.reset().await;
    house.clock.advance(GRACE);
    house.start();
    house.settled().await;
    house.stop().await;

    // As it stands when the machine loses power between the calendar's answer and the commit.
    let mut record = house.meeting_log().await.remove(0);
    record.meeting.state = MeetingUpdateState::Pending;
    record.meeting.undo_until = None;
    record.entity_tag_after = None;
    record.data_before = Some(before);
    let put = house.application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.put_meeting_update(&record).await?) })
    });
    put.await.unwrap();
    // A server that starts tidies up first.
    let keep_up = house.application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { keep_up(transaction, context).await })
    });
    keep_up.await.unwrap();
    house.retry_all().await;
    house.start();
    house.settled().await;
    let record = house.meeting_log().await.remove(0);
    assert_eq!(record.meeting.state, MeetingUpdateState::Changed);
    assert_eq!(record.meeting.changes[0].before, format!("Konferens-ID: {old}#"));
    assert!(record.message.is_some(), "the invitees still have to be told");
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_event_that_the_server_fails_to_give_keeps_no_other_from_being_mended() {
    let Some(server) = Server::radicale() else { return };
    let proxy = Proxy::before(server.port).await;
    let url = format!("http://127.0.0.1:{}/", proxy.port);
    let mut house = House::new(&url).await;
    let old = house.conference_id().await;
    for name in ["good", "ill"] {
        server.put(name, &meeting(name, &format!("Konferens-ID: {old}#")));
    }
    house.reset().await;
    let new = house.conference_id().await;
    house.clock.advance(GRACE);
    // The server stumbles over one event, also when many are asked for.
    proxy.break_down(&["REPORT /anna/work/", "GET /anna/work/ill.ics"]);
    house.start();
    let update = house.settled().await;
    assert_eq!(update.last_error, Some(MeetingUpdateReason::ServerFailed));
    assert_eq!(update.due_at, Some(house.application.now().after(Duration::from_mins(1))));
    assert!(server.get("good").contains(&format!("Konferens-ID: {new}#")));
    assert!(server.get("ill").contains(&format!("Konferens-ID: {old}#")));

    proxy.break_down(&[]);
    house.clock.advance(Duration::from_mins(1));
    let update = house.settled().await;
    assert_eq!((update.last_error, update.due_at), (None, None));
    assert!(server.get("ill").contains(&format!("Konferens-ID: {new}#")));
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_fails_is_tried_again_later() {
    let Some(server) = Server::radicale() else { return };
    let proxy = Proxy::before(server.port).await;
    let mut house = House::new(&format!("http://127.0.0.1:{}/", proxy.port)).await;
    let old = house.conference_id().await;
    server.put("one", &meeting("one", &format!("Konferens-ID: {old}#")));
    house.reset().await;
    let new = house.conference_id().await;
    house.clock.advance(GRACE);
    proxy.break_down(&["PUT "]);
    house.start();
    let update = house.settled().await;
    let record = house.meeting_log().await.remove(0);
    assert_eq!(
        (record.meeting.state, record.reason),
        (MeetingUpdateState::Failed, Some(MeetingUpdateReason::ServerFailed))
    );
    assert_eq!(record.meeting.next_attempt_at, Some(house.application.now().after(Duration::from_mins(1))));
    assert_eq!(update.due_at, record.meeting.next_attempt_at);
    house.clock.advance(Duration::from_mins(1));
    house.settled().await;
    let record = house.meeting_log().await.remove(0);
    assert_eq!(
        (record.meeting.attempts, record.meeting.next_attempt_at),
        (2, Some(house.application.now().after(Duration::from_mins(2))))
    );

    proxy.break_down(&[]);
    house.clock.advance(Duration::from_mins(2));
    house.settled().await;
    let record = house.meeting_log().await.remove(0);
    assert_eq!((record.meeting.state, record.reason), (MeetingUpdateState::Changed, None));
    assert!(server.get("one").contains(&format!("Konferens-ID: {new}#")));
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_whose_answer_is_lost_is_known_at_the_next_look() {
    let Some(server) = Server::radicale() else { return };
    let proxy = Proxy::before(server.port).await;
    let mut house = House::new(&format!("http://127.0.0.1:{}/", proxy.port)).await;
    let old = house.conference_id().await;
    server.put("one", &meeting("one", &format!("Konferens-ID: {old}#")));
    house.reset().await;
    let new = house.conference_id().await;
    house.clock.advance(GRACE);
    proxy.lose_answers(&["PUT "]);
    house.start();
    house.settled().await;
    let record = house.meeting_log().await.remove(0);
    assert_eq!(record.meeting.state, MeetingUpdateState::Failed);
    assert!(server.get("one").contains(&format!("Konferens-ID: {new}#")), "it was written all the same");

    proxy.lose_answers(&[]);
    house.retry_all().await;
    house.settled().await;
    let record = house.meeting_log().await.remove(0);
    assert_eq!(record.meeting.state, MeetingUpdateState::Changed);
    assert_eq!(record.meeting.changes[0].before, format!("Konferens-ID: {old}#"));
    assert!(record.message.is_some(), "the invitees still have to be told");
    house.stop().await;
}
