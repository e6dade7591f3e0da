//! Text as a reader sees it: without markup and invisible characters.

use super::glyphs::{Glyph, folded, is_invisible, is_word};

/// How a stretch of text is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TextKind {
    /// HTML: a line break in the source is only a space.
    pub(super) html: bool,
    /// Quoted-printable.
    pub(super) quoted_printable: bool,
    /// The whole value is a conference ID and needs no anchor.
    pub(super) bare_id: bool,
}

/// A stretch of text as a reader sees it: without markup and invisible characters, or the inside of one tag.
#[derive(Default)]
pub(super) struct Segment {
    /// The characters, folded for comparing.
    pub(super) characters: Vec<char>,
    /// The glyph of each.
    pub(super) glyphs: Vec<usize>,
    /// Where the first word or number begins.
    pub(super) first_word: Option<usize>,
}

/// The text without its tags, and the inside of each tag.
pub(super) fn segments(glyphs: &[Glyph], kind: TextKind) -> Vec<Segment> {
    let mut text = Segment::default();
    text.characters.reserve(glyphs.len());
    text.glyphs.reserve(glyphs.len());
    let mut tags = Vec::new();
    let mut at = 0;
    let mut may_have_tags = true;
    while let Some(glyph) = glyphs.get(at) {
        if glyph.character == '<' && may_have_tags {
            match tag_end(glyphs, at) {
                Tag::Until(end) => {
                    if is_block(glyphs, at) {
                        text.push('\n', at);
                    }
                    // Only a tag with a digit can hold a number.
                    if glyphs[at..end].iter().any(|glyph| glyph.cell.is_some()) {
                        let mut tag = Segment::default();
                        for (index, glyph) in glyphs.iter().enumerate().take(end).skip(at + 1) {
                            tag.push_visible(glyph.character, index, kind);
                        }
                        tags.push(tag);
                    }
                    at = end + 1;
                    continue;
                }
                Tag::Never => may_have_tags = false,
                Tag::No => {}
            }
        }
        text.push_visible(glyph.character, at, kind);
        at += 1;
    }
    tags.insert(0, text);
    tags
}

/// Whether a `<` begins a tag.
enum Tag {
    /// It does; the tag ends with the `>` at this glyph.
    Until(usize),
    /// It does not.
    No,
    /// No `>` follows at all.
    Never,
}

fn tag_end(glyphs: &[Glyph], start: usize) -> Tag {
    // `<tel:…>` and `<https://…>` are addresses in plain text, not tags; `<o:p>` is a tag.
    const SCHEMES: &[&str] =
        &["tel", "sip", "sips", "http", "https", "mailto", "callto", "im", "skype", "msteams", "ftp", "urn"];
    match glyphs.get(start + 1).map(|glyph| glyph.character) {
        Some(character) if character.is_ascii_alphabetic() || matches!(character, '/' | '!') => {}
        _ => return Tag::No,
    }
    let name: String = word(glyphs, start + 1);
    let after = glyphs.get(start + 1 + name.len()).map(|glyph| glyph.character);
    if after == Some(':') && SCHEMES.contains(&name.as_str()) {
        return Tag::No;
    }
    match glyphs[start..].iter().position(|glyph| glyph.character == '>') {
        Some(length) => Tag::Until(start + length),
        None => Tag::Never,
    }
}

/// The ASCII letters and digits from here on, at most twelve, in lower case.
fn word(glyphs: &[Glyph], from: usize) -> String {
    glyphs[from.min(glyphs.len())..]
        .iter()
        .take(12)
        .map(|glyph| glyph.character.to_ascii_lowercase())
        .take_while(char::is_ascii_alphanumeric)
        .collect()
}

/// Whether the tag at this glyph ends a line for the reader.
fn is_block(glyphs: &[Glyph], start: usize) -> bool {
    let slash = usize::from(glyphs.get(start + 1).is_some_and(|glyph| glyph.character == '/'));
    let name = word(glyphs, start + 1 + slash);
    matches!(
        name.as_str(),
        "br" | "p"
            | "div"
            | "td"
            | "th"
            | "tr"
            | "table"
            | "tbody"
            | "li"
            | "ul"
            | "ol"
            | "hr"
            | "dd"
            | "dt"
            | "dl"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "pre"
            | "center"
            | "section"
    )
}

impl Segment {
    fn push(&mut self, character: char, glyph: usize) {
        if self.first_word.is_none() && is_word(character) {
            self.first_word = Some(self.characters.len());
        }
        self.characters.push(character);
        self.glyphs.push(glyph);
    }

    fn push_visible(&mut self, character: char, glyph: usize, kind: TextKind) {
        if kind.html && matches!(character, '\n' | '\r') {
            self.push(' ', glyph);
        } else if !is_invisible(character) {
            self.push(folded(character), glyph);
        }
    }

    pub(super) fn character(&self, at: usize) -> Option<char> {
        self.characters.get(at).copied()
    }

    /// The character before this place.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|before| self.character(before))
    }

    pub(super) fn digit(&self, at: usize, glyphs: &[Glyph]) -> Option<u8> {
        glyphs[*self.glyphs.get(at)?].digit()
    }
}
