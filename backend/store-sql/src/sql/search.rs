//! Finding users by parts of words and of IDs, without looking at every user.
//!
//! A search that finds few users is answered from an index: a part of three characters or more by the database's
//! index of substrings, a part of an ID of four digits or more by ranges. What it finds is sorted then. A search
//! that finds many is answered by following the order of the list until there are enough; with many hits that is
//! soon. Which of the two it is, is found by counting hits up to a limit.

use domain::store::StoreResult;
use shared::{ConferenceId, DialInFilter};

use crate::connection::{Connection, Statement, SubstringIndex};

/// With more hits in an index than this, following the order is quicker than sorting them.
const MANY: u64 = 20_000;
/// With more hits than this, following the order is quicker than looking at every user and sorting.
const ENOUGH: u64 = 500;

/// What the users are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be counted.
    Count,
    /// To be listed in an order that has an index for all users only.
    List,
    /// To be listed in an order that also has an index for each value of the filter.
    ListInFilteredOrder,
}

/// How the users with all terms are found.
pub(super) struct Plan<'q> {
    terms: &'q [String],
    dial_in: Option<DialInFilter>,
    no_index: &'static str,
    /// Where the hits come from, when they are few or must be counted.
    source: Option<Source<'q>>,
    is_selective: bool,
    /// How many users have all terms, if that came to light.
    pub(super) exact_count: Option<u64>,
}

/// An index's answer to some of the terms.
struct Source<'q> {
    index: &'static SubstringIndex,
    /// The terms that it looks for in the search text.
    texts: Vec<&'q str>,
    /// A term that may also be a part of an ID.
    digits: Option<&'q str>,
}

pub(super) async fn plan<'q>(
    connection: &mut dyn Connection,
    terms: &'q [String],
    dial_in: Option<DialInFilter>,
    purpose: Purpose,
) -> StoreResult<Plan<'q>> {
    let no_index = connection.dialect().no_index;
    let mut plan = Plan { terms, dial_in, no_index, source: None, is_selective: false, exact_count: None };
    let is_count = purpose == Purpose::Count;
    let mut fewest = if is_count { u64::MAX } else { MANY };
    for source in sources(connection, terms, dial_in) {
        // A count of everything is exact; a list only needs to know whether there are many.
        let covers_all = source.texts.len() + usize::from(source.digits.is_some()) == terms.len();
        let limit = if is_count && covers_all { u64::MAX } else { MANY };
        let count = source.count(connection, limit).await?;
        if covers_all && count < limit {
            plan.exact_count = Some(count);
        }
        if count < fewest {
            fewest = count;
            plan.is_selective = true;
            plan.source = Some(source);
        }
    }
    let is_ordered = terms.is_empty() && (dial_in.is_none() || purpose == Purpose::ListInFilteredOrder);
    if !is_count && !plan.is_selective && !is_ordered {
        plan.is_selective = plan.has_few(connection).await?;
    }
    Ok(plan)
}

fn sources<'q>(
    connection: &dyn Connection,
    terms: &'q [String],
    dial_in: Option<DialInFilter>,
) -> Vec<Source<'q>> {
    let Some(index) = connection.dialect().substring_index else { return Vec::new() };
    let mut sources = Vec::new();
    let mut texts = Vec::new();
    for term in terms {
        if is_part_of_id(term) && dial_in != Some(DialInFilter::Disabled) {
            if term.len() >= 4 {
                sources.push(Source { index, texts: Vec::new(), digits: Some(term) });
            }
        } else if term.chars().count() >= index.characters {
            texts.push(term.as_str());
        }
    }
    if !texts.is_empty() {
        sources.push(Source { index, texts, digits: None });
    }
    sources
}

/// Whether an ID can have this part.
fn is_part_of_id(term: &str) -> bool {
    (1..=ConferenceId::DIGITS).contains(&term.len()) && term.bytes().all(|byte| byte.is_ascii_digit())
}

