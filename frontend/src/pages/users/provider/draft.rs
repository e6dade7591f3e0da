//! What stands in the form about a user's providers.

use shared::{Provider, ProviderProfileRequest, ProviderProfiles, ProviderProfilesRequest, ProviderRequest};

/// The parts of a profile, in the order of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Name,
    TollNumber,
    TollFree,
    Passcode,
    Domain,
    Url,
}

impl Part {
    pub(super) const ALL: [Self; 6] =
        [Self::Name, Self::TollNumber, Self::TollFree, Self::Passcode, Self::Domain, Self::Url];

    /// Its name in the API, which is also a part of the input's id.
    pub(super) const fn wire(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::TollNumber => "tollNumber",
            Self::TollFree => "tollFreeNumbers",
            Self::Passcode => "passcode",
            Self::Domain => "domain",
            Self::Url => "url",
        }
    }
}

/// One profile as it is typed: the texts in the order of [`Part::ALL`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ProfileDraft {
    /// Stays the same while others are removed, so that each input stays what it is.
    pub(super) key: usize,
    texts: [String; 6],
}

impl ProfileDraft {
    pub(super) fn text(&self, part: Part) -> &str {
        &self.texts[part as usize]
    }

    fn request(&self) -> ProviderProfileRequest {
        let text = |part| self.text(part).trim().to_owned();
        let filled = |part| Some(text(part)).filter(|text| !text.is_empty());
        let numbers = self.text(Part::TollFree).split([',', ';', '\n']).map(|one| one.trim().to_owned());
        ProviderProfileRequest {
            name: text(Part::Name),
            toll_number: text(Part::TollNumber),
            toll_free_numbers: numbers.filter(|one| !one.is_empty()).collect(),
            passcode: shared::WrittenPasscode(text(Part::Passcode)),
            domain: filled(Part::Domain),
            url: filled(Part::Url),
        }
    }
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) third_party: bool,
    /// There is always one.
    pub(super) profiles: Vec<ProfileDraft>,
    /// The place of the default one.
    pub(super) default: usize,
}

impl Draft {
    /// What a user has now.
    pub(super) fn of(provider: &Provider) -> Self {
        let profiles = provider.profiles().into_iter().flat_map(ProviderProfiles::all).map(|profile| {
            let request = ProviderProfileRequest::from(profile);
            ProfileDraft {
                key: 0,
                texts: [
                    request.name,
                    request.toll_number,
                    request.toll_free_numbers.join(", "),
                    request.passcode.0,
                    request.domain.unwrap_or_default(),
                    request.url.unwrap_or_default(),
                ],
            }
        });
        let mut profiles: Vec<ProfileDraft> = profiles.collect();
        if profiles.is_empty() {
            profiles.push(ProfileDraft::default());
        }
        for (key, profile) in profiles.iter_mut().enumerate() {
            profile.key = key;
        }
        // Whoever opens the form of a user with the built-in provider wants another one.
        Self { third_party: true, profiles, default: 0 }
    }

    pub(super) fn write(&mut self, place: usize, part: Part, text: String) {
        if let Some(profile) = self.profiles.get_mut(place) {
            profile.texts[part as usize] = text;
        }
    }

    pub(super) fn add(&mut self) {
        let key = self.profiles.iter().map(|profile| profile.key + 1).max().unwrap_or_default();
        self.profiles.push(ProfileDraft { key, ..ProfileDraft::default() });
    }

    /// Removes a profile; the default one stays the same if it can.
    pub(super) fn remove(&mut self, place: usize) {
        if self.profiles.len() > 1 && place < self.profiles.len() {
            self.profiles.remove(place);
            if place < self.default {
                self.default -= 1;
            } else if place == self.default {
                self.default = 0;
            }
        }
    }

    /// What is sent.
    pub(super) fn request(&self) -> ProviderRequest {
        if !self.third_party {
            return ProviderRequest::BuiltIn;
        }
        let mut requests: Vec<ProviderProfileRequest> =
            self.profiles.iter().map(ProfileDraft::request).collect();
        let default = requests.remove(self.default.min(requests.len() - 1));
        ProviderRequest::ThirdParty(ProviderProfilesRequest { default, others: requests })
    }

    /// What the API calls a part of the profile at this place, when it says what is wrong.
    pub(super) fn wire(&self, place: usize, part: Part) -> String {
        let part = part.wire();
        match place.cmp(&self.default) {
            std::cmp::Ordering::Equal => format!("default.{part}"),
            std::cmp::Ordering::Less => format!("others[{place}].{part}"),
            std::cmp::Ordering::Greater => format!("others[{}].{part}", place - 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_comes_first_and_faults_find_their_profile() {
        let mut draft = Draft::of(&Provider::BuiltIn);
        draft.add();
        draft.add();
        for (place, name) in ["A", "B", "C"].into_iter().enumerate() {
            draft.write(place, Part::Name, name.to_owned());
        }
        draft.write(1, Part::TollFree, "+46 20 12 34 56, ; +44 800 123 4567".to_owned());
        draft.default = 1;
        let ProviderRequest::ThirdParty(request) = draft.request() else { panic!("it is a third party") };
        assert_eq!(request.default.name, "B");
        assert_eq!(request.default.toll_free_numbers, ["+46 20 12 34 56", "+44 800 123 4567"]);
        let others: Vec<&str> = request.others.iter().map(|profile| profile.name.as_str()).collect();
        assert_eq!(others, ["A", "C"]);
        let wire = |place| draft.wire(place, Part::Passcode);
        assert_eq!(
            [wire(0), wire(1), wire(2)],
            ["others[0].passcode", "default.passcode", "others[1].passcode"]
        );
    }

    #[test]
    fn there_is_always_a_profile_and_a_default() {
        let mut draft = Draft::of(&Provider::BuiltIn);
        draft.remove(0);
        assert_eq!(draft.profiles.len(), 1);
        draft.add();
        draft.add();
        let keys: Vec<usize> = draft.profiles.iter().map(|profile| profile.key).collect();
        assert_eq!(keys, [0, 1, 2]);
        draft.default = 2;
        draft.remove(0);
        assert_eq!((draft.default, draft.profiles[draft.default].key), (1, 2));
        draft.remove(1);
        assert_eq!((draft.default, draft.profiles.len()), (0, 1));
        draft.third_party = false;
        assert_eq!(draft.request(), ProviderRequest::BuiltIn);
    }
}
