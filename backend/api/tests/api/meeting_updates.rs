//! `/api/v1/users/{user}/calendar` and `/api/v1/meeting-updates`

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::{CalendarReach, CalendarServers, MeetingMessage, MeetingUpdateRecord, Random, Sealer};
use http::Method;
use konfid_api::Calendars;
use serde_json::{Value, json};
use shared::{
    CalendarConnection, ConferenceId, ConnectCalendarRequest, MeetingUpdate, MeetingUpdateId,
    MeetingUpdateReason, MeetingUpdateState, ProblemCode, ResetImpact, Timestamp, UserId,
};

use crate::support::App;

/// A calendar server that knows one password. Real ones are asked in the tests of the CalDAV crate.
struct OneAccount;

#[async_trait]
impl CalendarServers for OneAccount {
    async fn check(
        &self,
        request: &ConnectCalendarRequest,
        reach: CalendarReach,
    ) -> Result<(), MeetingUpdateReason> {
        if reach == CalendarReach::Public && request.url.contains("//10.") {
            return Err(MeetingUpdateReason::NotPublic);
        }
        if request.password == "app password" { Ok(()) } else { Err(MeetingUpdateReason::SignInRefused) }
    }

    async fn impact(
        &self,
        _: &CalendarConnection,
        password: &str,
        _: CalendarReach,
        addresses: &[String],
        ids: &[ConferenceId],
        _: Timestamp,
    ) -> Result<ResetImpact, MeetingUpdateReason> {
        assert_eq!(password, "app password");
        Ok(ResetImpact {
            meetings: addresses.len().try_into().unwrap(),
            invitees: ids.len().try_into().unwrap(),
        })
    }
}

/// Turns each byte round: enough to see that what is kept is not the password.
struct Turning;

impl Sealer for Turning {
    fn seal(&self, _: UserId, secret: &str, _: &mut Random) -> Vec<u8> {
        secret.bytes().map(|byte| !byte).collect()
    }

    fn open(&self, _: UserId, sealed: &[u8]) -> Option<String> {
        String::from_utf8(sealed.iter().map(|byte| !byte).collect()).ok()
    }
}

pub(crate) async fn app() -> App {
    App::with(|state| {
        state.calendars = Some(Calendars { servers: Arc::new(OneAccount), sealer: Arc::new(Turning) });
    })
    .await
}

pub(crate) fn request(password: &str) -> Value {
    json!({"url": "https://calendar.example/dav/", "username": "anna", "password": password})
}

#[tokio::test]
async fn a_calendar_is_connected_shown_and_forgotten() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let address = format!("/api/v1/users/{}/calendar", user.id);
    let put = |password| app.call(Method::PUT, &address).json(&request(password)).send();

    let refused = put("wrong").await;
    refused.assert_problem(422, ProblemCode::CalendarRefused);
    put(" ").await.assert_problem(422, ProblemCode::InvalidFields);
    let nothing: Value = app.get(&address).await.json();
    assert_eq!(nothing["connection"], Value::Null);
    let impact = format!("/api/v1/users/{}/conference-id/impact", user.id);
    app.get(&impact).await.assert_problem(409, ProblemCode::CalendarNotConnected);

    let connected = put("app password").await;
    assert!(!connected.body.contains("app password"), "the password never travels back");
    insta::assert_snapshot!(connected.shown());
    insta::assert_snapshot!("connected", app.get(&address).await.shown());
    let reached: Value = app.get(&impact).await.json();
    assert_eq!(reached, json!({"meetings": 2, "invitees": 1}));

    let gone = app.call(Method::DELETE, &address).send().await;
    assert_eq!(gone.status, 204);
    let nothing: Value = app.get(&address).await.json();
    assert_eq!(nothing["connection"], Value::Null);
}

#[tokio::test]
async fn a_reset_waits_for_the_grace_before_meetings_are_mended() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let address = format!("/api/v1/users/{}/calendar", user.id);
    app.call(Method::PUT, &address).json(&request("app password")).send().await;
    app.advance(Duration::from_mins(1));
    let reset = format!("/api/v1/users/{}/conference-id/reset", user.id);
    app.call(Method::POST, &reset).header("if-match", &user.version.entity_tag()).send().await;
    let shown: Value = app.get(&address).await.json();
    let due: Timestamp = serde_json::from_value(shown["dueAt"].clone()).unwrap();
    assert_eq!(due, app.application.now().after(Duration::from_mins(10)));
}

