//! Every page and dialog, in both languages, light and dark, with narrow and wide letters: axe-core finds nothing,
//! everything fits at every width, the console is quiet, and pictures are saved for people to look at.

mod account;
mod accounts;
mod bridges;
mod ids;
mod meetings;
mod organizer;

use serde_json::{Value, json};

use super::support::{Browser, Font, House, NAME, PASSWORD, Scheme, picture, sample};

const WIDE: (u32, u32) = (1440, 900);
const NARROW: (u32, u32) = (360, 740);
/// The narrowest that WCAG asks for, a small phone, a wide window at 200 %, and a wide window.
const WIDTHS: [u32; 4] = [320, 360, 640, 1440];

/// Nothing that is in front is still being loaded.
const LOADED: &str = "const front = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
    return front.querySelector('[aria-busy=true]') === null";

#[tokio::test]
async fn nobody_is_kept_out_in_english() {
    tour("en", Font::Liberation, Care::Whole).await;
}

#[tokio::test]
async fn nobody_is_kept_out_in_swedish() {
    tour("sv", Font::DejaVu, Care::Whole).await;
}

#[tokio::test]
async fn wide_letters_fit_in_english() {
    tour("en", Font::DejaVu, Care::Widths).await;
}

#[tokio::test]
async fn other_letters_fit_in_swedish() {
    tour("sv", Font::Roboto, Care::Widths).await;
}

/// How closely is looked at everything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    Whole,
    /// What does not fit, and nothing else.
    Widths,
}

/// Somebody who looks at everything in one language, and writes down what is wrong.
struct Visitor {
    browser: Browser,
    house: House,
    language: &'static str,
    font: Font,
    care: Care,
    faults: Vec<String>,
}

async fn tour(language: &'static str, font: Font, care: Care) {
    let house = House::open().await;
    let browser = Browser::with_font(font).await;
    let mut visitor = Visitor { browser, house, language, font, care, faults: Vec::new() };
    visitor.before_anybody_is_there().await;
    visitor.fill_the_house();
    visitor.users().await;
    visitor.dialogs_about_users().await;
    visitor.dialogs_about_ids().await;
    visitor.later().await;
    visitor.import().await;
    visitor.look_up().await;
    visitor.mails_and_audit().await;
    visitor.meetings().await;
    visitor.settings().await;
    visitor.switching().await;
    visitor.bridges().await;
    visitor.account().await;
    visitor.accounts().await;
    visitor.help_and_frame().await;
    visitor.the_end_of_the_session().await;
    visitor.password_link().await;
    visitor.organizer().await;
    let complaints =
        visitor.browser.complaints(&["401", "403", "404", "422", "ERR_INTERNET_DISCONNECTED"]).await;
    visitor.faults.extend(complaints.into_iter().map(|complaint| format!("the console: {complaint}")));
    assert!(visitor.faults.is_empty(), "{} faults:\n{}", visitor.faults.len(), visitor.faults.join("\n"));
}

impl Visitor {
    /// Goes to a page and waits for what must be on it.
    async fn go(&self, path: &str, selector: &str) {
        self.browser.go(&self.house.page(path)).await;
        self.browser.see_element(selector).await;
    }

    /// Looks at what is shown now.
    async fn look(&mut self, name: &str) {
        self.browser.until(LOADED, vec![]).await;
        self.check_widths(name).await;
        if self.care == Care::Widths {
            return;
        }
        for (scheme, (width, height)) in
            [(Scheme::Light, WIDE), (Scheme::Dark, WIDE), (Scheme::Dark, NARROW), (Scheme::Light, NARROW)]
        {
            self.browser.resize(width, height).await;
            self.browser.wear(scheme).await;
            let sight = format!("{name}-{}-{}-{width}", self.language, scheme.word());
            self.browser.be_still().await;
            picture(&self.browser, "pages", &sight).await;
            // What is scrolled below a bar counts as too small a target, so everything is shown at once.
            let whole = self.browser.run("return document.documentElement.scrollHeight").await;
            let whole = whole.as_u64().and_then(|whole| u32::try_from(whole).ok()).unwrap_or(height);
            self.browser.resize(width, whole.clamp(height, 16_000)).await;
            let barriers = match scheme {
                Scheme::Light => self.browser.barriers().await,
                // What the appearance changes is the colours.
                Scheme::Dark => self.browser.colour_barriers().await,
            };
            for barrier in &barriers {
                self.note(format!("{sight}: {}", describe(barrier)));
            }
        }
        self.browser.resize(WIDE.0, WIDE.1).await;
    }

