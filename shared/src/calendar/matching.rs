//! Where in a property the digits of an old conference ID stand.
//!
//! Seven digits also occur in order numbers, dates and telephone numbers. So a match needs the right digits with
//! nothing numeric around them *and* an anchor before them (see `anchors`): a label of the table, two commas
//! (the pause of a telephone number) or `id=` in an address.

use std::ops::Range;

use super::anchors::Anchor;
use super::glyphs::{Cell, Decoder, Glyph, is_hyphen, is_space, is_word};
use super::request::Plan;
use super::segments::{Segment, TextKind, segments};
use crate::ConferenceId;

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
}

/// Finds everything to replace in `bytes[range]`.
pub(super) fn find(bytes: &[u8], range: Range<usize>, kind: TextKind, plan: &Plan) -> Matches {
    let glyphs: Vec<Glyph> = Decoder::new(bytes, range, kind.quoted_printable).collect();
    let mut matches = Matches::default();
    for segment in segments(&glyphs, kind) {
        let hits = segment.hits(&glyphs, kind, plan);
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

/// Digits in a row, with separators between them.
struct Run {
    positions: Vec<usize>,
    digits: Vec<u8>,
    grouped: bool,
}

impl Segment {
    fn hits(&self, glyphs: &[Glyph], kind: TextKind, plan: &Plan) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while at < self.characters.len() {
            let number = self.number_hit(at, glyphs, plan);
            let found = number.or_else(|| self.id_hit(at, glyphs, kind, plan));
            match found {
                Some((hit, end)) => {
                    hits.push(hit);
                    at = end;
                }
                None => at += 1,
            }
        }
        hits
    }

    /// An old conference ID that begins here.
    fn id_hit(&self, at: usize, glyphs: &[Glyph], kind: TextKind, plan: &Plan) -> Option<(Hit, usize)> {
        self.digit(at, glyphs)?;
        if self.before(at).is_some_and(is_word) || self.follows_an_escape(at, glyphs, kind) {
            return None;
        }
        let run = self.run(at, ConferenceId::DIGITS, glyphs, |character| {
            is_space(character) || is_hyphen(character) || character == '.'
        })?;
        let number = run.digits.iter().fold(0, |number, digit| number * 10 + u32::from(*digit));
        let anchor = plan.is_old_id(number).then(|| self.anchor(at, kind)).flatten()?;
        let end = run.positions.last()? + 1;
        self.ends_well(end, &run, anchor, glyphs).then(|| (self.hit(run, &plan.new_digits, glyphs), end))
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

    /// An old service number that begins here with `+`.
    fn number_hit(&self, at: usize, glyphs: &[Glyph], plan: &Plan) -> Option<(Hit, usize)> {
        if plan.numbers.is_empty() || self.character(at) != Some('+') {
            return None;
        }
        plan.numbers.iter().find_map(|number| {
            let run = self.run(at + 1, number.old.len(), glyphs, |character| {
                is_space(character) || is_hyphen(character) || matches!(character, '.' | '(' | ')' | '/')
            })?;
            let end = run.positions.last()? + 1;
            let same_length = number.old.len() == number.new.len();
            // Writing a number of another length would swallow what stands between the digits, so there
            // must be no markup.
            let first = *self.glyphs.get(at + 1)?;
            let last = *self.glyphs.get(end - 1)?;
            let no_markup = !glyphs[first..=last].iter().any(|glyph| glyph.character == '<');
            (run.digits == number.old
                && (same_length || no_markup)
                && self.ends_well(end, &run, Anchor::Label, glyphs))
            .then(|| (self.hit(run, &number.new, glyphs), end))
        })
    }

    fn hit(&self, run: Run, new: &[u8], glyphs: &[Glyph]) -> Hit {
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

    /// `count` digits from here on, with at most three separators between two of them.
    fn run(
        &self,
        start: usize,
        count: usize,
        glyphs: &[Glyph],
        is_separator: impl Fn(char) -> bool,
    ) -> Option<Run> {
        const MOST_SEPARATORS: usize = 3;
        let mut run = Run { positions: Vec::with_capacity(count), digits: Vec::new(), grouped: false };
        let mut at = start;
        let mut separators = 0;
        while run.digits.len() < count {
            if let Some(digit) = self.digit(at, glyphs) {
                run.grouped |= separators > 0;
                separators = 0;
                run.digits.push(digit);
                run.positions.push(at);
            } else {
                separators += 1;
                let separator = self.character(at).is_some_and(&is_separator);
                if run.digits.is_empty() || separators > MOST_SEPARATORS || !separator {
                    return None;
                }
            }
            at += 1;
        }
        Some(run)
    }

    /// Whether the digits that end before `end` are a whole number: not part of a longer one, of a word, of a mail
    /// address or of a longer identifier.
    fn ends_well(&self, end: usize, run: &Run, anchor: Anchor, glyphs: &[Glyph]) -> bool {
        let Some(next) = self.character(end) else { return true };
        let digit_follows = self.digit(end + 1, glyphs).is_some();
        if is_word(next) || next == '@' {
            return false;
        }
        if (is_hyphen(next) || matches!(next, '.' | '/')) && digit_follows {
            return false;
        }
        if run.grouped && is_space(next) && digit_follows {
            return false;
        }
        anchor != Anchor::Address || !matches!(next, '-' | '_' | '~' | '%' | '=' | '+')
    }
}
