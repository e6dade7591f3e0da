//! The hashes of passwords and PINs as they are kept: Argon2id, in PHC string format.

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Params, Version};

use crate::hashing::{Derivation, HashingPlace, Pepper};
use crate::{Error, Random, Result, StoreError};

/// The hash to keep.
pub(crate) async fn make(
    place: &mut dyn HashingPlace,
    secret: &str,
    pepper: Option<&Pepper>,
    random: &mut Random,
) -> Result<String> {
    let mut salt = [0; 16];
    random.fill_bytes(&mut salt);
    let parameters = Params::DEFAULT;
    let parts = (Algorithm::Argon2id, Version::V0x13, parameters.clone());
    let derivation = Derivation::new(secret, pepper, &salt, parts, Params::DEFAULT_OUTPUT_LEN);
    let output = place.derive(derivation).await?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&parameters).map_err(broken)?,
        salt: Some(Salt::new(&salt).map_err(broken)?),
        hash: Some(Output::new(&output).map_err(broken)?),
    };
    Ok(hash.to_string())
}

/// Whether the secret has this hash. Without a hash it takes as long and says no, so that nobody can tell from the time
/// whether there is one.
pub(crate) async fn matches(
    place: &mut dyn HashingPlace,
    secret: &str,
    pepper: Option<&Pepper>,
    hash: Option<&str>,
) -> Result<bool> {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let known = hash.is_some();
    let kept = PasswordHash::new(hash.unwrap_or(NOBODY)).map_err(broken)?;
    let (Some(salt), Some(wanted), Some(version)) = (&kept.salt, &kept.hash, kept.version) else {
        return Err(broken("a hash is not whole"));
    };
    let algorithm = Algorithm::new(kept.algorithm.as_str()).map_err(broken)?;
    let version = Version::try_from(version).map_err(broken)?;
    let parameters = Params::try_from(&kept).map_err(broken)?;
    let parts = (algorithm, version, parameters);
    let output = place.derive(Derivation::new(secret, pepper, salt, parts, wanted.len())).await?;
    // This comparison takes the same time wherever the first difference is.
    Ok((Output::new(&output).map_err(broken)? == *wanted) && known)
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn broken(error: impl ToString) -> Error {
    Error::Store(StoreError::Broken(error.to_string()))
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;
    use crate::DirectHashing;

    #[tokio::test]
    async fn only_who_has_the_pepper_can_tell_whether_a_pin_is_right() {
        let mut random = rand_chacha::ChaCha20Rng::seed_from_u64(1);
        let place = &mut DirectHashing;
        let (ours, other) = (Pepper::new([1; 32]), Pepper::new([2; 32]));
        let kept = make(place, "60417", Some(&ours), &mut random).await.unwrap();
        assert!(matches(place, "60417", Some(&ours), Some(&kept)).await.unwrap());
        assert!(!matches(place, "60418", Some(&ours), Some(&kept)).await.unwrap());
        assert!(!matches(place, "60417", Some(&other), Some(&kept)).await.unwrap());
        assert!(!matches(place, "60417", None, Some(&kept)).await.unwrap());
        assert!(!matches(place, "60417", Some(&ours), None).await.unwrap());
        assert_eq!(format!("{ours:?}"), "Pepper(…)");
    }
}
