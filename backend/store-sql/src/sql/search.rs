//! Finding users by parts of words and of IDs, without looking at every user.
//!
//! A search that finds few users is answered from an index: a part of three characters or more by the database's
//! index of substrings, one or two letters by the index of where words begin, digits of an ID by ranges. What it
//! finds is sorted then. A search that finds many is answered by following the order of the list until there are
//! enough; with many hits that is soon. Which of the two it is, is found by counting hits up to a limit.

use domain::is_beginning;
use domain::store::StoreResult;
use shared::{ConferenceId, ConferenceIdType, DialInFilter, ProviderFilter, UserFilter};

use super::id_types::{DYNAMIC, STATIC};
use crate::connection::{Connection, Dialect, Statement, SubstringIndex};

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
    provider: Option<ProviderFilter>,
    id_type: Option<ConferenceIdType>,
    no_index: &'static str,
    number_among: (&'static str, &'static str),
    /// Where the hits come from, when they are few or must be counted.
    source: Option<Source<'q>>,
    is_selective: bool,
    /// How many users have all terms, if that came to light.
    pub(super) exact_count: Option<u64>,
}

/// An index's answer to some of the terms.
enum Source<'q> {
    /// Terms that the index of substrings finds.
    Parts { index: &'static SubstringIndex, texts: Vec<&'q str> },
    /// A term that the index of substrings finds, and that may also be a part of an ID.
    Digits { index: &'static SubstringIndex, digits: &'q str },
    /// A term that must stand where a word or, if it `is_of_id`, an ID begins.
    Beginning { beginning: &'q str, is_of_id: bool },
}

pub(super) async fn plan<'q>(
    connection: &mut dyn Connection,
    terms: &'q [String],
    filter: &UserFilter,
    purpose: Purpose,
) -> StoreResult<Plan<'q>> {
    let (dial_in, provider, id_type) = (filter.dial_in, filter.provider, filter.conference_id_type);
    let &Dialect { no_index, number_among, .. } = connection.dialect();
    let mut plan = Plan {
        terms,
        dial_in,
        provider,
        id_type,
        no_index,
        number_among,
        source: None,
        is_selective: false,
        exact_count: None,
    };
    let is_count = purpose == Purpose::Count;
    let mut fewest = if is_count { u64::MAX } else { MANY };
    for source in sources(connection, terms, dial_in) {
        // A count of everything is exact; a list only needs to know whether there are many.
        let covers_all = terms.iter().all(|term| source.covers(term));
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
    let is_third_party = provider == Some(ProviderFilter::ThirdParty);
    let is_dynamic = id_type == Some(ConferenceIdType::Dynamic);
    let is_ordered = terms.is_empty()
        && !is_third_party
        && !is_dynamic
        && (dial_in.is_none() || purpose == Purpose::ListInFilteredOrder);
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
    let index = connection.dialect().substring_index;
    let mut sources = Vec::new();
    let mut texts = Vec::new();
    for term in terms {
        let is_of_id = is_part_of_id(term) && dial_in != Some(DialInFilter::Disabled);
        if is_beginning(term) {
            sources.push(Source::Beginning { beginning: term, is_of_id });
        } else if let Some(index) = index
            && term.chars().count() >= index.characters
        {
            if is_of_id {
                sources.push(Source::Digits { index, digits: term });
            } else {
                texts.push(term.as_str());
            }
        }
    }
    if let Some(index) = index
        && !texts.is_empty()
    {
        sources.push(Source::Parts { index, texts });
    }
    sources
}

/// Whether an ID can have this part.
fn is_part_of_id(term: &str) -> bool {
    (1..=ConferenceId::DIGITS).contains(&term.len()) && term.bytes().all(|byte| byte.is_ascii_digit())
}

