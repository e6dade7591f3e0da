//! The embedded files.

use std::borrow::Cow;
use std::io::Read as _;

use axum::body::Bytes;
use rust_embed::RustEmbed;

/// For each file `X` of the page either `X`, or `X.br` (compressed by brotli), or both. Debug builds read the folder
/// when they run.
#[derive(RustEmbed)]
#[folder = "$KONFID_PAGE"]
#[allow_missing = true]
struct Folder;

/// How many bytes are decompressed at a time.
const BUFFER_BYTES: usize = 64 * 1024;
/// What the names of compressed files end with.
const BROTLI: &str = ".br";

/// A file of the page.
#[derive(Debug)]
pub(super) struct File {
    pub(super) bytes: Bytes,
    pub(super) encoding: Encoding,
    /// The SHA-256 of the bytes as they were embedded.
    pub(super) hash: [u8; 32],
}

/// How the bytes stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Identity,
    Brotli,
}

impl File {
    /// The page's file with this name, compressed if that is wanted and possible.
    pub(super) fn find(name: &str, brotli: bool) -> Option<Self> {
        Self::find_by(embedded, name, brotli)
    }

    fn find_by(get: impl Fn(&str) -> Option<(Bytes, [u8; 32])>, name: &str, brotli: bool) -> Option<Self> {
        if name.ends_with(BROTLI) {
            return None;
        }
        let compressed = || {
            let (bytes, hash) = get(&format!("{name}{BROTLI}"))?;
            Some(Self { bytes, encoding: Encoding::Brotli, hash })
        };
        if brotli && let Some(file) = compressed() {
            return Some(file);
        }
        if let Some((bytes, hash)) = get(name) {
            return Some(Self { bytes, encoding: Encoding::Identity, hash });
        }
        let file = compressed()?;
        let mut bytes = Vec::new();
        brotli_decompressor::Decompressor::new(&*file.bytes, BUFFER_BYTES).read_to_end(&mut bytes).ok()?;
        Some(Self { bytes: bytes.into(), encoding: Encoding::Identity, ..file })
    }

    /// Names this content in this encoding, quoted as HTTP wants it.
    pub(super) fn entity_tag(&self) -> String {
        let hash = hex::encode(&self.hash[..12]);
        let encoding = match self.encoding {
            Encoding::Identity => "",
            Encoding::Brotli => "-br",
        };
        format!("\"{hash}{encoding}\"")
    }
}

fn embedded(name: &str) -> Option<(Bytes, [u8; 32])> {
    let file = Folder::get(name)?;
    let bytes = match file.data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    };
    Some((bytes, file.metadata.sha256_hash()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `hello`, as the brotli program writes it.
    const HELLO: &[u8] = b"\x0b\x02\x80hello\x03";

    fn folder(name: &str) -> Option<(Bytes, [u8; 32])> {
        let bytes: &'static [u8] = match name {
            "page.js.br" => HELLO,
            "index.html" => b"plain",
            "index.html.br" => b"compressed",
            _ => return None,
        };
        Some((Bytes::from_static(bytes), [7; 32]))
    }

    #[test]
    fn everybody_gets_a_file_that_stands_there_compressed_only() {
        let file = File::find_by(folder, "page.js", true).unwrap();
        assert_eq!((&*file.bytes, file.encoding), (HELLO, Encoding::Brotli));
        let file = File::find_by(folder, "page.js", false).unwrap();
        assert_eq!((&*file.bytes, file.encoding), (&b"hello"[..], Encoding::Identity));
    }

    #[test]
    fn the_two_encodings_have_different_tags() {
        let tag = |brotli| File::find_by(folder, "index.html", brotli).unwrap().entity_tag();
        assert_eq!(tag(true), "\"070707070707070707070707-br\"");
        assert_eq!(tag(false), "\"070707070707070707070707\"");
    }

    #[test]
    fn compressed_files_are_not_there_by_their_own_names() {
        assert!(File::find_by(folder, "page.js.br", true).is_none());
        assert!(File::find_by(folder, "missing.js", true).is_none());
    }
}
