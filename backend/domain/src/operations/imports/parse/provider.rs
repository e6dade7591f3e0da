//! The third-party provider that a row describes.

use std::borrow::Cow;

use shared::{
    Fault, ImportRefusal, ProviderProfile, ProviderProfileRequest, ProviderRefusal, WrittenPasscode,
};

use super::cells::{as_text, beginning, is_hollow};
use super::columns::Columns;
use super::headings::Field;
use crate::operations::providers::{Part, checked_profile};

impl Columns {
    /// The profile at another provider, if the row names one. A domain or an address alone is something else's.
    pub(super) fn provider(&self, cells: &[Cow<'_, str>]) -> Result<Option<ProviderProfile>, ImportRefusal> {
        let text = |field| bare(self.cell(field, cells)).to_owned();
        let [name, toll_number, passcode] =
            [Field::ProviderName, Field::ProviderTollNumber, Field::ProviderPasscode].map(text);
        if [&name, &toll_number, &passcode].iter().all(|text| is_hollow(text)) {
            return Ok(None);
        }
        let toll_free = text(Field::ProviderTollFree);
        let numbers = toll_free.split([',', ';', '|', '\n']).map(str::trim);
        let filled = |field| Some(text(field)).filter(|text| !is_hollow(text));
        let written = ProviderProfileRequest {
            name,
            toll_number: toll_number.clone(),
            toll_free_numbers: numbers.filter(|one| !one.is_empty()).map(str::to_owned).collect(),
            passcode: WrittenPasscode(passcode),
            domain: filled(Field::ProviderDomain),
            url: filled(Field::ProviderUrl),
        };
        checked_profile(&written).map(Some).map_err(|faults| {
            let first = faults.into_iter().next();
            ImportRefusal::Provider(first.map_or(ProviderRefusal::MissingName, |(part, fault)| {
                refusal(part, fault, &toll_number, &toll_free)
            }))
        })
    }
}

/// A cell without what marks it as text for a spreadsheet.
fn bare(cell: &str) -> &str {
    let cell = beginning(as_text(cell));
    cell.strip_prefix('\'').unwrap_or(cell).trim()
}

fn refusal(part: Part, fault: Fault, toll_number: &str, toll_free: &str) -> ProviderRefusal {
    match (part, fault) {
        (_, Fault::Passcode(error)) => ProviderRefusal::InvalidPasscode(error),
        (_, Fault::PasscodeOf { provider, shortest, longest, digits }) => {
            ProviderRefusal::PasscodeOf { provider: provider.to_owned(), shortest, longest, digits }
        }
        (Part::Name, Fault::LongerThan(most)) => ProviderRefusal::NameTooLong(most),
        (Part::Name | Part::Passcode, _) => ProviderRefusal::MissingName,
        (Part::TollNumber, Fault::Empty) => ProviderRefusal::MissingNumber,
        (Part::TollFreeNumbers, Fault::Repeated) => ProviderRefusal::RepeatedNumber,
        (Part::TollFreeNumbers, Fault::MoreThan(most)) => ProviderRefusal::TooManyNumbers(most),
        (Part::TollNumber, _) => ProviderRefusal::InvalidNumber(shown(toll_number)),
        (Part::TollFreeNumbers, _) => ProviderRefusal::InvalidNumber(shown(toll_free)),
        (Part::Domain, _) => ProviderRefusal::InvalidDomain,
        (Part::Url, _) => ProviderRefusal::InvalidUrl,
    }
}

/// So much of it that somebody knows which is meant.
fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}
