//! The words of what the audit log keeps.

use crate::{
    AuditDetail, AuditField, AuditValue, Describe, FieldChange, JobCounts, JobWork, Language, MailEvent,
    MailHealthState, ServiceNumber, isolated,
};

impl Describe for AuditDetail {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (_, Self::ConferenceId { before, after, reason }) => match reason {
                Some(reason) => format!("{before} → {after}: {reason}"),
                None => format!("{before} → {after}"),
            },
            (_, Self::Changes { fields }) => {
                let told = fields.iter().map(|change| change.describe(language));
                told.collect::<Vec<_>>().join("; ")
            }
            (Language::En, Self::Exported { users: 1 }) => "1 user".to_owned(),
            (Language::En, Self::Exported { users }) => format!("{users} users"),
            (Language::Sv, Self::Exported { users }) => format!("{users} användare"),
            (language, Self::Job { work, counts, .. }) => job(*work, counts, language),
            (Language::En, Self::From { address }) => format!("from {address}"),
            (Language::Sv, Self::From { address }) => format!("från {address}"),
            (language, Self::TestEmail { health, answer }) => {
                let outcome = outcome(*health, answer.is_some(), language);
                match answer {
                    Some(answer) => format!("{outcome}: {answer}"),
                    None => outcome.to_owned(),
                }
            }
            (language, Self::Mail { event, .. }) => about(*event, language).to_owned(),
            (_, Self::Token { name, .. }) => isolated(name).into_owned(),
            (_, Self::Account { account }) => isolated(&account.name).into_owned(),
            (_, Self::Session { administrator: Some(owner), .. }) => isolated(&owner.name).into_owned(),
            (_, Self::Session { administrator: None, .. } | Self::Sessions { count: 1 }) => {
                "1 session".to_owned()
            }
            (Language::En, Self::Sessions { count }) => format!("{count} sessions"),
            (Language::Sv, Self::Sessions { count }) => format!("{count} sessioner"),
            (Language::En, Self::Meeting { .. }) => "1 meeting".to_owned(),
            (Language::Sv, Self::Meeting { .. }) => "1 möte".to_owned(),
            (language, Self::CalendarRefused { reason }) => reason.describe(language),
        }
    }
}

impl Describe for FieldChange {
    fn describe(&self, language: Language) -> String {
        let field = self.field.name(language);
        if self.before.is_none() && self.after.is_none() {
            return field.to_owned();
        }
        let told = |value: &Option<AuditValue>| match value {
            Some(value) => value.describe(language),
            None => "–".to_owned(),
        };
        format!("{field}: {} → {}", told(&self.before), told(&self.after))
    }
}

impl AuditField {
    /// What it is called on the page.
    pub const fn name(self, language: Language) -> &'static str {
        let (english, swedish) = match self {
            Self::DisplayName => ("name", "namn"),
            Self::UserPrincipalName => ("user principal name", "användarens huvudnamn"),
            Self::PrimaryEmail => ("primary email address", "primär e-postadress"),
            Self::Language => ("email language", "språk i e-post"),
            Self::OrganisationName => ("organisation’s name", "organisationens namn"),
            Self::DefaultLanguage => ("organisation’s language", "organisationens språk"),
            Self::ServiceNumbers => ("service numbers", "telefonnummer för uppringning"),
            Self::AutomaticMails => ("automatic emails", "automatiska meddelanden"),
            Self::SenderAddress => ("sender’s address", "avsändarens adress"),
            Self::SenderName => ("sender’s name", "avsändarens namn"),
            Self::QuarantineDays => ("quarantine in days", "karantän i dagar"),
            Self::ConferenceDomain => ("conference domain", "konferensdomän"),
            Self::MeetingUpdates => ("automatic meeting updates", "automatisk uppdatering av möten"),
            Self::AccountName => ("account’s name", "kontots namn"),
            Self::MeetingUpdateGraceMinutes => {
                ("minutes before meetings are updated", "minuter innan möten uppdateras")
            }
        };
        match language {
            Language::En => english,
            Language::Sv => swedish,
        }
    }
}

