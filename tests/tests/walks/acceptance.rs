//! The acceptance walk: from the server's first line to a reset whose mail has arrived.

use std::collections::BTreeSet;

use serde_json::json;

use super::support::{Browser, House, Key, NAME, PASSWORD, Received, sample, until};

/// The user whose ID is reset. The mails are in Swedish, as the file says.
const WHO: &str = "Åke Dalhammar";
const ADDRESS: &str = "ake.dalhammar@vintergatan.example";

#[tokio::test]
async fn from_the_first_line_to_the_mailbox() {
    walk(House::open().await).await;
}

#[tokio::test]
async fn from_the_first_line_to_the_mailbox_with_postgresql() {
    walk(House::on_postgresql().await).await;
}

async fn walk(house: House) {
    let browser = Browser::open().await;
    set_up(&house, &browser).await;
    import(&house, &browser).await;
    enable_all(&house, &browser).await;
    let old = find_and_open(&house, &browser).await;
    nothing_happens_without_yes(&house, &browser, &old).await;
    let new = reset(&house, &browser, &old).await;
    undo(&house, &browser, &old, &new).await;
    send_conference_info(&house, &browser, &old).await;
    history_tells(&browser, &old, &new).await;
    browser.must_be_quiet(&[]).await;
}

/// The one-time link, the first administrator, and the guide.
async fn set_up(house: &House, browser: &Browser) {
    browser.go(house.link()).await;
    browser.see("Welcome to Konfid").await;
    browser.fill("Name", NAME).await;
    browser.fill("Password", PASSWORD).await;
    browser.fill("Password again", PASSWORD).await;
    browser.click("Create the account").await;
    browser.see("Get started").await;
    assert!(!browser.place().await.contains("token"), "the token must not stay in the address");

    browser.fill("Enter the organisation’s name", "Vintergatan").await;
    browser.click("Save").await;
    browser.see_element(".step-done").await;
    assert_eq!(browser.text_of(".organisation").await, "Vintergatan");
    browser.fill("Add a service number", "+46 8 465 004 00").await;
    browser.click("Save").await;
    browser.until("return document.querySelectorAll('.step-done').length === 2", vec![]).await;
    let settings = house.client().get_json("/api/v1/settings");
    assert_eq!(settings["organisationName"], "Vintergatan", "{settings}");
    assert_eq!(settings["serviceNumbers"][0]["number"], "+46846500400", "{settings}");
}

/// A preview, the import, the same again, and a file with mistakes.
async fn import(house: &House, browser: &Browser) {
    browser.click("Import users").await;
    preview(browser, "users.csv").await;
    browser.see("New 40").await;
    browser.see("Nothing has been changed yet.").await;
    assert!(house.client().list("/api/v1/users").is_empty(), "a preview must not import anything");
    browser.click("Import 40 users").await;
    browser.see("The import is done").await;
    assert_eq!(house.client().list("/api/v1/users").len(), 40);

    let before = house.client().list("/api/v1/users");
    browser.click("Import another file").await;
    preview(browser, "users.csv").await;
    browser.see("There is nothing to import").await;
    browser.see("Unchanged 40").await;
    assert_eq!(house.client().list("/api/v1/users"), before, "a second import changes nothing");

    browser.click("Choose another file").await;
    preview(browser, "users-with-errors.csv").await;
    browser.click("Refused 6").await;
    let lines = "const cells = [...document.querySelectorAll('td.cell-line')];
        return cells.length === 6 && cells.every((cell) => cell.closest('tr').querySelector('.field-error')) &&
            cells.map((cell) => cell.textContent).join(' ')";
    assert_eq!(browser.until(lines, vec![]).await, "3 6 7 9 10 11");
    browser.click("Download the refused rows").await;
    let file = browser.downloads().join("refused-rows.csv");
    let refused = until("the refused rows are downloaded", || {
        std::fs::read_to_string(&file).ok().filter(|text| text.lines().count() == 7)
    })
    .await;
    assert!(refused.contains("Sylvi Snabel"), "{refused}");

    browser.click("Import 4 users").await;
    browser.see("The import is done").await;
    assert_eq!(house.client().list("/api/v1/users").len(), 44);
    // What was done with each row is there afterwards too, also as a file.
    browser.reload().await;
    browser.click("Refused 6").await;
    assert_eq!(browser.until(lines, vec![]).await, "3 6 7 9 10 11");
    browser.click("Download as CSV").await;
    let file = browser.downloads().join("job.csv");
    let rows = until("the rows are downloaded", || {
        std::fs::read_to_string(&file).ok().filter(|text| text.lines().count() == 7)
    })
    .await;
    assert!(rows.lines().skip(1).all(|row| row.contains(",refused,")), "{rows}");
    let export = house.client().get("/api/v1/users.csv").text();
    assert!(export.contains("'=SUM(A1:A9)"), "a formula must stay text in an export: {export}");
}

async fn preview(browser: &Browser, file: &str) {
    browser.see_element("#import-file").await;
    browser.choose_file("#import-file", &sample(file)).await;
    browser.see(file).await;
    browser.click("Preview import").await;
    browser.see("Preview").await;
}

