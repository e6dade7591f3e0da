//! Two administrators at once: one wins, and the other is told.

use serde_json::json;

use super::support::House;

const WHO: &str = "Hedda Vintersorg";

#[tokio::test]
async fn the_second_is_told_that_somebody_was_first() {
    let house = House::with_users(&[WHO], true).await;
    let before = house.user(WHO);
    let first = house.administrator().await;
    let second = house.second_administrator("sune").await;
    for browser in [&first, &second] {
        browser.click(WHO).await;
        browser.click("Reset").await;
        browser.see_dialog("Reset conference ID?").await;
    }

    first.click("Yes").await;
    first.see_no_dialog().await;
    let won = house.user(WHO);
    assert_ne!(won["conferenceId"], before["conferenceId"]);

    // The second one asks for the same reset, of a user who is not like that any more.
    second.fill("Reason", "Samma orsak").await;
    second.click("Yes").await;
    second.see("This is how it is now:").await;
    let shown =
        "return document.querySelector(`dialog[open] [data-conference-id='${arguments[0]}']`) !== null";
    second.until(shown, vec![won["conferenceId"].clone()]).await;
    assert_eq!(house.user(WHO)["conferenceId"], won["conferenceId"], "only one reset has been done");
    let kept = "return document.querySelector('dialog[open] textarea').value";
    assert_eq!(second.run(kept).await, json!("Samma orsak"), "what was typed stays");

    // Knowing that, they may still want it.
    second.click("Yes").await;
    second.see_no_dialog().await;
    let last = house.user(WHO);
    assert_ne!(last["conferenceId"], won["conferenceId"]);
    let history =
        house.client().list(&format!("/api/v1/users/{}/history", last["id"].as_str().unwrap_or_default()));
    assert_eq!(history.len(), 3, "{history:#?}");

    // The browser itself notes the answer 412.
    second.must_be_quiet(&["412"]).await;
    first.must_be_quiet(&[]).await;
}
