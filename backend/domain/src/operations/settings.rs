//! The organisation's settings.

use std::collections::BTreeSet;

use shared::{
    AuditAction, AuditDetail, AuditField, Bridge, EmailAddress, Fault, FieldChange, InvalidField,
    ProblemKind, ServiceNumber, Settings, UpdateSettingsRequest, Version,
};

use super::meeting_updates::schedule_all_now;
use super::users::tidy;
use crate::{Error, OperationContext, Result, StoreError, Transaction, default_bridge};

const NAME_LENGTH_MAX: usize = 120;

/// Changes what is given, and leaves the rest. Every wrong value is told at once, and then nothing is changed.
///
/// # Errors
///
/// [`ProblemKind::VersionStale`] when the settings have changed since `seen`; every field's fault at once when
/// values are not good.
pub async fn update_settings(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    seen: Version,
    request: UpdateSettingsRequest,
) -> Result<Settings> {
    let before = transaction.settings().await?;
    if seen != before.version {
        return Err(ProblemKind::VersionStale.into());
    }
    let mut faults = Faults::default();
    let mut after = before.clone();
    if let Some(name) = request.organisation_name {
        after.organisation_name = faults.name("organisationName", &name);
    }
    if let Some(language) = request.default_language {
        after.default_language = language;
    }
    let bridge = default_bridge(transaction).await?;
    let numbers = match request.service_numbers {
        Some(numbers) => faults.service_numbers(numbers),
        None => bridge.service_numbers.clone(),
    };
    if let Some(automatic) = request.automatic_mails {
        after.automatic_mails = automatic;
    }
    if let Some(address) = request.sender_address {
        after.sender_address = faults.sender_address(&address);
    }
    if let Some(name) = request.sender_name {
        after.sender_name = Some(faults.name("senderName", &name)).filter(|name| !name.is_empty());
    }
    if let Some(days) = request.quarantine_days {
        let (least, most) = (Settings::QUARANTINE_DAYS_MIN, Settings::QUARANTINE_DAYS_MAX);
        faults.check(
            "quarantineDays",
            (least..=most).contains(&days),
            Fault::OutOfRange(least.into(), most.into()),
        );
        after.quarantine_days = days;
    }
    if let Some(domain) = request.conference_domain {
        after.conference_domain = domain.trim().to_lowercase();
        faults.check("conferenceDomain", is_domain(&after.conference_domain), Fault::NotDomain);
    }
    if let Some(wanted) = request.meeting_updates {
        after.meeting_updates = wanted;
    }
    if let Some(minutes) = request.meeting_update_grace_minutes {
        let most = Settings::MEETING_UPDATE_GRACE_MINUTES_MAX;
        faults.check("meetingUpdateGraceMinutes", minutes <= most, Fault::OutOfRange(0, most.into()));
        after.meeting_update_grace_minutes = minutes;
    }
    faults.into_result()?;
    let changed_numbers =
        FieldChange::of(AuditField::ServiceNumbers, Some(&bridge.service_numbers), Some(&numbers));
    if after == before && changed_numbers.is_none() {
        return Ok(before);
    }
    if changed_numbers.is_some() {
        let (expected, version) = (bridge.version, bridge.version.next());
        let bridge = Bridge { version, service_numbers: numbers, ..bridge };
        let is_updated = transaction.update_bridge(&bridge, expected).await.map_err(|error| match error {
            StoreError::AlreadyExists => Error::field("serviceNumbers", Fault::Repeated),
            error => error.into(),
        })?;
        if !is_updated {
            return Err(StoreError::Conflict.into());
        }
    }
    after.version = before.version.next();
    transaction.update_settings(&after).await?;
    if after.meeting_updates && !before.meeting_updates {
        schedule_all_now(transaction, context).await?;
    }
    let mut fields = changed_fields(&before, &after);
    fields.extend(changed_numbers);
    let detail = AuditDetail::Changes { fields };
    context.audit(transaction, AuditAction::SettingsUpdated, None, Some(detail)).await?;
    Ok(after)
}

