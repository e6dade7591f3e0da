//! A series of meetings: planned on the page, with a conference ID of its own, changed and cancelled.

use serde_json::{Value, json};

use super::support::{Browser, House, Key, grouped, organizer_link, until};

const WHO: &str = "Matilda Mötesson";

/// The only planned meeting.
fn only_meeting(house: &House) -> Value {
    let mut meetings = house.client().list("/api/v1/meetings");
    assert_eq!(meetings.len(), 1, "{meetings:?}");
    meetings.remove(0)
}

/// Puts a value into a field for dates, which people fill in part by part.
async fn set(browser: &Browser, selector: &str, value: &str) {
    let script = "const field = document.querySelector(arguments[0]); field.value = arguments[1]; \
                  field.dispatchEvent(new Event('input', {bubbles: true}));";
    browser.run_with(script, vec![json!(selector), json!(value)]).await;
}

#[tokio::test]
async fn a_series_of_meetings() {
    let house = House::with_users(&[WHO], true).await;
    house.change_settings(&json!({"conferenceIdType": "dynamic"}));
    let browser = house.administrator().await;
    browser.go(&house.page("/meetings")).await;
    browser.see("No planned meetings").await;

    browser.click_on("#plan-meeting").await;
    browser.see_dialog("Plan a meeting").await;
    browser.fill_in("#organizer-search", "Matilda").await;
    browser.click_on(".meeting-organizers input").await;
    browser.fill_in("#meeting-subject", "Weekly planning").await;
    set(&browser, "#meeting-start", "2099-12-01T10:00").await;
    set(&browser, "#meeting-zone", "Europe/Göteborg").await;
    browser.select("#meeting-repeats", "weekly").await;
    browser.select("#meeting-ends", "after").await;
    browser.fill_in("#meeting-count", "10").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see("There is no such time zone.").await;
    set(&browser, "#meeting-zone", "Europe/Stockholm").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_dialog("Weekly planning").await;

    // What belongs in the invitation is there at once, and callers get in.
    let meeting = only_meeting(&house);
    let id = meeting["conferenceId"].as_str().unwrap_or_default().to_owned();
    browser.see(&grouped(&id)).await;
    browser.see("Every week, 10 times").await;
    browser.see("1 December 2099 at 10:00 (Europe/Stockholm)").await;
    assert!(house.conference_of(&id).is_string(), "callers reach the meeting from now on");
    browser.click_on("#meeting-calendar").await;
    let name = format!("meeting-{}.ics", meeting["id"].as_str().unwrap_or_default());
    let file = until("the calendar file is saved", || {
        let file = std::fs::read_to_string(browser.downloads().join(&name)).ok()?;
        Some(file).filter(|file| file.ends_with("END:VCALENDAR\r\n"))
    })
    .await;
    assert!(file.contains("RRULE:FREQ=WEEKLY;COUNT=10") && file.contains("SEQUENCE:0"), "{file}");

    // A change keeps the ID.
    browser.click("Change").await;
    browser.see_dialog("Change the meeting").await;
    set(&browser, "#meeting-start", "2099-12-02T10:00").await;
    set(&browser, "#meeting-end", "2099-12-02T11:00").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see("2 December 2099 at 10:00 (Europe/Stockholm)").await;
    assert_eq!(only_meeting(&house)["conferenceId"], json!(id));

    browser.click("Cancel the meeting").await;
    browser.see_dialog("Cancel the meeting?").await;
    browser.see("Its conference ID stops working at once.").await;
    browser.click_on("dialog[open] .button-danger").await;
    browser.see("The meeting was cancelled").await;
    browser.see_no_dialog().await;
    assert_eq!(house.conference_of(&id), json!(false), "nobody gets in any more");
    browser.go(&house.page(&format!("/conference-ids/{id}"))).await;
    browser.see("Weekly planning").await;
    browser.see(WHO).await;
    browser.see("Meeting cancelled").await;
    browser.must_be_quiet(&["422"]).await;
}

#[tokio::test]
async fn an_organizer_plans_a_meeting() {
    let house = House::with_users(&[WHO], true).await;
    let user = house.user(WHO);
    let own = user["conferenceId"].as_str().unwrap_or_default();
    let send = format!("/api/v1/users/{}/organizer-link", user["id"].as_str().unwrap_or_default());
    assert_eq!(house.client().post(&send, &json!({})).status, 200);
    let link = organizer_link(&house, WHO, 1).await;
    let browser = Browser::open().await;
    browser.go(&link).await;
    browser.click("Continue").await;
    browser.see_element("#own-meetings").await;
    browser.click_on("#plan-meeting").await;
    browser.fill_in("#meeting-subject", "Möte om budgeten").await;
    set(&browser, "#meeting-start", "2099-12-01T10:00").await;
    set(&browser, "#meeting-zone", "Europe/Stockholm").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_dialog("Möte om budgeten").await;
    let digits = browser.text_of("#meeting-conference-id").await;
    assert_eq!(digits.replace(char::is_whitespace, ""), own, "a static ID is the organizer's");
    browser.press(Key::Escape).await;
    browser.see_no_dialog().await;
    assert_eq!(only_meeting(&house)["subject"], "Möte om budgeten");
    browser.must_be_quiet(&[]).await;

    // Whoever resets the ID hears of the meeting first.
    let browser = house.administrator().await;
    browser.go(&house.page(&format!("/users/{}", user["id"].as_str().unwrap_or_default()))).await;
    browser.click("Reset").await;
    browser.see_dialog("Reset conference ID?").await;
    browser.see("1 planned meeting has this conference ID; the next one is on").await;
    browser.click("No").await;
    browser.see_no_dialog().await;
    assert_eq!(house.user(WHO)["conferenceId"], json!(own), "nothing was reset");
    browser.must_be_quiet(&[]).await;
}
