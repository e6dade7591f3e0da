//! The words of the meeting update tool.

use mender::{FileReport, RowKind};
use shared::Language;

use crate::i18n::{Words, texts};

texts! {
    /// The words of the meeting update tool.
    pub(crate) enum MeetingsText {
        Lead: "The meeting update tool puts your new conference ID into invitations that still contain an old one. Only the digits change; you see each change before anything is saved.", "Mötesuppdateringsverktyget sätter in ditt nya konferens-ID i inbjudningar som fortfarande innehåller ett gammalt. Bara siffrorna ändras, och du ser varje ändring innan något sparas.";
        Private: "Everything happens in this browser. Your calendar and your conference IDs are not sent anywhere.", "Allt sker i den här webbläsaren. Din kalender och dina konferens-ID:n skickas ingenstans.";
        ByItself: "Let Konfid do this after every reset:", "Låt Konfid göra det efter varje återställning:";
        ByItselfDo: "connect your calendar", "anslut din kalender";
        Ids: "Your conference IDs", "Dina konferens-ID:n";
        New: "New conference ID", "Nytt konferens-ID";
        NewHint: "From the email you received.", "Från meddelandet du fick.";
        Old: "Old conference IDs", "Gamla konferens-ID:n";
        OldHint: "Separate several with commas.", "Skilj flera åt med kommatecken.";
        Addresses: "Your email addresses", "Dina e-postadresser";
        AddressesHint: "Only meetings organized from one of them are changed. Separate several with commas.", "Bara möten som någon av dem är organisatör för ändras. Skilj flera åt med kommatecken.";
        Numbers: "Changed service numbers (optional)", "Ändrade telefonnummer för uppringning (valfritt)";
        NumbersHint: "Old number = new number, for example +46812345678=+46855500100. Separate several with commas.", "Gammalt nummer = nytt nummer, till exempel +46812345678=+46855500100. Skilj flera åt med kommatecken.";
        OldMissing: "Enter at least one old conference ID.", "Ange minst ett gammalt konferens-ID.";
        OldIsNew: "The old and the new conference ID are the same.", "Det gamla och det nya konferens-ID:t är samma.";
        AddressMissing: "Enter the organizer’s address.", "Ange organisatörens adress.";
        Where: "Where the invitations are", "Var inbjudningarna finns";
        InFiles: "Calendar files", "Kalenderfiler";
        InText: "One invitation", "En inbjudan";
        Drop: "Drop calendar files (.ics) or saved emails (.eml) here", "Släpp kalenderfiler (.ics) eller sparade meddelanden (.eml) här";
        Or: "or", "eller";
        Choose: "Choose files", "Välj filer";
        ChooseOther: "Choose other files", "Välj andra filer";
        FilesHint: "Export the whole calendar, or save single meetings as files. Files of 50 MB and more are no problem.", "Exportera hela kalendern eller spara enskilda möten som filer. Filer på 50 MB och mer går bra.";
        NoFiles: "Choose a calendar file first.", "Välj en kalenderfil först.";
        Look: "Show what would change", "Visa vad som skulle ändras";
        FaultsFirst: "Correct the marked fields first.", "Rätta de markerade fälten först.";
        Working: "Reading the calendar…", "Läser kalendern …";
        Broken: "The tool stopped before it had finished", "Verktyget stannade innan det var klart";
        BrokenDetail: "Nothing has been changed or sent. Try again; if it happens once more, try with a smaller file.", "Inget har ändrats eller skickats. Försök igen; om det händer en gång till, prova med en mindre fil.";
        Result: "What would change", "Vad som skulle ändras";
        Nothing: "No meeting would change", "Inget möte skulle ändras";
        NothingDetail: "None of your future meetings contains an old conference ID that could be replaced. If you expected one, check the IDs and addresses above.", "Inget av dina kommande möten innehåller ett gammalt konferens-ID som kunde ersättas. Om du väntade dig det, kontrollera ID:na och adresserna ovan.";
        NoRefused: "Nothing was refused", "Allt gick att ändra";
        Meetings: "Meetings", "Möten";
        ToChange: "To change", "Att ändra";
        ToCheck: "To check by hand", "Att kontrollera för hand";
        ToCheckDetail: "These meetings contain digits that look like the old ID, but nothing says so for certain. The tool leaves them as they are; check each place in your calendar.", "De här mötena innehåller siffror som liknar det gamla ID:t, men inget säger säkert att de är det. Verktyget lämnar dem som de är; kontrollera varje ställe i kalendern.";
        LooksLike: "Looks like the old ID, check by hand:", "Liknar det gamla ID:t, kontrollera för hand:";
        NoToCheck: "Nothing to check by hand", "Inget att kontrollera för hand";
        Refused: "Left as they are", "Lämnas som de är";
        Others: "Organized by others", "Andras möten";
        NoOrganizer: "Without an organizer", "Utan organisatör";
        Past: "Already over", "Redan avslutade";
        Cancelled: "Cancelled", "Inställda";
        NothingToDo: "Without an old ID", "Utan gammalt ID";
        All: "Select all", "Markera alla";
        None: "Select none", "Avmarkera alla";
        NoSubject: "(no subject)", "(utan ämne)";
        WholeFile: "The whole file", "Hela filen";
        Recurring: "recurring", "återkommande";
        Before: "Before:", "Före:";
        After: "After:", "Efter:";
        Occurrence: "Occurrence", "Förekomst";
        Download: "Download the corrected file", "Ladda ned den rättade filen";
        DownloadHint: "Import the file into the calendar that it came from. The meetings keep their identity, so they are updated, not duplicated. Check one of them afterwards, and send the update to the participants.", "Importera filen till kalendern som den kom från. Mötena behåller sin identitet, så de uppdateras och dubbleras inte. Kontrollera ett av dem efteråt och skicka uppdateringen till deltagarna.";
        Saved: "The corrected file is ready. It is among your downloads.", "Den rättade filen är klar. Den finns bland dina nedladdade filer.";
        Paste: "Invitation", "Inbjudan";
        PasteHint: "Paste the text of an invitation that contains an old conference ID.", "Klistra in texten i en inbjudan som innehåller ett gammalt konferens-ID.";
        PasteEmpty: "Paste an invitation first.", "Klistra in en inbjudan först.";
        PasteDo: "Update the invitation", "Uppdatera inbjudan";
        Pasted: "The updated invitation", "Den uppdaterade inbjudan";
        PastedNothing: "No old conference ID was found in the text. Digits that are not marked as a conference ID are never changed.", "Inget gammalt konferens-ID hittades i texten. Siffror som inte är märkta som ett konferens-ID ändras aldrig.";
        CopyPasted: "Copy the updated invitation", "Kopiera den uppdaterade inbjudan";
    }
}

