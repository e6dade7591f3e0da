//! Why a meeting, or all of a user's meetings, could not be mended.

use serde::{Deserialize, Serialize};

use crate::{Describe, Language};

macro_rules! reasons {
    ($($(#[$documentation:meta])* $name:ident, $code:literal, $english:literal, $swedish:literal;)*) => {
        /// Why a meeting, or all of a user's meetings, could not be mended.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum MeetingUpdateReason {
            $($(#[$documentation])* $name,)*
        }

        impl MeetingUpdateReason {
            /// Every reason.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name for programs and stores.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// What is the matter, and what to do.
            pub const fn explain(self, language: Language) -> &'static str {
                let (english, swedish) = match self { $(Self::$name => ($english, $swedish),)* };
                match language {
                    Language::En => english,
                    Language::Sv => swedish,
                }
            }

            /// The reason with this name.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|reason| reason.code() == code)
            }
        }

    };
}

reasons! {
    /// The server cannot be reached.
    Unreachable, "unreachable", "The calendar server cannot be reached. Check the address; Konfid tries again.", "Kalenderservern går inte att nå. Kontrollera adressen; Konfid försöker igen.";
    /// The connection is not safe.
    NotSecure, "notSecure", "The connection is not encrypted. Use an address that begins with https.", "Anslutningen är inte krypterad. Använd en adress som börjar med https.";
    /// The host is one that organizers may not connect.
    NotPublic, "notPublic", "This calendar server is inside the organisation's network. Ask your administrator to connect the calendar, or to allow the server for everybody.", "Kalenderservern finns i organisationens eget nätverk. Be din administratör ansluta kalendern, eller tillåta servern för alla.";
    /// The certificate is not trusted.
    NotTrusted, "notTrusted", "The server that runs Konfid does not trust the calendar server's certificate.", "Servern som kör Konfid litar inte på kalenderserverns certifikat.";
    /// The name or password is refused.
    SignInRefused, "signInRefused", "The calendar server refuses the name or the app password. Connect the calendar again.", "Kalenderservern godtar inte namnet eller applösenordet. Anslut kalendern igen.";
    /// It is not a CalDAV server.
    NotCalDav, "notCalDav", "There is no CalDAV server at this address. Find the right one in your calendar service's help.", "Det finns ingen CalDAV-server på adressen. Rätt adress finns i kalendertjänstens hjälp.";
    /// There is no calendar.
    NoCalendar, "noCalendar", "There is no calendar in this account.", "Det finns ingen kalender i kontot.";
    /// The server failed.
    ServerFailed, "serverFailed", "The calendar server answered with an error. Konfid tries again.", "Kalenderservern svarade med ett fel. Konfid försöker igen.";
    /// The answer is larger than any that is read.
    AnswerTooLarge, "answerTooLarge", "The calendar server's answer is too large for Konfid. Change the ID by hand in your calendar.", "Kalenderserverns svar är för stort för Konfid. Ändra konferens-ID:t för hand i kalendern.";
    /// The answer holds more than any that is read.
    AnswerTooComplex, "answerTooComplex", "The calendar server's answer was refused: reading it would take too long. Tell the people who run the calendar server.", "Kalenderserverns svar avvisades: det skulle ta för lång tid att läsa. Säg till dem som sköter kalenderservern.";
    /// A worker is looking, or was stopped while it did.
    Underway, "underway", "Konfid is checking this calendar.", "Konfid går igenom kalendern.";
    /// The last look never came to an end.
    BrokenOff, "brokenOff", "The last check of this calendar was interrupted. Konfid tries again, waiting longer each time.", "Den senaste genomgången av kalendern avbröts. Konfid försöker igen, med längre väntan för varje gång.";
    /// No look came to an end, however often it was tried.
    NeverFinished, "neverFinished", "Every check of this calendar was interrupted, so Konfid has stopped trying. Try again when the cause is known.", "Genomgången av kalendern avbröts varje gång, så Konfid har slutat försöka. Försök igen när orsaken är känd.";
    /// The server refused the write.
    WriteRefused, "writeRefused", "The calendar server does not allow this meeting to be changed.", "Kalenderservern tillåter inte att mötet ändras.";
    /// The server takes too long.
    TooSlow, "tooSlow", "The calendar server takes too long to answer. Try again later.", "Kalenderservern svarar för långsamt. Försök igen senare.";
    /// Somebody kept changing the meeting at the same time.
    Contended, "contended", "Somebody else was changing the meeting at the same time. Konfid tries again.", "Någon annan ändrade mötet samtidigt. Konfid försöker igen.";
    /// The meeting was changed after it was mended.
    ChangedSince, "changedSince", "The meeting was changed after the update, so undoing the update would lose that change.", "Mötet har ändrats efter uppdateringen. Om uppdateringen ångras går den ändringen förlorad.";
    /// The meeting is gone.
    Gone, "gone", "The meeting no longer exists.", "Mötet finns inte längre.";
    /// The saved password cannot be opened.
    KeyLost, "keyLost", "The saved app password cannot be decrypted with this server's key. Connect the calendar again.", "Det sparade applösenordet går inte att dekryptera med serverns nyckel. Anslut kalendern igen.";
    /// It is not iCalendar data.
    NotACalendar, "notACalendar", "This is not a calendar file. Export the calendar as iCalendar (.ics) and try again.", "Det här är ingen kalenderfil. Exportera kalendern som iCalendar (.ics) och försök igen.";
    /// It is an email that was saved as a file.
    Email, "email", "This is an email, not a calendar file. Save the calendar (.ics) that is attached to it, or export the meeting from your calendar, and try again.", "Det här är ett e-postmeddelande, ingen kalenderfil. Spara den bifogade kalendern (.ics) eller exportera mötet från kalendern, och försök igen.";
    /// The encoding is not allowed.
    WideEncoding, "wideEncoding", "The file is saved as UTF-16, which calendar files do not allow. Save it as UTF-8 and try again.", "Filen är sparad som UTF-16, vilket inte är tillåtet i kalenderfiler. Spara den som UTF-8 och försök igen.";
    /// The data ends too early.
    Unfinished, "unfinished", "The meeting is incomplete in the file. Export the calendar again.", "Mötet är ofullständigt i filen. Exportera kalendern igen.";
    /// It holds more than is read of one meeting.
    MeetingTooLarge, "meetingTooLarge", "The meeting is too large to be read safely: its text is too long, or it has too many lines or exceptions. Change the ID by hand.", "Mötet är för stort för att kunna läsas säkert: texten är för lång, eller så har det för många rader eller undantag. Ändra konferens-ID:t för hand.";
    /// The nesting is too deep.
    NestedTooDeep, "nestedTooDeep", "The meeting is nested too deeply to be read safely. Change the ID by hand.", "Mötet är nästlat för djupt för att kunna läsas säkert. Ändra konferens-ID:t för hand.";
    /// Writing would not give the bytes back.
    NotReproducible, "notReproducible", "The meeting is written in a way that cannot be preserved byte for byte. Change the ID by hand.", "Mötet är skrivet på ett sätt som inte kan bevaras byte för byte. Ändra konferens-ID:t för hand.";
    /// The value is encoded.
    EncodedValue, "encodedValue", "The old ID is in a part that is encoded as base64. Change the ID by hand in your calendar.", "Det gamla konferens-ID:t finns i en del som är kodad som base64. Ändra det för hand i kalendern.";
    /// The start cannot be read.
    UnreadableStart, "unreadableStart", "The start of the meeting cannot be read, so it may be over. Change the ID by hand if it is not.", "Mötets starttid går inte att läsa, så det kan redan ha varit. Ändra konferens-ID:t för hand om det inte har varit.";
    /// The sequence cannot be read.
    UnreadableSequence, "unreadableSequence", "The version number of the meeting (SEQUENCE) cannot be read. Change the ID by hand in your calendar.", "Mötets versionsnummer (SEQUENCE) går inte att läsa. Ändra konferens-ID:t för hand i kalendern.";
    /// The edit would change too much.
    UnexpectedChange, "unexpectedChange", "A safety check found that more than the ID would change. The meeting was left as it is; change the ID by hand.", "En säkerhetskontroll visade att mer än konferens-ID:t skulle ändras. Mötet lämnades som det var; ändra konferens-ID:t för hand.";
}

impl Describe for MeetingUpdateReason {
    fn describe(&self, language: Language) -> String {
        self.explain(language).to_owned()
    }
}

impl MeetingUpdateReason {
    /// Whether trying again may help without anybody doing something.
    pub const fn is_transient(self) -> bool {
        matches!(
            self,
            Self::Unreachable | Self::ServerFailed | Self::TooSlow | Self::Contended | Self::BrokenOff
        )
    }
}
