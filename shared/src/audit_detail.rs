//! What the audit log keeps of an act: codes and values.

use serde::{Deserialize, Serialize};

use crate::{
    Administrator, ConferenceId, JobCounts, JobId, JobWork, Language, MailEvent, MailHealthState, MailId,
    MeetingUpdateId, MeetingUpdateReason, ServiceNumber, SessionId, TokenId,
};

/// More about an act, as codes and values; the sentence is made when it is shown. Texts are names and addresses, what a
/// person wrote, or what another server answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AuditDetail {
    /// A conference ID took the place of another.
    ConferenceId {
        /// The ID before.
        before: MaskedConferenceId,
        /// The ID after.
        after: MaskedConferenceId,
        /// What somebody wrote about it.
        reason: Option<String>,
    },
    /// Values were changed.
    Changes {
        /// The fields that are different.
        fields: Vec<FieldChange>,
    },
    /// Users were exported.
    Exported {
        /// How many.
        users: u64,
    },
    /// It was done to a job, or by one.
    Job {
        /// The job.
        job: JobId,
        /// What it does.
        work: JobWork,
        /// How far it had come, and what became of its rows.
        counts: JobCounts,
    },
    /// Somebody asked from there.
    From {
        /// The address; of an IPv6 address only the first half.
        address: String,
    },
    /// A test email was tried.
    TestEmail {
        /// Whether emails leave, judged by this one.
        health: MailHealthState,
        /// What the email server answered, without the recipient's address.
        answer: Option<String>,
    },
    /// It was done to an email.
    Mail {
        /// The email.
        mail: MailId,
        /// What it is about.
        event: MailEvent,
    },
    /// It was done to a token.
    Token {
        /// The token.
        token: TokenId,
        /// Its name.
        name: String,
    },
    /// It was done to an administrator's account.
    Account {
        /// The account, with the name it had.
        account: Administrator,
    },
    /// It was done to a session.
    Session {
        /// The session.
        session: SessionId,
        /// Whose it was.
        administrator: Option<Administrator>,
    },
    /// It was done to several sessions.
    Sessions {
        /// How many.
        count: u32,
    },
    /// It was done to a meeting in the meeting log.
    Meeting {
        /// The meeting.
        meeting: MeetingUpdateId,
    },
    /// A calendar could not be connected.
    CalendarRefused {
        /// Why.
        reason: MeetingUpdateReason,
    },
}

/// A conference ID of which only the last two digits are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MaskedConferenceId(u32);

impl From<ConferenceId> for MaskedConferenceId {
    fn from(id: ConferenceId) -> Self {
        Self(id.number() % 100)
    }
}

impl std::fmt::Display for MaskedConferenceId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "•••••{:02}", self.0)
    }
}

/// A field that was changed. Both values are missing when a name was struck out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// Which field.
    pub field: AuditField,
    /// Its value before.
    pub before: Option<AuditValue>,
    /// Its value after.
    pub after: Option<AuditValue>,
}

impl FieldChange {
    /// The change of a field, if it was changed.
    pub fn of<T: PartialEq + Clone + Into<AuditValue>>(
        field: AuditField,
        before: Option<&T>,
        after: Option<&T>,
    ) -> Option<Self> {
        let value = |value: Option<&T>| value.cloned().map(Into::into);
        (before != after).then(|| Self { field, before: value(before), after: value(after) })
    }
}

/// The fields whose changes are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::VariantArray)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AuditField {
    /// A user's display name.
    DisplayName,
    /// A user's principal name.
    UserPrincipalName,
    /// A user's primary address.
    PrimaryEmail,
    /// A user's language.
    Language,
    /// The organisation's name.
    OrganisationName,
    /// The organisation's language.
    DefaultLanguage,
    /// The numbers that callers dial.
    ServiceNumbers,
    /// Whether emails are sent automatically.
    AutomaticMails,
    /// The sender's address.
    SenderAddress,
    /// The sender's name.
    SenderName,
    /// For how many days a replaced ID cannot be reused.
    QuarantineDays,
    /// The domain of the conference rooms.
    ConferenceDomain,
    /// Whether meetings are updated automatically.
    MeetingUpdates,
    /// For how many minutes that waits.
    MeetingUpdateGraceMinutes,
    /// The name of an administrator's account.
    AccountName,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AuditValue {
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(u64),
    /// A language.
    Language(Language),
    /// The numbers that callers dial.
    ServiceNumbers(Vec<ServiceNumber>),
    /// A text.
    Text(String),
}

impl From<bool> for AuditValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<u16> for AuditValue {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

impl From<Language> for AuditValue {
    fn from(language: Language) -> Self {
        Self::Language(language)
    }
}

impl From<Vec<ServiceNumber>> for AuditValue {
    fn from(numbers: Vec<ServiceNumber>) -> Self {
        Self::ServiceNumbers(numbers)
    }
}

impl From<String> for AuditValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<crate::EmailAddress> for AuditValue {
    fn from(address: crate::EmailAddress) -> Self {
        Self::Text(address.to_string())
    }
}

impl From<crate::UserPrincipalName> for AuditValue {
    fn from(name: crate::UserPrincipalName) -> Self {
        Self::Text(name.to_string())
    }
}

impl AuditField {
    /// Whether its values name the user whom the change is about.
    const fn names_a_person(self) -> bool {
        matches!(self, Self::DisplayName | Self::UserPrincipalName | Self::PrimaryEmail)
    }
}

impl AuditDetail {
    /// The names and addresses that the user had before or after a change.
    pub fn names(&self) -> Vec<&str> {
        let Self::Changes { fields } = self else { return Vec::new() };
        let values = fields.iter().filter(|change| change.field.names_a_person());
        let values = values.flat_map(|change| [&change.before, &change.after]);
        values
            .filter_map(|value| match value {
                Some(AuditValue::Text(text)) => Some(text.as_str()),
                _ => None,
            })
            .collect()
    }

    /// The same without what could name the person whom it is about: names, addresses and free text.
    #[must_use]
    pub fn without_names(self) -> Self {
        match self {
            Self::ConferenceId { before, after, .. } => Self::ConferenceId { before, after, reason: None },
            Self::Changes { mut fields } => {
                for change in fields.iter_mut().filter(|change| change.field.names_a_person()) {
                    (change.before, change.after) = (None, None);
                }
                Self::Changes { fields }
            }
            Self::Exported { .. }
            | Self::Job { .. }
            | Self::From { .. }
            | Self::TestEmail { .. }
            | Self::Mail { .. }
            | Self::Token { .. }
            | Self::Account { .. }
            | Self::Session { .. }
            | Self::Sessions { .. }
            | Self::Meeting { .. }
            | Self::CalendarRefused { .. } => self,
        }
    }
}
