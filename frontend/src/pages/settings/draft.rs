//! What stands in the fields of the settings, before it is saved.

use shared::{
    Describe, EmailAddress, Fault, Language, PhoneNumber, ServiceNumber, Settings, UpdateSettingsRequest,
};

/// The fields as they were typed.
#[derive(Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) organisation_name: String,
    pub(super) default_language: Language,
    pub(super) numbers: Vec<NumberDraft>,
    pub(super) automatic_mails: bool,
    pub(super) sender_address: String,
    pub(super) sender_name: String,
    pub(super) quarantine_days: String,
    pub(super) conference_domain: String,
    pub(super) meeting_updates: bool,
    pub(super) meeting_grace: String,
}

/// A service number as it was typed.
#[derive(Clone, Default, PartialEq)]
pub(super) struct NumberDraft {
    /// Tells the rows apart while some are added and removed.
    pub(super) key: u32,
    pub(super) number: String,
    pub(super) country: String,
    pub(super) location: String,
    pub(super) toll_free: bool,
    pub(super) default: bool,
}

impl NumberDraft {
    fn of(key: u32, number: &ServiceNumber) -> Self {
        Self {
            key,
            number: number.for_people().to_owned(),
            country: number.country_code.clone(),
            location: number.location.clone(),
            toll_free: number.toll_free,
            default: number.default,
        }
    }

    /// What is wrong with the number.
    pub(super) fn number_fault(&self, language: Language) -> Option<String> {
        self.number.parse::<PhoneNumber>().err().map(|error| error.describe(language))
    }

    /// What is wrong with the country.
    pub(super) fn country_fault(&self, language: Language) -> Option<String> {
        let country = self.country.trim();
        let is_code = country.len() == 2 && country.chars().all(|letter| letter.is_ascii_alphabetic());
        (!is_code).then(|| Fault::NotCountryCode.describe(language))
    }

    /// What was typed is how the number is written for people.
    fn parsed(&self) -> Option<ServiceNumber> {
        Some(ServiceNumber {
            number: self.number.parse().ok()?,
            formatted: self.number.trim().to_owned(),
            country_code: self.country.trim().to_ascii_uppercase(),
            location: self.location.trim().to_owned(),
            toll_free: self.toll_free,
            default: self.default,
        })
    }
}

impl Draft {
    /// The fields as they are saved.
    pub(super) fn of(settings: &Settings, numbers: &[ServiceNumber]) -> Self {
        Self {
            organisation_name: settings.organisation_name.clone(),
            default_language: settings.default_language,
            numbers: (0..).zip(numbers).map(|(key, number)| NumberDraft::of(key, number)).collect(),
            automatic_mails: settings.automatic_mails,
            sender_address: settings.sender_address.as_ref().map(ToString::to_string).unwrap_or_default(),
            sender_name: settings.sender_name.clone().unwrap_or_default(),
            quarantine_days: settings.quarantine_days.to_string(),
            conference_domain: settings.conference_domain.clone(),
            meeting_updates: settings.meeting_updates,
            meeting_grace: settings.meeting_update_grace_minutes.to_string(),
        }
    }

    /// These changes on top of other saved settings: what was not touched follows the new ones.
    pub(super) fn rebased(self, before: &Self, after: &Self) -> Self {
        fn pick<T: PartialEq + Clone>(mine: T, before: &T, after: &T) -> T {
            if mine == *before { after.clone() } else { mine }
        }
        Self {
            organisation_name: pick(
                self.organisation_name,
                &before.organisation_name,
                &after.organisation_name,
            ),
            default_language: pick(self.default_language, &before.default_language, &after.default_language),
            numbers: pick(self.numbers, &before.numbers, &after.numbers),
            automatic_mails: pick(self.automatic_mails, &before.automatic_mails, &after.automatic_mails),
            sender_address: pick(self.sender_address, &before.sender_address, &after.sender_address),
            sender_name: pick(self.sender_name, &before.sender_name, &after.sender_name),
            quarantine_days: pick(self.quarantine_days, &before.quarantine_days, &after.quarantine_days),
            conference_domain: pick(
                self.conference_domain,
                &before.conference_domain,
                &after.conference_domain,
            ),
            meeting_updates: pick(self.meeting_updates, &before.meeting_updates, &after.meeting_updates),
            meeting_grace: pick(self.meeting_grace, &before.meeting_grace, &after.meeting_grace),
        }
    }

    /// What is wrong with the sender's address.
    pub(super) fn sender_fault(&self, language: Language) -> Option<String> {
        let address = self.sender_address.trim();
        let error = (!address.is_empty()).then(|| address.parse::<EmailAddress>().err()).flatten()?;
        Some(error.describe(language))
    }

