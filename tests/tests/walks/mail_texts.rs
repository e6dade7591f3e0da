//! An administrator changes the text of an email, sees how it looks while writing, and the next email has it.

use serde_json::json;

use super::support::{House, until};

const WHO: &str = "Tove Textsson";

#[tokio::test]
async fn a_text_is_written_with_a_preview_sent_and_taken_back() {
    let house = House::with_users(&[WHO], true).await;
    let browser = house.administrator().await;
    browser.click("Email").await;
    browser.click("Email texts").await;
    browser.click("Conference info").await;
    browser.see_element("#mail-body").await;
    browser.see("Here is your information for dial-in conferencing.").await;

    browser.fill_in("#mail-body", "Hello {{nobody}}").await;
    browser.see("Line 1: “nobody” is not a variable of this email.").await;
    browser.fill_in("#mail-body", "Hello from the helpdesk").await;
    browser.see("The email is useless without this").await;

    browser.fill_in("#mail-subject", "From {{organisation}} to {{displayName}}").await;
    browser.fill_in("#mail-body", "# Your new helpdesk text\n\nYour ID: {{conferenceId}}").await;
    let drawn = "return document.querySelector('.mail-preview h2')?.textContent === 'Your new helpdesk text'
        && document.querySelector('.mail-preview span')?.style.fontSize === '28px'";
    browser.until(drawn, vec![]).await;
    browser.click("Dark").await;
    browser.see_element(".mail-preview-dark").await;
    browser.click("Phone").await;
    let width = "return document.querySelector('.mail-preview').getBoundingClientRect().width <= 360";
    assert_eq!(browser.run(width).await, json!(true));
    browser.click("Plain text").await;
    browser.see("Your new helpdesk text -----").await;
    browser.click("Save").await;
    browser.see("The text is saved.").await;
    browser.see("Edited").await;

    browser.fill("Send a test email to", "test@vintergatan.example").await;
    browser.click("Send a test email").await;
    let test = until("the test email", || house.mails.received_by("test@vintergatan.example").pop()).await;
    assert!(test.field("text").contains("Your new helpdesk text"), "{test:?}");

    browser.click("Back to the built-in text").await;
    browser.see_dialog("Back to the built-in text?").await;
    browser.click("Back to the built-in text").await;
    browser.see("The built-in text is used again.").await;
    browser.see("Here is your information for dial-in conferencing.").await;
    browser.must_be_quiet(&["422"]).await;
}

#[tokio::test]
async fn the_conference_info_goes_to_another_address_this_once() {
    let house = House::with_users(&[WHO], true).await;
    let browser = house.administrator().await;
    browser.click("Users").await;
    browser.click(WHO).await;
    browser.click("Send to another address").await;
    browser.see_dialog("Send conference info to another address").await;
    browser.fill("Email address", "reception").await;
    browser.click("Send").await;
    browser.see("This is not an email address.").await;
    browser.fill("Email address", "reception@vintergatan.example").await;
    browser.click("Send").await;
    browser.see_no_dialog().await;
    let mail = until("the email", || house.mails.received_by("reception@vintergatan.example").pop()).await;
    assert!(mail.field("text").contains("conference ID"), "{mail:?}");
    browser.must_be_quiet(&[]).await;
}
