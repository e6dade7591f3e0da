//! The words about connected calendars.

use shared::{CalendarConnection, EmailAddress, Language, MeetingUpdateState, ResetImpact, Timestamp};

use crate::i18n::{Words, texts};

texts! {
    /// The words about connected calendars.
    pub(crate) enum CalendarText {
        Title: "Meetings", "Möten";
        NotConnected: "When the organizer’s calendar is connected, Konfid updates the meetings automatically after a reset. Send the organizer a link to connect it, so that nobody has to hand over a password.", "När organisatörens kalender är ansluten uppdaterar Konfid mötena automatiskt efter en återställning. Skicka en länk så att organisatören kan ansluta den utan att lämna ifrån sig något lösenord.";
        ConnectHere: "Connect it here", "Anslut den här";
        OwnTitle: "Connected calendar", "Ansluten kalender";
        OwnNotConnected: "Connect your calendar once. After every reset of your conference ID, Konfid then puts the new one into your future meetings. Only the digits change, you see what happened to each meeting, and you can undo each update.", "Anslut din kalender en gång. Efter varje återställning av ditt konferens-ID sätter Konfid sedan in det nya i dina kommande möten. Bara siffrorna ändras, du ser vad som hände med varje möte och du kan ångra varje uppdatering.";
        OwnCalDav: "Your calendar service must offer CalDAV and app passwords, as iCloud, Fastmail and Nextcloud do. If yours does not, use the meeting update tool.", "Din kalendertjänst måste erbjuda CalDAV och applösenord, som iCloud, Fastmail och Nextcloud gör. Om din inte gör det kan du använda mötesuppdateringsverktyget.";
        OwnConnect: "Connect your calendar", "Anslut din kalender";
        OwnAppPassword: "An app password is a second password to your calendar account, made for one program only. You create it in the account’s settings, usually under Security. Never enter your usual password here.", "Ett applösenord är ett extra lösenord till ditt kalenderkonto, för ett enda program. Du skapar det i kontots inställningar, oftast under Säkerhet. Ange aldrig ditt vanliga lösenord här.";
        Message: "The calendar server does not notify the invitees. The organizer can send them the messages that Konfid has prepared.", "Kalenderservern meddelar inte de inbjudna. Organisatören kan skicka meddelandena som Konfid har förberett till dem.";
        OwnMessage: "Your calendar server does not notify the invitees. Download the messages, open them in your email program and send them.", "Din kalenderserver meddelar inte de inbjudna. Ladda ned meddelandena, öppna dem i ditt e-postprogram och skicka dem.";
        MessageDownload: "Download the message to the invitees", "Ladda ned meddelandet till de inbjudna";
        OpenTool: "Open the meeting update tool", "Öppna mötesuppdateringsverktyget";
        Connect: "Connect a calendar", "Anslut en kalender";
        ConnectDetail: "Konfid signs in once to test it. The password is stored encrypted, with a key outside the database, and is never shown again.", "Konfid loggar in en gång för att prova. Lösenordet sparas krypterat, med en nyckel utanför databasen, och visas aldrig igen.";
        ConnectDo: "Connect", "Anslut";
        Connecting: "Trying to sign in…", "Provar att logga in …";
        Connected: "The calendar is connected.", "Kalendern är ansluten.";
        Address: "Address of the calendar server (CalDAV)", "Kalenderserverns adress (CalDAV)";
        AddressHint: "Starts with https://. You find it in the calendar service’s help.", "Börjar med https://. Du hittar den i kalendertjänstens hjälp.";
        Name: "Name to sign in with", "Inloggningsnamn";
        Password: "App password", "Applösenord";
        PasswordHint: "Create one in the calendar service just for Konfid. It can be revoked there separately.", "Skapa ett i kalendertjänsten bara för Konfid. Det kan återkallas separat där.";
        Disconnect: "Disconnect", "Koppla från";
        DisconnectTitle: "Disconnect the calendar?", "Koppla från kalendern?";
        DisconnectDetail: "Konfid deletes the password, the waiting update and the earlier text of the meetings, so updates can no longer be undone. The meetings themselves are not affected.", "Konfid raderar lösenordet, uppdateringen som väntar och mötenas tidigare text, så uppdateringar kan inte längre ångras. Själva mötena påverkas inte.";
        Disconnected: "The calendar is disconnected.", "Kalendern är frånkopplad.";
        Server: "Server", "Server";
        LastUsed: "Last used", "Användes senast";
        NotUsed: "not yet", "inte ännu";
        Running: "The meetings are being updated…", "Mötena uppdateras …";
        UpdateNow: "Update the meetings now", "Uppdatera mötena nu";
        Finished: "Last updated", "Senast uppdaterade";
        Show: "Show meetings", "Visa möten";
        NoMeetings: "No meetings here any more.", "Inga möten här längre.";
        NoSubject: "(no subject)", "(utan ämne)";
        Pending: "Waiting", "Väntar";
        Changed: "Updated", "Uppdaterade";
        PartlyChanged: "Updated in part, to check by hand", "Delvis uppdaterade, att kontrollera för hand";
        ToCheck: "To check by hand", "Att kontrollera för hand";
        LooksLike: "Looks like the old ID, check by hand:", "Liknar det gamla ID:t, kontrollera för hand:";
        NothingToDo: "Nothing to do", "Inget att göra";
        Refused: "Cannot be updated", "Kan inte uppdateras";
        Failed: "Failed", "Misslyckades";
        Undone: "Undone", "Ångrade";
        PutBack: "Undo the update", "Ångra uppdateringen";
        RetryAt: "Trying again", "Försöker igen";
        Counting: "Counting the meetings with the ID…", "Räknar mötena som innehåller ID:t …";
        NotCounted: "The calendar is not responding, so the meetings could not be counted.", "Kalendern svarar inte just nu, så mötena kunde inte räknas.";
    }
}

