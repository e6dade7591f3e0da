//! Cyrus: it tells attendees itself (RFC 6638), writes meetings anew, and keeps `SCHEDULE-FORCE-SEND`.

use konfid_caldav::{Always, Mended, PutBack, mend_one, put_back, survey};

use crate::support::{Server, account, calendar, event, request};

const INBOX: &str = "/dav/calendars/user/bo/Inbox/";

#[tokio::test]
async fn the_attendee_is_told_once_and_nothing_is_left_over() {
    let Some(server) = Server::cyrus() else { return };
    let master =
        event("series", "0104", &["RRULE:FREQ=WEEKLY;COUNT=8", "DESCRIPTION:Konferens-ID: 8271964#"]);
    let exception =
        event("series", "0111", &["RECURRENCE-ID:20270111T090000Z", "DESCRIPTION:Konferens-ID: 827 196 4#"]);
    server.put("series", &calendar(&[master, exception]));
    let invited = server.members("bo", INBOX);

    let account = account(&server.url("/"));
    let calendars = account.discover().await.unwrap();
    assert!(calendars.iter().any(|calendar| calendar.schedules), "{calendars:?}");
    let found = survey(&account, &calendars, &request()).await.unwrap();
    let [series] = found.found.as_slice() else { panic!("{:?}", found.found) };
    let mended = mend_one(&account, &series.url, series.schedules, &request(), &Always).await;
    let Mended::Changed(change) = mended else { panic!("{mended:?}") };

    let told: Vec<String> =
        server.members("bo", INBOX).into_iter().filter(|message| !invited.contains(message)).collect();
    let [message] = told.as_slice() else { panic!("one message for the whole series: {told:?}") };
    assert!(message.contains("METHOD:REQUEST") && message.contains("Konferens-ID: 5093817#"), "{message}");
    assert!(!message.contains("SCHEDULE-FORCE-SEND"), "{message}");

    let after = server.get("series");
    assert!(!after.contains("SCHEDULE-FORCE-SEND"), "nothing is left over: {after}");
    assert!(!after.contains("8271964") && !after.contains("827 196 4"), "{after}");
    assert_eq!(after.matches("PARTSTAT=ACCEPTED").count(), 2, "{after}");
    assert_eq!(after.matches("SEQUENCE:4").count(), 2, "{after}");
    let again = mend_one(&account, &series.url, true, &request(), &Always).await;
    assert_eq!(again, Mended::NothingToDo);
    assert_eq!(server.members("bo", INBOX).len(), invited.len() + 1, "nobody is told twice");

    let tag = change.entity_tag.expect("Konfid knows which version it left");
    let put = put_back(&account, &series.url, true, &change.prepared.before, &tag).await;
    assert_eq!(put, PutBack::Done);
    let back = server.get("series");
    assert!(back.contains("Konferens-ID: 8271964#") && !back.contains("5093817"), "{back}");
    assert!(!back.contains("SCHEDULE-FORCE-SEND"), "{back}");
    assert_eq!(back.matches("PARTSTAT=ACCEPTED").count(), 2, "{back}");
    assert_eq!(server.members("bo", INBOX).len(), invited.len() + 2, "the attendee hears of the undo too");
}

#[tokio::test]
async fn what_an_earlier_write_left_is_taken_out_with_the_next() {
    let Some(server) = Server::cyrus() else { return };
    let left = event("one", "0104", &["DESCRIPTION:Konferens-ID: 8271964#"])
        .replace("ATTENDEE;", "ATTENDEE;SCHEDULE-FORCE-SEND=REQUEST;");
    let before = server.put("one", &calendar(&[left]));
    assert!(before.contains("SCHEDULE-FORCE-SEND"), "this is what Cyrus does: {before}");
    let account = account(&server.url("/"));
    let mended = mend_one(&account, &server.meeting("one"), true, &request(), &Always).await;
    assert!(matches!(mended, Mended::Changed(_)), "{mended:?}");
    let after = server.get("one");
    assert!(after.contains("Konferens-ID: 5093817#") && !after.contains("SCHEDULE-FORCE-SEND"), "{after}");
}
