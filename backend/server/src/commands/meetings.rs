//! `konfid meeting`.

use std::path::Path;
use std::process::ExitCode;

use shared::paths::{self, route};
use shared::{
    CreateMeetingRequest, Language, Meeting, MeetingDetails, MeetingFilter, MeetingId, MeetingSchedule,
    MeetingStart, MeetingState, UpdateMeetingRequest,
};

use super::context::CommandContext;
use crate::arguments::{MeetingChangeArguments, MeetingCommand};
use crate::client::Request;
use crate::command_error::{CommandError, DONE, Result};
use crate::output::{self, moment, plain, say};

pub(super) async fn run(command: MeetingCommand, language: Language) -> Result<ExitCode> {
    let context = CommandContext::open(command.target(), language).await?;
    let done = context.run_meeting(command).await;
    context.client.close().await;
    done.map(|()| DONE)
}

impl CommandContext {
    async fn run_meeting(&self, command: MeetingCommand) -> Result<()> {
        match command {
            MeetingCommand::Create { organizer, subject, start, end, time_zone, recurrence, .. } => {
                let organizer = self.find(&organizer).await?.id;
                let schedule = MeetingSchedule { start, end, time_zone, recurrence };
                let request = CreateMeetingRequest { organizer: Some(organizer), subject, schedule };
                let request = Request::post(route::MEETINGS).once().json(&request)?;
                self.tell_meeting(&self.client.send(request).await?)
            }
            MeetingCommand::List { organizer, state, conference_id_type, limit, .. } => {
                let filter = MeetingFilter { state, conference_id_type };
                self.list_meetings(organizer.as_deref(), filter, limit).await
            }
            MeetingCommand::Show { meeting, .. } => self.tell_meeting(&self.meeting(meeting).await?),
            MeetingCommand::Update { meeting, changes, .. } => {
                let before = self.meeting(meeting).await?.meeting;
                let request = changed(changes, before.schedule);
                let request =
                    Request::patch(paths::meeting(meeting)).once().if_match(before.version).json(&request)?;
                self.tell_meeting(&self.client.send(request).await?)
            }
            MeetingCommand::Cancel { meetings, .. } => {
                for meeting in meetings {
                    let cancelled: MeetingDetails =
                        self.client.send(Request::delete(paths::meeting(meeting))).await?;
                    if self.json {
                        output::json(&cancelled)?;
                    } else {
                        let (subject, state) = (plain(&cancelled.meeting.subject), cancelled.meeting.state);
                        output::line(&format!("{subject}: {}", state.words(self.language)))?;
                    }
                }
                Ok(())
            }
            MeetingCommand::Export { meeting, output, .. } => {
                self.export_meeting(meeting, output.as_deref()).await
            }
        }
    }

    async fn meeting(&self, meeting: MeetingId) -> Result<MeetingDetails> {
        self.client.send(Request::get(paths::meeting(meeting))).await
    }

    async fn list_meetings(
        &self,
        organizer: Option<&str>,
        filter: MeetingFilter,
        limit: usize,
    ) -> Result<()> {
        let request = match organizer {
            Some(text) => Request::get(paths::user_meetings(self.find(text).await?.id)),
            None => Request::get(route::MEETINGS),
        };
        let request = request
            .maybe_query("state", filter.state.map(MeetingState::name))
            .maybe_query("conferenceIdType", filter.conference_id_type.map(shared::ConferenceIdType::name));
        let headings = [
            ("Identifier", "Identifierare"),
            ("Begins", "Börjar"),
            ("Subject", "Ämne"),
            ("Organizer", "Organisatör"),
            ("Repeats", "Upprepas"),
            ("Conference ID", "Konferens-ID"),
            ("Status", "Status"),
        ];
        let headings = headings.map(|(english, swedish)| say(self.language, english, swedish));
        let mut table = output::table(headings.each_ref().map(String::as_str));
        let listed = self.client.for_each(request, Some(limit), |meeting: Meeting| {
            if self.json {
                return output::json(&meeting);
            }
            table.add_row([
                meeting.id.to_string(),
                self.begins(&meeting.schedule),
                plain(&meeting.subject),
                plain(meeting.organizer_name.as_deref().unwrap_or_default()),
                plain(meeting.schedule.recurrence.as_deref().unwrap_or_default()),
                meeting.conference_id.map(shared::ConferenceId::grouped).unwrap_or_default(),
                meeting.state.words(self.language).to_owned(),
            ]);
            Ok(())
        });
        listed.await?;
        if self.json { Ok(()) } else { output::print_table(&table) }
    }

    async fn export_meeting(&self, meeting: MeetingId, file: Option<&Path>) -> Result<()> {
        let calendar = self.client.send_for_text(Request::get(paths::meeting_calendar(meeting))).await?;
        let Some(file) = file else { return output::line(calendar.trim_end_matches(['\r', '\n'])) };
        std::fs::write(file, calendar).map_err(|error| {
            CommandError::new(say(
                self.language,
                format!("{} could not be written: {error}.", file.display()),
                format!("Det gick inte att skriva {}: {error}.", file.display()),
            ))
        })?;
        if self.json { output::json(&file) } else { Ok(()) }
    }

    /// When a meeting begins, as the reader writes it.
    fn begins(&self, schedule: &MeetingSchedule) -> String {
        let start = MeetingStart::read(&schedule.start, Some(&schedule.time_zone));
        plain(&start.map_or_else(|| schedule.start.clone(), |start| start.in_words(self.language)))
    }

    fn tell_meeting(&self, details: &MeetingDetails) -> Result<()> {
        if self.json {
            return output::json(details);
        }
        let meeting = &details.meeting;
        let language = self.language;
        let fact = |english: &str, swedish: &str, value: &str| {
            output::line(&format!("{}: {}", say(language, english, swedish), plain(value)))
        };
        output::line(&plain(&meeting.subject))?;
        fact("Identifier", "Identifierare", &meeting.id.to_string())?;
        fact("Organizer", "Organisatör", meeting.organizer_name.as_deref().unwrap_or_default())?;
        fact("Begins", "Börjar", &self.begins(&meeting.schedule))?;
        if let Some(rule) = &meeting.schedule.recurrence {
            fact("Repeats", "Upprepas", rule)?;
        }
        fact("Status", "Status", meeting.state.words(language))?;
        if let Some(until) = meeting.valid_until {
            fact("The conference ID works until", "Konferens-ID:t gäller till", &moment(until))?;
        }
        match &details.invitation {
            Some(invitation) => output::line(&format!("\n{}", invitation.text.trim_end())),
            None => output::line(&say(
                language,
                "Callers cannot join: the meeting has no conference ID.",
                "Det går inte att ringa in: mötet har inget konferens-ID.",
            )),
        }
    }
}

/// What is to be changed; of the time what was not named stays as it was.
fn changed(changes: MeetingChangeArguments, before: MeetingSchedule) -> UpdateMeetingRequest {
    let MeetingChangeArguments { subject, start, end, time_zone, recurrence } = changes;
    let is_another_time = start.is_some() || end.is_some() || time_zone.is_some() || recurrence.is_some();
    let schedule = MeetingSchedule {
        start: start.unwrap_or(before.start),
        end: end.unwrap_or(before.end),
        time_zone: time_zone.unwrap_or(before.time_zone),
        recurrence: recurrence
            .map_or(before.recurrence, |rule| Some(rule).filter(|rule| !rule.trim().is_empty())),
    };
    UpdateMeetingRequest { subject, schedule: is_another_time.then_some(schedule) }
}
