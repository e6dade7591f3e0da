//! What outlasts the end of a session, the network and a reload.

use serde_json::json;

use super::support::{Browser, House, NAME, PASSWORD};

const WHO: &str = "Kajsa Kvarvarande";

#[tokio::test]
async fn the_end_of_a_session_loses_nothing_that_was_typed() {
    let house = House::with_users(&[WHO], true).await;
    let browser = house.administrator().await;
    browser.click(WHO).await;
    browser.click("Edit").await;
    browser.see_dialog("Edit user").await;
    browser.fill("Name", "Kajsa Kvarn").await;

    // It ends, and nobody has asked for that.
    let end = "const done = arguments[arguments.length - 1];
        fetch('/api/v1/session', { method: 'DELETE' }).then((answer) => done(answer.status))";
    assert_eq!(browser.run_async(end, vec![]).await, json!(204));

    browser.click("Save").await;
    browser.see_dialog("Sign in again").await;
    assert_eq!(browser.run("return document.activeElement.id").await, json!("password"), "the name is known");
    browser.fill("Password", "fel lösenord alls").await;
    browser.click("Sign in").await;
    browser.see_element("dialog[open] .banner-danger").await;
    let typed = "return document.getElementById('display-name').value";
    assert_eq!(browser.run(typed).await, json!("Kajsa Kvarn"), "what was typed stays below");
    assert_eq!(house.user(WHO)["displayName"], WHO);

    // What was being done goes on by itself.
    browser.fill("Name", NAME).await;
    browser.fill("Password", PASSWORD).await;
    browser.click("Sign in").await;
    browser.see("The user has been changed").await;
    browser.see_no_dialog().await;
    assert_eq!(house.user("Kajsa Kvarn")["displayName"], "Kajsa Kvarn");
    browser.must_be_quiet(&["401"]).await;
}

#[tokio::test]
async fn a_lost_connection_is_told_and_what_was_typed_stays() {
    let house = House::with_users(&[WHO], true).await;
    let browser = house.administrator().await;
    browser.click(WHO).await;
    browser.click("Reset").await;
    browser.fill("Reason", "Utan nät").await;
    let before = house.user(WHO);

    browser.cut_network(true).await;
    browser.see("Konfid cannot be reached.").await;
    browser.click("Yes").await;
    browser.see_element("dialog[open] .banner-danger").await;
    assert_eq!(house.user(WHO), before);

    browser.cut_network(false).await;
    browser.see_no("Konfid cannot be reached. What you have typed stays here").await;
    assert_eq!(browser.run("return document.getElementById('reason').value").await, json!("Utan nät"));
    browser.click("Yes").await;
    browser.see_no_dialog().await;
    assert_ne!(house.user(WHO)["conferenceId"], before["conferenceId"]);
    browser.must_be_quiet(&["ERR_INTERNET_DISCONNECTED"]).await;
}

#[tokio::test]
async fn a_page_that_did_not_arrive_is_asked_for_again() {
    let house = House::with_users(&[WHO], true).await;
    let browser = house.administrator().await;
    let pieces = "return performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/piece-administration-')).length";
    // The way here led over another page of that piece.
    browser.reload().await;
    browser.see(WHO).await;
    assert_eq!(browser.run(pieces).await, json!(0), "the list of users does not need it");

    // A browser keeps what it has had once.
    browser.devtools("Network.clearBrowserCache", &json!({})).await;
    browser.cut_network(true).await;
    browser.click("Help").await;
    browser.see_element("main .state-error").await;
    browser.cut_network(false).await;
    browser.click("Try again").await;
    browser.see_no_element("main .state-error").await;
    browser.see("Accessibility").await;
    // The splitter's script tells the console what the page tells the person.
    browser.must_be_quiet(&["ERR_INTERNET_DISCONNECTED", "Failed to fetch"]).await;
}

#[tokio::test]
async fn a_page_that_has_trapped_offers_to_be_loaded_anew() {
    let house = House::with_users(&[WHO], true).await;
    let browser = house.administrator().await;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": HOLD_MEMORY })).await;
    browser.reload().await;
    browser.see(WHO).await;
    browser.see_element("#trapped[hidden]").await;
    assert_eq!(browser.run(LEAVE_NO_MEMORY).await, json!(true));
    // More than fits into what the page has left: the text is copied into it, and the allocator gives up.
    browser
        .run(
            "const field = document.getElementById('user-search');
            Object.defineProperty(field, 'value', { value: 'x'.repeat(1 << 26) });
            field.dispatchEvent(new InputEvent('input', { bubbles: true }))",
        )
        .await;
    browser.see_no_element("#trapped[hidden]").await;
    browser.see("Something went wrong in this page.").await;
    let complaints = browser.complaints(&[]).await;
    assert!(
        complaints.iter().any(|complaint| complaint.contains("RuntimeError: unreachable")),
        "it was the page's own module that ran into `unreachable`: {complaints:#?}"
    );
    browser.click_on("#reload").await;
    browser.see_element("#trapped[hidden]").await;
    browser.see(WHO).await;
    browser.must_be_quiet(&[]).await;
}

