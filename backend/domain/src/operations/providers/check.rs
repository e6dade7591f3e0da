//! Checking what somebody wrote about a provider.

use shared::{
    Fault, ForeignPasscode, InvalidField, ProblemKind, ProviderNumber, ProviderProfile,
    ProviderProfileRequest, ProviderProfiles, ProviderProfilesRequest, UserId,
};

use super::known_provider;
use crate::operations::settings::is_domain;
use crate::operations::users::tidy;
use crate::{Error, Read, Result, numbering_plan};

const NAME_LENGTH_MAX: usize = 64;
const TOLL_FREE_NUMBERS_MAX: usize = 10;

/// The names of the fields of one profile.
struct Fields {
    name: &'static str,
    toll_number: &'static str,
    toll_free_numbers: &'static str,
    passcode: &'static str,
    domain: &'static str,
    url: &'static str,
}

macro_rules! fields {
    ($($profile:literal),*) => {
        [$(Fields {
            name: concat!($profile, ".name"),
            toll_number: concat!($profile, ".tollNumber"),
            toll_free_numbers: concat!($profile, ".tollFreeNumbers"),
            passcode: concat!($profile, ".passcode"),
            domain: concat!($profile, ".domain"),
            url: concat!($profile, ".url"),
        }),*]
    };
}

/// The default profile, and then the others.
static FIELDS: [Fields; ProviderProfiles::MOST] = fields![
    "default",
    "others[0]",
    "others[1]",
    "others[2]",
    "others[3]",
    "others[4]",
    "others[5]",
    "others[6]",
    "others[7]",
    "others[8]"
];

/// The profiles that a request describes.
///
/// # Errors
///
/// Every field's fault at once, each with the place of its profile.
pub(super) fn checked(request: &ProviderProfilesRequest) -> Result<ProviderProfiles> {
    let most = ProviderProfiles::MOST - 1;
    if request.others.len() > most {
        return Err(Error::field("others", Fault::MoreThan(most)));
    }
    let mut faults = Vec::new();
    let written = std::iter::once(&request.default).chain(&request.others);
    let mut profiles: Vec<ProviderProfile> = Vec::new();
    for (written, fields) in written.zip(&FIELDS) {
        match checked_profile(written) {
            Ok(profile) if profiles.iter().any(|other| other.key() == profile.key()) => {
                faults.push(InvalidField { field: fields.passcode, fault: Fault::Repeated });
            }
            Ok(profile) => profiles.push(profile),
            Err(found) => {
                faults.extend(
                    found.into_iter().map(|(part, fault)| InvalidField { field: fields.of(part), fault }),
                );
            }
        }
    }
    let mut profiles = profiles.into_iter();
    match profiles.next() {
        Some(default) if faults.is_empty() => Ok(ProviderProfiles { default, others: profiles.collect() }),
        _ => Err(ProblemKind::InvalidFields(faults).into()),
    }
}

impl Fields {
    const fn of(&self, part: Part) -> &'static str {
        match part {
            Part::Name => self.name,
            Part::TollNumber => self.toll_number,
            Part::TollFreeNumbers => self.toll_free_numbers,
            Part::Passcode => self.passcode,
            Part::Domain => self.domain,
            Part::Url => self.url,
        }
    }
}

/// A part of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Name,
    TollNumber,
    TollFreeNumbers,
    Passcode,
    Domain,
    Url,
}

/// One profile, or everything that is wrong with it.
pub(crate) fn checked_profile(
    written: &ProviderProfileRequest,
) -> std::result::Result<ProviderProfile, Vec<(Part, Fault)>> {
    let mut faults = Vec::new();
    let name = tidy(&written.name);
    match name.chars().count() {
        0 => faults.push((Part::Name, Fault::Empty)),
        length if length > NAME_LENGTH_MAX => faults.push((Part::Name, Fault::LongerThan(NAME_LENGTH_MAX))),
        _ => {}
    }
    let toll_number = number_of(&written.toll_number);
    let toll_number = toll_number.map_err(|fault| faults.push((Part::TollNumber, fault))).ok();
    let mut toll_free_numbers: Vec<ProviderNumber> = Vec::new();
    for text in written.toll_free_numbers.iter().filter(|text| !text.trim().is_empty()) {
        match number_of(text) {
            Ok(number) if toll_free_numbers.contains(&number) || toll_number.as_ref() == Some(&number) => {
                faults.push((Part::TollFreeNumbers, Fault::Repeated));
            }
            Ok(number) => toll_free_numbers.push(number),
            Err(fault) => faults.push((Part::TollFreeNumbers, fault)),
        }
    }
    if toll_free_numbers.len() > TOLL_FREE_NUMBERS_MAX {
        faults.push((Part::TollFreeNumbers, Fault::MoreThan(TOLL_FREE_NUMBERS_MAX)));
    }
    let passcode = passcode_of(&written.passcode.0, &name);
    let passcode = passcode.map_err(|fault| faults.push((Part::Passcode, fault))).ok();
    let filled = |text: &Option<String>| text.as_deref().map(tidy).filter(|text| !text.is_empty());
    let domain = filled(&written.domain);
    if domain.as_deref().is_some_and(|domain| !is_domain(domain)) {
        faults.push((Part::Domain, Fault::NotDomain));
    }
    let url = filled(&written.url).map(|url| url.parse()).transpose();
    let url = url.map_err(|_| faults.push((Part::Url, Fault::NotWebAddress))).ok();
    match (toll_number, passcode, url) {
        (Some(toll_number), Some(passcode), Some(url)) if faults.is_empty() => {
            Ok(ProviderProfile { name, toll_number, toll_free_numbers, passcode, domain, url })
        }
        _ => Err(faults),
    }
}

