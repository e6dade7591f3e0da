//! Switching to dynamic conference IDs: one user, then the organisation, with what it does said first.

use serde_json::{Value, json};

use super::support::{House, grouped, until};

const WHO: &str = "Anna Hall";
const PLANNER: &str = "Bo Frisk";

fn id_of(user: &Value) -> String {
    user["conferenceId"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_switch_to_dynamic_breaks_no_planned_meeting() {
    let house = House::with_users(&[WHO, PLANNER], true).await;
    let (anna, bo) = (house.user(WHO), house.user(PLANNER));
    let (old, carried) = (id_of(&anna), id_of(&bo));
    let schedule =
        json!({"start": "2099-12-01T10:00", "end": "2099-12-01T11:00", "timeZone": "Europe/Stockholm"});
    let plan = json!({"organizer": bo["id"], "subject": "Budget", "schedule": schedule});
    assert_eq!(house.client().post("/api/v1/meetings", &plan).status, 201);

    // One user, in the action pane.
    let browser = house.administrator().await;
    browser.go(&house.page(&format!("/users/{}", anna["id"].as_str().unwrap_or_default()))).await;
    browser.see_pane(WHO).await;
    browser.click_on("#change-id-type").await;
    browser.see_dialog("Static or dynamic conference IDs").await;
    browser.see("Nothing changes for meetings and callers.").await;
    browser.click_on("#id-type-dynamic").await;
    browser.see("The conference ID stops working at once and goes into quarantine.").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see("The type of conference IDs has been changed").await;
    browser.see_no_dialog().await;
    browser.see("Each meeting has its own").await;
    assert_eq!(house.conference_of(&old), json!(false), "nobody gets in any more");

    // And back: the same ID.
    browser.click_on("#change-id-type").await;
    browser.click_on("#id-type-organisation").await;
    browser
        .see("The user gets the earlier conference ID back while it is in quarantine, otherwise a new one.")
        .await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    browser.see(&grouped(&old)).await;
    assert!(house.conference_of(&old).is_string(), "callers get in again");

    // The organisation, with the figures first.
    browser.go(&house.page("/settings")).await;
    browser.click_on("#switch-id-type-of-all").await;
    browser.see_dialog("Switch to dynamic conference IDs?").await;
    browser.see("1 user keeps the conference ID until its planned meetings are over.").await;
    browser.see("1 user loses the conference ID at once; it goes into quarantine.").await;
    browser.see("1 planned meeting keeps the conference ID that it has.").await;
    browser.see("2 emails are sent.").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see("The type of conference IDs has been changed").await;
    until("both are switched", || {
        let is_switched = |name: &str| {
            let user = house.user(name);
            user["conferenceId"].is_null() || user["conferenceIdKept"] == json!(true)
        };
        (is_switched(WHO) && is_switched(PLANNER)).then_some(())
    })
    .await;
    assert_eq!(house.conference_of(&old), json!(false));
    assert!(house.conference_of(&carried).is_string(), "the planned meeting is reached as before");
    browser.go(&house.page("/users?conferenceIdType=dynamic")).await;
    browser.see(PLANNER).await;
    browser.see(WHO).await;
    browser.must_be_quiet(&[]).await;
}
