//! Users' organizer PINs.

use std::process::ExitCode;

use shared::{OrganizerPinReport, PinLink, PinLinkState, User, UserActionRequest, UsersAct, paths};

use super::CommandContext;
use super::many::request;
use crate::arguments::{OneUserArguments, PinCommand};
use crate::client::Request;
use crate::command_error::{DONE, Result};
use crate::output::{self, moment, say};

impl CommandContext {
    pub(super) async fn pin(&self, command: PinCommand) -> Result<ExitCode> {
        match command {
            PinCommand::Reset { mail, users } => {
                return self.act(request(UsersAct::ResetPin, mail.send_email(), None), users).await;
            }
            PinCommand::Remove(OneUserArguments { user, .. }) => self.remove_pin(&user).await,
            PinCommand::ShowState(OneUserArguments { user, .. }) => self.show_pin(&user).await,
        }
        .map(|()| DONE)
    }

    pub(super) async fn reset_pin(&self, text: &str, send_email: Option<bool>) -> Result<()> {
        let user = self.find(text).await?;
        let request = Request::post(paths::user_pin_reset(user.id)).once().if_match(user.version);
        let after: User = self
            .client
            .send(request.json(&UserActionRequest { send_email, ..UserActionRequest::default() })?)
            .await?;
        self.tell(&after, |name| {
            say(
                self.language,
                format!("The PIN of {name} has been reset. The old one no longer works."),
                format!("PIN-koden för {name} är återställd. Den gamla fungerar inte längre."),
            )
        })?;
        self.tell_of_mail(&user, &after).await
    }

    async fn remove_pin(&self, text: &str) -> Result<()> {
        let user = self.find(text).await?;
        let request = Request::delete(paths::user_pin(user.id)).once().if_match(user.version);
        let after: User = self.client.send(request).await?;
        self.tell(&after, |name| {
            say(self.language, format!("{name} has no PIN now."), format!("{name} har nu ingen PIN-kod."))
        })
    }

    async fn show_pin(&self, text: &str) -> Result<()> {
        let user = self.find(text).await?;
        let report: OrganizerPinReport = self.client.send(Request::get(paths::user_pin(user.id))).await?;
        if self.json {
            return output::json(&report);
        }
        output::line(&match report.set_at {
            Some(set_at) => {
                let set_at = moment(set_at);
                say(
                    self.language,
                    format!("The PIN was set {set_at}."),
                    format!("PIN-koden angavs {set_at}."),
                )
            }
            None => say(self.language, "There is no PIN.".to_owned(), "Det finns ingen PIN-kod.".to_owned()),
        })?;
        match report.link {
            Some(link) => output::line(&self.link_in_words(&link)),
            None => Ok(()),
        }
    }

    fn link_in_words(&self, link: &PinLink) -> String {
        let (expires, opened) = (moment(link.expires_at), link.opened_at.map(moment).unwrap_or_default());
        match link.state {
            PinLinkState::Ready => say(
                self.language,
                format!("The link has not been opened. It works until {expires}."),
                format!("Länken har inte öppnats. Den fungerar till {expires}."),
            ),
            PinLinkState::Opened => say(
                self.language,
                format!("The link was opened {opened}."),
                format!("Länken öppnades {opened}."),
            ),
            PinLinkState::Expired => say(
                self.language,
                format!("The link expired {expires}; nobody had opened it."),
                format!("Länken gick ut {expires} utan att ha öppnats."),
            ),
        }
    }
}
