//! What stands in the fields of the settings, before it is saved.

use shared::{
    Describe, EmailAddress, Fault, Language, MailEvents, OrganizerPin, Settings, UpdateSettingsRequest,
};

/// The fields as they were typed.
#[derive(Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) organisation_name: String,
    pub(super) default_language: Language,
    pub(super) automatic_mails: bool,
    pub(super) mails_switched_off: MailEvents,
    pub(super) sender_address: String,
    pub(super) sender_name: String,
    pub(super) reply_to: String,
    pub(super) quarantine_days: String,
    pub(super) conference_domain: String,
    pub(super) meeting_updates: bool,
    pub(super) meeting_grace: String,
    pub(super) pin_length: String,
    pub(super) pin_on_enabling: bool,
    pub(super) meeting_valid_days: String,
    pub(super) dynamic_quarantine_days: String,
}

impl Draft {
    /// The fields as they are saved.
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            organisation_name: settings.organisation_name.clone(),
            default_language: settings.default_language,
            automatic_mails: settings.automatic_mails,
            mails_switched_off: settings.mails_switched_off,
            sender_address: settings.sender_address.as_ref().map(ToString::to_string).unwrap_or_default(),
            sender_name: settings.sender_name.clone().unwrap_or_default(),
            reply_to: settings.reply_to.as_ref().map(ToString::to_string).unwrap_or_default(),
            quarantine_days: settings.quarantine_days.to_string(),
            conference_domain: settings.conference_domain.clone(),
            meeting_updates: settings.meeting_updates,
            meeting_grace: settings.meeting_update_grace_minutes.to_string(),
            pin_length: settings.pin_length.to_string(),
            pin_on_enabling: settings.pin_on_enabling,
            meeting_valid_days: settings.meeting_valid_days.to_string(),
            dynamic_quarantine_days: settings.dynamic_quarantine_days.to_string(),
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
            automatic_mails: pick(self.automatic_mails, &before.automatic_mails, &after.automatic_mails),
            mails_switched_off: pick(
                self.mails_switched_off,
                &before.mails_switched_off,
                &after.mails_switched_off,
            ),
            sender_address: pick(self.sender_address, &before.sender_address, &after.sender_address),
            sender_name: pick(self.sender_name, &before.sender_name, &after.sender_name),
            reply_to: pick(self.reply_to, &before.reply_to, &after.reply_to),
            quarantine_days: pick(self.quarantine_days, &before.quarantine_days, &after.quarantine_days),
            conference_domain: pick(
                self.conference_domain,
                &before.conference_domain,
                &after.conference_domain,
            ),
            meeting_updates: pick(self.meeting_updates, &before.meeting_updates, &after.meeting_updates),
            meeting_grace: pick(self.meeting_grace, &before.meeting_grace, &after.meeting_grace),
            pin_length: pick(self.pin_length, &before.pin_length, &after.pin_length),
            pin_on_enabling: pick(self.pin_on_enabling, &before.pin_on_enabling, &after.pin_on_enabling),
            meeting_valid_days: pick(
                self.meeting_valid_days,
                &before.meeting_valid_days,
                &after.meeting_valid_days,
            ),
            dynamic_quarantine_days: pick(
                self.dynamic_quarantine_days,
                &before.dynamic_quarantine_days,
                &after.dynamic_quarantine_days,
            ),
        }
    }

    /// What is wrong with the sender's address.
    pub(super) fn sender_fault(&self, language: Language) -> Option<String> {
        address_fault(&self.sender_address, language)
    }

    /// What is wrong with the address for replies.
    pub(super) fn reply_fault(&self, language: Language) -> Option<String> {
        address_fault(&self.reply_to, language)
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

    /// What is wrong with the length of PINs.
    pub(super) fn pin_length_fault(&self, language: Language) -> Option<String> {
        let (least, most) = (OrganizerPin::LENGTH_MIN, OrganizerPin::LENGTH_MAX);
        let length =
            self.pin_length.trim().parse::<u16>().ok().filter(|length| (least..=most).contains(length));
        length.is_none().then(|| Fault::OutOfRange(least.into(), most.into()).describe(language))
    }

    /// What is wrong with how long the ID of a meeting works.
    pub(super) fn meeting_valid_fault(&self, language: Language) -> Option<String> {
        days_fault(&self.meeting_valid_days, 0, Settings::MEETING_VALID_DAYS_MAX, language)
    }

    /// What is wrong with the quarantine of the IDs of meetings.
    pub(super) fn dynamic_quarantine_fault(&self, language: Language) -> Option<String> {
        let (least, most) = (Settings::DYNAMIC_QUARANTINE_DAYS_MIN, Settings::DYNAMIC_QUARANTINE_DAYS_MAX);
        days_fault(&self.dynamic_quarantine_days, least, most, language)
    }

    /// Whether the page can see nothing wrong.
    pub(super) fn is_sound(&self) -> bool {
        let language = Language::En;
        self.sender_fault(language).is_none()
            && self.reply_fault(language).is_none()
            && self.quarantine_fault(language).is_none()
            && self.meeting_grace_fault(language).is_none()
            && self.pin_length_fault(language).is_none()
            && self.meeting_valid_fault(language).is_none()
            && self.dynamic_quarantine_fault(language).is_none()
    }

    /// What differs from the saved settings; none when something cannot be sent as it is.
    pub(super) fn request(&self, saved: &Self) -> Option<UpdateSettingsRequest> {
        let text = |mine: &String, saved: &String| (mine != saved).then(|| mine.clone());
        Some(UpdateSettingsRequest {
            organisation_name: text(&self.organisation_name, &saved.organisation_name),
            default_language: (self.default_language != saved.default_language)
                .then_some(self.default_language),
            automatic_mails: (self.automatic_mails != saved.automatic_mails).then_some(self.automatic_mails),
            mails_switched_off: (self.mails_switched_off != saved.mails_switched_off)
                .then_some(self.mails_switched_off),
            sender_address: text(&self.sender_address, &saved.sender_address),
            sender_name: text(&self.sender_name, &saved.sender_name),
            reply_to: text(&self.reply_to, &saved.reply_to),
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
            pin_length: if self.pin_length == saved.pin_length {
                None
            } else {
                Some(self.pin_length.trim().parse().ok()?)
            },
            pin_on_enabling: (self.pin_on_enabling != saved.pin_on_enabling).then_some(self.pin_on_enabling),
            meeting_valid_days: if self.meeting_valid_days == saved.meeting_valid_days {
                None
            } else {
                Some(self.meeting_valid_days.trim().parse().ok()?)
            },
            dynamic_quarantine_days: if self.dynamic_quarantine_days == saved.dynamic_quarantine_days {
                None
            } else {
                Some(self.dynamic_quarantine_days.trim().parse().ok()?)
            },
            // Another type is more than another value; it is switched where it says what it will do.
            conference_id_type: None,
        })
    }
}

