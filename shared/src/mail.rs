//! Mails in the outbox, as the page and scripts see them.

use serde::{Deserialize, Serialize};

use crate::{Actor, EmailAddress, Language, LanguageTag, MailId, Timestamp, UserId};

/// What stands before the secret of a link in an email. Browsers keep what stands after `#` to themselves.
pub const LINK_TOKEN: &str = "#token=";

/// Why an email was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MailEvent {
    /// The user was enabled for dial-in conferencing.
    Enabled,
    /// The conference ID was reset or changed.
    ConferenceIdChanged,
    /// The user's meetings get IDs of their own from now on, or have one again.
    ConferenceIdTypeChanged,
    /// The number that the user's callers dial is another one.
    DefaultNumberChanged,
    /// A reset was undone after the user may have been told of it.
    ResetUndone,
    /// A third-party provider was set for the user, or what callers dial there changed.
    ProviderChanged,
    /// The user took the conference ID of another user over.
    ConferenceIdTakenOver,
    /// The user's conference ID was handed over to another user.
    ConferenceIdHandedOver,
    /// The user was disabled for dial-in conferencing.
    Disabled,
    /// Somebody sent the conference info by hand.
    ConferenceInfo,
    /// The organizer, or an administrator for them, asked for a link that signs the organizer in.
    OrganizerLink,
    /// The organizer PIN was reset; the email has a one-time link that shows the new one.
    PinReset,
}

impl MailEvent {
    /// Every event.
    pub const ALL: [Self; 12] = [
        Self::Enabled,
        Self::ConferenceIdChanged,
        Self::ConferenceIdTypeChanged,
        Self::DefaultNumberChanged,
        Self::ResetUndone,
        Self::ConferenceIdTakenOver,
        Self::ConferenceIdHandedOver,
        Self::ProviderChanged,
        Self::Disabled,
        Self::ConferenceInfo,
        Self::OrganizerLink,
        Self::PinReset,
    ];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Enabled => "enabled",
            Self::ConferenceIdChanged => "conferenceIdChanged",
            Self::ConferenceIdTypeChanged => "conferenceIdTypeChanged",
            Self::DefaultNumberChanged => "defaultNumberChanged",
            Self::ResetUndone => "resetUndone",
            Self::ProviderChanged => "providerChanged",
            Self::ConferenceIdTakenOver => "conferenceIdTakenOver",
            Self::ConferenceIdHandedOver => "conferenceIdHandedOver",
            Self::Disabled => "disabled",
            Self::ConferenceInfo => "conferenceInfo",
            Self::OrganizerLink => "organizerLink",
            Self::PinReset => "pinReset",
        }
    }

    /// Whether its emails are sent by themselves when something changes. What somebody sends by hand no switch holds back.
    pub const fn is_automatic(self) -> bool {
        match self {
            Self::Enabled
            | Self::ConferenceIdChanged
            | Self::ConferenceIdTypeChanged
            | Self::DefaultNumberChanged
            | Self::ResetUndone
            | Self::ProviderChanged
            | Self::ConferenceIdTakenOver
            | Self::ConferenceIdHandedOver
            | Self::Disabled
            | Self::PinReset => true,
            Self::ConferenceInfo | Self::OrganizerLink => false,
        }
    }

    /// Whether its emails have a link that signs in, or reveals a PIN: they go to the primary address and nowhere else.
    pub const fn carries_a_link_that_opens(self) -> bool {
        match self {
            Self::Enabled | Self::OrganizerLink | Self::PinReset => true,
            Self::ConferenceIdChanged
            | Self::ConferenceIdTypeChanged
            | Self::DefaultNumberChanged
            | Self::ResetUndone
            | Self::ConferenceIdTakenOver
            | Self::ConferenceIdHandedOver
            | Self::ProviderChanged
            | Self::Disabled
            | Self::ConferenceInfo => false,
        }
    }

    /// What its emails are about, in words that can stand in a sentence.
    pub const fn about(self, language: Language) -> &'static str {
        let (english, swedish) = match self {
            Self::Enabled => ("enabled for dial-in conferencing", "aktiverad för konferens med uppringning"),
            Self::ConferenceIdChanged => ("new conference ID", "nytt konferens-ID"),
            Self::ConferenceIdTypeChanged => {
                ("static or dynamic conference IDs", "statiska eller dynamiska konferens-ID:n")
            }
            Self::DefaultNumberChanged => ("new phone number", "nytt telefonnummer"),
            Self::ResetUndone => ("reset undone", "återställning ångrad"),
            Self::ProviderChanged => ("new provider", "ny leverantör"),
            Self::ConferenceIdTakenOver => ("conference ID taken over", "övertaget konferens-ID"),
            Self::ConferenceIdHandedOver => ("conference ID handed over", "överlämnat konferens-ID"),
            Self::Disabled => {
                ("disabled for dial-in conferencing", "inaktiverad för konferens med uppringning")
            }
            Self::ConferenceInfo => ("conference info", "konferensinformation"),
            Self::OrganizerLink => ("sign-in link", "inloggningslänk"),
            Self::PinReset => ("PIN reset", "PIN-koden återställd"),
        };
        match language {
            Language::En => english,
            Language::Sv => swedish,
        }
    }
}

