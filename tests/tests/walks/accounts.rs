//! An administrator adds a colleague, who sets a password, and later takes the account away.

use serde_json::json;

use super::support::{Browser, House};

const WHO: &str = "Viola Vaktmästare";
const COLLEAGUE: &str = "Kim & Åsa";
const PASSWORD: &str = "sju sega sjömän i rad";

/// The link that stands in the dialog.
async fn link(browser: &Browser) -> String {
    browser.text_of("#account-link code").await
}

async fn sign_in(browser: &Browser, name: &str) {
    browser.fill("Name", name).await;
    browser.fill("Password", PASSWORD).await;
    browser.click("Sign in").await;
}

async fn choose_password(browser: &Browser) {
    let name = "return document.getElementById('name').value";
    browser.see("Choose a password").await;
    assert_eq!(browser.run(name).await, json!(COLLEAGUE), "the link says whose password it is");
    browser.fill("Password", PASSWORD).await;
    browser.fill("Password again", PASSWORD).await;
    browser.click("Set password").await;
}

#[tokio::test]
async fn a_colleague_is_let_in_by_a_link_and_is_out_when_disabled() {
    let house = House::with_users(&[WHO], true).await;
    let here = house.administrator().await;
    here.click_on("[popovertarget=account]").await;
    here.click("Accounts").await;
    here.see("Everyone with an account").await;

    // The last one stays.
    here.click(&format!("Disable: {}", super::support::NAME)).await;
    here.see_dialog("Disable account?").await;
    here.click_on("dialog[open] [type=submit]").await;
    here.see("Nobody else could sign in").await;
    here.click("Cancel").await;
    here.see_no_dialog().await;

    here.click("Add account").await;
    here.see_dialog("Add account").await;
    here.fill("Name", COLLEAGUE).await;
    here.click_on("dialog[open] [type=submit]").await;
    let first = link(&here).await;
    here.click("Close").await;
    here.see("No password yet").await;
    assert!(!here.text().await.contains("token="), "it is shown once");

    let elsewhere = Browser::open().await;
    elsewhere.go(&first).await;
    choose_password(&elsewhere).await;
    elsewhere.see(WHO).await;

    // A new link sets another password; what was signed in before is signed out.
    here.click(&format!("New password link: {COLLEAGUE}")).await;
    here.see_dialog("New password link").await;
    here.click("Create link").await;
    let second = link(&here).await;
    here.click("Close").await;
    let third_place = Browser::open().await;
    third_place.go(&first).await;
    choose_password(&third_place).await;
    third_place.see("The link cannot be used").await;
    third_place.go(&second).await;
    choose_password(&third_place).await;
    third_place.see(WHO).await;
    elsewhere.reload().await;
    elsewhere.see_element(".gate #password").await;
    sign_in(&elsewhere, COLLEAGUE).await;
    elsewhere.see(WHO).await;

    here.click(&format!("Rename: {COLLEAGUE}")).await;
    here.see_dialog("Rename").await;
    here.fill("Name", "Kim").await;
    here.click("Save").await;
    here.see_no_dialog().await;
    elsewhere.reload().await;
    elsewhere.see(WHO).await;

    here.click("Disable: Kim").await;
    here.see_dialog("Disable account?").await;
    here.click_on("dialog[open] [type=submit]").await;
    here.see_no_dialog().await;
    here.see("Disabled").await;
    elsewhere.reload().await;
    elsewhere.see_element(".gate #password").await;
    sign_in(&elsewhere, "Kim").await;
    elsewhere.see("Wrong name or password").await;

    here.click("Enable: Kim").await;
    here.see_dialog("Enable").await;
    here.click_on("dialog[open] [type=submit]").await;
    here.see_no_dialog().await;
    elsewhere.click("Sign in").await;
    elsewhere.see(WHO).await;
    here.reload().await;
    here.click("Sign out everywhere: Kim").await;
    here.see_dialog("Sign out everywhere").await;
    here.click_on("dialog[open] [type=submit]").await;
    here.see_no_dialog().await;
    elsewhere.reload().await;
    elsewhere.see_element(".gate #password").await;

    // For good: the account is gone, and the log knows who it was.
    here.click("Remove: Kim").await;
    here.see_dialog("Remove account?").await;
    here.click_on("dialog[open] [type=submit]").await;
    here.see_no_dialog().await;
    here.until("return document.querySelectorAll('.account-card').length === 1", vec![]).await;
    sign_in(&elsewhere, "Kim").await;
    elsewhere.see("Wrong name or password").await;
    here.click("Audit").await;
    here.see("Removed an administrator’s account").await;
    here.must_be_quiet(&["409"]).await;
    elsewhere.must_be_quiet(&["401", "403"]).await;
    third_place.must_be_quiet(&["401", "403"]).await;
}