impl Describe for AuditValue {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (Language::En, Self::Flag(true)) => "yes".to_owned(),
            (Language::En, Self::Flag(false)) => "no".to_owned(),
            (Language::Sv, Self::Flag(true)) => "ja".to_owned(),
            (Language::Sv, Self::Flag(false)) => "nej".to_owned(),
            (_, Self::Number(number)) => number.to_string(),
            (Language::En, Self::Language(Language::En)) => "English".to_owned(),
            (Language::En, Self::Language(Language::Sv)) => "Swedish".to_owned(),
            (Language::Sv, Self::Language(Language::En)) => "engelska".to_owned(),
            (Language::Sv, Self::Language(Language::Sv)) => "svenska".to_owned(),
            (_, Self::ServiceNumbers(numbers)) if numbers.is_empty() => "–".to_owned(),
            (_, Self::ServiceNumbers(numbers)) => {
                numbers.iter().map(ServiceNumber::for_people).collect::<Vec<_>>().join(", ")
            }
            (_, Self::Text(text)) if text.is_empty() => "–".to_owned(),
            (_, Self::Text(text)) => isolated(text).into_owned(),
        }
    }
}

fn job(work: JobWork, counts: &JobCounts, language: Language) -> String {
    let (english, swedish) = match work {
        JobWork::ImportUsers { .. } => ("import of users", "import av användare"),
        JobWork::EnableUsers { .. } => ("enabling of users", "aktivering av användare"),
    };
    let told = match (language, counts.total) {
        (Language::En, None) => english.to_owned(),
        (Language::Sv, None) => swedish.to_owned(),
        (Language::En, Some(total)) => format!("{english}: {} of {total} rows done", counts.done()),
        (Language::Sv, Some(total)) => format!("{swedish}: {} av {total} rader klara", counts.done()),
    };
    let outcomes = [
        (counts.new, "new", "nya"),
        (counts.changed, "changed", "ändrade"),
        (counts.unchanged, "unchanged", "oförändrade"),
        (counts.refused, "refused", "avvisade"),
        (counts.failed, "failed", "misslyckade"),
        (counts.conference_ids, "enabled", "aktiverade"),
    ];
    let outcomes: Vec<String> = outcomes
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, english, swedish)| match language {
            Language::En => format!("{count} {english}"),
            Language::Sv => format!("{count} {swedish}"),
        })
        .collect();
    if outcomes.is_empty() { told } else { format!("{told}; {}", outcomes.join(", ")) }
}

const fn outcome(health: MailHealthState, has_answer: bool, language: Language) -> &'static str {
    let (english, swedish) = match health {
        MailHealthState::Working if !has_answer => ("accepted", "mottaget"),
        MailHealthState::Working => ("not accepted", "inte mottaget"),
        MailHealthState::NotConfigured => ("no email server", "ingen e-postserver"),
        MailHealthState::Unreachable => ("email server not reached", "e-postservern nåddes inte"),
        MailHealthState::SignInRefused => ("sign-in refused", "inloggningen avvisades"),
        MailHealthState::SenderRefused => ("sender refused", "avsändaren avvisades"),
    };
    match language {
        Language::En => english,
        Language::Sv => swedish,
    }
}

