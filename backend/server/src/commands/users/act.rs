//! What changes a user's conference ID, or tells of it.

use std::process::ExitCode;

use shared::paths::{self, route};
use shared::{
    ConferenceId, EnableUsersRequest, Job, JobState, Language, ResetConferenceIdRequest, Session,
    SettingsReport, User, UserActionRequest, UserFilter, UserSelection,
};

use super::CommandContext;
use crate::arguments::MailArguments;
use crate::client::Request;
use crate::command_error::{DONE, Result};
use crate::commands::jobs::{counts, not_done, wait};
use crate::output::{self, moment, note, plain, say};

impl CommandContext {
    pub(super) async fn enable(
        &self,
        users: &[String],
        many: Option<UserFilter>,
        mail: MailArguments,
    ) -> Result<ExitCode> {
        let send_email = mail.send_email();
        if let Some(filter) = many {
            return self.enable_all(filter, send_email).await;
        }
        for text in users {
            let user = self.find(text).await?;
            let request = Request::post(paths::user_enable(user.id)).once().if_match(user.version);
            let after: User = self.client.send(request.json(&UserActionRequest { send_email })?).await?;
            self.tell(&after, |name| {
                let id = after.conference_id.map(ConferenceId::grouped).unwrap_or_default();
                say(
                    self.language,
                    format!("{name} is enabled for dial-in conferencing, with the conference ID {id}."),
                    format!("{name} är aktiverad för konferens med uppringning, med konferens-ID {id}."),
                )
            })?;
            self.tell_of_mail(&user, &after).await?;
        }
        Ok(DONE)
    }

    async fn enable_all(&self, filter: UserFilter, send_email: Option<bool>) -> Result<ExitCode> {
        self.say_what_emails_say(send_email).await?;
        let selection = UserSelection::Matching(filter);
        let request = EnableUsersRequest { selection, send_email };
        let job: Job = self.client.send(Request::post(route::USERS_ENABLE).once().json(&request)?).await?;
        let job = wait(&self.client, job, self.language).await?;
        let count = job.counts.conference_ids;
        let is_whole = job.state == JobState::Done && job.counts.refused + job.counts.failed == 0;
        if self.json {
            output::json(&job)?;
        } else if !is_whole {
            output::line(&counts(&job, self.language))?;
        } else {
            output::line(&match (self.language, count) {
                (Language::En, 0) => "Nobody had to be enabled for dial-in conferencing.".to_owned(),
                (Language::En, 1) => "1 user has been enabled for dial-in conferencing.".to_owned(),
                (Language::En, _) => format!("{count} users have been enabled for dial-in conferencing."),
                (Language::Sv, 0) => "Ingen behövde aktiveras för konferens med uppringning.".to_owned(),
                (Language::Sv, 1) => "1 användare har aktiverats för konferens med uppringning.".to_owned(),
                (Language::Sv, _) => {
                    format!("{count} användare har aktiverats för konferens med uppringning.")
                }
            })?;
        }
        Ok(not_done(&job, self.language))
    }

    pub(super) async fn disable(&self, text: &str, mail: MailArguments) -> Result<()> {
        let user = self.find(text).await?;
        let request = UserActionRequest { send_email: mail.send_email() };
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
        self.tell_of_mail(&user, &after).await
    }

    pub(super) async fn reset(&self, text: &str, reason: Option<String>, mail: MailArguments) -> Result<()> {
        let user = self.find(text).await?;
        let request = ResetConferenceIdRequest { reason, send_email: mail.send_email() };
        let request = Request::post(paths::conference_id_reset(user.id))
            .once()
            .if_match(user.version)
            .json(&request)?;
        let after: User = self.client.send(request).await?;
        self.tell(&after, |name| self.new_id(name, &user, &after))?;
        self.tell_of_mail(&user, &after).await?;
        match after.undo {
            Some(undo) if !self.json => output::line(&say(
                self.language,
                format!(
                    "It can be undone until {}: konfid user undo {}",
                    moment(undo.until),
                    after.user_principal_name
                ),
                format!(
                    "Det kan ångras till {}: konfid user undo {}",
                    moment(undo.until),
                    after.user_principal_name
                ),
            )),
            _ => Ok(()),
        }
    }

    pub(super) async fn undo(&self, text: &str, mail: MailArguments) -> Result<()> {
        let user = self.find(text).await?;
        let request = UserActionRequest { send_email: mail.send_email() };
        let request =
            Request::post(paths::conference_id_undo(user.id)).once().if_match(user.version).json(&request)?;
        let after: User = self.client.send(request).await?;
        self.tell(&after, |name| self.new_id(name, &user, &after))?;
        self.tell_of_mail(&user, &after).await
    }

    pub(super) async fn send_info(&self, text: &str) -> Result<()> {
        let user = self.find(text).await?;
        let after: User =
            self.client.send(Request::post(paths::send_conference_info(user.id)).once()).await?;
        if self.json {
            return output::json(&after);
        }
        self.warn_if_nothing_leaves().await?;
        let recipient = plain(after.primary_email.as_str());
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

    fn new_id(&self, name: &str, before: &User, after: &User) -> String {
        let id = after.conference_id.map(ConferenceId::grouped).unwrap_or_default();
        let old = before.conference_id.map(ConferenceId::grouped).unwrap_or_default();
        say(
            self.language,
            format!("{name} now has the conference ID {id}. {old} no longer works."),
            format!("{name} har nu konferens-ID {id}. {old} fungerar inte längre."),
        )
    }

    /// Says what a user has become: as JSON, or in words around the name.
    pub(super) fn tell(&self, user: &User, words: impl FnOnce(&str) -> String) -> Result<()> {
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
    async fn tell_of_mail(&self, before: &User, after: &User) -> Result<()> {
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
    async fn say_what_emails_say(&self, send_email: Option<bool>) -> Result<()> {
        let report: SettingsReport = self.client.send(Request::get(route::SETTINGS)).await?;
        let readiness = &report.mail_readiness;
        if send_email.unwrap_or(report.settings.automatic_mails) {
            note(&plain(&readiness.summary(None, self.language)));
            for warning in &readiness.warnings {
                note(&readiness.explain(*warning, self.language));
            }
        }
        Ok(())
    }
}
