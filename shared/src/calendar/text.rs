//! Mending one pasted invitation.

use super::leftovers::remaining;
use super::matching::find;
use super::order::patches_in_order;
use super::report::{Patch, splice};
use super::request::{MendRequest, Plan};
use super::segments::TextKind;

/// A pasted text with its old conference IDs replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MendedText {
    /// The text afterwards; the same as before if nothing was found.
    pub output: String,
    /// The lines that change, as they were, shortened around the change.
    pub before: Vec<String>,
    /// The same lines afterwards; as many as in `before`.
    pub after: Vec<String>,
    /// The text around digits that look like an old ID and stay.
    pub leftovers: Vec<String>,
}

impl MendedText {
    /// Whether anything changes.
    pub fn has_changes(&self) -> bool {
        !self.before.is_empty()
    }
}

/// Mends a pasted invitation: plain text or HTML, in whatever shape it was copied.
///
/// There is no organizer to compare and no date, so the request's addresses and moment do not matter. For
/// text that is a whole calendar (see [`is_calendar`]), use [`mend_calendar`](super::mend_calendar).
pub fn mend_text(text: &str, request: &MendRequest) -> MendedText {
    let plan = Plan::new(request);
    let find = |confirmed| find(text.as_bytes(), 0..text.len(), TextKind::default(), &plan, confirmed);
    let sure = find(false);
    let matches = if sure.confirms { find(true) } else { sure };
    let whole = 0..text.len();
    let leftovers = remaining(text.as_bytes(), whole, TextKind::default(), &plan, &matches.replacements);
    let patches: Vec<Patch> = matches
        .replacements
        .into_iter()
        .map(|replacement| Patch { range: replacement.range, bytes: replacement.bytes })
        .collect();
    let patches = patches_in_order(&patches.iter().collect::<Vec<_>>());
    let output = splice(text.as_bytes(), patches.into_iter()).concat();
    // Digits are replaced by digits, so the text stays UTF-8.
    let output = String::from_utf8(output).unwrap_or_else(|_| text.to_owned());
    let (before, after) = matches.lines.into_iter().unzip();
    MendedText { output, before, after, leftovers }
}

/// Whether a pasted text is calendar data rather than an invitation for people.
pub fn is_calendar(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    start.get(..15).is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
}
