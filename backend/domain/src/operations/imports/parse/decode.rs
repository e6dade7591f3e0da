//! From the bytes of a file to its text.

use shared::ImportUnreadable;

use super::{charsets, code_pages, formats};

/// How much of a file is looked at to see how it is encoded.
const SAMPLE: usize = 4_096;

/// Makes text of a file, in the character set that the request names or else in the one it is found to be in: UTF-8 and UTF-16, with a byte order mark or without, and the code pages that spreadsheets still
/// write. Line ends become `\n`.
///
/// # Errors
///
/// When it is empty, another kind of file, or text in an encoding that is not recognised. That is said once; rows that
/// are damaged in a file that is otherwise UTF-8 are refused one by one.
pub(in super::super) fn decode(bytes: &[u8], charset: Option<&str>) -> Result<String, ImportUnreadable> {
    let text = text_of(bytes, charset)?;
    if text.trim_matches(is_nothing).is_empty() {
        return Err(ImportUnreadable::Empty);
    }
    if text.contains('\0') {
        return Err(ImportUnreadable::NotText);
    }
    if let Some(format) = formats::of_text(&text) {
        return Err(ImportUnreadable::OtherFormat(format));
    }
    let text = text.trim_start_matches('\u{feff}').trim_end_matches('\u{1a}');
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// What a file may begin or end with and still hold nothing. Ctrl-Z ended a file for MS-DOS, and some programs still
/// write it.
fn is_nothing(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{1a}')
}

fn text_of(bytes: &[u8], charset: Option<&str>) -> Result<String, ImportUnreadable> {
    if let Some(format) = formats::of_bytes(bytes) {
        return Err(ImportUnreadable::OtherFormat(format));
    }
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Err(ImportUnreadable::NotText),
        [0xff, 0xfe, rest @ ..] => Ok(utf_16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Ok(utf_16(rest, u16::from_be_bytes)),
        [0xef, 0xbb, 0xbf, rest @ ..] => Ok(String::from_utf8_lossy(rest).into_owned()),
        bytes if bytes.contains(&0) => without_mark(bytes),
        bytes if let Some(charset) = charset.and_then(charsets::worth_a_look) => {
            charsets::decode(bytes, charset)
        }
        bytes => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) if is_damaged_utf_8(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
            Err(_) => code_pages::recognise(bytes),
        },
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// UTF-16 that does not say which byte comes first: of separators, digits and Latin letters the higher one is 0.
fn without_mark(bytes: &[u8]) -> Result<String, ImportUnreadable> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let enough = sample.len() / 6;
    if second > enough && first == 0 {
        Ok(utf_16(bytes, u16::from_le_bytes))
    } else if first > enough && second == 0 {
        Ok(utf_16(bytes, u16::from_be_bytes))
    } else {
        Err(ImportUnreadable::NotText)
    }
}

/// Whether a file is UTF-8 but for a few bytes: by chance, bytes of another encoding hardly ever make a character of it.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}
