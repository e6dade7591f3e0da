//! The numbering plans of the world, as Google's libphonenumber describes them.

use rlibphonenumber::enums::Region;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType};
use shared::PhoneNumber;

/// A number that a numbering plan has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KnownNumber {
    /// How it is written for callers from other countries, for example `+46 8 123 456 78`.
    pub(crate) international: String,
    /// The country, ISO 3166-1 alpha-2; none for numbers of the whole world, such as `+800`.
    pub(crate) country_code: Option<String>,
    /// Whether the call is free for the caller.
    pub(crate) toll_free: bool,
}

/// What the numbering plan of its country says about a number; none when no such number can be dialled.
pub(crate) fn known(number: &PhoneNumber) -> Option<KnownNumber> {
    let parsed =
        PHONE_NUMBER_UTIL.parse(number.as_str(), None).ok().filter(rlibphonenumber::PhoneNumber::is_valid)?;
    let region = PHONE_NUMBER_UTIL.get_region_for_number(&parsed).filter(|region| *region != Region::World);
    Some(KnownNumber {
        international: parsed.format_as(PhoneNumberFormat::International).into_owned(),
        country_code: region.map(|region| region.to_string()),
        toll_free: PHONE_NUMBER_UTIL.get_number_type(&parsed) == PhoneNumberType::TollFree,
    })
}

/// A number as somebody wrote it: with `+` and the country code, or as it is dialled in the country with this ISO 3166-1
/// code.
pub(crate) fn read(text: &str, country_code: &str) -> Option<PhoneNumber> {
    let parsed = PHONE_NUMBER_UTIL.parse(text, country_code.parse::<Region>().ok()).ok()?;
    parsed.format_as(PhoneNumberFormat::E164).parse().ok()
}

/// Whether a text is this number, written for people; `+46 (0)8 …` too.
pub(crate) fn is_written(text: &str, number: &PhoneNumber) -> bool {
    let parsed = PHONE_NUMBER_UTIL.parse(text, None).ok();
    parsed.is_some_and(|parsed| parsed.format_as(PhoneNumberFormat::E164) == number.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_their_country_writes_them() {
        let numbers = [
            ("+46812345678", "+46 8 123 456 78", Some("SE"), false),
            ("+4620123456", "+46 20 12 34 56", Some("SE"), true),
            ("+4722123456", "+47 22 12 34 56", Some("NO"), false),
            ("+12125550123", "+1 212-555-0123", Some("US"), false),
            ("+18005551234", "+1 800-555-1234", Some("US"), true),
            ("+80012345678", "+800 1234 5678", None, true),
        ];
        for (number, international, country_code, toll_free) in numbers {
            let expected = KnownNumber {
                international: international.to_owned(),
                country_code: country_code.map(str::to_owned),
                toll_free,
            };
            assert_eq!(known(&number.parse().expect("an E.164 number")), Some(expected));
        }
    }

    #[test]
    fn a_number_that_nobody_has_is_not_known() {
        for number in ["+4681234", "+468123456789012", "+4712345678", "+9991234567", "+1000000000"] {
            assert_eq!(known(&number.parse().expect("an E.164 number")), None, "{number}");
        }
    }

    #[test]
    fn a_number_is_told_from_another_however_it_is_written() {
        let number = "+46812345678".parse().expect("an E.164 number");
        for text in ["+46 8 123 456 78", "+46812345678", "+46 (0)8-123 456 78", "tel:+46-8-12345678"] {
            assert!(is_written(text, &number), "{text}");
        }
        for text in ["+46 8 123 456 79", "08-123 456 78", "+46 8 123 456 78 9", "the conference number", ""] {
            assert!(!is_written(text, &number), "{text}");
        }
    }
}
