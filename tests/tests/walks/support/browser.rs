//! A browser, used as a person would: by what is written on buttons and beside fields.

use std::path::{Path, PathBuf};
use std::time::Instant;

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use konfid_tests::{Driver, Own};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::sleep;

use super::fonts::configuration;
use super::{Font, PATIENCE, PAUSE};

/// The key under which `WebDriver` tells elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Every violation of the page's policies becomes an error of the console, where it outlives the document.
const WATCH: &str = "addEventListener('securitypolicyviolation', (event) =>
    console.error('policy violated:', event.effectiveDirective, event.blockedURI, event.sample));";

/// Finds what a person would click: the last of open dialogs comes first, then the page.
const FIND_BY_NAME: &str = "
    const [selector, name] = arguments;
    const scope = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
    const text = (element) => (element.getAttribute('aria-label') ?? element.textContent).replace(/\\s+/g, ' ').trim();
    return [...scope.querySelectorAll(selector)].find((element) => text(element) === name && seen(element));";

/// Whether an element can be seen. Somebody who misses an action looks behind *More actions*.
const SEEN: &str = "const hidden = (element) => element.closest('.more:not([open]) > .more-body')?.parentElement;
    const seen = (element) => hidden(element)?.querySelector('summary').click() ?? (!hidden(element) && element.checkVisibility());";

/// Finds the field with this label; a hint in the label does not count.
const FIND_BY_LABEL: &str = "
    const [name] = arguments;
    const scope = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
    const text = (element) => element.textContent.replace(/\\s+/g, ' ').trim();
    const labels = [...scope.querySelectorAll('label')].filter((label) => label.checkVisibility());
    const label = labels.find((label) => text(label) === name) ?? labels.find((label) => text(label).startsWith(name));
    return label?.control;";

/// A key that is no letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Tab,
    Enter,
    Escape,
    Space,
}

impl Key {
    const fn code(self) -> char {
        match self {
            Self::Tab => '\u{e004}',
            Self::Enter => '\u{e007}',
            Self::Escape => '\u{e00c}',
            Self::Space => ' ',
        }
    }
}

/// A browser with a profile of its own.
pub(crate) struct Browser {
    client: Client,
    downloads: TempDir,
    // It ends last.
    pub(super) driver: Driver,
}

impl Browser {
    /// Opens a browser with an empty page.
    pub(crate) async fn open() -> Self {
        Self::drive(Driver::start(None::<fn(&Path) -> PathBuf>)).await
    }

    /// Opens a browser that has one family of fonts only.
    pub(crate) async fn with_font(font: Font) -> Self {
        Self::drive(Driver::start(Some(|folder: &Path| configuration(font, folder)))).await
    }