    /// Writes down what is wrong; it is told at once too, in case something else ends the tour.
    fn note(&mut self, fault: String) {
        eprintln!("{fault}");
        self.faults.push(fault);
    }

    /// What does not fit at one of the widths, or with letters that are twice as large.
    async fn check_widths(&mut self, name: &str) {
        for enlarge in [false, true] {
            self.browser.enlarge_text(enlarge).await;
            for width in WIDTHS.into_iter().filter(|width| !enlarge || *width >= NARROW.0) {
                self.browser.resize(width, NARROW.1).await;
                self.browser.be_still().await;
                let size = if enlarge { " at 200 %" } else { "" };
                for misfit in self.browser.misfits().await {
                    let (language, font) = (self.language, self.font.family());
                    self.note(format!("{name}-{language} in {font}, {width} wide{size}: {misfit}"));
                }
                if self.care == Care::Widths && self.language == "en" {
                    let sight = format!("{name}-{language}-{width}{size}", language = self.language);
                    picture(&self.browser, "widths", &sight.replace(' ', "")).await;
                }
            }
        }
        self.browser.enlarge_text(false).await;
        self.browser.resize(WIDE.0, WIDE.1).await;
    }

    /// The page without an account, without users, and the guide.
    async fn before_anybody_is_there(&mut self) {
        self.browser.go(&self.house.page("/")).await;
        let script = "localStorage.setItem('konfid.language', arguments[0])";
        self.browser.run_with(script, vec![json!(self.language)]).await;
        self.go("/", ".gate pre").await;
        self.browser.must_wear(self.font, "h1").await;
        self.look("no-account").await;
        self.browser.go(self.house.link()).await;
        self.browser.see_element("#repeat").await;
        self.look("set-up").await;
        self.browser.fill_in("#name", NAME).await;
        self.browser.fill_in("#password", PASSWORD).await;
        self.browser.fill_in("#repeat", "something else").await;
        self.browser.click_on("[type=submit]").await;
        self.browser.see_element("#repeat-error").await;
        self.look("set-up-mistake").await;
        self.browser.fill_in("#repeat", PASSWORD).await;
        self.browser.click_on("[type=submit]").await;
        self.browser.see_element(".guide").await;
        self.look("guide").await;
    }

    /// Users of every kind, and mails in every state.
    fn fill_the_house(&self) {
        let file = sample("users.csv");
        self.house.konfid.succeed(&["import", &file.display().to_string(), "--enable"]);
        for name in ["Ny Nykomling", "Nora Nästan"] {
            self.house.add_user(name, false);
        }
        let client = self.house.client();
        self.house.change_settings(&json!({ "organisationName": "Vintergatan" }));
        self.register_numbers();
        self.house.mails.faults(&json!([
            { "name": "unknown", "at": "rcpt", "reply": "550 5.1.1 no such mailbox",
              "recipient": "bosse.ohrnell@vintergatan.example" },
        ]));
        for (name, reason) in
            [("Abigail Thornbury", "Printed on a poster"), ("Bosse Öhrnell", "Delat för brett")]
        {
            let user = self.house.user(name);
            let path =
                format!("/api/v1/users/{}/conference-id/reset", user["id"].as_str().unwrap_or_default());
            let version = user["version"].as_u64().unwrap_or_default();
            let answer = client.post_version(&path, version, &json!({ "reason": reason }));
            assert_eq!(answer.expect("no answer came").status, 200);
        }
    }

