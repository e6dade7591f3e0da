//! Radicale: it tells no attendees, and writes calendars in its own way.

use async_trait::async_trait;
use konfid_caldav::{
    Always, BeforeWrite, Change, Mended, Prepared, PutBack, Verdict, mend_one, put_back, survey,
};
use shared::MeetingUpdateReason;

use crate::support::{Server, account, calendar, command, event, meeting, request};

async fn mend(server: &Server, name: &str) -> Mended {
    mend_one(&account(&server.url("/")), &server.meeting(name), false, &request(), &Always).await
}

async fn change(server: &Server, name: &str) -> Change {
    match mend(server, name).await {
        Mended::Changed(change) => *change,
        other => panic!("{other:?}"),
    }
}

/// A weekly series with an exception that is over, one that is to come, and one without the ID.
fn series() -> String {
    let master = event(
        "series",
        "0104",
        &["RRULE:FREQ=WEEKLY;COUNT=8", "DESCRIPTION:Hej\\nKonferens-ID: 827 196 4#\\n\\,\\,3141593#"],
    );
    let exception = |day: &str, description: &str| {
        let recurrence = format!("RECURRENCE-ID:2027{day}T090000Z");
        event("series", day, &[&recurrence, &format!("DESCRIPTION:{description}")])
    };
    let past = exception("0104", "Konferens-ID: 8271964# (förra året)")
        .replace("DTSTART:2027", "DTSTART:2025")
        .replace("DTEND:2027", "DTEND:2025");
    calendar(&[
        master,
        past,
        exception("0111", "Konferens-ID: 8271964#"),
        exception("0118", "Utan uppringning\\, ordernummer 8271964"),
    ])
}

#[tokio::test]
async fn only_the_organizers_meetings_are_touched_and_only_once() {
    let Some(server) = Server::radicale() else { return };
    let before = server.put("series", &series());
    let others = meeting("others", "Konferens-ID: 827 196 4#").replace("mailto:anna@", "mailto:cia@");
    let others = server.put("others", &others);
    let plain = server.put("plain", &meeting("plain", "Ordernummer 8271964"));

    let account = account(&server.url("/"));
    let calendars = account.discover().await.unwrap();
    let found = survey(&account, &calendars, &request()).await.unwrap();
    assert_eq!(found.seen.len(), 3);
    let [plain_found, series] = found.found.as_slice() else { panic!("{:?}", found.found) };
    let Verdict::Check(left) = &plain_found.verdict else { panic!("{:?}", plain_found.verdict) };
    assert_eq!((left[0].property.as_str(), left[0].text.as_str()), ("DESCRIPTION", "Ordernummer 8271964"));
    assert_eq!(series.url, server.meeting("series"));
    assert_eq!((series.summary.as_str(), series.invitees.len()), ("Planering series", 1));
    let Verdict::Change(changes, left) = &series.verdict else { panic!("{:?}", series.verdict) };
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(changes.iter().any(|change| change.after.contains("509 381 7#")), "{changes:?}");
    assert_eq!(server.get("series"), before, "a survey changes nothing");

    change(&server, "series").await;
    let after = server.get("series");
    assert!(after.contains("Konferens-ID: 509 381 7#"), "{after}");
    assert!(after.contains("\\,5093817#") && !after.contains("3141593"), "{after}");
    assert!(after.contains("8271964# (f") && after.contains("ordernummer 8271964"), "{after}");
    assert_eq!(after.matches("SEQUENCE:4").count(), 2, "master and one exception: {after}");
    assert_eq!(after.matches("PARTSTAT=ACCEPTED").count(), 4, "{after}");
    assert_eq!((server.get("others"), server.get("plain")), (others, plain));

    let Mended::ToCheck(still_left) = mend(&server, "series").await else { panic!("it is changed once") };
    assert_eq!(&still_left, left);
    assert_eq!(server.get("series"), after);
    let again = survey(&account, &calendars, &request()).await.unwrap();
    assert!(again.found.iter().all(|found| matches!(found.verdict, Verdict::Check(_))), "{:?}", again.found);
    assert_eq!(mend(&server, "gone").await, Mended::Refused(MeetingUpdateReason::Gone));
}

#[tokio::test]
async fn putting_back_restores_every_byte() {
    let Some(server) = Server::radicale() else { return };
    let before = server.put("series", &series());
    let change = change(&server, "series").await;
    assert_eq!(change.prepared.before, before);
    let account = account(&server.url("/"));
    let tag = change.entity_tag.unwrap();
    let put = put_back(&account, &server.meeting("series"), false, &before, &tag).await;
    assert_eq!(put, PutBack::Done);
    assert_eq!(server.get("series"), before);
    // Doing it again finds it done.
    let put = put_back(&account, &server.meeting("series"), false, &before, &tag).await;
    assert_eq!(put, PutBack::Done);
}

#[tokio::test]
async fn putting_back_loses_nobodys_change() {
    let Some(server) = Server::radicale() else { return };
    let before = server.put("one", &meeting("one", "Konferens-ID: 8271964#"));
    let change = change(&server, "one").await;
    let edited = server.put("one", &server.get("one").replace("Planering", "Budget"));
    let account = account(&server.url("/"));
    let tag = change.entity_tag.unwrap();
    let put = put_back(&account, &server.meeting("one"), false, &before, &tag).await;
    assert_eq!(put, PutBack::Refused(MeetingUpdateReason::ChangedSince));
    assert_eq!(server.get("one"), edited);
}

