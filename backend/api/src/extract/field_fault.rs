//! Telling which field of a body is wrong, in words that the one who typed it understands.

use std::str::FromStr;

use serde_json::Value;
use serde_path_to_error::{Error, Segment};
use shared::{
    ConferenceId, EmailAddress, Fault, ParseAddressError, PhoneNumber, ProblemKind, UserPrincipalName,
};

/// The problem with one field, when it is a field that people fill in.
pub(super) fn of(error: &Error<serde_json::Error>, body: &[u8]) -> Option<ProblemKind> {
    let mut value: Value = serde_json::from_slice(body).ok()?;
    let mut name = None;
    for segment in error.path() {
        value = match segment {
            Segment::Map { key } => {
                name = Some(key.as_str());
                value.get_mut(key)?.take()
            }
            Segment::Seq { index } => value.get_mut(index)?.take(),
            Segment::Enum { .. } | Segment::Unknown => return None,
        };
    }
    let text = value.as_str()?;
    let (field, fault) = match name? {
        "primaryEmail" => ("primaryEmail", address_fault::<EmailAddress>(text)?),
        "address" => ("address", address_fault::<EmailAddress>(text)?),
        "userPrincipalName" => ("userPrincipalName", address_fault::<UserPrincipalName>(text)?),
        "number" => ("serviceNumbers", address_fault::<PhoneNumber>(text)?),
        "conferenceId" => ("conferenceId", conference_id_fault(text)?),
        "confirmConferenceId" => ("confirmConferenceId", conference_id_fault(text)?),
        "first" => ("first", conference_id_fault(text)?),
        "last" => ("last", conference_id_fault(text)?),
        "until" => ("until", Fault::UnknownValue),
        // A moment as it should be, but before any that Konfid knows.
        "startAt" if text.get(..4)?.parse::<u16>().is_ok_and(|year| year < 1970) => {
            ("startAt", Fault::MomentOver)
        }
        "language" => ("language", Fault::UnknownValue),
        "defaultLanguage" => ("defaultLanguage", Fault::UnknownValue),
        _ => return None,
    };
    Some(ProblemKind::field(field, fault))
}

fn conference_id_fault(text: &str) -> Option<Fault> {
    text.parse::<ConferenceId>().err().map(Fault::ConferenceId)
}

fn address_fault<T: FromStr<Err = ParseAddressError>>(text: &str) -> Option<Fault> {
    text.parse::<T>().err().map(Fault::Address)
}
