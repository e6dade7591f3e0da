//! Where in a property the digits of an old conference ID stand.
//!
//! Seven digits also occur in order numbers, dates and telephone numbers. So a match needs the right digits with
//! nothing numeric around them *and* an anchor (see `anchors`): a label of the table, two commas (the pause of a telephone
//! number) or `id=` in an address. Once one of these stands in an event, lesser signs do too (see `neighbours`).

use std::ops::Range;

use super::anchors::{Anchor, Place};
use super::glyphs::{Cell, Decoder, Glyph};
use super::request::Plan;
use super::runs::Run;
use super::segments::{Segment, TextKind, segments};

/// Digits to replace.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// The place of each digit.
    pub(super) cells: Vec<Cell>,
    /// The bytes from the first digit to the last.
    span: Range<usize>,
    /// The digits to write, each 0 to 9.
    pub(super) new: Vec<u8>,
    /// The places of the digits in their stretch of text.
    pub(super) positions: Vec<usize>,
}

/// One byte or more to put in place of others, as offsets in the text that was searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Replacement {
    pub(super) range: Range<usize>,
    pub(super) bytes: Vec<u8>,
}

/// The matches in one stretch of text.
#[derive(Clone, Debug, Default)]
pub(super) struct Matches {
    /// Not in order: the text comes before what stands in its markup.
    pub(super) replacements: Vec<Replacement>,
    /// Lines for people: before and after.
    pub(super) lines: Vec<(String, String)>,
    /// Whether a conference ID stands here beyond doubt, an old one or the new one, so that lesser signs do in the same
    /// event.
    pub(super) confirms: bool,
}

/// Finds everything to replace in `bytes[range]`, in an event in which a conference ID stands beyond doubt or not.
pub(super) fn find(
    bytes: &[u8],
    range: Range<usize>,
    kind: TextKind,
    plan: &Plan,
    confirmed: bool,
) -> Matches {
    let glyphs: Vec<Glyph> = Decoder::new(bytes, range, kind.quoted_printable).collect();
    let mut matches = Matches::default();
    for segment in segments(&glyphs, kind) {
        let hits = segment.hits(&glyphs, kind, plan, confirmed, &mut matches.confirms);
        segment.describe(&glyphs, &hits, &mut matches.lines);
        for hit in hits {
            hit.write(&mut matches.replacements);
        }
    }
    matches
}

impl Hit {
    /// Adds what to write. Digits are replaced one by one when their count stays, so that everything between
    /// them stays too.
    fn write(&self, replacements: &mut Vec<Replacement>) {
        if self.cells.len() == self.new.len() {
            for (cell, digit) in self.cells.iter().zip(&self.new) {
                cell.write(*digit, |at, byte| {
                    replacements.push(Replacement { range: at..at + 1, bytes: vec![byte] });
                });
            }
        } else {
            let bytes = self.new.iter().map(|digit| b'0' + digit).collect();
            replacements.push(Replacement { range: self.span.clone(), bytes });
        }
    }

    /// The places of the first and the last digit.
    pub(super) fn ends(&self) -> (usize, usize) {
        let first = self.positions.first().copied().unwrap_or_default();
        (first, self.positions.last().copied().unwrap_or(first))
    }
}

impl Segment {
    fn hits(
        &self,
        glyphs: &[Glyph],
        kind: TextKind,
        plan: &Plan,
        confirmed: bool,
        confirms: &mut bool,
    ) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        let mut last = None;
        while at < self.characters.len() {
            if let Some((hit, end)) = self.number_hit(at, glyphs, plan) {
                hits.push(hit);
                at = end;
                continue;
            }
            let Some((run, end)) = self.id_run(at, glyphs, kind) else {
                at += 1;
                continue;
            };
            let number = run.number();
            let (is_old, is_new) = (plan.is_old_id(number), plan.is_new_id(number));
            let place = Place { start: at, end, last };
            let anchor = (is_old || is_new).then(|| self.anchor(place, kind, confirmed, glyphs)).flatten();
            // A lesser sign does not part an ID from digits beside it: what is not told from a longer number here is not
            // told from one in the search for what is left, either.
            let is_whole = |anchor: &Anchor| {
                self.ends_well(end, &run, *anchor, glyphs)
                    && (*anchor != Anchor::Neighbour || !self.goes_on_around(at, end, &run, glyphs))
            };
            let Some(anchor) = anchor.filter(is_whole) else {
                at += 1;
                continue;
            };
            *confirms |= anchor != Anchor::Neighbour;
            last = Some(end);
            if is_old {
                hits.push(self.hit(run, &plan.new_digits, glyphs));
            }
            at = end;
        }
        hits
    }

    /// Seven digits that begin here and may be a conference ID.
    fn id_run(&self, at: usize, glyphs: &[Glyph], kind: TextKind) -> Option<(Run, usize)> {
        self.digit(at, glyphs)?;
        let joined = at > 0 && self.digit(at - 1, glyphs).is_some();
        if joined || self.follows_an_escape(at, glyphs, kind) {
            return None;
        }
        let run = self.run(at, glyphs)?;
        let end = run.positions.last()? + 1;
        Some((run, end))
    }

    /// Whether other digits here could be read as an encoded character: after a bare `%`, a bare `=` in quoted-printable,
    /// or `&#`.
    fn follows_an_escape(&self, at: usize, glyphs: &[Glyph], kind: TextKind) -> bool {
        let is_bare = |at: usize, sign: char| {
            let glyph = self.glyphs.get(at).and_then(|glyph| glyphs.get(*glyph));
            glyph.is_some_and(|glyph| glyph.character == sign && glyph.end - glyph.start == 1)
        };
        let Some(before) = at.checked_sub(1) else { return false };
        is_bare(before, '%')
            || (kind.quoted_printable && is_bare(before, '='))
            || (is_bare(before, '#') && before.checked_sub(1).is_some_and(|at| is_bare(at, '&')))
    }

    /// The hit for these digits.
    pub(super) fn hit(&self, run: Run, new: &[u8], glyphs: &[Glyph]) -> Hit {
        let places = || run.positions.iter().map(|position| &glyphs[self.glyphs[*position]]);
        let start = places().next().map_or(0, |glyph| glyph.start);
        let end = places().next_back().map_or(start, |glyph| glyph.end);
        Hit {
            cells: places().filter_map(|glyph| glyph.cell).collect(),
            span: start..end,
            new: new.to_vec(),
            positions: run.positions,
        }
    }
}
