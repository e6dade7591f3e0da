//! The meeting update tool on the page: from the link in the mail to the corrected calendar, without signing in.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::support::{Browser, House, address, grouped, until};

const WHO: &str = "Matilda Mötesson";
const EVENTS: usize = 5_000;

#[tokio::test]
async fn a_calendar_is_mended_from_the_link_in_the_mail() {
    let house = House::with_users(&[WHO], true).await;
    let (old, new, link) = reset(&house).await;
    let browser = Browser::open().await;
    browser.go(&link).await;

    // Everything is filled in, and the server has never seen the IDs.
    browser.see("Everything happens in this browser.").await;
    let fields = browser
        .run("return ['new-id', 'old-ids', 'addresses'].map((id) => document.getElementById(id).value)");
    assert_eq!(fields.await, json!([grouped(&new), grouped(&old), address(WHO)]));

    let folder = tempfile::tempdir().expect("there is no room for a calendar");
    let file = folder.path().join("calendar.ics");
    let before = calendar(&grouped(&old));
    std::fs::write(&file, &before).expect("the calendar cannot be written");
    browser.choose_file("#calendar-files", &file).await;
    browser.see("What would change").await;
    browser.see("4,500 of 4,500 meetings selected").await;
    let shown = browser
        .run("return [...document.querySelectorAll('.tally dd')].map((count) => count.textContent)")
        .await;
    // To change, to check by hand, left as they are, by somebody else, without an old ID.
    assert_eq!(shown, json!(["4,500", "250", "0", "250", "250"]));
    let rows = browser.run("return document.querySelectorAll('.meeting').length").await;
    assert!(rows.as_u64().is_some_and(|rows| (1..=100).contains(&rows)), "{rows} rows");
    assert_eq!(
        browser.text_of(".meeting .line-before").await,
        format!("− Before: Conference ID: {}#", grouped(&old))
    );
    assert_eq!(browser.text_of(".meeting .line-after ins").await, grouped(&new));

    // What only looks like the old ID is listed with its place, and changes nothing else.
    browser.click("To check by hand 250").await;
    browser.see(&format!("Order {}", grouped(&old))).await;
    browser.see("12 December 2037 at 09:00 (UTC)").await;
    browser.click("To change 4,500").await;
    browser.see_element("label[for=meeting-1]").await;

    // One stays as it is, the next part is seen, and the file is saved.
    browser.click_on("label[for=meeting-1]").await;
    browser.see("4,499 of 4,500 meetings selected").await;
    browser.click("Next").await;
    browser.see("51–100 of 4,500").await;
    browser.click_on(".download .button").await;
    let saved = browser.downloads().join("calendar-updated.ics");
    let after = until("the corrected calendar is saved", || {
        std::fs::read_to_string(&saved).ok().filter(|text| text.ends_with("END:VCALENDAR\r\n"))
    })
    .await;
    let expected = before
        .split_inclusive("END:VEVENT\r\n")
        .enumerate()
        .map(|(index, event)| match index {
            1 => event.to_owned(),
            _ if event.contains("ORGANIZER:mailto:someone.else") => event.to_owned(),
            _ => event.replace(
                &format!("Conference ID: {}", grouped(&old)),
                &format!("Conference ID: {}", grouped(&new)),
            ),
        })
        .collect::<String>();
    assert!(lasting(&after) == lasting(&expected), "more than the digits has changed");
    assert_eq!(after.matches("SEQUENCE:1\r\n").count(), 4_499);

    // What is asked for is asked for again when a field is wrong.
    browser.fill_in("#old-ids", "12").await;
    browser.click("Show what would change").await;
    browser.see_element("#old-ids-error").await;
    browser.until("return document.activeElement.id === 'old-ids'", vec![]).await;
    browser.must_be_quiet(&["401"]).await;
}

