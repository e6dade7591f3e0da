//! Files as they are saved in different times and on different machines.

use super::*;

const TABLE: &str = "Namn;Användarnamn;E-post\r\nÅsa Öberg;asa@c.example;asa@c.example\r\n\
    Jürgen Groß;jg@c.example;jg@c.example\r\nRené O’Brien – É. Blåbär;r@c.example;r@c.example\r\n";

fn expected() -> Vec<String> {
    ["Åsa Öberg asa@c.example asa@c.example", "Jürgen Groß jg@c.example jg@c.example"]
        .into_iter()
        .chain(["René O’Brien – É. Blåbär r@c.example r@c.example"])
        .map(str::to_owned)
        .collect()
}

/// The text, each character as one byte by these pairs.
fn bytes(text: &str, letters: &str, codes: &[u8]) -> Vec<u8> {
    let code = |character: char| {
        let place = letters.chars().position(|letter| letter == character);
        place.map_or_else(|| u8::try_from(character).unwrap(), |place| codes[place])
    };
    text.chars().map(code).collect()
}

#[test]
fn code_pages_are_told_apart_by_the_words_they_make() {
    let letters = "ÅÖäüßéåÉ’–";
    let windows = [0xc5, 0xd6, 0xe4, 0xfc, 0xdf, 0xe9, 0xe5, 0xc9, 0x92, 0x96];
    let mac = [0x81, 0x85, 0x8a, 0x9f, 0xa7, 0x8e, 0x8c, 0x83, 0xd5, 0xd0];
    for codes in [windows, mac] {
        assert_eq!(read(bytes(TABLE, letters, &codes)), expected());
    }
    // MS-DOS has neither of the last two.
    let plain = TABLE.replace('’', "'").replace('–', "-");
    let dos = bytes(&plain, letters, &[0x8f, 0x99, 0x84, 0x81, 0xe1, 0x82, 0x86, 0x90]);
    assert_eq!(
        read(dos),
        expected().iter().map(|row| row.replace('’', "'").replace('–', "-")).collect::<Vec<_>>()
    );
}

#[test]
fn one_letter_is_enough() {
    for (name, windows, mac) in [
        ("Åsa Ek", b"\xc5sa Ek".as_slice(), b"\x81sa Ek".as_slice()),
        ("Björn Ek", b"Bj\xf6rn Ek", b"Bj\x9arn Ek"),
        ("Märta Ek", b"M\xe4rta Ek", b"M\x8arta Ek"),
        ("Günter Ek", b"G\xfcnter Ek", b"G\x9fnter Ek"),
        ("Karl Voß", b"Karl Vo\xdf", b"Karl Vo\xa7"),
        ("Zoé Ek", b"Zo\xe9 Ek", b"Zo\x8e Ek"),
        ("BJÖRN EK", b"BJ\xd6RN EK", b"BJ\x85RN EK"),
        ("Søren Ek", b"S\xf8ren Ek", b"S\xbfren Ek"),
    ] {
        for file in [windows, mac] {
            let file = [b"name,upn,mail\n", file, b",a@c.example,a@c.example\n"].concat();
            assert_eq!(read(&file), [format!("{name} a@c.example a@c.example")], "{file:x?}");
        }
    }
}

#[test]
fn what_no_table_makes_words_of_is_refused_once() {
    // Windows-1251 (Иван Петров), Shift_JIS (山田 太郎), Windows-1250 (Wałęsa, Łukasz), and no text at all.
    for name in [
        b"\xc8\xe2\xe0\xed \xcf\xe5\xf2\xf0\xee\xe2".as_slice(),
        b"\x8eR\x93c \x91\xbe\x98Y",
        b"Wa\xb3\xeasa \xa3ukasz",
        b"\x01\xff\xfe\xfd\x90",
    ] {
        let file = [b"name,upn,mail\n", name, b",a@c.example,a@c.example\n"].concat();
        assert_eq!(decode(&file, None).unwrap_err(), ImportUnreadable::UnknownEncoding, "{name:x?}");
    }
}

#[test]
fn utf_16_needs_no_mark() {
    for name in ["Åsa Öberg", "Иван Петров", "山田 太郎"] {
        let table =
            format!("Display name\tUser principal name\tMail\r\n{name}\ta@c.example\ta@c.example\r\n");
        for mark in ["", "\u{feff}"] {
            let units: Vec<u16> = mark.encode_utf16().chain(table.encode_utf16()).collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            for file in [little, big] {
                assert_eq!(read(file), [format!("{name} a@c.example a@c.example")]);
            }
        }
    }
}

#[test]
fn a_few_damaged_rows_in_utf_8_are_refused_alone() {
    let file = [
        "name,upn,mail\nÅsa,a@c.example,a@c.example\nÖrjan,o@c.example,o@c.example\n".as_bytes(),
        b"Bj\xf6rn,b@c.example,b@c.example\n",
    ]
    .concat();
    assert_eq!(read(file), ["Åsa a@c.example a@c.example", "Örjan o@c.example o@c.example", "4: notText"]);
}

#[test]
fn other_files_are_called_by_their_names() {
    for (file, format) in [
        (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml xl/workbook.xml".as_slice(), FileFormat::Excel),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", FileFormat::OldExcel),
        (
            b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            FileFormat::OpenDocument,
        ),
        (b"PK\x03\x04\x14\0\0\0Index/Document.iwa", FileFormat::Numbers),
        (b"PK\x03\x04\x14\0\0\0users.csv", FileFormat::Archive),
        (b"\x1f\x8b\x08\0\0", FileFormat::Archive),
        (b"%PDF-1.7\n", FileFormat::Pdf),
        (b"\x89PNG\r\n\x1a\n", FileFormat::Image),
        (b"\xef\xbb\xbf[{\"displayName\":\"A\"}]", FileFormat::Json),
        (b" <!DOCTYPE html><table>", FileFormat::Markup),
        (b"{\\rtf1\\ansi", FileFormat::Word),
        (b"dn: CN=A,DC=c,DC=example\nobjectClass: user\n", FileFormat::Ldif),
        (b"BEGIN:VCARD\r\nFN:A\r\n", FileFormat::Cards),
    ] {
        assert_eq!(decode(file, None).unwrap_err(), ImportUnreadable::OtherFormat(format));
    }
}

#[cfg(feature = "charsets")]
#[test]
fn a_request_may_name_every_encoding_of_the_web() {
    let file = b"name,upn,mail\nWa\xb3\xeasa \xa3ukasz,a@c.example,a@c.example\n";
    assert!(decode(file, Some("windows-1250")).unwrap().contains("Wałęsa Łukasz"));
    assert!(decode(file, Some("ISO-8859-2")).unwrap().contains("Wałęsa Łukasz"));
    let refused = decode(file, Some("EUC-JP")).unwrap_err();
    assert_eq!(refused, ImportUnreadable::UnknownCharset("euc-jp".to_owned()));
}

#[test]
fn a_charset_that_the_bytes_contradict_is_not_believed() {
    let text = "name,upn,mail\nÅsa,a@c.example,a@c.example\n";
    let marked = format!("\u{feff}{text}");
    assert!(decode(marked.as_bytes(), Some("windows-1252")).unwrap().contains("Åsa"));
    let windows = bytes(text, "Å", b"\xc5");
    assert!(decode(&windows, Some("UTF-8")).unwrap().contains("Åsa"));
    assert!(decode(&windows, Some("utf-16le")).unwrap().contains("Åsa"));
}
