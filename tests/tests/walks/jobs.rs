//! A long import: it is followed, paused, left alone, resumed and cancelled.

use std::fmt::Write as _;
use std::fs;

use serde_json::json;

use super::support::{House, until};

const ROWS: usize = 20_000;

#[tokio::test]
async fn a_long_import_is_paused_left_resumed_and_cancelled() {
    let house = House::with_users(&["Hedda Vintersorg"], false).await;
    let browser = house.administrator().await;
    let folder = tempfile::tempdir().expect("there is no room for a file");
    let path = folder.path().join("many.csv");
    let mut file = String::from("Display name,User principal name,Mail\n");
    for number in 0..ROWS {
        let address = format!("user{number}@vintergatan.example");
        writeln!(file, "User {number},{address},{address}").expect("a text can grow");
    }
    fs::write(&path, file).expect("there is no room for a file");

    browser.go(&house.page("/import")).await;
    browser.see_element("#import-file").await;
    browser.choose_file("#import-file", &path).await;
    browser.click_on("label[for=import-enable]").await;
    browser.click("Preview import").await;
    browser.click("Import 20,000 users").await;
    browser.see("of 20,000 rows").await;
    browser.click("Pause").await;
    browser.see("Paused").await;
    let job = house.client().get_json("/api/v1/jobs")["items"][0].clone();
    assert_eq!(job["state"], "paused", "{job}");
    let address = format!("/api/v1/jobs/{}", job["id"].as_str().unwrap_or_default());

    // It is the job's progress and not the page's.
    browser.reload().await;
    browser.see("Paused").await;
    assert_eq!(house.client().get_json(&address)["version"], job["version"], "nobody moved it on");
    browser.go(&house.page("/audit")).await;
    browser.click("Jobs").await;
    browser.click("Import users").await;
    browser.click("Resume").await;
    let done = |job: &serde_json::Value| job["counts"]["new"].as_u64().unwrap_or_default();
    until("it goes on", || (done(&house.client().get_json(&address)) > done(&job)).then_some(())).await;
    browser.click("Cancel the job").await;
    browser.see("What was done before it was cancelled stays done.").await;
    let after = house.client().get_json(&address);
    assert_eq!((&after["state"], done(&after) < 20_000), (&json!("cancelled"), true), "{after}");
    let page = house.client().get_json("/api/v1/users?dialIn=enabled&count=true&limit=1");
    assert_eq!(page["total"], after["counts"]["conferenceIds"], "what is done stays done");
    browser.must_be_quiet(&[]).await;
}
