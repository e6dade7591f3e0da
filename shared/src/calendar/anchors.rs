//! What must stand before seven digits to make them a conference ID.

use super::characters::{is_hyphen, is_space, is_word, joins};
use super::glyphs::Glyph;
use super::labels::Kind;
use super::segments::{Segment, TextKind};

/// What makes digits a conference ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// A label.
    Label,
    /// Two commas.
    Pause,
    /// `id=` in an address.
    Address,
    /// Something that does only where another anchor stands in the same event.
    Neighbour,
}

/// Digits in question: the first one, and the place after the last one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the last conference ID ended.
    pub(super) last: Option<usize>,
}

impl Segment {
    /// What stands around these digits and makes them a conference ID.
    pub(super) fn anchor(
        &self,
        place: Place,
        kind: TextKind,
        confirmed: bool,
        glyphs: &[Glyph],
    ) -> Option<Anchor> {
        let at = place.start;
        if kind.bare_id && self.first_word.is_none_or(|first| first >= at) {
            return Some(Anchor::Label);
        }
        if self.before(at).is_some_and(joins) {
            // A line was folded at a space, and the space is gone: `Conference ID1234567`.
            if self.is_label(at) {
                return Some(Anchor::Label);
            }
            // The letter may also be a pause: `+46812345678p1234567`.
            return (confirmed && self.is_extension(at, glyphs)).then_some(Anchor::Neighbour);
        }
        if self.has_parameter(at) {
            return self.is_own_link(at).then_some(Anchor::Address);
        }
        if self.is_paused(at) && !self.is_of_another_service(place) {
            return Some(Anchor::Pause);
        }
        if self.labelled(at) || self.labelled_by_column(at) {
            return Some(Anchor::Label);
        }
        (confirmed && self.is_neighbour(place, glyphs)).then_some(Anchor::Neighbour)
    }

    /// Whether two commas stand before this place.
    fn is_paused(&self, at: usize) -> bool {
        let before = self.skip_spaces(at, 2);
        before >= 2 && self.characters[before - 2..before] == [',', ',']
    }

    /// Goes back over spaces.
    pub(super) fn skip_spaces(&self, at: usize, most: usize) -> usize {
        let mut before = at;
        while at - before < most && self.before(before).is_some_and(is_space) {
            before -= 1;
        }
        before
    }

    /// Whether the characters before `end` are this ASCII text.
    pub(super) fn ends_with(&self, end: usize, text: &str) -> bool {
        end >= text.len() && self.characters[end - text.len()..end].iter().copied().eq(text.chars())
    }

    /// Whether a label of the table stands before `at`, with only punctuation, line breaks, linking words or a remark in
    /// parentheses between.
    fn labelled(&self, at: usize) -> bool {
        const MOST_LINKS: usize = 2;
        let mut end = self.skip_gap(at);
        if self.is_label(end) {
            return true;
        }
        let remark = self.skip_remark(at);
        if remark.is_some_and(|end| self.is_label(self.skip_gap(end))) {
            return true;
        }
        for _ in 0..MOST_LINKS {
            let Some(start) = self.words_before(end, Kind::Link).min() else { return false };
            end = self.skip_gap(start);
            if self.is_label(end) {
                return true;
            }
        }
        false
    }

    /// Whether the column of a table in which `at` stands has a label at its head.
    fn labelled_by_column(&self, at: usize) -> bool {
        self.tables.head_above(at).is_some_and(|(head, cell)| {
            let is_first = !self.characters[cell..at].iter().any(|character| is_word(*character));
            is_first && self.is_label(self.skip_gap(head.end).max(head.start))
        })
    }

    /// Goes back over what may stand between a label and its digits.
    pub(super) fn skip_gap(&self, at: usize) -> usize {
        const MOST: usize = 80;
        const MOST_LINES: usize = 6;
        let mut end = at;
        let mut lines = 0;
        while let Some(character) = self.before(end) {
            lines += usize::from(character == '\n');
            if !is_gap(character) || at - end >= MOST || lines > MOST_LINES {
                break;
            }
            end -= 1;
        }
        end
    }

    /// Where a remark in parentheses before the digits begins: `Conference ID (by phone): 827 196 4`.
    fn skip_remark(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 40;
        const MOST_DIGITS: usize = 2;
        let close = self.skip_gap(at);
        if self.before(close) != Some(')') {
            return None;
        }
        let earliest = close.saturating_sub(LONGEST);
        let open = (earliest..close - 1).rev().find(|place| self.characters[*place] == '(')?;
        let remark = &self.characters[open + 1..close - 1];
        let digits = remark.iter().filter(|character| character.is_ascii_digit()).count();
        let harmless = digits <= MOST_DIGITS && !remark.contains(&'\n');
        (harmless && !self.mentions(open + 1, close - 1, Kind::Other)).then_some(open)
    }

    /// Whether a label ends at `end` that is not the name of something else.
    pub(super) fn is_label(&self, end: usize) -> bool {
        self.words_before(end, Kind::Conference).any(|start| !self.names_another(start))
    }
}

/// Whether this may stand between a label and its digits: any sign but those that begin something else.
fn is_gap(character: char) -> bool {
    is_space(character)
        || is_hyphen(character)
        || !is_word(character)
            && !matches!(
                character,
                '+' | '@' | '\\' | '%' | '&' | '?' | '!' | ')' | '$' | '€' | '£' | '¥' | '{' | '}' | '。'
            )
}
