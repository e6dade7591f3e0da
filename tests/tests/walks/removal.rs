//! Somebody has left: the user is removed, and the name is struck out.

use serde_json::{Value, json};

use super::support::House;

const WHO: &str = "Ronja Avsked";
const OTHER: &str = "Birk Kvar";

#[tokio::test]
async fn a_user_is_removed_and_the_name_struck_out() {
    let house = House::with_users(&[WHO, OTHER], true).await;
    let before = house.user(WHO);
    let id = before["conferenceId"].as_str().unwrap_or_default().to_owned();
    let browser = house.administrator().await;
    browser.click(WHO).await;
    browser.see_pane(WHO).await;
    browser.click("Remove").await;
    browser.see_dialog("Remove the user?").await;
    browser.see("This cannot be undone.").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    browser.see("The user has been removed").await;
    browser.see_no_element(".pane").await;
    let users = house.client().list("/api/v1/users");
    assert_eq!(users.len(), 1, "{users:#?}");
    assert_eq!(users[0]["displayName"], OTHER);
    assert_eq!(house.conference_of(&id), json!(false), "callers do not get in any more");

    // Whose the ID was is still known, and leads to what is left.
    browser.go(&house.page(&format!("/conference-ids/{id}"))).await;
    browser.see(&format!("{WHO} removed user")).await;
    browser.click_on(".look-up-result ~ section td a").await;
    browser.see_element(".history").await;
    browser.click("Strike out the name").await;
    browser.see_dialog("Strike out the name?").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    browser.see("The name has been struck out").await;
    browser.go(&house.page("/audit")).await;
    browser.see("Struck out a name").await;
    browser.see_no(WHO).await;
    let entries = house.client().list("/api/v1/audit");
    assert!(!Value::from(entries).to_string().contains(WHO), "the name is nowhere in the audit log");
    browser.must_be_quiet(&["404"]).await;
}
