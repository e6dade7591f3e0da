use super::*;

fn rows(bytes: &[u8]) -> Vec<ParsedRow> {
    parse(&decode(bytes).unwrap()).unwrap().collect()
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
fn finds_the_primary_address_among_proxies() {
    assert_eq!(
        primary_of_proxies("smtp:a@c.example+SMTP:b+tag@c.example+sip:x@c.example"),
        Some("b+tag@c.example")
    );
    assert_eq!(primary_of_proxies("SMTP:b@c.example"), Some("b@c.example"));
    assert_eq!(primary_of_proxies("smtp:b@c.example"), None);
    assert_eq!(primary_of_proxies(""), None);
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
    assert_eq!(decode(b" \r\n").unwrap_err(), ImportUnreadable::Empty);
    assert_eq!(decode(b"PK\x03\x04\0\0").unwrap_err(), ImportUnreadable::NotText);
    assert_eq!(parse("name,upn\nx,y").err(), Some(ImportUnreadable::MissingColumn("mail")));
    assert_eq!(parse("name,mail\nx,y").err(), Some(ImportUnreadable::MissingColumn("user principal name")));
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
        let file = [b"name,upn,mail\n".as_slice(), &bytes].concat();
        if let Ok(text) = decode(&file) {
            _ = parse(&text).map(Iterator::count);
        }
    }
}
