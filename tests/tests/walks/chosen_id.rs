//! A conference ID is chosen, locked and handed over, and IDs are reserved.

use serde_json::json;

use super::support::House;

const WHO: &str = "Siri Vald";
const SUCCESSOR: &str = "Tor Arvtagare";
const WANTED: &str = "8271964";

#[tokio::test]
async fn a_chosen_id_is_locked_and_handed_over() {
    let house = House::with_users(&[WHO, SUCCESSOR], true).await;
    let before = house.user(WHO)["conferenceId"].as_str().unwrap_or_default().to_owned();
    let own = house.user(SUCCESSOR)["conferenceId"].as_str().unwrap_or_default().to_owned();
    let browser = house.administrator().await;

    // It is checked while it is typed; one that is taken cannot be chosen.
    browser.click(WHO).await;
    browser.see_pane(WHO).await;
    browser.click("Choose ID").await;
    browser.see_dialog("Choose conference ID").await;
    browser.fill("New conference ID", &own).await;
    browser.see(&format!("Taken: it belongs to {SUCCESSOR}.")).await;
    browser.see_element("dialog[open] [type=submit]:disabled").await;
    browser.see_element(".suggestions button").await;
    browser.fill("New conference ID", WANTED).await;
    browser.see_element("#availability .badge-accent").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    browser.see("Conference ID chosen").await;
    assert_eq!(house.user(WHO)["conferenceId"], WANTED);
    assert_eq!(house.conference_of(&before), json!(false), "the old one has stopped");

    // Locked, it stops only for who types it.
    browser.click("Lock").await;
    browser.see("The conference ID is locked").await;
    browser.click("Reset").await;
    browser.see_dialog("Reset conference ID?").await;
    browser.click("Yes").await;
    browser.see("is locked").await;
    browser.click("No").await;
    browser.see_no_dialog().await;
    assert_eq!(house.user(WHO)["conferenceId"], WANTED);

    browser.click("Hand over").await;
    browser.see_dialog("Hand over conference ID").await;
    browser.fill("Successor", SUCCESSOR).await;
    browser.click_on("dialog[open] input[name=successor]").await;
    browser.fill("Type the present conference ID", WANTED).await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    browser.see("The conference ID has been handed over").await;
    let (left, heir) = (house.user(WHO), house.user(SUCCESSOR));
    assert_eq!((&left["dialInEnabled"], &left["conferenceId"]), (&json!(false), &json!(null)));
    assert_eq!((&heir["conferenceId"], &heir["conferenceIdLocked"]), (&json!(WANTED), &json!(true)));
    assert_eq!(house.conference_of(&own), json!(false), "the successor's own one has stopped");
    browser.must_be_quiet(&["409"]).await;
}

#[tokio::test]
async fn ids_are_reserved_and_released() {
    let house = House::with_users(&[WHO], true).await;
    let browser = house.administrator().await;
    browser.go(&house.page("/conference-ids")).await;
    browser.see("No IDs are reserved.").await;
    browser.click("Reserve IDs").await;
    browser.see_dialog("Reserve IDs").await;
    browser.fill("Conference ID, or the first one", "4000000").await;
    browser.fill("Last one of the range", "4000099").await;
    browser.fill("For whom, or for what", "Mässan").await;
    browser.run("const day = document.getElementById('last-day'); day.value = '2099-12-31';").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    browser.see("Mässan").await;
    browser.go(&house.page("/conference-ids/4000042")).await;
    browser.see("Reserved for").await;
    browser.click_on("#reservations td button").await;
    browser.see_dialog("Release the reservation?").await;
    browser.click_on("dialog[open] .button-danger").await;
    browser.see_no_dialog().await;
    browser.see("No IDs are reserved.").await;
    browser.must_be_quiet(&[]).await;
}
