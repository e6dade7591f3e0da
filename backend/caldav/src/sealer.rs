//! Sealing passwords with a key that is kept outside the database, and the pepper that is made of that key.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::{Pepper, Random, Sealer, SecretHash};
use hmac::{Hmac, Mac as _};
use rand::Rng as _;
use sha2::Sha256;
use shared::UserId;

/// What a sealed secret begins with, so that another way of sealing can be told apart one day.
const FORM: u8 = 1;
const NONCE_LENGTH: usize = 24;
const KEY_LENGTH: usize = 32;
/// What the fingerprint of a key is the hash of. Each thing that is hashed with the key has a label of its own, so that none
/// of the hashes tells anything about another.
const FINGERPRINT_OF: &[u8] = b"konfid: the fingerprint of a key file";
/// What the pepper of organizer PINs is the hash of.
const PEPPER_OF: &[u8] = b"konfid: the pepper of organizer PINs";

/// Seals with XChaCha20-Poly1305. The user is part of what is sealed: nobody can give a user the secret of
/// another by moving it in the database.
#[derive(Clone)]
pub struct FileKeySealer {
    cipher: XChaCha20Poly1305,
    fingerprint: SecretHash,
    pepper: Pepper,
}

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The file cannot be read or made.
    #[error("the key file cannot be read or created: {0}")]
    File(#[from] io::Error),
    /// There is something else in it.
    #[error(
        "the key file does not contain 64 hexadecimal digits; restore the right one, or remove it and connect the calendars again"
    )]
    NotAKey,
}

impl FileKeySealer {
    /// Opens the key in this file; makes one that only the owner can read if there is none.
    ///
    /// # Errors
    ///
    /// [`KeyFileError`] when the file cannot be read or made, or holds no key.
    pub fn open(path: &Path) -> Result<Self, KeyFileError> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => make(path)?,
            Err(error) => return Err(error.into()),
        };
        warn_if_others_can_read(path);
        let mut key = [0; KEY_LENGTH];
        hex::decode_to_slice(text.trim(), &mut key).map_err(|_| KeyFileError::NotAKey)?;
        Ok(Self::with_key(key))
    }

    /// Seals with this key.
    pub fn with_key(key: [u8; KEY_LENGTH]) -> Self {
        let hash = Hmac::<Sha256>::new_from_slice(&key).expect("a key of any length will do");
        let pepper = hash.clone().chain_update(PEPPER_OF).finalize();
        let fingerprint = hash.chain_update(FINGERPRINT_OF).finalize();
        Self {
            cipher: XChaCha20Poly1305::new(&key.into()),
            fingerprint: SecretHash(fingerprint.into_bytes().into()),
            pepper: Pepper::new(pepper.into_bytes().into()),
        }
    }

    /// Tells this key from others, and nothing about it: a hash that only who has the key can make.
    pub const fn fingerprint(&self) -> SecretHash {
        self.fingerprint
    }

    /// What organizer PINs are hashed with: made of the key, so that it need not be kept anywhere.
    pub fn pepper(&self) -> Pepper {
        self.pepper.clone()
    }
}

impl fmt::Debug for FileKeySealer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FileKeySealer")
    }
}

impl Sealer for FileKeySealer {
    fn seal(&self, user: UserId, secret: &str, random: &mut Random) -> Vec<u8> {
        let mut nonce = [0; NONCE_LENGTH];
        random.fill_bytes(&mut nonce);
        let user = user.uuid();
        let payload = Payload { msg: secret.as_bytes(), aad: user.as_bytes() };
        // Only a secret of many gigabytes cannot be encrypted; then nothing is kept that could be opened.
        let Ok(encrypted) = self.cipher.encrypt(&XNonce::from(nonce), payload) else { return Vec::new() };
        let mut sealed = vec![FORM];
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&encrypted);
        sealed
    }

    fn open(&self, user: UserId, sealed: &[u8]) -> Option<String> {
        let (form, rest) = sealed.split_first()?;
        let (nonce, encrypted) = rest.split_at_checked(NONCE_LENGTH)?;
        let nonce: [u8; NONCE_LENGTH] = nonce.try_into().ok().filter(|_| *form == FORM)?;
        let user = user.uuid();
        let payload = Payload { msg: encrypted, aad: user.as_bytes() };
        String::from_utf8(self.cipher.decrypt(&XNonce::from(nonce), payload).ok()?).ok()
    }
}

/// Makes a key and writes it, whole or not at all. If another process was faster, its key counts.
fn make(path: &Path) -> io::Result<String> {
    let mut key = [0; KEY_LENGTH];
    rand::rng().fill_bytes(&mut key);
    let text = hex::encode(key) + "\n";
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Temporary files can be read by their owner alone.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Ok(_) => {
            File::open(folder)?.sync_all()?;
            Ok(text)
        }
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => fs::read_to_string(path),
        Err(error) => Err(error.error),
    }
}

#[cfg(unix)]
fn warn_if_others_can_read(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    if fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0) {
        tracing::warn!(file = %path.display(), "others can read the key of the calendar passwords; make it readable by its owner only");
    }
}

#[cfg(not(unix))]
fn warn_if_others_can_read(_: &Path) {}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;
    use rand::rngs::StdRng;
    use uuid::Uuid;

    use super::*;

    fn user(number: u128) -> UserId {
        UserId::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn only_the_same_key_and_user_open_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("calendar.key");
        let mut random = StdRng::seed_from_u64(1);
        let sealer = FileKeySealer::open(&path).unwrap();
        let secret = sealer.seal(user(1), "hemligt-å", &mut random);
        assert!(!secret.windows(3).any(|part| part == b"hem"));
        assert_ne!(secret, sealer.seal(user(1), "hemligt-å", &mut random));

        let again = FileKeySealer::open(&path).unwrap();
        assert_eq!(again.fingerprint(), sealer.fingerprint());
        assert_ne!(again.fingerprint(), FileKeySealer::with_key([7; 32]).fingerprint());
        assert_eq!(again.pepper(), sealer.pepper());
        assert_ne!(again.pepper(), FileKeySealer::with_key([7; 32]).pepper());
        assert_ne!(again.pepper(), Pepper::new(again.fingerprint().0), "the database knows the fingerprint");
        assert_eq!(again.open(user(1), &secret).as_deref(), Some("hemligt-å"));
        assert_eq!(again.open(user(2), &secret), None);
        assert_eq!(FileKeySealer::with_key([7; 32]).open(user(1), &secret), None);
        for length in 0..secret.len() {
            assert_eq!(again.open(user(1), &secret[..length]), None);
        }
        let mut damaged = secret.clone();
        damaged[30] ^= 1;
        assert_eq!(again.open(user(1), &damaged), None);
    }

    #[cfg(unix)]
    #[test]
    fn the_key_is_for_its_owner_alone_and_never_replaced() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("calendar.key");
        FileKeySealer::open(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::write(&path, "not a key").unwrap();
        assert!(matches!(FileKeySealer::open(&path), Err(KeyFileError::NotAKey)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "not a key");
    }
}
