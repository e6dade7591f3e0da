//! What is left of the old digits where nothing says that they are a conference ID.

use std::ops::Range;

use super::characters::is_space;
use super::glyphs::{Decoder, Glyph};
use super::matching::Replacement;
use super::order::sort;
use super::request::Plan;
use super::segments::{Segment, TextKind, segments};

/// The text around each place in `bytes[range]` where the digits of an old ID remain after these replacements, as a whole
/// number and in any grouping. Places near each other are shown once.
pub(super) fn remaining(
    bytes: &[u8],
    range: Range<usize>,
    kind: TextKind,
    plan: &Plan,
    replaced: &[Replacement],
) -> Vec<String> {
    let mut replaced: Vec<[usize; 2]> =
        replaced.iter().map(|replacement| [replacement.range.start, replacement.range.end]).collect();
    sort(&mut replaced);
    let is_replaced = |at: usize| {
        let after = replaced.partition_point(|[start, _]| *start <= at);
        after.checked_sub(1).and_then(|before| replaced.get(before)).is_some_and(|[_, end]| at < *end)
    };
    let glyphs: Vec<Glyph> = Decoder::new(bytes, range, kind.quoted_printable).collect();
    let mut found = Vec::new();
    for segment in segments(&glyphs, kind) {
        let (mut at, mut shown) = (0, 0);
        while at < segment.characters.len() {
            let Some(end) = segment.old_digits_end(at, &glyphs, plan) else {
                at += 1;
                continue;
            };
            let place = segment.glyphs.get(at).and_then(|glyph| glyphs.get(*glyph));
            if at >= shown && !place.is_some_and(|glyph| is_replaced(glyph.start)) {
                let excerpt;
                (excerpt, shown) = segment.excerpt(at, end, &glyphs);
                found.push(excerpt);
            }
            at = end;
        }
    }
    found
}

impl Segment {
    /// Where the digits of an old ID or service number end that begin here, if they do and are a whole number.
    fn old_digits_end(&self, start: usize, glyphs: &[Glyph], plan: &Plan) -> Option<usize> {
        self.digit(start, glyphs)?;
        if start > 0 && self.digit(start - 1, glyphs).is_some() {
            return None;
        }
        self.old_id_end(start, glyphs, plan).or_else(|| self.old_number_end(start, glyphs, plan))
    }

    fn old_id_end(&self, start: usize, glyphs: &[Glyph], plan: &Plan) -> Option<usize> {
        let run = self.run(start, glyphs).filter(|run| plan.is_old_id(run.number()))?;
        let end = run.positions.last()? + 1;
        (!self.goes_on_around(start, end, &run, glyphs)).then_some(end)
    }

    /// The text around these digits, on their line, and where it ends.
    fn excerpt(&self, start: usize, end: usize, glyphs: &[Glyph]) -> (String, usize) {
        const BEFORE: usize = 70;
        const AFTER: usize = 50;
        let earliest = start.saturating_sub(BEFORE);
        let latest = (end + AFTER).min(self.characters.len());
        let first = self.characters[earliest..start].iter().rposition(|character| *character == '\n');
        let last = self.characters[end..latest].iter().position(|character| *character == '\n');
        let first = first.map_or(earliest, |place| earliest + place + 1);
        let last = last.map_or(latest, |place| end + place);
        let text: String = self.glyphs[first..last]
            .iter()
            .map(|glyph| glyphs[*glyph].character)
            .map(|character| if is_space(character) || character.is_control() { ' ' } else { character })
            .collect();
        (text.trim().to_owned(), last)
    }
}
