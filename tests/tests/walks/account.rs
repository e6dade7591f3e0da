//! An administrator looks after who can get in: the password, the sessions, the tokens.

use serde_json::json;

use super::support::{Browser, House, NAME, PASSWORD};

const WHO: &str = "Petra Portvakt";
const NEW_PASSWORD: &str = "sju sega sjömän i rad";
const TOKEN: &str = "Nattlig export";

/// How many rows a list on the page has.
const ROWS: &str =
    "return document.querySelectorAll(`[aria-labelledby=${arguments[0]}] tbody tr`).length === arguments[1]";

async fn sign_in(browser: &Browser, password: &str) {
    browser.fill("Name", NAME).await;
    browser.fill("Password", password).await;
    browser.click("Sign in").await;
}

async fn see_sessions(browser: &Browser, count: u32) {
    browser.until(ROWS, vec![json!("sessions-title"), json!(count)]).await;
}

#[tokio::test]
async fn a_new_password_ends_the_sessions_elsewhere_and_each_can_be_ended_by_itself() {
    let house = House::with_users(&[WHO], true).await;
    let here = house.administrator().await;
    let elsewhere = Browser::open().await;
    elsewhere.go(&house.page("/users")).await;
    sign_in(&elsewhere, PASSWORD).await;
    elsewhere.see(WHO).await;

    here.go(&house.page("/account")).await;
    see_sessions(&here, 2).await;
    let current = "return document.querySelectorAll('[aria-labelledby=sessions-title] tbody strong').length";
    assert_eq!(here.run(current).await, json!(1), "one of them is this session");

    // A mistake changes nothing, and stays to be mended.
    here.fill("Current password", "inte mitt lösenord").await;
    here.fill("New password", NEW_PASSWORD).await;
    here.click("Change password").await;
    here.see_element("#present-password-error").await;
    let typed = "return document.getElementById('new-password').value";
    assert_eq!(here.run(typed).await, json!(NEW_PASSWORD));
    elsewhere.reload().await;
    elsewhere.see(WHO).await;

    here.fill("Current password", PASSWORD).await;
    here.click("Change password").await;
    here.see("Your password has been changed, and your other sessions have ended.").await;
    see_sessions(&here, 1).await;
    assert_eq!(here.run(typed).await, json!(""), "no password stays in the page");
    elsewhere.reload().await;
    elsewhere.see_element(".gate #password").await;
    sign_in(&elsewhere, PASSWORD).await;
    elsewhere.see_element(".gate .banner-danger").await;
    sign_in(&elsewhere, NEW_PASSWORD).await;
    elsewhere.see(WHO).await;

    // One session, by its own button.
    here.reload().await;
    see_sessions(&here, 2).await;
    here.click(&format!("End: {NAME}, Chrome")).await;
    see_sessions(&here, 1).await;
    elsewhere.reload().await;
    elsewhere.see_element(".gate #password").await;
    here.reload().await;
    see_sessions(&here, 1).await;
    here.must_be_quiet(&["422"]).await;
    elsewhere.must_be_quiet(&["401", "403"]).await;
}

#[tokio::test]
async fn a_token_is_shown_once_works_and_is_revoked() {
    let house = House::with_users(&[WHO], true).await;
    let browser = house.administrator().await;
    browser.go(&house.page("/account")).await;
    // The walk itself has one.
    browser.until(ROWS, vec![json!("tokens-title"), json!(1)]).await;
    browser.fill("Name", TOKEN).await;
    // Twice before anything can be drawn, as by a double click, is once.
    browser
        .run(
            "const form = document.querySelector('[aria-labelledby=tokens-title] form');
            form.requestSubmit();
            form.requestSubmit();",
        )
        .await;
    let secret = browser.text_of("[aria-labelledby=tokens-title] .banner code").await;
    browser.until(ROWS, vec![json!("tokens-title"), json!(2)]).await;
    let script = house.server.client(&secret);
    assert_eq!(script.get("/api/v1/users").status, 200, "the token lets a script in");
    let tokens = script.list("/api/v1/tokens");
    assert_eq!(tokens.iter().filter(|token| token["name"] == TOKEN).count(), 1, "{tokens:#?}");
    assert!(tokens.iter().all(|token| !token.to_string().contains(&secret)), "the API tells it no more");

    browser.reload().await;
    browser.see(TOKEN).await;
    assert!(!browser.text().await.contains(&secret), "it is shown once");
    browser.click(&format!("Revoke: {TOKEN}")).await;
    browser.until(ROWS, vec![json!("tokens-title"), json!(1)]).await;
    browser.see_no(TOKEN).await;
    assert_eq!(script.get("/api/v1/users").status, 401, "a revoked token lets nobody in");
    browser.must_be_quiet(&[]).await;
}
