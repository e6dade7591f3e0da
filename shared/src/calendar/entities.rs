//! Characters that HTML gives names or numbers to.

/// How an entity names its character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeric {
    No,
    Decimal,
    Hexadecimal,
}

/// Stands for every sign whose name is not known.
const SIGN: char = '•';

/// The character of an entity, from the text between `&` and `;`. Angle brackets become lookalikes, because an
/// entity is text and never markup; letters lose their accents, because labels are compared without. HTML has over two
/// thousand names, nearly all of signs, so a name that is not known stands for some sign.
pub(super) fn entity_character(text: &str) -> Option<(char, Numeric)> {
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
        "laquo" => '«',
        "raquo" => '»',
        "middot" => '·',
        "hellip" => '…',
        "euro" => '€',
        "szlig" => 'ß',
        "aelig" | "AElig" => 'æ',
        _ => {
            // `eacute`, `Ouml`, `oslash` and the like: a letter and its accent.
            let mut characters = text.chars();
            let letter = characters.next().filter(char::is_ascii_alphabetic)?;
            let accents = [
                "acute", "grave", "circ", "uml", "ring", "tilde", "cedil", "slash", "caron", "breve",
                "dblac", "ogon", "macr", "strok", "dot", "odot", "nodot",
            ];
            let rest = characters.as_str();
            if accents.contains(&rest) {
                letter
            } else {
                let name = rest.trim_end_matches(|character: char| character.is_ascii_digit());
                let is_name =
                    !name.is_empty() && name.chars().all(|character| character.is_ascii_alphabetic());
                (is_name && rest.len() - name.len() <= 2).then_some(SIGN)?
            }
        }
    };
    Some((character, Numeric::No))
}
