//! Characters of a property, decoded, each with the bytes it came from.
//!
//! Calendar text is wrapped in layers: iCalendar's backslashes (`\n`, `\,`), percent encoding in addresses
//! (`%2C`), HTML entities (`&nbsp;`), and in old files quoted-printable. [`Decoder`] takes all of them off at once
//! and tells for every digit which byte must change to make it another digit, so that an edit never has to
//! encode anything again.

use std::ops::Range;

use super::entities::{Numeric, entity_character};

/// One decoded character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// The character: as written, but decoded.
    pub(super) character: char,
    /// Where its bytes begin.
    pub(super) start: usize,
    /// Where its bytes end.
    pub(super) end: usize,
    /// For a digit, the bytes that say which one it is.
    pub(super) cell: Option<Cell>,
}

/// Which bytes to change to turn a digit into another.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell {
    /// The byte is the ASCII digit; also the second hex digit of `%31` and `=31`.
    Ascii(usize),
    /// The byte is the last one of a digit of another script in UTF-8.
    Last {
        /// The place of the byte.
        at: usize,
        /// What it is for the digit 0.
        zero: u8,
    },
    /// The two bytes are the tens and units of an entity such as `&#49;`.
    Entity {
        /// The tens: 4 for the digits 0 and 1, 5 for the others.
        tens: usize,
        /// The units.
        units: usize,
    },
}

impl Cell {
    /// Writes another digit, 0 to 9, into these bytes.
    pub(super) fn write(self, digit: u8, mut put: impl FnMut(usize, u8)) {
        match self {
            Self::Ascii(at) => put(at, b'0' + digit),
            Self::Last { at, zero } => put(at, zero + digit),
            Self::Entity { tens, units } => {
                let code = b'0' + digit;
                put(tens, b'0' + code / 10);
                put(units, b'0' + code % 10);
            }
        }
    }
}

impl Glyph {
    /// The digit this is, 0 to 9.
    pub(super) fn digit(&self) -> Option<u8> {
        self.cell.and_then(|_| digit_of(self.character))
    }
}

/// The value of a digit: ASCII, Arabic, Persian or full-width. The last byte of each of them in UTF-8 has the
/// value in its lower half, which is why others are not among them.
fn digit_of(character: char) -> Option<u8> {
    let zero = match character {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '０'..='９' => '０',
        _ => return None,
    };
    u8::try_from(character as u32 - zero as u32).ok()
}

/// Decodes the characters of a range of bytes.
#[derive(Clone, Debug)]
pub(super) struct Decoder<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
    quoted_printable: bool,
}

impl<'a> Decoder<'a> {
    /// Decodes this range; offsets in glyphs are offsets in `bytes`.
    pub(super) fn new(bytes: &'a [u8], range: Range<usize>, quoted_printable: bool) -> Self {
        Self { bytes, at: range.start, end: range.end.min(bytes.len()), quoted_printable }
    }

    /// One byte, after quoted-printable: its value, the place after it, and whether it was written literally.
    fn byte(&self, at: usize) -> Option<(u8, usize, bool)> {
        let byte = *self.bytes.get(at).filter(|_| at < self.end)?;
        if byte == b'='
            && self.quoted_printable
            && let Some(value) = self.bytes.get(at + 1..(at + 3).min(self.end)).and_then(hex_pair)
        {
            return Some((value, at + 3, false));
        }
        Some((byte, at + 1, true))
    }

    /// One character, after UTF-8; a byte that is not UTF-8 stands for the Latin-1 character.
    fn plain(&self, at: usize) -> Option<Glyph> {
        let (first, mut next, _) = self.byte(at)?;
        if first < 0x80 {
            let cell = first.is_ascii_digit().then_some(Cell::Ascii(next - 1));
            return Some(Glyph { character: first as char, start: at, end: next, cell });
        }
        let mut buffer = [first, 0, 0, 0];
        for length in 2..=utf8_length(first) {
            let Some((byte, after, is_literal)) = self.byte(next) else { break };
            buffer[length - 1] = byte;
            next = after;
            if let Some(character) = one_character(&buffer[..length]) {
                let cell = digit_of(character).map(|digit| {
                    // In quoted-printable the last byte is `=9X`, whose X is the digit itself.
                    if is_literal {
                        Cell::Last { at: next - 1, zero: byte - digit }
                    } else {
                        Cell::Ascii(next - 1)
                    }
                });
                return Some(Glyph { character, start: at, end: next, cell });
            }
        }
        let (_, next, _) = self.byte(at)?;
        Some(Glyph { character: first as char, start: at, end: next, cell: None })
    }

    /// One character, after iCalendar's backslashes.
    fn unescaped(&self, at: usize) -> Option<Glyph> {
        let glyph = self.plain(at)?;
        if glyph.character != '\\' {
            return Some(glyph);
        }
        let Some(escaped) = self.plain(glyph.end) else { return Some(glyph) };
        if escaped.character == '\\'
            && let Some((character, end)) = self.escaped_twice(escaped.end)
        {
            return Some(Glyph { character, start: at, end, cell: None });
        }
        let character = match escaped.character {
            'n' | 'N' => '\n',
            // Not in the standard, but written all the same.
            't' => '\t',
            'r' => '\r',
            ',' | ';' | ':' | '\\' | '"' => escaped.character,
            _ => return Some(glyph),
        };
        Some(Glyph { character, start: at, end: escaped.end, cell: None })
    }

    /// What follows a backslash that was escaped itself, `\\n` or `\\\,`: some programs escape a text twice.
    fn escaped_twice(&self, at: usize) -> Option<(char, usize)> {
        let glyph = self.plain(at)?;
        match glyph.character {
            'n' | 'N' => Some(('\n', glyph.end)),
            '\\' => {
                let sign = self.plain(glyph.end).filter(|sign| matches!(sign.character, ',' | ';'))?;
                Some((sign.character, sign.end))
            }
            _ => None,
        }
    }

