//! Xandikos: it tells attendees itself (RFC 6638).

use konfid_caldav::{Always, Mended, PutBack, mend_one, put_back};

use crate::support::{Server, account, calendar, event, request};

#[tokio::test]
async fn the_attendee_is_told_once_and_keeps_the_answer() {
    let Some(server) = Server::xandikos() else { return };
    let master =
        event("series", "0104", &["RRULE:FREQ=WEEKLY;COUNT=8", "DESCRIPTION:Konferens-ID: 8271964#"]);
    let exception =
        event("series", "0111", &["RECURRENCE-ID:20270111T090000Z", "DESCRIPTION:Konferens-ID: 827 196 4#"]);
    server.put("series", &calendar(&[master, exception]));
    let invited = server.members("bo", "/bo/inbox/");
    assert_eq!(invited.len(), 1, "the invitation itself");

    let account = account(&server.url("/"));
    let url = server.meeting("series");
    let mended = mend_one(&account, &url, true, &request(), &Always).await;
    let Mended::Changed(change) = mended else { panic!("{mended:?}") };
    let told = server.members("bo", "/bo/inbox/");
    assert_eq!(told.len(), 2, "one message for the whole series");
    let message = told.iter().find(|message| !invited.contains(message)).unwrap();
    assert!(message.contains("METHOD:REQUEST"), "{message}");
    assert!(message.contains("Konferens-ID: 5093817#"), "{message}");
    assert!(message.contains("Konferens-ID: 509 381 7#"), "{message}");
    assert!(!message.contains("SCHEDULE-FORCE-SEND"), "{message}");

    let after = server.get("series");
    assert_eq!(after.matches("PARTSTAT=ACCEPTED").count(), 2, "{after}");
    assert_eq!(after.matches("SEQUENCE:4").count(), 2, "{after}");
    assert!(!after.contains("8271964") && !after.contains("827 196 4"), "{after}");
    let again = mend_one(&account, &url, true, &request(), &Always).await;
    assert_eq!(again, Mended::NothingToDo);
    assert_eq!(server.members("bo", "/bo/inbox/").len(), 2, "nobody is told twice");

    let tag = change.entity_tag.unwrap();
    let put = put_back(&account, &url, true, &change.prepared.before, &tag).await;
    assert_eq!(put, PutBack::Done);
    let back = server.get("series");
    assert!(back.contains("Konferens-ID: 8271964#") && !back.contains("5093817"), "{back}");
    assert_eq!(back.matches("SEQUENCE:5").count(), 2, "{back}");
    assert_eq!(server.members("bo", "/bo/inbox/").len(), 3, "the attendee hears of the undo too");
}
