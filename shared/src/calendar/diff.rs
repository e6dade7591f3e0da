//! The report as text, for a terminal.

use std::fmt::Write as _;

use super::report::{Leftover, MeetingReport, MendCounts, MendResult, Outcome};
use crate::Language;

/// The changes, meeting by meeting with the lines before and after, what was refused and why, and a summary.
///
/// It shows whole conference IDs, so it is for the organizer's eyes and never for a log.
pub fn render_diff(result: &MendResult<'_>, language: Language) -> String {
    let mut text = String::new();
    for refusal in result.refused().filter(|refusal| refusal.meeting.is_none()) {
        line(&mut text, refusal.reason.explain(language));
    }
    for meeting in result.meetings() {
        line(&mut text, &title(meeting, language));
        if let Outcome::Refused(reason) = &meeting.outcome {
            line(&mut text, &format!("  ! {}", reason.explain(language)));
        }
        for component in meeting.edits() {
            if let Some(occurrence) = &component.occurrence {
                let word = match language {
                    Language::En => "Occurrence",
                    Language::Sv => "Förekomst",
                };
                line(&mut text, &format!("  {word} {}", occurrence.in_words(language)));
            }
            for property in &component.properties {
                line(&mut text, &format!("  {}", property.name));
                for (before, after) in property.before.iter().zip(&property.after) {
                    line(&mut text, &format!("  - {before}"));
                    line(&mut text, &format!("  + {after}"));
                }
            }
        }
        for Leftover { property, text: found } in &meeting.leftovers {
            let words = match language {
                Language::En => "looks like the old ID, check by hand",
                Language::Sv => "liknar det gamla ID:t, kontrollera för hand",
            };
            line(&mut text, &format!("  ? {property}: {words}: {found}"));
        }
        text.push('\n');
    }
    line(&mut text, &summary(result.counts(), language));
    text
}

/// Appends a line without control characters, because the text comes from invitations that anyone may have written
/// and a terminal obeys such characters.
fn line(text: &mut String, content: &str) {
    text.extend(content.chars().map(|character| if character.is_control() { ' ' } else { character }));
    text.push('\n');
}

fn title(meeting: &MeetingReport, language: Language) -> String {
    let summary = match (meeting.summary.trim(), language) {
        ("", Language::En) => "(no subject)",
        ("", Language::Sv) => "(utan ämne)",
        (summary, _) => summary,
    };
    let recurring = match (meeting.recurring, language) {
        (false, _) => "",
        (true, Language::En) => ", recurring",
        (true, Language::Sv) => ", återkommande",
    };
    match &meeting.start {
        Some(start) => format!("{summary}, {}{recurring}", start.in_words(language)),
        None => format!("{summary}{recurring}"),
    }
}

fn summary(counts: MendCounts, language: Language) -> String {
    let MendCounts {
        events: _,
        changed,
        partly,
        to_check,
        refused,
        others,
        no_organizer,
        past,
        cancelled,
        nothing_to_do,
    } = counts;
    let mut text = String::new();
    let plural = |count: usize, one: &'static str, other: &'static str| if count == 1 { one } else { other };
    let parts = match language {
        Language::En => [
            (changed, plural(changed, "meeting to change", "meetings to change")),
            (partly, "to change in part and then to check by hand"),
            (to_check, "to check by hand"),
            (refused, "refused"),
            (others, "by another organizer"),
            (no_organizer, "without an organizer"),
            (past, "already over"),
            (cancelled, "cancelled"),
            (nothing_to_do, "without an old conference ID"),
        ],
        Language::Sv => [
            (changed, plural(changed, "möte att ändra", "möten att ändra")),
            (partly, "att ändra delvis och sedan kontrollera för hand"),
            (to_check, "att kontrollera för hand"),
            (refused, "som inte kan ändras"),
            (others, "med en annan organisatör"),
            (no_organizer, "utan organisatör"),
            (past, "som redan har varit"),
            (cancelled, plural(cancelled, "inställt", "inställda")),
            (nothing_to_do, "utan gammalt konferens-ID"),
        ],
    };
    for (index, (count, words)) in parts.into_iter().enumerate() {
        if index == 0 || count > 0 {
            let comma = if index == 0 { "" } else { ", " };
            // Writing to a string cannot fail.
            let _ = write!(text, "{comma}{count} {words}");
        }
    }
    text
}
