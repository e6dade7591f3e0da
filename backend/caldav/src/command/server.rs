//! Mending the calendars of an account.

use std::env;
use std::fs;
use std::path::Path;

use domain::CalendarReach;
use shared::calendar::{MendRequest, mend_calendar, render_diff};
use shared::{Describe as _, Language, MeetingUpdateReason, Timestamp};

use super::file::write_whole;
use super::terminal::{Terminal, UpdateCommandError, say};
use super::{FAILED, MeetingUpdateArguments, code};
use crate::account::{Account, Connector};
use crate::address::CalendarAddress;
use crate::imip::update_messages;
use crate::mend::{Always, Mended, mend_one};
use crate::survey::{Survey, Verdict, survey};

/// The variable with the password.
const PASSWORD: &str = "KONFID_CALDAV_PASSWORD";

pub(super) async fn run(
    url: &str,
    arguments: &MeetingUpdateArguments,
    request: &MendRequest,
    language: Language,
    now: Timestamp,
    terminal: &mut Terminal<'_>,
) -> Result<u8, UpdateCommandError> {
    let failure = |reason: MeetingUpdateReason| UpdateCommandError::new(reason.describe(language));
    let password =
        read_password(arguments.password_file.as_deref(), language).map_err(UpdateCommandError::new)?;
    let address = CalendarAddress::parse(url).map_err(failure)?;
    let username = arguments.username.as_deref().unwrap_or_default();
    let account = Connector::default().account(address, username, &password, CalendarReach::Anywhere);
    let calendars = account.discover().await.map_err(failure)?;
    let survey = survey(&account, &calendars, request).await.map_err(failure)?;
    show(&survey, request, language, terminal)?;
    let is_whole = tell_unreadable(&survey, language, terminal);
    let code = if arguments.apply {
        warn_of_silence(&survey, arguments, language, terminal);
        apply(&account, &survey, arguments, request, language, now, terminal).await?
    } else {
        let refused = tell_refusals(&survey, language, terminal);
        if survey.found.iter().any(|found| matches!(found.verdict, Verdict::Change(..))) {
            terminal.note(&say(
                language,
                "Nothing was changed. Add --apply to change the meetings.",
                "Inget har ändrats. Lägg till --apply för att ändra mötena.",
            ));
            warn_of_silence(&survey, arguments, language, terminal);
        }
        code(refused, tell_leftovers(&survey, language, terminal))
    };
    Ok(if is_whole { code } else { FAILED })
}

/// Says how many events the server fails to give; whether it gives all.
fn tell_unreadable(survey: &Survey, language: Language, terminal: &mut Terminal<'_>) -> bool {
    let count = survey.unreadable.len();
    if count > 0 {
        terminal.note(&say(
            language,
            format!("The calendar server did not return {count} of its events, so they were not checked. Run the command again later."),
            format!("Kalenderservern lämnade inte ut {count} av sina händelser, så de har inte kontrollerats. Kör kommandot igen senare."),
        ));
    }
    count == 0
}