/// The status of an email.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MailState {
    /// It waits to be sent, for the first time or again after a failure.
    Queued,
    /// A worker is sending it now.
    Sending,
    /// The SMTP server has accepted it.
    Sent,
    /// It was not sent, because no SMTP server is configured; it can be read in Konfid.
    Kept,
    /// Konfid has stopped trying after too many failures or a refusal; it can be sent again by hand.
    Failed,
    /// A later change made it out of date before it was sent, so it is never sent.
    Superseded,
}

impl MailState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Queued, Self::Sending, Self::Sent, Self::Kept, Self::Failed, Self::Superseded];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Kept => "kept",
            Self::Failed => "failed",
            Self::Superseded => "superseded",
        }
    }

    /// Whether the mail may still move on by itself.
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::Queued | Self::Sending)
    }
}

/// An email, without its text, which is written when it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mail {
    /// The email's identifier; its `Message-ID` derives from it.
    pub id: MailId,
    /// The user it is sent to.
    pub user: UserId,
    /// The user's display name.
    pub user_display_name: String,
    /// The recipient's address.
    #[serde(deserialize_with = "EmailAddress::deserialize_kept")]
    pub recipient: EmailAddress,
    /// Why it was written.
    pub event: MailEvent,
    /// Its language.
    pub language: LanguageTag,
    /// Who caused it; missing in emails that are older than this is kept.
    #[serde(default)]
    pub caused_by: Option<Actor>,
    /// Its status.
    pub state: MailState,
    /// How many times sending has been tried.
    pub attempts: u32,
    /// The last failure, in the SMTP server's words.
    pub last_error: Option<String>,
    /// Whether it may have left although the SMTP server has not said so: the connection broke, or Konfid was stopped,
    /// when the whole email had been written.
    #[serde(default)]
    pub may_have_left: bool,
    /// When it is tried next, while it is queued.
    pub next_attempt_at: Option<Timestamp>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was sent, kept, failed for good or superseded.
    pub finished_at: Option<Timestamp>,
    /// The text of a kept email; only in the answer about one email.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<MailContent>,
}

impl Mail {
    /// What [`may_have_left`](Self::may_have_left) means for people.
    pub const fn may_have_left_in_words(language: Language) -> &'static str {
        match language {
            Language::En => "The email server did not confirm it, but may have delivered it.",
            Language::Sv => "E-postservern bekräftade inte meddelandet men kan ha levererat det.",
        }
    }
}

/// How many emails that failed are sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RetriedMails {
    /// How many were queued again.
    pub queued: u64,
}

impl RetriedMails {
    /// What has happened, in a sentence.
    pub fn told(self, language: Language) -> String {
        match (language, self.queued) {
            (Language::En, 0) => "No email had failed.".to_owned(),
            (Language::En, 1) => "1 email is waiting to be sent again.".to_owned(),
            (Language::En, count) => format!("{count} emails are waiting to be sent again."),
            (Language::Sv, 0) => "Inget meddelande hade misslyckats.".to_owned(),
            (Language::Sv, 1) => "1 meddelande väntar på att skickas igen.".to_owned(),
            (Language::Sv, count) => format!("{count} meddelanden väntar på att skickas igen."),
        }
    }
}

/// The text of an email.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailContent {
    /// The subject line.
    pub subject: String,
    /// The plain text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

/// Which emails a list shows; newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct MailFilter {
    /// Only emails to this user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
    /// Only emails with this status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<MailState>,
}
