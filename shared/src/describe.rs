//! Errors in the reader's language.

use crate::{Fault, Language, ParseAddressError, ParseConferenceIdError, is_invisible, is_joiner, isolated};

/// Says in a sentence what is wrong and what to do.
pub trait Describe {
    /// The sentence.
    fn describe(&self, language: Language) -> String;
}

/// A character as it can be talked about: one that nobody sees has a number.
fn name_of(character: char, language: Language) -> String {
    let number = u32::from(character);
    let unseen = is_invisible(character) || is_joiner(character) || character.is_control();
    match language {
        Language::En if unseen => format!("an invisible character (U+{number:04X})"),
        Language::Sv if unseen => format!("ett osynligt tecken (U+{number:04X})"),
        Language::En => format!("“{character}”"),
        Language::Sv => format!("”{character}”"),
    }
}

/// What somebody else wrote, within a sentence.
pub(crate) fn quoted(text: &str, language: Language) -> String {
    let text = isolated(text);
    match language {
        Language::En => format!("“{text}”"),
        Language::Sv => format!("”{text}”"),
    }
}

impl Describe for ParseConferenceIdError {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (Language::En, Self::Empty) => "A conference ID has 7 digits; none were given.".into(),
            (Language::Sv, Self::Empty) => "Ett konferens-ID har 7 siffror; inga angavs.".into(),
            (Language::En, Self::UnexpectedCharacter { character, position }) => {
                let character = name_of(*character, language);
                format!("A conference ID has only digits; {character} is at position {position}.")
            }
            (Language::Sv, Self::UnexpectedCharacter { character, position }) => {
                let character = name_of(*character, language);
                format!("Ett konferens-ID har bara siffror; {character} står på plats {position}.")
            }
            (Language::En, Self::WrongLength { digits }) => {
                format!("A conference ID has exactly 7 digits; {digits} were given.")
            }
            (Language::Sv, Self::WrongLength { digits }) => {
                format!("Ett konferens-ID har exakt 7 siffror; {digits} angavs.")
            }
            (Language::En, Self::LeadingZero) => "A conference ID never begins with 0.".into(),
            (Language::Sv, Self::LeadingZero) => "Ett konferens-ID börjar aldrig med 0.".into(),
        }
    }
}

impl Describe for ParseAddressError {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (Language::En, Self::Empty) => "Nothing was given.".into(),
            (Language::Sv, Self::Empty) => "Inget angavs.".into(),
            (Language::En, Self::TooLong) => "It is too long.".into(),
            (Language::Sv, Self::TooLong) => "Det är för långt.".into(),
            (Language::En, Self::NotNameAtDomain) => "Write it as name@example.com.".into(),
            (Language::Sv, Self::NotNameAtDomain) => "Skriv det som namn@example.com.".into(),
            (Language::En, Self::UnexpectedCharacter(character)) => {
                format!("Remove {}. It is not allowed here.", name_of(*character, language))
            }
            (Language::Sv, Self::UnexpectedCharacter(character)) => {
                format!("Ta bort {}. Det är inte tillåtet här.", name_of(*character, language))
            }
            (Language::En, Self::NotE164) => {
                "Start with + and the country code, for example +46 8 123 456 78.".into()
            }
            (Language::Sv, Self::NotE164) => {
                "Börja med + och landsnumret, till exempel +46 8 123 456 78.".into()
            }
        }
    }
}

