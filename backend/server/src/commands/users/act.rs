//! What changes a user's conference ID, or tells of it.

use shared::paths::{self, route};
use shared::{
    ChangeBridgeRequest, ConferenceId, EmailAddress, EnableUserRequest, MailEvent, ResetConferenceIdRequest,
    SendConferenceInfoRequest, Session, SettingsReport, User, UserActionRequest,
};

use super::CommandContext;
use crate::arguments::MailArguments;
use crate::client::Request;
use crate::command_error::Result;
use crate::output::{self, moment, note, plain, say};

impl CommandContext {
    pub(super) async fn enable(
        &self,
        text: &str,
        send_email: Option<bool>,
        replace_provider: bool,
    ) -> Result<()> {
        let user = self.find(text).await?;
        let request = Request::post(paths::user_enable(user.id)).once().if_match(user.version);
        let after: User =
            self.client.send(request.json(&EnableUserRequest { send_email, replace_provider })?).await?;
        self.tell(&after, |name| match after.conference_id.map(ConferenceId::grouped) {
            Some(id) => say(
                self.language,
                format!("{name} is enabled for dial-in conferencing, with the conference ID {id}."),
                format!("{name} är aktiverad för konferens med uppringning, med konferens-ID {id}."),
            ),
            None => say(
                self.language,
                format!("{name} is enabled for dial-in conferencing; each meeting gets a conference ID of its own."),
                format!("{name} är aktiverad för konferens med uppringning. Varje möte får ett eget konferens-ID."),
            ),
        })?;
        self.tell_of_mail(&user, &after).await
    }

    pub(super) async fn disable(
        &self,
        text: &str,
        send_email: Option<bool>,
        confirm_conference_id: Option<ConferenceId>,
    ) -> Result<()> {
        let user = self.find(text).await?;
        let request = UserActionRequest { send_email, confirm_conference_id };
        let request =
            Request::post(paths::user_disable(user.id)).once().if_match(user.version).json(&request)?;
        let after: User = self.client.send(request).await?;
        self.tell(&after, |name| {
            say(
                self.language,
                format!("{name} is disabled for dial-in conferencing; the conference ID no longer works."),
                format!("{name} är inaktiverad för konferens med uppringning; konferens-ID:t fungerar inte längre."),
            )
        })?;
        self.tell_of_mail(&user, &after).await?;
        self.tell_of_undo(&after)
    }

    pub(super) async fn reset(
        &self,
        text: &str,
        reason: Option<String>,
        send_email: Option<bool>,
        confirm_conference_id: Option<ConferenceId>,
    ) -> Result<()> {
        let user = self.find(text).await?;
        let request = ResetConferenceIdRequest { reason, send_email, confirm_conference_id };
        let request = Request::post(paths::conference_id_reset(user.id))
            .once()
            .if_match(user.version)
            .json(&request)?;
        let after: User = self.client.send(request).await?;
        self.tell(&after, |name| self.new_id(name, &user, &after))?;
        self.tell_of_mail(&user, &after).await?;
        self.tell_of_undo(&after)
    }

    pub(super) async fn move_to(&self, text: &str, request: &ChangeBridgeRequest) -> Result<()> {
        let (user, bridge) = (self.find(text).await?, request.bridge);
        let request =
            Request::post(paths::user_bridge(user.id)).once().if_match(user.version).json(request)?;
        let after: User = self.client.send(request).await?;
        self.tell(&after, |name| match after.conference_id.map(ConferenceId::grouped) {
            Some(id) => say(
                self.language,
                format!("{name} is on bridge {bridge} and has the conference ID {id} there."),
                format!("{name} finns på brygga {bridge} och har konferens-ID {id} där."),
            ),
            None => say(
                self.language,
                format!("{name} is on bridge {bridge}."),
                format!("{name} finns på brygga {bridge}."),
            ),
        })?;
        self.tell_of_mail(&user, &after).await
    }

    /// Until when a reset or disabling can be undone, and how.
    pub(in crate::commands) fn tell_of_undo(&self, after: &User) -> Result<()> {
        match after.undo {
            Some(undo) if !self.json => {
                let (until, name) = (moment(undo.until), &after.user_principal_name);
                output::line(&say(
                    self.language,
                    format!("It can be undone until {until}: konfid user undo {name}"),
                    format!("Det kan ångras till {until}: konfid user undo {name}"),
                ))
            }
            _ => Ok(()),
        }
    }

    pub(super) async fn undo(&self, text: &str, mail: MailArguments) -> Result<()> {
        let user = self.find(text).await?;
        let request = UserActionRequest { send_email: mail.send_email(), ..UserActionRequest::default() };
        let request =
            Request::post(paths::conference_id_undo(user.id)).once().if_match(user.version).json(&request)?;
        let after: User = self.client.send(request).await?;
        self.tell(&after, |name| {
            if user.dial_in_enabled {
                self.new_id(name, &user, &after)
            } else {
                self.enabled_again(name, &after)
            }
        })?;
        self.tell_of_mail(&user, &after).await
    }

