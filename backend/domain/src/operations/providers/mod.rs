//! Who provides users' audio conferencing: Konfid itself, or somebody else whose passcodes are entered by hand.

mod check;
mod known;
mod set;

pub(crate) use check::{Part, checked_profile};
pub use known::{KnownProvider, known_provider};
pub use set::set_provider;
pub(crate) use set::{become_third_party, use_built_in};

use shared::{ProblemKind, User};

use crate::Result;

/// Refuses what only Konfid's own conference IDs can have done to them.
pub(crate) fn refuse_third_party(user: &User) -> Result<()> {
    match user.provider.default_profile() {
        None => Ok(()),
        Some(profile) => Err(ProblemKind::ThirdPartyConferenceId { provider: profile.name.clone() }.into()),
    }
}
