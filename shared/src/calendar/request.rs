//! What the meeting update tool is asked to do.

use crate::ConferenceId;
pub use crate::NumberChange;

/// Which meetings to mend, and what to change in them.
#[derive(Clone, Debug)]
pub struct MendRequest {
    /// The organizer's email addresses, with or without `mailto:` or a name before `<…>`; compared without regard to the case of ASCII
    /// letters. Only events whose `ORGANIZER` is one of them are touched.
    pub addresses: Vec<String>,
    /// The conference IDs to replace: the one before the last reset, and older ones that may still stand in
    /// invitations. The new ID among them is ignored.
    pub old_ids: Vec<ConferenceId>,
    /// The conference ID to write instead.
    pub new_id: ConferenceId,
    /// Service numbers to replace too; usually none.
    pub numbers: Vec<NumberChange>,
    /// The present moment in seconds since 1970-01-01T00:00:00Z. Meetings that have ended by then stay as they
    /// are, and `DTSTAMP` of a mended event says this moment.
    pub now: i64,
}

/// A request in the form that matching needs.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Lower-case addresses without `mailto:`.
    addresses: Vec<String>,
    /// The old IDs as numbers; few.
    old_ids: Vec<u32>,
    pub(super) new_digits: [u8; ConferenceId::DIGITS],
    pub(super) numbers: Vec<PlannedNumber>,
    pub(super) now: i64,
}

/// One number change, as digits.
#[derive(Clone, Debug)]
pub(super) struct PlannedNumber {
    pub(super) old: Vec<u8>,
    pub(super) new: Vec<u8>,
}

impl Plan {
    pub(super) fn new(request: &MendRequest) -> Self {
        let old_ids =
            request.old_ids.iter().filter(|id| **id != request.new_id).map(|id| id.number()).collect();
        let numbers = request.numbers.iter().filter_map(PlannedNumber::new).collect();
        Self {
            addresses: request.addresses.iter().map(|address| normal_address(address)).collect(),
            old_ids,
            new_digits: request.new_id.digits(),
            numbers,
            now: request.now,
        }
    }

    /// Whether these seven digits, read as a number, are an ID to replace.
    pub(super) fn is_old_id(&self, number: u32) -> bool {
        self.old_ids.contains(&number)
    }

    /// Whether these seven digits, read as a number, are the ID to write.
    pub(super) fn is_new_id(&self, number: u32) -> bool {
        self.new_digits.iter().fold(0, |value, digit| value * 10 + u32::from(*digit)) == number
    }

    /// Whether this address is one of the organizer's.
    pub(super) fn is_own(&self, address: &str) -> bool {
        let address = normal_address(address);
        !address.is_empty() && self.addresses.contains(&address)
    }
}

impl PlannedNumber {
    /// `None` for a change that changes nothing or is no E.164 number (at most 15 digits; with fewer than 5 the
    /// risk of hitting something else is too great).
    fn new(change: &NumberChange) -> Option<Self> {
        let digits = |number: &str| -> Option<Vec<u8>> {
            let digits: Vec<u8> =
                number.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
            (5..=15).contains(&digits.len()).then_some(digits)
        };
        let (old, new) = (digits(&change.old)?, digits(&change.new)?);
        (old != new).then_some(Self { old, new })
    }
}

/// The address in lower case, without spaces around it, without `mailto:`, and without a name as in
/// `Anna Berg <anna@contoso.example>`.
pub(super) fn normal_address(address: &str) -> String {
    let address = match address.trim().strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
        Some((_, inside)) => inside,
        None => address,
    };
    let lower = address.trim().to_ascii_lowercase();
    match lower.strip_prefix("mailto:") {
        Some(rest) => rest.trim().to_owned(),
        None => lower,
    }
}
