//! The part of the tour that an organizer sees.

use serde_json::json;

use super::super::support::{
    CALENDAR_NAME, CALENDAR_PASSWORD, CalendarServer, Key, address, meeting, organizer_link, pin_link,
};
use super::Visitor;

impl Visitor {
    /// An organizer's own page, in each of its states. Nobody is signed in as an administrator.
    pub(super) async fn organizer(&mut self) {
        const WHO: &str = "Kajsa Kalender";
        let user = self.house.add_user(WHO, true);
        let user = user["id"].as_str().unwrap_or_default().to_owned();
        self.go("/organizer", "#organizer-address").await;
        self.browser.click_on(".gate-card [type=submit]").await;
        self.browser.see_element("#organizer-address-error").await;
        self.look("organizer-mistake").await;
        self.browser.fill_in("#organizer-address", &address(WHO)).await;
        self.browser.click_on(".gate-card [type=submit]").await;
        self.browser.see_element("#link-sent").await;
        self.look("organizer-link-sent").await;
        self.go("/organizer#token=not-a-token", ".gate-card .button-primary").await;
        self.look("organizer-link").await;
        self.browser.click_on(".gate-card .button-primary").await;
        self.browser.see_element(".gate-card .banner-danger ~ form, .gate-card [role=alert] ~ form").await;
        self.look("organizer-link-invalid").await;

        self.pin(WHO, &user).await;
        self.open_link(WHO).await;
        self.browser.click_on(".gate-card .button-primary").await;
        self.browser.see_element(".calendar .button-primary").await;
        self.look("organizer").await;
        let calendar = CalendarServer::start();
        let id = self.house.user(WHO)["conferenceId"].as_str().unwrap_or_default().to_owned();
        for name in ["vår", "höst"] {
            calendar.put(name, &meeting(name, &address(WHO), &format!("Conference ID: {id}#")));
        }
        let version = self.house.user(WHO)["version"].as_u64().unwrap_or_default();
        let reset = format!("/api/v1/users/{user}/conference-id/reset");
        let answer = self.house.client().post_version(&reset, version, &json!({}));
        assert_eq!(answer.expect("no answer came").status, 200);
        self.browser.reload().await;
        self.browser.click_on(".calendar .button-primary").await;
        self.browser.see_element("dialog[open] #calendar-url").await;
        self.browser.fill_in("#calendar-url", "ftp://vintergatan.example").await;
        self.browser.fill_in("#calendar-name", CALENDAR_NAME).await;
        self.browser.fill_in("#calendar-password", CALENDAR_PASSWORD).await;
        self.browser.click_on("dialog[open] [type=submit]").await;
        self.browser.see_element("dialog[open] .banner-danger").await;
        self.look("organizer-connect-mistake").await;
        self.browser.fill_in("#calendar-url", &calendar.url).await;
        self.browser.click_on("dialog[open] [type=submit]").await;
        self.browser.see_no_dialog().await;
        // Both meetings are mended, and the first chip shows them.
        self.browser
            .until("return document.querySelector('.calendar .chip')?.textContent.endsWith('2')", vec![])
            .await;
        self.browser.click_on(".calendar .chip").await;
        self.browser.see_element(".meeting a[download]").await;
        self.browser.click_on(".organizer summary").await;
        self.look("organizer-connected").await;

        // The session ends.
        let sign_out = "const done = arguments[arguments.length - 1];
            fetch('/api/v1/organizer/session', { method: 'DELETE' }).then((answer) => done(answer.status))";
        assert_eq!(self.browser.run_async(sign_out, vec![]).await, json!(204));
        self.browser.click_on(".meeting button").await;
        self.browser.see_element("dialog[open] #organizer-address").await;
        self.look("organizer-session-ended").await;
        self.browser.press(Key::Escape).await;
        self.browser.see_no_dialog().await;
        self.look("organizer-session-ended-closed").await;

        let who = self.house.user("Nora Nästan");
        let path = format!("/api/v1/users/{}/organizer-link", who["id"].as_str().unwrap_or_default());
        assert_eq!(self.house.client().post(&path, &json!({})).status, 200);
        self.open_link("Nora Nästan").await;
        self.browser.click_on(".gate-card .button-primary").await;
        self.browser.see_element("#own-id").await;
        self.look("organizer-not-enabled").await;
    }

    /// The page of a link to a PIN, in each of its states.
    async fn pin(&mut self, name: &str, user: &str) {
        self.go("/pin", ".gate-card h1").await;
        self.look("pin-no-link").await;
        let reset = format!("/api/v1/users/{user}/pin/reset");
        assert_eq!(self.house.client().post(&reset, &json!({"sendEmail": true})).status, 200);
        let link = pin_link(&self.house, name, 1).await;
        let link = link.replace("lang=en", &format!("lang={}", self.language));
        self.browser.go(&link).await;
        self.browser.see_element(".gate-card .button-primary").await;
        self.look("pin-link").await;
        self.browser.click_on(".gate-card .button-primary").await;
        self.browser.see_element("[data-pin]").await;
        self.look("pin").await;
        self.go("/organizer", "#organizer-address").await;
        self.browser.go(&link).await;
        self.browser.see_element(".gate-card strong").await;
        self.look("pin-link-used").await;
    }

    /// Opens the link in the mail, in the language of the tour.
    async fn open_link(&self, name: &str) {
        let link = organizer_link(&self.house, name, 1).await;
        self.browser.go(&link.replace("lang=en", &format!("lang={}", self.language))).await;
    }
}