/// The changes, as if all the meetings stood in one file.
fn show(
    survey: &Survey,
    request: &MendRequest,
    language: Language,
    terminal: &mut Terminal<'_>,
) -> Result<(), UpdateCommandError> {
    let mut data = Vec::new();
    for found in survey.found.iter().filter(|found| !found.data.is_empty()) {
        data.extend_from_slice(&found.data);
        if !found.data.ends_with(b"\n") {
            data.extend_from_slice(b"\r\n");
        }
    }
    if data.is_empty() {
        // An empty calendar, so that the answer has the same form as always.
        data.extend_from_slice(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    }
    terminal.print(&render_diff(&mend_calendar(&data, request), language))
}

/// Says which meetings cannot be mended; whether there are any.
fn tell_refusals(survey: &Survey, language: Language, terminal: &mut Terminal<'_>) -> bool {
    let mut refused = false;
    for found in &survey.found {
        if let Verdict::Refuse(reason) = found.verdict {
            refused = true;
            terminal.about(&found.summary, &reason.describe(language), language);
        }
    }
    refused
}

/// Says in how many meetings digits like the old ID remain; whether there are any. The diff has shown where.
fn tell_leftovers(survey: &Survey, language: Language, terminal: &mut Terminal<'_>) -> bool {
    let count = survey.found.iter().filter(|found| found.verdict.leaves_something()).count();
    terminal.tell_remains(count, language);
    count > 0
}

/// Warns when nobody would tell the attendees.
fn warn_of_silence(
    survey: &Survey,
    arguments: &MeetingUpdateArguments,
    language: Language,
    terminal: &mut Terminal<'_>,
) {
    let needs_messages = survey.found.iter().any(|found| {
        !found.schedules && !found.invitees.is_empty() && matches!(found.verdict, Verdict::Change(..))
    });
    if needs_messages && arguments.folder.is_none() {
        terminal.note(&say(
            language,
            "This calendar server does not notify the invitees. With --folder FOLDER you get messages that you can send to them.",
            "Den här kalenderservern meddelar inte de inbjudna. Med --folder MAPP får du meddelanden som du kan skicka till dem.",
        ));
    }
}

async fn apply(
    account: &Account,
    survey: &Survey,
    arguments: &MeetingUpdateArguments,
    request: &MendRequest,
    language: Language,
    now: Timestamp,
    terminal: &mut Terminal<'_>,
) -> Result<u8, UpdateCommandError> {
    let mut refused = tell_refusals(survey, language, terminal);
    let (mut changed, mut failed, mut messages) = (0_usize, 0_usize, 0_usize);
    for found in survey.found.iter().filter(|found| matches!(found.verdict, Verdict::Change(..))) {
        match mend_one(account, &found.url, found.schedules, request, &Always).await {
            Mended::Changed(change) => {
                changed += 1;
                if let Some(folder) = arguments.folder.as_deref().filter(|_| !found.schedules) {
                    for message in update_messages(&change.prepared, &request.addresses, language, now) {
                        write_message(folder, &message.file_name, &message.bytes, language)?;
                        messages += 1;
                    }
                }
            }
            // The diff has shown what is left.
            Mended::NothingToDo | Mended::ToCheck(_) | Mended::Abandoned => {}
            Mended::Refused(reason) => {
                refused = true;
                terminal.about(&found.summary, &reason.describe(language), language);
            }
            Mended::Failed(reason) => {
                failed += 1;
                terminal.about(&found.summary, &reason.describe(language), language);
            }
        }
    }
    terminal.print(&(count(changed, language) + "\n"))?;
    let is_something_left = tell_leftovers(survey, language, terminal);
    if let Some(folder) = arguments.folder.as_deref().filter(|_| messages > 0) {
        terminal.note(&say(
            language,
            format!(
                "Messages to the invitees are in {}: {messages}. Send them from your email program.",
                folder.display()
            ),
            format!(
                "Meddelanden till de inbjudna finns i {}: {messages}. Skicka dem från ditt e-postprogram.",
                folder.display()
            ),
        ));
    }
    if failed > 0 {
        terminal.note(&say(
            language,
            "Some meetings could not be changed. Run the command again; the others are not changed twice.",
            "Några möten kunde inte ändras. Kör kommandot igen; de andra ändras inte två gånger.",
        ));
        return Ok(FAILED);
    }
    Ok(code(refused, is_something_left))
}

fn count(changed: usize, language: Language) -> String {
    match (changed, language) {
        (1, Language::En) => "1 meeting was changed.".to_owned(),
        (1, Language::Sv) => "1 möte har ändrats.".to_owned(),
        (_, Language::En) => format!("{changed} meetings were changed."),
        (_, Language::Sv) => format!("{changed} möten har ändrats."),
    }
}

fn write_message(
    folder: &Path,
    name: &str,
    bytes: &[u8],
    language: Language,
) -> Result<(), UpdateCommandError> {
    let path = folder.join(name);
    let written = fs::create_dir_all(folder).and_then(|()| write_whole(&path, bytes));
    written.map_err(|error| {
        UpdateCommandError::new(say(
            language,
            format!("{} could not be written: {error}.", path.display()),
            format!("Det gick inte att skriva {}: {error}.", path.display()),
        ))
    })
}

/// The password to a calendar, from the first line of a file or from the environment; otherwise a sentence that
/// says what is missing.
///
/// # Errors
///
/// A sentence for people when neither the file nor the environment has a password, or the file cannot be read.
pub fn read_password(file: Option<&Path>, language: Language) -> Result<String, String> {
    let Some(file) = file else {
        return env::var(PASSWORD).map_err(|_| {
            say(
                language,
                format!("Put the password for the calendar server in {PASSWORD}, or name a file that contains it with --password-file."),
                format!("Lägg kalenderserverns lösenord i {PASSWORD}, eller ange en fil som innehåller det med --password-file."),
            )
        });
    };
    let text = fs::read_to_string(file).map_err(|error| {
        say(
            language,
            format!("{} could not be read: {error}.", file.display()),
            format!("Det gick inte att läsa {}: {error}.", file.display()),
        )
    })?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