impl MeetingsText {
    /// The name of the meetings of a kind, for a filter.
    pub(super) const fn of(kind: RowKind) -> Self {
        match kind {
            RowKind::Changed => Self::ToChange,
            RowKind::ToCheck => Self::ToCheck,
            RowKind::Refused => Self::Refused,
        }
    }

    /// The name of a property of a calendar, for people; none for one that says enough by itself.
    pub(super) fn of_property(name: &str, language: Language) -> Option<&'static str> {
        let (english, swedish) = match name {
            "DESCRIPTION" => ("Text", "Text"),
            "X-ALT-DESC" | "STYLED-DESCRIPTION" => ("Formatted text", "Formaterad text"),
            "LOCATION" => ("Place", "Plats"),
            "X-MICROSOFT-LOCATIONS" | "X-MICROSOFT-LOCATIONDISPLAYNAME" => {
                ("Copy of the place", "Kopia av platsen")
            }
            "SUMMARY" => ("Subject", "Ämne"),
            "COMMENT" => ("Comment", "Kommentar"),
            "CONTACT" => ("Contact", "Kontakt"),
            "URL" => ("Link", "Länk"),
            "CONFERENCE" => ("Dial-in", "Uppringning"),
            "X-MICROSOFT-ONLINEMEETINGCONFERENCEID" => ("Hidden conference ID", "Dolt konferens-ID"),
            _ => return None,
        };
        Some(match language {
            Language::En => english,
            Language::Sv => swedish,
        })
    }
}

impl Words {
    /// What is wrong with one of several entries in a field.
    pub(super) fn entry_fault(self, entry: &str, fault: &str) -> String {
        match self.language {
            Language::En => format!("“{entry}”: {fault}"),
            Language::Sv => format!("”{entry}”: {fault}"),
        }
    }

