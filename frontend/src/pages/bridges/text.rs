//! The words of the bridges and their numbers.

use shared::Language;

use crate::i18n::{Words, texts};

texts! {
    /// The words of the bridges and their numbers.
    pub(crate) enum BridgesText {
        Title: "Bridges and service numbers", "Konferensbryggor och telefonnummer";
        Lead: "Callers dial a service number and enter a conference ID. Each bridge has its own service numbers and its own conference IDs.", "Den som ringer slår ett telefonnummer för uppringning och anger ett konferens-ID. Varje konferensbrygga har sina egna nummer och sina egna konferens-ID:n.";
        Add: "Add bridge", "Lägg till brygga";
        AddDetail: "The same digits on another bridge are another conference ID. Users stay on the bridge that they have.", "Samma siffror på en annan brygga är ett annat konferens-ID. Användarna är kvar på den brygga de har.";
        Name: "Name", "Namn";
        Default: "Default", "Standard";
        Rename: "Rename", "Byt namn";
        MakeDefault: "Make default", "Gör till standard";
        MakeDefaultTitle: "Make this the default bridge?", "Gör bryggan till standard?";
        MakeDefaultDetail: "New users belong to it from now on. Everybody else stays where they are.", "Nya användare hamnar på den från och med nu. Alla andra är kvar där de är.";
        Quarantine: "Quarantine", "Karantän";
        QuarantineLead: "How long before an ID of this bridge can be reused. IDs that are in quarantine already keep their day.", "Hur länge det dröjer innan ett ID på den här bryggan kan återanvändas. ID:n som redan är i karantän behåller sin dag.";
        QuarantineDays: "Replaced IDs of users, in days", "Användares ersatta ID:n, i dagar";
        QuarantineMeetings: "IDs of meetings, in days", "Mötens ID:n, i dagar";
        Numbers: "Service numbers", "Telefonnummer för uppringning";
        NoNumbers: "There is no number yet. Register the numbers that callers dial.", "Det finns inget nummer ännu. Registrera numren som man ringer.";
        Register: "Register number", "Registrera nummer";
        Edit: "Edit", "Redigera";
        EditTitle: "Edit service number", "Redigera telefonnummer";
        Unregister: "Unregister", "Avregistrera";
        UnregisterTitle: "Unregister service number?", "Avregistrera telefonnumret?";
        UnregisterStops: "Invitations and emails no longer name it. Callers who still dial it are not Konfid's to answer.", "Inbjudningar och meddelanden nämner det inte längre. Konfid svarar inte den som ändå ringer det.";
        UnregisterLast: "The bridge then has no number that callers can dial.", "Bryggan har sedan inget nummer att ringa.";
        Replacement: "The number in its place", "Nummer i stället";
        ReplacementJob: "A job gives them the number in its place. The old number goes when the job is done.", "Ett jobb ger dem numret i stället. Det gamla numret försvinner när jobbet är klart.";
        NoReplacement: "Register another number of the same kind first; users have this one as their own.", "Registrera först ett annat nummer av samma slag; användare har det här som sitt eget.";
        Leaving: "being unregistered", "avregistreras";
        ToJob: "Show the job", "Visa jobbet";
        TellUsers: "Email those whose number changes", "Skicka e-post till dem vars nummer ändras";
        MakeNumberDefaultTitle: "Make this the default number?", "Gör numret till standard?";
        MakeNumberDefaultDetail: "Emails and invitations show it first, except for users with a number of their own.", "Meddelanden och inbjudningar visar det först, utom för användare med ett eget nummer.";
        Number: "Number", "Nummer";
        NumberHint: "With + and the country code, or as it is dialled in the country.", "Med + och landsnummer, eller som man ringer inom landet.";
        Country: "Country", "Land";
        CountryHint: "Two letters. Leave it empty and it is the number's own.", "Två bokstäver. Lämna tomt så blir det numrets eget land.";
        City: "City", "Ort";
        TollFree: "Toll-free for callers", "Avgiftsfritt för den som ringer";
        TollFreeShort: "toll-free", "avgiftsfritt";
        Languages: "Languages of the auto attendant", "Språk i den automatiska dirigeringen";
        LanguagesHint: "The primary one first, then up to four more, as in sv, en, pt-BR.", "Det primära först, sedan upp till fyra till, som i sv, en, pt-BR.";
        DefaultNumber: "Default number of the bridge", "Bryggans standardnummer";
        WrittenAs: "Written as", "Skrivs som";
        Usage: "Conference IDs", "Konferens-ID:n";
        Plot: "How it has filled", "Hur den har fyllts";
        PlotNone: "There is nothing to show yet. Konfid looks once a day.", "Det finns inget att visa ännu. Konfid tittar en gång om dagen.";
        Day: "Day", "Dag";
        Live: "Assigned", "Tilldelade";
        Quarantined: "In quarantine", "I karantän";
        AsTable: "As a table", "Som tabell";
        Saved: "The bridge has been changed", "Bryggan har ändrats";
    }
}

impl Words {
    /// What may be written as a quarantine.
    pub(super) fn quarantine_hint(self, least: u16, most: u16) -> String {
        match self.language {
            Language::En => format!("{least} to {most}. Leave it empty to have it as in the settings."),
            Language::Sv => format!("{least} till {most}. Lämna tomt så gäller inställningarna."),
        }
    }

    /// Who has a number as their own.
    pub(super) fn holders(self, users: u64) -> String {
        let count = self.number(users);
        match (self.language, users) {
            (Language::En, 1) => "1 user has it as their own number.".to_owned(),
            (Language::En, _) => format!("{count} users have it as their own number."),
            (Language::Sv, _) => format!("{count} användare har det som sitt eget nummer."),
        }
    }

    /// Who has the bridge's default number.
    pub(super) fn followers(self, users: u64) -> String {
        let count = self.number(users);
        match (self.language, users) {
            (Language::En, 1) => {
                "1 enabled user without a number of their own gets another default number.".to_owned()
            }
            (Language::En, _) => {
                format!("{count} enabled users without a number of their own get another default number.")
            }
            (Language::Sv, _) => {
                format!("{count} aktiverade användare utan eget nummer får ett annat standardnummer.")
            }
        }
    }

    /// How much of a bridge was taken on the first day and is now.
    pub(super) fn taken_told(self, first: u32, last: u32) -> String {
        let (first, last) = (self.number(first.into()), self.number(last.into()));
        match self.language {
            Language::En => format!("from {first} to {last} taken IDs"),
            Language::Sv => format!("från {first} till {last} upptagna ID:n"),
        }
    }
}
