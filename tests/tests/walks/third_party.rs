//! A user's provider is a third party: entered by hand, edited where *Reset* would be, and the way back.

use serde_json::{Value, json};

use super::support::House;

const WHO: &str = "Tora Extern";
const OTHER: &str = "Ulf Intern";

#[tokio::test]
async fn a_third_party_is_entered_edited_and_left_again() {
    let house = House::with_users(&[WHO, OTHER], true).await;
    let before = house.user(WHO);
    let id = before["conferenceId"].as_str().unwrap_or_default().to_owned();
    let browser = house.administrator().await;
    browser.click(WHO).await;
    browser.see_pane(WHO).await;
    browser.click("Change provider").await;
    browser.see_dialog("Provider").await;
    browser.see("stops working at once and goes into quarantine").await;

    // What is wrong is told beside the field.
    browser.fill_in("#provider-0-name", "Contoso Conferencing").await;
    browser.fill_in("#provider-0-tollNumber", "08-123").await;
    browser.fill_in("#provider-0-passcode", "47").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_element("#provider-0-tollNumber[aria-invalid=true]").await;
    browser.see("A passcode has 3 to 15 digits; 2 were given.").await;
    assert_eq!(house.user(WHO)["conferenceId"], before["conferenceId"], "nothing is half done");

    browser.fill_in("#provider-0-tollNumber", "+46 (0)8-123 456 78").await;
    browser.fill_in("#provider-0-passcode", "004711").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    browser.see("The provider has been changed").await;
    let after = house.user(WHO);
    assert_eq!(after["conferenceId"], Value::Null);
    let profile = &after["provider"]["thirdParty"]["default"];
    assert_eq!(profile["passcode"], "004711", "leading zeros stay");
    assert_eq!(profile["tollNumber"]["number"], "+46812345678");
    assert_eq!(house.conference_of(&id), json!(false), "callers with the old ID do not get in");

    // *Edit* stands where *Reset* would be.
    browser.see("Conference ID at Contoso Conferencing").await;
    browser.see_no_element("[aria-keyshortcuts=r]").await;
    browser.click("Edit provider").await;
    browser.see_dialog("Provider").await;
    browser.click("Add another provider").await;
    browser.fill_in("#provider-1-name", "Nordsamtal").await;
    browser.fill_in("#provider-1-tollNumber", "+47 22 12 34 56").await;
    browser.fill_in("#provider-1-passcode", "123456").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    assert_eq!(house.user(WHO)["provider"]["thirdParty"]["others"][0]["name"], "Nordsamtal");

    // The list can be narrowed to them.
    browser.go(&house.page("/users?provider=thirdParty")).await;
    browser.see(WHO).await;
    browser.see_no(OTHER).await;

    // The way back gives the same ID.
    browser.click(WHO).await;
    browser.see_pane(WHO).await;
    browser.click("Edit provider").await;
    browser.see_dialog("Provider").await;
    browser.click_on("dialog[open] [name=provider-kind]").await;
    browser.see("Everything that was entered for other providers is deleted.").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    assert_eq!(house.user(WHO)["conferenceId"], before["conferenceId"]);
    browser.must_be_quiet(&["422"]).await;
}
