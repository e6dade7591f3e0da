//! What the emails about each event may say, and must.

use strum::VariantArray as _;

use super::{MailVariable, MailVariableKind};
use crate::MailEvent;

impl MailEvent {
    /// The variables that have a value in emails about it, in the order in which they are offered.
    pub fn variables(self) -> Vec<MailVariable> {
        MailVariable::VARIANTS.iter().copied().filter(|variable| self.knows(*variable)).collect()
    }

    /// Whether the variable has a value in emails about it.
    pub const fn knows(self, variable: MailVariable) -> bool {
        match variable {
            MailVariable::DisplayName | MailVariable::Organisation => true,
            // What another provider issued is in an email only if somebody sends it by hand.
            MailVariable::ConferenceId => !matches!(self, Self::OrganizerLink | Self::ProviderChanged),
            MailVariable::Provider => {
                matches!(self, Self::ProviderChanged | Self::Disabled | Self::ConferenceInfo)
            }
            MailVariable::Instructions | MailVariable::OrganizerPage => !matches!(self, Self::OrganizerLink),
            MailVariable::DefaultNumber | MailVariable::AllNumbers | MailVariable::SeveralNumbers => {
                match self {
                    Self::Enabled
                    | Self::ConferenceIdChanged
                    | Self::ConferenceIdTypeChanged
                    | Self::DefaultNumberChanged
                    | Self::ResetUndone
                    | Self::ConferenceIdTakenOver
                    | Self::ConferenceIdHandedOver
                    | Self::ProviderChanged
                    | Self::ConferenceInfo
                    | Self::PinReset => true,
                    Self::Disabled | Self::OrganizerLink => false,
                }
            }
            MailVariable::InvitationBlock => match self {
                Self::Enabled
                | Self::ConferenceIdChanged
                | Self::DefaultNumberChanged
                | Self::ResetUndone
                | Self::ConferenceIdTakenOver
                | Self::ConferenceIdHandedOver
                | Self::ConferenceInfo => true,
                Self::ConferenceIdTypeChanged
                | Self::ProviderChanged
                | Self::Disabled
                | Self::OrganizerLink
                | Self::PinReset => false,
            },
            MailVariable::DynamicIds => matches!(
                self,
                Self::Enabled
                    | Self::ConferenceIdTypeChanged
                    | Self::DefaultNumberChanged
                    | Self::ConferenceInfo
            ),
            MailVariable::UpdateTool | MailVariable::CalendarConnected | MailVariable::CalendarPossible => {
                matches!(
                    self,
                    Self::ConferenceIdChanged
                        | Self::ResetUndone
                        | Self::ConferenceIdTakenOver
                        | Self::ConferenceIdHandedOver
                )
            }
            MailVariable::SignInLink => matches!(self, Self::OrganizerLink),
            MailVariable::PinLink => matches!(self, Self::Enabled | Self::PinReset),
        }
    }

    /// What an email about it is for, so that no text may leave it out. One of several is enough.
    pub const fn required(self) -> &'static [MailVariable] {
        match self {
            Self::Enabled
            | Self::ConferenceIdChanged
            | Self::ResetUndone
            | Self::ConferenceIdTakenOver
            | Self::ConferenceInfo => &[MailVariable::ConferenceId, MailVariable::InvitationBlock],
            Self::DefaultNumberChanged => {
                &[MailVariable::DefaultNumber, MailVariable::AllNumbers, MailVariable::InvitationBlock]
            }
            Self::ProviderChanged => &[MailVariable::DefaultNumber],
            Self::ConferenceIdTypeChanged | Self::ConferenceIdHandedOver | Self::Disabled => &[],
            Self::OrganizerLink => &[MailVariable::SignInLink],
            Self::PinReset => &[MailVariable::PinLink],
        }
    }

    /// Whether the variable may stand in a subject. Email servers keep subjects in their logs, and telephones show them
    /// on a locked screen, so no ID may.
    pub const fn may_be_in_subject(self, variable: MailVariable) -> bool {
        self.knows(variable)
            && matches!(variable.kind(), MailVariableKind::Text | MailVariableKind::Condition)
            && !matches!(variable, MailVariable::ConferenceId)
    }
}
