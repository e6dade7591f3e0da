//! Passwords, as Argon2id hashes.

use shared::{Fault, check_password};

use crate::hashing::HashingPlace;
use crate::{Error, Random, Result, kept_hash};

/// The weakest password that is taken: zxcvbn's third of four steps, which needs more than 10^8 guesses.
const WEAKEST: zxcvbn::Score = zxcvbn::Score::Three;

/// Checks a new password: its length, and that it is none that everybody tries first, such as a common password, a
/// row of keys, or the account's own name with a year.
pub(super) fn check(field: &'static str, password: &str, name: &str) -> Result<()> {
    check_password(password).map_err(|fault| Error::field(field, fault))?;
    if zxcvbn::zxcvbn(password, &[name, "konfid"]).score() < WEAKEST {
        return Err(Error::field(field, Fault::EasyToGuess));
    }
    Ok(())
}

/// The hash to keep, in PHC string format.
pub(super) async fn hash(
    place: &mut dyn HashingPlace,
    password: &str,
    random: &mut Random,
) -> Result<String> {
    kept_hash::make(place, password, None, random).await
}

/// Whether the password has this hash. Without a hash it takes as long and says no, so that nobody can tell
/// from the time which names exist.
pub(super) async fn verify(place: &mut dyn HashingPlace, password: &str, hash: Option<&str>) -> Result<bool> {
    kept_hash::matches(place, password, None, hash).await
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use shared::ProblemKind;

    use super::*;
    use crate::DirectHashing;

    #[tokio::test]
    async fn only_the_right_password_is_right() {
        let mut random = rand_chacha::ChaCha20Rng::seed_from_u64(1);
        let place = &mut DirectHashing;
        let kept = hash(place, "correct horse battery", &mut random).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(verify(place, "correct horse battery", Some(&kept)).await.unwrap());
        assert!(!verify(place, "correct horse batterx", Some(&kept)).await.unwrap());
        assert!(!verify(place, "correct horse battery", None).await.unwrap());
    }

    #[tokio::test]
    async fn a_hash_of_an_earlier_konfid_is_still_right() {
        let kept = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$";
        let argon2 = argon2::Argon2::default();
        let made =
            argon2::PasswordHasher::hash_password_with_salt(&argon2, b"old password 1", b"somesaltsomesalt");
        let made = made.unwrap().to_string();
        assert!(made.starts_with(kept), "{made}");
        assert!(verify(&mut DirectHashing, "old password 1", Some(&made)).await.unwrap());
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        let fault = |password: &str| match check("password", password, "Annika") {
            Err(Error::Problem(ProblemKind::InvalidFields(mut fields))) => Some(fields.remove(0).fault),
            other => other.map(|()| None).unwrap(),
        };
        for common in [
            "password1234",
            "Password2026!",
            "qwertyuiop12",
            "1q2w3e4r5t6y",
            "aaaaaaaaaaaaa",
            "annikaannika",
            "Annika123456",
            "konfidkonfid",
            "abcdefghijklm",
        ] {
            assert_eq!(fault(common), Some(Fault::EasyToGuess), "{common}");
        }
        for good in ["correct horse battery", "fyra kokta ägg i fönstret", "vT7$kq!mX2pLz9"] {
            assert_eq!(fault(good), None, "{good}");
        }
        assert_eq!(fault("vT7$kq!mX2p"), Some(Fault::ShorterThan(12)));
    }
}
