//! The words around a conference ID in invitations: one table, in the languages that people write them in.
//!
//! The patterns are written in lower case and without accents (see `folded`). A space stands for spaces, hyphens, dots
//! or apostrophes, or for nothing: `konferens id` is also `Konferens-ID` and `konferensid`. `(a|b|)` is one of the words, or
//! nothing. A pattern counts only as whole words, except in scripts without spaces. To add a language, add rows; nothing
//! else depends on them.

use Kind::{Bridge, Conference, Link, Neighbour, Online, Other, Unrelated};

/// What words say about digits near them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The digits after them are a conference ID.
    Conference,
    /// The digits after them are one in an event in which something else says so too.
    Neighbour,
    /// They may stand between a label and the digits: `The conference ID is 827 196 4`.
    Link,
    /// The label after them belongs to something else: `Video conference ID`, `VTC conference ID`. A `*` stands for
    /// any further letters.
    Other,
    /// As `Other`, but only in one expression: `Online conference ID`, not `Join online: conference ID`.
    Online,
    /// The digits after them are something else, unless a label says otherwise: `Meeting ID`, `Order`.
    Unrelated,
    /// They may stand between `Other` and the label: `Webex meeting conference ID`.
    Bridge,
}

/// Words of one kind in one language.
pub(super) struct Words {
    /// The BCP 47 tag, for people who read this table; `und` for words of many languages.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tag explains the table and is used by its tests"))]
    pub(super) language: &'static str,
    pub(super) kind: Kind,
    pub(super) patterns: &'static [&'static str],
}

const fn words(language: &'static str, kind: Kind, patterns: &'static [&'static str]) -> Words {
    Words { language, kind, patterns }
}

/// The patterns of this kind.
pub(super) fn patterns(kind: Kind) -> impl Iterator<Item = &'static str> {
    TABLE.iter().filter(move |words| words.kind == kind).flat_map(|words| words.patterns).copied()
}