/// Changes the meeting between Konfid's reading and writing, as many times as it is told.
struct Rival<'all> {
    server: &'all Server,
    times: std::sync::atomic::AtomicUsize,
}

#[async_trait]
impl BeforeWrite for Rival<'_> {
    async fn may_write(&self, _: &Prepared) -> bool {
        use std::sync::atomic::Ordering::SeqCst;
        if self.times.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1)).is_ok() {
            let number = self.times.load(SeqCst);
            let edited = self.server.get("one").replace("SUMMARY:", &format!("SUMMARY:{number} "));
            self.server.put("one", &edited);
        }
        true
    }
}

#[tokio::test]
async fn a_change_by_somebody_else_in_between_is_kept() {
    let Some(server) = Server::radicale() else { return };
    server.put("one", &meeting("one", "Konferens-ID: 8271964#"));
    let rival = Rival { server: &server, times: 2.into() };
    let account = account(&server.url("/"));
    let mended = mend_one(&account, &server.meeting("one"), false, &request(), &rival).await;
    assert!(matches!(mended, Mended::Changed(_)), "{mended:?}");
    let after = server.get("one");
    assert!(after.contains("SUMMARY:0 1 Planering"), "{after}");
    assert!(after.contains("Konferens-ID: 5093817#"), "{after}");

    server.put("one", &meeting("one", "Konferens-ID: 8271964#"));
    let rival = Rival { server: &server, times: usize::MAX.into() };
    let mended = mend_one(&account, &server.meeting("one"), false, &request(), &rival).await;
    assert_eq!(mended, Mended::Failed(MeetingUpdateReason::Contended));
}

#[tokio::test]
async fn conference_lines_survive_the_server() {
    let Some(server) = Server::radicale() else { return };
    let line = "CONFERENCE;VALUE=URI;FEATURE=PHONE;LABEL=Dial-in:tel:+46812345678%2C%2C8271964%23";
    server.put("one", &calendar(&[event("one", "0101", &[line, "DESCRIPTION:Conference ID: 8271964#"])]));
    change(&server, "one").await;
    let after = server.get("one").replace("\r\n ", "");
    assert!(after.contains("tel:+46812345678%2C%2C5093817%23"), "{after}");
    assert!(!after.contains("8271964"), "{after}");
}

#[tokio::test]
async fn many_meetings_are_read_in_batches() {
    let Some(server) = Server::radicale() else { return };
    let name = |number: usize| format!("m{number:03} å");
    for number in 0..60 {
        let encoded = name(number).replace(' ', "%20").replace('å', "%C3%A5");
        server.put(&encoded, &meeting(&name(number), "Konferens-ID: 8271964#"));
    }
    let account = account(&server.url("/"));
    let calendars = account.discover().await.unwrap();
    let found = survey(&account, &calendars, &request()).await.unwrap();
    assert_eq!((found.seen.len(), found.found.len()), (60, 60));
    assert_eq!(found.impact().invitees, 1);
    let url = &found.found[7].url;
    assert!(found.seen.contains(url));
    let mended = mend_one(&account, url, false, &request(), &Always).await;
    assert!(matches!(mended, Mended::Changed(_)), "{mended:?}");
}

#[tokio::test]
async fn the_command_shows_first_and_changes_when_told() {
    let Some(server) = Server::radicale() else { return };
    let before = server.put("one", &meeting("one", "Konferens-ID: 8271964#"));
    let folder = tempfile::tempdir().unwrap();
    let password = folder.path().join("password");
    std::fs::write(&password, "hemligt\n").unwrap();
    let messages = folder.path().join("messages");
    let url = server.url("/");
    let arguments = [
        "--caldav",
        &url,
        "--username",
        "anna",
        "--password-file",
        password.to_str().unwrap(),
        "--address",
        "anna@contoso.example",
        "--old-id",
        "827 196 4",
        "--new-id",
        "5093817",
    ];
    let (code, output, errors) = command(&arguments).await;
    assert_eq!(code, 0, "{errors}");
    assert!(output.contains("- Konferens-ID: 8271964#\n  + Konferens-ID: 5093817#"), "{output}");
    assert!(errors.contains("--apply") && errors.contains("--folder"), "{errors}");
    assert_eq!(server.get("one"), before);

    let apply = [arguments.as_slice(), &["--apply", "--folder", messages.to_str().unwrap()]].concat();
    let (code, output, errors) = command(&apply).await;
    assert_eq!(code, 0, "{errors}");
    assert!(output.contains("1 meeting was changed."), "{output}");
    assert!(server.get("one").contains("Konferens-ID: 5093817#"));
    let files: Vec<_> = std::fs::read_dir(&messages).unwrap().map(|file| file.unwrap().path()).collect();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    let message = std::fs::read_to_string(file).unwrap();
    assert!(message.contains("To: bo@contoso.example"), "{message}");
    assert!(message.contains("method=REQUEST"), "{message}");

    let (code, output, _) = command(&apply).await;
    assert_eq!(code, 0);
    assert!(output.contains("0 meetings were changed."), "{output}");

    let wrong = folder.path().join("wrong");
    std::fs::write(&wrong, "fel").unwrap();
    let mut arguments = arguments;
    arguments[5] = wrong.to_str().unwrap();
    let (code, _, errors) = command(&arguments).await;
    assert_eq!(code, 1);
    assert!(errors.contains("password"), "{errors}");
}
