//! The dial-in card: from the user's pane to the paper, and the code on it says what the phone dials.

use base64::Engine as _;
use base64::engine::general_purpose;
use rqrr::PreparedImage;
use serde_json::json;

use super::support::{Browser, House, grouped, organizer_link};

const WHO: &str = "Kajsa Kort";
/// How many pixels a module of the code has on each side.
const SCALE: usize = 4;

#[tokio::test]
async fn the_card_is_printed_and_its_code_calls_the_conference() {
    let house = House::with_users(&[WHO], true).await;
    let id = house.user(WHO)["conferenceId"].as_str().unwrap_or_default().to_owned();
    let link = format!("tel:+46846500400,,{id}%23");
    let browser = house.administrator().await;
    browser.click(WHO).await;
    browser.see_pane(WHO).await;
    browser.click("Dial-in card").await;
    browser.see("Scan the code with your phone").await;
    assert_eq!(browser.text_of(".dial-card-digits").await, grouped(&id));
    assert_eq!(code(&browser).await, link);
    let tapped = "return document.getElementById('dial-card-link').getAttribute('href')";
    assert_eq!(browser.run(tapped).await, json!(link));

    // On paper there is nothing but the card, and it is one page.
    let media = |media: &str| json!({ "media": media });
    browser.devtools("Emulation.setEmulatedMedia", &media("print")).await;
    let others = "return ['.top-bar', '.rail', '.card-tools', '.page-head']
        .filter((part) => document.querySelector(part).checkVisibility())";
    assert_eq!(browser.run(others).await, json!([]));
    browser.see_element(".dial-card-digits").await;
    browser.devtools("Emulation.setEmulatedMedia", &media("")).await;
    assert_eq!(printed_pages(&browser).await, 1);
    browser.select("#card-paper", "a4").await;
    browser.see_element(".dial-card-a4").await;
    assert_eq!(printed_pages(&browser).await, 1);

    // The card has a language of its own.
    browser.select("#card-language", "sv").await;
    browser.see("Skanna koden med mobilen").await;
    browser.see("Everything that is needed to join by phone").await;

    // Organizers have their own.
    let own = Browser::open().await;
    let client = house.client();
    let user = house.user(WHO)["id"].as_str().unwrap_or_default().to_owned();
    let sent = client.post(&format!("/api/v1/users/{user}/organizer-link"), &json!({}));
    assert_eq!(sent.status, 200, "{}", sent.text());
    own.go(&organizer_link(&house, WHO, 1).await).await;
    own.click("Continue").await;
    own.see(&format!("Hello, {WHO}")).await;
    own.click("Dial-in card").await;
    own.see("Scan the code with your phone").await;
    assert_eq!(own.place().await, "/organizer/card");
    assert_eq!(code(&own).await, link);
    own.click("Back").await;
    own.see(&format!("Hello, {WHO}")).await;
    browser.must_be_quiet(&[]).await;
    own.must_be_quiet(&[]).await;
}

/// How many sheets of the paper that the page asks for it takes.
async fn printed_pages(browser: &Browser) -> usize {
    let file = browser.devtools("Page.printToPDF", &json!({ "preferCSSPageSize": true })).await;
    let file = general_purpose::STANDARD.decode(file["data"].as_str().unwrap_or_default());
    // Each page of a PDF says how large it is.
    String::from_utf8_lossy(&file.expect("it is in base 64")).matches("/MediaBox").count()
}

/// What the code on the page says, read as a phone does it: from its dark and light modules.
async fn code(browser: &Browser) -> String {
    let drawn = "const svg = document.querySelector('svg.qr'), path = svg.querySelector('path');
        const side = svg.viewBox.baseVal.width, point = svg.createSVGPoint(), modules = [];
        for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) {
            [point.x, point.y] = [x + 0.5, y + 0.5];
            modules.push(path.isPointInFill(point));
        }
        return modules";
    let modules = browser.run(drawn).await;
    let modules: Vec<bool> = modules
        .as_array()
        .map(|all| all.iter().map(|module| *module == json!(true)).collect())
        .unwrap_or_default();
    let side = modules.len().isqrt();
    assert_eq!(side * side, modules.len(), "a code is a square");
    let mut picture = PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, |x, y| {
        if modules[y / SCALE * side + x / SCALE] { 0 } else { 255 }
    });
    let grids = picture.detect_grids();
    let [grid] = grids.as_slice() else { panic!("there is one code, not {}", grids.len()) };
    grid.decode().expect("the code can be read").1
}
