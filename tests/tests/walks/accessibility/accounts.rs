//! The part of the tour that shows the accounts of all administrators, and the texts of emails.

use super::Visitor;

const SUBMIT: &str = "dialog[open] [type=submit]";

impl Visitor {
    /// The list, every dialog, a mistake, and a link that has just been made.
    pub(super) async fn accounts(&mut self) {
        self.go("/mail-texts/conferenceIdChanged", ".mail-preview h2").await;
        self.look("mail-texts").await;
        self.go("/accounts", ".account-card").await;
        self.look("accounts").await;
        self.browser.click_on(".page-head .button-primary").await;
        self.browser.see_element("#account-name").await;
        self.look("dialog-account-add").await;
        self.browser.fill_in("#account-name", " ").await;
        self.browser.click_on(SUBMIT).await;
        self.browser.see_element("#account-name-error").await;
        self.look("dialog-account-mistake").await;
        self.browser.fill_in("#account-name", "Konstantin Konstantinopolitanskij-Ek").await;
        self.browser.click_on(SUBMIT).await;
        self.browser.see_element("#account-link").await;
        self.look("dialog-account-link").await;
        self.browser.click_on("dialog[open] .dialog-actions .button").await;
        self.browser.see_element(".account-card .badge").await;
        self.look("accounts-two").await;
        for (button, name) in
            [(1, "dialog-account-rename"), (2, "dialog-account-new-link"), (3, "dialog-account-disable")]
        {
            let button = format!(".account-card:has(.badge) .actions .button:nth-child({button})");
            self.browser.click_on(&button).await;
            self.browser.see_element("#account-dialog").await;
            self.look(name).await;
            if name != "dialog-account-disable" {
                self.browser.press(super::super::support::Key::Escape).await;
                self.browser.see_no_dialog().await;
            }
        }
        self.browser.press(super::super::support::Key::Escape).await;
        self.browser.see_no_dialog().await;
        self.browser.click_on(".account-card:has(.badge) .actions .button:nth-child(4)").await;
        self.browser.see_element("#account-dialog").await;
        self.look("dialog-account-remove").await;
        self.browser.press(super::super::support::Key::Escape).await;
        self.browser.see_no_dialog().await;
        self.browser.click_on(".account-card:has(.badge) .actions .button:nth-child(3)").await;
        self.browser.see_element("#account-dialog").await;
        self.browser.click_on(SUBMIT).await;
        self.browser.see_element(".account-card .badge-danger").await;
        self.browser.see_no_dialog().await;
        self.browser.click_on(".account-card:has(.badge) .actions .button:nth-child(2)").await;
        self.browser.see_element("#account-dialog").await;
        self.look("dialog-account-enable").await;
        self.browser.press(super::super::support::Key::Escape).await;
        self.browser.see_no_dialog().await;
        self.browser.click_on(".account-card:not(:has(.badge)) .actions .button:nth-child(3)").await;
        self.browser.see_element("#account-dialog").await;
        self.look("dialog-account-sign-out").await;
        self.browser.press(super::super::support::Key::Escape).await;
        self.browser.see_no_dialog().await;
    }

    /// Setting a password with a link for an account.
    pub(super) async fn password_link(&mut self) {
        self.go("/setup#token=none&account=Kim", "#repeat").await;
        self.look("password-link").await;
    }
}
