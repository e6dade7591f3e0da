//! What the passcodes of some providers look like. Only what the provider itself says in its own help stands here; for
//! any other provider the general rule holds.

use shared::fold_case;

/// A provider of which it is known what its conference IDs look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownProvider {
    /// How the provider writes its name.
    pub name: &'static str,
    /// The fewest digits.
    pub shortest: usize,
    /// The most digits.
    pub longest: usize,
}

const KNOWN: &[KnownProvider] = &[
    // Meeting IDs have 9, 10 or 11 digits.
    KnownProvider { name: "Zoom", shortest: 9, longest: 11 },
];

/// What is known of the provider with this name, in whatever case it is written.
pub fn known_provider(name: &str) -> Option<&'static KnownProvider> {
    let name = fold_case(name.trim());
    KNOWN.iter().find(|known| fold_case(known.name) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn providers_are_known_by_name_in_any_case() {
        assert_eq!(known_provider(" ZOOM ").map(|known| (known.shortest, known.longest)), Some((9, 11)));
        assert_eq!(known_provider("Zoomer"), None);
    }
}
