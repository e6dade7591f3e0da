//! What is on the screen stays true: notices and offers end with what they tell, the focus is never lost, and the tabs
//! of a browser know of each other.

use serde_json::{Value, json};

use super::support::{Browser, House, Key, grouped};

const WHO: &str = "Tindra Tvåflik";

const DIGITS: &str = "document.querySelector('#conference-id [data-conference-id]')?.dataset.conferenceId";
const LOST: &str = "return document.activeElement === document.body";

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Resets the user's ID in the pane that is open, and answers with the new one.
async fn reset(house: &House, browser: &Browser) -> String {
    let old = text(&house.user(WHO)["conferenceId"]);
    browser.click("Reset").await;
    browser.see_dialog("Reset conference ID?").await;
    browser.click("Yes").await;
    browser.see_no_dialog().await;
    see_other_id(browser, &old).await
}

/// Waits until the pane shows another ID than this one.
async fn see_other_id(browser: &Browser, old: &str) -> String {
    let script = format!("const id = {DIGITS}; return id !== arguments[0] && id");
    text(&browser.until(&script, vec![json!(old)]).await)
}

/// Signing out ends what every tab shows.
#[tokio::test]
async fn signing_out_leaves_nothing_on_any_screen() {
    let house = House::with_users(&[WHO], true).await;
    let browser = house.administrator().await;
    browser.click(WHO).await;
    let old = text(&house.user(WHO)["conferenceId"]);
    let new = reset(&house, &browser).await;
    browser.see_element(".notice").await;
    let address = house.page(&browser.place().await);
    let first = browser.open_tab().await;
    browser.go(&address).await;
    browser.see(&grouped(&new)).await;

    let second = browser.show_tab(first).await;
    browser.see_element(".notice").await;
    browser.click_on("[popovertarget=account]").await;
    browser.click("Sign out").await;
    for tab in [None, Some(second)] {
        if let Some(tab) = tab {
            browser.show_tab(tab).await;
        }
        browser.see_element(".gate #password").await;
        browser.see_no_element(".notice").await;
        let seen = browser.text().await;
        for id in [&old, &new] {
            assert!(!seen.contains(&grouped(id)), "the ID {id} is still there:\n{seen}");
        }
    }
    browser.must_be_quiet(&["401"]).await;
}

/// An offer in two places is one offer, and who uses it does not lose the place on the page.
#[tokio::test]
async fn an_undo_that_was_used_is_offered_nowhere() {
    let house = House::with_users(&[WHO], true).await;
    let browser = house.administrator().await;
    browser.click(WHO).await;
    browser.see_pane(WHO).await;
    for offer in [".dial-in > .banner .button", ".notice-action"] {
        let old = text(&house.user(WHO)["conferenceId"]);
        let new = reset(&house, &browser).await;
        browser.see_element(".dial-in > .banner .button").await;
        browser.see_element(".notice-action").await;
        browser.click_on(offer).await;
        assert_eq!(see_other_id(&browser, &new).await, old);
        browser.see_no_element(".dial-in > .banner").await;
        browser.see_no_element(".notice-action").await;
        assert_eq!(browser.run(LOST).await, json!(false), "after {offer} nothing has the focus");
        let near = "return document.activeElement.closest('.pane') !== null";
        assert_eq!(browser.run(near).await, json!(true), "{} has the focus", browser.focused().await);
    }

    // A question that takes its own opener away.
    browser.click("Disable").await;
    browser.see_dialog("Disable dial-in conferencing?").await;
    browser.click("Disable").await;
    browser.see_no_dialog().await;
    browser.see_element(".pane-actions .button-primary").await;
    assert_eq!(browser.run(LOST).await, json!(false), "after a question nothing has the focus");
    browser.must_be_quiet(&[]).await;
}

