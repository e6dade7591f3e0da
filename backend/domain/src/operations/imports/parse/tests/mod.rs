use shared::{FileFormat, ImportColumn, ImportRefusal, ImportUnreadable, Language, ParseAddressError};

use super::cells::LONGEST_CELL;
use super::*;

mod accounts;
mod encodings;
mod headings;
mod layouts;
mod properties;
mod proxies;
mod quotes;

/// Name, principal name and address of every row, or why it is refused.
fn read(text: impl AsRef<[u8]>) -> Vec<String> {
    let rows = rows(text.as_ref()).into_iter().map(|row| match row.user {
        Ok(user) => format!("{} {} {}", user.display_name, user.user_principal_name, user.primary_email),
        Err(refusal) => format!("{}: {}", row.line, refusal.code()),
    });
    rows.collect()
}

fn rows(bytes: &[u8]) -> Vec<ParsedRow> {
    parse(&decode(bytes, None).unwrap()).unwrap().collect()
}

#[test]
fn reads_the_minimal_layout_with_all_kinds_of_dress() {
    let text = "Display Name;User principal name;MAIL;Language\r\n\"Åsa \"\"Å\"\"\r\nÖberg\";asa@c.example;a@c.example;sv-SE\r\n\r\nBo;bo@c.example;bo@c.example;\r\n";
    let with_mark = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let utf_16: Vec<u8> =
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes(), &with_mark, &utf_16] {
        let rows = rows(bytes);
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].line, rows[1].line), (2, 5));
        let asa = rows[0].user.as_ref().unwrap();
        assert_eq!(asa.display_name, "Åsa \"Å\" Öberg");
        assert_eq!(asa.language, Some(Language::Sv));
        assert_eq!(rows[1].user.as_ref().unwrap().language, None);
    }
}

#[test]
fn refuses_bad_rows_and_keeps_good_ones() {
    let text = "displayname,upn,proxy addresses,preferred language\n\
        No Name,,SMTP:a@c.example,\n\
        Malformed,anna,SMTP:a@c.example,\n\
        Good,anna@c.example,SMTP:a@c.example,xx-YY\n\
        Twice,ANNA@C.example,SMTP:a@c.example,\n\
        No address,bo@c.example,smtp:a@c.example,\n\
        \"=HYPERLINK(\"\"x\"\")\",cia@c.example,SMTP:c@c.example,en\n\
        ,dan@c.example,SMTP:d@c.example,\n\
        Short,eva@c.example\n\
        Åsa,åsa@c.example,SMTP:å@c.example,\n";
    let rows = rows(text.as_bytes());
    let outcome: Vec<_> =
        rows.iter().map(|row| row.user.as_ref().map_or_else(ImportRefusal::code, |_| "")).collect();
    assert_eq!(
        outcome,
        [
            "missingPrincipalName",
            "invalidPrincipalName",
            "",
            "duplicatePrincipalName",
            "missingPrimaryEmail",
            "",
            "missingDisplayName",
            "wrongColumnCount",
            "",
        ]
    );
    assert_eq!(rows[3].user.as_ref().unwrap_err(), &ImportRefusal::DuplicatePrincipalName { line: 4 });
    assert_eq!(rows[2].user.as_ref().unwrap().unknown_language.as_deref(), Some("xx-YY"));
    assert_eq!(rows[5].user.as_ref().unwrap().display_name, "=HYPERLINK(\"x\")");
}

