//! Text as a reader sees it: without markup and invisible characters.

use super::characters::{folded, is_invisible, is_line_break, is_word};
use super::glyphs::Glyph;
use super::markup::{Reach, Tag, tag_at};
use super::tables::Tables;

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
    /// The places at which a tag parts the text, other than one for bold or the like; in order.
    pub(super) parted: Vec<usize>,
    /// The cells of tables.
    pub(super) tables: Tables,
    /// Of the inside of a tag: whether the text before it is about another service.
    pub(super) is_foreign: bool,
}

/// The text without its tags, and the inside of each tag.
pub(super) fn segments(glyphs: &[Glyph], kind: TextKind) -> Vec<Segment> {
    let mut text = Segment::default();
    text.characters.reserve(glyphs.len());
    text.glyphs.reserve(glyphs.len());
    let mut tags = Vec::new();
    let mut at = 0;
    let mut reach = Reach::default();
    while let Some(glyph) = glyphs.get(at) {
        if glyph.character == '<'
            && let Some(tag) = tag_at(glyphs, at, &mut reach)
        {
            text.pass(&tag, at);
            // Only a tag with a digit can hold a number.
            if glyphs[at..tag.end].iter().any(|glyph| glyph.cell.is_some()) {
                let mut inside = Segment {
                    is_foreign: text.is_below_another_service(text.characters.len()),
                    ..Segment::default()
                };
                for (index, glyph) in glyphs.iter().enumerate().take(tag.end).skip(at + 1) {
                    inside.push_visible(glyph.character, index, kind);
                }
                tags.push(inside);
            }
            at = tag.end + 1;
            continue;
        }
        text.push_visible(glyph.character, at, kind);
        at += 1;
    }
    text.tables.finish(text.characters.len());
    tags.insert(0, text);
    tags
}

impl Segment {
    /// Notes what a tag at this glyph does to the text.
    fn pass(&mut self, tag: &Tag, glyph: usize) {
        self.tables.pass(tag, self.characters.len());
        if tag.is_block() {
            self.push('\n', glyph);
        }
        if !tag.is_formatting() {
            self.parted.push(self.characters.len());
        }
    }

    /// Whether a tag parts the text between these places.
    pub(super) fn is_parted(&self, from: usize, to: usize) -> bool {
        let first = self.parted.partition_point(|place| *place < from);
        self.parted.get(first).is_some_and(|place| *place <= to)
    }

    fn push(&mut self, character: char, glyph: usize) {
        if self.first_word.is_none() && is_word(character) {
            self.first_word = Some(self.characters.len());
        }
        self.characters.push(character);
        self.glyphs.push(glyph);
    }

    fn push_visible(&mut self, character: char, glyph: usize, kind: TextKind) {
        if is_line_break(character) {
            self.push(if kind.html { ' ' } else { '\n' }, glyph);
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
