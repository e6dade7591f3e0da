//! The report as text, for a terminal.

use std::fmt::Write as _;

use super::report::{MeetingReport, MendCounts, MendResult, Outcome};
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
        match &meeting.outcome {
            Outcome::Refused(reason) => line(&mut text, &format!("  ! {}", reason.explain(language))),
            Outcome::Changed(components) => {
                for component in components {
                    if let Some(occurrence) = &component.recurrence_id {
                        let word = match language {
                            Language::En => "Occurrence",
                            Language::Sv => "Förekomst",
                        };
                        line(&mut text, &format!("  {word} {}", readable(occurrence)));
                    }
                    for property in &component.properties {
                        line(&mut text, &format!("  {}", property.name));
                        for (before, after) in property.before.iter().zip(&property.after) {
                            line(&mut text, &format!("  - {before}"));
                            line(&mut text, &format!("  + {after}"));
                        }
                    }
                }
            }
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
    format!("{summary} ({}{recurring})", readable(&meeting.start))
}

/// `20261124T090000` as `2026-11-24 09:00`; anything else as it is.
fn readable(moment: &str) -> String {
    let digits = |from: usize, to: usize| {
        moment.get(from..to).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let date = (digits(0, 4), digits(4, 6), digits(6, 8));
    let (Some(year), Some(month), Some(day)) = date else { return moment.to_owned() };
    let zone = if moment.ends_with('Z') { " UTC" } else { "" };
    match (digits(9, 11), digits(11, 13)) {
        (Some(hour), Some(minute)) => format!("{year}-{month}-{day} {hour}:{minute}{zone}"),
        _ => format!("{year}-{month}-{day}"),
    }
}

fn summary(counts: MendCounts, language: Language) -> String {
    let MendCounts { events: _, changed, refused, others, past, cancelled, nothing_to_do } = counts;
    let mut text = String::new();
    let plural = |count: usize, one: &'static str, other: &'static str| if count == 1 { one } else { other };
    let parts = match language {
        Language::En => [
            (changed, plural(changed, "meeting to change", "meetings to change")),
            (refused, "refused"),
            (others, "by another organizer"),
            (past, "already over"),
            (cancelled, "cancelled"),
            (nothing_to_do, "without an old conference ID"),
        ],
        Language::Sv => [
            (changed, plural(changed, "möte att ändra", "möten att ändra")),
            (refused, "som inte kan ändras"),
            (others, "med en annan organisatör"),
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