#[test]
fn what_nobody_sees_is_taken_out_of_names_and_refused_in_addresses() {
    let text = "Display name,User principal name,Mail\n\
        \u{202e}\u{200b}Åsa\u{2066} Öberg\u{200b},asa@north.example,asa@north.example\n\
        Lars,lars@north.example,lars\u{200e}@north.example\n\
        Mina,mi\u{ad}na@north.example,mina@north.example\n\
        Bo,\u{200b},bo@north.example\n";
    let rows = rows(text.as_bytes());
    assert_eq!(rows[0].user.as_ref().unwrap().display_name, "Åsa Öberg");
    let refused = |row: usize| rows[row].user.as_ref().unwrap_err().clone();
    assert_eq!(
        [refused(1), refused(2), refused(3)],
        [
            ImportRefusal::InvalidPrimaryEmail(ParseAddressError::UnexpectedCharacter('\u{200e}')),
            ImportRefusal::InvalidPrincipalName(ParseAddressError::UnexpectedCharacter('\u{ad}')),
            ImportRefusal::InvalidPrincipalName(ParseAddressError::UnexpectedCharacter('\u{200b}')),
        ]
    );
}

#[test]
fn says_what_is_missing() {
    assert_eq!(decode(b" \r\n", None).unwrap_err(), ImportUnreadable::Empty);
    assert_eq!(decode(b"\x01\x02\0\0\0a", None).unwrap_err(), ImportUnreadable::NotText);
    let archive = decode(b"PK\x03\x04\0\0", None).unwrap_err();
    assert_eq!(archive, ImportUnreadable::OtherFormat(FileFormat::Archive));
    let missing = |text: &str| match parse(text).err() {
        Some(ImportUnreadable::MissingColumns { missing, found, line, lines }) => {
            Some((missing, found.join(" "), line, lines))
        }
        _ => None,
    };
    assert_eq!(missing("name,upn\nx,y"), Some((vec![ImportColumn::PrimaryEmail], "name upn".into(), 1, 2)));
    assert_eq!(
        missing("\nUsers\nname,mail\nx,y"),
        Some((vec![ImportColumn::PrincipalName], "name mail".into(), 3, 3))
    );
}

/// Files that are made to take long or much memory; minutes, if the time grew with the square of the size.
#[test]
fn bombs_are_read_soon_and_nothing_of_them_is_kept() {
    const HEADER: &str = "displayName,userPrincipalName,mail,proxyAddresses\n";
    let good = "Anna,anna@contoso.example,anna@contoso.example,\n";
    let size = 2_000_000;
    let begin = std::time::Instant::now();
    for (bomb, goods) in [
        (format!("A,a@contoso.example,,SMTP:{}\n{good}", "+".repeat(size)), 1),
        (format!("A,a@contoso.example,,SMTP:{}\n{good}", "+a".repeat(size)), 1),
        (format!("A,a@contoso.example,,{}\n{good}", "SMTP:".repeat(size)), 1),
        (format!("{}\n{good}", ",".repeat(size)), 1),
        (format!("{},b,c,d\n{good}", "a ".repeat(size)), 1),
        (format!("a,{},c,d\n{good}", "a".repeat(size)), 1),
        (format!("{good}\"{}", "a,b\n".repeat(size)), 1),
        ("\n".repeat(size) + good, 1),
        (format!("{good}{}", "a\n".repeat(size / 10)), 1),
        (format!("{good}{}", "a\",\"b\n".repeat(size / 10)), 1),
        (format!("{good}{}", "\"a\n".repeat(size / 10)), 1),
        (format!("{good}{}", "a,\"\"\"\n".repeat(size / 10)), 1),
    ] {
        let rows: Vec<ParsedRow> = parse(&(HEADER.to_owned() + &bomb)).unwrap().collect();
        assert_eq!(rows.iter().filter(|row| row.user.is_ok()).count(), goods, "{}", &bomb[..60]);
        assert!(rows.iter().flat_map(|row| &row.text).all(|text| text.len() <= LONGEST_CELL));
    }
    for before in ["\"a\n", "\"", "a\",\"b\n"] {
        assert!(parse(&before.repeat(size)).is_err(), "there is no header");
    }
    assert!(parse(&(",".repeat(size) + HEADER)).is_err(), "nobody looks for a column as far as that");
    assert!(begin.elapsed() < std::time::Duration::from_mins(1), "{:?}", begin.elapsed());
}
