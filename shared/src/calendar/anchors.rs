//! What must stand before seven digits to make them a conference ID.

use super::glyphs::{is_hyphen, is_space, is_word};
use super::labels::{FOREIGN_WORDS, LABELS, LINKING_WORDS};
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
}

impl Segment {
    /// What stands before the digits that begin at `at` and makes them a conference ID.
    pub(super) fn anchor(&self, at: usize, kind: TextKind) -> Option<Anchor> {
        if kind.bare_id && self.first_word.is_none_or(|first| first >= at) {
            return Some(Anchor::Label);
        }
        let mut before = at;
        while before > 0 && at - before < 3 && self.before(before).is_some_and(is_space) {
            before -= 1;
        }
        if before >= 2 && self.characters[before - 2..before] == [',', ','] {
            return Some(Anchor::Pause);
        }
        if self.is_address_parameter(at) {
            return Some(Anchor::Address);
        }
        self.labelled(at).then_some(Anchor::Label)
    }

    /// Whether `?id=` or the like stands right before `at`.
    fn is_address_parameter(&self, at: usize) -> bool {
        const KEYS: &[&str] =
            &["id", "cid", "confid", "conf_id", "conferenceid", "conference_id", "conference-id"];
        if self.before(at) != Some('=') {
            return false;
        }
        KEYS.iter().any(|key| {
            self.ends_with(at - 1, key)
                && matches!(self.before(at - 1 - key.len()), Some('?' | '&' | ';' | '#'))
        })
    }

    /// Whether the characters before `end` are this ASCII text.
    fn ends_with(&self, end: usize, text: &str) -> bool {
        end >= text.len() && self.characters[end - text.len()..end].iter().copied().eq(text.chars())
    }

    /// Whether a label of the table stands before `at`, with only punctuation, line breaks, a linking word or
    /// a remark in parentheses between.
    fn labelled(&self, at: usize) -> bool {
        let end = self.skip_gap(at);
        if self.label_before(end) {
            return true;
        }
        if let Some(linked) = self.skip_linking_word(end)
            && self.label_before(self.skip_gap(linked))
        {
            return true;
        }
        self.skip_remark(at).is_some_and(|end| self.label_before(self.skip_gap(end)))
    }

    /// Goes back over what may stand between a label and its digits.
    fn skip_gap(&self, at: usize) -> usize {
        const MOST: usize = 80;
        const MOST_LINES: usize = 6;
        let mut end = at;
        let mut lines = 0;
        while let Some(character) = self.before(end) {
            lines += usize::from(character == '\n');
            let is_gap = is_space(character)
                || is_hyphen(character)
                || matches!(
                    character,
                    '\n' | ':'
                        | '='
                        | '*'
                        | '_'
                        | '#'
                        | '('
                        | '['
                        | '"'
                        | '\''
                        | '“'
                        | '”'
                        | '„'
                        | '»'
                        | '«'
                        | '›'
                        | '‹'
                        | '>'
                        | '<'
                        | '|'
                        | '.'
                        | '•'
                        | '→'
                        | '：'
                );
            if !is_gap || at - end >= MOST || lines > MOST_LINES {
                break;
            }
            end -= 1;
        }
        end
    }

    /// Where a linking word that ends at `end` begins.
    fn skip_linking_word(&self, end: usize) -> Option<usize> {
        let start = self.word_start(end);
        let word = &self.characters[start..end];
        LINKING_WORDS.iter().any(|link| word.iter().copied().eq(link.chars())).then_some(start)
    }

    /// Where a remark in parentheses before the digits begins: `Conference ID (by phone): 827 196 4`.
    fn skip_remark(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 40;
        let close = self.skip_gap(at);
        if self.before(close) != Some(')') {
            return None;
        }
        let earliest = close.saturating_sub(LONGEST);
        let open = (earliest..close - 1).rev().find(|place| self.characters[*place] == '(')?;
        let remark = &self.characters[open + 1..close - 1];
        let harmless = remark.iter().all(|character| !character.is_ascii_digit() && *character != '\n');
        let text: String = remark.iter().collect();
        let foreign = text.split(|character| !is_word(character)).any(is_foreign);
        (harmless && !foreign).then_some(open)
    }

    /// Whether a label ends at `end`.
    fn label_before(&self, end: usize) -> bool {
        LABELS.iter().flat_map(|set| set.labels).any(|label| {
            self.label_start(end, label).is_some_and(|start| {
                !self.before(start).is_some_and(is_word) && !self.is_foreign_before(start)
            })
        })
    }

    /// Where this label begins if it ends at `end`.
    fn label_start(&self, end: usize, label: &str) -> Option<usize> {
        const MOST_SEPARATORS: usize = 3;
        let mut at = end;
        for character in label.chars().rev() {
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

    /// Whether the word before a label makes it the name of something else.
    fn is_foreign_before(&self, start: usize) -> bool {
        let mut end = start;
        while start - end < 3 && self.before(end).is_some_and(is_word_separator) {
            end -= 1;
        }
        let word: String = self.characters[self.word_start(end)..end].iter().collect();
        end < start && is_foreign(&word)
    }

    /// Where the word that ends at `end` begins.
    fn word_start(&self, end: usize) -> usize {
        let mut start = end;
        while end - start < 16 && self.before(start).is_some_and(is_word) {
            start -= 1;
        }
        start
    }
}

/// Whether this may stand between the words of a label.
fn is_word_separator(character: char) -> bool {
    is_space(character) || is_hyphen(character) || matches!(character, '.' | '\'' | '’' | '_' | '/')
}

fn is_foreign(word: &str) -> bool {
    FOREIGN_WORDS.contains(&word)
}
