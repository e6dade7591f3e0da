//! Checking, suggesting and choosing conference IDs.

use std::process::ExitCode;

use shared::Describe as _;
use shared::{
    BridgeId, ChooseConferenceIdRequest, ConferenceId, ConferenceIdAvailability, Suggestion, User, UserId,
    Verdict, paths,
};

use crate::arguments::{ChoiceArguments, ForWhom, MailArguments};
use crate::client::Request;
use crate::command_error::{DONE, Result};
use crate::commands::context::CommandContext;
use crate::output::{self, plain, say};

/// The exit code for an ID that cannot be chosen.
const NOT_AVAILABLE: u8 = 2;

impl CommandContext {
    /// The bridge that is meant, and the user.
    async fn whose(&self, whose: ForWhom) -> Result<(BridgeId, Option<UserId>)> {
        let user = match &whose.user {
            Some(text) => Some(self.find(text).await?),
            None => None,
        };
        let bridge = whose.bridge.or(user.as_ref().map(|user| user.bridge)).unwrap_or(BridgeId::FIRST);
        Ok((bridge, user.map(|user| user.id)))
    }

    pub(super) async fn check(&self, id: ConferenceId, whose: ForWhom) -> Result<ExitCode> {
        let (bridge, user) = self.whose(whose).await?;
        let request = Request::get(paths::conference_id_availability(bridge, id)).maybe_query("user", user);
        let found: ConferenceIdAvailability = self.client.send(request).await?;
        if self.json {
            output::json(&found)?;
        } else {
            output::line(&format!("{}: {}", id.grouped(), found.verdict.describe(self.language)))?;
            for finding in &found.findings {
                output::line(&format!("  {}", plain(&finding.describe(self.language))))?;
            }
        }
        Ok(match found.verdict {
            Verdict::Available | Verdict::NeedsYes => DONE,
            Verdict::NotAvailable => ExitCode::from(NOT_AVAILABLE),
        })
    }

    pub(super) async fn suggest(&self, near: Option<String>, seed: u16, whose: ForWhom) -> Result<()> {
        let (bridge, user) = self.whose(whose).await?;
        let request = Request::get(paths::conference_id_suggestions(bridge))
            .maybe_query("user", user)
            .maybe_query("near", near)
            .query("seed", seed);
        let suggestions: Vec<Suggestion> = self.client.send(request).await?;
        for suggestion in &suggestions {
            if self.json {
                output::json(suggestion)?;
                continue;
            }
            let reason = plain(&suggestion.describe(self.language));
            let warning = if suggestion.look_alike {
                say(self.language, "; looks like one that is in use", "; liknar ett som används")
            } else {
                String::new()
            };
            output::line(&format!("{}  {reason}{warning}", suggestion.conference_id.grouped()))?;
        }
        Ok(())
    }

    pub(super) async fn choose(
        &self,
        text: &str,
        conference_id: ConferenceId,
        yes: ChoiceArguments,
        mail: MailArguments,
    ) -> Result<()> {
        let user = self.find(text).await?;
        let request = ChooseConferenceIdRequest {
            conference_id,
            reason: yes.reason,
            send_email: mail.send_email(),
            accept_guessable: yes.accept_guessable,
            accept_look_alike: yes.accept_look_alike,
            reservation: yes.reservation,
            confirm_conference_id: yes.confirm,
        };
        let request = Request::post(paths::conference_id_choose(user.id))
            .once()
            .if_match(user.version)
            .json(&request)?;
        let after: User = self.client.send(request).await?;
        if after.version == user.version {
            return self.tell(&after, |name| {
                let id = conference_id.grouped();
                say(
                    self.language,
                    format!("{name} has the conference ID {id} already."),
                    format!("{name} har redan konferens-ID {id}."),
                )
            });
        }
        self.tell(&after, |name| self.new_id(name, &user, &after))?;
        self.tell_of_mail(&user, &after).await?;
        self.tell_of_undo(&after)
    }
}