#[tokio::test]
async fn a_meeting_is_listed_tried_again_and_put_back() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let address = format!("/api/v1/users/{}/calendar", user.id);
    app.post(&format!("/api/v1/users/{}/meeting-updates/retry", user.id), json!({}))
        .await
        .assert_problem(409, ProblemCode::CalendarNotConnected);
    app.call(Method::PUT, &address).json(&request("app password")).send().await;
    let refused = put_meeting_update(&app, user.id, MeetingUpdateState::Refused).await;
    let changed = put_meeting_update(&app, user.id, MeetingUpdateState::Changed).await;

    let list = app
        .call(Method::GET, &format!("/api/v1/users/{}/meeting-updates", user.id))
        .header("accept-language", "sv");
    insta::assert_snapshot!(list.send().await.shown());
    let retry = |id: MeetingUpdateId| format!("/api/v1/meeting-updates/{id}/retry");
    let undo = |id: MeetingUpdateId| format!("/api/v1/meeting-updates/{id}/undo");
    let again: MeetingUpdate = app.post(&retry(refused), json!({})).await.json();
    assert_eq!((again.state, again.reason), (MeetingUpdateState::Pending, None));
    app.post(&retry(changed), json!({})).await.assert_problem(409, ProblemCode::MeetingNotRetryable);
    app.post(&undo(refused), json!({})).await.assert_problem(409, ProblemCode::MeetingNotUndoable);
    let undone: MeetingUpdate = app.post(&undo(changed), json!({})).await.json();
    assert_eq!(undone.undo_until, None, "it is asked for already");
    app.get(&format!("/api/v1/meeting-updates/{}", user.id)).await.assert_problem(404, ProblemCode::NotFound);
}

#[tokio::test]
async fn the_message_to_the_invitees_is_given_while_there_is_one() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let changed = put_meeting_update(&app, user.id, MeetingUpdateState::Changed).await;
    let refused = put_meeting_update(&app, user.id, MeetingUpdateState::Refused).await;
    let message = |id: MeetingUpdateId| format!("/api/v1/meeting-updates/{id}/message");
    let given = app.get(&message(changed)).await;
    assert_eq!(given.body, "To: bo@contoso.example\r\n\r\n");
    assert_eq!(given.header("content-type"), Some("message/rfc822"));
    let name = format!("attachment; filename=\"meeting-{changed}.eml\"");
    assert_eq!(given.header("content-disposition"), Some(name.as_str()));
    app.get(&message(refused)).await.assert_problem(404, ProblemCode::NotFound);
    let shown: MeetingUpdate = app.get(&format!("/api/v1/meeting-updates/{changed}")).await.json();
    assert!(shown.has_message);
}

#[tokio::test]
async fn a_message_with_an_id_that_is_no_longer_right_is_not_given() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let changed = put_meeting_update(&app, user.id, MeetingUpdateState::Changed).await;
    let reset = format!("/api/v1/users/{}/conference-id/reset", user.id);
    app.call(Method::POST, &reset).header("if-match", &user.version.entity_tag()).send().await;
    app.get(&format!("/api/v1/meeting-updates/{changed}/message"))
        .await
        .assert_problem(404, ProblemCode::NotFound);
    let all = format!("/api/v1/users/{}/meeting-updates/messages.zip", user.id);
    app.get(&all).await.assert_problem(404, ProblemCode::NotFound);
    let shown: MeetingUpdate = app.get(&format!("/api/v1/meeting-updates/{changed}")).await.json();
    assert!(!shown.has_message);
    let calendar: Value = app.get(&format!("/api/v1/users/{}/calendar", user.id)).await.json();
    assert_eq!(calendar["messages"], 0);
}

#[tokio::test]
async fn passwords_cannot_be_guessed_through_konfid() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let address = format!("/api/v1/users/{}/calendar", user.id);
    let put = |password| app.call(Method::PUT, &address).json(&request(password)).send();
    for _ in 0..10 {
        put("wrong").await.assert_problem(422, ProblemCode::CalendarRefused);
        app.advance(Duration::from_secs(1));
    }
    let refused = put("app password").await;
    refused.assert_problem(429, ProblemCode::TooManyAttempts);
    assert!(refused.header("retry-after").is_some());
    app.advance(Duration::from_hours(1));
    assert_eq!(put("app password").await.status, 200);
}