    async fn drive(mut driver: Driver) -> Self {
        let downloads = tempfile::tempdir().expect("there is no room for downloads");
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(driver.capabilities(downloads.path()))
            .connect(&driver.url)
            .await
            .expect("the browser does not open");
        driver.begin(client.session_id().await.expect("the session has no name"));
        let browser = Self { client, downloads, driver };
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WATCH })).await;
        browser
    }

    /// A command of the `DevTools` protocol.
    pub(crate) async fn devtools(&self, command: &str, parameters: &Value) -> Value {
        let own = Own::devtools(command, parameters);
        self.client.issue_cmd(own).await.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Where downloads go.
    pub(crate) fn downloads(&self) -> &Path {
        self.downloads.path()
    }

    /// Goes to an address.
    pub(crate) async fn go(&self, address: &str) {
        self.client.goto(address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// Loads the page anew.
    pub(crate) async fn reload(&self) {
        self.client.refresh().await.expect("the page cannot be loaded anew");
    }

    /// The address without its origin.
    pub(crate) async fn place(&self) -> String {
        let here = self.run("return location.pathname + location.search + location.hash").await;
        here.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script once.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.run_with(script, vec![]).await
    }

    /// Runs a script once with arguments.
    pub(crate) async fn run_with(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script that calls back.
    pub(crate) async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute_async(script, arguments).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script until what it returns is there and true.
    pub(crate) async fn until(&self, script: &str, arguments: Vec<Value>) -> Value {
        let begun = Instant::now();
        loop {
            // A page that is being replaced cannot answer.
            let answer = self.client.execute(script, arguments.clone()).await;
            if let Ok(value) = &answer
                && is_true(value)
            {
                return value.clone();
            }
            if begun.elapsed() > PATIENCE {
                let text = self.text().await;
                panic!(
                    "this never came true: {script}\n{arguments:?}\nthe answer was {answer:?}, and the page says:\n{text}"
                );
            }
            sleep(PAUSE).await;
        }
    }

    /// Everything that can be read now.
    pub(crate) async fn text(&self) -> String {
        let text =
            self.client.execute("return document.body.innerText.replace(/[^\\S\\n]+/g, ' ')", vec![]).await;
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The text of the first element that matches, once there is one. Spaces of any kind are plain ones.
    pub(crate) async fn text_of(&self, selector: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.innerText.replace(/\\s+/g, ' ').trim()";
        self.until(script, vec![json!(selector)]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until this can be read.
    pub(crate) async fn see(&self, text: &str) {
        let script = "return document.body.innerText.replace(/\\s+/g, ' ').includes(arguments[0])";
        self.until(script, vec![json!(text)]).await;
    }

    /// Waits until this cannot be read any more.
    pub(crate) async fn see_no(&self, text: &str) {
        let script = "return !document.body.innerText.replace(/\\s+/g, ' ').includes(arguments[0])";
        self.until(script, vec![json!(text)]).await;
    }

    /// Waits until an element matches.
    pub(crate) async fn see_element(&self, selector: &str) {
        self.until("return document.querySelector(arguments[0]) !== null", vec![json!(selector)]).await;
    }

    /// Waits until no element matches.
    pub(crate) async fn see_no_element(&self, selector: &str) {
        self.until("return document.querySelector(arguments[0]) === null", vec![json!(selector)]).await;
    }

    /// Waits until the action pane shows this user.
    pub(crate) async fn see_pane(&self, name: &str) {
        let script = "return document.getElementById('pane-title')?.textContent === arguments[0]";
        self.until(script, vec![json!(name)]).await;
    }

    /// Waits for a dialog with this title.
    pub(crate) async fn see_dialog(&self, title: &str) {
        let script = "return [...document.querySelectorAll('dialog[open] .dialog-title')]
            .some((title) => title.textContent === arguments[0])";
        self.until(script, vec![json!(title)]).await;
    }

    /// Waits until no dialog is open.
    pub(crate) async fn see_no_dialog(&self) {
        self.see_no_element("dialog[open]").await;
    }

    /// Clicks the button, link or label with this name.
    pub(crate) async fn click(&self, name: &str) {
        let selector = json!("button, a[href], label, [role=button]");
        self.click_found(FIND_BY_NAME, vec![selector, json!(name)]).await;
    }

    /// Clicks the first element that matches and can be seen.
    pub(crate) async fn click_on(&self, selector: &str) {
        let script = "return [...document.querySelectorAll(arguments[0])].find(seen)";
        self.click_found(script, vec![json!(selector)]).await;
    }

    /// Clicks until it is clicked: what is drawn anew meanwhile, or still covered, is looked for again.
    async fn click_found(&self, script: &str, arguments: Vec<Value>) {
        let begun = Instant::now();
        loop {
            let element = self.until(&format!("{SEEN}{script}"), arguments.clone()).await;
            // Into the middle, as people do: what is scrolled just into the window may lie behind a bar.
            let to_the_middle = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
            // What was drawn anew meanwhile is looked for again below.
            let _ = self.client.execute(to_the_middle, vec![element.clone()]).await;
            match self.element(&element).click().await {
                Ok(()) => return,
                Err(error) => assert!(begun.elapsed() < PATIENCE, "{arguments:?} cannot be clicked: {error}"),
            }
            sleep(PAUSE).await;
        }
    }

    /// Writes into the field with this label, instead of what stands there.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        let element = self.until(FIND_BY_LABEL, vec![json!(label)]).await;
        self.write(&element, text).await;
    }

    /// Writes into the field that matches, instead of what stands there.
    pub(crate) async fn fill_in(&self, selector: &str, text: &str) {
        let element = self.until("return document.querySelector(arguments[0])", vec![json!(selector)]).await;
        self.write(&element, text).await;
    }

    async fn write(&self, element: &Value, text: &str) {
        // Control and A, then everything up again, as a person replaces a text.
        let keys = format!("\u{e009}a\u{e000}\u{e003}{text}");
        self.element(element).send_keys(&keys).await.unwrap_or_else(|error| panic!("{text}: {error}"));
    }

    /// Chooses a file.
    pub(crate) async fn choose_file(&self, selector: &str, file: &Path) {
        let input = self.client.find(Locator::Css(selector)).await.expect("there is no such file button");
        input.send_keys(&file.display().to_string()).await.expect("the file cannot be chosen");
    }

    /// Chooses what this value stands for.
    pub(crate) async fn select(&self, selector: &str, value: &str) {
        self.see_element(selector).await;
        let list = self.client.find(Locator::Css(selector)).await.expect("there is no such list");
        list.select_by_value(value).await.unwrap_or_else(|error| panic!("{value}: {error}"));
    }

    /// Presses a key, wherever the focus is.
    pub(crate) async fn press(&self, key: Key) {
        self.press_character(key.code()).await;
    }

    /// Types letters, wherever the focus is.
    pub(crate) async fn type_keys(&self, text: &str) {
        for character in text.chars() {
            self.press_character(character).await;
        }
    }

    /// Types letters without waiting for what they do.
    pub(crate) async fn type_at_once(&self, text: &str) {
        let keys = text.chars().fold(KeyActions::new("keyboard".to_owned()), |keys, value| {
            keys.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.client.perform_actions(keys).await.unwrap_or_else(|error| panic!("{text:?}: {error}"));
    }

    async fn press_character(&self, value: char) {
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        self.client.perform_actions(keys).await.unwrap_or_else(|error| panic!("{value:?}: {error}"));
    }

    /// What has the focus, by its name.
    pub(crate) async fn focused(&self) -> String {
        let script = "const here = document.activeElement;
            return (here.getAttribute('aria-label') ?? here.labels?.[0]?.textContent ?? here.textContent)
                .replace(/\\s+/g, ' ').trim()";
        self.run(script).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until what has this name has the focus.
    pub(crate) async fn see_focus(&self, name: &str) {
        let begun = Instant::now();
        loop {
            let focused = self.focused().await;
            if focused == name {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "the focus is on {focused:?}, not on {name:?}");
            sleep(PAUSE).await;
        }
    }

    /// Makes the window as wide and high as this, in CSS pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &size).await;
        self.until(
            "return innerWidth === arguments[0] && innerHeight === arguments[1]",
            vec![json!(width), json!(height)],
        )
        .await;
    }

    /// Cuts the network, or gives it back.
    pub(crate) async fn cut_network(&self, cut: bool) {
        let conditions =
            json!({ "offline": cut, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.enable", &json!({})).await;
        self.devtools("Network.emulateNetworkConditions", &conditions).await;
    }

    /// Opens another tab and goes there; answers with the tab before.
    pub(crate) async fn open_tab(&self) -> fantoccini::wd::WindowHandle {
        let before = self.client.window().await.expect("there is no tab");
        let tab = self.client.new_window(true).await.expect("no other tab opens");
        self.client.switch_to_window(tab.handle).await.expect("the other tab is not there");
        before
    }

    /// Brings another tab to the front; answers with the tab before.
    pub(crate) async fn show_tab(&self, tab: fantoccini::wd::WindowHandle) -> fantoccini::wd::WindowHandle {
        let before = self.client.window().await.expect("there is no tab");
        self.client.switch_to_window(tab).await.expect("the other tab is not there");
        self.devtools("Page.bringToFront", &json!({})).await;
        before
    }

    /// Closes this tab and goes to another one.
    pub(crate) async fn close_tab(&self, back_to: fantoccini::wd::WindowHandle) {
        self.client.close_window().await.expect("the tab does not close");
        self.client.switch_to_window(back_to).await.expect("the tab before is not there");
    }

    /// A picture of what can be seen.
    pub(super) async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("there is no picture")
    }

    /// What the console complained of since the last time, as far as no part of it is expected.
    pub(crate) async fn complaints(&self, expected: &[&str]) -> Vec<String> {
        let entries = self.client.issue_cmd(Own::console()).await.expect("the console cannot be read");
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .filter(|entry| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")))
            .filter_map(|entry| entry["message"].as_str().map(str::to_owned))
            .filter(|message| !expected.iter().any(|part| message.contains(part)))
            .collect()
    }

    /// The console must have been quiet, apart from what is expected.
    pub(crate) async fn must_be_quiet(&self, expected: &[&str]) {
        let complaints = self.complaints(expected).await;
        assert!(complaints.is_empty(), "the console complains: {complaints:#?}");
    }

    fn element(&self, value: &Value) -> Element {
        let id = value[ELEMENT].as_str().unwrap_or_else(|| panic!("{value} is no element")).to_owned();
        Element::from_element_id(self.client.clone(), ElementRef::from(id))
    }
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::String(text) => !text.is_empty(),
        Value::Number(_) | Value::Array(_) | Value::Object(_) => true,
    }
}
