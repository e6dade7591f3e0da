//! What can be wrong with a value or a file.

use crate::{PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN, ParseAddressError};

/// A field with a wrong value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidField {
    /// The field, as the API names it.
    pub field: &'static str,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// It is not a domain.
    NotDomain,
    /// It is not a country code of two letters.
    NotCountryCode,
    /// It stands twice.
    Repeated,
    /// More than one is the default.
    SeveralDefaults,
    /// It is a password that everybody tries first.
    EasyToGuess,
    /// It is not the present password.
    NotPresentPassword,
    /// It is not one of the possible values.
    UnknownValue,
}

/// Why a file cannot be imported at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportUnreadable {
    /// There is nothing in it.
    Empty,
    /// It is not UTF-8 (or UTF-16 with a byte order mark) text.
    NotText,
    /// A column that must be there is missing.
    MissingColumn(&'static str),
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