#[tokio::test]
async fn what_was_left_while_updates_were_off_is_done_when_they_are_on_again() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let calendar = format!("/api/v1/users/{}/calendar", user.id);
    let switch = async |on: bool| {
        let settings: Value = app.get("/api/v1/settings").await.json();
        let version = format!("\"{}\"", settings["version"]);
        let call = app.call(Method::PATCH, "/api/v1/settings").header("if-match", &version);
        call.json(&json!({"meetingUpdates": on})).send().await
    };
    switch(false).await;
    app.call(Method::PUT, &calendar).json(&request("app password")).send().await;
    let waiting: Value = app.get(&calendar).await.json();
    assert_eq!(waiting["dueAt"], Value::Null, "nobody wants it now");
    switch(true).await;
    let waiting: Value = app.get(&calendar).await.json();
    assert_eq!(waiting["dueAt"], json!(app.application.now()));
}

#[tokio::test]
async fn all_messages_are_given_in_one_file() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let address = format!("/api/v1/users/{}/meeting-updates/messages.zip", user.id);
    app.get(&address).await.assert_problem(404, ProblemCode::NotFound);
    for _ in 0..3 {
        put_meeting_update(&app, user.id, MeetingUpdateState::Changed).await;
    }
    put_meeting_update(&app, user.id, MeetingUpdateState::Refused).await;
    let calendar: Value = app.get(&format!("/api/v1/users/{}/calendar", user.id)).await.json();
    assert_eq!(calendar["messages"], 3);
    let given = app.call(Method::GET, &address).send_for_bytes().await;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(given)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names, ["001 Planering.eml", "002 Planering.eml", "003 Planering.eml"]);
    let message = std::io::read_to_string(archive.by_index(0).unwrap()).unwrap();
    assert_eq!(message, "To: bo@contoso.example\r\n\r\n");
}

#[tokio::test]
async fn nothing_is_tried_again_while_the_organisation_does_not_want_it() {
    let app = app().await;
    let user = app.enabled_user("Anna").await;
    let calendar = format!("/api/v1/users/{}/calendar", user.id);
    app.call(Method::PUT, &calendar).json(&request("app password")).send().await;
    let refused = put_meeting_update(&app, user.id, MeetingUpdateState::Refused).await;
    let settings: Value = app.get("/api/v1/settings").await.json();
    let version = format!("\"{}\"", settings["version"]);
    let switched = app
        .call(Method::PATCH, "/api/v1/settings")
        .header("if-match", &version)
        .json(&json!({"meetingUpdates": false}))
        .send()
        .await;
    assert_eq!(switched.status, 200, "{}", switched.body);
    let all = format!("/api/v1/users/{}/meeting-updates/retry", user.id);
    app.post(&all, json!({})).await.assert_problem(409, ProblemCode::MeetingUpdatesOff);
    let one = format!("/api/v1/meeting-updates/{refused}/retry");
    app.post(&one, json!({})).await.assert_problem(409, ProblemCode::MeetingUpdatesOff);
}

#[tokio::test]
async fn without_a_way_to_calendars_it_says_so() {
    let app = App::new().await;
    let user = app.enabled_user("Anna").await;
    let address = format!("/api/v1/users/{}/calendar", user.id);
    let refused = app.call(Method::PUT, &address).json(&request("app password")).send().await;
    refused.assert_problem(409, ProblemCode::CalendarsUnavailable);
}

pub(crate) async fn put_meeting_update(
    app: &App,
    user: UserId,
    state: MeetingUpdateState,
) -> MeetingUpdateId {
    app.advance(Duration::from_secs(1));
    let mut context = app.application.context(domain::Actor::System);
    let id = MeetingUpdateId::from_uuid(context.new_uuid());
    let read = app.application.in_snapshot(move |read| Box::pin(async move { Ok(read.user(user).await?) }));
    let conference_id = read.await.unwrap().unwrap().conference_id.unwrap();
    let record = MeetingUpdateRecord {
        meeting: MeetingUpdate {
            id,
            user,
            summary: "Planering".into(),
            start: "2027-01-01T09:00:00[Europe/Stockholm]".parse().ok(),
            state,
            reason: None,
            changes: Vec::new(),
            leftovers: Vec::new(),
            invitees: 3,
            attempts: 1,
            next_attempt_at: None,
            updated_at: context.now,
            undo_until: Some(context.now.after(Duration::from_hours(24 * 30))),
            has_message: false,
        },
        href: format!("/{id}.ics"),
        reason: (state == MeetingUpdateState::Refused).then_some(MeetingUpdateReason::EncodedValue),
        data_before: Some("BEGIN:VCALENDAR".into()),
        entity_tag_after: None,
        undo_wanted: false,
        message: (state == MeetingUpdateState::Changed)
            .then(|| MeetingMessage { text: "To: bo@contoso.example\r\n\r\n".into(), conference_id }),
    };
    app.application
        .in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.put_meeting_update(&record).await?) })
        })
        .await
        .unwrap();
    id
}
