//! The words that stand before a conference ID in invitations.
//!
//! Labels are written here in lower case, without accents, as words; in an invitation any spaces, hyphens or dots
//! may stand between the words, or nothing (`Konferens-ID`, `konferens ID`, `konferensid`). A label counts only
//! as whole words. To add a language, add an entry; nothing else depends on the list.

/// The labels of one language.
pub(super) struct LabelSet {
    /// The BCP 47 tag, for people who read this table.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tag explains the table and is used by its tests"))]
    pub(super) language: &'static str,
    /// Each label as its words, separated by one space.
    pub(super) labels: &'static [&'static str],
}

/// Every known label.
pub(super) const LABELS: &[LabelSet] = &[
    LabelSet {
        language: "en",
        labels: &[
            "conference id",
            "conference identifier",
            "conference code",
            "conf id",
            "teleconference id",
            "teleconference code",
            "audio conferencing id",
            "conference call id",
            "conferencing id",
            "dial in id",
        ],
    },
    LabelSet {
        language: "sv",
        labels: &[
            "konferens id",
            "telefonkonferens id",
            "konferensens id",
            "konferens kod",
            "konferensid nummer",
            "id for telefonkonferens",
            "id for konferens",
            "id for konferensen",
            "id for telefonkonferensen",
            "ljudkonferens id",
        ],
    },
    LabelSet {
        language: "de",
        labels: &[
            "konferenz id",
            "telefonkonferenz id",
            "konferenz kennung",
            "konferenzkennung",
            "telefonkonferenz kennung",
            "telefonkonferenzkennung",
            "audiokonferenz id",
            "einwahlkonferenz id",
            "id der telefonkonferenz",
            "id der konferenz",
            "id fur die telefonkonferenz",
        ],
    },
    LabelSet {
        language: "fr",
        labels: &[
            "id de conference",
            "id de la conference",
            "id de conference telephonique",
            "id de la conference telephonique",
            "id conference",
            "id conference telephonique",
            "identifiant de conference",
            "identifiant de la conference",
            "identifiant de conference telephonique",
            "identificateur de conference",
            "identificateur de conference telephonique",
            "numero de conference",
            "n° de conference",
            "code de conference",
            "id de l audioconference",
        ],
    },
    LabelSet {
        language: "es",
        labels: &[
            "id de conferencia",
            "id de la conferencia",
            "id de conferencia telefonica",
            "id de la conferencia telefonica",
            "id de audioconferencia",
            "id conferencia",
            "identificador de conferencia",
            "identificador de la conferencia",
            "identificador de conferencia telefonica",
            "numero de conferencia",
            "codigo de conferencia",
        ],
    },
    LabelSet {
        language: "da",
        labels: &[
            "konference id",
            "telefonkonference id",
            "telefonkonferencens id",
            "konferencens id",
            "konference kode",
            "id for telefonkonference",
            "id til telefonkonference",
            "id til konference",
        ],
    },
    LabelSet {
        language: "nb",
        labels: &[
            "konferanse id",
            "telefonkonferanse id",
            "konferansens id",
            "konferanse kode",
            "id for telefonkonferanse",
            "id for konferanse",
        ],
    },
    LabelSet {
        language: "fi",
        labels: &[
            "neuvottelutunnus",
            "neuvottelun tunnus",
            "neuvottelun id",
            "neuvottelu id",
            "puhelinneuvottelun tunnus",
            "puhelinneuvottelutunnus",
            "puhelinneuvottelun id",
            "puhelinneuvottelu id",
            "konferenssitunnus",
            "konferenssin tunnus",
            "konferenssin id",
            "konferenssi id",
            "puhelinkonferenssin tunnus",
            "puhelinkonferenssin id",
            "puhelinkokouksen tunnus",
            "puhelinkokouksen id",
        ],
    },
    LabelSet {
        language: "nl",
        labels: &[
            "conferentie id",
            "conferentie code",
            "telefonische conferentie id",
            "telefoonconferentie id",
            "telefonische vergadering id",
            "telefonische vergaderings id",
            "telefoonvergadering id",
            "id van conferentie",
            "id van telefonische conferentie",
            "id van telefonische vergadering",
            "id voor telefonische vergadering",
            "id voor telefonische conferentie",
            "id telefonische vergadering",
            "vergadergesprek id",
        ],
    },
    LabelSet {
        language: "it",
        labels: &[
            "id conferenza",
            "id della conferenza",
            "id conferenza telefonica",
            "id della conferenza telefonica",
            "id di conferenza",
            "id audioconferenza",
            "identificativo conferenza",
            "identificatore conferenza",
            "identificativo della conferenza",
            "codice conferenza",
            "numero conferenza",
        ],
    },
    LabelSet {
        language: "pt",
        labels: &[
            "id de conferencia telefonica",
            "id da conferencia",
            "id da conferencia telefonica",
            "id de audioconferencia",
            "identificacao da conferencia",
            "identificacao da conferencia telefonica",
        ],
    },
    LabelSet {
        language: "pl",
        labels: &[
            "identyfikator konferencji",
            "identyfikator konferencji telefonicznej",
            "id konferencji",
            "id konferencji telefonicznej",
        ],
    },
    LabelSet {
        language: "cs",
        labels: &[
            "id konference",
            "id telefonicke konference",
            "id telefonni konference",
            "cislo konference",
        ],
    },
];

/// Words that may stand between a label and the digits: `The conference ID is 827 196 4`.
pub(super) const LINKING_WORDS: &[&str] = &[
    "is", "are", "ar", "ist", "lautet", "est", "es", "er", "on", "e", "no", "nr", "nummer", "number",
    "numero", "jest", "je",
];

/// Words that say, right before a label, that it names something else: `Video conference ID`, `VTC conference ID`.
pub(super) const FOREIGN_WORDS: &[&str] = &[
    "video",
    "vtc",
    "vc",
    "cvi",
    "web",
    "online",
    "visio",
    "zoom",
    "webex",
    "sip",
    "h323",
    "meet",
    "gotomeeting",
    "lifesize",
    "pexip",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::glyphs::folded;

    #[test]
    fn labels_are_written_the_way_they_are_compared() {
        for set in LABELS {
            assert!(!set.labels.is_empty(), "{}", set.language);
            for label in set.labels {
                assert!(label.chars().all(|character| folded(character) == character), "{label}");
                assert_eq!(label.split(' ').collect::<Vec<_>>().join(" ").trim(), *label);
            }
        }
        let mut languages: Vec<&str> = LABELS.iter().map(|set| set.language).collect();
        languages.sort_unstable();
        languages.dedup();
        assert_eq!(languages.len(), LABELS.len(), "each language once");
    }
}