impl Plan<'_> {
    /// Whether few users are left, so that they should be found first and sorted then.
    pub(super) const fn is_selective(&self) -> bool {
        self.is_selective
    }

    /// Whether no index helps and there are few hits all the same: following the order would take longest then,
    /// because it looks at every user in an order that is not the database's own.
    async fn has_few(&self, connection: &mut dyn Connection) -> StoreResult<bool> {
        let mut statement = Statement::new("SELECT COUNT(*) FROM (SELECT 1 FROM users WHERE ");
        let limit = if self.terms.is_empty() { MANY } else { ENOUGH };
        self.conditions(&mut statement, self.terms.is_empty());
        let rows = statement.push(" LIMIT ").bind(limit).push(") AS hits").query(connection).await?;
        let count: u64 = rows.into_iter().next().map_or(Ok(0), |mut row| row.take())?;
        Ok(count < limit)
    }

    /// Adds the conditions.
    pub(super) fn conditions(&self, statement: &mut Statement, uses_dial_in_index: bool) {
        let sign = if uses_dial_in_index { "" } else { self.no_index };
        match self.dial_in {
            None => statement.push("1 = 1"),
            Some(filter) => statement
                .push(&format!("{sign}dial_in_enabled = "))
                .bind(matches!(filter, DialInFilter::Enabled)),
        };
        if let Some(source) = &self.source {
            statement.push(" AND number IN (");
            source.select(statement);
            statement.push(")");
        }
        let is_covered = |term: &str| {
            self.source
                .as_ref()
                .is_some_and(|source| source.texts.contains(&term) || source.digits == Some(term))
        };
        for term in self.terms.iter().filter(|term| !is_covered(term)) {
            let pattern = like_pattern(term);
            statement.push(" AND (search_text LIKE ").bind(pattern.as_str()).push(r" ESCAPE '\'");
            if is_part_of_id(term) && self.dial_in != Some(DialInFilter::Disabled) {
                statement.push(" OR CAST(conference_id AS TEXT) LIKE ").bind(pattern.as_str());
            }
            statement.push(")");
        }
    }
}

impl Source<'_> {
    async fn count(&self, connection: &mut dyn Connection, limit: u64) -> StoreResult<u64> {
        let mut statement = Statement::new("SELECT COUNT(*) FROM (");
        self.select(&mut statement);
        if limit == u64::MAX {
            statement.push(") AS hits");
        } else {
            statement.push(" LIMIT ").bind(limit).push(") AS hits");
        }
        let rows = statement.query(connection).await?;
        rows.into_iter().next().map_or(Ok(0), |mut row| row.take())
    }

    /// Selects the numbers of the users, each once.
    fn select(&self, statement: &mut Statement) {
        let texts: Vec<&str> = self.texts.iter().copied().chain(self.digits).collect();
        statement.push(self.index.select).push(" ").bind((self.index.pattern)(&texts));
        let Some(digits) = self.digits else { return };
        for (column, first, last) in ranges(digits) {
            statement.push(&format!(" UNION SELECT number FROM users WHERE {column} BETWEEN "));
            statement.bind(first).push(" AND ").bind(last);
        }
    }
}

/// The ranges of numbers in which IDs with this part lie, one for each place where it can stand.
fn ranges(part: &str) -> Vec<(&'static str, i64, i64)> {
    let number: i64 = part.parse().unwrap_or(0);
    let columns = [
        "conference_id_key",
        "(conference_id % 1000000)",
        "(conference_id % 100000)",
        "(conference_id % 10000)",
    ];
    let places = ConferenceId::DIGITS - part.len() + 1;
    let ranges = columns.into_iter().take(places).zip((0..places).rev());
    ranges
        .filter(|(column, _)| *column != "conference_id_key" || !part.starts_with('0'))
        .map(|(column, behind)| {
            let step = 10_i64.pow(u32::try_from(behind).unwrap_or(0));
            (column, number * step, number * step + step - 1)
        })
        .collect()
}

/// A pattern for `LIKE` that finds the term anywhere, and nothing else.
fn like_pattern(term: &str) -> String {
    let mut pattern = String::with_capacity(term.len() + 2);
    pattern.push('%');
    for character in term.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_part_is_a_range() {
        assert_eq!(
            ranges("2719"),
            [
                ("conference_id_key", 2_719_000, 2_719_999),
                ("(conference_id % 1000000)", 271_900, 271_999),
                ("(conference_id % 100000)", 27_190, 27_199),
                ("(conference_id % 10000)", 2_719, 2_719),
            ]
        );
        assert_eq!(ranges("8271964"), [("conference_id_key", 8_271_964, 8_271_964)]);
        assert_eq!(ranges("012345"), [("(conference_id % 1000000)", 12_345, 12_345)]);
    }

    #[test]
    fn patterns_are_literal() {
        assert_eq!(like_pattern(r"50%_\x"), r"%50\%\_\\x%");
    }
}
