//! The lines around a change, for people.

use std::ops::Range;

use super::characters::is_space;
use super::glyphs::Glyph;
use super::matching::Hit;
use super::segments::Segment;

/// How far a line is looked at before a change; longer than what is shown. Hits farther apart are shown apart.
const REACH: usize = 200;

impl Segment {
    /// Adds the lines around hits, before and after.
    pub(super) fn describe(&self, glyphs: &[Glyph], hits: &[Hit], lines: &mut Vec<(String, String)>) {
        let mut rest = hits;
        while let Some(first) = rest.first() {
            let line = self.line_around(first);
            let near = line.end.min(first.ends().0 + REACH);
            let count = rest.iter().take_while(|hit| hit.ends().0 < near).count().max(1);
            let (on_line, later) = rest.split_at(count);
            rest = later;
            let shown = shortened(&line, on_line);
            lines.push((self.shown(glyphs, &shown, &line, &[]), self.shown(glyphs, &shown, &line, on_line)));
        }
    }

    /// The line of text a hit stands on, or what is near of a very long one.
    fn line_around(&self, hit: &Hit) -> Range<usize> {
        let (first, last) = hit.ends();
        let earliest = first.saturating_sub(REACH);
        let latest = (last + 2 * REACH).min(self.characters.len());
        let start = self.characters[earliest..first].iter().rposition(|character| *character == '\n');
        let end = self.characters[last..latest].iter().position(|character| *character == '\n');
        start.map_or(earliest, |start| earliest + start + 1)..end.map_or(latest, |length| last + length)
    }

    /// The text of a line, with these hits replaced.
    fn shown(&self, glyphs: &[Glyph], shown: &Range<usize>, line: &Range<usize>, hits: &[Hit]) -> String {
        let mut text = String::new();
        let mut at = shown.start;
        let mut rest = hits.iter().peekable();
        while at < shown.end {
            let glyph = &glyphs[self.glyphs[at]];
            // The hits are in order.
            while rest.next_if(|hit| hit.ends().1 < at).is_some() {}
            let hit = rest.peek().filter(|hit| hit.ends().0 <= at);
            match hit {
                Some(hit) if hit.cells.len() != hit.new.len() => {
                    text.extend(hit.new.iter().map(|digit| (b'0' + digit) as char));
                    at = hit.ends().1;
                }
                Some(hit) => {
                    let place = hit.positions.iter().position(|position| *position == at);
                    let digit = place.and_then(|place| hit.new.get(place));
                    text.push(digit.map_or(glyph.character, |digit| (b'0' + digit) as char));
                }
                None if is_space(glyph.character) || glyph.character.is_control() => text.push(' '),
                None => text.push(glyph.character),
            }
            at += 1;
        }
        let text = text.trim();
        let start = if shown.start > line.start { "…" } else { "" };
        let end = if shown.end < line.end { "…" } else { "" };
        format!("{start}{text}{end}")
    }
}

/// The part of a line that is shown: all of it, or what surrounds the hits.
fn shortened(line: &Range<usize>, hits: &[Hit]) -> Range<usize> {
    const WHOLE: usize = 160;
    const BEFORE: usize = 70;
    const AFTER: usize = 50;
    if line.len() <= WHOLE {
        return line.clone();
    }
    let first = hits.first().map_or(line.start, |hit| hit.ends().0);
    let last = hits.last().map_or(line.end, |hit| hit.ends().1);
    first.saturating_sub(BEFORE).max(line.start)..(last + AFTER).min(line.end)
}