impl Plan<'_> {
    /// Whether there are conditions besides the terms.
    pub(super) const fn is_filtered(&self) -> bool {
        self.dial_in.is_some() || self.provider.is_some() || self.id_type.is_some()
    }

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
        // Written out, so that the index of third parties is one for it.
        match self.provider {
            None => {}
            Some(ProviderFilter::BuiltIn) => {
                statement.push(&format!(" AND {}third_party = 0", self.no_index));
            }
            Some(ProviderFilter::ThirdParty) => {
                statement.push(" AND third_party = 1");
            }
        }
        if let Some(kind) = self.id_type {
            let condition = match kind {
                ConferenceIdType::Static => STATIC,
                ConferenceIdType::Dynamic => DYNAMIC,
            };
            statement.push(" AND ").push(condition);
        }
        if let Some(source) = &self.source {
            let (before, behind) = self.number_among;
            statement.push(" AND ").push(before);
            source.select(statement);
            statement.push(behind);
        }
        let is_covered = |term: &str| self.source.as_ref().is_some_and(|source| source.covers(term));
        for term in self.terms.iter().filter(|term| !is_covered(term)) {
            let is_of_id = is_part_of_id(term) && self.dial_in != Some(DialInFilter::Disabled);
            if is_beginning(term) {
                statement.push(" AND (EXISTS (SELECT 1 FROM user_word_beginnings AS b WHERE b.beginning = ");
                statement.bind(term.as_str()).push(" AND b.number = users.number)");
                if let (true, Some(range)) = (is_of_id, first_range(term)) {
                    statement.push(&format!(" OR {}conference_id_key BETWEEN ", self.no_index));
                    range.bounds(statement);
                }
            } else {
                let pattern = like_pattern(term);
                statement.push(" AND (search_text LIKE ").bind(pattern.as_str()).push(r" ESCAPE '\'");
                if is_of_id {
                    statement.push(" OR CAST(conference_id AS TEXT) LIKE ").bind(pattern.as_str());
                }
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

    fn covers(&self, term: &str) -> bool {
        match self {
            Self::Parts { texts, .. } => texts.contains(&term),
            Self::Digits { digits: covered, .. } | Self::Beginning { beginning: covered, .. } => {
                *covered == term
            }
        }
    }

    /// Selects the numbers of the users, each once.
    fn select(&self, statement: &mut Statement) {
        match self {
            Self::Parts { index, texts } => {
                (index.select)(statement, texts);
            }
            Self::Digits { index, digits } => {
                (index.select)(statement, &[digits]);
                for range in ranges(digits) {
                    statement.push(" UNION ");
                    range.select(statement);
                }
            }
            Self::Beginning { beginning, is_of_id } => {
                statement.push("SELECT number FROM user_word_beginnings WHERE beginning = ").bind(*beginning);
                if let (true, Some(range)) = (*is_of_id, first_range(beginning)) {
                    statement.push(" UNION ");
                    range.select(statement);
                }
            }
        }
    }
}

/// The IDs with a part at one place.
#[derive(Debug, PartialEq, Eq)]
struct Range {
    /// The numbers that can stand before the part; none if it stands first.
    before: Option<(i64, i64)>,
    /// What a number before the part counts.
    scale: i64,
    /// The least and the greatest that can come of the part and what is behind it.
    within: (i64, i64),
}

impl Range {
    /// Selects the numbers of the users whose IDs these are.
    fn select(&self, statement: &mut Statement) {
        let Some((first, last)) = self.before else {
            statement.push("SELECT number FROM users WHERE conference_id_key BETWEEN ");
            self.bounds(statement);
            return;
        };
        // `CROSS JOIN` keeps SQLite from going through all users for each of the numbers.
        statement.push("SELECT u.number FROM (WITH RECURSIVE beginnings (b) AS (SELECT CAST(");
        // PostgreSQL would take a parameter without a type for text.
        statement
            .bind(first)
            .push(" AS BIGINT) UNION ALL SELECT b + 1 FROM beginnings WHERE b < ")
            .bind(last);
        statement.push(") SELECT b FROM beginnings) AS beginnings CROSS JOIN users AS u WHERE ");
        statement.push(&format!("u.conference_id_key BETWEEN beginnings.b * {} + ", self.scale));
        statement.bind(self.within.0).push(&format!(" AND beginnings.b * {} + ", self.scale));
        statement.bind(self.within.1);
    }

    /// The least and the greatest, if nothing stands before the part.
    fn bounds(&self, statement: &mut Statement) {
        statement.bind(self.within.0).push(" AND ").bind(self.within.1);
    }
}

/// The IDs that begin with this part, if any can.
fn first_range(part: &str) -> Option<Range> {
    (!part.starts_with('0')).then(|| range(part, 0))
}

/// The IDs with this part, one range for each place where it can stand.
fn ranges(part: &str) -> impl Iterator<Item = Range> {
    let places = (0..=ConferenceId::DIGITS - part.len()).filter(|place| *place > 0 || !part.starts_with('0'));
    places.map(|place| range(part, place))
}

fn range(part: &str, place: usize) -> Range {
    let power = |digits: usize| 10_i64.pow(u32::try_from(digits).unwrap_or(0));
    let number: i64 = part.parse().unwrap_or(0);
    let step = power(ConferenceId::DIGITS - part.len() - place);
    Range {
        // An ID never begins with 0.
        before: (place > 0).then(|| (power(place - 1), power(place) - 1)),
        scale: power(ConferenceId::DIGITS - place),
        within: (number * step, number * step + step - 1),
    }
}

/// A pattern for `LIKE` that finds the term anywhere, and nothing else.
pub(crate) fn like_pattern(term: &str) -> String {
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
        let range = |before, scale, within| Range { before, scale, within };
        assert_eq!(
            ranges("2719").collect::<Vec<_>>(),
            [
                range(None, 10_000_000, (2_719_000, 2_719_999)),
                range(Some((1, 9)), 1_000_000, (271_900, 271_999)),
                range(Some((10, 99)), 100_000, (27_190, 27_199)),
                range(Some((100, 999)), 10_000, (2_719, 2_719)),
            ]
        );
        assert_eq!(ranges("8271964").collect::<Vec<_>>(), [range(None, 10_000_000, (8_271_964, 8_271_964))]);
        assert_eq!(ranges("012345").collect::<Vec<_>>(), [range(Some((1, 9)), 1_000_000, (12_345, 12_345))]);
        assert_eq!(first_range("82"), Some(range(None, 10_000_000, (8_200_000, 8_299_999))));
        assert_eq!(first_range("0"), None);
    }

    #[test]
    fn patterns_are_literal() {
        assert_eq!(like_pattern(r"50%_\x"), r"%50\%\_\\x%");
    }
}
