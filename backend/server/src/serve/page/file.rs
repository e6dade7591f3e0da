//! The embedded files.

use std::io::Read as _;

use axum::body::Bytes;
use rust_embed::{EmbeddedFile, RustEmbed};

/// For each file `X` of the page either `X`, or `X.br` (compressed by brotli), or both. Debug builds read the folder
/// when they run.
#[derive(RustEmbed)]
#[folder = "$KONFID_PAGE"]
#[allow_missing = true]
struct Folder;

/// How many bytes are decompressed at a time.
const BUFFER_BYTES: usize = 64 * 1024;

/// A file of the page.
pub(super) struct File {
    pub(super) bytes: Bytes,
    pub(super) encoding: Encoding,
    hash: [u8; 32],
}

/// How the bytes stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Identity,
    Brotli,
}

impl File {
    /// The file with this name, compressed if that is wanted and possible.
    pub(super) fn find(name: &str, brotli: bool) -> Option<Self> {
        const BROTLI: &str = ".br";
        if name.ends_with(BROTLI) {
            return None;
        }
        let compressed = || Folder::get(&format!("{name}{BROTLI}"));
        if brotli && let Some(file) = compressed() {
            return Some(Self::new(file, Encoding::Brotli));
        }
        if let Some(file) = Folder::get(name) {
            return Some(Self::new(file, Encoding::Identity));
        }
        let file = Self::new(compressed()?, Encoding::Brotli);
        let mut bytes = Vec::new();
        brotli_decompressor::Decompressor::new(&*file.bytes, BUFFER_BYTES).read_to_end(&mut bytes).ok()?;
        Some(Self { bytes: bytes.into(), encoding: Encoding::Identity, ..file })
    }

    fn new(file: EmbeddedFile, encoding: Encoding) -> Self {
        let hash = file.metadata.sha256_hash();
        let bytes = match file.data {
            std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            std::borrow::Cow::Owned(bytes) => bytes.into(),
        };
        Self { bytes, encoding, hash }
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
