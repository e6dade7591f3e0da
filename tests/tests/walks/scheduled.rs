//! A reset is scheduled from a user's pane and for many, is moved, and is begun.

use serde_json::{Value, json};

use super::support::{Browser, House, until};

const WHO: &str = "Anna Hall";
const OTHER: &str = "Bo Frisk";

/// Puts a time into the field, which people fill in part by part.
async fn set_time(browser: &Browser, value: &str) {
    let script = "const field = document.querySelector('#when-time'); field.value = arguments[0]; \
                  field.dispatchEvent(new Event('input', {bubbles: true}));";
    browser.see_element("#when-time").await;
    browser.run_with(script, vec![json!(value)]).await;
}

/// What the browser's clock shows at noon so many days from now, as the field has it, and the year.
async fn noon_in_days(browser: &Browser, days: u32) -> (String, String) {
    let script = "const date = new Date(Date.now() + arguments[0] * 86400000); \
                  const two = (number) => String(number).padStart(2, '0'); \
                  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T12:00`";
    let local = browser.run_with(script, vec![json!(days)]).await;
    let local = local.as_str().expect("a script answers with a text").to_owned();
    (local.clone(), local[..4].to_owned())
}

fn newest_job(house: &House) -> Value {
    house.client().get_json("/api/v1/jobs")["items"][0].clone()
}

#[tokio::test]
async fn a_reset_of_one_user_is_scheduled_moved_and_begun() {
    let house = House::with_users(&[WHO], true).await;
    let anna = house.user(WHO);
    let id = anna["id"].as_str().unwrap_or_default();
    let browser = house.administrator().await;
    browser.go(&house.page(&format!("/users/{id}"))).await;
    browser.see_pane(WHO).await;
    browser.click("Reset").await;
    browser.see_dialog("Reset conference ID?").await;
    browser.click_on("label[for=when-later]").await;
    browser.see("it is done when the meeting is over").await;
    let (time, year) = noon_in_days(&browser, 3).await;
    set_time(&browser, &time).await;
    browser.click("Schedule").await;
    browser.see_no_dialog().await;
    browser.see("A reset of the conference ID is scheduled for").await;
    browser.see(&year).await;
    assert_eq!(house.user(WHO)["conferenceId"], anna["conferenceId"], "nothing is done yet");
    let job = newest_job(&house);
    assert_eq!((&job["state"], &job["counts"]["total"]), (&json!("scheduled"), &json!(1)), "{job}");

    browser.click("Change or call off").await;
    browser.see("It begins by itself.").await;
    browser.click("Change the time").await;
    browser.see_dialog("Change the time?").await;
    set_time(&browser, &noon_in_days(&browser, 5).await.0).await;
    browser.click("Save").await;
    browser.see_no_dialog().await;
    let moved = newest_job(&house);
    assert!(moved["startAt"].as_str() > job["startAt"].as_str(), "{moved}");
    browser.resize(360, 800).await;
    assert_eq!(browser.misfits().await, [""; 0], "on a telephone");
    browser.click("Start now").await;
    browser.see("The conference IDs have been reset").await;
    assert_ne!(house.user(WHO)["conferenceId"], anna["conferenceId"]);
    browser.must_be_quiet(&[]).await;
}

#[tokio::test]
async fn a_reset_of_many_is_scheduled_and_called_off() {
    let house = House::with_users(&[WHO, OTHER], true).await;
    let before = [WHO, OTHER].map(|name| house.user(name)["conferenceId"].clone());
    let browser = house.administrator().await;
    browser.go(&house.page("/users")).await;
    browser.click_on("thead label.select").await;
    browser.click("Reset conference IDs").await;
    browser.click_on("label[for=when-later]").await;
    browser.fill_in("#reason", "printed in a brochure").await;
    set_time(&browser, &noon_in_days(&browser, 2).await.0).await;
    browser.click("Schedule").await;
    browser.see("It begins by itself.").await;
    browser.see("printed in a brochure").await;
    browser.click("Cancel the job").await;
    browser.see("What was done before it was cancelled stays done.").await;
    until("it is called off", || (newest_job(&house)["state"] == "cancelled").then_some(())).await;
    let after = [WHO, OTHER].map(|name| house.user(name)["conferenceId"].clone());
    assert_eq!(after, before);
    browser.must_be_quiet(&[]).await;
}
