//! The organisation's settings.

use serde::{Deserialize, Serialize};

use crate::{EmailAddress, Language, PhoneNumber, Version};

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
    /// The sender's address; when missing, the one in the server's configuration.
    pub sender_address: Option<EmailAddress>,
    /// The sender's name; when missing, the organisation's.
    pub sender_name: Option<String>,
    /// For how many days a replaced ID cannot be reused; 45 to 365.
    pub quarantine_days: u16,
    /// The domain of the conference rooms that the phone bridge gets, for example in `room@conference.example.com`.
    pub conference_domain: String,
    /// Whether meetings in connected calendars are updated automatically after a reset.
    #[serde(default = "Settings::meeting_updates_default")]
    pub meeting_updates: bool,
    /// For how many minutes the update waits after a reset, so that an undo changes no meeting; 0 to 1,440.
    #[serde(default = "Settings::meeting_update_grace_minutes_default")]
    pub meeting_update_grace_minutes: u16,
}

impl Settings {
    /// For how many days at least a replaced ID cannot be used again.
    pub const QUARANTINE_DAYS_MIN: u16 = 45;
    /// For how many days at most.
    pub const QUARANTINE_DAYS_MAX: u16 = 365;
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
            sender_address: None,
            sender_name: None,
            quarantine_days: 90,
            conference_domain: conference_domain.to_owned(),
            meeting_updates: Self::meeting_updates_default(),
            meeting_update_grace_minutes: Self::meeting_update_grace_minutes_default(),
        }
    }

    const fn meeting_updates_default() -> bool {
        true
    }

    const fn meeting_update_grace_minutes_default() -> u16 {
        10
    }
}

/// A number that callers dial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceNumber {
    /// The number.
    pub number: PhoneNumber,
    /// How it is shown to people, for example `+46 8 123 456 78`; when empty, the number itself.
    #[serde(default)]
    pub formatted: String,
    /// The country, ISO 3166-1 alpha-2, for example `SE`.
    pub country_code: String,
    /// The city or another name, for example `Stockholm`.
    #[serde(default)]
    pub location: String,
    /// Whether the call is free for the caller.
    #[serde(default)]
    pub toll_free: bool,
    /// Whether it is the default number, which emails show first.
    #[serde(default)]
    pub default: bool,
}

impl ServiceNumber {
    /// How it is written for people.
    pub fn for_people(&self) -> &str {
        if self.formatted.is_empty() { self.number.as_str() } else { &self.formatted }
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
    /// All numbers of the default bridge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_numbers: Option<Vec<ServiceNumber>>,
    /// Whether emails are sent automatically.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automatic_mails: Option<bool>,
    /// The sender's address; empty text means the configured one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_address: Option<String>,
    /// The sender's name; empty text means the organisation's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_name: Option<String>,
    /// For how many days a replaced ID cannot be reused.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::whole_number::optional"
    )]
    #[cfg_attr(feature = "openapi", schema(minimum = 45, maximum = 365))]
    pub quarantine_days: Option<u16>,
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
