//! `konfid calendar`.

use std::path::Path;
use std::process::ExitCode;

use shared::paths;
use shared::{
    CalendarConnection, CalendarUpdate, ConnectCalendarRequest, Language, MeetingUpdate, MeetingUpdateId,
    MeetingUpdateState,
};

use super::context::CommandContext;
use crate::arguments::CalendarCommand;
use crate::client::Request;
use crate::command_error::{CommandError, DONE, Result};
use crate::output::{self, moment, plain, say};

pub(super) async fn run(command: CalendarCommand, language: Language) -> Result<ExitCode> {
    let context = CommandContext::open(command.target(), language).await?;
    let done = context.run_calendar(command).await;
    context.client.close().await;
    done.map(|()| DONE)
}

impl CommandContext {
    async fn run_calendar(&self, command: CalendarCommand) -> Result<()> {
        match command {
            CalendarCommand::Show(user) => self.show_calendar(&user.user).await,
            CalendarCommand::Connect { url, username, password_file, user } => {
                self.connect(&user.user, url, username, password_file.as_deref()).await
            }
            CalendarCommand::Disconnect(user) => self.disconnect(&user.user).await,
            CalendarCommand::Meetings { state, limit, user } => self.meetings(&user.user, state, limit).await,
            CalendarCommand::Retry(user) => self.retry(&user.user).await,
            CalendarCommand::RetryMeeting { meetings, .. } => {
                self.each(&meetings, paths::meeting_update_retry).await
            }
            CalendarCommand::Undo { meetings, .. } => self.each(&meetings, paths::meeting_update_undo).await,
            CalendarCommand::Messages { folder, user } => self.messages(&user.user, &folder).await,
            CalendarCommand::Message { meeting, .. } => {
                let message =
                    self.client.send_for_text(Request::get(paths::meeting_update_message(meeting))).await?;
                output::line(message.trim_end_matches(['\r', '\n']))
            }
        }
    }

    async fn show_calendar(&self, text: &str) -> Result<()> {
        let user = self.find(text).await?;
        let update: CalendarUpdate = self.client.send(Request::get(paths::user_calendar(user.id))).await?;
        self.tell_update(&update)
    }

    async fn connect(
        &self,
        text: &str,
        url: String,
        username: String,
        password_file: Option<&Path>,
    ) -> Result<()> {
        let password =
            caldav::command::read_password(password_file, self.language).map_err(CommandError::new)?;
        let user = self.find(text).await?;
        let request = ConnectCalendarRequest { url, username, password };
        let request = Request::put(paths::user_calendar(user.id)).json(&request)?;
        let connection: CalendarConnection = self.client.send(request).await?;
        if self.json {
            return output::json(&connection);
        }
        let update: CalendarUpdate = self.client.send(Request::get(paths::user_calendar(user.id))).await?;
        self.tell_update(&update)
    }

    async fn disconnect(&self, text: &str) -> Result<()> {
        let user = self.find(text).await?;
        self.client.send_for_text(Request::delete(paths::user_calendar(user.id))).await?;
        if self.json {
            return Ok(());
        }
        let name = plain(&user.display_name);
        output::line(&say(
            self.language,
            format!("The calendar of {name} has been disconnected, and its password deleted."),
            format!("Kalendern för {name} har kopplats från och lösenordet har raderats."),
        ))
    }

    async fn retry(&self, text: &str) -> Result<()> {
        let user = self.find(text).await?;
        let request = Request::post(paths::user_meeting_updates_retry(user.id));
        let update: CalendarUpdate = self.client.send(request).await?;
        self.tell_update(&update)
    }

    async fn meetings(&self, text: &str, state: Option<MeetingUpdateState>, limit: usize) -> Result<()> {
        let user = self.find(text).await?;
        let headings = [
            ("Identifier", "Identifierare"),
            ("Changed", "Ändrades"),
            ("Status", "Status"),
            ("Meeting", "Möte"),
            ("Begins", "Börjar"),
            ("Reason", "Orsak"),
        ];
        let headings = headings.map(|(english, swedish)| say(self.language, english, swedish));
        let mut table = output::table(headings.each_ref().map(String::as_str));
        let request = Request::get(paths::user_meeting_updates(user.id))
            .maybe_query("state", state.map(MeetingUpdateState::name));
        let listed = self.client.for_each(request, Some(limit), |meeting: MeetingUpdate| {
            if self.json {
                return output::json(&meeting);
            }
            table.add_row([
                meeting.id.to_string(),
                moment(meeting.updated_at),
                state_words(meeting.state, self.language),
                plain(&meeting.summary),
                plain(&meeting.start.as_ref().map(|start| start.in_words(self.language)).unwrap_or_default()),
                self.why(&meeting),
            ]);
            Ok(())
        });
        listed.await?;
        if self.json { Ok(()) } else { output::print_table(&table) }
    }

