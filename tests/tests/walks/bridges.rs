//! An administrator registers numbers, gives a user one of their own, and unregisters a number.

use serde_json::json;

use super::support::{Browser, House};

const WHO: &str = "Viola Vaktmästare";
const FIRST: &str = "+46 8 465 004 00";
const SECOND: &str = "+44 20 7946 0123";

async fn register(browser: &Browser, number: &str, city: &str) {
    browser.click_on(".bridge-card .button:has(.icon)").await;
    browser.see_dialog("Register number").await;
    browser.fill_in("#number", number).await;
    browser.see("Written as").await;
    browser.fill_in("#number-city", city).await;
    browser.fill_in("#number-languages", "en, sv").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
}

#[tokio::test]
async fn numbers_are_registered_given_to_users_and_unregistered() {
    let house = House::with_users(&[WHO], true).await;
    let browser = house.administrator().await;
    browser.click("Settings").await;
    browser.click("Bridges and numbers").await;
    browser.see(FIRST).await;
    register(&browser, "+442079460123", "London").await;
    browser.see(SECOND).await;
    browser.see("London, United Kingdom").await;

    // A second bridge, under a better name.
    browser.click("Add bridge").await;
    browser.see_dialog("Add bridge").await;
    browser.fill_in("#bridge-name", "Osol").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    browser.click("Rename: Osol").await;
    browser.see_dialog("Rename").await;
    browser.fill_in("#bridge-name", "Oslo").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    browser.see("Oslo Service numbers There is no number yet.").await;

    // It has a quarantine of its own; what is not allowed is told at once.
    browser.click("Quarantine: Oslo").await;
    browser.see_dialog("Quarantine").await;
    browser.fill_in("#quarantine-users", "30").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_element("#quarantine-users-error").await;
    browser.fill_in("#quarantine-users", "365").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    browser.see("Quarantine: 365 days; for the IDs of meetings: as in the settings.").await;

    // The user gets the number in London.
    let user = house.user(WHO)["id"].as_str().unwrap_or_default().to_owned();
    browser.go(&house.page(&format!("/users/{user}"))).await;
    browser.see("Numbers that callers dial").await;
    browser.click_on(".pane-part .button").await;
    browser.see_element("#user-form").await;
    browser.fill_in("#country", "GB").await;
    browser
        .run(
            "document.querySelector('#toll-number').value = '+442079460123'; \
                 document.querySelector('#toll-number').dispatchEvent(new Event('change', {bubbles: true}));",
        )
        .await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    browser.see("United Kingdom (GB)").await;
    browser
        .until("return document.querySelector('.own-numbers li')?.textContent.includes('7946')", vec![])
        .await;
    assert_eq!(house.user(WHO)["tollNumber"], json!("+442079460123"));

    // The default number goes; the other one takes its place.
    browser.go(&house.page("/bridges")).await;
    browser.click(&format!("Unregister: {FIRST}")).await;
    browser.see_dialog("Unregister service number?").await;
    browser.see_element("#replacement").await;
    browser.click_on("dialog[open] [type=submit]").await;
    browser.see_no_dialog().await;
    browser.until("return document.querySelectorAll('.bridge-numbers li').length === 1", vec![]).await;
    assert_eq!(house.client().get_json("/api/v1/bridges")[0]["serviceNumbers"][0]["default"], json!(true));

    // Many users lose their own number at once, and get it again.
    for (number, own) in [("", json!(null)), ("+442079460123", json!("+442079460123"))] {
        browser.go(&house.page("/users")).await;
        browser.click_on("thead label.select").await;
        browser.click_on(".selection-bar [data-act=ChangeNumber]").await;
        browser.see_dialog("Change the users’ own number?").await;
        browser.see_element("#number optgroup option").await;
        let choose = "document.querySelector('#number').value = arguments[0];
            document.querySelector('#number').dispatchEvent(new Event('change', {bubbles: true}));";
        browser.run_with(choose, vec![json!(number)]).await;
        browser.click_on("dialog[open] [type=submit]").await;
        browser.see("The service numbers have been changed").await;
        assert_eq!(house.user(WHO)["tollNumber"], own);
    }

    // With two bridges, the look-up says on which one an ID is entered, and a reservation is made on one of them.
    let id = house.user(WHO)["conferenceId"].as_str().unwrap_or_default().to_owned();
    browser.go(&house.page(&format!("/conference-ids/{id}"))).await;
    browser.see_element(".look-up-result bdi").await;
    browser.see(WHO).await;
    browser.click_on("#reservations .page-head .button").await;
    browser.see_dialog("Reserve IDs").await;
    browser.see_element("#reserve-bridge option:nth-child(2)").await;
    browser.must_be_quiet(&[]).await;
}
