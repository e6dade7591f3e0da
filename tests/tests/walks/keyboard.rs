//! Everything by the keyboard alone.

use serde_json::json;

use super::support::{Browser, House, Key};

const WHO: &str = "Ivar Knappast";

#[tokio::test]
async fn a_reset_by_the_keyboard_alone() {
    let house = House::with_users(&["Harriet Hoppsan", WHO, "Jonna Jodå"], true).await;
    let old = house.user(WHO)["conferenceId"].clone();
    let browser = house.administrator().await;
    browser.see_element("tr.user-row").await;

    // The search, and from there to the only row.
    browser.type_keys("/").await;
    browser.until("return document.activeElement.id === 'user-search'", vec![]).await;
    browser.type_keys("knapp").await;
    browser.until("return document.querySelectorAll('tr.user-row').length === 1", vec![]).await;
    tab_to(&browser, WHO).await;
    browser.press(Key::Enter).await;
    browser.see_focus(WHO).await;
    let in_pane = "return document.activeElement.id === 'pane-title'";
    browser.until(in_pane, vec![]).await;

    // The dialog keeps the focus: after its last button comes its first field, never the page.
    tab_to(&browser, "Reset").await;
    browser.press(Key::Enter).await;
    browser.see_dialog("Reset conference ID?").await;
    browser.see_focus("No").await;
    for _ in 0..8 {
        browser.press(Key::Tab).await;
        let inside = "const here = document.activeElement;
            return here === document.body || here.closest('dialog[open]') !== null";
        assert_eq!(
            browser.run(inside).await,
            json!(true),
            "the focus has left the dialog: {}",
            browser.focused().await
        );
    }
    browser.press(Key::Escape).await;
    browser.see_no_dialog().await;
    browser.see_focus("Reset").await;

    browser.press(Key::Space).await;
    browser.see_focus("No").await;
    tab_to(&browser, "Yes").await;
    browser.press(Key::Enter).await;
    browser.see_no_dialog().await;
    let changed = "return document.querySelector('#conference-id [data-conference-id]').dataset.conferenceId !== arguments[0]";
    browser.until(changed, vec![old.clone()]).await;
    assert_ne!(house.user(WHO)["conferenceId"], old);

    // Closing the pane leads back to the row.
    browser.press(Key::Escape).await;
    browser.see_no_element("#pane-title").await;
    browser.see_focus(WHO).await;

    // The sheet with all shortcuts, and one of them.
    browser.type_keys("?").await;
    browser.see_dialog("Keyboard shortcuts").await;
    browser.see_focus("Close").await;
    browser.press(Key::Escape).await;
    browser.see_no_dialog().await;
    browser.type_keys("gm").await;
    browser.until("return location.pathname === '/mails'", vec![]).await;
    browser.until("return document.activeElement.id === 'content'", vec![]).await;

    // Before everything else comes a link past the menu.
    browser.reload().await;
    browser.see_element("#content h1").await;
    browser.press(Key::Tab).await;
    browser.see_focus("Skip to the content").await;
    browser.press(Key::Enter).await;
    browser.until("return document.activeElement.id === 'content'", vec![]).await;

    // Shortcuts disturb speech input, so they can be switched off.
    browser.run("localStorage.setItem('konfid.shortcuts', 'off')").await;
    browser.type_keys("/").await;
    assert_eq!(browser.place().await, "/mails");
    browser.must_be_quiet(&[]).await;
}

/// Presses Tab until what has this name has the focus.
async fn tab_to(browser: &Browser, name: &str) {
    for _ in 0..60 {
        browser.press(Key::Tab).await;
        if browser.focused().await == name {
            return;
        }
    }
    panic!("{name:?} cannot be reached by Tab");
}
