//! Where in a property the digits of an old conference ID stand.
//!
//! Seven digits also occur in order numbers, dates and telephone numbers. So a match needs the right digits with
//! nothing numeric around them *and* an anchor before them: a label of the table, two commas (the pause of a
//! telephone number) or `id=` in an address.

use std::ops::Range;

use super::glyphs::{Cell, Decoder, Glyph, folded, is_hyphen, is_invisible, is_space};
use super::labels::{FOREIGN_WORDS, LABELS, LINKING_WORDS};
use super::request::Plan;
use crate::ConferenceId;

/// How a stretch of text is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TextKind {
    /// HTML: a line break in the source is only a space.
    pub(super) html: bool,
    /// Quoted-printable.
    pub(super) quoted_printable: bool,
    /// The whole value is a conference ID and needs no anchor.
    pub(super) bare_id: bool,
}

/// Digits to replace.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// The place of each digit.
    cells: Vec<Cell>,
    /// The bytes from the first digit to the last.
    span: Range<usize>,
    /// The digits to write, each 0 to 9.
    new: Vec<u8>,
    /// The places of the digits in their stretch of text.
    positions: Vec<usize>,
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
    matches.replacements.sort_by_key(|replacement| replacement.range.start);
    matches
}

/// Whether old digits may stand in `bytes[range]`: true for every text in which [`find`] finds something, false
/// for nearly every other. It allocates nothing, so a whole calendar can be sifted with it.
pub(super) fn may_match(bytes: &[u8], range: Range<usize>, quoted_printable: bool, plan: &Plan) -> bool {
    // Digits outside of markup and inside of it are separate texts.
    let (mut outside, mut inside) = (Sieve::default(), Sieve::default());
    let mut in_tag = false;
    let mut decoder = Decoder::new(bytes, range, quoted_printable).peekable();
    while let Some(glyph) = decoder.next() {
        match glyph.character {
            '<' => {
                let next = decoder.peek().map_or(' ', |glyph| glyph.character);
                in_tag = in_tag || next.is_ascii_alphabetic() || matches!(next, '/' | '!');
            }
            '>' => in_tag = false,
            _ => {
                let sieve = if in_tag { &mut inside } else { &mut outside };
                if let Some(digit) = glyph.digit()
                    && sieve.push(digit, plan)
                {
                    return true;
                }
            }
        }
    }
    false
}

/// The last digits seen.
#[derive(Default)]
struct Sieve {
    digits: u64,
    count: usize,
}

impl Sieve {
    /// Adds a digit and says whether the last ones are digits to replace.
    fn push(&mut self, digit: u8, plan: &Plan) -> bool {
        // Sixteen digits are kept, more than any number has.
        self.digits = self.digits % 1_000_000_000_000_000 * 10 + u64::from(digit);
        self.count += 1;
        let last_seven = u32::try_from(self.digits % 10_000_000).unwrap_or_default();
        self.count >= ConferenceId::DIGITS && plan.is_old_id(last_seven)
            || plan.numbers.iter().any(|number| {
                let value = number.old.iter().fold(0, |value, digit| value * 10 + u64::from(*digit));
                let modulus = number.old.iter().fold(1, |modulus, _| modulus * 10);
                self.count >= number.old.len() && self.digits % modulus == value
            })
    }
}

/// A stretch of text as a reader sees it: without markup and invisible characters, or the inside of one tag.
struct Segment {
    /// The characters, folded for comparing.
    characters: Vec<char>,
    /// The glyph of each.
    glyphs: Vec<usize>,
}

/// The text without its tags, and the inside of each tag.
fn segments(glyphs: &[Glyph], kind: TextKind) -> Vec<Segment> {
    let mut text = Segment { characters: Vec::with_capacity(glyphs.len()), glyphs: Vec::new() };
    text.glyphs.reserve(glyphs.len());
    let mut tags = Vec::new();
    let mut at = 0;
    let mut may_have_tags = true;
    while let Some(glyph) = glyphs.get(at) {
        if glyph.character == '<' && may_have_tags {
            match tag_end(glyphs, at) {
                Tag::Until(end) => {
                    if is_block(glyphs, at) {
                        text.push('\n', at);
                    }
                    // Only a tag with a digit can hold a number.
                    if glyphs[at..end].iter().any(|glyph| glyph.cell.is_some()) {
                        let mut tag = Segment { characters: Vec::new(), glyphs: Vec::new() };
                        for (index, glyph) in glyphs.iter().enumerate().take(end).skip(at + 1) {
                            tag.push_visible(glyph.character, index, kind);
                        }
                        tags.push(tag);
                    }
                    at = end + 1;
                    continue;
                }
                Tag::Never => may_have_tags = false,
                Tag::No => {}
            }
        }
        text.push_visible(glyph.character, at, kind);
        at += 1;
    }
    tags.insert(0, text);
    tags
}

/// Whether a `<` begins a tag.
enum Tag {
    /// It does; the tag ends with the `>` at this glyph.
    Until(usize),
    /// It does not.
    No,
    /// No `>` follows at all.
    Never,
}

fn tag_end(glyphs: &[Glyph], start: usize) -> Tag {
    // `<tel:…>` and `<https://…>` are addresses in plain text, not tags; `<o:p>` is a tag.
    const SCHEMES: &[&str] =
        &["tel", "sip", "sips", "http", "https", "mailto", "callto", "im", "skype", "msteams", "ftp", "urn"];
    match glyphs.get(start + 1).map(|glyph| glyph.character) {
        Some(character) if character.is_ascii_alphabetic() || matches!(character, '/' | '!') => {}
        _ => return Tag::No,
    }
    let name: String = word(glyphs, start + 1);
    let after = glyphs.get(start + 1 + name.len()).map(|glyph| glyph.character);
    if after == Some(':') && SCHEMES.contains(&name.as_str()) {
        return Tag::No;
    }
    match glyphs[start..].iter().position(|glyph| glyph.character == '>') {
        Some(length) => Tag::Until(start + length),
        None => Tag::Never,
    }
}

