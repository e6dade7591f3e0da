//! What the audit log keeps of an act: codes and values.

use serde::{Deserialize, Serialize};

use crate::{
    Administrator, ConferenceId, ConferenceIdType, JobCounts, JobId, JobWork, Language, LanguageTag,
    MailEvent, MailEvents, MailHealthState, MailId, MeetingId, MeetingUpdateId, MeetingUpdateReason,
    PhoneNumber, Provider, ProviderProfile, ProviderProfiles, ServiceNumber, SessionId, Timestamp, TokenId,
    UserId, WebAddress,
};

/// More about an act, as codes and values; the sentence is made when it is shown. Texts are names and addresses, what a
/// person wrote, or what another server answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
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
    /// The provider of audio conferencing was changed.
    Provider {
        /// The profiles before, the default one first; none with the built-in provider, or nobody.
        before: Vec<MaskedProfile>,
        /// The profiles after.
        after: Vec<MaskedProfile>,
    },
    /// Conference IDs were reserved, or released.
    #[serde(rename_all = "camelCase")]
    Reservation {
        /// The first ID.
        first: MaskedConferenceId,
        /// The last ID.
        last: MaskedConferenceId,
        /// How many.
        count: u32,
        /// For whom they are, or were; empty where the text was struck out.
        reserved_for: String,
    },
    /// A conference ID went from one user to another.
    #[serde(rename_all = "camelCase")]
    HandedOver {
        /// The ID.
        conference_id: MaskedConferenceId,
        /// The other user.
        other: UserId,
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
    #[serde(rename_all = "camelCase")]
    Job {
        /// The job.
        job: JobId,
        /// What it does.
        work: JobWork,
        /// When it begins, where that is later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start_at: Option<Timestamp>,
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
    /// It was done to the text of emails.
    MailText {
        /// What they are about.
        event: MailEvent,
        /// The language of the text.
        language: LanguageTag,
    },
    /// It was done to several emails.
    Mails {
        /// How many.
        count: u64,
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
    /// It was done to a planned meeting.
    #[serde(rename_all = "camelCase")]
    PlannedMeeting {
        /// The meeting.
        meeting: MeetingId,
        /// The conference ID of its own that it got or lost by that.
        conference_id: Option<MaskedConferenceId>,
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

/// A profile at another provider, with most of its passcode hidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MaskedProfile {
    /// The provider's name.
    pub name: String,
    /// The number that callers dial.
    pub toll_number: PhoneNumber,
    /// The numbers that are free for callers.
    #[serde(default)]
    pub toll_free_numbers: Vec<PhoneNumber>,
    /// How many digits the passcode has, and perhaps the last two.
    pub passcode: String,
    /// The provider's domain.
    #[serde(default)]
    pub domain: Option<String>,
    /// The provider's own page.
    #[serde(default)]
    pub url: Option<WebAddress>,
}

impl MaskedProfile {
    /// All profiles of a provider, the default one first.
    pub fn all(provider: &Provider) -> Vec<Self> {
        provider.profiles().into_iter().flat_map(ProviderProfiles::all).map(Self::from).collect()
    }
}

impl From<&ProviderProfile> for MaskedProfile {
    fn from(profile: &ProviderProfile) -> Self {
        Self {
            name: profile.name.clone(),
            toll_number: profile.toll_number.number.clone(),
            toll_free_numbers: profile.toll_free_numbers.iter().map(|number| number.number.clone()).collect(),
            passcode: profile.passcode.masked(),
            domain: profile.domain.clone(),
            url: profile.url.clone(),
        }
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
    /// Where a user's emails go instead of the primary address.
    MailAddress,
    /// Where one email went.
    MailRecipient,
    /// A user's language of emails beside Konfid's own.
    MailLanguage,
    /// A user's identifier in the directory.
    DirectoryId,
    /// Whether a user's conference ID is locked.
    ConferenceIdLocked,
    /// A user's language.
    Language,
    /// A user's bridge.
    Bridge,
    /// A user's country.
    Country,
    /// A user's own default number.
    TollNumber,
    /// A user's own toll-free number.
    TollFreeNumber,
    /// Whether a user may use toll-free numbers.
    MayUseTollFree,
    /// The organisation's name.
    OrganisationName,
    /// The organisation's language.
    DefaultLanguage,
    /// The numbers that callers dial.
    ServiceNumbers,
    /// The name of a bridge.
    BridgeName,
    /// The bridge that is the default one.
    DefaultBridge,
    /// Whether emails are sent automatically.
    AutomaticMails,
    /// The events whose emails are switched off.
    MailsSwitchedOff,
    /// The sender's address.
    SenderAddress,
    /// The sender's name.
    SenderName,
    /// Where answers to emails go.
    ReplyTo,
    /// For how many days a replaced ID cannot be reused.
    QuarantineDays,
    /// Whether users have one conference ID or each meeting has its own.
    ConferenceIdType,
    /// For how many days the ID of a meeting cannot be reused.
    DynamicQuarantineDays,
    /// For how many days after its last occurrence the ID of a meeting works.
    MeetingValidDays,
    /// The domain of the conference rooms.
    ConferenceDomain,
    /// Whether meetings are updated automatically.
    MeetingUpdates,
    /// For how many minutes that waits.
    MeetingUpdateGraceMinutes,
    /// How many digits a new organizer PIN has.
    PinLength,
    /// Whether users who are enabled get an organizer PIN.
    PinOnEnabling,
    /// The name of an administrator's account.
    AccountName,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AuditValue {
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(u64),
    /// A language.
    Language(Language),
    /// Static or dynamic.
    ConferenceIdType(ConferenceIdType),
    /// The numbers that callers dial.
    ServiceNumbers(Vec<ServiceNumber>),
    /// Events that emails are about.
    Mails(MailEvents),
    /// A text.
    Text(String),
}

impl AuditField {
    /// Whether its values name the user whom the change is about.
    const fn names_a_person(self) -> bool {
        matches!(
            self,
            Self::DisplayName
                | Self::UserPrincipalName
                | Self::PrimaryEmail
                | Self::MailAddress
                | Self::MailRecipient
                | Self::DirectoryId
        )
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
            Self::Reservation { first, last, count, .. } => {
                Self::Reservation { first, last, count, reserved_for: String::new() }
            }
            Self::HandedOver { conference_id, other, .. } => {
                Self::HandedOver { conference_id, other, reason: None }
            }
            Self::Exported { .. }
            | Self::Provider { .. }
            | Self::Job { .. }
            | Self::From { .. }
            | Self::TestEmail { .. }
            | Self::Mail { .. }
            | Self::Mails { .. }
            | Self::MailText { .. }
            | Self::Token { .. }
            | Self::Account { .. }
            | Self::Session { .. }
            | Self::Sessions { .. }
            | Self::Meeting { .. }
            | Self::PlannedMeeting { .. }
            | Self::CalendarRefused { .. } => self,
        }
    }
}
