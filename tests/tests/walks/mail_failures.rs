//! Whatever goes wrong on the way, a mail arrives once; what cannot arrive is seen, and sent again by hand.

use serde_json::json;

use super::support::{Browser, House, until};

#[tokio::test]
async fn after_every_trouble_each_mail_arrives_exactly_once() {
    let names = ["Anna Avbrott", "Bo Belastning", "Cilla Cykel"];
    let mut house = House::with_users(&names, true).await;
    let browser = house.administrator().await;

    // Nobody listens.
    house.mails.stop();
    send_info(&browser, names[0]).await;
    browser.click("Email").await;
    browser.see("Queued").await;
    browser.see_element("td .field-error").await;

    // Somebody listens again, is busy once, and hangs up once in the middle.
    house.mails.faults(&json!([
        { "name": "busy", "at": "rcpt", "reply": "451 4.3.0 try again later", "times": 1, "recipient": address(names[1]) },
        { "name": "gone", "at": "data", "drop": true, "times": 2, "recipient": address(names[2]) },
    ]));
    house.mails.start_again();
    browser.click("Users").await;
    send_info(&browser, names[1]).await;
    browser.click("Users").await;
    send_info(&browser, names[2]).await;

    browser.click("Email").await;
    let all_sent = "const marks = [...document.querySelectorAll('tbody .badge')];
        return marks.length === 3 && marks.every((mark) => mark.textContent === 'Sent')";
    browser.until(all_sent, vec![]).await;
    for name in names {
        let mails = house.mails.received_by(&address(name));
        assert_eq!(mails.len(), 1, "{name} gets the mail once: {mails:#?}");
    }
    let attempts: Vec<u64> =
        house.client().list("/api/v1/mails").iter().filter_map(|mail| mail["attempts"].as_u64()).collect();
    // Newest first. A server that is away or busy counts against no email; one that hangs up in the middle of one does.
    assert_eq!(attempts, [3, 1, 1]);
    browser.must_be_quiet(&[]).await;
}

#[tokio::test]
async fn a_refused_mail_is_seen_and_sent_again_by_hand() {
    let who = "Disa Dörrlös";
    let house = House::with_users(&[who], true).await;
    let to = "disa.dorrlos@vintergatan.example";
    house.mails.faults(&json!([
        { "name": "unknown", "at": "rcpt", "reply": "550 5.1.1 no such mailbox", "recipient": to },
    ]));
    let browser = house.administrator().await;
    send_info(&browser, who).await;
    // Servers refuse also while they are being set up, so Konfid tries three times.
    browser.see_element("[data-mail-state=failed]").await;
    assert!(house.mails.received().is_empty());

    browser.click("Email").await;
    browser.click("Failed").await;
    browser.see("550").await;
    browser.see("no such mailbox").await;
    assert_eq!(browser.place().await, "/mails?state=failed");

    house.mails.faults(&json!([]));
    browser.click(&format!("Send again: {who}")).await;
    browser.see("The email is in the queue again.").await;
    until("the mail arrives", || (house.mails.received_by(to).len() == 1).then_some(())).await;
    browser.click("All").await;
    browser.until("return document.querySelector('tbody .badge')?.textContent === 'Sent'", vec![]).await;
    browser.must_be_quiet(&[]).await;
}

#[tokio::test]
async fn a_refused_sender_is_said_on_every_page_until_an_email_leaves() {
    let who = "Disa Dörrlös";
    let house = House::with_users(&[who], true).await;
    house.mails.faults(&json!([{ "name": "sender", "at": "mail", "reply": "553 5.1.8 not from you" }]));
    let browser = house.administrator().await;
    browser.see_no_element("#mail-health").await;

    browser.click("Settings").await;
    browser.see_element("#send-test-email").await;
    browser.click("Send a test email").await;
    browser.see("The test email was not sent.").await;
    browser.see("not from you").await;
    for page in ["Email", "Users"] {
        browser.click(page).await;
        browser.see("the email server refuses the sender").await;
    }

    house.mails.faults(&json!([]));
    browser.click("Email settings").await;
    browser.see_element("#send-test-email").await;
    browser.click("Send a test email").await;
    browser.see("The email server has accepted a test email").await;
    until("the test email arrives", || (house.mails.received().len() == 1).then_some(())).await;
    browser.click("Users").await;
    browser.see_no_element("#mail-health").await;
    browser.must_be_quiet(&[]).await;
}

/// Opens the user, asks for the conference info, and closes the pane.
async fn send_info(browser: &Browser, name: &str) {
    browser.click(name).await;
    browser.click("Send conference info by email").await;
    browser.see_element("[data-mail-state]").await;
}

fn address(name: &str) -> String {
    format!("{}@vintergatan.example", name.to_lowercase().replace(' ', "."))
}
