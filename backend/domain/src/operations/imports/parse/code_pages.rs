//! Text of one byte for each character, which does not say which letters it means.
//!
//! The tables stand here, and not in a crate, because the ones that have them carry every encoding of the web: that would
//! be 130 KB more for the demo.

use shared::ImportUnreadable;

/// Which character each byte from 0x80 stands for.
struct CodePage {
    /// What requests call it.
    labels: &'static [&'static str],
    upper: &'static str,
}

/// The ones that directories of the languages that Konfid speaks are saved in.
const CODE_PAGES: [CodePage; 3] = [
    CodePage {
        labels: &["windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "latin1", "l1"],
        // Windows-1252: what Excel in Swedish and German writes as “CSV”.
        upper: concat!(
            "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿",
            "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
        ),
    },
    CodePage {
        labels: &["macintosh", "mac", "x-mac-roman", "macroman"],
        // Mac Roman: what Excel for Mac writes as “CSV (Macintosh)”.
        upper: concat!(
            "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø",
            "¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
        ),
    },
    CodePage {
        labels: &["ibm850", "cp850", "850"],
        // Code page 850: what a Windows console and “CSV (MS-DOS)” write.
        upper: concat!(
            "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
            "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
        ),
    },
];

/// Letters that names of the region are full of; only by them can one table be told from another.
const USUAL: &str = "åäöÅÄÖüÜßéøæØÆ";

/// Letters that other names of Western Europe have.
const POSSIBLE: &str = "áàâãçèêëíìîïñóòôõúùûýÿÁÀÂÃÇÈÉÊËÍÌÎÏÑÓÒÔÕÚÙÛÝðþÐÞ";

/// Reads the bytes with the table that makes words of them.
///
/// # Errors
///
/// When none does, or two do equally well: wrong letters in names would be worse than a question.
pub(super) fn recognise(bytes: &[u8]) -> Result<String, ImportUnreadable> {
    let tables = CODE_PAGES.map(|page| page.upper.chars().collect::<Vec<char>>());
    let scores = tables.each_ref().map(|upper| score(bytes, upper));
    let best = scores.iter().copied().max().unwrap_or(i64::MIN);
    let mut winners = tables.iter().zip(scores).filter(|(_, score)| *score == best);
    match (winners.next(), winners.next()) {
        (Some((upper, _)), None) if best >= 0 => {
            Ok(bytes.iter().map(|byte| character(*byte, upper)).collect())
        }
        _ => Err(ImportUnreadable::UnknownEncoding),
    }
}

/// Reads the bytes with the table of this name, if it is one of these.
pub(super) fn named(bytes: &[u8], label: &str) -> Option<String> {
    let page = CODE_PAGES.iter().find(|page| page.labels.contains(&label))?;
    let upper: Vec<char> = page.upper.chars().collect();
    Some(bytes.iter().map(|byte| character(*byte, &upper)).collect())
}

fn character(byte: u8, upper: &[char]) -> char {
    if byte.is_ascii() { char::from(byte) } else { upper[usize::from(byte - 0x80)] }
}

/// How much like words the text looks: letters where they stand in names count for it, signs within words against it.
fn score(bytes: &[u8], upper: &[char]) -> i64 {
    let at = |place: usize| bytes.get(place).map_or(' ', |byte| character(*byte, upper));
    let places = bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii());
    places
        .map(|(place, _)| {
            let before = place.checked_sub(1).map_or(' ', at);
            i64::from(score_of(before, at(place), at(place + 1)))
        })
        .sum()
}

fn score_of(before: char, character: char, after: char) -> i32 {
    let (after_letter, before_letter) = (before.is_alphabetic(), after.is_alphabetic());
    if character == char::REPLACEMENT_CHARACTER {
        return -20;
    }
    if !USUAL.contains(character) && !POSSIBLE.contains(character) {
        return match character {
            // O’Brien; every table has it at another place.
            '\u{2019}' if after_letter && before_letter => 2,
            // Signs that stand beside words.
            '\u{2013}'
            | '\u{2014}'
            | '\u{2018}'..='\u{201d}'
            | '€'
            | '§'
            | '«'
            | '»'
            | '…'
            | '\u{a0}'
            | '®'
            | '©'
            | '•'
                if !(after_letter && before_letter) =>
            {
                0
            }
            'š' | 'ž' | 'Š' | 'Ž' | 'œ' | 'Œ' | 'Ÿ' => 0,
            _ if after_letter || before_letter => -8,
            _ => -3,
        };
    }
    let mut score = if USUAL.contains(character) { 4 } else { 1 };
    // Names begin with a capital, and go on in one way.
    if character.is_uppercase() && (before.is_lowercase() || after_letter && after.is_lowercase()) {
        score -= 8;
    }
    if character.is_lowercase() && before.is_uppercase() && after.is_uppercase() {
        score -= 8;
    }
    if !after_letter && character.is_lowercase() {
        score -= 1;
    }
    // Cyrillic or Greek, read with these tables, is nothing but such letters.
    if after_letter && !before.is_ascii() {
        score -= 5;
    }
    if !after_letter && !before_letter {
        score -= 3;
    }
    score
}
