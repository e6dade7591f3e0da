//! An import as it is kept: the file, which of its rows are shown first, and who is missing from it, in pieces that are
//! short enough to be written while others wait.

use shared::{ImportCounts, ImportId, UserId};
use uuid::Uuid;

use crate::{Read, Result, StoreError};

/// How many bytes of a file are kept in one transaction at most: a few milliseconds of writing.
const PIECE_BYTES: usize = 128 * 1024;
/// How many lines or users stand in one piece.
const IN_A_PIECE: usize = 4_000;

/// What is kept of an import, apart from its counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeptImport {
    /// The file, decoded.
    pub(crate) text: String,
    /// The lines of rows that were refused, in their order.
    pub(super) refused: Vec<u64>,
    /// The lines of rows with a note, in their order.
    pub(super) noted: Vec<u64>,
    /// The enabled users that the file does not speak of.
    pub(crate) missing: Vec<UserId>,
}

impl KeptImport {
    /// Reads it. The counts say how many pieces at the end are not of the file.
    pub(crate) async fn read(read: &mut dyn Read, import: ImportId, counts: &ImportCounts) -> Result<Self> {
        Self::from_pieces(&read.pieces(import.uuid()).await?, counts)
            .ok_or_else(|| StoreError::Broken("what is kept of an import is damaged".to_owned()).into())
    }

    /// Everything, cut into pieces.
    pub(super) fn pieces(&self) -> Vec<String> {
        let mut pieces: Vec<String> = text_pieces(&self.text).map(str::to_owned).collect();
        for lines in [&self.refused, &self.noted] {
            pieces.extend(lines.chunks(IN_A_PIECE).map(|lines| joined(lines, u64::to_string)));
        }
        let users = self.missing.chunks(IN_A_PIECE);
        pieces.extend(users.map(|users| joined(users, |user| user.uuid().simple().to_string())));
        pieces
    }

    fn from_pieces(pieces: &[String], counts: &ImportCounts) -> Option<Self> {
        let length =
            |count: u64| usize::try_from(count).map_or(usize::MAX, |count| count.div_ceil(IN_A_PIECE));
        let (rest, missing) = pieces.split_at_checked(pieces.len().checked_sub(length(counts.missing))?)?;
        let (rest, noted) = rest.split_at_checked(rest.len().checked_sub(length(counts.noted))?)?;
        let (text, refused) = rest.split_at_checked(rest.len().checked_sub(length(counts.refused))?)?;
        let lines = |pieces: &[String]| -> Option<Vec<u64>> {
            pieces.iter().flat_map(|piece| piece.lines()).map(|line| line.parse().ok()).collect()
        };
        let users = missing.iter().flat_map(|piece| piece.lines());
        let users = users.map(|user| Uuid::try_parse(user).ok().map(UserId::from_uuid));
        Some(Self {
            text: text.concat(),
            refused: lines(refused)?,
            noted: lines(noted)?,
            missing: users.collect::<Option<_>>()?,
        })
    }
}

fn joined<T>(items: &[T], written: impl Fn(&T) -> String) -> String {
    items.iter().map(written).collect::<Vec<_>>().join("\n")
}

/// The text in pieces that are short enough.
fn text_pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE_BYTES));
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pieces_make_the_whole_again() {
        let text = "å".repeat(PIECE_BYTES) + "x";
        let pieces: Vec<&str> = text_pieces(&text).collect();
        assert!(pieces.len() > 2 && pieces.iter().all(|piece| piece.len() <= PIECE_BYTES));
        assert_eq!(pieces.concat(), text);
        assert_eq!(text_pieces("").count(), 0);
    }

    proptest! {
        #[test]
        fn what_was_kept_is_read_again(
            text in "[a-z\n]{0,40}",
            lengths in [0_usize..9_000, 0_usize..9_000, 0_usize..9_000],
        ) {
            let [refused, noted, missing] = lengths;
            let lines = |count: usize| (0..count as u64).map(|line| line * 7).collect::<Vec<_>>();
            let users = (0..missing as u128).map(|user| UserId::from_uuid(Uuid::from_u128(user << 70)));
            let kept = KeptImport { text, refused: lines(refused), noted: lines(noted), missing: users.collect() };
            let counts = ImportCounts {
                refused: refused as u64,
                noted: noted as u64,
                missing: missing as u64,
                ..ImportCounts::default()
            };
            prop_assert_eq!(KeptImport::from_pieces(&kept.pieces(), &counts), Some(kept));
        }
    }
}
