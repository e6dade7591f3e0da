//! What can be wrong with a value or a file.

use crate::{
    MailEvents, MailTemplateFault, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN, ParseAddressError,
    ParseConferenceIdError, ParsePasscodeError, PhoneNumber,
};

/// A field with a wrong value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidField {
    /// The field, as the API names it.
    pub field: &'static str,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is empty.
    Empty,
    /// It has more characters than this.
    LongerThan(usize),
    /// It has fewer characters than this.
    ShorterThan(usize),
    /// It is not between these.
    OutOfRange(u64, u64),
    /// A search has more words than this.
    MoreWordsThan(usize),
    /// It is not an address or a number.
    Address(ParseAddressError),
    /// It is not a conference ID.
    ConferenceId(ParseConferenceIdError),
    /// It is not the user's conference ID.
    NotTheConferenceId,
    /// It is not the reservation of this conference ID.
    NotTheReservation,
    /// The last ID of a range is before the first.
    BeforeFirst,
    /// A range has more IDs than this.
    MoreIdsThan(u32),
    /// It is a day that is over.
    DayOver,
    /// There is no such user.
    NoSuchUser,
    /// It is the same user.
    SameUser,
    /// That user belongs to another bridge.
    OnAnotherBridge,
    /// That user's own conference ID is locked.
    OwnIdLocked,
    /// It is not a domain.
    NotDomain,
    /// It is not a country code of two letters.
    NotCountryCode,
    /// The numbering plan of its country has no such telephone number.
    NoSuchNumber(PhoneNumber),
    /// How it is written for people is another number, or none.
    WrittenAsAnother(PhoneNumber),
    /// It is not a telephone number of any country, as somebody wrote it.
    NotDialable,
    /// It is not the tag of a language.
    NotLanguageTag,
    /// There are more languages than a service number may have.
    MoreLanguagesThan(usize),
    /// Another bridge or number must become the default one instead.
    StaysDefault,
    /// It is not a number of the bridge.
    NotOfBridge(PhoneNumber),
    /// It is a toll-free number, where one is wanted that callers pay for.
    IsTollFree(PhoneNumber),
    /// It is a number that callers pay for, where a toll-free one is wanted.
    IsNotTollFree(PhoneNumber),
    /// The user may not use toll-free numbers.
    MayNotUseTollFree,
    /// It stands twice.
    Repeated,
    /// More than one is the default.
    SeveralDefaults,
    /// It is a password that everybody tries first.
    EasyToGuess,
    /// It is not the present password.
    NotPresentPassword,
    /// These emails are only sent by hand, so there is nothing to switch off.
    SentByHand(MailEvents),
    /// A template of an email cannot be read, or leaves something out.
    MailTemplate(MailTemplateFault),
    /// It is not a passcode of another provider.
    Passcode(ParsePasscodeError),
    /// The provider's passcodes have another number of digits.
    PasscodeOf {
        /// The provider.
        provider: &'static str,
        /// The fewest digits.
        shortest: usize,
        /// The most digits.
        longest: usize,
        /// How many were given.
        digits: usize,
    },
    /// It is not the address of a page on the web.
    NotWebAddress,
    /// There are more than this.
    MoreThan(usize),
    /// It is not a date with a time of day.
    NotLocalTime,
    /// It is not the name of a time zone.
    NotTimeZone,
    /// The clocks of the time zone leave it out.
    TimeSkipped,
    /// It is not after the start.
    NotAfterStart,
    /// The meeting lasts more days than this.
    LongerThanDays(u64),
    /// It is over already.
    InPast,
    /// It is a moment that has passed.
    MomentOver,
    /// It is more days from now than this.
    MoreDaysAheadThan(u64),
    /// It is not a rule by which a meeting can repeat.
    NotRecurrence,
    /// The meeting never takes place.
    NoOccurrence,
    /// The start is no day of the rule.
    StartNotInRecurrence,
    /// There are more occurrences, or more years, than this.
    SeriesTooLong(u64, u16),
    /// It is not one of the possible values.
    UnknownValue,
}

/// Checks a new password's length.
///
/// # Errors
/// Says which bound was crossed.
pub fn check_password(password: &str) -> Result<(), Fault> {
    match password.chars().count() {
        length if length < PASSWORD_LENGTH_MIN => Err(Fault::ShorterThan(PASSWORD_LENGTH_MIN)),
        length if length > PASSWORD_LENGTH_MAX => Err(Fault::LongerThan(PASSWORD_LENGTH_MAX)),
        _ => Ok(()),
    }
}