/// What is wrong with an address that may be empty.
fn address_fault(typed: &str, language: Language) -> Option<String> {
    let address = typed.trim();
    let error = (!address.is_empty()).then(|| address.parse::<EmailAddress>().err()).flatten()?;
    Some(error.describe(language))
}

/// What is wrong with a number of days.
fn days_fault(text: &str, least: u16, most: u16, language: Language) -> Option<String> {
    let days = text.trim().parse::<u16>().ok().filter(|days| (least..=most).contains(days));
    days.is_none().then(|| Fault::OutOfRange(least.into(), most.into()).describe(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved() -> Draft {
        Draft::of(&Settings::initial("conference.example.com"))
    }

    #[test]
    fn only_what_was_changed_is_sent() {
        let mut draft = saved();
        draft.organisation_name = "Contoso".into();
        let request = draft.request(&saved()).unwrap();
        assert_eq!(request.organisation_name.as_deref(), Some("Contoso"));
        assert_eq!(request.quarantine_days, None);
        assert_eq!(request.default_language, None);
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
        draft.meeting_valid_days = "61".into();
        assert!(!draft.is_sound());
        draft.meeting_valid_days = "60".into();
        assert_eq!(draft.request(&saved()).unwrap().meeting_update_grace_minutes, Some(0));
        draft.pin_length = "3".into();
        assert!(!draft.is_sound());
        draft.pin_length = "6".into();
        assert_eq!(draft.request(&saved()).unwrap().pin_length, Some(6));
        assert!(draft.is_sound());
    }
}
