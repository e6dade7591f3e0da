//! What holds for every table.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// Names as people have them in the region, with signs that stand in the way of tables.
fn name() -> impl Strategy<Value = String> {
    let word = "(Åsa|Björn|Märta|Jürgen|René|Søren|Anna|Bo|Karl-Öjvind|Groß|\"Ann\"|O'Brien|Ek, jr|a;b|Sven)";
    proptest::string::string_regex(&format!("{word}( {word}){{0,3}}")).unwrap()
}

#[derive(Clone, Copy, Debug)]
enum Encoding {
    Utf8,
    Utf8WithMark,
    Utf16Little,
    Utf16Big,
    Utf16LittleWithMark,
    Utf16BigWithMark,
    Windows,
    Mac,
    Dos,
}

impl Encoding {
    const ALL: [Self; 9] = [
        Self::Utf8,
        Self::Utf8WithMark,
        Self::Utf16Little,
        Self::Utf16Big,
        Self::Utf16LittleWithMark,
        Self::Utf16BigWithMark,
        Self::Windows,
        Self::Mac,
        Self::Dos,
    ];

    fn write(self, text: &str) -> Vec<u8> {
        const LETTERS: &str = "Åöäüéøß";
        let marked = |text: &str| format!("\u{feff}{text}");
        let units = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
        match self {
            Self::Utf8 => text.into(),
            Self::Utf8WithMark => marked(text).into_bytes(),
            Self::Utf16Little => units(text, u16::to_le_bytes),
            Self::Utf16Big => units(text, u16::to_be_bytes),
            Self::Utf16LittleWithMark => units(&marked(text), u16::to_le_bytes),
            Self::Utf16BigWithMark => units(&marked(text), u16::to_be_bytes),
            Self::Windows => bytes(text, LETTERS, b"\xc5\xf6\xe4\xfc\xe9\xf8\xdf"),
            Self::Mac => bytes(&text.replace('Ö', "\u{85}"), LETTERS, b"\x81\x9a\x8a\x9f\x8e\xbf\xa7"),
            Self::Dos => bytes(&text.replace('Ö', "\u{99}"), LETTERS, b"\x8f\x94\x84\x81\x82\x9b\xe1"),
        }
    }
}

/// The text, each character as one byte by these pairs.
fn bytes(text: &str, letters: &str, codes: &[u8]) -> Vec<u8> {
    let code = |character: char| {
        let place = letters.chars().position(|letter| letter == character);
        place.map_or_else(|| u8::try_from(character).unwrap(), |place| codes[place])
    };
    text.chars().map(code).collect()
}

const BEFORE: [&str; 6] = ["", "#TYPE System.Object~", "version:v1.0~", "~~", "Users~~", "sep=^~"];

proptest! {
    #[test]
    fn a_table_reads_the_same_however_it_is_saved(
        names in vec(name(), 1..6),
        encoding in proptest::sample::select(&Encoding::ALL[..]),
        separator in proptest::sample::select(&[',', ';', '\t', '|'][..]),
        before in proptest::sample::select(&BEFORE[..]),
        line_end in proptest::sample::select(&["\n", "\r\n", "\r"][..]),
        always_quoted in any::<bool>(),
        swedish in any::<bool>(),
    ) {
        let quoted = |cell: &str| {
            let needs = always_quoted || cell.contains(['"', ',', ';', '\t', '|']);
            if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
        };
        let row = |cells: [&str; 4]| cells.map(quoted).join(&separator.to_string()) + "~";
        let mut table = before.replace('^', &separator.to_string());
        table += &if swedish {
            row(["Visningsnamn", "Huvudnamn", "Kontor", "Mail"])
        } else {
            row(["Display name", "UPN", "Office", "Mail"])
        };
        for (number, name) in names.iter().enumerate() {
            let address = format!("u{number}@c.example");
            table += &row([name, &address, "", &address]);
        }
        let read = read(encoding.write(&table.replace('~', line_end)));
        let meant: Vec<String> = names.iter().enumerate()
            .map(|(number, name)| format!("{name} u{number}@c.example u{number}@c.example"))
            .collect();
        prop_assert_eq!(read, meant, "{}", table);
    }

    #[test]
    fn whatever_stands_in_a_table_no_row_is_lost(
        cells in vec("[a\"\n,;@ ]{0,12}", 0..12),
        separator in proptest::sample::select(&[',', ';'][..]),
    ) {
        let last = format!("Anna{separator}anna@c.example{separator}anna@c.example\n");
        let table = format!(
            "name{separator}upn{separator}mail\n{}\n{last}",
            cells.join(&separator.to_string())
        );
        let rows = rows(table.as_bytes());
        let is_anna = |row: &ParsedRow| row.user.as_ref().is_ok_and(|user| user.display_name == "Anna");
        // Either it was read, or a row says that a mark took it in.
        let taken_in = |row: &ParsedRow| matches!(row.user, Err(ImportRefusal::OpenQuote { .. }));
        prop_assert!(rows.iter().any(|row| is_anna(row) || taken_in(row)), "{}", table);
        let kept = without_secrets(&table).unwrap();
        prop_assert_eq!(&*kept, table.as_str());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        for begin in [&b""[..], b"name,upn,mail\n", b"name;upn;mail;password\n\"", b"\xff\xfe"] {
            let file = [begin, &bytes].concat();
            for charset in [None, Some("windows-1252"), Some("x-unknown")] {
                if let Ok(text) = decode(&file, charset) {
                    _ = parse(&text).map(Iterator::count);
                    _ = without_secrets(&text);
                }
            }
        }
    }
}
