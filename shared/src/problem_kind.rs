//! Every problem that Konfid can answer with.

use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray};

use crate::{
    ConferenceId, Fault, ImportUnreadable, InvalidField, MeetingUpdateReason, ParseConferenceIdError,
    Timestamp,
};

/// What a body comes in that Konfid does not take apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyForm {
    /// It is compressed.
    Encoded,
    /// It is one of several parts, as browsers send forms.
    Multipart,
}

/// Something that stops a request.
#[derive(Clone, Debug, PartialEq, Eq, EnumDiscriminants)]
#[strum_discriminants(
    name(ProblemCode),
    derive(Hash, EnumString, IntoStaticStr, VariantArray),
    strum(serialize_all = "kebab-case"),
    doc = "Which problem it is. Its name, as in `version-stale`, ends the problem's `type`; programs may rely on it.",
    expect(missing_docs, reason = "the words of every kind are in `problem_words.rs`")
)]
#[expect(missing_docs, reason = "the words of every kind are in `problem_words.rs`")]
pub enum ProblemKind {
    InvalidFields(Vec<InvalidField>),
    UnreadableBody { explanation: String },
    BodyTooLarge { limit_kilobytes: u64 },
    BodyTooSlow,
    UnsupportedBody { form: BodyForm },
    NotJson,
    InvalidCursor,
    SignInRequired,
    WrongNameOrPassword,
    TooManyAttempts { minutes: u64 },
    SignInBusy,
    PersonRequired,
    NotPermitted,
    SetUpLinkInvalid,
    OrganizerLinkInvalid,
    PinLinkInvalid,
    PinLinkUsed,
    CrossOrigin,
    NotFound,
    MethodNotAllowed,
    VersionRequired,
    VersionStale,
    IdempotencyKeyReused,
    ConferenceIdInvalid(ParseConferenceIdError),
    ConferenceIdsExhausted,
    ConferenceIdTaken,
    ConferenceIdQuarantined { until: Timestamp },
    ConferenceIdReserved { reserved_for: String },
    ConferenceIdOfServiceNumber,
    ConferenceIdGuessable { has_pin: bool },
    ConferenceIdLooksAlike { other: ConferenceId },
    ConferenceIdLocked,
    ConferenceIdDynamic,
    PrincipalNameTaken,
    DirectoryIdTaken,
    NameTaken,
    ServiceNumberTaken,
    ReplacementRequired,
    ServiceNumberInUse { users: u64 },
    LastAdministrator,
    AccountDisabled,
    DialInNotEnabled,
    ThirdPartyConferenceId { provider: String },
    ThirdPartyPin,
    ReplacesProvider { provider: String },
    PasscodeTaken { user: String },
    NothingToUndo,
    UndoImpossible { previous: ConferenceId },
    MailNotRetryable,
    ImportUnreadable { explanation: ImportUnreadable },
    ImportNotApplicable,
    JobOver,
    JobNotScheduled,
    CalendarNotConnected,
    CalendarsUnavailable,
    CalendarRefused(MeetingUpdateReason),
    MeetingNotRetryable,
    MeetingNotUndoable,
    MeetingUpdatesOff,
    MeetingCancelled,
    Busy,
    OutcomeUnknown,
    TooSlow,
    Unavailable,
    Internal,
}

impl ProblemKind {
    /// One wrong field.
    pub fn field(field: &'static str, fault: Fault) -> Self {
        Self::InvalidFields(vec![InvalidField { field, fault }])
    }

    /// Which problem it is, without what is special about this one.
    pub fn code(&self) -> ProblemCode {
        self.into()
    }

    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        match self {
            Self::UnreadableBody { .. } => 400,
            Self::SignInRequired | Self::WrongNameOrPassword => 401,
            Self::SetUpLinkInvalid
            | Self::OrganizerLinkInvalid
            | Self::PinLinkInvalid
            | Self::PinLinkUsed
            | Self::CrossOrigin
            | Self::PersonRequired
            | Self::NotPermitted => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::ConferenceIdsExhausted
            | Self::ConferenceIdTaken
            | Self::ConferenceIdQuarantined { .. }
            | Self::ConferenceIdReserved { .. }
            | Self::ConferenceIdOfServiceNumber
            | Self::ConferenceIdGuessable { .. }
            | Self::ConferenceIdLooksAlike { .. }
            | Self::ConferenceIdLocked
            | Self::ConferenceIdDynamic
            | Self::PrincipalNameTaken
            | Self::DirectoryIdTaken
            | Self::NameTaken
            | Self::ServiceNumberTaken
            | Self::ReplacementRequired
            | Self::ServiceNumberInUse { .. }
            | Self::LastAdministrator
            | Self::AccountDisabled
            | Self::DialInNotEnabled
            | Self::ThirdPartyConferenceId { .. }
            | Self::ThirdPartyPin
            | Self::ReplacesProvider { .. }
            | Self::PasscodeTaken { .. }
            | Self::NothingToUndo
            | Self::UndoImpossible { .. }
            | Self::MailNotRetryable
            | Self::ImportNotApplicable
            | Self::JobOver
            | Self::JobNotScheduled
            | Self::CalendarNotConnected
            | Self::CalendarsUnavailable
            | Self::MeetingNotRetryable
            | Self::MeetingNotUndoable
            | Self::MeetingUpdatesOff
            | Self::MeetingCancelled => 409,
            Self::VersionStale => 412,
            Self::BodyTooSlow => 408,
            Self::BodyTooLarge { .. } => 413,
            Self::NotJson | Self::UnsupportedBody { .. } => 415,
            Self::InvalidFields(_)
            | Self::IdempotencyKeyReused
            | Self::ConferenceIdInvalid(_)
            | Self::CalendarRefused(_)
            | Self::InvalidCursor
            | Self::ImportUnreadable { .. } => 422,
            Self::VersionRequired => 428,
            Self::TooManyAttempts { .. } => 429,
            Self::Internal | Self::OutcomeUnknown => 500,
            Self::Busy | Self::SignInBusy | Self::TooSlow | Self::Unavailable => 503,
        }
    }
}

impl ProblemCode {
    /// The stable name, as in `version-stale`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Every problem.
    pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_and_found_again() {
        // Programs rely on these: a change breaks them.
        let names: Vec<&str> = ProblemCode::ALL.iter().map(|code| code.name()).collect();
        insta::assert_snapshot!(names.join("\n"));
        for code in ProblemCode::ALL {
            assert_eq!(code.name().parse(), Ok(*code));
        }
    }
}