#[tokio::test]
async fn an_invitation_is_pasted() {
    let house = House::open().await;
    let browser = Browser::open().await;
    browser.go(&house.page("/update-meetings?lang=sv#old=8271964&new=5093817")).await;
    browser.click("En inbjudan").await;
    browser.click("Uppdatera inbjudan").await;
    browser.see("Klistra in en inbjudan först.").await;
    browser.fill_in("#invitation", "Konferens-ID: 827 196 4#, order 8271964").await;
    browser.click("Uppdatera inbjudan").await;
    let pasted = browser.until("return document.querySelector('.pasted')?.value", vec![]).await;
    assert_eq!(pasted, "Konferens-ID: 509 381 7#, order 8271964");
    browser.fill_in("#invitation", "Inget här, bara order 8271964").await;
    browser.click("Uppdatera inbjudan").await;
    browser.see("Liknar det gamla ID:t, kontrollera för hand:").await;
    browser.fill_in("#numbers", "+46812345678").await;
    browser.click("Uppdatera inbjudan").await;
    browser.see_element("#numbers-error").await;
    browser.fill_in("#numbers", "+46 (0)8 123 456 78 = 0046 8 555 001 00").await;
    browser.fill_in("#invitation", "Ring +46 8 123 456 78").await;
    browser.click("Uppdatera inbjudan").await;
    let changed = "return [...document.querySelectorAll('.pasted')].some((field) => field.value === 'Ring +46 8 555 001 00') || null";
    browser.until(changed, vec![]).await;
    browser.fill_in("#invitation", "Inget här").await;
    browser.click("Uppdatera inbjudan").await;
    browser.see("Inget gammalt konferens-ID hittades i texten.").await;

    // The language that the link asked for is no preference.
    assert_eq!(
        browser.run("return [document.documentElement.lang, localStorage.getItem('konfid.language')]").await,
        json!(["sv", null])
    );
    browser.select("#public-language", "en").await;
    browser.see("Update the invitation").await;
    assert_eq!(browser.place().await, "/update-meetings#old=8271964&new=5093817");
    browser.must_be_quiet(&["401"]).await;
}

/// Resets the ID, and finds the link to the tool in the mail about it.
async fn reset(house: &House) -> (String, String, String) {
    let user = house.user(WHO);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let old = text(&user["conferenceId"]);
    let path = format!("/api/v1/users/{}/conference-id/reset", text(&user["id"]));
    let version = user["version"].as_u64().unwrap_or_default();
    let answer = house.client().post_version(&path, version, &json!({ "sendEmail": true }));
    let new = text(&answer.expect("no answer came").json()["conferenceId"]);
    let link = until("the mail with the link arrives", || {
        let mails = house.mails.received_by(&address(WHO));
        let words = mails.iter().flat_map(|mail| mail.field("text").split_whitespace());
        words.filter(|word| word.contains("/update-meetings?lang=en#")).map(str::to_owned).next()
    })
    .await;
    assert!(link.contains(&format!("#old={old}&new={new}&address=")), "{link}");
    (old, new, link)
}

/// Meetings of the user's, every twentieth somebody else's, every twentieth without an ID, and every twentieth with an order
/// number beside it, which is a decoy.
fn calendar(old: &str) -> String {
    let mut text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n".to_owned();
    for index in 0..EVENTS {
        let organizer =
            if index % 20 == 7 { "someone.else@vintergatan.example".to_owned() } else { address(WHO) };
        let description = match index % 20 {
            9 => "Lunch".to_owned(),
            11 => format!("Conference ID: {old}#\\nOrder {old}"),
            _ => format!("Conference ID: {old}#"),
        };
        // Writing to a text cannot fail.
        let _ = write!(
            text,
            "BEGIN:VEVENT\r\nUID:{index}@vintergatan.example\r\nDTSTAMP:20261001T080000Z\r\n\
             DTSTART:2037{:02}{:02}T090000Z\r\nSUMMARY:Möte {index}\r\nORGANIZER:mailto:{organizer}\r\n\
             DESCRIPTION:{description}\r\nEND:VEVENT\r\n",
            index % 12 + 1,
            index % 28 + 1,
        );
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}

/// Without the lines that every update changes.
fn lasting(calendar: &str) -> Vec<&str> {
    calendar
        .split("\r\n")
        .filter(|line| !line.starts_with("DTSTAMP:") && !line.starts_with("SEQUENCE:"))
        .collect()
}