fn changed_fields(before: &Settings, after: &Settings) -> Vec<FieldChange> {
    let changes = [
        FieldChange::of(
            AuditField::OrganisationName,
            Some(&before.organisation_name),
            Some(&after.organisation_name),
        ),
        FieldChange::of(
            AuditField::DefaultLanguage,
            Some(&before.default_language),
            Some(&after.default_language),
        ),
        FieldChange::of(
            AuditField::AutomaticMails,
            Some(&before.automatic_mails),
            Some(&after.automatic_mails),
        ),
        FieldChange::of(
            AuditField::SenderAddress,
            before.sender_address.as_ref(),
            after.sender_address.as_ref(),
        ),
        FieldChange::of(AuditField::SenderName, before.sender_name.as_ref(), after.sender_name.as_ref()),
        FieldChange::of(
            AuditField::QuarantineDays,
            Some(&before.quarantine_days),
            Some(&after.quarantine_days),
        ),
        FieldChange::of(
            AuditField::ConferenceDomain,
            Some(&before.conference_domain),
            Some(&after.conference_domain),
        ),
        FieldChange::of(
            AuditField::MeetingUpdates,
            Some(&before.meeting_updates),
            Some(&after.meeting_updates),
        ),
        FieldChange::of(
            AuditField::MeetingUpdateGraceMinutes,
            Some(&before.meeting_update_grace_minutes),
            Some(&after.meeting_update_grace_minutes),
        ),
    ];
    changes.into_iter().flatten().collect()
}

/// Collects what is wrong.
#[derive(Default)]
struct Faults(Vec<InvalidField>);

impl Faults {
    fn check(&mut self, field: &'static str, holds: bool, fault: Fault) {
        if !holds {
            self.0.push(InvalidField { field, fault });
        }
    }

    fn name(&mut self, field: &'static str, name: &str) -> String {
        let name = tidy(name);
        self.check(field, name.chars().count() <= NAME_LENGTH_MAX, Fault::LongerThan(NAME_LENGTH_MAX));
        name
    }

    fn sender_address(&mut self, address: &str) -> Option<EmailAddress> {
        if address.trim().is_empty() {
            return None;
        }
        match address.parse() {
            Ok(address) => Some(address),
            Err(error) => {
                self.0.push(InvalidField { field: "senderAddress", fault: Fault::Address(error) });
                None
            }
        }
    }

    fn service_numbers(&mut self, mut numbers: Vec<ServiceNumber>) -> Vec<ServiceNumber> {
        const FIELD: &str = "serviceNumbers";
        self.check(
            FIELD,
            numbers.len() <= Settings::SERVICE_NUMBERS_MAX,
            Fault::OutOfRange(0, Settings::SERVICE_NUMBERS_MAX as u64),
        );
        let distinct: BTreeSet<_> = numbers.iter().map(|number| &number.number).collect();
        self.check(FIELD, distinct.len() == numbers.len(), Fault::Repeated);
        let defaults = numbers.iter().filter(|number| number.default).count();
        self.check(FIELD, defaults <= 1, Fault::SeveralDefaults);
        for number in &mut numbers {
            number.formatted = self.name(FIELD, &number.formatted);
            number.location = self.name(FIELD, &number.location);
            number.country_code = number.country_code.trim().to_ascii_uppercase();
            let two_letters = number.country_code.len() == 2
                && number.country_code.chars().all(|letter| letter.is_ascii_uppercase());
            self.check(FIELD, two_letters, Fault::NotCountryCode);
        }
        if defaults == 0
            && let Some(first) = numbers.first_mut()
        {
            first.default = true;
        }
        numbers
    }

    fn into_result(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(ProblemKind::InvalidFields(self.0).into()) }
    }
}

fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|character| character.is_alphanumeric() || character == '-')
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_told_from_other_text() {
        assert!(is_domain("conference.meet.example.com"));
        assert!(is_domain("localhost"));
        for text in ["", "a..b", "-a.example", "a b", "a.example/", "room@example.com"] {
            assert!(!is_domain(text), "{text}");
        }
    }
}
