//! An organizer signs in by the link in a mail, sees the conference ID, and connects a calendar once: from then on
//! Konfid mends the meetings in it. The calendar server is a real one.

use serde_json::{Value, json};

use super::support::{
    Browser, CALENDAR_NAME, CALENDAR_PASSWORD, CalendarServer, House, address, grouped, meeting,
    organizer_link, until,
};

const WHO: &str = "Kajsa Kalender";
const OTHER: &str = "Olle Obehörig";

#[tokio::test]
async fn an_organizer_connects_a_calendar_once() {
    let house = House::with_users(&[WHO, OTHER], true).await;
    let (old, new) = reset(&house);
    let calendar = CalendarServer::start();
    calendar.put(
        "vår",
        &meeting("vår", &address(WHO), &format!("Conference ID: {}#\\nOrder {old}", grouped(&old))),
    );

    // An administrator sends the link from the user's page.
    let administrator = house.administrator().await;
    administrator.click(WHO).await;
    administrator.click(&format!("Send {WHO} a link")).await;
    administrator.see(&format!("A link is being sent to {}.", address(WHO))).await;
    let link = organizer_link(&house, WHO, 1).await;

    // Opening it does nothing yet, and the token is gone from the address.
    let browser = Browser::open().await;
    browser.go(&link).await;
    browser.see("Sign in to Konfid as the organizer").await;
    assert_eq!(browser.place().await, "/organizer?lang=en");
    browser.click("Continue").await;
    browser.see(&format!("Hello, {WHO}")).await;
    assert_eq!(browser.text_of("#conference-id").await, grouped(&new));
    browser.see("+46 8 465 004 00").await;

    // The tool has everything filled in.
    let tool = "return document.querySelector('[aria-labelledby=own-tool] a').getAttribute('href')";
    assert_eq!(
        browser.run(tool).await,
        json!(format!("/update-meetings#old={old}&new={new}&address={}", address(WHO)))
    );

    // A wrong password is told in the dialog; then the meeting is mended.
    connect(&browser, &calendar, "fel lösenord").await;
    browser.see_element("dialog[open] .banner-danger").await;
    browser.fill("App password", CALENDAR_PASSWORD).await;
    browser.click("Connect").await;
    browser.see_no_dialog().await;
    browser.see("The calendar is connected.").await;
    browser.click("Updated in part, to check by hand 1").await;
    browser.see("Planering vår").await;
    assert_eq!(browser.text_of(".meeting .line-after ins").await, grouped(&new));
    let after = calendar.get("vår");
    assert!(after.contains(&format!("Conference ID: {}#", grouped(&new))), "{after}");
    assert!(after.contains(&format!("Order {old}")), "an order number is no conference ID: {after}");

    // This server tells nobody, so the organizer does.
    browser.see("Your calendar server does not notify the invitees.").await;
    browser.see("Download 1 message").await;
    browser.click("Download the message to the invitees: Planering vår").await;
    let message = until("the message is saved", || {
        let files = std::fs::read_dir(browser.downloads()).ok()?.filter_map(Result::ok);
        let mut files = files.filter(|file| file.path().extension().is_some_and(|end| end == "eml"));
        std::fs::read_to_string(files.next()?.path()).ok().filter(|text| text.contains("method=REQUEST"))
    })
    .await;
    assert!(message.contains("bo@vintergatan.example") && message.contains(&address(WHO)), "{message}");

    // For what belongs to somebody else, somebody else must sign in.
    let theirs = format!("/api/v1/users/{}/calendar", id(&house.user(OTHER)));
    assert_eq!(status(&browser, "GET", &theirs).await, 401);
    assert_eq!(status(&browser, "DELETE", &theirs).await, 401);
    assert_eq!(status(&browser, "GET", "/api/v1/users").await, 401);

    // Undone, disconnected, signed out.
    browser.click("Undo the update: Planering vår").await;
    browser.see("Undone 1").await;
    assert!(calendar.get("vår").contains(&format!("Conference ID: {}#", grouped(&old))));
    browser.click("Disconnect").await;
    browser.see_dialog("Disconnect the calendar?").await;
    browser.click("Disconnect").await;
    browser.see_no_dialog().await;
    browser.see("Connect your calendar").await;
    browser.click("Sign out").await;
    browser.see("You do not need a password. We email you a link to sign in.").await;

    // The link has been used.
    browser.go(&link).await;
    browser.click("Continue").await;
    browser.see("The link cannot be used.").await;
    browser.see("Get a new link").await;
    let own = format!("/api/v1/users/{}/calendar", id(&house.user(WHO)));
    assert_eq!(status(&browser, "GET", &own).await, 401);

    // Who did it stands in the audit log.
    administrator.click("Audit").await;
    for words in ["Sent an organizer a link to sign in", "Signed in as an organizer", "Connected a calendar"]
    {
        administrator.see(words).await;
    }
    administrator.must_be_quiet(&[]).await;
    browser.must_be_quiet(&["401", "403", "422"]).await;
}