impl From<MeetingUpdateState> for CalendarText {
    fn from(state: MeetingUpdateState) -> Self {
        match state {
            MeetingUpdateState::Pending => Self::Pending,
            MeetingUpdateState::Changed => Self::Changed,
            MeetingUpdateState::PartlyChanged => Self::PartlyChanged,
            MeetingUpdateState::ToCheck => Self::ToCheck,
            MeetingUpdateState::NothingToDo => Self::NothingToDo,
            MeetingUpdateState::Refused => Self::Refused,
            MeetingUpdateState::Failed => Self::Failed,
            MeetingUpdateState::Undone => Self::Undone,
        }
    }
}

impl Words {
    /// The button that sends a user a link.
    pub(super) fn send_link(self, name: &str) -> String {
        match self.language {
            Language::En => format!("Send {name} a link"),
            Language::Sv => format!("Skicka en länk till {name}"),
        }
    }

    /// The button that downloads all messages to invitees.
    pub(super) fn download_messages(self, count: u64) -> String {
        let number = self.number(count);
        match self.language {
            Language::En => {
                format!("Download {number} {}", Self::plural(count, "message", "messages"))
            }
            Language::Sv => {
                format!("Ladda ned {number} {}", Self::plural(count, "meddelande", "meddelanden"))
            }
        }
    }

    /// That the link is on its way.
    pub(super) fn link_sent(self, address: &EmailAddress, leaves: bool) -> String {
        match (self.language, leaves) {
            (Language::En, true) => format!("A link is being sent to {address}."),
            (Language::Sv, true) => format!("En länk skickas till {address}."),
            (Language::En, false) => {
                format!("The link to {address} is not sent now; see the notice about email.")
            }
            (Language::Sv, false) => {
                format!("Länken till {address} skickas inte nu; se informationen om e-post.")
            }
        }
    }

    /// When the pending update begins.
    pub(super) fn begins(self, due: Timestamp, now: Timestamp) -> String {
        let when = self.relative(due.max(now), now);
        match self.language {
            Language::En => {
                format!("The update begins {when}. Until then undoing the reset changes no meetings.")
            }
            Language::Sv => {
                format!("Uppdateringen börjar {when}. Till dess ändrar en ångrad återställning inga möten.")
            }
        }
    }

    /// How many meetings have been looked at.
    pub(super) fn looked_at(self, done: u64, all: u64) -> String {
        let (done, total) = (self.number(done), self.number(all));
        match self.language {
            Language::En => format!("{done} of {total} {}", Self::plural(all, "meeting", "meetings")),
            Language::Sv => format!("{done} av {total} {}", Self::plural(all, "möte", "möten")),
        }
    }

    /// Who connected the calendar, and when; perhaps to the organizer themselves.
    pub(super) fn connected_by(self, connection: &CalendarConnection, own: bool) -> String {
        let day = self.day(connection.connected_at);
        let who = match (self.language, connection.is_by_organizer(), own) {
            (language, false, _) => &connection.connected_by.within_sentence(language),
            (Language::En, true, true) => "you",
            (Language::Sv, true, true) => "dig",
            (Language::En, true, false) => "the organizer",
            (Language::Sv, true, false) => "organisatören",
        };
        match self.language {
            Language::En => format!("Connected {day} by {who}"),
            Language::Sv => format!("Ansluten {day} av {who}"),
        }
    }

    /// What a reset would touch.
    pub(super) fn impact(self, impact: ResetImpact) -> String {
        let (meetings, invitees) = (u64::from(impact.meetings), u64::from(impact.invitees));
        if meetings == 0 {
            return match self.language {
                Language::En => "No future meeting in the connected calendar contains the ID.".to_owned(),
                Language::Sv => "Inget kommande möte i den anslutna kalendern innehåller ID:t.".to_owned(),
            };
        }
        let (count, people) = (self.number(meetings), self.number(invitees));
        match self.language {
            Language::En => format!(
                "{count} future {} with {people} {} {} the ID.",
                Self::plural(meetings, "meeting", "meetings"),
                Self::plural(invitees, "invitee", "invitees"),
                Self::plural(meetings, "contains", "contain"),
            ),
            Language::Sv => format!(
                "{count} {} med {people} {} innehåller ID:t.",
                Self::plural(meetings, "kommande möte", "kommande möten"),
                Self::plural(invitees, "inbjuden", "inbjudna"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reset_would_touch_is_said_for_none() {
        let say = |language| Words { language }.impact(ResetImpact { meetings: 0, invitees: 0 });
        assert!(say(Language::Sv).starts_with("Inget kommande möte"));
        assert!(say(Language::En).starts_with("No future meeting"));
    }
}
