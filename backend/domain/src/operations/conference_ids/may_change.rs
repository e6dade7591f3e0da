//! Whether somebody may replace or take a user's conference ID.

use shared::{ConferenceId, Fault, ProblemKind, User};

use crate::operations::providers::refuse_third_party;
use crate::{Error, Result};

/// The user's static ID, which can be replaced; or why there is none.
///
/// # Errors
///
/// [`ProblemKind::ThirdPartyConferenceId`], [`ProblemKind::DialInNotEnabled`] or [`ProblemKind::ConferenceIdDynamic`].
pub(crate) fn static_id(user: &User) -> Result<ConferenceId> {
    if user.dial_in_enabled {
        refuse_third_party(user)?;
    }
    if user.has_dynamic_ids() {
        return Err(ProblemKind::ConferenceIdDynamic.into());
    }
    Ok(user.conference_id.ok_or(ProblemKind::DialInNotEnabled)?)
}

/// Refuses to let a locked ID stop, unless it was typed. What was typed must be right where nothing is locked, too: whoever
/// types another ID means another user.
///
/// # Errors
///
/// [`ProblemKind::ConferenceIdLocked`] when nothing was typed, the field's fault when it is another ID.
pub(crate) fn check_lock(user: &User, typed: Option<ConferenceId>) -> Result<()> {
    match (user.conference_id, typed) {
        (Some(id), Some(typed)) if typed != id => {
            Err(Error::field("confirmConferenceId", Fault::NotTheConferenceId))
        }
        (Some(_), None) if user.conference_id_locked => Err(ProblemKind::ConferenceIdLocked.into()),
        (Some(_) | None, _) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use shared::{BridgeId, ProblemCode, Timestamp, UserId};
    use uuid::Uuid;

    use super::*;

    fn anna() -> User {
        let moment = Timestamp::from_milliseconds(1_795_500_000_000);
        let name = "anna@contoso.example";
        let id = UserId::from_uuid(Uuid::from_u128(7));
        let user = User::new(
            id,
            "Anna".into(),
            name.parse().unwrap(),
            name.parse().unwrap(),
            BridgeId::FIRST,
            moment,
        );
        User { dial_in_enabled: true, conference_id: Some("8271964".parse().unwrap()), ..user }
    }

    fn problem<T: std::fmt::Debug>(result: Result<T>) -> ProblemCode {
        match result.unwrap_err() {
            Error::Problem(problem) => problem.code(),
            error @ Error::Store(_) => panic!("{error}"),
        }
    }

    #[test]
    fn a_locked_id_is_to_be_typed() {
        let (right, wrong) = ("8271964".parse().ok(), "8271965".parse().ok());
        let locked = User { conference_id_locked: true, ..anna() };
        assert_eq!(problem(check_lock(&locked, None)), ProblemCode::ConferenceIdLocked);
        assert_eq!(problem(check_lock(&locked, wrong)), ProblemCode::InvalidFields);
        check_lock(&locked, right).unwrap();
        check_lock(&anna(), None).unwrap();
        assert_eq!(problem(check_lock(&anna(), wrong)), ProblemCode::InvalidFields);
        check_lock(&User { conference_id: None, ..locked }, None).unwrap();
    }

    #[test]
    fn an_id_that_cannot_be_set_is_refused_with_the_reason() {
        assert_eq!(static_id(&anna()).unwrap().to_string(), "8271964");
        let dynamic = User { conference_id: None, ..anna() };
        assert_eq!(problem(static_id(&dynamic)), ProblemCode::ConferenceIdDynamic);
        let kept = User { conference_id_kept: true, ..anna() };
        assert_eq!(problem(static_id(&kept)), ProblemCode::ConferenceIdDynamic);
        let disabled = User { dial_in_enabled: false, conference_id: None, ..anna() };
        assert_eq!(problem(static_id(&disabled)), ProblemCode::DialInNotEnabled);
    }
}