    /// Sends the info of each user to one address.
    pub(super) async fn send_info_to(&self, users: &[String], to: &EmailAddress) -> Result<()> {
        for user in users {
            self.send_info(user, Some(to)).await?;
        }
        Ok(())
    }

    pub(super) async fn send_info(&self, text: &str, to: Option<&EmailAddress>) -> Result<()> {
        let user = self.find(text).await?;
        let request = SendConferenceInfoRequest { address: to.cloned() };
        let after: User = self
            .client
            .send(Request::post(paths::send_conference_info(user.id)).once().json(&request)?)
            .await?;
        if self.json {
            return output::json(&after);
        }
        self.warn_if_nothing_leaves().await?;
        let recipient = to.unwrap_or_else(|| after.mail_recipient(MailEvent::ConferenceInfo));
        let recipient = plain(recipient.as_str());
        output::line(&say(
            self.language,
            format!("The conference info goes to {recipient}. It never includes the PIN."),
            format!("Konferensinformationen går till {recipient}. Den innehåller aldrig PIN-koden."),
        ))
    }

    pub(super) async fn send_link(&self, text: &str) -> Result<()> {
        let user = self.find(text).await?;
        let after: User = self.client.send(Request::post(paths::user_organizer_link(user.id)).once()).await?;
        if self.json {
            return output::json(&after);
        }
        self.warn_if_nothing_leaves().await?;
        let recipient = plain(after.primary_email.as_str());
        output::line(&say(
            self.language,
            format!(
                "The link goes to {recipient}. It works once, for an hour after the email has been sent."
            ),
            format!(
                "Länken går till {recipient}. Den fungerar en gång, i en timme efter att meddelandet har skickats."
            ),
        ))
    }

    fn enabled_again(&self, name: &str, after: &User) -> String {
        let id = after.conference_id.map(ConferenceId::grouped).unwrap_or_default();
        say(
            self.language,
            format!("{name} is enabled again, with the same conference ID {id}."),
            format!("{name} är aktiverad igen, med samma konferens-ID {id}."),
        )
    }

    pub(in crate::commands) fn new_id(&self, name: &str, before: &User, after: &User) -> String {
        let id = after.conference_id.map(ConferenceId::grouped).unwrap_or_default();
        let old = before.conference_id.map(ConferenceId::grouped).unwrap_or_default();
        say(
            self.language,
            format!("{name} now has the conference ID {id}. {old} no longer works."),
            format!("{name} har nu konferens-ID {id}. {old} fungerar inte längre."),
        )
    }

    /// Says what a user has become: as JSON, or in words around the name.
    pub(in crate::commands) fn tell(&self, user: &User, words: impl FnOnce(&str) -> String) -> Result<()> {
        if self.json {
            return output::json(user);
        }
        output::line(&words(&format!(
            "{} ({})",
            plain(&user.display_name),
            plain(user.user_principal_name.as_str())
        )))
    }

    /// Says whether a mail goes out.
    pub(in crate::commands) async fn tell_of_mail(&self, before: &User, after: &User) -> Result<()> {
        if self.json {
            return Ok(());
        }
        let before = before.latest_mail.map(|mail| mail.id);
        let is_new = after.latest_mail.is_some_and(|mail| Some(mail.id) != before);
        let address = plain(after.primary_email.as_str());
        if !is_new {
            return output::line(&say(self.language, "No email is sent.", "Ingen e-post skickas."));
        }
        if let Some(why) = self.why_nothing_leaves().await? {
            return output::line(&say(
                self.language,
                format!("The email to {address} is not sent now. {why}"),
                format!("Meddelandet till {address} skickas inte nu. {why}"),
            ));
        }
        output::line(&say(
            self.language,
            format!("An email goes to {address}."),
            format!("Ett meddelande går till {address}."),
        ))
    }

    /// Why emails do not leave, if they do not.
    async fn why_nothing_leaves(&self) -> Result<Option<&'static str>> {
        let session: Session = self.client.send(Request::get(route::SESSION)).await?;
        Ok(session.mail_health.and_then(|health| health.explain(self.language)))
    }

    /// After a promise that something goes out: that it does not now.
    async fn warn_if_nothing_leaves(&self) -> Result<()> {
        if let Some(why) = self.why_nothing_leaves().await? {
            note(why);
        }
        Ok(())
    }

    /// Before many emails are sent: what they would say, and what is missing.
    pub(super) async fn say_what_emails_say(&self, event: MailEvent, send_email: Option<bool>) -> Result<()> {
        let report: SettingsReport = self.client.send(Request::get(route::SETTINGS)).await?;
        let readiness = &report.mail_readiness;
        if send_email.unwrap_or(report.settings.sends_automatically(event)) {
            note(&plain(&readiness.summary(None, self.language)));
            for warning in &readiness.warnings {
                note(&readiness.explain(*warning, self.language));
            }
        }
        Ok(())
    }
}
