//! The organisation's settings.

use serde::{Deserialize, Serialize};

use crate::{
    ConferenceIdType, EmailAddress, Language, MailEvent, MailEvents, OrganizerPin, ServiceNumber, User,
    Version,
};

/// The organisation's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    /// Counts the changes; send it in `If-Match`.
    pub version: Version,
    /// The organisation's name, in emails and on pages; empty until it is set.
    pub organisation_name: String,
    /// The language of users that have none of their own.
    pub default_language: Language,
    /// Whether emails are sent automatically when something changes.
    pub automatic_mails: bool,
    /// The events whose emails are not sent automatically, although others are.
    #[serde(default)]
    pub mails_switched_off: MailEvents,
    /// The sender's address; when missing, the one in the server's configuration.
    pub sender_address: Option<EmailAddress>,
    /// The sender's name; when missing, the organisation's.
    pub sender_name: Option<String>,
    /// Where answers to emails go; when missing, the address in the server's configuration, or else to the sender.
    #[serde(default)]
    pub reply_to: Option<EmailAddress>,
    /// For how many days a replaced ID cannot be reused; 45 to 365.
    pub quarantine_days: u16,
    /// Whether users have one conference ID for all meetings or each meeting has its own, unless a user has it otherwise.
    #[serde(default)]
    pub conference_id_type: ConferenceIdType,
    /// For how many days the conference ID of a meeting cannot be reused after it has stopped; 1 to 365.
    #[serde(default = "Settings::dynamic_quarantine_days_default")]
    pub dynamic_quarantine_days: u16,
    /// For how many days after its last occurrence the conference ID of a meeting works; 0 to 60.
    #[serde(default = "Settings::meeting_valid_days_default")]
    pub meeting_valid_days: u16,
    /// The domain of the conference rooms that the phone bridge gets, for example in `room@conference.example.com`.
    pub conference_domain: String,
    /// Whether meetings in connected calendars are updated automatically after a reset.
    #[serde(default = "Settings::meeting_updates_default")]
    pub meeting_updates: bool,
    /// For how many minutes the update waits after a reset, so that an undo changes no meeting; 0 to 1,440.
    #[serde(default = "Settings::meeting_update_grace_minutes_default")]
    pub meeting_update_grace_minutes: u16,
    /// How many digits a new organizer PIN has; 4 to 12.
    #[serde(default = "Settings::pin_length_default")]
    pub pin_length: u16,
    /// Whether users who are enabled for dial-in conferencing get an organizer PIN: the email has a one-time link to it.
    #[serde(default = "Settings::pin_on_enabling_default")]
    pub pin_on_enabling: bool,
}

impl Settings {
    /// For how many days at least a replaced ID cannot be used again.
    pub const QUARANTINE_DAYS_MIN: u16 = 45;
    /// For how many days at most.
    pub const QUARANTINE_DAYS_MAX: u16 = 365;
    /// For how many days at least the ID of a meeting cannot be used again.
    pub const DYNAMIC_QUARANTINE_DAYS_MIN: u16 = 1;
    /// For how many days at most.
    pub const DYNAMIC_QUARANTINE_DAYS_MAX: u16 = 365;
    /// For how many days at most the ID of a meeting works after its last occurrence.
    pub const MEETING_VALID_DAYS_MAX: u16 = 60;
    /// For how many minutes at most the update waits after a reset.
    pub const MEETING_UPDATE_GRACE_MINUTES_MAX: u16 = 1_440;
    /// How many service numbers there may be.
    pub const SERVICE_NUMBERS_MAX: usize = 50;

    /// The settings of a new installation.
    pub fn initial(conference_domain: &str) -> Self {
        Self {
            version: Version::FIRST,
            organisation_name: String::new(),
            default_language: Language::En,
            automatic_mails: true,
            mails_switched_off: MailEvents::default(),
            sender_address: None,
            sender_name: None,
            reply_to: None,
            quarantine_days: 90,
            conference_id_type: ConferenceIdType::Static,
            dynamic_quarantine_days: Self::dynamic_quarantine_days_default(),
            meeting_valid_days: Self::meeting_valid_days_default(),
            conference_domain: conference_domain.to_owned(),
            meeting_updates: Self::meeting_updates_default(),
            meeting_update_grace_minutes: Self::meeting_update_grace_minutes_default(),
            pin_length: Self::pin_length_default(),
            pin_on_enabling: Self::pin_on_enabling_default(),
        }
    }