    async fn messages(&self, text: &str, folder: &Path) -> Result<()> {
        let user = self.find(text).await?;
        let mut meetings = Vec::new();
        let request = Request::get(paths::user_meeting_updates(user.id));
        let listed = self.client.for_each(request, None, |meeting: MeetingUpdate| {
            meetings.extend(meeting.has_message.then_some(meeting.id));
            Ok(())
        });
        listed.await?;
        let trouble = |error: std::io::Error| {
            CommandError::new(say(
                self.language,
                format!("{} could not be written: {error}.", folder.display()),
                format!("Det gick inte att skriva {}: {error}.", folder.display()),
            ))
        };
        if !meetings.is_empty() {
            std::fs::create_dir_all(folder).map_err(trouble)?;
        }
        for meeting in &meetings {
            let message =
                self.client.send_for_text(Request::get(paths::meeting_update_message(*meeting))).await?;
            let file = folder.join(format!("meeting-{meeting}.eml"));
            std::fs::write(&file, message).map_err(trouble)?;
            if self.json {
                output::json(&file)?;
            }
        }
        if self.json {
            return Ok(());
        }
        let count = meetings.len();
        output::line(&match (self.language, count) {
            (Language::En, 1) => "1 message was written. Send it from the organizer's mailbox.".to_owned(),
            (Language::En, _) => {
                format!("{count} messages were written. Send them from the organizer's mailbox.")
            }
            (Language::Sv, 1) => "1 meddelande skrevs. Skicka det från organisatörens brevlåda.".to_owned(),
            (Language::Sv, _) => {
                format!("{count} meddelanden skrevs. Skicka dem från organisatörens brevlåda.")
            }
        })
    }

    /// Why it was refused or failed, or what is left to do about it.
    fn why(&self, meeting: &MeetingUpdate) -> String {
        match &meeting.reason {
            Some(reason) => plain(reason),
            None if !meeting.leftovers.is_empty() => {
                let places = meeting.leftovers.iter().map(|left| format!("{}: {}", left.property, left.text));
                let places = plain(&places.collect::<Vec<_>>().join("; "));
                say(
                    self.language,
                    format!("Looks like the old ID, check by hand: {places}"),
                    format!("Liknar det gamla ID:t, kontrollera för hand: {places}"),
                )
            }
            None if meeting.has_message => say(
                self.language,
                format!(
                    "The calendar server does not notify the invitees: konfid calendar message {}",
                    meeting.id
                ),
                format!("Kalenderservern meddelar inte de inbjudna: konfid calendar message {}", meeting.id),
            ),
            None => String::new(),
        }
    }

    async fn each(&self, meetings: &[MeetingUpdateId], address: fn(MeetingUpdateId) -> String) -> Result<()> {
        for meeting in meetings {
            let after: MeetingUpdate = self.client.send(Request::post(address(*meeting))).await?;
            if self.json {
                output::json(&after)?;
            } else {
                let state = state_words(after.state, self.language);
                output::line(&format!("{}: {state}", plain(&after.summary)))?;
            }
        }
        Ok(())
    }

    fn tell_update(&self, update: &CalendarUpdate) -> Result<()> {
        if self.json {
            return output::json(update);
        }
        let Some(connection) = &update.connection else {
            return output::line(&say(
                self.language,
                "No calendar is connected.",
                "Ingen kalender är ansluten.",
            ));
        };
        let never = || say(self.language, "never", "aldrig");
        let used = connection.last_used_at.map_or_else(never, moment);
        output::line(&format!("{} ({})", plain(&connection.url), plain(&connection.username)))?;
        output::line(&say(
            self.language,
            format!(
                "Connected {} by {}",
                moment(connection.connected_at),
                plain(&connection.connected_by.within_sentence(self.language))
            ),
            format!(
                "Ansluten {} av {}",
                moment(connection.connected_at),
                plain(&connection.connected_by.within_sentence(self.language))
            ),
        ))?;
        output::line(&say(self.language, format!("Last used: {used}"), format!("Användes senast: {used}")))?;
        if let Some(error) = update.last_error.as_deref().or(connection.last_error.as_deref()) {
            output::line(&plain(error))?;
        }
        output::line(&match (update.running, update.due_at) {
            (true, _) => say(self.language, "The meetings are being updated.", "Mötena uppdateras."),
            (false, Some(due)) => say(
                self.language,
                format!("The update begins {}.", moment(due)),
                format!("Uppdateringen börjar {}.", moment(due)),
            ),
            (false, None) => say(self.language, "No update is waiting.", "Ingen uppdatering väntar."),
        })?;
        let mut counts = update.counts;
        for state in MeetingUpdateState::ALL {
            let count = *counts.of_mut(state);
            if count > 0 {
                output::line(&format!("  {count} {}", state_words(state, self.language)))?;
            }
        }
        Ok(())
    }
}

/// What became of a meeting, in words.
fn state_words(state: MeetingUpdateState, language: Language) -> String {
    match state {
        MeetingUpdateState::Pending => say(language, "waiting", "väntar"),
        MeetingUpdateState::Changed => say(language, "updated", "uppdaterat"),
        MeetingUpdateState::PartlyChanged => {
            say(language, "updated in part, to check by hand", "delvis uppdaterat, kontrollera för hand")
        }
        MeetingUpdateState::ToCheck => say(language, "to check by hand", "att kontrollera för hand"),
        MeetingUpdateState::NothingToDo => say(language, "nothing to do", "inget att göra"),
        MeetingUpdateState::Refused => say(language, "cannot be updated", "kan inte uppdateras"),
        MeetingUpdateState::Failed => say(language, "failed", "misslyckades"),
        MeetingUpdateState::Undone => say(language, "undone", "ångrat"),
    }
}
