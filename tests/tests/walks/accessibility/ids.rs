//! The part of the tour that shows what is behind *More actions*, and what is done later or to everybody.

use serde_json::json;

use super::super::support::Key;
use super::Visitor;

impl Visitor {
    /// Every dialog behind *More actions*.
    pub(super) async fn dialogs_about_ids(&mut self) {
        let user = self.user("Astrid Månström");
        self.go(&user, ".conference-id").await;
        for (button, name) in [
            ("#id-actions .button:nth-child(1)", "dialog-choose"),
            ("#id-actions .button:nth-child(3)", "dialog-hand-over"),
            ("#change-id-type", "dialog-id-type"),
            ("#change-id-type ~ button", "dialog-provider"),
            ("#change-id-type ~ button ~ button", "dialog-other-address"),
            (".pin-part .button", "dialog-pin-reset"),
        ] {
            self.dialog(button, name).await;
        }
    }

    /// A reset that is scheduled: the choice of the time, the job, its new time, and what the user's pane says.
    pub(super) async fn later(&mut self) {
        let user = self.house.user("Astrid Månström");
        let who = format!("/users/{}", user["id"].as_str().unwrap_or_default());
        self.go(&who, ".conference-id").await;
        self.browser.click_on(".conference-id .button:not(.button-quiet)").await;
        self.browser.click_on("label[for=when-later]").await;
        self.browser.see_element("#when-time").await;
        self.look("dialog-reset-later").await;
        self.browser.press(Key::Escape).await;
        self.browser.see_no_dialog().await;
        let in_a_week = "return new Date(Date.now() + 7 * 86400000).toISOString()";
        let request = json!({
            "act": "reset",
            "selection": { "ids": [user["id"]] },
            "startAt": self.browser.run(in_a_week).await,
            "reason": "Printed in a brochure",
        });
        let job = self.house.client().post("/api/v1/users/act", &request);
        assert_eq!(job.status, 202);
        self.go(&who, "[data-scheduled]").await;
        self.look("user-scheduled").await;
        self.browser.click_on("[data-scheduled] a").await;
        self.browser.see_element("main .actions .button").await;
        self.look("job-scheduled").await;
        self.dialog("main .stack > .actions .button", "dialog-reschedule").await;
        self.go("/users", "tr.user-row").await;
        self.browser.click_on("thead label.select").await;
        let acts = [
            ("Reset", "dialog-reset-many"),
            ("MakeDynamic", "dialog-type-of-many"),
            ("ChangeNumber", "dialog-number-of-many"),
        ];
        for (act, name) in acts {
            self.dialog(&format!(".selection-bar [data-act={act}]"), name).await;
        }
    }

    /// What switching the organisation would do.
    pub(super) async fn switching(&mut self) {
        self.go("/settings", "#id-type").await;
        self.dialog("#switch-id-type-of-all", "dialog-switch-all").await;
        self.dialog("#align-id-type", "dialog-align-all").await;
    }
}
