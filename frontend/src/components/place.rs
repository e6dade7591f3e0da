//! Where a service number is.

use shared::ServiceNumber;

use crate::i18n::Words;

/// The city of a number, or else the country in the reader's language; empty when neither is known.
pub(crate) fn place(t: Words, number: &ServiceNumber) -> String {
    if number.location.is_empty() { t.country(&number.country_code) } else { number.location.clone() }
}