/// The ASCII letters and digits from here on, at most twelve, in lower case.
fn word(glyphs: &[Glyph], from: usize) -> String {
    glyphs[from.min(glyphs.len())..]
        .iter()
        .take(12)
        .map(|glyph| glyph.character.to_ascii_lowercase())
        .take_while(char::is_ascii_alphanumeric)
        .collect()
}

/// Whether the tag at this glyph ends a line for the reader.
fn is_block(glyphs: &[Glyph], start: usize) -> bool {
    let slash = usize::from(glyphs.get(start + 1).is_some_and(|glyph| glyph.character == '/'));
    let name = word(glyphs, start + 1 + slash);
    matches!(
        name.as_str(),
        "br" | "p"
            | "div"
            | "td"
            | "th"
            | "tr"
            | "table"
            | "tbody"
            | "li"
            | "ul"
            | "ol"
            | "hr"
            | "dd"
            | "dt"
            | "dl"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "pre"
            | "center"
            | "section"
    )
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
}

/// Digits in a row, with separators between them.
struct Run {
    positions: Vec<usize>,
    digits: Vec<u8>,
    grouped: bool,
}

impl Segment {
    fn push(&mut self, character: char, glyph: usize) {
        self.characters.push(character);
        self.glyphs.push(glyph);
    }

    fn push_visible(&mut self, character: char, glyph: usize, kind: TextKind) {
        if kind.html && matches!(character, '\n' | '\r') {
            self.push(' ', glyph);
        } else if !is_invisible(character) {
            self.push(folded(character), glyph);
        }
    }

    fn character(&self, at: usize) -> Option<char> {
        self.characters.get(at).copied()
    }

    /// The character before this place.
    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|before| self.character(before))
    }

    fn digit(&self, at: usize, glyphs: &[Glyph]) -> Option<u8> {
        glyphs[*self.glyphs.get(at)?].digit()
    }

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
        if self.before(at).is_some_and(char::is_alphanumeric) {
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
            let plain = !glyphs[first..=last].iter().any(|glyph| glyph.character == '<');
            (run.digits == number.old
                && (same_length || plain)
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
        if next.is_alphanumeric() || next == '@' {
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

    /// What stands before the digits that begin at `at` and makes them a conference ID.
    fn anchor(&self, at: usize, kind: TextKind) -> Option<Anchor> {
        if kind.bare_id && !self.characters[..at].iter().any(|character| character.is_alphanumeric()) {
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
        let harmless = remark.iter().all(|character| !character.is_numeric() && *character != '\n');
        let text: String = remark.iter().collect();
        let foreign = text.split(|character: char| !character.is_alphanumeric()).any(is_foreign);
        (harmless && !foreign).then_some(open)
    }

    /// Whether a label ends at `end`.
    fn label_before(&self, end: usize) -> bool {
        LABELS.iter().flat_map(|set| set.labels).any(|label| {
            self.label_start(end, label).is_some_and(|start| {
                !self.before(start).is_some_and(char::is_alphanumeric) && !self.is_foreign_before(start)
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
        while end - start < 16 && self.before(start).is_some_and(char::is_alphanumeric) {
            start -= 1;
        }
        start
    }

    /// Adds the lines around hits, before and after.
    fn describe(&self, glyphs: &[Glyph], hits: &[Hit], lines: &mut Vec<(String, String)>) {
        let mut rest = hits;
        while let Some(first) = rest.first() {
            let line = self.line_around(first);
            let count = rest.iter().take_while(|hit| hit.positions[0] < line.end).count().max(1);
            let (on_line, later) = rest.split_at(count);
            rest = later;
            let shown = shortened(&line, on_line);
            lines.push((self.shown(glyphs, &shown, &line, &[]), self.shown(glyphs, &shown, &line, on_line)));
        }
    }

    /// The line of text a hit stands on.
    fn line_around(&self, hit: &Hit) -> Range<usize> {
        let (first, last) = hit.ends();
        let start = self.characters[..first].iter().rposition(|character| *character == '\n');
        let end = self.characters[last..].iter().position(|character| *character == '\n');
        start.map_or(0, |start| start + 1)..end.map_or(self.characters.len(), |length| last + length)
    }

    /// The text of a line, with these hits replaced.
    fn shown(&self, glyphs: &[Glyph], shown: &Range<usize>, line: &Range<usize>, hits: &[Hit]) -> String {
        let mut text = String::new();
        let mut at = shown.start;
        while at < shown.end {
            let glyph = &glyphs[self.glyphs[at]];
            let hit = hits.iter().find(|hit| (hit.ends().0..=hit.ends().1).contains(&at));
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

impl Hit {
    /// The places of the first and the last digit.
    fn ends(&self) -> (usize, usize) {
        let first = self.positions.first().copied().unwrap_or_default();
        (first, self.positions.last().copied().unwrap_or(first))
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

/// What makes digits a conference ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anchor {
    /// A label.
    Label,
    /// Two commas.
    Pause,
    /// `id=` in an address.
    Address,
}

/// Whether this may stand between the words of a label.
fn is_word_separator(character: char) -> bool {
    is_space(character) || is_hyphen(character) || matches!(character, '.' | '\'' | '’' | '_' | '/')
}

fn is_foreign(word: &str) -> bool {
    FOREIGN_WORDS.contains(&word)
}