const fn about(event: MailEvent, language: Language) -> &'static str {
    let (english, swedish) = match event {
        MailEvent::Enabled => ("enabled for dial-in conferencing", "aktiverad för konferens med uppringning"),
        MailEvent::ConferenceIdChanged => ("new conference ID", "nytt konferens-ID"),
        MailEvent::ResetUndone => ("reset undone", "återställning ångrad"),
        MailEvent::Disabled => {
            ("disabled for dial-in conferencing", "inaktiverad för konferens med uppringning")
        }
        MailEvent::ConferenceInfo => ("conference info", "konferensinformation"),
        MailEvent::OrganizerLink => ("sign-in link", "inloggningslänk"),
    };
    match language {
        Language::En => english,
        Language::Sv => swedish,
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;
    use uuid::Uuid;

    use super::*;
    use crate::{
        Administrator, AdministratorId, ConferenceId, MailId, MeetingUpdateId, MeetingUpdateReason,
        SessionId, TokenId,
    };

    fn every_detail() -> Vec<AuditDetail> {
        let id = Uuid::from_u128(7);
        let masked = |digits: &str| digits.parse::<ConferenceId>().unwrap().into();
        let change = |field: AuditField| FieldChange {
            field,
            before: None,
            after: Some(AuditValue::Text(format!("value of {field:?}"))),
        };
        let health = [
            MailHealthState::NotConfigured,
            MailHealthState::Working,
            MailHealthState::Unreachable,
            MailHealthState::SignInRefused,
            MailHealthState::SenderRefused,
        ];
        let events = MailEvent::ALL.map(|event| AuditDetail::Mail { mail: MailId::from_uuid(id), event });
        let conference_id = |reason: Option<&str>| AuditDetail::ConferenceId {
            before: masked("8271964"),
            after: masked("4519207"),
            reason: reason.map(str::to_owned),
        };
        let values = [
            (AuditField::AutomaticMails, Some(AuditValue::Flag(true)), Some(AuditValue::Flag(false))),
            (AuditField::QuarantineDays, Some(AuditValue::Number(90)), Some(AuditValue::Number(45))),
            (AuditField::Language, Some(Language::En.into()), Some(Language::Sv.into())),
            (AuditField::ServiceNumbers, Some(AuditValue::ServiceNumbers(Vec::new())), None),
            (AuditField::DisplayName, Some("Anna".to_owned().into()), Some("Anna Berg".to_owned().into())),
        ];
        let values = values.map(|(field, before, after)| FieldChange { field, before, after });
        let admin = Administrator { id: AdministratorId::from_uuid(id), name: "admin".to_owned() };
        let mut details = vec![
            conference_id(None),
            conference_id(Some("It leaked.")),
            AuditDetail::Changes { fields: AuditField::VARIANTS.iter().copied().map(change).collect() },
            AuditDetail::Changes { fields: values.to_vec() },
            AuditDetail::Changes { fields: values.to_vec() }.without_names(),
            conference_id(Some("Anna wants it")).without_names(),
            AuditDetail::Exported { users: 1 },
            AuditDetail::Exported { users: 2 },
            AuditDetail::Job {
                job: crate::JobId::from_uuid(id),
                work: JobWork::EnableUsers { send_email: None },
                counts: JobCounts::default(),
            },
            AuditDetail::Job {
                job: crate::JobId::from_uuid(id),
                work: JobWork::ImportUsers {
                    import: crate::ImportId::from_uuid(id),
                    options: crate::ImportOptions::default(),
                },
                counts: JobCounts {
                    total: Some(9),
                    new: 1,
                    changed: 2,
                    refused: 3,
                    conference_ids: 2,
                    ..JobCounts::default()
                },
            },
            AuditDetail::From { address: "203.0.113.7".to_owned() },
            AuditDetail::Token { token: TokenId::from_uuid(id), name: "nightly".to_owned() },
            AuditDetail::Account { account: admin.clone() },
            AuditDetail::Session { session: SessionId::from_uuid(id), administrator: Some(admin) },
            AuditDetail::Session { session: SessionId::from_uuid(id), administrator: None },
            AuditDetail::Sessions { count: 1 },
            AuditDetail::Sessions { count: 2 },
            AuditDetail::Meeting { meeting: MeetingUpdateId::from_uuid(id) },
            AuditDetail::CalendarRefused { reason: MeetingUpdateReason::NotPublic },
        ];
        for answer in [None, Some("550 no".to_owned())] {
            details.extend(health.map(|health| AuditDetail::TestEmail { health, answer: answer.clone() }));
        }
        details.extend(events);
        details
    }

    #[test]
    fn every_detail_has_a_sentence_in_both_languages() {
        let mut told = Vec::new();
        for detail in every_detail() {
            told.extend(Language::ALL.map(|language| detail.describe(language)));
        }
        insta::assert_snapshot!(told.join("\n"));
    }

    #[test]
    fn what_is_kept_comes_back() {
        for detail in every_detail() {
            let kept = serde_json::to_string(&detail).unwrap();
            assert_eq!(serde_json::from_str::<AuditDetail>(&kept).unwrap(), detail, "{kept}");
            assert!(!kept.contains("82719"), "no whole ID is kept: {kept}");
        }
    }

    #[test]
    fn no_name_is_left_when_it_is_struck_out() {
        for detail in every_detail() {
            if matches!(detail, AuditDetail::Changes { .. } | AuditDetail::ConferenceId { .. }) {
                let kept = serde_json::to_string(&detail.without_names()).unwrap();
                for text in
                    ["Anna", "value of DisplayName", "value of UserPrincipalName", "value of PrimaryEmail"]
                {
                    assert!(!kept.contains(text), "{text} is in {kept}");
                }
            }
        }
    }
}