    /// The path of a user's action pane.
    fn user(&self, name: &str) -> String {
        format!("/users/{}", self.house.user(name)["id"].as_str().unwrap_or_default())
    }

    async fn users(&mut self) {
        self.go("/users", "tr.user-row").await;
        self.look("users").await;
        self.browser.click_on("thead label.select").await;
        self.browser.see_element(".selection-bar").await;
        self.look("users-selected").await;
        self.go("/users?q=nobody+at+all", ".state").await;
        self.look("users-none").await;
        self.go(&self.user("Abigail Thornbury"), ".history").await;
        self.look("user").await;
        self.browser.click_on(".more > summary").await;
        self.look("user-more").await;
        self.go(&self.user("Ny Nykomling"), ".dial-in").await;
        self.look("user-not-enabled").await;
    }

    async fn dialogs_about_users(&mut self) {
        let enabled = self.user("Abigail Thornbury");
        self.go(&enabled, ".conference-id").await;
        self.dialog(".conference-id .button:not(.button-quiet)", "dialog-reset").await;
        self.dialog(".pane-actions .button-danger", "dialog-disable").await;
        self.dialog(".pane-body .button", "dialog-edit").await;
        self.dialog(".pane-body .button + .button", "dialog-remove").await;
        self.browser.click_on(".page-head .button-primary").await;
        self.browser.see_element("dialog[open]").await;
        self.browser.click_on("dialog[open] [type=submit]").await;
        self.browser.see_element("dialog[open] .field-error").await;
        self.look("dialog-add-mistakes").await;
        let disabled = self.user("Ny Nykomling");
        self.go(&disabled, ".pane-actions").await;
        self.dialog(".pane-actions .button-primary", "dialog-enable").await;
        self.browser.click_on("thead label.select").await;
        self.dialog(".selection-bar .button-primary", "dialog-enable-many").await;
    }

    /// Opens a dialog, looks at it, and closes it by Escape.
    async fn dialog(&mut self, opener: &str, name: &str) {
        self.browser.click_on(opener).await;
        self.browser.see_element("dialog[open]").await;
        self.look(name).await;
        self.browser.press(super::support::Key::Escape).await;
        self.browser.see_no_dialog().await;
    }

    async fn import(&mut self) {
        self.go("/import", "#import-file").await;
        self.browser.click_on("label[for=import-enable]").await;
        self.browser.click_on(".import [type=submit]").await;
        self.browser.see_element(".import .field-error").await;
        self.look("import").await;
        self.browser.choose_file("#import-file", &sample("users-with-errors.csv")).await;
        self.browser.click_on(".import [type=submit]").await;
        self.browser.see_element("td.cell-line").await;
        self.look("import-preview").await;
        self.browser.click_on(".actions .button-primary").await;
        self.browser.see_element("#job-done").await;
        self.browser.see_element("td.cell-line").await;
        self.look("import-done").await;
        self.go("/jobs", "tbody tr").await;
        self.look("jobs").await;
    }

    async fn look_up(&mut self) {
        self.go("/conference-ids", "#conference-id").await;
        self.browser.fill_in("#conference-id", "0123456").await;
        self.browser.see_element("#conference-id-error").await;
        self.look("look-up-mistake").await;
        let user = self.house.user("Abigail Thornbury");
        let id = user["conferenceId"].as_str().unwrap_or_default();
        self.go(&format!("/conference-ids/{id}"), ".look-up-result").await;
        self.look("look-up").await;
        let history = self
            .house
            .client()
            .list(&format!("/api/v1/users/{}/history", user["id"].as_str().unwrap_or_default()));
        let old = history.iter().filter_map(|period| period["conferenceId"].as_str()).find(|old| *old != id);
        self.go(&format!("/conference-ids/{}", old.unwrap_or_default()), ".look-up-result").await;
        self.look("look-up-quarantined").await;
    }

