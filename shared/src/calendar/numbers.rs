//! Service numbers in the forms that people write them: with the country's calling code or without.

use super::characters::{is_hyphen, is_space, joins};
use super::glyphs::Glyph;
use super::matching::Hit;
use super::request::{Plan, PlannedNumber};
use super::runs::Run;
use super::segments::Segment;

/// The fewest digits that are taken for a number without its calling code and without a zero.
const FEWEST_BARE: usize = 8;

impl Segment {
    /// An old service number that begins here, and the place after it.
    pub(super) fn number_hit(&self, at: usize, glyphs: &[Glyph], plan: &Plan) -> Option<(Hit, usize)> {
        if plan.numbers.is_empty() {
            return None;
        }
        let is_start = self.character(at) == Some('+') || self.digit(at, glyphs).is_some();
        if !is_start || self.before(at).is_some_and(|before| joins(before) || before == '+') {
            return None;
        }
        plan.numbers.iter().find_map(|number| self.number_form(at, glyphs, number))
    }

    fn number_form(&self, at: usize, glyphs: &[Glyph], number: &PlannedNumber) -> Option<(Hit, usize)> {
        let (code, national) = number.old.split_at(calling_code(&number.old));
        let (new_code, new_national) = number.new.split_at(calling_code(&number.new));
        let same_country = code == new_code;
        let after_prefix = if self.character(at) == Some('+') {
            Some(at + 1)
        } else {
            [&[0, 0][..], &[0, 1, 1]].iter().find_map(|prefix| {
                let after = self.digits(at, prefix, glyphs)?.1;
                self.digits(self.skip_between(after), code, glyphs).map(|_| self.skip_between(after))
            })
        };
        let whole = after_prefix.and_then(|start| self.digits(start, &number.old, glyphs));
        if let Some((positions, end)) = whole {
            return self.replaced(positions, end, &number.new, glyphs);
        }
        // `+46 (0)8 …`: the zero stays, so the country must too.
        let inner = after_prefix
            .and_then(|start| self.digits(start, code, glyphs))
            .and_then(|(_, end)| self.skip_zero(end, glyphs));
        let start = inner.or_else(|| {
            let trunk: &[u8] = match code {
                [1] => &[1],
                [7] => &[8],
                [3, 6] => &[0, 6],
                _ => &[0],
            };
            let after = self.digits(at, trunk, glyphs).map(|(_, end)| self.skip_between(end));
            let is_national = after.filter(|start| self.digits(*start, national, glyphs).is_some());
            let bare = || (national.len() >= FEWEST_BARE && !self.goes_on(at, glyphs)).then_some(at);
            is_national.filter(|_| !self.is_international(at, glyphs)).or_else(bare)
        })?;
        let (positions, end) = self.digits(start, national, glyphs).filter(|_| same_country)?;
        self.replaced(positions, end, new_national, glyphs)
    }

    /// Where an old service number ends that begins here, with or without its calling code, if its digits are a whole
    /// number.
    pub(super) fn old_number_end(&self, at: usize, glyphs: &[Glyph], plan: &Plan) -> Option<usize> {
        plan.numbers.iter().find_map(|number| {
            let national =
                number.old.get(calling_code(&number.old)..).filter(|rest| rest.len() + 1 >= FEWEST_BARE)?;
            let (_, end) = self.digits(at, national, glyphs)?;
            self.digit(end, glyphs).is_none().then_some(end)
        })
    }

    /// The hit for these digits, if they are a whole number.
    fn replaced(
        &self,
        positions: Vec<usize>,
        end: usize,
        new: &[u8],
        glyphs: &[Glyph],
    ) -> Option<(Hit, usize)> {
        // Writing a number of another length would swallow what stands between the digits, so there must be no markup.
        let first = *self.glyphs.get(*positions.first()?)?;
        let last = *self.glyphs.get(*positions.last()?)?;
        let no_markup = !glyphs[first..=last].iter().any(|glyph| glyph.character == '<');
        let run = Run::of(positions);
        ((run.positions.len() == new.len() || no_markup) && self.ends_number(end, &run, glyphs))
            .then(|| (self.hit(run, new, glyphs), end))
    }

    /// These digits from here on, with at most three separators between two of them.
    fn digits(&self, start: usize, digits: &[u8], glyphs: &[Glyph]) -> Option<(Vec<usize>, usize)> {
        let mut positions = Vec::with_capacity(digits.len());
        let mut at = start;
        for digit in digits {
            if !positions.is_empty() {
                at = self.skip_between(at);
            }
            if self.digit(at, glyphs) != Some(*digit) {
                return None;
            }
            positions.push(at);
            at += 1;
        }
        Some((positions, at))
    }

    /// Goes on over what stands between the digits of a number.
    fn skip_between(&self, at: usize) -> usize {
        const MOST_SEPARATORS: usize = 3;
        let ends = (at..at + MOST_SEPARATORS).find(|at| !self.character(*at).is_some_and(is_between));
        ends.unwrap_or(at + MOST_SEPARATORS)
    }

    /// Whether a digit stands before this place and what may stand between the digits of a number.
    fn goes_on(&self, at: usize, glyphs: &[Glyph]) -> bool {
        const MOST_SEPARATORS: usize = 3;
        let mut before = at;
        while at - before < MOST_SEPARATORS && self.before(before).is_some_and(is_between) {
            before -= 1;
        }
        before.checked_sub(1).is_some_and(|before| self.digit(before, glyphs).is_some())
    }

    /// Whether the number that goes on here began with the calling code of another country.
    fn is_international(&self, at: usize, glyphs: &[Glyph]) -> bool {
        const LONGEST: usize = 8;
        (at.saturating_sub(LONGEST)..at)
            .rev()
            .find(|place| {
                let is_part = self.digit(*place, glyphs).is_some();
                !is_part && !self.character(*place).is_some_and(is_between)
            })
            .is_some_and(|place| self.character(place) == Some('+'))
    }

    /// Goes on over a zero in parentheses.
    fn skip_zero(&self, at: usize, glyphs: &[Glyph]) -> Option<usize> {
        let open = (at..at + 3).find(|at| matches!(self.character(*at), Some('(' | '[')))?;
        let is_zero = self.digit(open + 1, glyphs) == Some(0);
        let is_closed = matches!(self.character(open + 2), Some(')' | ']'));
        (is_zero && is_closed).then(|| self.skip_between(open + 3))
    }
}

/// Whether this may stand between the digits of a number.
fn is_between(character: char) -> bool {
    is_space(character) || is_hyphen(character) || matches!(character, '.' | '(' | ')' | '/')
}

/// How many digits the calling code of a number has (ITU-T E.164).
pub(super) fn calling_code(digits: &[u8]) -> usize {
    let count = match digits {
        [1 | 7, ..] => 1,
        [2, 0 | 7, ..]
        | [3, 0..=4 | 6 | 9, ..]
        | [4, 0 | 1 | 3..=9, ..]
        | [5, 1..=8, ..]
        | [6, 0..=6, ..]
        | [8, 1 | 2 | 4 | 6, ..]
        | [9, 0..=5 | 8, ..] => 2,
        _ => 3,
    };
    count.min(digits.len())
}
