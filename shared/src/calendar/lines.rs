//! Content lines: where each begins and ends in the input, and their text without folds.
//!
//! A long line is folded (RFC 5545, 3.1): a line break and one space or tab stand anywhere in it, also between
//! two digits. Lines of the older vCalendar in quoted-printable continue after a final `=` instead. Careless programs
//! write the line breaks of a text as they are, so that it goes on in lines that are no content lines, and some write a
//! bare carriage return for every line break. Everything here works on bytes, because folds may split even a UTF-8
//! character.

use std::ops::Range;

use super::properties::{Treatment, is_raw_text, treatment};
use super::report::Patch;
use crate::ConferenceId;

/// How far into a file its version is looked for.
const HEAD: usize = 4096;

/// One content line, folds included.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// Where the line stands in the input, with its line break.
    pub(super) range: Range<usize>,
    /// The bytes of that range.
    pub(super) raw: &'a [u8],
    /// How many bytes of `raw` are the line itself, without the line break at its end.
    content: usize,
    /// Whether `raw` holds folds or soft breaks.
    folded: bool,
    breaks: Breaks,
}

/// Which line breaks may stand inside a line.
#[derive(Clone, Copy, Debug, Default)]
struct Breaks {
    /// Whether a final `=` continues the line.
    soft: bool,
    /// Whether a bare carriage return is a line break.
    bare_returns: bool,
}

/// Splits input into content lines.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    input: &'a [u8],
    at: usize,
    end: usize,
    /// Whether this is the older vCalendar. In iCalendar a final `=` is only a character.
    is_vcalendar: bool,
    /// Whether a bare carriage return ends a line.
    has_bare_returns: bool,
}

/// Whether the line breaks of this input are bare carriage returns, as old Macs and Lotus programs write them.
pub(super) fn has_bare_returns(input: &[u8]) -> bool {
    let head = input.get(..HEAD).unwrap_or(input);
    memchr::memchr(b'\n', head).is_none() && memchr::memchr(b'\r', head).is_some()
}

impl<'a> Lines<'a> {
    /// The lines of this range of the input.
    pub(super) fn new(input: &'a [u8], range: Range<usize>) -> Self {
        let head = input.get(..HEAD).unwrap_or(input);
        let is_vcalendar = memchr::memmem::find(head, b"VERSION:1.0").is_some();
        let has_bare_returns = has_bare_returns(input);
        Self { input, at: range.start, end: range.end.min(input.len()), is_vcalendar, has_bare_returns }
    }

    /// Where the next line begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The end of the physical line that begins at `from`: of its content, and of its line break.
    fn physical(&self, from: usize) -> (usize, usize) {
        let rest = self.input.get(from..self.end).unwrap_or_default();
        if self.has_bare_returns
            && let Some(length) = memchr::memchr2(b'\r', b'\n', rest)
        {
            let both = rest[length] == b'\r' && rest.get(length + 1) == Some(&b'\n');
            return (from + length, from + length + 1 + usize::from(both));
        }
        match memchr::memchr(b'\n', rest) {
            Some(length) if length > 0 && rest[length - 1] == b'\r' => (from + length - 1, from + length + 1),
            Some(length) => (from + length, from + length + 1),
            None => (self.end, self.end),
        }
    }
}

impl Lines<'_> {
    fn is_raw_text_at(&self, at: usize) -> bool {
        at < self.end && is_raw_text(&self.input[at..self.physical(at).0])
    }

    /// Where a text ends that goes on in lines that are no content lines; each of them may be folded.
    fn with_raw_text(&self, mut content: usize, mut next: usize) -> (usize, usize) {
        while next < self.end {
            let is_fold = matches!(self.input[next], b' ' | b'\t');
            if !is_fold && !self.is_raw_text_at(next) {
                break;
            }
            (content, next) = self.physical(next);
        }
        (content, next)
    }
}

/// Whether a line holds text that may go on in lines without a name.
fn is_text(line: &[u8]) -> bool {
    let end = line.iter().position(|byte| matches!(byte, b':' | b';' | b'\r' | b'\n')).unwrap_or(line.len());
    end > 0 && treatment(&line[..end]) == Treatment::Mend && !is_raw_text(line)
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        if self.at >= self.end {
            return None;
        }
        let start = self.at;
        let (mut content, mut next) = self.physical(start);
        let mut folded = false;
        let soft = self.is_vcalendar && is_quoted_printable(&self.input[start..content]);
        let breaks = Breaks { soft, bare_returns: self.has_bare_returns };
        while next < self.end {
            let continues = matches!(self.input[next], b' ' | b'\t')
                || (soft && content > start && self.input[content - 1] == b'=');
            if !continues || content == start {
                break;
            }
            folded = true;
            (content, next) = self.physical(next);
        }
        if self.is_raw_text_at(next) && is_text(&self.input[start..content]) {
            folded = true;
            (content, next) = self.with_raw_text(content, next);
        }
        self.at = next;
        Some(Line {
            range: start..next,
            raw: &self.input[start..next],
            content: content.max(start) - start,
            folded,
            breaks,
        })
    }
}

