//! The demo's users. Nobody of them exists.

use shared::Language;

/// An invented user: the display name, the part of the address before `@`, the language of the mails, and how the
/// story of the demo goes for them.
pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) address: &'static str,
    pub(super) language: Option<Language>,
    pub(super) story: Story,
}

/// What has happened to a user before the demo begins.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Story {
    /// Not enabled for dial-in conferencing.
    Newcomer,
    /// Enabled, and nothing since.
    Enabled,
    /// Enabled, and the ID was reset for this reason.
    Reset(&'static str),
    /// Enabled, and asked for the conference info.
    Informed,
    /// Enabled, and moved to a third-party provider.
    ThirdParty,
    /// Enabled once, and disabled when leaving.
    Left,
}

const SV: Option<Language> = Some(Language::Sv);
const EN: Option<Language> = Some(Language::En);

const fn person(
    name: &'static str,
    address: &'static str,
    language: Option<Language>,
    story: Story,
) -> Person {
    Person { name, address, language, story }
}

/// Everybody in the demo.
pub(super) const PEOPLE: [Person; 60] = [
    person("Alva Kvarnström", "alva.kvarnstrom", SV, Story::Reset("ID:t stod i en öppen kalender")),
    person("Folke Bergdahl", "folke.bergdahl", SV, Story::Enabled),
    person("Tuva Sandviken", "tuva.sandviken", SV, Story::Informed),
    person("Malte Örnfjäll", "malte.ornfjall", SV, Story::Enabled),
    person("Siri Åkerhielm Lod", "siri.akerhielm", SV, Story::Enabled),
    person("Ebbe Ljungskog", "ebbe.ljungskog", SV, Story::Newcomer),
    person("Märta Fjellner", "marta.fjellner", SV, Story::Reset("Okända deltagare i ett styrelsemöte")),
    person("Harald Stråberg", "harald.straberg", SV, Story::ThirdParty),
    person("Vendela Rimfors", "vendela.rimfors", SV, Story::Enabled),
    person("Loke Sjövik", "loke.sjovik", SV, Story::Newcomer),
    person("Ylva Hedenstad", "ylva.hedenstad", SV, Story::Enabled),
    person("Sixten Granholm", "sixten.granholm", SV, Story::Left),
    person("Rut Ekenbäck", "rut.ekenback", SV, Story::Enabled),
    person("Ture Lindhagen", "ture.lindhagen", SV, Story::Informed),
    person("Idun Västerå", "idun.vastera", SV, Story::Enabled),
    person("Kettil Norrby", "kettil.norrby", SV, Story::Enabled),
    person("Saga Blomsterdal", "saga.blomsterdal", SV, Story::Newcomer),
    person("Arvid Tallkvist", "arvid.tallkvist", SV, Story::Enabled),
    person("Maj-Britt Solbacke", "maj-britt.solbacke", SV, Story::Enabled),
    person("Nils Åbyhammar", "nils.abyhammar", SV, Story::Reset("Slutat dela möten med leverantören")),
    person("Eleanor Whitcombe", "eleanor.whitcombe", EN, Story::Enabled),
    person("Rowan Ashdown", "rowan.ashdown", EN, Story::Reset("Digits were read aloud in a webinar")),
    person("Imogen Fairley", "imogen.fairley", EN, Story::Enabled),
    person("Callum Strathmore", "callum.strathmore", EN, Story::Informed),
    person("Niamh O’Darragh", "niamh.odarragh", EN, Story::Enabled),
    person("Gwilym Pencarrow", "gwilym.pencarrow", EN, Story::Newcomer),
    person("Beatrix Holloway-Finch", "beatrix.holloway", EN, Story::Enabled),
    person("Desmond Achterberg", "desmond.achterberg", EN, Story::Left),
    person("Ottilie Brandwasser", "ottilie.brandwasser", EN, Story::Enabled),
    person("Konrad Feldmühler", "konrad.feldmuhler", EN, Story::Enabled),
    person("Annegret Zwirnmann", "annegret.zwirnmann", EN, Story::Newcomer),
    person("Jörn Habermeister", "jorn.habermeister", EN, Story::Enabled),
    person("Solène Vauquelin", "solene.vauquelin", EN, Story::Enabled),
    person("Baptiste Courtemer", "baptiste.courtemer", EN, Story::Enabled),
    person("Maëlle d’Aubignac", "maelle.daubignac", EN, Story::Reset("Lost phone with the calendar on it")),
    person("Ximena Robledal", "ximena.robledal", EN, Story::Enabled),
    person("Íñigo Carrascal Peña", "inigo.carrascal", EN, Story::Enabled),
    person("Fiorella Montanelli", "fiorella.montanelli", EN, Story::Newcomer),
    person("Luca Pietrasanta", "luca.pietrasanta", EN, Story::Enabled),
    person("Bożena Wrzosowska", "bozena.wrzosowska", EN, Story::Enabled),
    person("Świętopełk Jarząbek", "swietopelk.jarzabek", EN, Story::Enabled),
    person("Željka Horvatinčić", "zeljka.horvatincic", EN, Story::Informed),
    person("Tomáš Řehořek", "tomas.rehorek", EN, Story::Enabled),
    person("Zsófia Kerekerdő", "zsofia.kerekerdo", EN, Story::Newcomer),
    person("Aino Koskelainen", "aino.koskelainen", SV, Story::Enabled),
    person("Väinö Harjunpää", "vaino.harjunpaa", SV, Story::Enabled),
    person("Þórdís Hvannadal", "thordis.hvannadal", EN, Story::Enabled),
    person("Sindre Fossheim", "sindre.fossheim", SV, Story::Enabled),
    person("Åsne Myrdalen", "asne.myrdalen", SV, Story::Newcomer),
    person("Søren Blåbjerg", "soren.blabjerg", SV, Story::Enabled),
    person("Ευδοκία Λυγερού", "evdokia.lygerou", EN, Story::Enabled),
    person("Мирослава Зорянська", "myroslava.zorianska", EN, Story::Enabled),
    person("Defne Karayıldız", "defne.karayildiz", EN, Story::Enabled),
    person("ليلى الزيتوني", "layla.alzaytuni", EN, Story::Enabled),
    person("נועם גבעוני", "noam.givoni", EN, Story::Newcomer),
    person("Anaïs Ndoumbélane", "anais.ndoumbelane", None, Story::Enabled),
    person("Chukwuemeka Obianozie", "chukwuemeka.obianozie", None, Story::Enabled),
    person("森川 ひかり", "hikari.morikawa", EN, Story::Enabled),
    person("林若溪", "ruoxi.lin", EN, Story::Enabled),
    person("Nguyễn Thảo Vy", "thaovy.nguyen", None, Story::Newcomer),
];
