//! The part of the tour that shows meetings: the planned ones, and the tool that updates those in calendars.

use super::super::support::{Key, sample};
use super::Visitor;

const SUBMIT: &str = "dialog[open] [type=submit]";

impl Visitor {
    /// The meeting update tool, and the connected calendar in the action pane.
    pub(super) async fn meetings(&mut self) {
        self.go("/update-meetings#old=8271964&new=5093817&address=anna@vintergatan.example", "#new-id").await;
        self.look("meetings").await;
        self.browser.choose_file("#calendar-files", &sample("calendar.ics")).await;
        self.browser.see_element(".meeting .diff").await;
        self.look("meetings-found").await;
        self.browser.click_on("#meetings-result ~ .chips .chip:last-child").await;
        self.browser.see_element(".meeting-reason").await;
        self.look("meetings-refused").await;
        self.browser.fill_in("#new-id", "0").await;
        self.browser.click_on(".drop ~ .actions .button").await;
        self.browser.see_element("#new-id-error").await;
        self.look("meetings-mistake").await;
        self.browser.fill_in("#new-id", "5093817").await;
        self.browser.click_on("#meetings-where ~ .chips .chip:last-child").await;
        self.browser.fill_in("#invitation", "Conference ID: 827 196 4#").await;
        self.browser.click_on("form [type=submit]").await;
        self.browser.see_element(".pasted").await;
        self.look("meetings-pasted").await;
        self.go(&self.user("Abigail Thornbury"), ".calendar .button").await;
        self.dialog(".calendar .button-quiet", "dialog-connect-calendar").await;
        self.planned_meetings().await;
    }

    /// The list, the form with a mistake, one meeting, and the question before it is cancelled.
    async fn planned_meetings(&mut self) {
        self.go("/meetings", ".state").await;
        self.look("planned-none").await;
        self.browser.click_on("#plan-meeting").await;
        self.browser.see_element(".meeting-organizers input").await;
        self.look("dialog-plan-meeting").await;
        self.browser.click_on(".meeting-organizers input").await;
        self.browser.fill_in("#meeting-subject", "Kvartalsuppföljning med alla avdelningschefer").await;
        let times = "for (const [id, value] of [['meeting-start', '2099-12-01T10:00'], ['meeting-end', '2099-12-01T11:00']]) { \
                     const field = document.getElementById(id); field.value = value; \
                     field.dispatchEvent(new Event('input', {bubbles: true})); }";
        self.browser.run(times).await;
        self.browser.fill_in("#meeting-zone", "Europe/Stockholm").await;
        self.browser.select("#meeting-repeats", "other").await;
        self.browser.fill_in("#meeting-rule", "FREQ=HOURLY").await;
        self.browser.click_on(SUBMIT).await;
        self.browser.see_element("#meeting-rule-error").await;
        self.look("dialog-plan-mistake").await;
        self.browser.fill_in("#meeting-rule", "FREQ=MONTHLY;BYMONTHDAY=1").await;
        self.browser.click_on(SUBMIT).await;
        self.browser.see_element("#meeting-calendar").await;
        self.look("dialog-planned-meeting").await;
        self.browser.click_on("dialog[open] .button-danger").await;
        self.browser.see_element("#cancel-meeting").await;
        self.look("dialog-cancel-meeting").await;
        self.browser.press(Key::Escape).await;
        self.browser.see_no_dialog().await;
        self.browser.see_element("tbody .link-button").await;
        self.look("planned").await;
    }
}
