//! Fingerprints of files, and stamps that say which inputs a folder was made from.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest as _, Sha256};

use crate::folders::files;

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn of_bytes(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The SHA-256 of a file, in hexadecimal.
pub(crate) fn of_file(file: &Path) -> Result<String> {
    Ok(of_bytes(&read(file)?))
}

/// One fingerprint of all these files and folders (with their names), and of some words besides.
pub(crate) fn of_inputs(root: &Path, paths: &[&str], words: &[String]) -> Result<String> {
    let mut hasher = Sha256::new();
    for path in paths {
        for file in files(&root.join(path))? {
            let name = file.strip_prefix(root).unwrap_or(&file);
            hasher.update(name.to_string_lossy().as_bytes());
            hasher.update([0]);
            hasher.update(Sha256::digest(read(&file)?));
        }
    }
    for word in words {
        hasher.update(word);
        hasher.update([0]);
    }
    Ok(hexadecimal(&hasher.finalize()))
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("{} could not be read", file.display()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_is_sha_256() {
        assert_eq!(of_bytes(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn another_name_or_another_word_is_another_fingerprint() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let one = of_inputs(root, &["Cargo.toml"], &[]).unwrap();
        assert_ne!(one, of_inputs(root, &["src/main.rs"], &[]).unwrap());
        assert_ne!(one, of_inputs(root, &["Cargo.toml"], &["with wasm-opt".to_owned()]).unwrap());
        assert_eq!(one, of_inputs(root, &["Cargo.toml", "is-not-there"], &[]).unwrap());
    }
}
