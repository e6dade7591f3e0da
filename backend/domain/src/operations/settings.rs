//! The organisation's settings.

use shared::{
    AuditAction, AuditDetail, AuditField, EmailAddress, Fault, FieldChange, InvalidField, MailEvents,
    OrganizerPin, ProblemKind, Settings, UpdateSettingsRequest, Version,
};

use super::id_types::start_switching;
use super::meeting_updates::schedule_all_now;
use super::users::tidy;
use crate::{OperationContext, Result, Transaction};

const NAME_LENGTH_MAX: usize = 120;

/// Changes what is given, and leaves the rest. Another type of conference IDs starts the job that brings users in line with it.
/// Every wrong value is told at once, and then nothing is changed.
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
    if let Some(automatic) = request.automatic_mails {
        after.automatic_mails = automatic;
    }
    if let Some(events) = request.mails_switched_off {
        let by_hand = events.without(MailEvents::automatic());
        faults.check("mailsSwitchedOff", by_hand.is_empty(), Fault::SentByHand(by_hand));
        after.mails_switched_off = events;
    }
    if let Some(address) = request.sender_address {
        after.sender_address = faults.address("senderAddress", &address);
    }
    if let Some(address) = request.reply_to {
        after.reply_to = faults.address("replyTo", &address);
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
    if let Some(kind) = request.conference_id_type {
        after.conference_id_type = kind;
    }
    if let Some(days) = request.dynamic_quarantine_days {
        let (least, most) = (Settings::DYNAMIC_QUARANTINE_DAYS_MIN, Settings::DYNAMIC_QUARANTINE_DAYS_MAX);
        let fault = Fault::OutOfRange(least.into(), most.into());
        faults.check("dynamicQuarantineDays", (least..=most).contains(&days), fault);
        after.dynamic_quarantine_days = days;
    }
    if let Some(days) = request.meeting_valid_days {
        let most = Settings::MEETING_VALID_DAYS_MAX;
        faults.check("meetingValidDays", days <= most, Fault::OutOfRange(0, most.into()));
        after.meeting_valid_days = days;
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
    if let Some(length) = request.pin_length {
        let (least, most) = (OrganizerPin::LENGTH_MIN, OrganizerPin::LENGTH_MAX);
        faults.check(
            "pinLength",
            (least..=most).contains(&length),
            Fault::OutOfRange(least.into(), most.into()),
        );
        after.pin_length = length;
    }
    if let Some(wanted) = request.pin_on_enabling {
        after.pin_on_enabling = wanted;
    }
    faults.into_result()?;
    if after == before {
        return Ok(before);
    }
    after.version = before.version.next();
    transaction.update_settings(&after).await?;
    if after.meeting_updates && !before.meeting_updates {
        schedule_all_now(transaction, context).await?;
    }
    if after.conference_id_type != before.conference_id_type {
        start_switching(transaction, context, after.conference_id_type, None).await?;
    }
    let detail = AuditDetail::Changes { fields: changed_fields(&before, &after) };
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
            AuditField::MailsSwitchedOff,
            Some(&before.mails_switched_off).filter(|events| !events.is_empty()),
            Some(&after.mails_switched_off).filter(|events| !events.is_empty()),
        ),
        FieldChange::of(
            AuditField::SenderAddress,
            before.sender_address.as_ref(),
            after.sender_address.as_ref(),
        ),
        FieldChange::of(AuditField::SenderName, before.sender_name.as_ref(), after.sender_name.as_ref()),
        FieldChange::of(AuditField::ReplyTo, before.reply_to.as_ref(), after.reply_to.as_ref()),
        FieldChange::of(
            AuditField::QuarantineDays,
            Some(&before.quarantine_days),
            Some(&after.quarantine_days),
        ),
        FieldChange::of(
            AuditField::ConferenceIdType,
            Some(&before.conference_id_type),
            Some(&after.conference_id_type),
        ),
        FieldChange::of(
            AuditField::DynamicQuarantineDays,
            Some(&before.dynamic_quarantine_days),
            Some(&after.dynamic_quarantine_days),
        ),
        FieldChange::of(
            AuditField::MeetingValidDays,
            Some(&before.meeting_valid_days),
            Some(&after.meeting_valid_days),
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
        FieldChange::of(AuditField::PinLength, Some(&before.pin_length), Some(&after.pin_length)),
        FieldChange::of(
            AuditField::PinOnEnabling,
            Some(&before.pin_on_enabling),
            Some(&after.pin_on_enabling),
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

    fn address(&mut self, field: &'static str, address: &str) -> Option<EmailAddress> {
        if address.trim().is_empty() {
            return None;
        }
        match address.parse() {
            Ok(address) => Some(address),
            Err(error) => {
                self.0.push(InvalidField { field, fault: Fault::Address(error) });
                None
            }
        }
    }

    fn into_result(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(ProblemKind::InvalidFields(self.0).into()) }
    }
}

pub(in crate::operations) fn is_domain(text: &str) -> bool {
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