impl<'a> Line<'a> {
    /// Whether the name of the property is this, in any case. Works for folded names too.
    pub(super) fn is(&self, name: &str) -> bool {
        let Some(head) = self.raw.get(..=name.len()) else { return false };
        if self.folded && head.iter().any(|byte| matches!(byte, b'\r' | b'\n')) {
            return self.folded_head_is(name);
        }
        head[..name.len()].eq_ignore_ascii_case(name.as_bytes()) && matches!(head[name.len()], b':' | b';')
    }

    /// The slow way, for a fold right after the name or inside it.
    fn folded_head_is(&self, name: &str) -> bool {
        let head = self.raw.get(..(name.len() + 1) * 4).unwrap_or(self.raw);
        let mut bytes = Vec::new();
        unfold_into(head, Breaks { soft: false, ..self.breaks }, &mut bytes, &mut None);
        bytes.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()))
            && matches!(bytes.get(name.len()), Some(b':' | b';'))
    }

    /// Whether seven digits may stand in it, in whatever script or encoding.
    pub(super) fn may_hold_digits(&self) -> bool {
        const PARAMETERS: usize = 256;
        let head = self.raw.get(..PARAMETERS).unwrap_or(self.raw);
        let is_encoded = [&b"BASE64"[..], b"base64", b"ENCODING=B", b"encoding=b"];
        if is_encoded.iter().any(|word| memchr::memmem::find(head, word).is_some()) {
            return true;
        }
        let may_be_digit = |byte: &&u8| byte.is_ascii_digit() || !byte.is_ascii();
        self.raw.iter().filter(may_be_digit).take(ConferenceId::DIGITS).count() == ConferenceId::DIGITS
    }

    /// The text without folds, into a buffer that can be used again.
    pub(super) fn text_into(&self, buffer: &mut Vec<u8>) {
        buffer.clear();
        let content = &self.raw[..self.content];
        if self.folded {
            unfold_into(content, self.breaks, buffer, &mut None);
        } else {
            buffer.extend_from_slice(content);
        }
    }

    /// The text without folds, with the place of every byte.
    pub(super) fn unfolded(&self) -> Unfolded {
        let content = &self.raw[..self.content];
        let mut bytes = Vec::with_capacity(content.len());
        let mut places = Some(Vec::with_capacity(content.len()));
        unfold_into(content, self.breaks, &mut bytes, &mut places);
        let colon = value_colon(&bytes);
        let head = &bytes[..colon.unwrap_or(bytes.len())];
        let name_end = head.iter().position(|byte| *byte == b';').unwrap_or(head.len());
        Unfolded { start: self.range.start, name_end, colon, places: places.unwrap_or_default(), bytes }
    }

    /// The line break that ends this line; empty for the last line of a file without one.
    pub(super) fn line_break(&self) -> &'a [u8] {
        &self.raw[self.content..]
    }
}

/// A content line without folds.
#[derive(Clone, Debug)]
pub(super) struct Unfolded {
    start: usize,
    name_end: usize,
    colon: Option<usize>,
    /// For every byte, its offset from the line's start.
    places: Vec<usize>,
    pub(super) bytes: Vec<u8>,
}

impl Unfolded {
    /// The name in upper case.
    pub(super) fn name(&self) -> String {
        String::from_utf8_lossy(&self.bytes[..self.name_end]).to_ascii_uppercase()
    }

    /// Where the parameters stand among the bytes, the leading semicolon included.
    pub(super) fn parameters(&self) -> Range<usize> {
        self.name_end..self.colon.unwrap_or(self.bytes.len())
    }

    /// Where the value stands among the bytes; empty for a line without a colon.
    pub(super) fn value(&self) -> Range<usize> {
        self.colon.map_or(self.bytes.len(), |colon| colon + 1)..self.bytes.len()
    }

    /// The value as text.
    pub(super) fn value_text(&self) -> String {
        String::from_utf8_lossy(&self.bytes[self.value()]).into_owned()
    }

