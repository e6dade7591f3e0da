//! Looking through an import row by row.

use std::collections::BTreeSet;

use shared::{
    Import, ImportId, ImportOutcome, ImportRow, ImportRowFilter, Language, Page, PageRequest, ProblemKind,
};

use super::compare::{compare, missing_on_the_wire, on_the_wire};
use super::kept::KeptImport;
use super::notes::notes;
use super::parse::parse;
use crate::{Read, Result};

/// A part of the rows of an import, as they would be imported now. What was done with each once it was started is for
/// its job to say.
///
/// Without a filter, those that were refused when the file was read come first, then those with a note, then users that
/// are missing from the file, and then the rest.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such import, [`ProblemKind::InvalidCursor`] when the cursor is
/// not one that Konfid gave out.
pub async fn import_rows(
    read: &mut dyn Read,
    import: ImportId,
    filter: ImportRowFilter,
    page: &PageRequest,
    language: Language,
) -> Result<Page<ImportRow>> {
    let import = read.import(import).await?.ok_or(ProblemKind::NotFound)?;
    let kept = KeptImport::read(read, import.id, &import.counts).await?;
    let place = page.cursor.as_deref().map_or(Some(Place::FIRST), Place::read);
    let mut place = place.ok_or(ProblemKind::InvalidCursor)?;
    let limit = page.checked_limit()? as usize;
    let mut items: Vec<(ImportRow, Place)> = Vec::new();
    while let Some(section) = place.section {
        if section.is_left_out(filter) {
            place = Place { section: section.next(), after: 0 };
            continue;
        }
        let wanted = limit + 1 - items.len();
        let part = Part { import: &import, kept: &kept, filter, language, wanted, after: place.after };
        items.extend(match section {
            Section::Missing => part.missing(read).await?,
            Section::Refused | Section::Noted | Section::Others => part.rows(read, section).await?,
        });
        if items.len() > limit {
            break;
        }
        place = Place { section: section.next(), after: 0 };
    }
    let more = items.len() > limit;
    items.truncate(limit);
    let next_cursor = items.last().filter(|_| more).and_then(|(_, place)| place.write());
    Ok(Page { items: items.into_iter().map(|(row, _)| row).collect(), next_cursor, total: None })
}

/// The rows in the order in which they are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Refused,
    Noted,
    Missing,
    Others,
}

impl Section {
    const ALL: [Self; 4] = [Self::Refused, Self::Noted, Self::Missing, Self::Others];

    /// Whether nothing in it can match.
    fn is_left_out(self, filter: ImportRowFilter) -> bool {
        let with_note = filter.noted || filter.proposed;
        match (self, filter.outcome) {
            (Self::Refused, outcome) => with_note || outcome.is_some_and(|one| one != ImportOutcome::Refused),
            (Self::Missing, outcome) => outcome.is_some_and(|one| one != ImportOutcome::Missing),
            (_, Some(ImportOutcome::Refused | ImportOutcome::Missing)) => true,
            (Self::Noted, _) => false,
            (Self::Others, _) => with_note,
        }
    }

    fn next(self) -> Option<Self> {
        Self::ALL.into_iter().skip_while(|section| *section != self).nth(1)
    }
}

/// A place in that order.
#[derive(Clone, Copy)]
struct Place {
    /// None behind the last row.
    section: Option<Section>,
    /// The line, or for users without one the number.
    after: u64,
}

impl Place {
    const FIRST: Self = Self { section: Some(Section::Refused), after: 0 };

    fn read(cursor: &str) -> Option<Self> {
        let (section, after) = cursor.split_once('-')?;
        let section = Section::ALL.get(section.parse::<usize>().ok()?)?;
        Some(Self { section: Some(*section), after: after.parse().ok()? })
    }

    fn write(self) -> Option<String> {
        let section = Section::ALL.into_iter().position(|section| Some(section) == self.section)?;
        Some(format!("{section}-{}", self.after))
    }
}

/// What is looked at in one section.
struct Part<'i> {
    import: &'i Import,
    kept: &'i KeptImport,
    filter: ImportRowFilter,
    language: Language,
    wanted: usize,
    after: u64,
}

impl Part<'_> {
    async fn rows(&self, read: &mut dyn Read, section: Section) -> Result<Vec<(ImportRow, Place)>> {
        let lines = |lines: &[u64]| lines.iter().copied().filter(|line| *line > self.after).collect();
        let (chosen, others): (BTreeSet<u64>, bool) = match section {
            Section::Refused => (lines(&self.kept.refused), false),
            Section::Noted => (lines(&self.kept.noted), false),
            Section::Missing | Section::Others => {
                (self.kept.refused.iter().chain(&self.kept.noted).copied().collect(), true)
            }
        };
        let mut found = Vec::new();
        if !others && chosen.is_empty() {
            return Ok(found);
        }
        let parsed =
            parse(&self.kept.text).map_err(|explanation| ProblemKind::ImportUnreadable { explanation })?;
        for row in parsed.filter(|row| row.line > self.after && chosen.contains(&row.line) != others) {
            let compared = compare(read, &row).await?;
            let notes = notes(read, &row, &compared, self.import.options).await?;
            let line = row.line;
            let row = on_the_wire(row, compared, &notes, self.language);
            if self.is_wanted(&row) {
                found.push((row, Place { section: Some(section), after: line }));
            }
            if found.len() == self.wanted {
                break;
            }
        }
        Ok(found)
    }

    async fn missing(&self, read: &mut dyn Read) -> Result<Vec<(ImportRow, Place)>> {
        let mut found = Vec::new();
        let skipped = usize::try_from(self.after).unwrap_or(usize::MAX);
        for (number, user) in (1..).zip(&self.kept.missing).skip(skipped) {
            // Who was disabled or removed meanwhile is no longer proposed.
            let Some(user) = read.user(*user).await?.filter(|user| user.dial_in_enabled) else { continue };
            let row = missing_on_the_wire(user, self.language);
            found.push((row, Place { section: Some(Section::Missing), after: number }));
            if found.len() == self.wanted {
                break;
            }
        }
        Ok(found)
    }

    fn is_wanted(&self, row: &ImportRow) -> bool {
        let ImportRowFilter { outcome, noted, proposed } = self.filter;
        outcome.is_none_or(|outcome| row.outcome == outcome)
            && (!noted || row.note.is_some())
            && (!proposed || row.proposed)
    }
}