impl Describe for Fault {
    #[expect(clippy::too_many_lines, reason = "a table of sentences")]
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (_, Self::Address(error)) => error.describe(language),
            (_, Self::MailTemplate(fault)) => fault.describe(language),
            (_, Self::Passcode(error)) => error.describe(language),
            (Language::En, Self::PasscodeOf { provider, shortest, longest, digits }) => {
                format!("A conference ID of {provider} has {shortest} to {longest} digits; {digits} were given.")
            }
            (Language::Sv, Self::PasscodeOf { provider, shortest, longest, digits }) => {
                format!("Ett konferens-ID hos {provider} har {shortest} till {longest} siffror; {digits} angavs.")
            }
            (Language::En, Self::NotWebAddress) => {
                "Enter the address of a page, beginning with https:// or http://.".into()
            }
            (Language::Sv, Self::NotWebAddress) => {
                "Ange adressen till en sida, som börjar med https:// eller http://.".into()
            }
            (Language::En, Self::MoreThan(most)) => format!("There can be at most {most}. Remove some."),
            (Language::Sv, Self::MoreThan(most)) => format!("Det kan vara högst {most}. Ta bort några."),
            (Language::En, Self::Empty) => "Enter a value.".into(),
            (Language::Sv, Self::Empty) => "Ange ett värde.".into(),
            (Language::En, Self::LongerThan(length)) => format!("Use at most {length} characters."),
            (Language::Sv, Self::LongerThan(length)) => format!("Använd högst {length} tecken."),
            (Language::En, Self::ShorterThan(length)) => format!("Use at least {length} characters."),
            (Language::Sv, Self::ShorterThan(length)) => format!("Använd minst {length} tecken."),
            (Language::En, Self::OutOfRange(least, most)) => {
                format!("Choose a number from {least} to {most}.")
            }
            (Language::Sv, Self::OutOfRange(least, most)) => {
                format!("Välj ett tal från {least} till {most}.")
            }
            (_, Self::ConferenceId(error)) => error.describe(language),
            (Language::En, Self::NotTheConferenceId) => {
                "This is not the user’s conference ID. Type the 7 digits that stop working.".into()
            }
            (Language::Sv, Self::NotTheConferenceId) => {
                "Det är inte användarens konferens-ID. Skriv de 7 siffror som slutar gälla.".into()
            }
            (Language::En, Self::NotTheReservation) => "The conference ID is not in this reservation.".into(),
            (Language::Sv, Self::NotTheReservation) => "Konferens-ID:t ingår inte i reservationen.".into(),
            (Language::En, Self::BeforeFirst) => "The last conference ID must not be before the first.".into(),
            (Language::Sv, Self::BeforeFirst) => "Det sista konferens-ID:t får inte komma före det första.".into(),
            (Language::En, Self::MoreIdsThan(most)) => {
                format!("At most {most} conference IDs can be reserved at once. Reserve them in parts.")
            }
            (Language::Sv, Self::MoreIdsThan(most)) => {
                format!("Högst {most} konferens-ID:n kan reserveras på en gång. Reservera dem i delar.")
            }
            (Language::En, Self::DayOver) => "This day is over. Choose today or a later day.".into(),
            (Language::Sv, Self::DayOver) => "Den dagen har passerat. Välj i dag eller en senare dag.".into(),
            (Language::En, Self::NoSuchUser) => "There is no such user, or no longer. Choose another.".into(),
            (Language::Sv, Self::NoSuchUser) => "Användaren finns inte, eller inte längre. Välj en annan.".into(),
            (Language::En, Self::SameUser) => "Choose somebody else.".into(),
            (Language::Sv, Self::SameUser) => "Välj någon annan.".into(),
            (Language::En, Self::OnAnotherBridge) => {
                "That user belongs to another bridge, where this conference ID does not work. Move the user to this bridge first.".into()
            }
            (Language::Sv, Self::OnAnotherBridge) => {
                "Den användaren hör till en annan konferensbrygga, där konferens-ID:t inte gäller. Flytta först användaren till den här bryggan.".into()
            }
            (Language::En, Self::OwnIdLocked) => {
                "That user’s own conference ID is printed in public and locked; it would stop. Unlock it first, or choose somebody else.".into()
            }
            (Language::Sv, Self::OwnIdLocked) => {
                "Den användarens eget konferens-ID står i tryck och är låst; det skulle sluta gälla. Lås upp det först, eller välj någon annan.".into()
            }
            (Language::En, Self::NotDomain) => "Enter a domain, for example conference.example.com.".into(),
            (Language::Sv, Self::NotDomain) => "Ange en domän, till exempel conference.example.com.".into(),
            (Language::En, Self::NotCountryCode) => {
                "Enter the two-letter country code, for example SE.".into()
            }
            (Language::Sv, Self::NotCountryCode) => {
                "Ange landskoden med två bokstäver, till exempel SE.".into()
            }
            (Language::En, Self::NoSuchNumber(number)) => {
                format!("No country has the number {number}. Compare it with what your provider wrote.")
            }
            (Language::Sv, Self::NoSuchNumber(number)) => {
                format!("Numret {number} finns inte i något land. Jämför det med vad leverantören har skrivit.")
            }
            (Language::En, Self::WrittenAsAnother(number)) => {
                format!("The text for people is not the number {number}. Leave it empty to have it written for you.")
            }
            (Language::Sv, Self::WrittenAsAnother(number)) => {
                format!("Texten för människor är inte numret {number}. Lämna den tom så skrivs den åt dig.")
            }
            (Language::En, Self::NotDialable) => {
                "Enter the number with + and the country code, for example +46 8 123 456 78.".into()
            }
            (Language::Sv, Self::NotDialable) => {
                "Ange numret med + och landsnummer, till exempel +46 8 123 456 78.".into()
            }
            (Language::En, Self::NotLanguageTag) => "Write languages as sv, en or pt-BR.".into(),
            (Language::Sv, Self::NotLanguageTag) => "Skriv språk som sv, en eller pt-BR.".into(),
            (Language::En, Self::MoreLanguagesThan(most)) => format!("Choose at most {most} languages."),
            (Language::Sv, Self::MoreLanguagesThan(most)) => format!("Välj högst {most} språk."),
            (Language::En, Self::StaysDefault) => "There must be a default. Make another one the default instead.".into(),
            (Language::Sv, Self::StaysDefault) => "Det måste finnas en standard. Gör en annan till standard i stället.".into(),
            (Language::En, Self::NotOfBridge(number)) => {
                format!("{number} is not a number of this bridge. Choose one of its other numbers.")
            }
            (Language::Sv, Self::NotOfBridge(number)) => {
                format!("{number} är inte ett nummer på den här bryggan. Välj ett av dess andra nummer.")
            }
            (Language::En, Self::IsTollFree(number)) => {
                format!("{number} is toll-free. Choose a number that is not.")
            }
            (Language::Sv, Self::IsTollFree(number)) => {
                format!("{number} är avgiftsfritt. Välj ett nummer som inte är det.")
            }
            (Language::En, Self::IsNotTollFree(number)) => {
                format!("{number} is not toll-free. Choose a toll-free number.")
            }
            (Language::Sv, Self::IsNotTollFree(number)) => {
                format!("{number} är inte avgiftsfritt. Välj ett avgiftsfritt nummer.")
            }
            (Language::En, Self::MayNotUseTollFree) => {
                "The user may not use toll-free numbers. Allow that first, or choose none.".into()
            }
            (Language::Sv, Self::MayNotUseTollFree) => {
                "Användaren får inte använda avgiftsfria nummer. Tillåt det först, eller välj inget.".into()
            }
            (Language::En, Self::Repeated) => "It is listed twice. Remove one.".into(),
            (Language::Sv, Self::Repeated) => "Värdet finns två gånger. Ta bort det ena.".into(),
            (Language::En, Self::EasyToGuess) => {
                "This password is easy to guess: it is common, follows the keyboard, or contains your name. \
                 Use a few words that have nothing to do with each other."
                    .into()
            }
            (Language::Sv, Self::EasyToGuess) => {
                "Lösenordet är lätt att gissa: det är vanligt, följer tangentbordet eller innehåller ditt namn. \
                 Välj några ord som inte hör ihop."
                    .into()
            }
            (Language::En, Self::NotPresentPassword) => "This is not your current password.".into(),
            (Language::Sv, Self::NotPresentPassword) => "Det är inte ditt nuvarande lösenord.".into(),
            (Language::En, Self::SentByHand(events)) => {
                format!("Leave these out, because they are only sent when somebody asks for them: {}.", events.describe(language))
            }
            (Language::Sv, Self::SentByHand(events)) => {
                format!("Ta bort de här, eftersom de bara skickas när någon ber om dem: {}.", events.describe(language))
            }
            (Language::En, Self::MoreWordsThan(most)) => format!("Search for at most {most} words."),
            (Language::Sv, Self::MoreWordsThan(most)) => format!("Sök efter högst {most} ord."),
            (Language::En, Self::SeveralDefaults) => "Only one number can be the default.".into(),
            (Language::Sv, Self::SeveralDefaults) => "Bara ett nummer kan vara standardnummer.".into(),
            (Language::En, Self::NotLocalTime) => "Enter a date and a time, for example 2026-12-01T10:00.".into(),
            (Language::Sv, Self::NotLocalTime) => "Ange datum och klockslag, till exempel 2026-12-01T10:00.".into(),
            (Language::En, Self::NotTimeZone) => "There is no such time zone. Write it as in Europe/Stockholm.".into(),
            (Language::Sv, Self::NotTimeZone) => "Tidszonen finns inte. Skriv den som i Europe/Stockholm.".into(),
            (Language::En, Self::TimeSkipped) => {
                "Clocks are set forward then, so this time does not exist. Choose another one.".into()
            }
            (Language::Sv, Self::TimeSkipped) => {
                "Klockan ställs fram då, så den tiden finns inte. Välj en annan.".into()
            }
            (Language::En, Self::NotAfterStart) => "The meeting must end after it begins.".into(),
            (Language::Sv, Self::NotAfterStart) => "Mötet måste sluta efter att det har börjat.".into(),
            (Language::En, Self::LongerThanDays(most)) => format!("A meeting can last {most} days at most."),
            (Language::Sv, Self::LongerThanDays(most)) => format!("Ett möte kan vara i högst {most} dagar."),
            (Language::En, Self::InPast) => "The meeting would be over already. Choose a later time.".into(),
            (Language::Sv, Self::InPast) => "Mötet skulle redan vara över. Välj en senare tid.".into(),
            (Language::En, Self::MomentOver) => "This moment has passed. Choose a later one.".into(),
            (Language::Sv, Self::MomentOver) => "Den tidpunkten har passerat. Välj en senare.".into(),
            (Language::En, Self::MoreDaysAheadThan(most)) => {
                format!("Choose a moment at most {most} days from now.")
            }
            (Language::Sv, Self::MoreDaysAheadThan(most)) => {
                format!("Välj en tidpunkt högst {most} dagar framåt.")
            }
            (Language::En, Self::NotRecurrence) => {
                "Write how the meeting repeats as in RFC 5545, for example FREQ=WEEKLY;COUNT=10. It can repeat daily, weekly, \
                 monthly or yearly, and end after a number of times or on a day after it begins."
                    .into()
            }
            (Language::Sv, Self::NotRecurrence) => {
                "Skriv hur mötet upprepas som i RFC 5545, till exempel FREQ=WEEKLY;COUNT=10. Det kan upprepas varje dag, vecka, \
                 månad eller år, och sluta efter ett antal gånger eller en dag efter att det har börjat."
                    .into()
            }
            (Language::En, Self::NoOccurrence) => "The meeting would never take place. Check how it repeats.".into(),
            (Language::Sv, Self::NoOccurrence) => "Mötet skulle aldrig äga rum. Kontrollera hur det upprepas.".into(),
            (Language::En, Self::StartNotInRecurrence) => {
                "The meeting begins on a day on which it does not take place. Begin on the first day of the series.".into()
            }
            (Language::Sv, Self::StartNotInRecurrence) => {
                "Mötet börjar en dag då det inte äger rum. Börja den första dagen i serien.".into()
            }
            (Language::En, Self::SeriesTooLong(most, years)) => format!(
                "A series can have {most} occurrences at most and go on for {years} years. Let it end earlier, or leave the end out."
            ),
            (Language::Sv, Self::SeriesTooLong(most, years)) => format!(
                "En serie kan ha högst {most} tillfällen och pågå i {years} år. Låt den sluta tidigare, eller utelämna slutet."
            ),
            (Language::En, Self::UnknownValue) => {
                "This value is not allowed. Choose one of the listed values.".into()
            }
            (Language::Sv, Self::UnknownValue) => {
                "Värdet är inte tillåtet. Välj ett av de angivna värdena.".into()
            }
        }
    }
}
