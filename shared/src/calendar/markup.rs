//! Where tags begin and end, and what they do to the text around them.

use super::glyphs::Glyph;

/// A tag.
#[derive(Debug)]
pub(super) struct Tag {
    /// Its name in lower case.
    pub(super) name: String,
    /// Whether it closes an element.
    pub(super) closes: bool,
    /// The glyph of its `>`.
    pub(super) end: usize,
}

/// What may still follow in the text. Looking for an end that is not there again and again would take forever.
#[derive(Debug)]
pub(super) struct Reach {
    tags: bool,
    comments: bool,
}

impl Default for Reach {
    fn default() -> Self {
        Self { tags: true, comments: true }
    }
}

/// The tag that begins with this `<`.
pub(super) fn tag_at(glyphs: &[Glyph], start: usize, reach: &mut Reach) -> Option<Tag> {
    // `<tel:…>` and `<https://…>` are addresses in plain text, not tags; `<o:p>` is a tag.
    const SCHEMES: &[&str] =
        &["tel", "sip", "sips", "http", "https", "mailto", "callto", "im", "skype", "msteams", "ftp", "urn"];
    if !reach.tags {
        return None;
    }
    let character = |at: usize| glyphs.get(at).map(|glyph| glyph.character);
    let closes = character(start + 1) == Some('/');
    if !closes && !character(start + 1).is_some_and(|first| first.is_ascii_alphabetic() || first == '!') {
        return None;
    }
    let from = start + 1 + usize::from(closes);
    let name = word(glyphs, from);
    if !closes && character(from + name.len()) == Some(':') && SCHEMES.contains(&name.as_str()) {
        return None;
    }
    let is_comment = [1, 2, 3].map(|ahead| character(start + ahead)) == [Some('!'), Some('-'), Some('-')];
    let comment_end = if is_comment && reach.comments { end_of_comment(glyphs, start) } else { None };
    reach.comments &= !is_comment || comment_end.is_some();
    let end = comment_end.or_else(|| end_outside_quotes(glyphs, start)).or_else(|| {
        let length = glyphs[start..].iter().position(|glyph| glyph.character == '>');
        reach.tags = length.is_some();
        Some(start + length?)
    })?;
    Some(Tag { name, closes, end })
}

/// The end of a comment, which may hold `>`.
fn end_of_comment(glyphs: &[Glyph], start: usize) -> Option<usize> {
    let inside = glyphs.get(start + 4..)?;
    let length =
        inside.windows(3).position(|three| [0, 1, 2].map(|at| three[at].character) == ['-', '-', '>'])?;
    Some(start + 4 + length + 2)
}

/// The first `>` that stands in no quotation marks, if it is near; quotation marks are not always closed.
fn end_outside_quotes(glyphs: &[Glyph], start: usize) -> Option<usize> {
    const NEAR: usize = 400;
    let mut quotation: Option<char> = None;
    let mut previous = ' ';
    for (at, glyph) in glyphs.iter().enumerate().skip(start).take(NEAR) {
        match (quotation, glyph.character) {
            (None, '>') => return Some(at),
            (None, mark @ ('"' | '\'')) if previous == '=' => quotation = Some(mark),
            (Some(open), mark) if open == mark => quotation = None,
            _ => {}
        }
        previous = glyph.character;
    }
    None
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

impl Tag {
    /// Whether it ends a line for the reader.
    pub(super) fn is_block(&self) -> bool {
        const BLOCKS: &[&str] = &[
            "br",
            "p",
            "div",
            "td",
            "th",
            "tr",
            "table",
            "tbody",
            "thead",
            "tfoot",
            "caption",
            "li",
            "ul",
            "ol",
            "hr",
            "dd",
            "dt",
            "dl",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "pre",
            "center",
            "section",
            "article",
            "header",
            "footer",
            "address",
            "main",
            "option",
        ];
        BLOCKS.contains(&self.name.as_str())
    }

    /// Whether it only changes how letters look, so that the phrase goes on.
    pub(super) fn is_formatting(&self) -> bool {
        matches!(
            self.name.as_str(),
            "b" | "strong"
                | "i"
                | "em"
                | "u"
                | "font"
                | "small"
                | "big"
                | "mark"
                | "wbr"
                | "sub"
                | "sup"
                | "o"
        )
    }
}