/// All that is known.
#[rustfmt::skip]
pub(super) const TABLE: &[Words] = &[
    words("en", Conference, &[
        "(conference|conf|teleconference|audioconference|phone conference|conference call|conf call|conferencing|conference bridge) (access|participant|attendee|room|) (id|ids|i d|identifier|identifiers|code|codes|number|numbers|no|nr)",
        "(dial in|call in|bridge) (id|ids|i d|code)",
        "(id|code) (of|for) (the|) (conference|teleconference|audioconference|phone conference|conference call)",
    ]),
    words("sv", Conference, &[
        "konf (id|nr|nummer|kod)",
        "(telefon|ljud|audio|tele|) (konferens|konferensens) (id|id:t|id:n|id t|id et|ids|id nummer|kod|koden|nummer|numret|nr)",
        "(telefon|ljud|audio|tele|) konferens (identifierare|identifieraren|identitet)",
        "(id|kod|kod en|nummer) (for|till|pa|) (telefon|ljud|audio|tele|) (konferens|konferensen|konferenser)",
        "telefonmotes (id|kod)",
        "id for telefonmote (t|)",
    ]),
    words("de", Conference, &[
        "(telko|konf) (id|nummer|code|nr|kennung)",
        "(telefon|audio|tele|einwahl|) (konferenz|konferenzen) (id|ids|kennung|kennungen|code|codes|nummer|nummern|nr|kennnummer|kennziffer)",
        "(id|kennung|nummer|code) (der|fur die|fur|zur|) (telefon|audio|tele|einwahl|) konferenz",
        "einwahl (kennung|id|code)",
    ]),
    words("fr", Conference, &[
        "code d acces (a la|de la|de|) (conference|teleconference|audioconference)",
        "(id|ids|identifiant|identifiants|identificateur|numero|numeros|n°|no|code|codes) (de la|de l|de|des|d|) (conference|conferences|teleconference|audioconference|audio conference) (telephonique|telephoniques|audio|par telephone|)",
    ]),
    words("es", Conference, &[
        "codigo de acceso (a la|de la|de|) (conferencia|audioconferencia)",
        "(id|ids|identificador|identificacion|numero|n°|codigo|clave) (de la|de|) (conferencia|conferencias|teleconferencia|audioconferencia|audio conferencia) (telefonica|telefonicas|de audio|por telefono|)",
    ]),
    words("da", Conference, &[
        "(telefon|lyd|audio|tele|) (konference|konferencens) (id|ids|id et|id er|kode|koden|nummer|nummeret|nr)",
        "(id|kode|nummer) (for|til|pa|) (telefon|lyd|audio|tele|) (konference|konferencen|konferencer)",
    ]),
    words("nb", Conference, &[
        "(telefon|lyd|audio|tele|) (konferanse|konferansens) (id|ids|id en|id er|kode|koden|nummer|nummeret|nr)",
        "(id|kode|nummer) (for|til|pa|) (telefon|lyd|audio|tele|) (konferanse|konferansen|konferanser)",
    ]),
    words("fi", Conference, &[
        "(puhelin|audio|tele|) (neuvottelu|neuvottelun|neuvottelujen|konferenssi|konferenssin) (tunnus|tunnusta|tunnuksen|tunnukset|tunnuksella|tunniste|tunnisteen|tunnisteet|id|id n|numero|numeron|koodi|koodin)",
        "puhelin (kokous|kokouksen) (tunnus|tunnuksen|tunniste|tunnisteen|id|numero|koodi)",
    ]),
    words("nl", Conference, &[
        "(telefonische|telefoon|tele|audio|) (conferentie|conferenties) (id|ids|code|codes|nummer|nummers|nr)",
        "(telefonische|telefoon) (vergadering|vergaderings) (id|ids|code|nummer)",
        "vergadergesprek (id|code|nummer)",
        "(id|code|nummer) (van|voor|) (de|het|een|) (telefonische|telefoon|tele|audio|) (conferentie|vergadergesprek)",
        "(id|code|nummer) (van|voor|) (de|een|) (telefonische|telefoon) vergadering",
    ]),
    words("it", Conference, &[
        "codice di accesso (alla|della|) (conferenza|audioconferenza)",
        "(id|identificativo|identificatore|identificativi|codice|codici|numero) (della|di|per la|per|) (conferenza|conferenze|teleconferenza|audioconferenza|audio conferenza) (telefonica|telefoniche|audio|)",
    ]),
    words("pt", Conference, &[
        "(id|ids|identificacao|identificador|codigo|numero|n°) (da|de|) (conferencia|conferencias|teleconferencia|audioconferencia) (telefonica|por telefone|de audio|)",
    ]),
    words("ca", Conference, &[
        "(id|identificador|numero|codi) (de la|de|) (conferencia|teleconferencia|audioconferencia) (telefonica|)",
    ]),
    words("pl", Conference, &[
        "(id|identyfikator|identyfikatora|numer|nr|kod) (konferencji|telekonferencji|audiokonferencji) (telefonicznej|)",
    ]),
    words("cs", Conference, &[
        "(id|identifikator|cislo|kod) (telefonicke|telefonni|audio|) (konference|telekonference|audiokonference)",
        "konferencni (id|cislo|kod)",
    ]),
    words("sk", Conference, &[
        "(id|identifikator|cislo|kod) (telefonickej|telefonnej|audio|) (konferencie|telekonferencie|audiokonferencie)",
        "konferencne (id|cislo)",
    ]),
    words("sl", Conference, &[
        "(id|stevilka|koda) (telefonske|avdio|) konference",
    ]),
    words("hr", Conference, &[
        "(id|identifikator|broj|kod|sifra) (telefonske|audio|) (konferencije|telekonferencije|audiokonferencije)",
        "konferencijski (id|broj|kod)",
    ]),
    words("hu", Conference, &[
        "(telefon|audio|tele|) konferencia (hivas|) (azonosito|azonositot|azonositoja|azonositojat|kod|kodja|szam|szama|id|id ja)",
    ]),
    words("ro", Conference, &[
        "(id|id ul|identificator|identificatorul|numar|numarul|cod|codul) (de|pentru|) (conferinta|conferintei|teleconferinta|teleconferintei|audioconferinta|audioconferintei) (telefonica|telefonice|audio|)",
    ]),
    words("et", Conference, &[
        "(telefoni|audio|tele|) (konverentsi|konverents|konverentsikone) (id|id d|tunnus|tunnuse|number|kood|koodi)",
    ]),
    words("lt", Conference, &[
        "(telefono|telefonines|audio|) (konferencijos|telekonferencijos) (id|identifikatorius|numeris|kodas)",
    ]),
    words("lv", Conference, &[
        "(talruna|telefona|audio|) (konferences|telekonferences) (id|identifikators|numurs|kods)",
    ]),
    words("tr", Conference, &[
        "(telefon|sesli|tele|) (konferans|konferansi|konferansin|konferansinin) (kimligi|kimliginiz|kimlik|kimlik no|id|id si|kodu|numarasi|no)",
    ]),
    words("vi", Conference, &[
        "(id|ma|so) (cua|) (hoi nghi|cuoc goi hoi nghi) (dien thoai|qua dien thoai|am thanh|)",
    ]),
    words("el", Conference, &[
        "(αναγνωριστικο|αναγνωριστικου|κωδικοσ|αριθμοσ|id) (τησ|) (τηλεφωνικησ|) (διασκεψησ|τηλεδιασκεψησ|συνδιασκεψησ) (μεσω τηλεφωνου|)",
    ]),
    words("ru", Conference, &[
        "(идентификатор|идентификатора|идентификатором|номер|номера|код|кода|ид|id) (телефоннои|аудио|) (конференции|телеконференции|аудиоконференции|конференц связи|конференц звонка) (по телефону|)",
    ]),
    words("uk", Conference, &[
        "(ідентифікатор|ідентифікатора|номер|код|ід|id) (телефонноі|аудіо|) (конференціі|телеконференціі|аудіоконференціі)",
    ]),
    words("bg", Conference, &[
        "(идентификатор|номер|код|ид|id) (на|) (телефонна|телефонната|) (конференция|конференцията)",
    ]),
    words("ar", Conference, &[
        "(معرف|رقم|رمز|كود|id) (الموتمر|موتمر|المكالمه الجماعيه) (الهاتفي|هاتفي|الصوتي|عبر الهاتف|)",
    ]),
    words("he", Conference, &[
        "(מזהה|מספר|קוד) (ועידת|שיחת) (הטלפון|טלפון|הועידה|ועידה|שמע)",
        "(מזהה|מספר|קוד) (הועידה|ועידה)",
    ]),
    words("ja", Conference, &[
        "(電話会議|音声会議|会議通話) (の|) (id|番号|識別子|コード)",
    ]),
    words("zh-Hans", Conference, &[
        "(电话会议|音频会议) (的|) (id|识别码|号码|编号|代码|标识)",
    ]),
    words("zh-Hant", Conference, &[
        "(電話會議|音訊會議|語音會議) (的|) (id|識別碼|號碼|編號|代碼)",
    ]),
    words("ko", Conference, &[
        "(전화|오디오|음성) (회의|컨퍼런스) (의|) (id|번호|코드)",
    ]),
    words("en", Neighbour, &[
        "(your|the|our|my|access|participant|attendee|phone|audio|) (id|code)",
        "enter",
        "type",
    ]),
    words("sv", Neighbour, &[
        "(din|ert|er|ditt|koden|telefon|deltagar|) (id|kod|koden)",
        "(ange|sla|knappa in|tryck)",
    ]),
    words("de", Neighbour, &[
        "(ihr|ihre|deine|zugangs|teilnehmer|) (id|code|kennung)",
    ]),
    words("fr", Neighbour, &[
        "(votre|le|) (id|code|identifiant) (d acces|de participant|)",
    ]),
    words("es", Neighbour, &[
        "(su|tu|el|) (id|codigo|identificador) (de acceso|)",
    ]),
    words("it", Neighbour, &[
        "(il|tuo|) (id|codice|identificativo) (di accesso|)",
    ]),
    words("da", Neighbour, &[
        "(din|jeres|deltager|adgangs|) (id|kode|koden)",
    ]),
    words("fi", Neighbour, &[
        "(tunnus|koodi|tunniste)",
    ]),
    words("nl", Neighbour, &[
        "(uw|je|toegangs|deelnemers|) (id|code)",
    ]),
    words("en", Link, &[
        "(is|are|will be|no|nr|number)",
        "(for|when|by|via|to) (dial in|dialing in|dialling in|calling in|call in|phone|telephone|audio)",
    ]),
    words("sv", Link, &[
        "(ar|blir|nummer)",
        "(for|vid|via|till) (telefon|inringning|uppringning|ljud)",
    ]),
    words("de", Link, &[
        "(ist|lautet)",
        "(fur|zur|bei|per) (die|) (einwahl|telefon|telefoneinwahl)",
    ]),
    words("fr", Link, &[
        "(est|sera)",
        "(par|pour le) telephone",
    ]),
    words("es", Link, &[
        "(es|sera)",
        "(por|para) telefono",
    ]),
    words("da", Link, &[
        "(er|bliver)",
        "(til|pr|via|for) (telefon|opkald|opringning|oppringing)",
    ]),
    words("fi", Link, &[
        "on",
        "(puhelimitse|puhelimella)",
    ]),
    words("nl", Link, &[
        "voor (inbellen|telefoon)",
    ]),
    words("it", Link, &[
        "(e|numero)",
        "(per|via) telefono",
    ]),
    words("pt", Link, &[
        "(sera|por telefone)",
    ]),
    words("pl", Link, &[
        "(jest|to)",
    ]),
    words("cs", Link, &[
        "je",
    ]),
    words("ru", Link, &[
        "(это|по телефону)",
    ]),
    words("ja", Link, &[
        "(は|が)",
    ]),
    words("zh-Hans", Link, &[
        "(是|为|為)",
    ]),
    words("ko", Link, &[
        "(는|은)",
    ]),
    words("und", Other, &[
        "video*", "visio", "visioconference", "vtc", "vc", "cvi", "zoom*", "webex*", "sip", "h323",
        "gotomeeting", "lifesize", "pexip*", "bluejeans", "ringcentral", "jitsi", "wideo*", "vaizdo",
        "vizualna*", "goruntulu", "видео*", "відео*", "βιντεο*", "וידאו", "فيديو", "الفيديو", "ビデオ*", "视频*",
        "視訊*", "화상",
    ]),
    words("und", Online, &[
        "web", "online", "meet", "internet",
    ]),
    words("und", Unrelated, &[
        "meeting*", "mote", "motes", "motets", "besprechung*", "sitzung*", "reunion*", "mode", "modes",
        "modelokale", "kokous", "kokouksen", "vergader*", "riunion*", "reuniao", "spotkani*", "schuz*",
        "schodz*", "stretnuti*", "sastan*", "koosolek*", "susitikim*", "sapulc*", "toplanti*", "ertekezlet*",
        "sedint*", "συσκεψ*", "встреч*", "собрани*", "зустріч*", "нарад*", "اجتماع", "الاجتماع", "הפגישה",
        "פגישה", "ミーティング*", "passcode*", "password*", "pin", "pins", "pinkod", "passwort*", "kennwort*",
        "losenord*", "passe", "contrasena*", "clave", "senha", "adgangskode", "passord", "salasana",
        "wachtwoord", "hasl*", "hesl*", "jelszo*", "parola", "lozinka", "парол*", "κωδικοσ", "密码", "密碼",
        "パスコード", "암호", "סיסמה", "order*", "bestallning*", "bestill*", "bestellung*", "commande", "pedido",
        "ordine", "tilaus*", "invoice*", "faktura*", "fakturanr", "rechnung*", "facture", "factura", "fattura",
        "ticket*", "arende*", "case", "po", "kund*", "customer*", "account", "konto", "room", "rum", "serial",
        "reference", "ref", "zip", "tap",
    ]),
    words("und", Bridge, &[
        "meeting", "meetings", "room", "system", "device", "mote", "motes", "moteplats", "conference",
        "raum", "besprechung", "besprechungs", "salle", "sala", "rum",
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::characters::folded;

    #[test]
    fn patterns_are_written_the_way_they_are_compared() {
        for Words { language, kind, patterns } in TABLE {
            assert!(!patterns.is_empty(), "{language}");
            for pattern in *patterns {
                assert!(pattern.chars().all(|character| folded(character) == character), "{pattern}");
                assert_eq!(pattern.split(' ').collect::<Vec<_>>().join(" ").trim(), *pattern);
                let opened = pattern.matches('(').count();
                assert_eq!(opened, pattern.matches(')').count(), "{pattern}");
                let is_word = matches!(kind, Other | Online | Unrelated | Bridge);
                assert!(!is_word || opened == 0 && !pattern.contains(' '), "{pattern}");
            }
        }
        let mut rows: Vec<_> = TABLE.iter().map(|words| (words.language, words.kind as u8)).collect();
        rows.sort_unstable();
        rows.dedup();
        assert_eq!(rows.len(), TABLE.len(), "each language once for each kind");
    }
}