    /// What is wrong with the quarantine.
    pub(super) fn quarantine_fault(&self, language: Language) -> Option<String> {
        let (least, most) = (Settings::QUARANTINE_DAYS_MIN, Settings::QUARANTINE_DAYS_MAX);
        let days =
            self.quarantine_days.trim().parse::<u16>().ok().filter(|days| (least..=most).contains(days));
        days.is_none().then(|| Fault::OutOfRange(least.into(), most.into()).describe(language))
    }

    /// What is wrong with the grace of meeting updates.
    pub(super) fn meeting_grace_fault(&self, language: Language) -> Option<String> {
        let most = Settings::MEETING_UPDATE_GRACE_MINUTES_MAX;
        let minutes = self.meeting_grace.trim().parse::<u16>().ok().filter(|minutes| *minutes <= most);
        minutes.is_none().then(|| Fault::OutOfRange(0, most.into()).describe(language))
    }

    /// Whether the page can see nothing wrong.
    pub(super) fn is_sound(&self) -> bool {
        let language = Language::En;
        self.sender_fault(language).is_none()
            && self.quarantine_fault(language).is_none()
            && self.meeting_grace_fault(language).is_none()
            && self.numbers.iter().all(|number| {
                number.number_fault(language).is_none() && number.country_fault(language).is_none()
            })
    }

    /// What differs from the saved settings; none when something cannot be sent as it is.
    pub(super) fn request(&self, saved: &Self) -> Option<UpdateSettingsRequest> {
        let text = |mine: &String, saved: &String| (mine != saved).then(|| mine.clone());
        let numbers: Option<Vec<_>> = self.numbers.iter().map(NumberDraft::parsed).collect();
        Some(UpdateSettingsRequest {
            organisation_name: text(&self.organisation_name, &saved.organisation_name),
            default_language: (self.default_language != saved.default_language)
                .then_some(self.default_language),
            service_numbers: if self.numbers == saved.numbers { None } else { Some(numbers?) },
            automatic_mails: (self.automatic_mails != saved.automatic_mails).then_some(self.automatic_mails),
            sender_address: text(&self.sender_address, &saved.sender_address),
            sender_name: text(&self.sender_name, &saved.sender_name),
            quarantine_days: if self.quarantine_days == saved.quarantine_days {
                None
            } else {
                Some(self.quarantine_days.trim().parse().ok()?)
            },
            conference_domain: text(&self.conference_domain, &saved.conference_domain),
            meeting_updates: (self.meeting_updates != saved.meeting_updates).then_some(self.meeting_updates),
            meeting_update_grace_minutes: if self.meeting_grace == saved.meeting_grace {
                None
            } else {
                Some(self.meeting_grace.trim().parse().ok()?)
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved() -> Draft {
        Draft::of(&Settings::initial("conference.example.com"), &[])
    }

    #[test]
    fn only_what_was_changed_is_sent() {
        let mut draft = saved();
        draft.organisation_name = "Contoso".into();
        let number =
            NumberDraft { number: "+46 8 465 004 00".into(), country: "se".into(), ..NumberDraft::default() };
        draft.numbers.push(number);
        let request = draft.request(&saved()).unwrap();
        assert_eq!(request.organisation_name.as_deref(), Some("Contoso"));
        assert_eq!(request.quarantine_days, None);
        let number = &request.service_numbers.unwrap()[0];
        assert_eq!((number.number.as_str(), &*number.formatted), ("+46846500400", "+46 8 465 004 00"));
        assert_eq!(number.country_code, "SE");
    }

    #[test]
    fn changes_survive_somebody_elses() {
        let mut mine = saved();
        mine.sender_name = "Service desk".into();
        let mut theirs = saved();
        theirs.organisation_name = "Contoso".into();
        let both = mine.rebased(&saved(), &theirs);
        assert_eq!((&*both.organisation_name, &*both.sender_name), ("Contoso", "Service desk"));
    }

    #[test]
    fn what_is_wrong_is_seen() {
        let mut draft = saved();
        assert!(draft.is_sound());
        draft.quarantine_days = "30".into();
        assert!(!draft.is_sound());
        draft.quarantine_days = "90".into();
        draft.meeting_grace = "1441".into();
        assert!(!draft.is_sound());
        draft.meeting_grace = "0".into();
        assert_eq!(draft.request(&saved()).unwrap().meeting_update_grace_minutes, Some(0));
        assert!(draft.is_sound());
        draft.numbers.push(NumberDraft {
            number: "08-123".into(),
            country: "SE".into(),
            ..NumberDraft::default()
        });
        assert!(!draft.is_sound() && draft.request(&saved()).is_none());
    }
}
