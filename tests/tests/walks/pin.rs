//! One-time PIN link: an administrator resets a PIN, the organizer opens the link in the email, and it opens once.

use serde_json::Value;

use super::support::{Browser, House, address, organizer_link, pin_link};

const WHO: &str = "Petra Pinkod";

#[tokio::test]
async fn a_one_time_link_shows_a_pin_once() {
    let house = House::with_users(&[WHO], true).await;
    let administrator = house.administrator().await;
    administrator.click(WHO).await;
    administrator.see_pane(WHO).await;
    administrator.see_element("[data-pin-set=false]").await;
    administrator.click("Reset PIN").await;
    administrator.see_dialog("Reset the organizer PIN?").await;
    administrator.see("a link that works once and shows a new PIN").await;
    administrator.click("Reset PIN").await;
    administrator.see_no_dialog().await;
    administrator.see("The PIN has been reset").await;
    administrator.see("One-time link not opened yet").await;

    // Opening the page does nothing yet, and the token is gone from the address.
    let link = pin_link(&house, WHO, 1).await;
    let browser = Browser::open().await;
    browser.go(&link).await;
    browser.see("Show your PIN?").await;
    assert_eq!(browser.place().await, "/pin?lang=en");
    assert_eq!(house.user(WHO)["pinSetAt"], Value::Null);
    browser.click("Show my PIN").await;
    browser.see("Konfid cannot show it again.").await;
    let first = pin(&browser).await;
    assert_ne!(house.user(WHO)["pinSetAt"], Value::Null);

    // The second time it says that somebody was there, and since when.
    browser.go(&house.page("/organizer")).await;
    browser.see("You do not need a password").await;
    browser.go(&link).await;
    browser.see("The link has been used").await;
    browser.see("The link was opened").await;
    administrator.reload().await;
    administrator.see_element("[data-pin-set=true]").await;
    administrator.click_on(".more > summary").await;
    administrator.see("One-time link opened").await;

    // On their own page organizers reset it themselves.
    administrator.click(&format!("Send {WHO} a link")).await;
    browser.go(&organizer_link(&house, WHO, 1).await).await;
    browser.click("Continue").await;
    browser.see("You have had this PIN since").await;
    browser.click("Reset PIN").await;
    browser.see_dialog("Reset your PIN?").await;
    browser.click("Reset PIN").await;
    browser.see_dialog("Your new PIN").await;
    let second = pin(&browser).await;
    assert_ne!(first, second);
    browser.click("Close").await;
    browser.see_no_dialog().await;

    // Neither stands anywhere else.
    for shown in [first, second] {
        for mail in house.mails.received_by(&address(WHO)) {
            let text = mail.field("text");
            let is_there = text.split(|letter: char| !letter.is_ascii_digit()).any(|run| run == shown);
            assert!(!is_there, "{text}");
        }
    }
    administrator.click("Audit").await;
    for words in ["Reset an organizer PIN", "Opened the link to an organizer PIN"] {
        administrator.see(words).await;
    }
    administrator.must_be_quiet(&[]).await;
    browser.must_be_quiet(&[]).await;
}

/// The PIN that is shown.
async fn pin(browser: &Browser) -> String {
    let shown = browser.run("return document.querySelector('[data-pin]').dataset.pin").await;
    let pin = shown.as_str().unwrap_or_default().to_owned();
    assert!(pin.len() == 5 && pin.bytes().all(|digit| digit.is_ascii_digit()), "{shown}");
    pin
}
