//! The dial-in card: what somebody needs to join a conference by phone, on a sheet of paper.

use serde::{Deserialize, Serialize};

use crate::{InvitationBlock, Language, ServiceNumber, Timestamp, User, UserId};

/// What stands on a user's dial-in card. It has no PIN. It has whole IDs, so it cannot be written into a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DialInCard {
    /// The user's identifier.
    pub user: UserId,
    /// The user's name.
    pub display_name: String,
    /// The organisation's name; may be empty.
    pub organisation_name: String,
    /// The language of emails to the user, or else the organisation's.
    pub language: Language,
    /// The conference ID, in groups as people read it; another provider's as it was entered.
    pub conference_id: String,
    /// The numbers that callers dial, the default one first.
    pub numbers: Vec<CardNumber>,
    /// When all of this was so.
    pub at: Timestamp,
}

/// A service number on a dial-in card.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardNumber {
    /// The number itself.
    pub number: ServiceNumber,
    /// A link that calls the number and then enters the conference ID: `tel:+46812345678,,8271964%23`.
    pub one_tap: String,
}

impl DialInCard {
    /// The card of a user, with what the user's invitations say.
    pub fn new(
        user: &User,
        block: &InvitationBlock<'_>,
        organisation_name: String,
        language: Language,
        at: Timestamp,
    ) -> Self {
        let number = |(number, one_tap): (&ServiceNumber, _)| CardNumber { number: number.clone(), one_tap };
        Self {
            user: user.id,
            display_name: user.display_name.clone(),
            organisation_name,
            language,
            conference_id: block.digits(),
            numbers: block.calls().map(number).collect(),
            at,
        }
    }
}
