//! Why a meeting, or all of a user's meetings, could not be mended.

use serde::{Deserialize, Serialize};

use crate::{Describe, Language};

macro_rules! reasons {
    ($($(#[$documentation:meta])* $name:ident, $code:literal, $english:literal, $swedish:literal;)*) => {
        /// Why a meeting, or all of a user's meetings, could not be mended.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum MeetingReason {
            $($(#[$documentation])* $name,)*
        }

        impl MeetingReason {
            /// Every reason.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name for programs and stores.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The reason with this name.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|reason| reason.code() == code)
            }
        }

        impl Describe for MeetingReason {
            fn describe(&self, language: Language) -> String {
                let (english, swedish) = match self { $(Self::$name => ($english, $swedish),)* };
                match language {
                    Language::En => english.to_owned(),
                    Language::Sv => swedish.to_owned(),
                }
            }
        }
    };
}

reasons! {
    /// The server cannot be reached.
    Unreachable, "unreachable", "The calendar server cannot be reached. Check the address; Konfid tries again.", "Kalenderservern går inte att nå. Kontrollera adressen; Konfid försöker igen.";
    /// The connection is not safe.
    NotSecure, "notSecure", "The connection is not encrypted. Use an address that begins with https.", "Anslutningen är inte krypterad. Använd en adress som börjar med https.";
    /// The certificate is not trusted.
    NotTrusted, "notTrusted", "The calendar server's certificate is not trusted by this machine.", "Datorn litar inte på kalenderserverns certifikat.";
    /// The name or password is refused.
    SignInRefused, "signInRefused", "The calendar server refuses the name or the app password. Connect the calendar again.", "Kalenderservern godtar inte namnet eller applösenordet. Anslut kalendern igen.";
    /// It is not a CalDAV server.
    NotCalDav, "notCalDav", "There is no CalDAV server at this address. Ask for the right one where you have your calendar.", "Det finns ingen CalDAV-server på adressen. Fråga efter rätt adress där du har din kalender.";
    /// There is no calendar.
    NoCalendar, "noCalendar", "There is no calendar in this account.", "Det finns ingen kalender i kontot.";
    /// The server failed.
    ServerFailed, "serverFailed", "The calendar server answered with an error. Konfid tries again.", "Kalenderservern svarade med ett fel. Konfid försöker igen.";
    /// The server refused the write.
    WriteRefused, "writeRefused", "The calendar server does not allow this meeting to be changed.", "Kalenderservern tillåter inte att mötet ändras.";
    /// Somebody kept changing the meeting at the same time.
    Contended, "contended", "The meeting was being changed by somebody else each time. Konfid tries again.", "Mötet ändrades av någon annan varje gång. Konfid försöker igen.";
    /// The meeting was changed after it was mended.
    ChangedSince, "changedSince", "The meeting was changed after it was mended, so taking that back would lose the change.", "Mötet har ändrats efter att det uppdaterades; att ta tillbaka uppdateringen skulle förstöra ändringen.";
    /// The meeting is gone.
    Gone, "gone", "The meeting no longer exists.", "Mötet finns inte längre.";
    /// The saved password cannot be opened.
    KeyLost, "keyLost", "The saved app password cannot be opened with this server's key. Connect the calendar again.", "Det sparade applösenordet går inte att öppna med serverns nyckel. Anslut kalendern igen.";
    /// It is not iCalendar data.
    NotACalendar, "notACalendar", "This is not calendar data.", "Det här är inte kalenderdata.";
    /// The encoding is not allowed.
    WideEncoding, "wideEncoding", "The file is in UTF-16 or UTF-32, which calendars may not be. Save it as UTF-8.", "Filen är i UTF-16 eller UTF-32, vilket kalendrar inte får vara. Spara den som UTF-8.";
    /// The data ends too early.
    Unfinished, "unfinished", "The data ends in the middle of an event.", "Data tar slut mitt i en händelse.";
    /// The nesting is too deep.
    NestedTooDeep, "nestedTooDeep", "The data is nested deeper than calendars are.", "Data är nästlade djupare än kalendrar är.";
    /// Writing would not give the bytes back.
    NotReproducible, "notReproducible", "The event is written in a way that could not be kept unchanged around the edit.", "Händelsen är skriven på ett sätt som inte skulle kunna bevaras runt ändringen.";
    /// The value is encoded.
    EncodedValue, "encodedValue", "The conference ID stands in an encoded value. Change it by hand.", "Konferens-ID:t står i ett kodat värde. Ändra det för hand.";
    /// The start cannot be read.
    UnreadableStart, "unreadableStart", "The start of the meeting cannot be read.", "Det går inte att läsa när mötet börjar.";
    /// The sequence cannot be read.
    UnreadableSequence, "unreadableSequence", "The meeting's sequence number cannot be read.", "Mötets sekvensnummer går inte att läsa.";
    /// The edit would change too much.
    UnexpectedChange, "unexpectedChange", "The edit would have changed more than the conference ID, so it was not made.", "Ändringen skulle ha rört mer än konferens-ID:t och gjordes därför inte.";
}

#[cfg(feature = "calendar")]
impl From<crate::calendar::RefusalReason> for MeetingReason {
    fn from(reason: crate::calendar::RefusalReason) -> Self {
        use crate::calendar::RefusalReason as Reason;
        match reason {
            Reason::NotACalendar => Self::NotACalendar,
            Reason::WideEncoding => Self::WideEncoding,
            Reason::Unfinished => Self::Unfinished,
            Reason::NestedTooDeep => Self::NestedTooDeep,
            Reason::NotReproducible => Self::NotReproducible,
            Reason::EncodedValue => Self::EncodedValue,
            Reason::UnreadableStart => Self::UnreadableStart,
            Reason::UnreadableSequence => Self::UnreadableSequence,
            Reason::UnexpectedChange => Self::UnexpectedChange,
        }
    }
}

impl MeetingReason {
    /// Whether trying again may help without anybody doing something.
    pub const fn is_transient(self) -> bool {
        matches!(self, Self::Unreachable | Self::ServerFailed | Self::Contended)
    }
}