/// A number as somebody wrote it, with `+` and the country code.
fn number_of(text: &str) -> std::result::Result<ProviderNumber, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    let number = numbering_plan::read(text.trim(), "").ok_or(Fault::NotDialable)?;
    match numbering_plan::known(&number) {
        Some(known) => Ok(ProviderNumber { number, formatted: known.international }),
        None => Err(Fault::NoSuchNumber(number)),
    }
}

/// A passcode as its provider writes them, where that is known.
fn passcode_of(text: &str, provider: &str) -> std::result::Result<ForeignPasscode, Fault> {
    let passcode: ForeignPasscode = text.parse().map_err(Fault::Passcode)?;
    let digits = passcode.as_str().len();
    match known_provider(provider) {
        Some(known) if !(known.shortest..=known.longest).contains(&digits) => Err(Fault::PasscodeOf {
            provider: known.name,
            shortest: known.shortest,
            longest: known.longest,
            digits,
        }),
        _ => Ok(passcode),
    }
}

/// Refuses a passcode that another user has at the same provider's number.
pub(super) async fn check_passcodes(
    read: &mut dyn Read,
    user: UserId,
    profiles: &ProviderProfiles,
) -> Result<()> {
    for profile in profiles.all() {
        if let Some(holder) = read.user_by_provider_key(&profile.key()).await?
            && holder.id != user
        {
            return Err(ProblemKind::PasscodeTaken { user: holder.display_name }.into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use shared::{ParsePasscodeError, WrittenPasscode};

    use super::*;

    fn written(name: &str, number: &str, passcode: &str) -> ProviderProfileRequest {
        ProviderProfileRequest {
            name: name.to_owned(),
            toll_number: number.to_owned(),
            passcode: WrittenPasscode(passcode.to_owned()),
            ..ProviderProfileRequest::default()
        }
    }

    fn faults(request: &ProviderProfilesRequest) -> Vec<(&'static str, Fault)> {
        match checked(request) {
            Err(Error::Problem(ProblemKind::InvalidFields(faults))) => {
                faults.into_iter().map(|invalid| (invalid.field, invalid.fault)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn profiles_are_normalised() {
        let request = ProviderProfilesRequest {
            default: ProviderProfileRequest {
                toll_free_numbers: vec!["+46 20-123456".to_owned(), "  ".to_owned()],
                domain: Some("dial.intercall.example".to_owned()),
                url: Some(" https://intercall.example/join ".to_owned()),
                ..written("  Inter\tCall ", "+46 (0)8-123 456 78", " 0047 11# ")
            },
            others: vec![written("BT", "+44 20 7123 4567", "123")],
        };
        let profiles = checked(&request).expect("everything is right");
        let profile = &profiles.default;
        assert_eq!(profile.name, "Inter Call");
        assert_eq!(profile.toll_number.number.as_str(), "+46812345678");
        assert_eq!(profile.toll_number.formatted, "+46 8 123 456 78");
        assert_eq!(profile.toll_free_numbers[0].formatted, "+46 20 12 34 56");
        assert_eq!(profile.passcode.as_str(), "004711");
        assert_eq!(
            profile.url.as_ref().map(shared::WebAddress::as_str),
            Some("https://intercall.example/join")
        );
        assert_eq!(profiles.others.len(), 1);
        // What it becomes can be sent again.
        assert_eq!(checked(&(&profiles).into()).expect("it is right"), profiles);
    }

    #[test]
    fn every_fault_is_told_at_its_place() {
        let bad = ProviderProfileRequest {
            toll_free_numbers: vec!["08-123".to_owned()],
            domain: Some("not a domain".to_owned()),
            url: Some("javascript:alert(1)".to_owned()),
            ..written("", "", "1.23E+05")
        };
        let request = ProviderProfilesRequest {
            default: written("Zoom", "+46 8 123 456 78", "1234567"),
            others: vec![bad, written("BT", "+999 1234567", "12")],
        };
        assert_eq!(
            faults(&request),
            [
                (
                    "default.passcode",
                    Fault::PasscodeOf { provider: "Zoom", shortest: 9, longest: 11, digits: 7 }
                ),
                ("others[0].name", Fault::Empty),
                ("others[0].tollNumber", Fault::Empty),
                ("others[0].tollFreeNumbers", Fault::NotDialable),
                ("others[0].passcode", Fault::Passcode(ParsePasscodeError::Shortened)),
                ("others[0].domain", Fault::NotDomain),
                ("others[0].url", Fault::NotWebAddress),
                ("others[1].tollNumber", Fault::NotDialable),
                ("others[1].passcode", Fault::Passcode(ParsePasscodeError::WrongLength { digits: 2 })),
            ]
        );
    }

    #[test]
    fn there_are_at_most_ten_and_none_twice() {
        let profile = |passcode: usize| written("BT", "+44 20 7123 4567", &format!("{passcode:04}"));
        let ten = |last| ProviderProfilesRequest {
            default: profile(0),
            others: (1..ProviderProfiles::MOST)
                .map(|one| profile(if one == 9 { last } else { one }))
                .collect(),
        };
        assert_eq!(checked(&ten(9)).expect("ten are allowed").all().count(), ProviderProfiles::MOST);
        assert_eq!(faults(&ten(0)), [("others[8].passcode", Fault::Repeated)]);
        let mut eleven = ten(9);
        eleven.others.push(profile(10));
        assert_eq!(faults(&eleven), [("others", Fault::MoreThan(9))]);
    }
}
