//! The part of the tour that shows the bridges and their numbers.

use serde_json::json;

use super::super::support::Key;
use super::Visitor;

impl Visitor {
    /// Two numbers, the first of which is the default one.
    pub(super) fn register_numbers(&self) {
        for number in [
            json!({ "number": "+46846500400", "formatted": "+46 8 465 004 00", "location": "Stockholm" }),
            json!({ "number": "+442079460123", "location": "London", "languages": ["en", "sv"] }),
        ] {
            self.house.register_number(&number);
        }
    }

    /// The page, the picture that is folded, and every dialog.
    pub(super) async fn bridges(&mut self) {
        self.go("/bridges", ".bridge-card").await;
        self.look("bridges").await;
        self.browser.click_on(".bridge-card summary").await;
        self.browser.see_element(".bridge-card details[open]").await;
        self.look("bridges-history").await;
        for (button, name) in [
            (".page-head .button-primary", "dialog-bridge-add"),
            (".bridge-card .button:has(.icon)", "dialog-number-register"),
            (".bridge-numbers li:nth-child(2) .button:nth-child(1)", "dialog-number-edit"),
            (".bridge-numbers li:nth-child(2) .button:nth-child(2)", "dialog-number-default"),
            (".bridge-numbers li:nth-child(1) .button:last-child", "dialog-number-unregister"),
            (".bridge-card > .actions:last-child .button:last-child", "dialog-quarantine"),
        ] {
            self.browser.click_on(button).await;
            self.browser.see_element("dialog[open]").await;
            self.look(name).await;
            self.browser.press(Key::Escape).await;
            self.browser.see_no_dialog().await;
        }
    }
}
