//! Character sets that a request names.

use shared::ImportUnreadable;

use super::code_pages;

/// The character set, unless the bytes say it better: Unicode is recognised by itself, and programs name it also for
/// what is not.
pub(super) fn worth_a_look(charset: &str) -> Option<String> {
    const RECOGNISED: [&str; 7] = ["utf-8", "utf8", "utf-16", "utf16", "ucs-2", "us-ascii", "ascii"];
    let charset = charset.trim_matches(['"', '\'', ' ']).to_ascii_lowercase();
    let recognised = RECOGNISED.iter().any(|name| charset.starts_with(name));
    (!charset.is_empty() && !recognised).then_some(charset)
}

/// Reads the bytes in this character set.
///
/// # Errors
///
/// When it is not known, or the bytes are no text in it.
pub(super) fn decode(bytes: &[u8], charset: String) -> Result<String, ImportUnreadable> {
    let text = code_pages::named(bytes, &charset).or_else(|| by_the_standard(bytes, &charset));
    text.ok_or(ImportUnreadable::UnknownCharset(charset))
}

/// The encodings of the web, by any of their names.
#[cfg(feature = "charsets")]
fn by_the_standard(bytes: &[u8], charset: &str) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(charset.as_bytes())?;
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

/// The demo does without: nobody can name one there, and its tables are large.
#[cfg(not(feature = "charsets"))]
fn by_the_standard(_: &[u8], _: &str) -> Option<String> {
    None
}