/// All at once; each has an ID of its own, and a mail about it arrives.
async fn enable_all(house: &House, browser: &Browser) {
    browser.click("View users").await;
    browser.see("44 users").await;
    browser.click_on("thead label.select").await;
    browser.see("44 selected").await;
    browser.click("Enable for dial-in conferencing").await;
    browser.see_dialog("Enable users for dial-in conferencing?").await;
    browser.click("Enable").await;
    browser.see("Enabling is done").await;
    browser.see("Enabled 44").await;
    browser.see("The emails are on their way.").await;
    browser.click("View users").await;
    browser.see("44 users").await;

    let users = house.client().list("/api/v1/users");
    let ids: BTreeSet<String> =
        users.iter().filter_map(|user| user["conferenceId"].as_str().map(str::to_owned)).collect();
    assert_eq!(ids.len(), 44, "each has an ID of its own");
    assert!(ids.iter().all(|id| id.len() == 7 && !id.starts_with('0')), "{ids:?}");

    until("44 mails arrive", || (house.mails.received().len() == 44).then_some(())).await;
    for user in &users {
        let address = user["primaryEmail"].as_str().unwrap_or_default();
        let mails = house.mails.received_by(address);
        assert_eq!(mails.len(), 1, "{address} gets one mail");
        assert!(names(&mails[0], user["conferenceId"].as_str().unwrap_or_default()), "{mails:?}");
        assert!(holds_no_pin(&mails[0]), "{mails:?}");
    }
}

/// By a part of the name, by the principal name, and by the digits as people write them.
async fn find_and_open(house: &House, browser: &Browser) -> String {
    let id = house.user(WHO)["conferenceId"].as_str().unwrap_or_default().to_owned();
    let grouped = grouped(&id);
    let hyphens = format!("{}-{}", &id[..3], &id[3..]);
    for search in ["dalham", "ake dalh", "ake.dalhammar@vinter", &id, &grouped, &hyphens] {
        browser.fill_in("#user-search", search).await;
        let only = "const rows = [...document.querySelectorAll('tr.user-row th a')];
            return rows.length === 1 && rows[0].textContent === arguments[0] &&
                new URLSearchParams(location.search).get('q') === arguments[1]";
        browser.until(only, vec![json!(WHO), json!(search)]).await;
    }
    browser.fill_in("#user-search", "finns inte").await;
    browser.see("Nobody matches").await;
    browser.fill_in("#user-search", "dalham").await;
    browser.click(WHO).await;
    browser.see_pane(WHO).await;
    assert_eq!(shown_id(browser).await, id);
    assert_eq!(browser.text_of("#conference-id").await, grouped, "the digits are grouped");
    id
}

/// *No* has the focus; *No* and Escape change nothing.
async fn nothing_happens_without_yes(house: &House, browser: &Browser, old: &str) {
    let before = house.user(WHO);
    browser.click("Reset").await;
    browser.see_dialog("Reset conference ID?").await;
    browser.see_focus("No").await;
    browser.see("The old ID stops working at once.").await;
    browser.see(&format!("is sent to {ADDRESS}.")).await;
    browser.press(Key::Escape).await;
    browser.see_no_dialog().await;
    browser.see_focus("Reset").await;

    browser.click("Reset").await;
    browser.see_focus("No").await;
    browser.press(Key::Enter).await;
    browser.see_no_dialog().await;
    browser.click("Reset").await;
    browser.click("No").await;
    browser.see_no_dialog().await;
    assert_eq!(house.user(WHO), before, "nothing may change without Yes");
    assert_eq!(shown_id(browser).await, old);
}

/// *Yes*: the new ID at once, both IDs in the notice, and the mail on its way until it has arrived.
async fn reset(house: &House, browser: &Browser, old: &str) -> String {
    // The server takes its time, so that the mail can be seen waiting.
    let slow = json!([{ "name": "slow", "at": "rcpt", "recipient": ADDRESS, "delaySeconds": 3, "times": 1 }]);
    house.mails.faults(&slow);
    assert!(house.conference_of(old).is_string(), "callers reach the user by the old ID");
    browser.click("Reset").await;
    browser.fill("Reason", "Stod i en öppen kalender").await;
    browser.click("Yes").await;
    let changed =
        "const id = document.querySelector('#conference-id [data-conference-id]').dataset.conferenceId;
        return id !== arguments[0] && id";
    let new = browser.until(changed, vec![json!(old)]).await.as_str().unwrap_or_default().to_owned();
    assert_eq!(house.conference_of(old), json!(false), "the old ID is refused from now on");
    assert!(house.conference_of(&new).is_string(), "the new ID is found from now on");
    browser.see_element("[data-mail-state=queued], [data-mail-state=sending]").await;

    let notice = browser.text_of(".notice").await;
    assert!(notice.contains(&grouped(old)) && notice.contains(&grouped(&new)), "{notice}");
    assert!(notice.contains("Undo"), "{notice}");
    browser.see_element("[data-mail-state=sent]").await;
    if std::env::var_os("KONFID_UPDATE_SCREENSHOT").is_some() {
        save_for_readme(browser).await;
    }

    let mails = house.mails.received_by(ADDRESS);
    assert_eq!(mails.len(), 2, "one when enabled, one after the reset");
    assert!(names(&mails[1], &new) && !names(&mails[1], old), "{mails:?}");
    assert!(mails[1].field("text").contains("+46 8 465 004 00"), "{mails:?}");
    assert!(holds_no_pin(&mails[1]), "{mails:?}");
    new
}

