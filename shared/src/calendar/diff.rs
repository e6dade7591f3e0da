//! The report as text, for a terminal.

use std::fmt::Write as _;

use super::report::{MeetingReport, MendCounts, MendResult, Outcome, RefusalReason};
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

impl RefusalReason {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::NotACalendar,
        Self::WideEncoding,
        Self::Unfinished,
        Self::NestedTooDeep,
        Self::NotReproducible,
        Self::EncodedValue,
        Self::UnreadableStart,
        Self::UnreadableSequence,
        Self::UnexpectedChange,
    ];

    /// The reason with this [`Self::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// A sentence for the organizer: what is the matter, and what to do.
    pub const fn explain(self, language: Language) -> &'static str {
        match language {
            Language::En => self.in_english(),
            Language::Sv => self.in_swedish(),
        }
    }

    /// A stable word for this reason, for storing and for machines: `not-a-calendar` and the like.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotACalendar => "not-a-calendar",
            Self::WideEncoding => "wide-encoding",
            Self::Unfinished => "unfinished",
            Self::NestedTooDeep => "nested-too-deep",
            Self::NotReproducible => "not-reproducible",
            Self::EncodedValue => "encoded-value",
            Self::UnreadableStart => "unreadable-start",
            Self::UnreadableSequence => "unreadable-sequence",
            Self::UnexpectedChange => "unexpected-change",
        }
    }

    const fn in_english(self) -> &'static str {
        match self {
            Self::NotACalendar => {
                "This is not a calendar file. Export the calendar as iCalendar (.ics) and try again."
            }
            Self::WideEncoding => {
                "The file is saved as UTF-16, which calendar files do not allow. Save it as UTF-8 and try again."
            }
            Self::Unfinished => "The event is cut off in the file. Export the calendar again.",
            Self::NestedTooDeep => "The event is nested too deep to be read safely. Change the ID by hand.",
            Self::NotReproducible => {
                "The event is written in a way that cannot be kept byte for byte. Change the ID by hand."
            }
            Self::EncodedValue => {
                "The old ID is in a part that is encoded as base64. Change the ID by hand in your calendar."
            }
            Self::UnreadableStart => {
                "The start of the meeting cannot be read, so it may be over. Change the ID by hand if it is not."
            }
            Self::UnreadableSequence => {
                "The version number of the event (SEQUENCE) cannot be read. Change the ID by hand in your calendar."
            }
            Self::UnexpectedChange => {
                "A safety check found that more than the ID would change. The meeting was left as it is; change the ID by hand."
            }
        }
    }

    const fn in_swedish(self) -> &'static str {
        match self {
            Self::NotACalendar => {
                "Det här är ingen kalenderfil. Exportera kalendern som iCalendar (.ics) och försök igen."
            }
            Self::WideEncoding => {
                "Filen är sparad som UTF-16, vilket inte är tillåtet i kalenderfiler. Spara den som UTF-8 och försök igen."
            }
            Self::Unfinished => "Mötet är avkortat i filen. Exportera kalendern på nytt.",
            Self::NestedTooDeep => {
                "Mötet är nästlat för djupt för att kunna läsas säkert. Ändra konferens-ID:t för hand."
            }
            Self::NotReproducible => {
                "Mötet är skrivet så att det inte kan bevaras byte för byte. Ändra konferens-ID:t för hand."
            }
            Self::EncodedValue => {
                "Det gamla konferens-ID:t står i en del som är kodad som base64. Ändra det för hand i kalendern."
            }
            Self::UnreadableStart => {
                "Mötets starttid går inte att läsa, så det kan redan ha varit. Ändra konferens-ID:t för hand om det återstår."
            }
            Self::UnreadableSequence => {
                "Mötets versionsnummer (SEQUENCE) går inte att läsa. Ändra konferens-ID:t för hand i kalendern."
            }
            Self::UnexpectedChange => {
                "En säkerhetskontroll visade att mer än konferens-ID:t skulle ändras. Mötet lämnades som det var; ändra konferens-ID:t för hand."
            }
        }
    }
}
