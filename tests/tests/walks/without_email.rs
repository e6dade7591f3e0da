//! What the page says about emails is true before and after: with an email server, without one, and when an email was
//! overtaken.

use serde_json::json;

use super::support::{Browser, House, Key, sample, until};

const WILL_NOT: &str = "Emails will not be sent: no email server is set up.";
const WERE_NOT: &str = "The emails were not sent: no email server is set up.";

#[tokio::test]
async fn without_an_email_server_nobody_is_told_that_emails_leave() {
    let house = House::without_email_server().await;
    house.add_user("Ture Tyst", false);
    let browser = house.administrator().await;
    browser.click_on("thead label.select").await;
    browser.click("Enable for dial-in conferencing").await;
    browser.see_dialog("Enable users for dial-in conferencing?").await;
    browser.see(WILL_NOT).await;
    browser.click("Enable").await;
    browser.see("Enabling is done").await;
    browser.see(WERE_NOT).await;
    browser.click("View users").await;
    browser.click("Ture Tyst").await;
    browser.click("Reset").await;
    browser.see_dialog("Reset conference ID?").await;
    browser.see("The email is not sent now").await;
    browser.see_no("is sent to").await;
    browser.press(Key::Escape).await;
    browser.see_no_dialog().await;

    browser.go(&house.page("/import")).await;
    browser.see_element("#import-file").await;
    browser.choose_file("#import-file", &sample("users.csv")).await;
    browser.click_on("label[for=import-enable]").await;
    browser.click("Preview import").await;
    browser.see(WILL_NOT).await;
    browser.click("Import 40 users").await;
    browser.see("The import is done").await;
    browser.see(WERE_NOT).await;
    browser.see_no("on their way").await;
    let mails = house.client().list("/api/v1/mails");
    assert_eq!(mails.len(), 41, "each is kept");
    assert!(mails.iter().all(|mail| mail["state"] == "kept"), "{mails:#?}");
    browser.must_be_quiet(&[]).await;
}

#[tokio::test]
async fn a_test_email_that_was_accepted_is_a_step_that_is_done() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let done = "return [...document.querySelectorAll('.guide .step-done')]
        .some((step) => step.textContent.includes('Send a test email'))";
    house.mails.faults(&json!([{ "name": "sender", "at": "mail", "reply": "553 5.1.8 not from you" }]));
    browser.click("Send a test email").await;
    browser.see("The test email was not sent.").await;
    assert_eq!(browser.run(done).await, json!(false), "a test that failed is not done");
    browser.reload().await;
    browser.see_element("#send-test-email").await;

    house.mails.faults(&json!([]));
    browser.click("Send a test email").await;
    browser.see("The email server has accepted a test email").await;
    browser.until(done, vec![]).await;
    browser.reload().await;
    browser.until(done, vec![]).await;
    browser.see_no_element("#send-test-email").await;
    browser.must_be_quiet(&[]).await;
}

#[tokio::test]
async fn an_email_that_was_overtaken_says_why_it_was_not_sent() {
    let who = "Ove Omkörd";
    let mut house = House::with_users(&[who], true).await;
    house.mails.stop();
    for _ in 0..2 {
        let user = house.user(who);
        let path = format!("/api/v1/users/{}/conference-id/reset", user["id"].as_str().unwrap_or_default());
        let version = user["version"].as_u64().unwrap_or_default();
        let answer = house.client().post_version(&path, version, &json!({})).expect("no answer came");
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    until("the first email is superseded", || {
        let mails = house.client().list("/api/v1/mails?state=superseded");
        (!mails.is_empty()).then_some(())
    })
    .await;
    let browser = house.administrator().await;
    browser.go(&house.page("/mails?state=superseded")).await;
    explains(&browser).await;
    browser.click_on("tbody a").await;
    browser.see_element(".facts").await;
    explains(&browser).await;
    browser.must_be_quiet(&[]).await;
}

async fn explains(browser: &Browser) {
    browser.see("Superseded").await;
    browser.see("A later change made this email out of date before it was sent, so it was not sent.").await;
}