/// Somebody copies an ID from a tab that was opened long ago.
#[tokio::test]
async fn a_tab_that_comes_to_the_front_shows_no_dead_id() {
    let house = House::with_users(&[WHO], true).await;
    let browser = house.administrator().await;
    browser.click(WHO).await;
    browser.see_pane(WHO).await;
    let address = house.page(&browser.place().await);
    let first = text(&house.user(WHO)["conferenceId"]);

    // Changed in another tab.
    let one = browser.open_tab().await;
    browser.go(&address).await;
    let second = reset(&house, &browser).await;
    let two = browser.show_tab(one).await;
    assert_eq!(see_other_id(&browser, &first).await, second);
    let row = "return document.querySelector('tr.user-row-open [data-conference-id]').dataset.conferenceId === arguments[0]";
    browser.until(row, vec![json!(second)]).await;

    // Changed somewhere else, while another tab was in front.
    let one = browser.show_tab(two).await;
    let user = house.user(WHO);
    let path = format!("/api/v1/users/{}/conference-id/reset", text(&user["id"]));
    let version = user["version"].as_u64().unwrap_or_default();
    let answer = house.client().post_version(&path, version, &json!({})).expect("no answer came");
    assert_eq!(answer.status, 200, "{}", answer.text());
    let two_again = browser.show_tab(one).await;
    assert_eq!(see_other_id(&browser, &second).await, text(&house.user(WHO)["conferenceId"]));
    // What is offered in the tab behind is of the reset before.
    browser.show_tab(two_again).await;
    see_other_id(&browser, &second).await;
    browser.see_no_element(".notice-action").await;
    browser.must_be_quiet(&[]).await;
}

/// On a busy machine Yew pauses between a drawing and what follows it, and keys do not wait. Here it pauses wherever it
/// may, for long.
const BUSY: &str = "const [now, later] = [Date.now, setTimeout];
    let looks = 0;
    Date.now = () => now() + 20 * looks++;
    globalThis.setTimeout = (then, wait, ...rest) => later(then, wait || 150, ...rest);";

/// Also while the page is still being drawn.
#[tokio::test]
async fn what_is_typed_while_a_page_is_being_drawn_is_searched_for() {
    let house = House::with_users(&[WHO, "Lo Lagom"], true).await;
    let browser = house.administrator().await;
    // A search that does not come, because something is not saved here, takes no keys.
    browser.go(&house.page("/settings")).await;
    browser.see_element("#organisation-name").await;
    browser.fill_in("#organisation-name", "Tomgång").await;
    browser.see_element(".save-bar").await;
    browser.run("document.activeElement.blur()").await;
    browser.type_at_once("/").await;
    browser.see_element("dialog[open]").await;
    browser.press(Key::Escape).await;
    browser.see_no_dialog().await;
    browser.type_at_once("?").await;
    browser.see_dialog("Keyboard shortcuts").await;
    browser.press(Key::Escape).await;
    browser.see_no_dialog().await;
    browser.click("Discard changes").await;
    browser.see_no_element(".save-bar").await;

    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": BUSY })).await;
    for path in ["/settings", "/mails", "/account", "/users"] {
        browser.go(&house.page(path)).await;
        browser.see_element("#content h1").await;
        browser.type_at_once("/lxa\u{e003}\u{e003}ag").await;
        browser.until("return document.getElementById('user-search')?.value === 'lag'", vec![]).await;
        browser.until("return document.activeElement.id === 'user-search'", vec![]).await;
        browser.until("return document.querySelectorAll('tr.user-row').length === 1", vec![]).await;
        // Nothing that is done late takes the focus away again.
        browser.type_at_once("om").await;
        browser.until("return document.getElementById('user-search').value === 'lagom'", vec![]).await;
    }
    browser.must_be_quiet(&[]).await;
}

/// The keys of somebody who does not wait.
#[tokio::test]
async fn what_is_typed_at_once_after_the_slash_is_searched_for() {
    let house = House::with_users(&[WHO, "Lo Lagom"], true).await;
    let browser = house.administrator().await;
    browser.see_element("tr.user-row").await;
    for path in ["/users", "/settings", "/mails"] {
        browser.go(&house.page(path)).await;
        browser.see_element("#content h1").await;
        browser.type_at_once("/lag").await;
        browser.until("return document.getElementById('user-search')?.value === 'lag'", vec![]).await;
        browser.until("return document.querySelectorAll('tr.user-row').length === 1", vec![]).await;
    }
    browser.must_be_quiet(&[]).await;
}