/// The picture that the README opens with: the whole list, and the user with the new ID.
async fn save_for_readme(browser: &Browser) {
    browser.fill_in("#user-search", "").await;
    browser.until("return document.querySelectorAll('tr.user-row').length > 20", vec![]).await;
    // Names that begin with a formula are part of the walk, but not what one wants to see first.
    browser.click("Name").await;
    browser.until("return document.querySelector('[aria-sort=descending]') !== null", vec![]).await;
    browser.until("return !document.querySelector('tr.user-row').textContent.includes('=')", vec![]).await;
    browser.resize(1440, 860).await;
    browser.run("document.activeElement.blur(); scrollTo({ top: 0, behavior: 'instant' })").await;
    browser.save_for_readme().await;
    browser.fill_in("#user-search", "dalham").await;
    browser.until("return document.querySelectorAll('tr.user-row').length === 1", vec![]).await;
}

/// *Undo* gives the old ID back.
async fn undo(house: &House, browser: &Browser, old: &str, new: &str) {
    browser.click_on(".notice-action").await;
    browser.see("The reset has been undone").await;
    assert_eq!(shown_id(browser).await, old);
    assert!(house.conference_of(old).is_string(), "the old ID works again");
    assert_eq!(house.conference_of(new), json!(false), "the new ID is retired");
    assert_eq!(house.user(WHO)["conferenceId"], old);
    let kept = until("the email about the undo arrives", || {
        let is_about_it = |mail: &Received| mail.field("subject") == "Du behåller ditt konferens-ID";
        house.mails.received_by(ADDRESS).into_iter().find(is_about_it)
    })
    .await;
    assert!(names(&kept, old), "{kept:?}");
    assert!(kept.field("text").contains("Du behöver inte göra något."), "{kept:?}");
}

/// *Send conference info by email*: the ID, the numbers and the block to paste; no PIN.
async fn send_conference_info(house: &House, browser: &Browser, id: &str) {
    browser.click("Send conference info by email").await;
    browser.see(&format!("The conference info is being sent to {ADDRESS}.")).await;
    let information = until("the conference info arrives", || {
        let is_information = |mail: &Received| mail.field("subject").to_lowercase().contains("information");
        house.mails.received_by(ADDRESS).into_iter().find(is_information)
    })
    .await;
    assert!(names(&information, id), "{information:?}");
    assert!(information.field("text").matches("+46 8 465 004 00").count() >= 2, "{information:?}");
    assert!(holds_no_pin(&information), "{information:?}");
}

/// Whose an ID was stands on the user's page and in the look-up.
async fn history_tells(browser: &Browser, old: &str, new: &str) {
    browser.see("Stod i en öppen kalender").await;
    for id in [old, new] {
        browser.see_element(&format!(".history [data-conference-id='{id}']")).await;
    }
    browser.click_on(&format!(".history a:has([data-conference-id='{new}'])")).await;
    browser.see("Look up a conference ID").await;
    assert_eq!(browser.place().await, format!("/conference-ids/{new}"));
    browser.see("In quarantine").await;
    browser.see(WHO).await;
    browser.see("Reset undone").await;

    browser.fill("Conference ID", &format!("{}-{}", &old[..3], &old[3..])).await;
    browser.see("Callers reach the conference of").await;
    assert_eq!(browser.place().await, format!("/conference-ids/{old}"));
}

/// The ID in the action pane.
async fn shown_id(browser: &Browser) -> String {
    let script = "return document.querySelector('#conference-id [data-conference-id]')?.dataset.conferenceId";
    browser.until(script, vec![]).await.as_str().unwrap_or_default().to_owned()
}

/// Whether a mail names this ID, as text and as HTML.
fn names(mail: &Received, id: &str) -> bool {
    let grouped = grouped(id);
    let plain = |part: &str| mail.field(part).replace("&nbsp;", " ").replace('\u{a0}', " ");
    plain("text").contains(&grouped) && plain("html").contains(&grouped)
}

/// The ID as people read it.
fn grouped(id: &str) -> String {
    format!("{} {} {}", &id[..3], &id[3..6], &id[6..])
}

/// Whether no digits stand beside the word PIN.
fn holds_no_pin(mail: &Received) -> bool {
    mail.field("text")
        .lines()
        // The link has digits too: in its port and in its secret.
        .map(|line| line.split("http").next().unwrap_or_default())
        .filter(|line| line.contains("PIN"))
        .all(|line| !line.contains(|letter: char| letter.is_ascii_digit()))
}
