//! Files that are no CSV, by what they begin with.

use shared::FileFormat;

/// What a file of bytes is, if it is none of text.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<FileFormat> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => Some(of_archive(bytes)),
        [b'P', b'K', 5, 6, ..] => Some(FileFormat::Archive),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(FileFormat::OldExcel),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(FileFormat::Pdf),
        [0x1f, 0x8b, ..] | [b'7', b'z', 0xbc, 0xaf, ..] | [b'R', b'a', b'r', b'!', ..] => {
            Some(FileFormat::Archive)
        }
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => {
            Some(FileFormat::Image)
        }
        _ => None,
    }
}

/// Workbooks are archives; the names of the files within are readable.
fn of_archive(bytes: &[u8]) -> FileFormat {
    // The names stand in the list at the end, too.
    const LOOKED_AT: usize = 64 * 1024;
    let ends = [&bytes[..bytes.len().min(LOOKED_AT)], &bytes[bytes.len().saturating_sub(LOOKED_AT)..]];
    let holds = |name: &[u8]| ends.iter().any(|end| end.windows(name.len()).any(|window| window == name));
    if holds(b"xl/") {
        FileFormat::Excel
    } else if holds(b"opendocument") {
        FileFormat::OpenDocument
    } else if holds(b".iwa") {
        FileFormat::Numbers
    } else if holds(b"word/") {
        FileFormat::Word
    } else {
        FileFormat::Archive
    }
}

/// What a text is, if it is no table.
pub(super) fn of_text(text: &str) -> Option<FileFormat> {
    let begin =
        text.trim_start_matches(|character: char| character.is_whitespace() || character == '\u{feff}');
    let begin = begin[..begin.floor_char_boundary(64)].to_ascii_lowercase();
    let begins = |with: &[&str]| with.iter().any(|with| begin.starts_with(with));
    if begins(&["{\\rtf"]) {
        Some(FileFormat::Word)
    } else if begins(&["{", "[{", "[\n", "[ {"]) {
        Some(FileFormat::Json)
    } else if begins(&["<!doctype", "<html", "<table", "<?xml", "<workbook", "<objs"]) {
        Some(FileFormat::Markup)
    } else if begins(&["dn: ", "version: 1\n", "version: 1\r"]) {
        Some(FileFormat::Ldif)
    } else if begins(&["begin:vcard"]) {
        Some(FileFormat::Cards)
    } else {
        None
    }
}
