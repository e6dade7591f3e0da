//! Whether a conference ID can be chosen, and what is to be known before.

use serde::{Deserialize, Serialize};

use crate::{
    BridgeId, ConferenceId, Day, Describe, GuessableReason, IdOwner, Language, PhoneNumber, ReservationId,
    Timestamp, UserId, isolated,
};

/// For whom an ID is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct AvailabilityOptions {
    /// The user who is to get the ID. Their own IDs, those in quarantine too, are available to them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
}

/// Whether a conference ID can be chosen, and what is to be known before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConferenceIdAvailability {
    /// The bridge on which it was looked at.
    pub bridge: BridgeId,
    /// The ID.
    pub conference_id: ConferenceId,
    /// Whether it can be chosen.
    pub verdict: Verdict,
    /// What stands against it, or is to be known; nothing for an ID that is free and good.
    pub findings: Vec<Finding>,
}

/// Whether a conference ID can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Verdict {
    /// It can be chosen.
    Available,
    /// It can be chosen by somebody who says yes to what was found.
    NeedsYes,
    /// It cannot be chosen.
    NotAvailable,
}

/// What is to be known of a conference ID before it is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Finding {
    /// The user has it already.
    Present,
    /// It belongs to somebody else.
    #[serde(rename_all = "camelCase")]
    Taken {
        /// Who has it.
        owner: IdOwner,
        /// The owner's name; `null` where there is none.
        owner_name: Option<String>,
    },
    /// It is in quarantine.
    #[serde(rename_all = "camelCase")]
    Quarantined {
        /// Until when.
        until: Timestamp,
        /// Who had it last.
        owner: IdOwner,
        /// That owner's name; `null` where there is none, or it was struck out.
        owner_name: Option<String>,
        /// Whether it was the user's own, who can take it back.
        own: bool,
    },
    /// It is reserved. It can be chosen by naming the reservation.
    #[serde(rename_all = "camelCase")]
    Reserved {
        /// The reservation.
        reservation: ReservationId,
        /// For whom.
        reserved_for: String,
        /// The last day of the reservation.
        until: Day,
    },
    /// A service number of the bridge ends with it, so callers would confuse the two.
    ServiceNumber {
        /// The number.
        number: PhoneNumber,
    },
    /// It is easily guessed. It needs an organizer PIN and an explicit yes.
    #[serde(rename_all = "camelCase")]
    Guessable {
        /// Why.
        reason: GuessableReason,
        /// Whether the user has an organizer PIN; `null` when no user was named.
        has_pin: Option<bool>,
    },
    /// One wrong digit, or two neighbouring digits swapped, leads to somebody else's ID. It needs an explicit yes.
    #[serde(rename_all = "camelCase")]
    LookAlike {
        /// The other ID.
        conference_id: ConferenceId,
        /// Who has that one.
        owner: IdOwner,
        /// The name of who has that one; `null` where there is none.
        owner_name: Option<String>,
    },
}

impl Finding {
    /// What it means for choosing the ID.
    pub const fn verdict(&self) -> Verdict {
        match self {
            Self::Present | Self::Quarantined { own: true, .. } => Verdict::Available,
            Self::Guessable { has_pin: Some(true) | None, .. }
            | Self::LookAlike { .. }
            | Self::Reserved { .. } => Verdict::NeedsYes,
            Self::Guessable { has_pin: Some(false), .. }
            | Self::Taken { .. }
            | Self::Quarantined { own: false, .. }
            | Self::ServiceNumber { .. } => Verdict::NotAvailable,
        }
    }
}

impl ConferenceIdAvailability {
    /// What these findings mean together.
    pub fn new(bridge: BridgeId, conference_id: ConferenceId, findings: Vec<Finding>) -> Self {
        let verdict = findings.iter().map(Finding::verdict).max().unwrap_or(Verdict::Available);
        Self { bridge, conference_id, verdict, findings }
    }
}

impl Describe for Verdict {
    fn describe(&self, language: Language) -> String {
        let (english, swedish) = match self {
            Self::Available => ("Available", "Ledigt"),
            Self::NeedsYes => ("Available, but read this first", "Ledigt, men läs det här först"),
            Self::NotAvailable => ("Not available", "Inte ledigt"),
        };
        match language {
            Language::En => english.to_owned(),
            Language::Sv => swedish.to_owned(),
        }
    }
}

