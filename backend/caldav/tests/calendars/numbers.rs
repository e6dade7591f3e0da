//! Service numbers that go are replaced in connected calendars.

use std::time::Duration;

use domain::Actor;
use domain::operations::bridges::{register_service_number, unregister_service_number};
use shared::{BridgeId, MeetingUpdateState, ServiceNumberRequest, UnregisterOptions};

use crate::support::{House, Server, meeting};

const OLD: &str = "+46812345678";
const NEW: &str = "+46855500100";
/// The bridge has it from beginning to end.
const OTHER: &str = "+46317654321";

async fn register(house: &House, number: &'static str) {
    let register = house.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        let number = Some(number.to_owned());
        let request = ServiceNumberRequest { number, ..ServiceNumberRequest::default() };
        Box::pin(async move {
            register_service_number(transaction, context, BridgeId::FIRST, None, request).await
        })
    });
    register.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_goes_is_replaced_in_the_meetings() {
    let Some(server) = Server::radicale() else { return };
    let mut house = House::new(&server.url("/")).await;
    for number in [OLD, NEW, OTHER] {
        register(&house, number).await;
    }
    let id = house.conference_id().await;
    let text = |number: &str| format!("Ring {number}. Konferens-ID: {id}#");
    server.put("one", &meeting("one", &text("+46 8 123 456 78")));
    let without = server.put("other", &meeting("other", "Ring +46 31 765 43 21"));
    house.start();
    house.settled().await;

    let unregister = house.application.in_transaction_as(Actor::CommandLine, |transaction, context| {
        Box::pin(async move {
            let options =
                UnregisterOptions { replacement: Some(NEW.parse().unwrap()), send_email: Some(false) };
            let old = OLD.parse().unwrap();
            unregister_service_number(transaction, context, BridgeId::FIRST, &old, None, options).await
        })
    });
    unregister.await.unwrap();
    house.clock.advance(Duration::from_mins(11));
    let update = house.settled().await;
    assert_eq!((update.due_at, update.last_error), (None, None));
    let mended = server.get("one");
    assert!(mended.contains(&text("+46 8 555 001 00")), "{mended}");
    assert_eq!(server.get("other"), without);
    let log = house.meeting_log().await;
    let [record] = log.as_slice() else { panic!("{log:?}") };
    assert_eq!(record.meeting.state, MeetingUpdateState::Changed);
    assert!(record.meeting.changes[0].after.contains("+46 8 555 001 00"));
    house.stop().await;
}
