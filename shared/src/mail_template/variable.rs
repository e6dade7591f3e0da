//! What a template can name.

use serde::{Deserialize, Serialize};

use crate::Language;

/// Something that a template names, and that has its value when the email is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, strum::VariantArray)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MailVariable {
    /// The user's name.
    DisplayName,
    /// The organisation's name; may be empty.
    Organisation,
    /// The conference ID in groups, as in `827 196 4`.
    ConferenceId,
    /// The third-party provider's name; empty with the built-in one.
    Provider,
    /// The number that callers dial first.
    DefaultNumber,
    /// All numbers, as a list.
    AllNumbers,
    /// The block to paste into invitations.
    InvitationBlock,
    /// The address of the meeting update tool, with the conference IDs filled in.
    UpdateTool,
    /// The address of the instructions for updating meetings.
    Instructions,
    /// The address of the organizer's own page.
    OrganizerPage,
    /// The address that signs the organizer in, once.
    SignInLink,
    /// The address that shows the organizer PIN, once.
    PinLink,
    /// Only for `{{if}}`: there is more than one number.
    SeveralNumbers,
    /// Only for `{{if}}`: each of the user's meetings has a conference ID of its own.
    DynamicIds,
    /// Only for `{{if}}`: the user's calendar is connected, so Konfid updates the meetings.
    CalendarConnected,
    /// Only for `{{if}}`: the user could connect a calendar.
    CalendarPossible,
}

/// How a variable is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailVariableKind {
    /// Its value is a few words, anywhere.
    Text,
    /// Its value is several lines, so it stands apart from the text around it.
    Block,
    /// Its value is an address: the target of a link, or the address itself.
    Link,
    /// It has no value that could be shown: it is asked for with `{{if}}`.
    Condition,
}

impl MailVariable {
    /// The name in templates and on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DisplayName => "displayName",
            Self::Organisation => "organisation",
            Self::ConferenceId => "conferenceId",
            Self::Provider => "provider",
            Self::DefaultNumber => "defaultNumber",
            Self::AllNumbers => "allNumbers",
            Self::InvitationBlock => "invitationBlock",
            Self::UpdateTool => "updateTool",
            Self::Instructions => "instructions",
            Self::OrganizerPage => "organizerPage",
            Self::SignInLink => "signInLink",
            Self::PinLink => "pinLink",
            Self::SeveralNumbers => "severalNumbers",
            Self::DynamicIds => "dynamicIds",
            Self::CalendarConnected => "calendarConnected",
            Self::CalendarPossible => "calendarPossible",
        }
    }

    /// How it is used.
    pub const fn kind(self) -> MailVariableKind {
        match self {
            Self::DisplayName
            | Self::Organisation
            | Self::ConferenceId
            | Self::Provider
            | Self::DefaultNumber => MailVariableKind::Text,
            Self::AllNumbers | Self::InvitationBlock => MailVariableKind::Block,
            Self::UpdateTool
            | Self::Instructions
            | Self::OrganizerPage
            | Self::SignInLink
            | Self::PinLink => MailVariableKind::Link,
            Self::SeveralNumbers | Self::DynamicIds | Self::CalendarConnected | Self::CalendarPossible => {
                MailVariableKind::Condition
            }
        }
    }

    /// What it stands for.
    pub const fn meaning(self, language: Language) -> &'static str {
        let (english, swedish) = match self {
            Self::DisplayName => ("the user’s name", "användarens namn"),
            Self::Organisation => ("the organisation’s name", "organisationens namn"),
            Self::ConferenceId => ("the conference ID", "konferens-ID:t"),
            Self::Provider => ("the third-party provider’s name", "tredjepartsleverantörens namn"),
            Self::DefaultNumber => ("the number to call first", "numret att ringa i första hand"),
            Self::AllNumbers => ("a list of all numbers", "en lista med alla nummer"),
            Self::InvitationBlock => {
                ("the lines to paste into invitations", "raderna att klistra in i inbjudningar")
            }
            Self::UpdateTool => ("link to the meeting update tool", "länk till mötesuppdateringsverktyget"),
            Self::Instructions => {
                ("link to the instructions for meetings", "länk till anvisningarna för möten")
            }
            Self::OrganizerPage => ("link to the organizer’s own page", "länk till organisatörens egen sida"),
            Self::SignInLink => ("the link that signs in", "länken som loggar in"),
            Self::PinLink => ("the link that shows the PIN", "länken som visar PIN-koden"),
            Self::SeveralNumbers => ("if there are several numbers", "om det finns flera nummer"),
            Self::DynamicIds => {
                ("if each meeting has its own conference ID", "om varje möte har ett eget konferens-ID")
            }
            Self::CalendarConnected => {
                ("if the user’s calendar is connected", "om användarens kalender är ansluten")
            }
            Self::CalendarPossible => {
                ("if the user could connect a calendar", "om användaren kan ansluta en kalender")
            }
        };
        match language {
            Language::En => english,
            Language::Sv => swedish,
        }
    }
}
