//! What can go wrong between Konfid and a calendar server.

use std::error::Error;
use std::io;

use http::StatusCode;
use libdav::requests::ParseResponseError;
use shared::MeetingUpdateReason;

use crate::reach::Inside;

/// Why a request got no useful answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// There was no answer, for this reason.
    NoAnswer(MeetingUpdateReason),
    /// The answer says that it was not done.
    Status(StatusCode),
    /// The answer makes no sense.
    Nonsense,
    /// The answer is larger than any that is read.
    TooLarge,
    /// The answer holds more than any that is made sense of.
    TooComplex,
}

impl Trouble {
    /// The reason while it is not known yet whether a CalDAV server is there.
    pub(crate) fn while_looking(self) -> MeetingUpdateReason {
        match self {
            Self::NoAnswer(reason) => reason,
            Self::Status(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) => {
                MeetingUpdateReason::SignInRefused
            }
            Self::Status(status) if is_trouble_of_the_server(status) => MeetingUpdateReason::ServerFailed,
            Self::TooLarge => MeetingUpdateReason::AnswerTooLarge,
            Self::TooComplex => MeetingUpdateReason::AnswerTooComplex,
            Self::Status(_) | Self::Nonsense => MeetingUpdateReason::NotCalDav,
        }
    }

    /// The reason when the server is known to be one.
    pub(crate) fn while_working(self) -> MeetingUpdateReason {
        match self.while_looking() {
            MeetingUpdateReason::NotCalDav => MeetingUpdateReason::ServerFailed,
            reason => reason,
        }
    }
}

impl From<ParseResponseError> for Trouble {
    fn from(error: ParseResponseError) -> Self {
        match error {
            ParseResponseError::BadStatusCode(status) => Self::Status(status),
            ParseResponseError::Xml(_) | ParseResponseError::InvalidResponse(_) => Self::Nonsense,
        }
    }
}

/// Whether the same request may succeed later.
pub(crate) fn is_trouble_of_the_server(status: StatusCode) -> bool {
    status.is_server_error()
        || matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS | StatusCode::LOCKED)
}

/// Why a connection failed: an untrusted certificate is told apart, because waiting does not help.
pub(crate) fn reason_of_connection(error: &(dyn Error + 'static)) -> MeetingUpdateReason {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(rustls::Error::InvalidCertificate(_)) = error.downcast_ref() {
            return MeetingUpdateReason::NotTrusted;
        }
        if error.is::<Inside>() {
            return MeetingUpdateReason::NotPublic;
        }
        // The source of an input or output error is that of the error inside it, not that error itself.
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inside) => Some(inside),
            None => error.source(),
        };
    }
    MeetingUpdateReason::Unreachable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_untrusted_certificate_is_found_inside() {
        let tls = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        let error = io::Error::other(io::Error::new(io::ErrorKind::InvalidData, tls));
        assert_eq!(reason_of_connection(&error), MeetingUpdateReason::NotTrusted);
        let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
        assert_eq!(reason_of_connection(&refused), MeetingUpdateReason::Unreachable);
    }

    #[test]
    fn statuses_become_reasons() {
        let looking = |status| Trouble::Status(status).while_looking();
        assert_eq!(looking(StatusCode::UNAUTHORIZED), MeetingUpdateReason::SignInRefused);
        assert_eq!(looking(StatusCode::NOT_FOUND), MeetingUpdateReason::NotCalDav);
        assert_eq!(looking(StatusCode::BAD_GATEWAY), MeetingUpdateReason::ServerFailed);
        assert_eq!(Trouble::Nonsense.while_looking(), MeetingUpdateReason::NotCalDav);
        assert_eq!(Trouble::Nonsense.while_working(), MeetingUpdateReason::ServerFailed);
    }
}
