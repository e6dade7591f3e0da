//! Passwords, as Argon2id hashes.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, PasswordHash};

use crate::{Error, Random, Result, StoreError};

/// The hash to keep, in PHC string format.
pub(super) fn hash(password: &str, random: &mut Random) -> Result<String> {
    let mut salt = [0; 16];
    random.fill_bytes(&mut salt);
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| Error::Store(StoreError::Broken(error.to_string())))
}

/// Whether the password has this hash. Without a hash it takes as long and says no, so that nobody can tell
/// from the time which names exist.
pub(super) fn verify(password: &str, hash: Option<&str>) -> bool {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let known = hash.is_some();
    let matches = PasswordHash::new(hash.unwrap_or(NOBODY))
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
    known && matches
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn only_the_right_password_is_right() {
        let mut random = rand_chacha::ChaCha20Rng::seed_from_u64(1);
        let kept = hash("correct horse battery", &mut random).unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(verify("correct horse battery", Some(&kept)));
        assert!(!verify("correct horse batterx", Some(&kept)));
        assert!(!verify("correct horse battery", None));
    }
}
