//! The words of what the audit log keeps.

use crate::{
    AuditDetail, AuditField, AuditValue, Describe, FieldChange, JobCounts, JobWork, Language,
    MailHealthState, MaskedProfile, ServiceNumber, Timestamp, isolated,
};

impl Describe for AuditDetail {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (_, Self::ConferenceId { before, after, reason }) => match reason {
                Some(reason) => format!("{before} → {after}: {reason}"),
                None => format!("{before} → {after}"),
            },
            (language, Self::Provider { before, after }) => {
                format!("{} → {}", profiles(before, language), profiles(after, language))
            }
            (_, Self::HandedOver { conference_id, reason, .. }) => match reason {
                Some(reason) => format!("{conference_id}: {reason}"),
                None => conference_id.to_string(),
            },
            (language, Self::Reservation { first, last, count, reserved_for }) => {
                let ids = if *count == 1 {
                    first.to_string()
                } else {
                    match language {
                        Language::En => format!("{first}–{last}, {count} conference IDs"),
                        Language::Sv => format!("{first}–{last}, {count} konferens-ID:n"),
                    }
                };
                if reserved_for.is_empty() { ids } else { format!("{ids}: {}", isolated(reserved_for)) }
            }
            (_, Self::Changes { fields }) => {
                let told = fields.iter().map(|change| change.describe(language));
                told.collect::<Vec<_>>().join("; ")
            }
            (Language::En, Self::Exported { users: 1 }) => "1 user".to_owned(),
            (Language::En, Self::Exported { users }) => format!("{users} users"),
            (Language::Sv, Self::Exported { users }) => format!("{users} användare"),
            (language, Self::Job { work, start_at, counts, .. }) => job(work, *start_at, counts, language),
            (Language::En, Self::From { address }) => format!("from {address}"),
            (Language::Sv, Self::From { address }) => format!("från {address}"),
            (language, Self::TestEmail { health, answer }) => {
                let outcome = outcome(*health, answer.is_some(), language);
                match answer {
                    Some(answer) => format!("{outcome}: {answer}"),
                    None => outcome.to_owned(),
                }
            }
            (Language::En, Self::Mails { count: 1 }) => "1 email".to_owned(),
            (Language::En, Self::Mails { count }) => format!("{count} emails"),
            (Language::Sv, Self::Mails { count: 1 }) => "1 meddelande".to_owned(),
            (Language::Sv, Self::Mails { count }) => format!("{count} meddelanden"),
            (language, Self::Mail { event, .. }) => event.about(language).to_owned(),
            (_, Self::MailText { event, language: tag }) => format!("{} ({tag})", event.about(language)),
            (_, Self::Token { name, .. }) => isolated(name).into_owned(),
            (_, Self::Account { account }) => isolated(&account.name).into_owned(),
            (_, Self::Session { administrator: Some(owner), .. }) => isolated(&owner.name).into_owned(),
            (_, Self::Session { administrator: None, .. } | Self::Sessions { count: 1 }) => {
                "1 session".to_owned()
            }
            (Language::En, Self::Sessions { count }) => format!("{count} sessions"),
            (Language::Sv, Self::Sessions { count }) => format!("{count} sessioner"),
            (Language::En, Self::Meeting { .. } | Self::PlannedMeeting { conference_id: None, .. }) => {
                "1 meeting".to_owned()
            }
            (Language::Sv, Self::Meeting { .. } | Self::PlannedMeeting { conference_id: None, .. }) => {
                "1 möte".to_owned()
            }
            (_, Self::PlannedMeeting { conference_id: Some(id), .. }) => id.to_string(),
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
        if self.before == self.after {
            // It only says what the other changes are of.
            return format!("{field}: {}", told(&self.after));
        }
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
            Self::MailAddress => ("other address for emails", "annan adress för e-post"),
            Self::MailRecipient => ("recipient", "mottagare"),
            Self::MailLanguage => ("other language of emails", "annat språk i e-post"),
            Self::DirectoryId => ("directory ID", "katalog-ID"),
            Self::ConferenceIdLocked => ("conference ID locked", "konferens-ID låst"),
            Self::Language => ("email language", "språk i e-post"),
            Self::Bridge => ("bridge", "konferensbrygga"),
            Self::Country => ("country", "land"),
            Self::TollNumber => ("own number", "eget nummer"),
            Self::TollFreeNumber => ("own toll-free number", "eget avgiftsfritt nummer"),
            Self::MayUseTollFree => ("may use toll-free numbers", "får använda avgiftsfria nummer"),
            Self::OrganisationName => ("organisation’s name", "organisationens namn"),
            Self::DefaultLanguage => ("organisation’s language", "organisationens språk"),
            Self::ServiceNumbers => ("service numbers", "telefonnummer för uppringning"),
            Self::BridgeName => ("bridge’s name", "konferensbryggans namn"),
            Self::DefaultBridge => ("default bridge", "standardbrygga"),
            Self::AutomaticMails => ("automatic emails", "automatiska meddelanden"),
            Self::MailsSwitchedOff => ("emails that are switched off", "avstängda meddelanden"),
            Self::SenderAddress => ("sender’s address", "avsändarens adress"),
            Self::SenderName => ("sender’s name", "avsändarens namn"),
            Self::ReplyTo => ("address for replies", "adress för svar"),
            Self::QuarantineDays => ("quarantine in days", "karantän i dagar"),
            Self::ConferenceIdType => ("type of conference IDs", "typ av konferens-ID"),
            Self::DynamicQuarantineDays => {
                ("quarantine of meetings’ conference IDs in days", "karantän för mötens konferens-ID i dagar")
            }
            Self::MeetingValidDays => (
                "days that a meeting’s conference ID works after it",
                "dagar som ett mötes konferens-ID gäller efteråt",
            ),
            Self::ConferenceDomain => ("conference domain", "konferensdomän"),
            Self::MeetingUpdates => ("automatic meeting updates", "automatisk uppdatering av möten"),
            Self::AccountName => ("account’s name", "kontots namn"),
            Self::MeetingUpdateGraceMinutes => {
                ("minutes before meetings are updated", "minuter innan möten uppdateras")
            }
            Self::PinLength => ("digits of a new PIN", "siffror i en ny PIN-kod"),
            Self::PinOnEnabling => ("PIN when a user is enabled", "PIN-kod när en användare aktiveras"),
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
            (language, Self::ConferenceIdType(kind)) => kind.words(language).to_owned(),
            (_, Self::ServiceNumbers(numbers)) if numbers.is_empty() => "–".to_owned(),
            (_, Self::ServiceNumbers(numbers)) => {
                numbers.iter().map(ServiceNumber::for_people).collect::<Vec<_>>().join(", ")
            }
            (language, Self::Mails(events)) => events.describe(language),
            (_, Self::Text(text)) if text.is_empty() => "–".to_owned(),
            (_, Self::Text(text)) => isolated(text).into_owned(),
        }
    }
}

