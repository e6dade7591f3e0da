//! Where administrators begin, and the audit log: how things stand leads to what was done, and that to whom.

use serde_json::{Value, json};

use super::support::House;

const WHO: &str = "Ronja Rövardotter";
const OTHER: &str = "Birk Borkason";

#[tokio::test]
async fn the_overview_leads_to_what_was_done() {
    let house = House::with_users(&[WHO, OTHER], true).await;
    let client = house.client();
    let user = house.user(WHO);
    let id = user["id"].as_str().unwrap_or_default();
    let version = user["version"].as_u64().unwrap_or_default();
    let reset = json!({ "reason": "Printed on a poster", "sendEmail": false });
    let answer = client.post_version(&format!("/api/v1/users/{id}/conference-id/reset"), version, &reset);
    assert_eq!(answer.expect("no answer came").status, 200);

    // From anywhere by the brand, and by its shortcut.
    let browser = house.administrator().await;
    browser.see_element("tr.user-row").await;
    browser.click_on(".brand").await;
    browser.see("2 users, 2 enabled").await;
    assert_eq!(browser.place().await, "/");
    browser.see("Assigned 2").await;
    browser.see("In quarantine 1").await;
    browser.see("Resets: 1 in all, at most 1 on one day").await;
    browser.see("Enabled users: from 0 to 2").await;
    browser.click("90 days").await;
    browser.click_on(".plot-table summary").await;
    let rows = "return document.querySelectorAll('.plot-table tbody tr').length === arguments[0]";
    browser.until(rows, vec![json!(90)]).await;
    let today = "return [...document.querySelectorAll('.plot-table tbody tr:first-child td')].map((cell) => cell.textContent)";
    assert_eq!(browser.run(today).await, json!(["1", "2"]));

    // What was done last leads to the user, and the whole log is one click away.
    browser.see("Reset a conference ID").await;
    browser.click("The whole audit log").await;
    browser.see_element("tbody tr").await;
    browser.type_keys("go").await;
    browser.until("return location.pathname === '/'", vec![]).await;
    browser.must_be_quiet(&[]).await;
}

#[tokio::test]
async fn the_log_is_searched_and_its_place_has_an_address() {
    let house = House::with_users(&[WHO, OTHER], false).await;
    let client = house.client();
    let wanted = json!({ "act": "enable", "selection": { "matching": {} }, "sendEmail": false });
    let begun = client.post("/api/v1/users/act", &wanted);
    assert_eq!(begun.status, 202, "{}", begun.text());
    let browser = house.administrator().await;
    browser.go(&house.page("/audit")).await;
    browser.see("Job done").await;
    let folded =
        "return !document.querySelector('tbody').innerText.includes('Enabled for dial-in conferencing')";
    browser.until(folded, vec![]).await;

    // A job's line opens what it did to users.
    browser.click("What it did, user by user").await;
    browser.see("Only what one job did to users is shown.").await;
    let rows = "return document.querySelectorAll('tbody tr').length === arguments[0]";
    browser.until(rows, vec![json!(2)]).await;
    let at_job = browser.place().await;
    browser.reload().await;
    browser.until(rows, vec![json!(2)]).await;
    assert_eq!(browser.place().await, at_job, "the address survives a reload");

    // Words find names; the address keeps them.
    browser.fill_in("#audit-search", "rovardotter enabled").await;
    browser.click_on(".audit-tools [type=submit]").await;
    browser.until(rows, vec![json!(1)]).await;
    browser.click_on("tbody td.wide a").await;
    browser.see_pane(WHO).await;
    browser.click("All entries about this user").await;
    browser.see("Only one user’s entries are shown.").await;
    browser.until(rows, vec![json!(2)]).await;
    browser.select("#audit-action", "userEnabled").await;
    browser.until(rows, vec![json!(1)]).await;

    // The file has what is shown, in the language of the page.
    let file = "const done = arguments[arguments.length - 1];
        fetch(document.querySelector('a[download]').href).then((answer) => answer.text()).then(done)";
    let file = browser.run_async(file, vec![]).await;
    let lines: Vec<&str> = file.as_str().unwrap_or_default().lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[1].contains("Enabled for dial-in conferencing") && lines[1].contains(WHO), "{lines:?}");
    let entries: Vec<Value> = client.list("/api/v1/audit?action=userEnabled");
    assert_eq!(entries.len(), 2);
    browser.must_be_quiet(&[]).await;
}