    /// The first value of a parameter, without quotation marks.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let head = String::from_utf8_lossy(&self.bytes[self.parameters()]).into_owned();
        split_outside_quotes(&head, ';').find_map(|parameter| {
            let (key, value) = parameter.split_once('=')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
        })
    }

    /// The value and its place, to write another one there.
    pub(super) fn value_place(&self) -> ValuePlace {
        let value = self.value();
        ValuePlace {
            text: self.value_text(),
            bytes: value.clone().map(|index| self.place(index)).collect(),
            range: self.place_range(value),
        }
    }

    /// Where this byte stands in the input.
    pub(super) fn place(&self, index: usize) -> usize {
        self.start + self.places.get(index).copied().unwrap_or_default()
    }

    /// The range of the input that holds these bytes, folds between them included.
    pub(super) fn place_range(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            // An empty value: right after the byte before it.
            let before = self.place(range.start.saturating_sub(1)) + 1;
            return before..before;
        }
        self.place(range.start)..self.place(range.end - 1) + 1
    }
}

/// A value and where it stands in the input.
#[derive(Clone, Debug)]
pub(super) struct ValuePlace {
    pub(super) text: String,
    /// The place of every byte.
    bytes: Vec<usize>,
    /// From the first byte to the last, folds included.
    range: Range<usize>,
}

impl ValuePlace {
    /// Patches that write another value. Folds stay where they are unless the length changes.
    pub(super) fn patches(&self, value: &str) -> Vec<Patch> {
        if value.len() != self.bytes.len() {
            return vec![Patch { range: self.range.clone(), bytes: value.as_bytes().to_vec() }];
        }
        let one_byte = |(at, byte): (&usize, u8)| Patch { range: *at..at + 1, bytes: vec![byte] };
        self.bytes.iter().zip(value.bytes()).map(one_byte).collect()
    }
}

/// The parts of `text` between separators that stand outside quotation marks.
pub(super) fn split_outside_quotes(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |character| {
        if character == '"' {
            quoted = !quoted;
        }
        character == separator && !quoted
    })
}

/// The colon between head and value: the first one outside quotation marks that does not belong to an address among the
/// parameters, or else the first one at all. Some programs leave out the quotation marks, as in
/// `ORGANIZER;SENT-BY=mailto:anna@contoso.example:mailto:bo@contoso.example`.
fn value_colon(bytes: &[u8]) -> Option<usize> {
    let mut quoted = false;
    let mut passed = None;
    for (index, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b':' if !quoted => {
                let is_scheme = ends_with_scheme(&bytes[..index]);
                let is_port = passed.is_some() && is_port(&bytes[index + 1..]);
                if !is_scheme && !is_port {
                    return Some(index);
                }
                passed = passed.or(Some(index));
            }
            _ => {}
        }
    }
    passed.or_else(|| memchr::memchr(b':', bytes))
}

/// Whether the value of a parameter begins here with the scheme of an address.
fn ends_with_scheme(head: &[u8]) -> bool {
    const SCHEMES: [&[u8]; 5] = [b"=mailto", b"=http", b"=https", b"=ldap", b"=ldaps"];
    SCHEMES.iter().any(|scheme| {
        head.len() > scheme.len() && head[head.len() - scheme.len()..].eq_ignore_ascii_case(scheme)
    })
}

/// Whether a colon before this is that of a port, as in `//directory.example:636/`.
fn is_port(rest: &[u8]) -> bool {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && rest.get(digits) == Some(&b'/')
}

/// Whether the head of a line says that its value is quoted-printable.
pub(super) fn is_quoted_printable(line: &[u8]) -> bool {
    let head = &line[..value_colon(line).unwrap_or(line.len())];
    let word = b"QUOTED-PRINTABLE";
    head.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

/// Appends `content` without folds; `places` gets the offset of every byte that stays.
fn unfold_into(content: &[u8], breaks: Breaks, bytes: &mut Vec<u8>, places: &mut Option<Vec<usize>>) {
    let mut at = 0;
    while let Some(byte) = content.get(at) {
        let rest = &content[at..];
        let skip = match byte {
            b'\r' if rest.starts_with(b"\r\n ") || rest.starts_with(b"\r\n\t") => 3,
            b'\n' if matches!(rest.get(1), Some(b' ' | b'\t')) => 2,
            b'\r' if breaks.bare_returns && matches!(rest.get(1), Some(b' ' | b'\t')) => 2,
            b'=' if breaks.soft && rest.starts_with(b"=\r\n") => 3,
            b'=' if breaks.soft && rest.starts_with(b"=\n") => 2,
            _ => 0,
        };
        if skip > 0 {
            at += skip;
            continue;
        }
        bytes.push(*byte);
        if let Some(places) = places {
            places.push(at);
        }
        at += 1;
    }
}
