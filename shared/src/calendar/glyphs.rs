//! Characters of a property, decoded, each with the bytes it came from.
//!
//! Calendar text is wrapped in layers: iCalendar's backslashes (`\n`, `\,`), percent encoding in addresses
//! (`%2C`), HTML entities (`&nbsp;`), and in old files quoted-printable. [`Decoder`] takes all of them off at once
//! and tells for every digit which byte must change to make it another digit, so that an edit never has to
//! encode anything again.

use std::ops::Range;

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
    /// The byte is the last one of a full-width digit in UTF-8.
    FullWidth(usize),
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
            Self::FullWidth(at) => put(at, 0x90 + digit),
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

/// The value of an ASCII or full-width digit.
fn digit_of(character: char) -> Option<u8> {
    match character {
        '0'..='9' => Some(character as u8 - b'0'),
        '０'..='９' => u8::try_from(character as u32 - '０' as u32).ok(),
        _ => None,
    }
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
                let cell = digit_of(character).map(|_| {
                    // In quoted-printable the last byte is `=9X`, whose X is the digit itself.
                    if is_literal { Cell::FullWidth(next - 1) } else { Cell::Ascii(next - 1) }
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
        Some(self.entity(at, glyph.end).unwrap_or(glyph))
    }

    /// The entity whose name begins at `name`, after the `&` at `start`.
    fn entity(&self, start: usize, name: usize) -> Option<Glyph> {
        const LONGEST: usize = 16;
        let mut text = String::with_capacity(LONGEST);
        let mut cells = [None; 2];
        let mut at = name;
        loop {
            let glyph = self.unpercented(at)?;
            at = glyph.end;
            match glyph.character {
                ';' => break,
                '#' | '0'..='9' | 'a'..='z' | 'A'..='Z' if text.len() < LONGEST => {
                    text.push(glyph.character);
                    cells = [cells[1], glyph.cell];
                }
                _ => return None,
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

/// How an entity names its character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numeric {
    No,
    Decimal,
    Hexadecimal,
}

/// The character of an entity, from the text between `&` and `;`. Angle brackets become lookalikes, because an
/// entity is text and never markup; letters lose their accents, because labels are compared without.
fn entity_character(text: &str) -> Option<(char, Numeric)> {
    if let Some(number) = text.strip_prefix('#') {
        let (code, numeric) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (u32::from_str_radix(hex, 16).ok()?, Numeric::Hexadecimal),
            None => (number.parse().ok()?, Numeric::Decimal),
        };
        let character = match char::from_u32(code)? {
            '<' => '‹',
            '>' => '›',
            other => other,
        };
        return Some((character, numeric));
    }
    let character = match text {
        "nbsp" => '\u{a0}',
        "ensp" | "emsp" | "thinsp" | "numsp" | "puncsp" | "hairsp" | "Tab" => ' ',
        "NewLine" => '\n',
        "shy" | "zwnj" | "zwj" | "lrm" | "rlm" | "ZeroWidthSpace" | "NoBreak" => '\u{200b}',
        "amp" => '&',
        "lt" => '‹',
        "gt" => '›',
        "quot" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "num" => '#',
        "comma" => ',',
        "colon" => ':',
        "semi" => ';',
        "equals" => '=',
        "quest" => '?',
        "plus" => '+',
        "percnt" => '%',
        "period" => '.',
        "lpar" => '(',
        "rpar" => ')',
        "hyphen" | "dash" | "ndash" | "mdash" | "minus" => '-',
        "deg" => '°',
        "aelig" | "AElig" => 'æ',
        _ => {
            // `eacute`, `Ouml`, `oslash` and the like: a letter and its accent.
            let mut characters = text.chars();
            let letter = characters.next().filter(char::is_ascii_alphabetic)?;
            let accents = ["acute", "grave", "circ", "uml", "ring", "tilde", "cedil", "slash", "caron"];
            accents.contains(&characters.as_str()).then_some(letter)?
        }
    };
    Some((character, Numeric::No))
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

/// The letter without its accent, in lower case; `ø` is `o`, `æ` stays. For comparing labels.
pub(super) fn folded(character: char) -> char {
    let character = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        other => other,
    };
    match character {
        'A'..='Z' => character.to_ascii_lowercase(),
        '\0'..='\u{7f}' => character,
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' => 'a',
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' => 'c',
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ę' | 'Ę' | 'ě' | 'Ě' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' => 'i',
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' => 'u',
        'ý' | 'ÿ' | 'Ý' => 'y',
        'ł' | 'Ł' => 'l',
        'ś' | 'Ś' | 'š' | 'Š' => 's',
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => 'z',
        other => other,
    }
}

/// Whether a reader sees nothing here: zero-width spaces, soft hyphens, direction marks, combining accents, stray
/// carriage returns.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(character, '\r' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{300}'..='\u{36f}')
}

/// Whether this is a space within a line.
pub(super) fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Whether this is a hyphen or dash of any length.
pub(super) fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

/// Whether this is part of a word or a number. Beyond Latin letters it is a guess by blocks: everything that is no
/// space, punctuation, arrow, sign or picture. The tables of Unicode would cost a page more than they are worth here.
pub(super) fn is_word(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' => matches!(character, 'ª' | 'µ' | 'º'),
        _ => {
            !matches!(character, '×' | '÷' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fe10}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff0f}' | '\u{1f000}'..='\u{1faff}')
        }
    }
}
