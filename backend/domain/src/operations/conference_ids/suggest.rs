//! Suggesting conference IDs that are easy to remember.

use std::mem::Discriminant;

use rand::SeedableRng;
use rand::rngs::StdRng;
use sha2::{Digest, Sha256};
use shared::{
    BridgeId, ConferenceId, Fault, IdOwner, ProblemKind, Suggestion, SuggestionOptions, SuggestionReason,
};

use super::availability::look_alikes;
use crate::id_space::memorable_ids;
use crate::{Error, Read, Result, is_service_number};

/// How many IDs are suggested.
const SUGGESTIONS: usize = 8;
/// How many of one kind at most, so that there is something to choose from.
const OF_A_KIND: usize = 4;
/// At how many IDs of one kind the ledger is looked at closely.
const LOOKED_AT_OF_A_KIND: usize = 8;

/// IDs of a bridge that are available and easy to remember, the best first. None is easily guessed, and none looks like one
/// that is in use, unless the bridge has so many that hardly any is left.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such bridge, a field's fault when `near` is too long.
pub async fn suggest_conference_ids(
    read: &mut dyn Read,
    bridge: BridgeId,
    options: &SuggestionOptions,
) -> Result<Vec<Suggestion>> {
    let near = options.near.as_deref().unwrap_or_default();
    if near.chars().count() > SuggestionOptions::NEAR_LENGTH_MAX {
        return Err(Error::field("near", Fault::LongerThan(SuggestionOptions::NEAR_LENGTH_MAX)));
    }
    let bridges = read.bridges().await?;
    let known = bridges.iter().find(|known| known.id == bridge).ok_or(ProblemKind::NotFound)?;
    let mut found = memorable_ids(near, &mut StdRng::from_seed(seed(bridge, options)));
    let ids: Vec<ConferenceId> = found.iter().map(|(id, _)| *id).collect();
    let candidates = read.candidates_among(bridge, &ids).await?;
    let mut left = candidates.into_iter().peekable();
    found.retain(|(id, _)| left.next_if_eq(id).is_some() && !is_service_number(known, *id));
    let found = some_of_each_kind(found);
    // The space may not know what another process has entered; the ledger does.
    let ids: Vec<ConferenceId> = found.iter().map(|(id, _)| *id).collect();
    let taken = read.ledger_entries(bridge, &ids).await?;
    let is_free = |id: ConferenceId| taken.iter().all(|entry| entry.conference_id != id);

    let own = options.user.map(IdOwner::User);
    let (mut good, mut similar) = (Vec::new(), Vec::new());
    for (conference_id, reason) in found.into_iter().filter(|(id, _)| is_free(*id)) {
        if good.len() == SUGGESTIONS {
            break;
        }
        if of_its_kind(&good, &reason) == OF_A_KIND {
            continue;
        }
        let look_alike = !look_alikes(read, bridge, conference_id, own).await?.is_empty();
        let suggestion = Suggestion { conference_id, reason, look_alike };
        if look_alike { similar.push(suggestion) } else { good.push(suggestion) }
    }
    similar.truncate(SUGGESTIONS - good.len());
    good.extend(similar);
    Ok(good)
}

/// The first of each kind, so that one of which there are thousands leaves room for the others.
fn some_of_each_kind(found: Vec<(ConferenceId, SuggestionReason)>) -> Vec<(ConferenceId, SuggestionReason)> {
    let mut kinds: Vec<(Discriminant<SuggestionReason>, usize)> = Vec::new();
    let is_wanted = |(_, reason): &(ConferenceId, SuggestionReason)| {
        let kind = std::mem::discriminant(reason);
        let place = kinds.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
            kinds.push((kind, 0));
            kinds.len() - 1
        });
        kinds[place].1 += 1;
        kinds[place].1 <= LOOKED_AT_OF_A_KIND
    };
    found.into_iter().filter(is_wanted).collect()
}

fn of_its_kind(suggestions: &[Suggestion], reason: &SuggestionReason) -> usize {
    let is_alike = |suggestion: &&Suggestion| {
        std::mem::discriminant(&suggestion.reason) == std::mem::discriminant(reason)
    };
    suggestions.iter().filter(is_alike).count()
}

/// The same for who asks the same: so a suggestion does not vanish while somebody thinks about it, and two who ask at once
/// are not told the same.
fn seed(bridge: BridgeId, options: &SuggestionOptions) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(bridge.number().to_le_bytes());
    hash.update(options.seed.to_le_bytes());
    hash.update(options.user.map(|user| user.uuid().into_bytes()).unwrap_or_default());
    hash.update(options.near.as_deref().unwrap_or_default());
    hash.finalize().into()
}
