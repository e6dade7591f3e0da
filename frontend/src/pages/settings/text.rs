//! The words of the settings.

use shared::{Language, Settings};

use crate::i18n::{Words, texts};

texts! {
    /// The words of the settings.
    pub(crate) enum SettingsText {
        Title: "Settings", "Inställningar";
        Organisation: "Organisation", "Organisation";
        OrganisationName: "Name", "Namn";
        OrganisationNameHint: "Shown in emails and at the top of every page.", "Visas i e-post och högst upp på varje sida.";
        DefaultLanguage: "Default language", "Standardspråk";
        DefaultLanguageHint: "For emails to users who have not been given a language.", "För e-post till användare som inte har något eget språk.";
        NumbersLead: "The numbers that callers dial. They are shown in emails and invitations, with the default number first.", "Numren som deltagarna ringer. De visas i e-post och inbjudningar, med standardnumret först.";
        NoNumbers: "No number yet. Without one, emails and invitations cannot say which number to call.", "Inget nummer ännu. Utan ett nummer kan e-post och inbjudningar inte visa vart man ska ringa.";
        ToNumbers: "Bridges and numbers", "Bryggor och nummer";
        Mails: "Email", "E-post";
        Automatic: "Send email automatically", "Skicka e-post automatiskt";
        AutomaticHint: "When a user is enabled or disabled, or gets a new conference ID. You can change this for each action. What somebody sends by hand is always sent.", "När en användare aktiveras eller inaktiveras, eller får ett nytt konferens-ID. Du kan välja annorlunda vid varje åtgärd. Det som någon skickar för hand skickas alltid.";
        AutomaticAbout: "About", "Om";
        SenderAddress: "Sender’s address", "Avsändarens adress";
        SenderAddressHint: "Leave empty to use the address in the server’s configuration.", "Lämna tomt för att använda adressen i serverns konfiguration.";
        SenderName: "Sender’s name", "Avsändarens namn";
        SenderNameHint: "Leave empty to use the organisation’s name.", "Lämna tomt för att använda organisationens namn.";
        ReplyTo: "Address for replies", "Adress för svar";
        ReplyToHint: "Leave empty to use the address in the server’s configuration, or else the sender’s.", "Lämna tomt för att använda adressen i serverns konfiguration, eller annars avsändarens.";
        TransportKept: "No email server is configured, so no email is being sent. Read the emails on the Email page.", "Ingen e-postserver är konfigurerad: ingen e-post skickas. Läs meddelandena på sidan E-post.";
        TransportSmtp: "Email is sent through the email server in the server’s configuration.", "E-post skickas via e-postservern i serverns konfiguration.";
        ToMails: "View emails", "Visa meddelandena";
        Ids: "Conference IDs", "Konferens-ID:n";
        Quarantine: "Quarantine, in days", "Karantän, i dagar";
        Domain: "Conference domain", "Konferensdomän";
        DomainHint: "The domain of the rooms that the phone bridge uses, for example conference.example.com.", "Domänen för rummen som telefonbryggan använder, till exempel conference.example.com.";
        Meetings: "Meetings", "Möten";
        MeetingValid: "Days that a meeting’s own conference ID works after it", "Dagar som ett mötes eget konferens-ID gäller efteråt";
        MeetingValidHint: "Counted from the last occurrence, 0 to 60.", "Räknas från det sista tillfället, 0 till 60.";
        MeetingQuarantine: "Quarantine of meetings’ own conference IDs in days", "Karantän i dagar för mötens egna konferens-ID:n";
        MeetingQuarantineHint: "For so long an ID that has stopped cannot be reused, 1 to 365.", "Så länge kan ett ID som har slutat gälla inte återanvändas, 1 till 365.";
        MeetingUpdates: "Update meetings in connected calendars", "Uppdatera möten i anslutna kalendrar";
        MeetingUpdatesHint: "After a reset Konfid puts the new conference ID into the organizer’s future meetings. Calendars are connected on each user’s page.", "Efter en återställning sätter Konfid in det nya konferens-ID:t i organisatörens kommande möten. Kalendrar ansluts på varje användares sida.";
        MeetingGrace: "Wait before the update, in minutes", "Väntetid före uppdateringen, i minuter";
        MeetingGraceHint: "If the reset is undone within this time, no meetings are changed.", "Om återställningen ångras inom den tiden ändras inga möten.";
        Pins: "Organizer PINs", "PIN-koder";
        PinOnEnabling: "Give users a PIN when they are enabled", "Ge användare en PIN-kod när de aktiveras";
        PinOnEnablingHint: "The email has a link that works once and shows the PIN. The PIN itself is never in an email.", "Meddelandet har en länk som fungerar en gång och visar PIN-koden. Själva PIN-koden står aldrig i e-post.";
        PinLength: "Digits of a new PIN", "Antal siffror i en ny PIN-kod";
        PinLengthHint: "4 to 12. PINs that users already have stay as they are.", "4 till 12. PIN-koder som användarna redan har ändras inte.";
        Usage: "Conference IDs in use", "Använda konferens-ID:n";
        Save: "Save", "Spara";
        Saved: "The settings are saved.", "Inställningarna är sparade.";
        Unsaved: "You have unsaved changes.", "Du har osparade ändringar.";
        Discard: "Discard changes", "Ignorera ändringar";
        Faulty: "Correct the marked fields first.", "Rätta de markerade fälten först.";
        Stale: "Somebody else has changed the settings.", "Någon annan har ändrat inställningarna.";
        StaleDetail: "Load the latest settings; your own changes are kept. Then save again.", "Läs in de senaste inställningarna; dina egna ändringar finns kvar. Spara sedan igen.";
        ReadLatest: "Load the latest", "Läs in de senaste";
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
            format!("How long before a replaced ID can be reused: {least} to {most}.")
        }
        Language::Sv => {
            format!("Hur länge det dröjer innan ett ersatt ID kan återanvändas: {least} till {most}.")
        }
    }
}
