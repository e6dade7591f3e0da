//! Identifiers of things that have no natural name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! identifier {
    ($(#[$documentation:meta])* $name:ident) => {
        $(#[$documentation])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes over a UUID that was made elsewhere.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID itself.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(formatter)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                <Uuid as crate::schema::AsText>::text_schema("uuid")
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}
    };
}

identifier!(
    /// Identifies a user; it never changes.
    UserId
);
identifier!(
    /// Identifies an email in the outbox.
    MailId
);
identifier!(
    /// Identifies an import of users.
    ImportId
);
identifier!(
    /// Identifies a job.
    JobId
);
identifier!(
    /// Identifies an entry of the audit log.
    AuditEntryId
);
identifier!(
    /// Identifies an administrator's account.
    AdministratorId
);
identifier!(
    /// Identifies a session; it is not the secret itself.
    SessionId
);
identifier!(
    /// Names an API token; it is not the secret itself.
    TokenId
);
identifier!(
    /// Names one period in which a conference ID belonged to somebody.
    AssignmentId
);
identifier!(
    /// Identifies a planned meeting that has a conference ID of its own.
    MeetingId
);
identifier!(
    /// Identifies a conference room that only the bridge knows.
    RoomId
);
identifier!(
    /// Identifies a reservation of conference IDs.
    ReservationId
);
identifier!(
    /// Names a meeting in the meeting log.
    MeetingUpdateId
);
