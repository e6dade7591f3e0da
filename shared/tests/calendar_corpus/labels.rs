//! Labels as invitations write them, before digits in every grouping, as text and as HTML.

use super::Case;
use super::calendar_support::grouped;

/// Labels with the punctuation that follows them.
const LABELS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "Conference ID: ",
            "Phone conference ID: ",
            "Phone Conference ID:",
            "conference id ",
            "Conference-ID: ",
            "Conf ID: ",
            "Audio Conference ID: ",
            "CONFERENCE ID = ",
            "Your conference ID is ",
            "Conference ID (dial-in): ",
        ],
    ),
    (
        "sv",
        &[
            "Konferens-ID: ",
            "Telefonkonferens-ID: ",
            "Konferens-ID:",
            "konferens ID ",
            "Konferens-id: ",
            "Ditt konferens-ID är ",
            "ID för telefonkonferens: ",
        ],
    ),
    (
        "de",
        &[
            "Konferenz-ID: ",
            "Telefonkonferenz-ID: ",
            "Konferenzkennung: ",
            "Konferenz-Kennung: ",
            "Telefonkonferenzkennung: ",
            "Die Konferenz-ID lautet ",
        ],
    ),
    (
        "fr",
        &[
            "ID de conférence : ",
            "ID de conférence téléphonique : ",
            "ID de la conférence\u{a0}: ",
            "N° de conférence : ",
            "Identifiant de conférence : ",
            "Numéro de conférence : ",
        ],
    ),
    (
        "es",
        &[
            "Id. de conferencia: ",
            "Id. de conferencia telefónica: ",
            "ID de conferencia: ",
            "Identificador de conferencia: ",
            "Identificador de la conferencia: ",
        ],
    ),
    ("da", &["Konference-id: ", "Telefonkonference-id: ", "Telefonkonference-ID: ", "Konferencens ID: "]),
    (
        "nb",
        &["Konferanse-ID: ", "Telefonkonferanse-ID: ", "Telefonkonferanse-ID:", "ID for telefonkonferanse: "],
    ),
    (
        "fi",
        &[
            "Puhelinneuvottelun tunnus: ",
            "Neuvottelutunnus: ",
            "Neuvottelun tunnus: ",
            "Konferenssin tunnus: ",
            "Puhelinkonferenssin tunnus: ",
        ],
    ),
    (
        "nl",
        &[
            "Conferentie-id: ",
            "Telefonische vergadering-id: ",
            "Id voor telefonische vergadering: ",
            "Telefonische conferentie-id: ",
            "Id van telefonische vergadering: ",
        ],
    ),
    (
        "it",
        &[
            "ID conferenza: ",
            "ID conferenza telefonica: ",
            "ID della conferenza: ",
            "Identificativo conferenza: ",
            "Codice conferenza: ",
        ],
    ),
];

/// Ways to write the digits.
const GROUPINGS: &[(&[usize], &str, &str)] = &[
    (&[7], "", ""),
    (&[3, 3, 1], " ", "#"),
    (&[3, 4], "\u{a0}", ""),
    (&[3, 4], "-", "#"),
    (&[1, 3, 3], "\u{202f}", " #"),
    (&[2, 2, 3], "\u{2009}", "#"),
];

/// Places to write them in; `{}` stands for label and digits.
const PLACES: &[&str] = &[
    "DESCRIPTION:Hello\\, all.\\n\\n{}\\nRegards",
    "DESCRIPTION;LANGUAGE=en-US:____\\N{}\\NOrder 8271964",
    "LOCATION:Room 4\\; {}",
];

/// How HTML writes label and digits.
const MARKUP: &[(&str, &str)] = &[
    ("<p>{label}<b>{digits}</b></p>", " "),
    (
        "<td>{label}</td>\\n<td>&nbsp\\;<span style=\"font-size:11.0pt\\;color:#8271964\">{digits}</span></td>",
        "&nbsp\\;",
    ),
    ("<div><span>{label}</span><br>\\n{digits}<o:p></o:p></div>", "&nbsp;"),
    ("<p class=MsoNormal>{label}<span>{digits}</span></p>", "</span><span style=\"mso-font:1234\">"),
];

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (language, labels) in LABELS {
        for label in *labels {
            for (groups, separator, end) in GROUPINGS {
                for place in PLACES {
                    cases.push(Case {
                        name: format!("{language} {label:?} {separator:?} {place}"),
                        properties: Box::new(move |id| {
                            place.replace("{}", &format!("{label}{}{end}", grouped(id, groups, separator)))
                        }),
                    });
                }
            }
            for (markup, separator) in MARKUP {
                for html in [label.to_string(), with_entities(label)] {
                    cases.push(Case {
                        name: format!("{language} {html:?} {markup}"),
                        properties: Box::new(move |id| {
                            let text = markup
                                .replace("{label}", &html)
                                .replace("{digits}", &grouped(id, &[3, 3, 1], separator));
                            format!("X-ALT-DESC;FMTTYPE=text/html:<html><body>{text}</body></html>")
                        }),
                    });
                }
            }
        }
    }
    cases
}

/// Accented letters as entities, the way mail programs write them.
fn with_entities(label: &str) -> String {
    let mut html = label.to_owned();
    for (letter, entity) in [
        ("é", "&eacute\\;"),
        ("ó", "&oacute\\;"),
        ("ä", "&auml\\;"),
        ("ö", "&#246\\;"),
        ("°", "&deg\\;"),
        ("\u{a0}", "&nbsp\\;"),
        (":", "&#58\\;"),
    ] {
        html = html.replace(letter, entity);
    }
    html
}
