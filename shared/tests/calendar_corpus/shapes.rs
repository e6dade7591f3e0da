//! Pauses in telephone numbers, addresses, and whole blocks; no label needed.

use super::Case;

/// Properties; `{}` stands for seven digits, `{3}` and so on for groups of them.
const SHAPES: &[&str] = &[
    "DESCRIPTION:+46 8 123 456 78\\,\\,{}#",
    "DESCRIPTION:+46 8 123 456 78,,{}# Sweden\\, Stockholm",
    "DESCRIPTION:Join <tel:+46812345678,,{}#> now",
    "DESCRIPTION:Join <tel:+46812345678\\,\\,{}%23>",
    "DESCRIPTION:tel:+46812345678%2C%2C{}%23",
    "DESCRIPTION:tel:+46812345678%2c%2c{}%23\\nMore",
    "DESCRIPTION:tel:+46812345678%252C%252C{}%2523",
    "DESCRIPTION:+46812345678,,,{}#",
    "DESCRIPTION:+46812345678,, {}#",
    "DESCRIPTION:https://dialin.contoso.example/sv?id={}",
    "DESCRIPTION:https://dialin.contoso.example/?lang=sv&id={}#top",
    "DESCRIPTION:<https://dialin.contoso.example/?id={}>",
    "DESCRIPTION:https://safe.example/?url=https%3A%2F%2Fdialin.contoso.example%2F%3Fid%3D{}&data=05",
    "DESCRIPTION:https://safe.example/?url=https%253A%252F%252Fdialin%252F%253Fid%253D{}%26lang%3Dsv",
    "URL:https://dialin.contoso.example/usp/pstnconferencing?id={}",
    "URL;VALUE=URI:https://dialin.contoso.example/?cid={}&lang=sv",
    "LOCATION:+46812345678\\,\\,{}#",
    // Copies that programs keep, in properties of their own and of later standards.
    "LOCATION:Konferens-ID {}\nX-MICROSOFT-LOCATIONDISPLAYNAME:Konferens-ID {}",
    "X-MICROSOFT-LOCATIONS:[{\"DisplayName\":\"Room A\\, Conference ID {3 3 1}\"\\,\"LocationUri\":\"\"}]",
    "X-CONTOSO-NOTE:Conference ID: {}",
    "STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<p>Conference ID: <b>{}</b></p>",
    "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE=\"Conference ID {}\":geo:59.3\\,18.0",
    "CONFERENCE;VALUE=URI;FEATURE=PHONE;LABEL=Call in:tel:+46812345678%2C%2C{}%23",
    "CONFERENCE;VALUE=URI;FEATURE=AUDIO,PHONE;LABEL=\"Conference ID: {3 3 1}\":tel:+46812345678%2C%2C{}%23",
    "CONFERENCE;VALUE=URI:tel:+46812345678,,{}#",
    "X-MICROSOFT-ONLINEMEETINGCONFERENCEID:{}",
    "X-MICROSOFT-ONLINEMEETINGCONFERENCEID:{3 3 1}",
    "X-ALT-DESC;FMTTYPE=text/html:<a href=\"tel:+46812345678,,{}#\">+46 8 123 456 78\\,\\,{}#</a>",
    "X-ALT-DESC;FMTTYPE=text/html:<a href=\"tel:+46812345678,,{}%23 \">Call</a>",
    "X-ALT-DESC;FMTTYPE=text/html:<a href=\"https://dialin.example/?lang=sv&amp\\;id={}\">x</a>",
    "X-ALT-DESC;FMTTYPE=text/html:<a href='https://dialin.example/?lang=sv&amp;id={}'>x</a>",
    "X-ALT-DESC;FMTTYPE=text/html:<p>Conference ID:</p>\\n\\n<p>{3 3 1}</p>",
    "X-ALT-DESC;FMTTYPE=text/html:<p>Conference\\n ID:&nbsp\\;{3}\\n {3-2}&nbsp\\;{1}</p>",
    "X-ALT-DESC;FMTTYPE=text/html:<p>Conference&nbsp\\;ID:&#160\\;{}&#35\\;</p>",
    "DESCRIPTION;ALTREP=\"data:text/html,%3Cp%3EConference%20ID%3A%20{3%203%201}%3C%2Fp%3E\":Conference ID: {3 3 1}",
    "DESCRIPTION;ALTREP=\"data:text/html,%3Cb%3EID%20de%20conf%C3%A9rence%3A%3C%2Fb%3E%26nbsp%3B{}\":x",
    "DESCRIPTION;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Conference ID: {3=C2=A03=C2=A01}=0D=0AEnd",
    "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:ID de conf=C3=A9rence :=20{}",
    "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:+46812345678=2C=2C{}=23",
    "DESCRIPTION:Conference ID: {3}\u{200b} {3-2}\u{ad}-{1}",
    "DESCRIPTION:Confe\u{301}rence ID: {}",
    "DESCRIPTION:**Conference ID:** {3 3 1}#",
    "DESCRIPTION:Conference ID:\\n\\n    {3 3 1}#",
    "DESCRIPTION:Conference ID\\t{}",
    "DESCRIPTION:> Conference ID: {}\\n> > Conference ID: {3 3 1}",
    "DESCRIPTION:Meeting ID: 111 222 333 4\\nPhone conference ID: {3 3 1}#\\nVideo conference ID: 111 222 333 4",
    "DESCRIPTION:Video conference ID: 8271964\\nConference ID: {}",
    "DESCRIPTION:Order 8271964\\n________\\n+46 8 123 456 78\\,\\,{}#\\nKonferens-ID: {3 3 1}#\\nOrder 8271964",
    "DESCRIPTION:Konferens-ID: {3 3 1}#\nLOCATION:Konferens-ID {}\nURL:https://dialin.example/?id={}\nX-ALT-DESC;FMTTYPE=text/html:<b>Konferens-ID:</b> {3 3 1}#",
    "DESCRIPTION:Konferens-ID: {}\nBEGIN:VALARM\nTRIGGER:-PT5M\nACTION:DISPLAY\nDESCRIPTION:Ring in. Konferens-ID: {}\nEND:VALARM",
    "description:Konferens-ID: {}",
    "Description;Language=sv:Konferens-ID: {}\nX-Alt-Desc;FmtType=text/html:Konferens-ID: {}",
    "DESCRIPTION:(Conference ID: {})",
    "DESCRIPTION:Conference ID: {}, then press *",
    "DESCRIPTION:Conference ID: {}.",
    "DESCRIPTION:Conference ID: {}; PIN needed",
    "DESCRIPTION:Conference ID: {3.3.1}",
];

