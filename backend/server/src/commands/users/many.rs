//! The acts on users who are named, and on many in a job.

use std::io::{self, Read as _};
use std::path::Path;
use std::process::ExitCode;

use shared::paths::route;
use shared::{
    ActOnUsersRequest, CountSelectionRequest, Job, JobState, Language, SelectionCounts, SwitchTypeRequest,
    UserFilter, UserSelection, UsersAct,
};

use super::CommandContext;
use crate::arguments::ManyUsersArguments;
use crate::client::Request;
use crate::command_error::{CommandError, DONE, Result};
use crate::commands::jobs::{counts, not_done, wait};
use crate::output::{self, note, say};

/// A byte order mark, with which some editors begin a file.
const BYTE_ORDER_MARK: char = '\u{feff}';

impl CommandContext {
    /// Does something to the users that are named, one after the other, or to many in a job.
    pub(super) async fn act(
        &self,
        mut request: ActOnUsersRequest,
        users: ManyUsersArguments,
    ) -> Result<ExitCode> {
        request.start_at = users.at;
        if users.all || users.query.is_some() {
            let filter = UserFilter { q: users.query, ..UserFilter::default() };
            request.selection = UserSelection::Matching(filter);
            return self.act_in_job(request).await;
        }
        let names = match &users.file {
            Some(file) => read_lines(file, self.language)?,
            None => users.users.clone(),
        };
        let ActOnUsersRequest { act, send_email, reason, .. } = request.clone();
        if users.file.is_some() || users.at.is_some() || act == UsersAct::ChangeNumber {
            let mut ids = Vec::with_capacity(names.len());
            for name in names {
                ids.push(self.find(&name).await?.id);
            }
            request.selection = UserSelection::Ids(ids);
            return self.act_in_job(request).await;
        }
        for user in &users.users {
            match act {
                UsersAct::Enable => self.enable(user, send_email, false).await?,
                UsersAct::Reset => self.reset(user, reason.clone(), send_email, users.confirm).await?,
                UsersAct::Disable => self.disable(user, send_email, users.confirm).await?,
                UsersAct::SendConferenceInfo => self.send_info(user, None).await?,
                UsersAct::ResetPin => self.reset_pin(user, send_email).await?,
                UsersAct::MakeStatic | UsersAct::MakeDynamic | UsersAct::FollowOrganisation => {
                    let request = SwitchTypeRequest {
                        kind: act.conference_id_type().flatten(),
                        reason: reason.clone(),
                        confirm_conference_id: users.confirm,
                        send_email,
                    };
                    self.switch_type(user, &request).await?;
                }
                UsersAct::ChangeNumber => {}
            }
        }
        Ok(DONE)
    }

    async fn act_in_job(&self, request: ActOnUsersRequest) -> Result<ExitCode> {
        let act = request.act;
        if act.has_choice_of_email() {
            self.say_what_emails_say(act.mail_event(), request.send_email).await?;
        }
        self.say_whom_it_concerns(act, &request.selection).await?;
        let job: Job = self.client.send(Request::post(route::USERS_ACT).once().json(&request)?).await?;
        let job = wait(&self.client, job, self.language).await?;
        if job.state == JobState::Scheduled {
            if self.json {
                output::json(&job)?;
            }
            return Ok(not_done(&job, self.language));
        }
        let is_whole = job.state == JobState::Done && job.counts.refused + job.counts.failed == 0;
        if self.json {
            output::json(&job)?;
        } else if is_whole {
            output::line(&done(act, &job, self.language))?;
        } else {
            output::line(&counts(&job, self.language))?;
        }
        Ok(not_done(&job, self.language))
    }

    async fn say_whom_it_concerns(&self, act: UsersAct, selection: &UserSelection) -> Result<()> {
        let request = CountSelectionRequest { selection: selection.clone() };
        let counts: SelectionCounts =
            self.client.send(Request::post(route::USERS_SELECTION).json(&request)?).await?;
        let (concerned, skipped) = (counts.concerned_by(act), counts.skipped_by(act));
        note(&say(
            self.language,
            format!(
                "Users whom this concerns: {concerned}. Others in the selection, who stay as they are: {skipped}."
            ),
            format!(
                "Användare som det här gäller: {concerned}. Övriga i urvalet, som inte påverkas: {skipped}."
            ),
        ));
        Ok(())
    }
}

/// The request for an act on users who are named elsewhere.
pub(super) fn request(act: UsersAct, send_email: Option<bool>, reason: Option<String>) -> ActOnUsersRequest {
    ActOnUsersRequest { send_email, reason, ..ActOnUsersRequest::new(act, UserSelection::Ids(Vec::new())) }
}

/// The users that a file names.
fn read_lines(file: &Path, language: Language) -> Result<Vec<String>> {
    let read = if file == Path::new("-") {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(file)
    };
    let text = read.map_err(|error| {
        let name = file.display();
        CommandError::new(say(
            language,
            format!("{name} cannot be read: {error}"),
            format!("{name} kan inte läsas: {error}"),
        ))
    })?;
    let lines = text.trim_start_matches(BYTE_ORDER_MARK).lines();
    Ok(lines.map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// What became of everybody.
fn done(act: UsersAct, job: &Job, language: Language) -> String {
    let (count, english, swedish) = match act {
        UsersAct::Enable => (
            job.counts.enabled,
            "enabled for dial-in conferencing",
            [
                "aktiverats för konferens med uppringning",
                "Ingen behövde aktiveras för konferens med uppringning.",
            ],
        ),
        UsersAct::Disable => (
            job.counts.disabled,
            "disabled for dial-in conferencing",
            [
                "inaktiverats för konferens med uppringning",
                "Ingen behövde inaktiveras för konferens med uppringning.",
            ],
        ),
        UsersAct::Reset => (
            job.counts.reset,
            "given a new conference ID",
            ["fått ett nytt konferens-ID", "Ingen behövde få ett nytt konferens-ID."],
        ),
        UsersAct::SendConferenceInfo => (
            job.counts.informed,
            "sent the conference info",
            ["fått konferensinformationen", "Ingen behövde få konferensinformationen."],
        ),
        UsersAct::ResetPin => (
            job.counts.changed,
            "given a new PIN",
            ["fått PIN-koden återställd", "Ingen behövde få PIN-koden återställd."],
        ),
        UsersAct::MakeStatic => (
            job.counts.changed,
            "switched to static conference IDs",
            ["fått ett statiskt konferens-ID", "Ingen behövde få ett statiskt konferens-ID."],
        ),
        UsersAct::MakeDynamic => (
            job.counts.changed,
            "switched to dynamic conference IDs",
            ["fått dynamiska konferens-ID:n", "Ingen behövde få dynamiska konferens-ID:n."],
        ),
        UsersAct::FollowOrganisation => (
            job.counts.changed,
            "switched to the organisation’s type of conference IDs",
            [
                "fått organisationens typ av konferens-ID",
                "Ingen behövde få organisationens typ av konferens-ID.",
            ],
        ),
        UsersAct::ChangeNumber => (
            job.counts.changed,
            "given another number of their own",
            ["fått ett annat eget nummer", "Ingen behövde få ett annat eget nummer."],
        ),
    };
    let [swedish, swedish_nobody] = swedish;
    match (language, count) {
        (Language::En, 0) => format!("Nobody had to be {english}."),
        (Language::En, 1) => format!("1 user has been {english}."),
        (Language::En, _) => format!("{count} users have been {english}."),
        (Language::Sv, 0) => swedish_nobody.to_owned(),
        (Language::Sv, _) => format!("{count} användare har {swedish}."),
    }
}
