//! `konfid id lookup`.

use shared::Describe as _;
use shared::{Assignment, BridgeId, ConferenceId, ConferenceIdReport, ConferenceIdStatus, Language, paths};

use crate::client::Request;
use crate::command_error::{CommandError, Result};
use crate::commands::context::CommandContext;
use crate::output::{self, moment, plain, say};

impl CommandContext {
    pub(super) async fn look_up(&self, digits: &str, bridge: Option<BridgeId>) -> Result<()> {
        let language = self.language;
        let id: ConferenceId = digits
            .parse()
            .map_err(|error: shared::ParseConferenceIdError| CommandError::new(error.describe(language)))?;
        let reports: Vec<ConferenceIdReport> = match bridge {
            Some(bridge) => vec![self.client.send(Request::get(paths::conference_id(bridge, id))).await?],
            None => self.client.send(Request::get(paths::conference_id_anywhere(id))).await?,
        };
        for report in reports {
            if self.json {
                output::json(&report)?;
                continue;
            }
            let on = report.bridge_name.as_deref().map(|name| format!(" ({})", plain(name)));
            output::line(&format!(
                "{}{}: {}",
                id.grouped(),
                on.unwrap_or_default(),
                status(&report, language)
            ))?;
            print_assignments(&report.history, Shown::User, language)?;
        }
        Ok(())
    }
}

fn status(report: &ConferenceIdReport, language: Language) -> String {
    match report.status {
        ConferenceIdStatus::Assigned => say(language, "assigned", "tilldelat"),
        ConferenceIdStatus::Expired => say(
            language,
            "of a meeting that cannot be called any more",
            "tillhör ett möte som inte längre går att ringa",
        ),
        ConferenceIdStatus::Quarantined => {
            let until = report.quarantined_until.map(moment).unwrap_or_default();
            say(language, format!("in quarantine until {until}"), format!("i karantän till {until}"))
        }
        ConferenceIdStatus::Reserved => match &report.reservation {
            Some(kept) => {
                let (name, until) = (plain(&kept.reserved_for), kept.until);
                say(
                    language,
                    format!("reserved for {name} until {until}"),
                    format!("reserverat för {name} till och med {until}"),
                )
            }
            None => say(language, "reserved", "reserverat"),
        },
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
pub(in crate::commands) enum Shown {
    /// Whose an ID was.
    User,
    /// Which IDs a user had.
    ConferenceId,
}

/// Prints who had which ID, and when.
pub(in crate::commands) fn print_assignments(
    history: &[Assignment],
    shown: Shown,
    language: Language,
) -> Result<()> {
    if history.is_empty() {
        return Ok(());
    }
    let what = match shown {
        Shown::User => say(language, "User", "Användare"),
        Shown::ConferenceId => say(language, "Conference ID", "Konferens-ID"),
    };
    let (from, to) = (say(language, "From", "Från"), say(language, "To", "Till"));
    let (begun, by) = (say(language, "Begun by", "Påbörjat av"), say(language, "Ended by", "Avslutat av"));
    let reason = say(language, "Reason", "Orsak");
    let mut table = output::table([&what, &from, &begun, &to, &by, &reason]);
    for assignment in history {
        table.add_row([
            match shown {
                Shown::User => owner(assignment, language),
                Shown::ConferenceId => assignment.conference_id.grouped(),
            },
            moment(assignment.from),
            begun_by(assignment, language),
            assignment.to.map_or_else(|| say(language, "now", "nu"), moment),
            assignment.ended_by.as_ref().map(|actor| plain(&actor.describe(language))).unwrap_or_default(),
            plain(assignment.reason.as_deref().unwrap_or_default()),
        ]);
    }
    output::print_table(&table)
}

/// Who began it, and with what if it was done for many at once.
fn begun_by(assignment: &Assignment, language: Language) -> String {
    let actor = plain(&assignment.began_by.describe(language));
    match assignment.began_with {
        Some(way) => format!("{actor} {}", way.words(language)),
        None => actor,
    }
}

/// Whose an ID was.
fn owner(assignment: &Assignment, language: Language) -> String {
    if let Some(organizer) = assignment.organizer_name.as_deref().map(plain) {
        let subject = assignment.owner_name.as_deref().map(plain);
        return format!("{} ({organizer})", subject.unwrap_or_else(|| say(language, "meeting", "möte")));
    }
    let removed = || say(language, "removed user", "borttagen användare");
    match assignment.owner_name.as_deref().map(plain) {
        Some(name) if assignment.owner_removed => format!("{name} ({})", removed()),
        Some(name) => name,
        None => removed(),
    }
}
