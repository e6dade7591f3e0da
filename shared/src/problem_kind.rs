//! Every problem that Konfid can answer with.

use crate::{
    ConferenceId, Fault, ImportUnreadable, InvalidField, MeetingUpdateReason, ParseConferenceIdError,
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    SetUpLinkInvalid,
    OrganizerLinkInvalid,
    CrossOrigin,
    NotFound,
    MethodNotAllowed,
    VersionRequired,
    VersionStale,
    IdempotencyKeyReused,
    ConferenceIdInvalid(ParseConferenceIdError),
    ConferenceIdsExhausted,
    PrincipalNameTaken,
    NameTaken,
    DialInNotEnabled,
    NothingToUndo,
    UndoImpossible { previous: ConferenceId },
    MailNotRetryable,
    ImportUnreadable { explanation: ImportUnreadable },
    ImportNotApplicable,
    CalendarNotConnected,
    CalendarsUnavailable,
    CalendarRefused(MeetingUpdateReason),
    MeetingNotRetryable,
    MeetingNotUndoable,
    MeetingUpdatesOff,
    Busy,
    TooSlow,
    Unavailable,
    Internal,
}

impl ProblemKind {
    /// One wrong field.
    pub fn field(field: &'static str, fault: Fault) -> Self {
        Self::InvalidFields(vec![InvalidField { field, fault }])
    }

    /// The stable name, which ends the problem's `type`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InvalidFields(_) => "invalid-fields",
            Self::UnreadableBody { .. } => "unreadable-body",
            Self::BodyTooLarge { .. } => "body-too-large",
            Self::BodyTooSlow => "body-too-slow",
            Self::UnsupportedBody { .. } => "unsupported-body",
            Self::NotJson => "not-json",
            Self::InvalidCursor => "invalid-cursor",
            Self::SignInRequired => "sign-in-required",
            Self::WrongNameOrPassword => "wrong-name-or-password",
            Self::TooManyAttempts { .. } => "too-many-attempts",
            Self::SignInBusy => "sign-in-busy",
            Self::PersonRequired => "person-required",
            Self::SetUpLinkInvalid => "set-up-link-invalid",
            Self::OrganizerLinkInvalid => "organizer-link-invalid",
            Self::CrossOrigin => "cross-origin",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::VersionRequired => "version-required",
            Self::VersionStale => "version-stale",
            Self::IdempotencyKeyReused => "idempotency-key-reused",
            Self::ConferenceIdInvalid(_) => "conference-id-invalid",
            Self::ConferenceIdsExhausted => "conference-ids-exhausted",
            Self::PrincipalNameTaken => "principal-name-taken",
            Self::NameTaken => "name-taken",
            Self::DialInNotEnabled => "dial-in-not-enabled",
            Self::NothingToUndo => "nothing-to-undo",
            Self::UndoImpossible { .. } => "undo-impossible",
            Self::MailNotRetryable => "mail-not-retryable",
            Self::ImportUnreadable { .. } => "import-unreadable",
            Self::ImportNotApplicable => "import-not-applicable",
            Self::CalendarNotConnected => "calendar-not-connected",
            Self::CalendarsUnavailable => "calendars-unavailable",
            Self::CalendarRefused(_) => "calendar-refused",
            Self::MeetingNotRetryable => "meeting-not-retryable",
            Self::MeetingNotUndoable => "meeting-not-undoable",
            Self::MeetingUpdatesOff => "meeting-updates-off",
            Self::Busy => "busy",
            Self::TooSlow => "too-slow",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }

    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        match self {
            Self::UnreadableBody { .. } => 400,
            Self::SignInRequired | Self::WrongNameOrPassword => 401,
            Self::SetUpLinkInvalid
            | Self::OrganizerLinkInvalid
            | Self::CrossOrigin
            | Self::PersonRequired => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::ConferenceIdsExhausted
            | Self::PrincipalNameTaken
            | Self::NameTaken
            | Self::DialInNotEnabled
            | Self::NothingToUndo
            | Self::UndoImpossible { .. }
            | Self::MailNotRetryable
            | Self::ImportNotApplicable
            | Self::CalendarNotConnected
            | Self::CalendarsUnavailable
            | Self::MeetingNotRetryable
            | Self::MeetingNotUndoable
            | Self::MeetingUpdatesOff => 409,
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
            Self::Internal => 500,
            Self::Busy | Self::SignInBusy | Self::TooSlow | Self::Unavailable => 503,
        }
    }
}