    async fn mails_and_audit(&mut self) {
        self.go("/mails", "tbody tr").await;
        self.look("mails").await;
        self.browser.click_on("tbody a").await;
        self.browser.see_element(".facts").await;
        self.look("mail").await;
        let nobody = self.house.user("Ny Nykomling");
        self.go(&format!("/mails?user={}", nobody["id"].as_str().unwrap_or_default()), ".state").await;
        self.look("mails-none").await;
        self.go("/audit", "tbody tr").await;
        self.look("audit").await;
        self.go("/audit?q=nothing+says+this&from=2026-01-01", ".state").await;
        self.look("audit-none").await;
        self.go("/", ".plot").await;
        self.look("start").await;
        self.browser.click_on(".plot-table summary").await;
        self.browser.see_element(".plot-table tbody tr").await;
        self.look("start-table").await;
    }

    async fn settings(&mut self) {
        self.go("/settings", "#organisation-name").await;
        self.look("settings").await;
        self.browser.fill_in("#quarantine", "1").await;
        self.browser.see_element("#quarantine-error").await;
        self.look("settings-mistake").await;
        self.browser.click_on(".rail a").await;
        self.browser.see_element("dialog[open]").await;
        self.look("dialog-leave").await;
        self.browser.click_on("dialog[open] .button-danger").await;
        self.browser.see_element(".plot").await;
    }

    async fn help_and_frame(&mut self) {
        for (path, name) in [
            ("/help", "help"),
            ("/help/update-meetings", "help-meetings"),
            ("/help/accessibility", "help-accessibility"),
        ] {
            self.go(path, ".prose h1").await;
            self.look(name).await;
        }
        self.go("/nowhere", "#content").await;
        self.look("not-found").await;
        self.browser.click_on("[popovertarget=account]").await;
        self.browser.see_element("#account:popover-open").await;
        self.look("account").await;
        self.browser.press(super::support::Key::Escape).await;
        self.browser.type_keys("?").await;
        self.browser.see_element("dialog[open]").await;
        self.look("dialog-shortcuts").await;
        self.browser.press(super::support::Key::Escape).await;
        self.browser.cut_network(true).await;
        self.browser.see_element(".page-banner:not(#trapped)").await;
        self.look("offline").await;
        self.browser.cut_network(false).await;
        self.browser.see_no_element(".page-banner:not(#trapped)").await;
    }

    /// Signing in on top of the page, and on its own page.
    async fn the_end_of_the_session(&mut self) {
        self.go("/users", "tr.user-row").await;
        let sign_out = "const done = arguments[arguments.length - 1];
            fetch('/api/v1/session', { method: 'DELETE' }).then((answer) => done(answer.status))";
        let status = self.browser.run_async(sign_out, vec![]).await;
        assert!(status.as_u64().is_some_and(|status| status < 300), "signing out answers {status}");
        self.browser.click_on(".rail li:nth-child(4) a").await;
        self.browser.see_element("dialog[open] #password").await;
        self.look("dialog-sign-in-again").await;
        self.go("/update-meetings", ".public #new-id").await;
        self.look("meetings-without-account").await;
        self.go("/", ".gate #password").await;
        self.browser.fill_in("#name", NAME).await;
        self.browser.fill_in("#password", "not the password").await;
        self.browser.click_on("[type=submit]").await;
        self.browser.see_element(".banner-danger").await;
        self.look("sign-in-mistake").await;
    }
}

fn describe(barrier: &Value) -> String {
    let places: Vec<&str> =
        barrier["where"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    format!(
        "{} ({}): {}",
        barrier["rule"].as_str().unwrap_or_default(),
        barrier["help"].as_str().unwrap_or_default(),
        places.join(" | ").replace('\n', " ")
    )
}
