//! What the numbering plan says of a number that somebody writes.

use shared::CheckedNumber;

use crate::numbering_plan;

/// Reads a number as somebody writes it: with `+` and the country code, or as it is dialled in this country. Nothing when
/// it is no number, or no country has it: somebody may still be writing.
pub fn check_number(written: &str, country_code: &str) -> Option<CheckedNumber> {
    let number = numbering_plan::read(written, &country_code.trim().to_ascii_uppercase())?;
    let known = numbering_plan::known(&number)?;
    Some(CheckedNumber {
        number,
        formatted: known.international,
        country_code: known.country_code,
        toll_free: known.toll_free,
    })
}