/// Fills in the digits: `{}` takes all of them, `{3 3 1}` groups them by what stands between the numbers, `{3}`, `{3-2}`
/// and `{1}` are the first group of three, the second, and the last digit.
fn filled(shape: &str, id: &str) -> String {
    let parts = [("{}", id), ("{3}", &id[..3]), ("{3-2}", &id[3..6]), ("{1}", &id[6..])];
    let mut text = shape.to_owned();
    for (pattern, digits) in parts {
        text = text.replace(pattern, digits);
    }
    while let Some(start) = text.find("{3") {
        let end = start + text[start..].find("1}").expect("a group of three groups");
        let separator = &text[start + 2..start + 2 + (end - start - 3) / 2];
        let grouped = [&id[..3], &id[3..6], &id[6..]].join(separator);
        text.replace_range(start..end + 2, &grouped);
    }
    text
}

pub(crate) fn cases() -> Vec<Case> {
    SHAPES
        .iter()
        .map(|shape| Case { name: (*shape).to_owned(), properties: Box::new(|id| filled(shape, id)) })
        .chain(odd_cases())
        .collect()
}

/// Digits that are themselves encoded.
fn odd_cases() -> Vec<Case> {
    let each = |id: &str, write: fn(char) -> String| id.chars().map(write).collect::<String>();
    vec![
        Case {
            name: "percent-encoded digits".to_owned(),
            properties: Box::new(move |id| {
                format!("URL:https://dialin.example/?id={}", each(id, |digit| format!("%3{digit}")))
            }),
        },
        Case {
            name: "digits as decimal entities".to_owned(),
            properties: Box::new(move |id| {
                format!(
                    "X-ALT-DESC;FMTTYPE=text/html:Conference ID: {}",
                    each(id, |digit| format!("&#{}\\;", digit as u32))
                )
            }),
        },
        Case {
            name: "digits as hexadecimal entities".to_owned(),
            properties: Box::new(move |id| {
                format!(
                    "X-ALT-DESC;FMTTYPE=text/html:Conference ID: {}",
                    each(id, |digit| format!("&#x{:x}\\;", digit as u32))
                )
            }),
        },
        Case {
            name: "full-width digits".to_owned(),
            properties: Box::new(move |id| {
                format!(
                    "DESCRIPTION:Conference ID: {}",
                    each(id, |digit| char::from_u32(digit as u32 + 0xfee0)
                        .expect("a full-width digit")
                        .to_string())
                )
            }),
        },
        Case {
            name: "quoted-printable digits".to_owned(),
            properties: Box::new(move |id| {
                format!(
                    "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Conference ID: {}",
                    each(id, |digit| format!("=3{digit}"))
                )
            }),
        },
    ]
}