    /// One byte of a percent-encoded character at `at`: its value, the place after it, and where its second hex
    /// digit stands if that is literal.
    fn percent_byte(&self, at: usize) -> Option<(u8, usize, Option<usize>)> {
        let sign = self.unescaped(at).filter(|glyph| glyph.character == '%')?;
        let (mut value, mut next, mut low) = self.hex_at(sign.end)?;
        // `%252C`: encoded twice, as link scanners do.
        if value == b'%'
            && let Some((inner, after, inner_low)) = self.hex_at(next)
            && inner >= b' '
        {
            (value, next, low) = (inner, after, inner_low);
        }
        Some((value, next, low))
    }

    /// Two hex digits: their value, the place after them, and the place of the second.
    fn hex_at(&self, at: usize) -> Option<(u8, usize, Option<usize>)> {
        let high = self.unescaped(at)?;
        let low = self.unescaped(high.end)?;
        let value = high.character.to_digit(16)? * 16 + low.character.to_digit(16)?;
        let place = match low.cell {
            Some(Cell::Ascii(place)) => Some(place),
            _ => None,
        };
        Some((u8::try_from(value).ok()?, low.end, place))
    }

    /// One character, after percent encoding.
    fn unpercented(&self, at: usize) -> Option<Glyph> {
        let glyph = self.unescaped(at)?;
        if glyph.character != '%' {
            return Some(glyph);
        }
        let Some((first, mut next, low)) = self.percent_byte(at) else { return Some(glyph) };
        if matches!(first, b' '..=b'~' | b'\n' | b'\r' | b'\t') {
            let cell = if first.is_ascii_digit() { low.map(Cell::Ascii) } else { None };
            return Some(Glyph { character: first as char, start: at, end: next, cell });
        }
        let mut buffer = [first, 0, 0, 0];
        for length in 2..=utf8_length(first) {
            let Some((byte, after, low)) = self.percent_byte(next) else { break };
            buffer[length - 1] = byte;
            next = after;
            if let Some(character) = one_character(&buffer[..length]) {
                let cell = digit_of(character).and(low).map(Cell::Ascii);
                return Some(Glyph { character, start: at, end: next, cell });
            }
        }
        Some(glyph)
    }

    /// One character, after HTML entities.
    fn glyph(&self, at: usize) -> Option<Glyph> {
        // The layers cost time, and nearly every character has none.
        let byte = *self.bytes.get(at).filter(|_| at < self.end)?;
        if byte < 0x80 && !matches!(byte, b'\\' | b'%' | b'&' | b'=') {
            let cell = byte.is_ascii_digit().then_some(Cell::Ascii(at));
            return Some(Glyph { character: byte as char, start: at, end: at + 1, cell });
        }
        let glyph = self.unpercented(at)?;
        if glyph.character != '&' {
            return Some(glyph);
        }
        let entity = self.entity(at, glyph.end).unwrap_or(glyph);
        // `&amp;nbsp;`: encoded twice.
        if entity.character == '&'
            && entity.end > glyph.end
            && let Some(inner) = self.entity(at, entity.end).filter(|inner| inner.cell.is_none())
        {
            return Some(inner);
        }
        Some(entity)
    }

    /// The entity whose name begins at `name`, after the `&` at `start`.
    fn entity(&self, start: usize, name: usize) -> Option<Glyph> {
        const LONGEST: usize = 16;
        const SPACE: &str = "nbsp";
        let mut after_space = None;
        let mut text = String::with_capacity(LONGEST);
        let mut cells = [None; 2];
        let mut at = name;
        loop {
            let Some(glyph) = self.unpercented(at) else {
                return after_space.map(|end| Glyph { character: '\u{a0}', start, end, cell: None });
            };
            at = glyph.end;
            match glyph.character {
                ';' => break,
                '#' | '0'..='9' | 'a'..='z' | 'A'..='Z' if text.len() < LONGEST => {
                    text.push(glyph.character);
                    cells = [cells[1], glyph.cell];
                    if text == SPACE {
                        after_space = Some(at);
                    }
                }
                // Browsers know this one without its semicolon too.
                _ => {
                    let end = after_space?;
                    return Some(Glyph { character: '\u{a0}', start, end, cell: None });
                }
            }
        }
        let (character, numeric) = entity_character(&text)?;
        let cell = match (digit_of(character), numeric, cells) {
            (Some(_), Numeric::Decimal, [Some(Cell::Ascii(tens)), Some(Cell::Ascii(units))])
                if character.is_ascii() =>
            {
                Some(Cell::Entity { tens, units })
            }
            (Some(_), Numeric::Hexadecimal, [_, Some(Cell::Ascii(units))]) if character.is_ascii() => {
                Some(Cell::Ascii(units))
            }
            _ => None,
        };
        Some(Glyph { character, start, end: at, cell })
    }
}

impl Iterator for Decoder<'_> {
    type Item = Glyph;

    fn next(&mut self) -> Option<Glyph> {
        let glyph = self.glyph(self.at)?;
        self.at = glyph.end;
        Some(glyph)
    }
}

/// The value of two hex digits.
fn hex_pair(pair: &[u8]) -> Option<u8> {
    let [high, low] = pair else { return None };
    let value = (*high as char).to_digit(16)? * 16 + (*low as char).to_digit(16)?;
    u8::try_from(value).ok()
}

/// How long a UTF-8 character that begins with this byte may be.
fn utf8_length(first: u8) -> usize {
    match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    }
}

/// The character these bytes are in UTF-8, if they are exactly one.
fn one_character(bytes: &[u8]) -> Option<char> {
    std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next())
}