/// Keeps hold of the memory of the page's own module, which a page hands to nobody.
const HOLD_MEMORY: &str = "for (const name of ['instantiate', 'instantiateStreaming']) {
        const real = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            const made = await real.apply(WebAssembly, given);
            globalThis.pageMemory ??= (made.instance ?? made).exports.memory;
            return made;
        };
    }";

/// Takes all the memory that the page could ask for later: 65,536 pages of 64 KiB are the most.
const LEAVE_NO_MEMORY: &str = "pageMemory.grow(65536 - pageMemory.buffer.byteLength / 65536);
    return pageMemory.buffer.byteLength === 65536 * 65536";

#[tokio::test]
async fn language_appearance_and_addresses_survive_a_reload() {
    let house = House::with_users(&[WHO, "Lo Lagom"], true).await;
    let browser = house.administrator().await;
    browser.click_on("[popovertarget=account]").await;
    browser.select("#language", "sv").await;
    browser.see("Användare").await;
    browser.select("#theme", "dark").await;
    browser.until("return document.documentElement.dataset.theme === 'dark'", vec![]).await;
    browser.reload().await;
    browser.see("Användare").await;
    let kept = "return document.documentElement.lang === 'sv' && document.documentElement.dataset.theme === 'dark' &&
        getComputedStyle(document.documentElement).colorScheme === 'dark'";
    browser.until(kept, vec![]).await;

    // Who clicks before the search has begun keeps both.
    browser.fill_in("#user-search", "lagom").await;
    browser.click("Lo Lagom").await;
    browser
        .until(
            "return location.search === '?q=lagom' && document.querySelectorAll('tr.user-row').length === 1",
            vec![],
        )
        .await;
    browser.see_pane("Lo Lagom").await;
    browser.click_on(".pane-head button").await;

    // A search and an open user are one address.
    browser.fill_in("#user-search", "kajsa").await;
    browser.until("return document.querySelectorAll('tr.user-row').length === 1", vec![]).await;
    browser.click(WHO).await;
    browser.see_element("#pane-title").await;
    let address = browser.place().await;
    assert!(address.starts_with("/users/") && address.ends_with("?q=kajsa"), "{address}");
    browser.reload().await;
    browser.see_pane(WHO).await;
    assert_eq!(browser.run("return document.getElementById('user-search').value").await, json!("kajsa"));
    let other = Browser::open().await;
    other.go(&house.page(&address)).await;
    other.fill("Name", NAME).await;
    other.fill("Password", PASSWORD).await;
    other.click("Sign in").await;
    // Signing in leads on to the address.
    other.see_pane(WHO).await;

    let id = house.user(WHO)["conferenceId"].as_str().unwrap_or_default().to_owned();
    for (path, words) in [
        ("/mails?state=failed", "Inga meddelanden matchar"),
        (&*format!("/conference-ids/{id}"), WHO),
        ("/audit?action=userCreated", "Granskningslogg"),
        ("/help/update-meetings", "Uppdatera befintliga möten"),
        ("/help/accessibility", "Tillgänglighetsredogörelse"),
        ("/nowhere", "Sidan finns inte"),
    ] {
        browser.go(&house.page(path)).await;
        browser.see(words).await;
    }
    browser.must_be_quiet(&[]).await;
    other.must_be_quiet(&["401"]).await;
}

#[tokio::test]
async fn a_reset_works_on_a_narrow_screen() {
    let house =
        House::with_users(&[WHO, "Långnamn Mellannamn von Efternamnsson-Ytterligarenamn"], true).await;
    let browser = house.administrator().await;
    browser.resize(360, 740).await;
    browser.see_element("tr.user-row").await;
    fits(&browser).await;
    let old = house.user(WHO)["conferenceId"].clone();
    browser.click(WHO).await;
    browser.see_element("#conference-id").await;
    fits(&browser).await;
    browser.click("Reset").await;
    browser.see_dialog("Reset conference ID?").await;
    fits(&browser).await;
    browser.click("Yes").await;
    browser.see_no_dialog().await;
    let changed = "return document.querySelector('#conference-id [data-conference-id]').dataset.conferenceId !== arguments[0]";
    browser.until(changed, vec![old]).await;
    fits(&browser).await;
    browser.click_on(".notice-dismiss").await;
    browser.click("Close the action pane").await;
    browser.see_no_element("#pane-title").await;
    browser.must_be_quiet(&[]).await;
}

/// Nothing must be scrolled sideways.
async fn fits(browser: &Browser) {
    let width = browser
        .run(
            "const outer = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.documentElement;
            return outer.scrollWidth - outer.clientWidth",
        )
        .await;
    assert!(width.as_i64().is_some_and(|over| over <= 0), "the page is {width} pixels too wide");
}
