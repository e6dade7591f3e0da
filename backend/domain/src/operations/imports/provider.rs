//! What a row does to a user's provider.

use shared::{
    DirectoryState, ImportChange, ImportedUser, Provider, ProviderProfile, ProviderProfiles, ProviderRefusal,
    User, fold_case,
};

use crate::operations::conference_ids::check_lock;
use crate::{Read, Result};

/// The profiles that a user gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProviderStep {
    pub(super) profiles: ProviderProfiles,
    /// Whether the file has the passcode without its leading zeros, which the user keeps.
    pub(super) keeps_zeros: bool,
}

/// What the row does to the provider of the user, if it does anything. A profile takes the place of the one at the same
/// provider, or is added. What the file does not say of it stays as it is. Who cannot sign in gets no provider.
pub(super) async fn provider_step(
    read: &mut dyn Read,
    existing: Option<&User>,
    imported: &ImportedUser,
) -> Result<std::result::Result<Option<ProviderStep>, ProviderRefusal>> {
    let Some(profile) = imported.provider.as_ref().filter(|_| imported.state == DirectoryState::Active)
    else {
        return Ok(Ok(None));
    };
    let step = match step(existing, profile.clone()) {
        Ok(step) => step,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let provider = Provider::ThirdParty(step.profiles.clone());
    if existing.is_some_and(|user| user.dial_in_enabled && user.provider == provider) {
        // Nothing is different, but somebody may want to know of the zeros.
        return Ok(Ok(step.keeps_zeros.then_some(step)));
    }
    if existing.is_some_and(|user| check_lock(user, None).is_err()) {
        return Ok(Err(ProviderRefusal::ConferenceIdLocked));
    }
    for profile in step.profiles.all() {
        if let Some(holder) = read.user_by_provider_key(&profile.key()).await?
            && existing.is_none_or(|user| user.id != holder.id)
        {
            return Ok(Err(ProviderRefusal::PasscodeTaken { user: holder.display_name }));
        }
    }
    Ok(Ok(Some(step)))
}

fn step(
    existing: Option<&User>,
    mut profile: ProviderProfile,
) -> std::result::Result<ProviderStep, ProviderRefusal> {
    let Some(mut profiles) = existing.and_then(|user| user.provider.profiles()).cloned() else {
        let profiles = ProviderProfiles { default: profile, others: Vec::new() };
        return Ok(ProviderStep { profiles, keeps_zeros: false });
    };
    let name = fold_case(&profile.name);
    let is_same = |other: &&mut ProviderProfile| fold_case(&other.name) == name;
    let mut keeps_zeros = false;
    let same = std::iter::once(&mut profiles.default).chain(&mut profiles.others).find(is_same);
    if let Some(place) = same {
        keeps_zeros = place.passcode.is_without_zeros(profile.passcode.as_str());
        if keeps_zeros {
            profile.passcode = place.passcode.clone();
        }
        if profile.toll_free_numbers.is_empty() {
            profile.toll_free_numbers.clone_from(&place.toll_free_numbers);
        }
        profile.domain = profile.domain.or_else(|| place.domain.clone());
        profile.url = profile.url.or_else(|| place.url.clone());
        *place = profile;
    } else if profiles.others.len() + 1 < ProviderProfiles::MOST {
        profiles.others.push(profile);
    } else {
        return Err(ProviderRefusal::TooManyProfiles);
    }
    Ok(ProviderStep { profiles, keeps_zeros })
}

/// The change as it is told, with most of each passcode hidden.
pub(super) fn change(existing: &User, step: &ProviderStep) -> Option<ImportChange> {
    let after = Provider::ThirdParty(step.profiles.clone());
    if existing.dial_in_enabled && existing.provider == after {
        return None;
    }
    let told = |provider: &Provider| {
        let profiles = provider.profiles().into_iter().flat_map(ProviderProfiles::all);
        profiles.map(ProviderProfile::summary).collect::<Vec<_>>().join("; ")
    };
    let before = if existing.dial_in_enabled { told(&existing.provider) } else { String::new() };
    Some(ImportChange { field: "provider".to_owned(), before, after: told(&after) })
}
