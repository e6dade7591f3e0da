//! Which column of a file holds what.

use std::borrow::Cow;

use shared::ImportColumn;
use unicode_normalization::UnicodeNormalization as _;

use super::headings::{Field, HEADINGS};

/// No admin center writes more.
const MOST: usize = 1_000;
/// So much of a heading is looked at.
const LONGEST_HEADING: usize = 200;

/// The columns of a file that are known.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// How many columns the header has.
    pub(super) count: usize,
    /// For each entry of the table of headings, its columns in the order in which they are asked.
    places: Vec<Vec<usize>>,
}

impl Columns {
    /// Looks for known names in what may be a header.
    pub(super) fn find(header: &[Cow<'_, str>]) -> Self {
        let names: Vec<Vec<String>> = header.iter().take(MOST).map(|heading| names_of(heading)).collect();
        let find = |wanted: &[&str]| -> Vec<usize> {
            let has = |place: &usize, name: &str| names[*place].iter().any(|known| known == name);
            let mut found = Vec::new();
            for name in wanted {
                found.extend((0..names.len()).filter(|place| has(place, name)));
            }
            found
        };
        let places = HEADINGS.iter().map(|heading| {
            let found = find(heading.names);
            if found.is_empty() { find(heading.instead) } else { found }
        });
        Self { count: header.len(), places: places.collect() }
    }

    /// The columns of a field, the best one first.
    pub(super) fn of(&self, field: Field) -> &[usize] {
        let entry = HEADINGS.iter().position(|heading| heading.field == field);
        entry.map_or(&[], |entry| &self.places[entry])
    }

    /// Whether a column for the field was found.
    pub(super) fn has(&self, field: Field) -> bool {
        !self.of(field).is_empty()
    }

    /// How many fields have a column.
    pub(super) fn known(&self) -> usize {
        self.places.iter().filter(|places| !places.is_empty()).count()
    }

    /// What is needed and has no column.
    pub(super) fn missing(&self) -> Vec<ImportColumn> {
        let needed: [(ImportColumn, &[Field]); 3] = [
            (ImportColumn::DisplayName, &[Field::DisplayName, Field::FirstName, Field::LastName]),
            (ImportColumn::PrincipalName, &[Field::PrincipalName]),
            (ImportColumn::PrimaryEmail, &[Field::PrimaryEmail, Field::ProxyAddresses]),
        ];
        let lacks = |fields: &[Field]| !fields.iter().any(|field| self.has(*field));
        needed.into_iter().filter(|(_, fields)| lacks(fields)).map(|(column, _)| column).collect()
    }

    /// The cell of a field: the first that is filled. Empty when there is none.
    pub(super) fn cell<'r>(&self, field: Field, cells: &'r [Cow<'_, str>]) -> &'r str {
        let filled =
            self.of(field).iter().filter_map(|place| cells.get(*place)).find(|cell| !cell.trim().is_empty());
        filled.map_or("", |cell| cell.as_ref())
    }
}

/// The names by which a heading can be known: as a whole, what stands in brackets, and what stands before them. Where
/// the words before the brackets are known, they count alone: Entra's “Block sign in (Yes/No) [accountEnabled]” asks the
/// opposite of what its brackets say.
fn names_of(heading: &str) -> Vec<String> {
    let heading = &heading[..heading.floor_char_boundary(LONGEST_HEADING)];
    let mut names = vec![plain(heading)];
    if let Some((before, within)) = heading.split_once('[') {
        let within = within.split_once(']').map_or(within, |(within, _)| within);
        let words = before.split_once('(').map_or(before, |(words, _)| words);
        let words = plain(words);
        let is_known = HEADINGS.iter().any(|heading| heading.names.contains(&words.as_str()));
        names.extend((!is_known).then(|| plain(within)));
        names.extend([words, plain(before)]);
    }
    names
}

/// A heading without case, blanks and signs.
fn plain(heading: &str) -> String {
    heading.nfc().flat_map(char::to_lowercase).filter(|character| character.is_alphanumeric()).collect()
}