    /// How many meetings are chosen of those that would change.
    pub(super) fn chosen_meetings(self, chosen: u64, all: u64) -> String {
        let (chosen, total) = (self.number(chosen), self.number(all));
        match self.language {
            Language::En => {
                format!("{chosen} of {total} {} selected", Self::plural(all, "meeting", "meetings"))
            }
            Language::Sv => format!("{chosen} av {total} {} valda", Self::plural(all, "möte", "möten")),
        }
    }

    /// Which part of a long list is shown.
    pub(super) fn shown_part(self, first: u64, last: u64, all: u64) -> String {
        let (first, last, all) = (self.number(first), self.number(last), self.number(all));
        match self.language {
            Language::En => format!("{first}–{last} of {all}"),
            Language::Sv => format!("{first}–{last} av {all}"),
        }
    }

    /// How many lines of a meeting are not shown.
    pub(super) fn more_lines(self, more: u64) -> String {
        let number = self.number(more);
        match self.language {
            Language::En => {
                format!(
                    "… and {number} more {} that {} in the same way",
                    Self::plural(more, "line", "lines"),
                    Self::plural(more, "changes", "change")
                )
            }
            Language::Sv => format!(
                "… och {number} {} som ändras på samma sätt",
                Self::plural(more, "rad till", "rader till")
            ),
        }
    }

    /// How far reading has come.
    pub(super) fn reading(self, percent: u64, name: &str) -> String {
        match self.language {
            Language::En => format!("{percent}% – {name}"),
            Language::Sv => format!("{percent} % – {name}"),
        }
    }

    /// The size of a file.
    pub(super) fn size(self, bytes: f64) -> String {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size is a whole number"
        )]
        let kilobytes = (bytes / 1_000.0).ceil() as u64;
        if kilobytes < 10_000 {
            format!("{} kB", self.number(kilobytes))
        } else {
            format!("{} MB", self.number(kilobytes / 1_000))
        }
    }

    /// What was found in a file, in one line.
    pub(super) fn found_in_file(self, file: &FileReport) -> String {
        let (changed, events) = (self.number(file.changed as u64), self.number(file.events as u64));
        match self.language {
            Language::En => format!(
                "{changed} {} to change, {events} {} in all",
                Self::plural(file.changed as u64, "meeting", "meetings"),
                Self::plural(file.events as u64, "event", "events")
            ),
            Language::Sv => format!(
                "{changed} {} att ändra, {events} {} totalt",
                Self::plural(file.changed as u64, "möte", "möten"),
                Self::plural(file.events as u64, "händelse", "händelser")
            ),
        }
    }

    /// That calendars were taken out of emails.
    pub(super) fn taken_from_emails(self, emails: usize) -> &'static str {
        match (self.language, emails) {
            (Language::En, 1) => "The calendar was taken out of an email. The email itself stays unchanged.",
            (Language::En, _) => "Calendars were taken out of emails. The emails themselves stay unchanged.",
            (Language::Sv, 1) => {
                "Kalendern är hämtad ur ett e-postmeddelande. Själva meddelandet förblir oförändrat."
            }
            (Language::Sv, _) => {
                "Kalendrar är hämtade ur e-postmeddelanden. Själva meddelandena förblir oförändrade."
            }
        }
    }

    /// The name of the corrected file; that of an email becomes the name of a calendar.
    pub(super) fn corrected_name(self, name: &str, is_email: bool) -> String {
        let suffix = match self.language {
            Language::En => "updated",
            Language::Sv => "uppdaterad",
        };
        match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() && is_email => format!("{stem}-{suffix}.ics"),
            Some((stem, extension)) if !stem.is_empty() => format!("{stem}-{suffix}.{extension}"),
            _ => format!("{name}-{suffix}.ics"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corrected_file_keeps_its_name() {
        let name = |language, name| Words { language }.corrected_name(name, false);
        assert_eq!(name(Language::En, "my.calendar.ics"), "my.calendar-updated.ics");
        assert_eq!(name(Language::Sv, "kalender.ics"), "kalender-uppdaterad.ics");
        assert_eq!(name(Language::Sv, "kalender"), "kalender-uppdaterad.ics");
    }

    #[test]
    fn the_calendar_in_an_email_gets_the_name_of_a_calendar() {
        let words = Words { language: Language::En };
        assert_eq!(words.corrected_name("invitation.eml", true), "invitation-updated.ics");
        assert_eq!(words.corrected_name("invitation.ics", true), "invitation-updated.ics");
    }
}
