//! The part of the tour that shows the administrator's own account.

use super::super::support::PASSWORD;
use super::Visitor;

impl Visitor {
    /// The account as it is, with mistakes, and with a token that has just been made.
    pub(super) async fn account(&mut self) {
        self.go("/account", "#sessions-title ~ .table-frame tbody tr").await;
        self.browser.see_element("#tokens-title ~ .table-frame tbody tr").await;
        self.look("account").await;
        self.browser.fill_in("#present-password", "not the password").await;
        self.browser.fill_in("#new-password", PASSWORD).await;
        self.browser.click_on("[aria-labelledby=password-title] [type=submit]").await;
        self.browser.see_element("#present-password-error").await;
        self.look("account-mistake").await;
        self.browser.fill_in("#token-name", "Nightly export / nattlig export").await;
        self.browser.click_on("label[for=token-never]").await;
        self.browser.click_on("[aria-labelledby=tokens-title] [type=submit]").await;
        self.browser.see_element("[aria-labelledby=tokens-title] .banner code").await;
        self.look("account-token").await;
    }
}