#[tokio::test]
async fn the_end_of_an_organizers_session_loses_nothing_that_was_typed() {
    let house = House::with_users(&[WHO], true).await;
    let browser = Browser::open().await;
    browser.go(&house.page("/update-meetings")).await;
    browser.click("connect your calendar").await;
    browser.see("You do not need a password").await;

    // What is no address is told; for what might be one the answer is always the same.
    browser.click("Send me a link").await;
    browser.see_element("#organizer-address-error").await;
    browser.fill("Your email address", "nobody@vintergatan.example").await;
    browser.click("Send me a link").await;
    browser.see("If the address belongs to somebody here, a link is being sent to it.").await;
    browser.click("Use another address").await;
    browser.fill("Your email address", &address(WHO)).await;
    browser.click("Send me a link").await;
    browser.see("If the address belongs to somebody here, a link is being sent to it.").await;
    let again = "return [...document.querySelectorAll('button')]
        .some((button) => button.textContent === 'Send again' && button.disabled)";
    browser.until(again, vec![]).await;
    browser.go(&organizer_link(&house, WHO, 1).await).await;
    browser.click("Continue").await;
    browser.see(&format!("Hello, {WHO}")).await;
    assert_eq!(house.mails.received().len(), 1, "nobody else gets a mail");

    // The session ends while a password is being typed.
    browser.click("Connect your calendar").await;
    browser.fill("Address of the calendar server", "https://calendar.vintergatan.example").await;
    browser.fill("Name to sign in with", "kajsa").await;
    browser.fill("App password", CALENDAR_PASSWORD).await;
    assert_eq!(status(&browser, "DELETE", "/api/v1/organizer/session").await, 204);
    browser.click("Connect").await;
    browser.see_dialog("You are no longer signed in").await;
    browser.see_no("Sign in again").await;
    assert_eq!(
        browser.run("return document.getElementById('organizer-address').value").await,
        json!(address(WHO))
    );
    browser.click("I have signed in").await;
    browser.see("You are not signed in yet.").await;

    // The next link is opened in another tab, and then it goes on here.
    let sent =
        house.client().post(&format!("/api/v1/users/{}/organizer-link", id(&house.user(WHO))), &json!({}));
    assert_eq!(sent.status, 200, "{}", sent.text());
    let link = organizer_link(&house, WHO, 2).await;
    let here = browser.open_tab().await;
    browser.go(&link).await;
    browser.click("Continue").await;
    browser.see(&format!("Hello, {WHO}")).await;
    browser.close_tab(here).await;
    // Coming back to the tab may tell the page at any moment, and then there is nothing to click any more.
    let back = "const named = (button) => button.textContent.trim() === 'I have signed in';
        [...document.querySelectorAll('dialog[open] button')].find(named)?.click();
        return document.querySelectorAll('dialog[open]').length === 1";
    browser.until(back, vec![]).await;
    let typed = "return document.getElementById('calendar-password').value";
    assert_eq!(browser.run(typed).await, json!(CALENDAR_PASSWORD), "what was typed stays below");
    browser.must_be_quiet(&["401"]).await;
}

/// Opens the dialog and tries to connect with this password.
async fn connect(browser: &Browser, calendar: &CalendarServer, password: &str) {
    browser.click("Connect your calendar").await;
    browser.see_dialog("Connect your calendar").await;
    browser.fill("Address of the calendar server", &calendar.url).await;
    browser.fill("Name to sign in with", CALENDAR_NAME).await;
    browser.fill("App password", password).await;
    browser.click("Connect").await;
}

/// Resets the ID: the old one and the new one.
fn reset(house: &House) -> (String, String) {
    let user = house.user(WHO);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let path = format!("/api/v1/users/{}/conference-id/reset", id(&user));
    let version = user["version"].as_u64().unwrap_or_default();
    let answer = house.client().post_version(&path, version, &json!({ "sendEmail": false }));
    (text(&user["conferenceId"]), text(&answer.expect("no answer came").json()["conferenceId"]))
}

fn id(user: &Value) -> &str {
    user["id"].as_str().unwrap_or_default()
}

/// The status of a request of the page's own origin, with its cookies.
async fn status(browser: &Browser, method: &str, path: &str) -> u64 {
    let script = "const [method, path, done] = arguments;
        fetch(path, { method }).then((answer) => done(answer.status))";
    browser.run_async(script, vec![json!(method), json!(path)]).await.as_u64().unwrap_or_default()
}
