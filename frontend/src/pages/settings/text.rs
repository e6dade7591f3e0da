//! The words of the settings.

use shared::{ConferenceIdUsage, Language, Settings};

use crate::i18n::{Words, texts};

texts! {
    /// The words of the settings.
    pub(crate) enum SettingsText {
        Title: "Settings", "Inställningar";
        Organisation: "Organisation", "Organisation";
        OrganisationName: "Name", "Namn";
        OrganisationNameHint: "Stands in mails and at the top of every page.", "Står i e-postmeddelanden och överst på varje sida.";
        DefaultLanguage: "Default language", "Standardspråk";
        DefaultLanguageHint: "For mails to users who have no language of their own.", "För e-postmeddelanden till användare som inte har ett eget språk.";
        Numbers: "Service numbers", "Telefonnummer för uppringning";
        NumbersLead: "The numbers that callers dial. They stand in mails and invitations, the default number first.", "Numren som den som ringer slår. De står i e-postmeddelanden och inbjudningar, standardnumret först.";
        NoNumbers: "No number yet. Without one, mails and invitations cannot say where to call.", "Inget nummer ännu. Utan ett kan e-postmeddelanden och inbjudningar inte tala om vart man ringer.";
        AddNumber: "Add a number", "Lägg till ett nummer";
        Number: "Number", "Nummer";
        NumberExample: "+46 8 465 004 00", "+46 8 465 004 00";
        Country: "Country code", "Landskod";
        Location: "Place", "Ort";
        LocationExample: "Stockholm", "Stockholm";
        TollFree: "Toll-free", "Avgiftsfritt";
        Default: "Default number", "Standardnummer";
        Remove: "Remove", "Ta bort";
        Mails: "Mails", "E-postmeddelanden";
        Automatic: "Send mails automatically", "Skicka e-postmeddelanden automatiskt";
        AutomaticHint: "When a user is enabled or disabled, or gets a new conference ID. For each action you can choose otherwise.", "När en användare aktiveras eller inaktiveras, eller får ett nytt konferens-ID. Du kan välja annorlunda vid varje åtgärd.";
        SenderAddress: "Sender’s address", "Avsändarens adress";
        SenderAddressHint: "Empty means the address in the server’s configuration.", "Tomt betyder adressen i serverns konfiguration.";
        SenderName: "Sender’s name", "Avsändarens namn";
        SenderNameHint: "Empty means the organisation’s name.", "Tomt betyder organisationens namn.";
        TransportKept: "No mail server is configured: nothing leaves this machine, and mails are read on the Mails page.", "Ingen e-postserver är konfigurerad: inget lämnar den här maskinen, och meddelandena läses på sidan Meddelanden.";
        TransportSmtp: "Mails leave through the mail server in the server’s configuration.", "E-postmeddelanden skickas genom e-postservern i serverns konfiguration.";
        ToMails: "See the mails", "Visa meddelandena";
        Ids: "Conference IDs", "Konferens-ID:n";
        Quarantine: "Quarantine, in days", "Karantän, i dagar";
        Domain: "Conference domain", "Konferensdomän";
        DomainHint: "The domain of the rooms that the phone bridge is told, as in conference.example.com.", "Domänen för rummen som telefonbryggan får veta, till exempel conference.example.com.";
        Meetings: "Meetings", "Möten";
        MeetingUpdates: "Update meetings in connected calendars", "Uppdatera möten i anslutna kalendrar";
        MeetingUpdatesHint: "After a reset Konfid puts the new conference ID into the organizer’s future meetings. Calendars are connected on each user’s page.", "Efter en återställning sätter Konfid in det nya konferens-ID:t i organisatörens kommande möten. Kalendrar ansluts på varje användares sida.";
        MeetingGrace: "Wait before the update, in minutes", "Väntetid före uppdateringen, i minuter";
        MeetingGraceHint: "An undo of the reset within this time changes no meeting.", "En ångrad återställning inom den tiden ändrar inget möte.";
        Usage: "How full the conference IDs are", "Hur fulla konferens-ID:na är";
        Assigned: "Assigned", "Tilldelade";
        Quarantined: "In quarantine", "I karantän";
        Free: "Can still be drawn", "Kan fortfarande dras";
        NearlyFull: "The conference IDs are nearly used up. Shorten the quarantine, or disable users who do not need dial-in conferencing.", "Konferens-ID:na är nästan slut. Förkorta karantänen, eller inaktivera användare som inte behöver konferens med uppringning.";
        Save: "Save", "Spara";
        Saved: "The settings are saved.", "Inställningarna är sparade.";
        Unsaved: "There are changes that are not saved.", "Det finns ändringar som inte är sparade.";
        Discard: "Discard changes", "Ta bort ändringar";
        Faulty: "Something above needs to be mended first.", "Något ovan behöver rättas först.";
        Stale: "Somebody else has changed the settings meanwhile.", "Någon annan har ändrat inställningarna under tiden.";
        StaleDetail: "Read the latest settings; your own changes stay. Then save again.", "Läs in de senaste inställningarna; dina egna ändringar finns kvar. Spara sedan igen.";
        ReadLatest: "Read the latest", "Läs in de senaste";
        LeaveTitle: "Leave without saving?", "Lämna utan att spara?";
        LeaveDetail: "Your changes to the settings are lost if you leave now.", "Dina ändringar i inställningarna går förlorade om du lämnar sidan nu.";
        Stay: "Stay here", "Stanna kvar";
        Leave: "Leave", "Lämna";
    }
}

/// For how many days a replaced ID rests.
pub(super) fn quarantine_hint(t: Words) -> String {
    let (least, most) = (Settings::QUARANTINE_DAYS_MIN, Settings::QUARANTINE_DAYS_MAX);
    match t.language {
        Language::En => {
            format!("For so long a replaced ID cannot be used again; {least} to {most}.")
        }
        Language::Sv => {
            format!("Så länge kan ett ersatt ID inte användas igen; {least} till {most}.")
        }
    }
}

/// The meter in words.
pub(super) fn usage(t: Words, usage: &ConferenceIdUsage) -> String {
    let total = t.number(u64::from(usage.assigned) + u64::from(usage.quarantined) + u64::from(usage.free));
    let (assigned, quarantined) = (t.number(usage.assigned.into()), t.number(usage.quarantined.into()));
    match t.language {
        Language::En => format!("{assigned} of {total} assigned, {quarantined} in quarantine"),
        Language::Sv => format!("{assigned} av {total} tilldelade, {quarantined} i karantän"),
    }
}

/// Names a number in the list, for screen readers.
pub(super) fn number_title(t: Words, index: usize) -> String {
    match t.language {
        Language::En => format!("Number {}", index + 1),
        Language::Sv => format!("Nummer {}", index + 1),
    }
}