    /// The events whose emails are sent automatically.
    pub fn automatic_events(&self) -> MailEvents {
        if self.automatic_mails {
            MailEvents::automatic().without(self.mails_switched_off)
        } else {
            MailEvents::default()
        }
    }

    /// Whether emails about this event are sent automatically.
    pub fn sends_automatically(&self, event: MailEvent) -> bool {
        self.automatic_events().contains(event)
    }

    /// Which type of conference IDs holds for a user: their own choice, or the organisation's.
    pub fn conference_id_type_of(&self, user: &User) -> ConferenceIdType {
        user.conference_id_type.unwrap_or(self.conference_id_type)
    }

    const fn dynamic_quarantine_days_default() -> u16 {
        30
    }

    const fn meeting_valid_days_default() -> u16 {
        1
    }

    const fn meeting_updates_default() -> bool {
        true
    }

    const fn meeting_update_grace_minutes_default() -> u16 {
        10
    }

    const fn pin_length_default() -> u16 {
        OrganizerPin::LENGTH_DEFAULT
    }

    const fn pin_on_enabling_default() -> bool {
        true
    }
}

/// Changes the settings; what is missing stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpdateSettingsRequest {
    /// The organisation's name; at most 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_name: Option<String>,
    /// The language of users that have none of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_language: Option<Language>,
    /// Whether emails are sent automatically.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automatic_mails: Option<bool>,
    /// All events whose emails are not sent automatically; only such as are otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mails_switched_off: Option<MailEvents>,
    /// The sender's address; empty text means the configured one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_address: Option<String>,
    /// The sender's name; empty text means the organisation's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_name: Option<String>,
    /// Where answers to emails go; empty text means the configured address, or else the sender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// For how many days a replaced ID cannot be reused.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::whole_number::optional"
    )]
    #[cfg_attr(feature = "openapi", schema(minimum = 45, maximum = 365))]
    pub quarantine_days: Option<u16>,
    /// Whether users have one conference ID for all meetings or each meeting has its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conference_id_type: Option<ConferenceIdType>,
    /// For how many days the conference ID of a meeting cannot be reused.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::whole_number::optional"
    )]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 365))]
    pub dynamic_quarantine_days: Option<u16>,
    /// For how many days after its last occurrence the conference ID of a meeting works.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::whole_number::optional"
    )]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 60))]
    pub meeting_valid_days: Option<u16>,
    /// The domain of the conference rooms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conference_domain: Option<String>,
    /// Whether meetings in connected calendars are updated automatically after a reset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting_updates: Option<bool>,
    /// For how many minutes the update waits after a reset.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::whole_number::optional"
    )]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1440))]
    pub meeting_update_grace_minutes: Option<u16>,
    /// How many digits a new organizer PIN has.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::whole_number::optional"
    )]
    #[cfg_attr(feature = "openapi", schema(minimum = 4, maximum = 12))]
    pub pin_length: Option<u16>,
    /// Whether users who are enabled get an organizer PIN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin_on_enabling: Option<bool>,
}

/// The settings, and what the page shows beside them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettingsReport {
    /// The settings themselves.
    #[serde(flatten)]
    pub settings: Settings,
    /// The numbers of the default bridge; at most one is the default.
    pub service_numbers: Vec<ServiceNumber>,
    /// How many conference IDs of the default bridge are in use.
    pub conference_id_usage: crate::ConferenceIdUsage,
    /// How emails are sent.
    pub mail_transport: MailTransportKind,
    /// The language, links and sender that emails would have if they were sent now.
    pub mail_readiness: crate::MailReadiness,
}

/// How emails are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MailTransportKind {
    /// They are not sent: they can be read in Konfid, on the *Email* page.
    Kept,
    /// Through an SMTP server.
    Smtp,
}