fn profiles(profiles: &[MaskedProfile], language: Language) -> String {
    if profiles.is_empty() {
        return match language {
            Language::En => "built-in".to_owned(),
            Language::Sv => "inbyggd".to_owned(),
        };
    }
    let told = profiles.iter().map(|profile| {
        let mut facts = vec![isolated(&profile.name).into_owned(), profile.toll_number.to_string()];
        facts.extend(profile.toll_free_numbers.iter().map(ToString::to_string));
        facts.push(profile.passcode.clone());
        facts.extend(profile.domain.as_deref().map(|domain| isolated(domain).into_owned()));
        facts.extend(profile.url.as_ref().map(ToString::to_string));
        facts.join(", ")
    });
    told.collect::<Vec<_>>().join("; ")
}

fn job(work: &JobWork, start_at: Option<Timestamp>, counts: &JobCounts, language: Language) -> String {
    let what = work.describe(language);
    let told = match (language, counts.total) {
        (_, None) => what,
        (Language::En, Some(total)) => format!("{what}: {} of {total} rows done", counts.done()),
        (Language::Sv, Some(total)) => format!("{what}: {} av {total} rader klara", counts.done()),
    };
    // Whose clock it would be on is not known here.
    let told = match (language, start_at) {
        (_, None) => told,
        (Language::En, Some(moment)) => format!("{told}, to begin at {}", moment.to_the_minute()),
        (Language::Sv, Some(moment)) => format!("{told}, börjar {}", moment.to_the_minute()),
    };
    let outcomes = [
        (counts.new, "new", "nya"),
        (counts.changed, "changed", "ändrade"),
        (counts.reset, "reset", "återställda"),
        (counts.disabled, "disabled", "inaktiverade"),
        (counts.informed, "informed", "informerade"),
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
        MailHealthState::Refused => ("refused by the email server", "avvisat av e-postservern"),
        MailHealthState::Busy => ("email server busy", "e-postservern är upptagen"),
    };
    match language {
        Language::En => english,
        Language::Sv => swedish,
    }
}

#[cfg(test)]
mod tests;
