//! Digits in a row, with separators between them.

use super::anchors::Anchor;
use super::characters::{is_hyphen, is_space, is_word, joins};
use super::glyphs::Glyph;
use super::segments::Segment;
use crate::ConferenceId;

/// Digits in a row, with separators between them.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) positions: Vec<usize>,
    pub(super) digits: Vec<u8>,
    grouped: bool,
}

impl Run {
    /// Digits whose values do not matter any more.
    pub(super) fn of(positions: Vec<usize>) -> Self {
        let grouped = positions.windows(2).any(|pair| pair[1] - pair[0] > 1);
        Self { positions, digits: Vec::new(), grouped }
    }

    /// The digits as one number.
    pub(super) fn number(&self) -> u32 {
        self.digits.iter().fold(0, |number, digit| number * 10 + u32::from(*digit))
    }

    /// How many digits stand together, for each group.
    fn groups(&self) -> Vec<usize> {
        self.positions.chunk_by(|one, next| next - one == 1).map(<[usize]>::len).collect()
    }
}

/// Whether this may stand between the digits of an ID.
fn is_separator(character: char) -> bool {
    is_space(character)
        || is_hyphen(character)
        || matches!(character, '.' | '·' | '\'' | '’' | '‘' | '´' | '‧' | '∙' | '・')
}

/// Whether this may stand only between the groups in which people write seven digits: elsewhere it parts numbers.
fn is_strict_separator(character: char) -> bool {
    matches!(character, ',' | '\n' | '_' | '/' | '|')
}

impl Segment {
    /// As many digits as a conference ID has from here on.
    pub(super) fn run(&self, start: usize, glyphs: &[Glyph]) -> Option<Run> {
        const MOST_SPACES: usize = 8;
        const MOST_SIGNS: usize = 3;
        const GROUPINGS: [&[usize]; 3] = [&[3, 3, 1], &[1, 3, 3], &[3, 2, 2]];
        let mut run =
            Run { positions: Vec::with_capacity(ConferenceId::DIGITS), digits: Vec::new(), grouped: false };
        let mut at = start;
        let (mut spaces, mut signs, mut is_strict) = (0, 0, false);
        while run.digits.len() < ConferenceId::DIGITS {
            if let Some(digit) = self.digit(at, glyphs) {
                run.grouped |= spaces + signs > 0;
                (spaces, signs) = (0, 0);
                run.digits.push(digit);
                run.positions.push(at);
            } else {
                let separator = self.character(at)?;
                is_strict |= is_strict_separator(separator);
                if is_space(separator) {
                    spaces += 1;
                } else {
                    signs += 1;
                }
                let is_known = is_separator(separator) || is_strict_separator(separator);
                if run.digits.is_empty() || spaces > MOST_SPACES || signs > MOST_SIGNS || !is_known {
                    return None;
                }
            }
            at += 1;
        }
        (!is_strict || GROUPINGS.contains(&run.groups().as_slice())).then_some(run)
    }

    /// Whether the digits of an ID that end before `end` are a whole number: not part of a longer one, of a word, of a mail
    /// address or of a longer identifier.
    pub(super) fn ends_well(&self, end: usize, run: &Run, anchor: Anchor, glyphs: &[Glyph]) -> bool {
        let Some(next) = self.character(end) else { return true };
        if next == ' ' && self.digit(end + 1, glyphs).is_some() {
            return self.is_another_number(end + 1, run.grouped, glyphs);
        }
        // A tab parts columns.
        (next == '\t' || self.ends_number(end, run, glyphs))
            && (anchor != Anchor::Address || !matches!(next, '-' | '_' | '~' | '%' | '=' | '+'))
    }

    /// Whether the digits that end before `end` are a whole number.
    pub(super) fn ends_number(&self, end: usize, run: &Run, glyphs: &[Glyph]) -> bool {
        let Some(next) = self.character(end) else { return true };
        let digit_follows = self.digit(end + 1, glyphs).is_some();
        if joins(next) || next == '@' || self.digit(end, glyphs).is_some() {
            return false;
        }
        let goes_on = is_hyphen(next) || matches!(next, '.' | '/' | '_') || is_separator(next) && run.grouped;
        !(goes_on && digit_follows || next == ',' && run.grouped && digit_follows)
    }

    /// Whether digits right beside these are part of the same number.
    pub(super) fn goes_on_around(&self, start: usize, end: usize, run: &Run, glyphs: &[Glyph]) -> bool {
        let is_digit = |at: usize| self.digit(at, glyphs).is_some();
        let parts = |at: usize| self.character(at).is_some_and(is_separator);
        let before = run.grouped
            && start >= 2
            && parts(start - 1)
            && is_digit(start - 2)
            && !self.ends_an_id(start - 1, glyphs);
        let after = run.grouped && parts(end) && is_digit(end + 1) && self.character(end) != Some('\t');
        before || is_digit(end) || after && !self.is_another_number(end + 1, true, glyphs)
    }

    /// Whether exactly as many digits as an ID has end here, so that they are a number of their own.
    fn ends_an_id(&self, end: usize, glyphs: &[Glyph]) -> bool {
        let is_part =
            |at: &usize| self.digit(*at, glyphs).is_some() || self.character(*at).is_some_and(is_separator);
        let digits = (0..end).rev().take_while(is_part).filter(|at| self.digit(*at, glyphs).is_some());
        digits.take(ConferenceId::DIGITS + 1).count() == ConferenceId::DIGITS
    }

    /// Whether the digits behind a space are a number of their own: a telephone number, a date or a time. After digits in
    /// groups they are likely one more group, and so are a few behind seven: `1234567 890`.
    fn is_another_number(&self, start: usize, grouped: bool, glyphs: &[Glyph]) -> bool {
        const LONG: usize = 7;
        let is_digit = |at: usize| self.digit(at, glyphs).is_some();
        let length = (start..start + LONG).take_while(|at| is_digit(*at)).count();
        let after = self.character(start + length);
        let is_long = (start..start + 2 * LONG)
            .take_while(|at| {
                is_digit(*at) || self.character(*at).is_some_and(|sign| is_space(sign) || is_hyphen(sign))
            })
            .filter(|at| is_digit(*at))
            .count()
            >= LONG;
        if is_long {
            return true;
        }
        let is_date_or_time = after.is_some_and(|sign| {
            (is_hyphen(sign) || matches!(sign, ':' | '/' | '.')) && is_digit(start + length + 1)
        });
        let is_letter = |sign: char| is_word(sign) && !sign.is_ascii_digit();
        // `1234567 90 minutes`
        let is_counted = length < 3
            && after.is_some_and(is_space)
            && self.character(start + length + 1).is_some_and(is_letter);
        is_date_or_time || is_counted || !grouped && (length > 4 || after.is_some_and(is_letter))
    }
}
