//! `konfid id lookup`.

use std::process::ExitCode;

use shared::Describe as _;
use shared::{Assignment, ConferenceId, ConferenceIdReport, ConferenceIdStatus, Language, paths};

use crate::arguments::IdCommand;
use crate::client::Request;
use crate::command_error::{CommandError, DONE, Result};
use crate::output::{self, moment, plain, say};

pub(super) async fn run(command: IdCommand, language: Language) -> Result<ExitCode> {
    let IdCommand::Lookup { digits, bridge, target } = command;
    let id: ConferenceId = digits
        .parse()
        .map_err(|error: shared::ParseConferenceIdError| CommandError::new(error.describe(language)))?;
    let client = super::open(&target, language).await?;
    let report: Result<ConferenceIdReport> =
        client.send(Request::get(paths::conference_id(bridge, id))).await;
    client.close().await;
    let report = report?;
    if target.json {
        output::json(&report)?;
        return Ok(DONE);
    }
    output::line(&format!("{}: {}", id.grouped(), status(&report, language)))?;
    print_assignments(&report.history, Shown::User, language)?;
    Ok(DONE)
}

fn status(report: &ConferenceIdReport, language: Language) -> String {
    match report.status {
        ConferenceIdStatus::Assigned => say(language, "assigned", "tilldelat"),
        ConferenceIdStatus::Quarantined => {
            let until = report.quarantined_until.map(moment).unwrap_or_default();
            say(language, format!("in quarantine until {until}"), format!("i karantän till {until}"))
        }
        ConferenceIdStatus::Free => say(language, "free", "ledigt"),
        ConferenceIdStatus::NeverDrawn => say(
            language,
            "free, but never assigned at random: it is too easy to guess, or one of the service numbers",
            "ledigt, men tilldelas aldrig slumpmässigt: det är för lätt att gissa, eller ett av telefonnumren för uppringning",
        ),
    }
}

/// What differs between the rows of a history.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Whose an ID was.
    User,
    /// Which IDs a user had.
    ConferenceId,
}

/// Prints who had which ID, and when.
pub(super) fn print_assignments(history: &[Assignment], shown: Shown, language: Language) -> Result<()> {
    if history.is_empty() {
        return Ok(());
    }
    let what = match shown {
        Shown::User => say(language, "User", "Användare"),
        Shown::ConferenceId => say(language, "Conference ID", "Konferens-ID"),
    };
    let (from, to) = (say(language, "From", "Från"), say(language, "To", "Till"));
    let (by, reason) = (say(language, "Ended by", "Avslutat av"), say(language, "Reason", "Orsak"));
    let mut table = output::table([&what, &from, &to, &by, &reason]);
    for assignment in history {
        table.add_row([
            match shown {
                Shown::User => owner(assignment, language),
                Shown::ConferenceId => assignment.conference_id.grouped(),
            },
            moment(assignment.from),
            assignment.to.map_or_else(|| say(language, "now", "nu"), moment),
            assignment.ended_by.as_ref().map(|actor| plain(&actor.describe(language))).unwrap_or_default(),
            plain(assignment.reason.as_deref().unwrap_or_default()),
        ]);
    }
    output::print_table(&table)
}

/// Whose an ID was.
fn owner(assignment: &Assignment, language: Language) -> String {
    let removed = || say(language, "removed user", "borttagen användare");
    match assignment.owner_name.as_deref().map(plain) {
        Some(name) if assignment.owner_removed => format!("{name} ({})", removed()),
        Some(name) => name,
        None => removed(),
    }
}