impl Describe for Finding {
    fn describe(&self, language: Language) -> String {
        let name = |name: &Option<String>| name.as_deref().map(|name| isolated(name).into_owned());
        match (language, self) {
            (Language::En, Self::Present) => "The user has this conference ID already.".to_owned(),
            (Language::Sv, Self::Present) => "Användaren har redan det här konferens-ID:t.".to_owned(),
            (Language::En, Self::Taken { owner_name, .. }) => match name(owner_name) {
                Some(name) => format!("Taken: it belongs to {name}."),
                None => "Taken.".to_owned(),
            },
            (Language::Sv, Self::Taken { owner_name, .. }) => match name(owner_name) {
                Some(name) => format!("Upptaget: det tillhör {name}."),
                None => "Upptaget.".to_owned(),
            },
            (Language::En, Self::Quarantined { until, own: true, .. }) => {
                format!(
                    "It was this user’s own and is in quarantine until {}. The user can have it back.",
                    Day::of(*until)
                )
            }
            (Language::Sv, Self::Quarantined { until, own: true, .. }) => format!(
                "Det har varit användarens eget och är i karantän till {}. Användaren kan få tillbaka det.",
                Day::of(*until)
            ),
            (Language::En, Self::Quarantined { until, owner_name, .. }) => match name(owner_name) {
                Some(name) => format!("In quarantine until {}. It last belonged to {name}.", Day::of(*until)),
                None => format!("In quarantine until {}.", Day::of(*until)),
            },
            (Language::Sv, Self::Quarantined { until, owner_name, .. }) => match name(owner_name) {
                Some(name) => format!("I karantän till {}. Det tillhörde senast {name}.", Day::of(*until)),
                None => format!("I karantän till {}.", Day::of(*until)),
            },
            (Language::En, Self::Reserved { reserved_for, until, .. }) => {
                format!("Reserved for {} until {until}.", isolated(reserved_for))
            }
            (Language::Sv, Self::Reserved { reserved_for, until, .. }) => {
                format!("Reserverat för {} till och med {until}.", isolated(reserved_for))
            }
            (Language::En, Self::ServiceNumber { number }) => {
                format!("The service number {number} ends with it. Callers would confuse the two.")
            }
            (Language::Sv, Self::ServiceNumber { number }) => {
                format!("Telefonnumret {number} slutar på det. De som ringer skulle förväxla dem.")
            }
            (Language::En, Self::Guessable { reason, has_pin }) => {
                let why = reason.describe(language);
                match has_pin {
                    Some(false) => format!(
                        "Easily guessed: {why}. Only a user with an organizer PIN can have it; set a PIN first."
                    ),
                    Some(true) | None => format!("Easily guessed: {why}. Strangers may try it."),
                }
            }
            (Language::Sv, Self::Guessable { reason, has_pin }) => {
                let why = reason.describe(language);
                match has_pin {
                    Some(false) => format!(
                        "Lätt att gissa: {why}. Bara en användare med PIN-kod kan få det; ange en PIN-kod först."
                    ),
                    Some(true) | None => format!("Lätt att gissa: {why}. Obehöriga kan komma att prova det."),
                }
            }
            (Language::En, Self::LookAlike { conference_id, owner_name, .. }) => {
                let other = conference_id.grouped();
                match name(owner_name) {
                    Some(name) => format!(
                        "Looks like {other}, which belongs to {name}. A slip of the finger leads there."
                    ),
                    None => format!("Looks like {other}, which is in use. A slip of the finger leads there."),
                }
            }
            (Language::Sv, Self::LookAlike { conference_id, owner_name, .. }) => {
                let other = conference_id.grouped();
                match name(owner_name) {
                    Some(name) => format!("Liknar {other}, som tillhör {name}. Den som slår fel kommer dit."),
                    None => format!("Liknar {other}, som används. Den som slår fel kommer dit."),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn every_finding_has_a_sentence_and_a_verdict() {
        let anna = IdOwner::User(UserId::from_uuid(Uuid::from_u128(7)));
        let name = Some("Anna Berg".to_owned());
        let until = Timestamp::from_milliseconds(1_795_500_000_000);
        let findings = [
            Finding::Present,
            Finding::Taken { owner: anna, owner_name: name.clone() },
            Finding::Taken { owner: anna, owner_name: None },
            Finding::Quarantined { until, owner: anna, owner_name: name.clone(), own: false },
            Finding::Quarantined { until, owner: anna, owner_name: None, own: false },
            Finding::Quarantined { until, owner: anna, owner_name: name.clone(), own: true },
            Finding::Reserved {
                reservation: ReservationId::from_uuid(Uuid::from_u128(8)),
                reserved_for: "Fair 2027".to_owned(),
                until: Day::of(until),
            },
            Finding::ServiceNumber { number: "+46846500400".parse().unwrap() },
            Finding::Guessable { reason: GuessableReason::Sequence, has_pin: Some(false) },
            Finding::Guessable { reason: GuessableReason::FewDigits, has_pin: Some(true) },
            Finding::Guessable { reason: GuessableReason::Repetition, has_pin: None },
            Finding::LookAlike { conference_id: "8271964".parse().unwrap(), owner: anna, owner_name: name },
            Finding::LookAlike { conference_id: "8271964".parse().unwrap(), owner: anna, owner_name: None },
        ];
        let mut told = Vec::new();
        for finding in findings {
            told.push(format!("{:?}", finding.verdict()));
            told.extend(Language::ALL.map(|language| finding.describe(language)));
        }
        insta::assert_snapshot!(told.join("\n"));
    }

    #[test]
    fn the_worst_finding_decides() {
        let id = "8271964".parse().unwrap();
        let verdict =
            |findings: Vec<Finding>| ConferenceIdAvailability::new(BridgeId::FIRST, id, findings).verdict;
        let guessable = |has_pin| Finding::Guessable { reason: GuessableReason::Sequence, has_pin };
        assert_eq!(verdict(Vec::new()), Verdict::Available);
        assert_eq!(verdict(vec![Finding::Present]), Verdict::Available);
        assert_eq!(verdict(vec![Finding::Present, guessable(Some(true))]), Verdict::NeedsYes);
        assert_eq!(verdict(vec![guessable(Some(true)), guessable(Some(false))]), Verdict::NotAvailable);
    }
}
