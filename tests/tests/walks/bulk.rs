//! Many users at once, disabling that is undone, the search, and the pages of the list.

use serde_json::json;

use super::support::{House, Key, grouped};

const WHO: &str = "Anna Hall";
const IRISH: &str = "Sean O’Dea";
const OTHER: &str = "Bo Frisk";

#[tokio::test]
async fn many_are_reset_and_disabled_and_one_is_enabled_again() {
    let house = House::with_users(&[WHO, IRISH], true).await;
    house.add_user(OTHER, false);
    let before = house.user(WHO)["conferenceId"].clone();
    let browser = house.administrator().await;
    browser.go(&house.page("/users?dialIn=disabled")).await;
    browser.click_on("thead label.select").await;
    browser.see_element(".selection-bar [data-act=Enable]").await;
    browser.see_no_element(".selection-bar [data-act=Reset]").await;

    browser.go(&house.page("/users")).await;
    browser.click_on("thead label.select").await;
    browser.click("Reset conference IDs").await;
    browser.see_dialog("Reset conference IDs?").await;
    browser.see("2 users get a new conference ID.").await;
    browser.see("1 user is not enabled and stays as it is.").await;
    browser.see("2 emails are sent.").await;
    browser.press(Key::Escape).await;
    browser.see_no_dialog().await;
    assert_eq!(house.user(WHO)["conferenceId"], before, "Escape changes nothing");
    browser.click("Reset conference IDs").await;
    browser.click("Reset").await;
    browser.see("The conference IDs have been reset").await;
    let after = house.user(WHO);
    assert_ne!(after["conferenceId"], before);
    assert_eq!(after["undo"]["previousConferenceId"], before);

    // One who is disabled comes back with the same ID.
    let id = after["id"].as_str().unwrap_or_default();
    browser.go(&house.page(&format!("/users/{id}"))).await;
    browser.see_pane(WHO).await;
    browser.click("Disable").await;
    browser.see("they get the same ID back").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see("Disabled for dial-in conferencing").await;
    assert_eq!(house.user(WHO)["conferenceId"], json!(null));
    browser.click_on(".notice-action").await;
    browser.see("Enabled again, with the same conference ID").await;
    assert_eq!(house.user(WHO)["conferenceId"], after["conferenceId"]);

    // The shortcut asks, and never resets at once.
    browser.type_keys("r").await;
    browser.see_dialog("Reset conference ID?").await;
    browser.press(Key::Escape).await;
    browser.see_no_dialog().await;
    assert_eq!(house.user(WHO)["conferenceId"], after["conferenceId"]);
    browser.must_be_quiet(&[]).await;
}

#[tokio::test]
async fn the_search_finds_retired_ids_and_enter_opens_the_only_hit() {
    let house = House::with_users(&[WHO, IRISH], true).await;
    let anna = house.user(WHO);
    let (id, old) =
        (anna["id"].as_str().unwrap_or_default(), anna["conferenceId"].as_str().unwrap_or_default());
    let disable = house.client().post(&format!("/api/v1/users/{id}/disable"), &json!({}));
    assert_eq!(disable.status, 200, "{}", disable.text());
    let browser = house.administrator().await;
    browser.go(&house.page("/users")).await;
    browser.fill_in("#user-search", &grouped(old)).await;
    browser.see("is in quarantine until").await;
    browser.click(WHO).await;
    browser.see_pane(WHO).await;

    browser.go(&house.page("/users")).await;
    browser.fill_in("#user-search", "O'Dea").await;
    browser.press(Key::Enter).await;
    browser.see_pane(IRISH).await;
    browser.must_be_quiet(&[]).await;
}

#[tokio::test]
async fn a_page_of_the_list_has_an_address_that_outlasts_a_reload() {
    let house = House::with_users(&[], true).await;
    for number in 1..=104 {
        house.add_user(&format!("Person {number:03}"), false);
    }
    let rows = "return [...document.querySelectorAll('tr.user-row th a')].map((name) => name.textContent)";
    let (first, second, third) = ("1–50 of 104", "51–100 of 104", "101–104 of 104");
    let browser = house.administrator().await;
    browser.go(&house.page("/users")).await;
    browser.see(first).await;
    browser.click("Next").await;
    browser.see(second).await;
    let (address, names) = (browser.place().await, browser.run(rows).await);
    assert!(address.starts_with("/users?from=51&after="), "{address}");
    assert_eq!(names[0], "Person 051", "{names}");
    browser.reload().await;
    browser.see(second).await;
    assert_eq!(browser.run(rows).await, names, "the same rows after a reload");

    // The tab knows the way back, also after a reload, and a pane beside the list keeps the place.
    browser.click("Next").await;
    browser.see(third).await;
    browser.reload().await;
    browser.see(third).await;
    browser.click("Previous").await;
    browser.see(second).await;
    assert_eq!(browser.place().await, address);
    browser.click("Person 052").await;
    browser.see_pane("Person 052").await;
    browser.see(second).await;
    assert!(browser.place().await.contains("?from=51&after="), "the pane keeps the place");

    // Every page that was turned is one step back: the pane, 2, 3, 2, 1.
    for seen in [second, third, second, first] {
        browser.run("history.back()").await;
        browser.see(seen).await;
        browser.see_no_element(".users-with-pane").await;
    }
    browser.run("history.forward()").await;
    browser.see(second).await;

    // Another order begins at its first page; so does an address whose place is for another order.
    browser.click_on("th.column-name button").await;
    browser.see(first).await;
    assert_eq!(browser.place().await, "/users?sort=-displayName");
    let stray = address.replace('?', "?sort=-displayName&");
    browser.go(&house.page(&stray)).await;
    browser.see(first).await;
    let settled = "return location.pathname + location.search === '/users?sort=-displayName'";
    browser.until(settled, vec![]).await;
    browser.see_no_element(".state-error").await;
    browser.must_be_quiet(&["422"]).await;
}
