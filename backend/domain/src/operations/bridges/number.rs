//! What a service number must be.

use shared::{
    Fault, InvalidField, LanguageTag, PhoneNumber, ProblemKind, ServiceNumber, ServiceNumberRequest,
};

use super::NAME_LENGTH_MAX;
use crate::operations::users::tidy;
use crate::{Error, numbering_plan};

/// Adds what the numbering plan says and nobody wrote; says what is wrong with the number.
fn numbering_plan_faults(number: &mut ServiceNumber) -> Vec<Fault> {
    let Some(known) = numbering_plan::known(&number.number) else {
        return vec![Fault::NoSuchNumber(number.number.clone())];
    };
    let mut faults = Vec::new();
    if number.formatted.is_empty() || number.formatted == number.number.as_str() {
        number.formatted = known.international;
    } else if !numbering_plan::is_written(&number.formatted, &number.number) {
        faults.push(Fault::WrittenAsAnother(number.number.clone()));
    }
    if number.country_code.is_empty() {
        number.country_code = known.country_code.unwrap_or_default();
    }
    let is_country_code = number.country_code.len() == 2
        && number.country_code.chars().all(|letter| letter.is_ascii_uppercase());
    if !is_country_code {
        faults.push(Fault::NotCountryCode);
    }
    number.toll_free |= known.toll_free;
    faults
}

/// The number that a request registers.
///
/// # Errors
///
/// Every field's fault at once.
pub(super) fn registered(request: ServiceNumberRequest) -> Result<ServiceNumber, Error> {
    let country_code = request.country_code.as_deref().unwrap_or_default().trim().to_ascii_uppercase();
    let written = request.number.as_deref().unwrap_or_default().trim();
    let number = match (written.is_empty(), numbering_plan::read(written, &country_code)) {
        (true, _) => return Err(ProblemKind::field("number", Fault::Empty).into()),
        (false, None) => return Err(ProblemKind::field("number", Fault::NotDialable).into()),
        (false, Some(number)) => number,
    };
    changed(of(number), request)
}

/// A number of which nothing else is known.
const fn of(number: PhoneNumber) -> ServiceNumber {
    ServiceNumber {
        number,
        formatted: String::new(),
        country_code: String::new(),
        location: String::new(),
        toll_free: false,
        languages: Vec::new(),
        default: false,
        replacement: None,
    }
}

/// The number as a request leaves it.
///
/// # Errors
///
/// Every field's fault at once.
pub(super) fn changed(
    mut number: ServiceNumber,
    request: ServiceNumberRequest,
) -> Result<ServiceNumber, Error> {
    let mut faults = Vec::new();
    let mut text = |field: &'static str, text: &str| {
        let text = tidy(text);
        if text.chars().count() > NAME_LENGTH_MAX {
            faults.push(InvalidField { field, fault: Fault::LongerThan(NAME_LENGTH_MAX) });
        }
        text
    };
    if let Some(formatted) = request.formatted {
        number.formatted = text("formatted", &formatted);
    }
    if let Some(location) = request.location {
        number.location = text("location", &location);
    }
    if let Some(country_code) = request.country_code {
        number.country_code = country_code.trim().to_ascii_uppercase();
    }
    if let Some(toll_free) = request.toll_free {
        number.toll_free = toll_free;
    }
    if let Some(languages) = request.languages {
        match language_tags(&languages) {
            Ok(languages) => number.languages = languages,
            Err(fault) => faults.push(InvalidField { field: "languages", fault }),
        }
    }
    if number.default && request.default == Some(false) {
        faults.push(InvalidField { field: "default", fault: Fault::StaysDefault });
    }
    number.default |= request.default.unwrap_or_default();
    faults.extend(numbering_plan_faults(&mut number).into_iter().map(|fault| {
        let field = match fault {
            Fault::WrittenAsAnother(_) => "formatted",
            Fault::NotCountryCode => "countryCode",
            _ => "number",
        };
        InvalidField { field, fault }
    }));
    if faults.is_empty() { Ok(number) } else { Err(ProblemKind::InvalidFields(faults).into()) }
}

fn language_tags(languages: &[String]) -> Result<Vec<LanguageTag>, Fault> {
    let most = ServiceNumber::LANGUAGES_MAX;
    let tags: Result<Vec<LanguageTag>, _> = languages.iter().map(|tag| tag.parse()).collect();
    let tags = tags.map_err(|_| Fault::NotLanguageTag)?;
    if (1..tags.len()).any(|at| tags[..at].contains(&tags[at])) {
        Err(Fault::Repeated)
    } else if tags.len() > most {
        Err(Fault::MoreLanguagesThan(most))
    } else {
        Ok(tags)
    }
}
