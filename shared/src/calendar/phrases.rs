//! Finding the patterns of the table in a text.

use super::characters::{is_hyphen, is_space, is_unspaced, is_word};
use super::labels::{Kind, patterns};
use super::segments::Segment;

/// The longest word that is compared.
const LONGEST_WORD: usize = 24;

impl Segment {
    /// Where a pattern of this kind begins that ends at `end`; whole words only.
    pub(super) fn words_before(&self, end: usize, kind: Kind) -> impl Iterator<Item = usize> {
        // Most places end no word, and are done here.
        let ends_word = self
            .before(end)
            .is_some_and(|character| is_word(character) && !character.is_ascii_digit() || character == '°');
        let candidates = ends_word.then(|| patterns(kind)).into_iter().flatten();
        candidates.filter_map(move |pattern| self.pattern_start(end, pattern))
    }

    /// Where this pattern begins if it ends at `end`.
    fn pattern_start(&self, end: usize, pattern: &str) -> Option<usize> {
        if pattern.is_empty() {
            // Words that may be left out also left out the separators before the next one.
            let mut start = end;
            while self.character(start).is_some_and(is_word_separator) {
                start += 1;
            }
            let joined =
                self.before(start).is_some_and(is_word) && !self.character(start).is_some_and(is_unspaced);
            return (!joined).then_some(start);
        }
        if let Some((before, words)) = pattern.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
            return words.split('|').find_map(|word| {
                let start = self.literal_start(end, word)?;
                self.pattern_start(start, before)
            });
        }
        let literal = pattern.rfind(')').map_or(0, |close| close + 1);
        let start = self.literal_start(end, &pattern[literal..])?;
        self.pattern_start(start, &pattern[..literal])
    }

    /// Where this text without choices begins if it ends at `end`.
    fn literal_start(&self, end: usize, literal: &str) -> Option<usize> {
        const MOST_SEPARATORS: usize = 3;
        let mut at = end;
        for character in literal.chars().rev() {
            if character == ' ' {
                let limit = at.saturating_sub(MOST_SEPARATORS);
                while at > limit && self.before(at).is_some_and(is_word_separator) {
                    at -= 1;
                }
            } else if self.before(at) == Some(character) {
                at -= 1;
            } else {
                return None;
            }
        }
        Some(at)
    }

    /// Whether the words before a label make it the name of something else, in the same phrase: not across a full stop,
    /// a comma, a slash, a dash between spaces, a line break or a tag.
    pub(super) fn names_another(&self, label: usize) -> bool {
        const MOST_WORDS: usize = 4;
        const MOST_SIGNS: usize = 5;
        let mut at = label;
        let mut is_one_expression = true;
        for _ in 0..MOST_WORDS {
            let mut end = at;
            while at - end < MOST_SIGNS
                && let Some(sign) = self.before(end)
            {
                let joins = is_hyphen(sign) && !self.is_dash(end - 1);
                if !(is_space(sign)
                    || joins
                    || matches!(sign, ':' | '(' | ')' | '[' | ']' | '"' | '*' | '_' | '\''))
                {
                    break;
                }
                is_one_expression &= is_space(sign) || joins;
                end -= 1;
            }
            if self.is_parted(end, at) {
                return false;
            }
            let start = self.word_start(end);
            let word = &self.characters[start..end];
            if word.is_empty() {
                return false;
            }
            if is_one_of(word, Kind::Other) || is_one_expression && is_one_of(word, Kind::Online) {
                return true;
            }
            if !is_one_of(word, Kind::Bridge) {
                return false;
            }
            is_one_expression = false;
            at = start;
        }
        false
    }

    /// Whether the hyphen at this place stands between phrases rather than between words.
    fn is_dash(&self, at: usize) -> bool {
        self.before(at).is_some_and(is_space) || self.character(at + 1).is_some_and(is_space)
    }

    /// Whether this stretch of text names something other than a conference ID.
    pub(super) fn mentions_another(&self, start: usize, end: usize) -> bool {
        self.mentions(start, end, Kind::Other) || self.mentions(start, end, Kind::Unrelated)
    }

    /// Whether a word of this kind stands here.
    pub(super) fn mentions(&self, start: usize, end: usize, kind: Kind) -> bool {
        self.characters[start..end]
            .split(|character| !is_word(*character))
            .filter(|word| word.first().is_some_and(|first| !first.is_ascii_digit()))
            .any(|word| is_one_of(word, kind))
    }

    /// Where the phrase before this place begins.
    pub(super) fn phrase_start(&self, at: usize) -> usize {
        const LONGEST: usize = 60;
        let earliest = at.saturating_sub(LONGEST);
        let ends =
            |character: &char| matches!(character, '\n' | '.' | ',' | ';' | '!' | '?' | '|' | '、' | '。');
        // Signs right before the digits end nothing.
        let end =
            (earliest..at).rev().find(|place| self.characters.get(*place).copied().is_some_and(is_word));
        let end = end.unwrap_or(earliest);
        self.characters[earliest..end].iter().rposition(ends).map_or(earliest, |place| earliest + place + 1)
    }

    /// Where the word that ends at `end` begins.
    pub(super) fn word_start(&self, end: usize) -> usize {
        let mut start = end;
        while end - start < LONGEST_WORD && self.before(start).is_some_and(is_word) {
            start -= 1;
        }
        start
    }
}

/// Whether this may stand between the words of a pattern.
fn is_word_separator(character: char) -> bool {
    is_space(character) || is_hyphen(character) || matches!(character, '.' | '\'' | '’' | '_' | '/')
}

/// Whether this word is one of the table; a `*` there stands for any further letters.
fn is_one_of(word: &[char], kind: Kind) -> bool {
    patterns(kind).any(|pattern| match pattern.strip_suffix('*') {
        Some(stem) => {
            let mut letters = word.iter();
            stem.chars().all(|character| letters.next() == Some(&character))
        }
        None => pattern.chars().eq(word.iter().copied()),
    })
}
