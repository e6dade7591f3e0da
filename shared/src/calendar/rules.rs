//! Recurrence rules, in bounded work.
//!
//! The question is always whether a rule has an occurrence that ends after a moment. What lies before it is passed over
//! in one step where the rule allows that, and how much is looked at besides is limited: a file of a few kilobytes can name
//! a thousand rules that never come. Where the limit is reached, a meeting counts as lying ahead, as long as nothing says
//! that it has ended.

use ical::recur::expand::IcalRecurExpand;
use ical::recur::{IcalRecurDateTime, IcalRecurFreq, IcalRecurRule, IcalRecurSkip};

const DAY: i64 = 86_400;
/// How far ahead an occurrence is looked for, in days for each interval: the twenty-ninth of February comes within it.
const DAYS_AHEAD: i64 = 3_000;
/// The most days, or shorter periods, that are walked for one rule: more than a century of days.
const MOST_PERIODS: i64 = 40_000;
/// The most work for one rule: periods, times what is compared in each.
const MOST_LOOKS: i64 = 200_000;
/// The most occurrences of one rule: forty years of daily meetings.
const MOST_OCCURRENCES: usize = 15_000;

/// A rule of a length that people write.
pub(super) fn short_rule(value: &str) -> Option<IcalRecurRule> {
    const LONGEST: usize = 1_000;
    IcalRecurRule::parse(Some(value).filter(|value| value.len() <= LONGEST)?).ok()
}

/// What a rule has ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RuleAhead {
    /// An occurrence.
    Some,
    /// None.
    None,
    /// Nobody knows without looking too long.
    Unknown,
}

/// Whether an occurrence of this rule satisfies `is_ahead`, which none before `from` does; `looks` counts the work.
///
/// `until` of the rule is told on the clock of `start`, and so is `from`.
pub(super) fn ahead(
    rule: IcalRecurRule,
    start: IcalRecurDateTime,
    from: IcalRecurDateTime,
    looks: &mut usize,
    mut is_ahead: impl FnMut(IcalRecurDateTime) -> bool,
) -> RuleAhead {
    if rule.until.is_some_and(|until| until < from) || never_comes(&rule) {
        return RuleAhead::None;
    }
    let Some((mut rule, start)) = moved_on(rule, start, from) else { return RuleAhead::None };
    let later = start.seconds().max(from.seconds());
    let mut horizon = later.saturating_add(DAYS_AHEAD * DAY * i64::from(rule.interval));
    let mut is_cut_short = false;
    if let Some(step) = short_step(&rule) {
        // Hours and less are walked one by one; whether more of them come is not known at the end of the walk.
        let last = start.seconds().saturating_add(step.saturating_mul(MOST_PERIODS));
        is_cut_short = last < horizon;
        horizon = horizon.min(last);
    }
    let end = IcalRecurDateTime::from_seconds(horizon.min(LAST_SECOND));
    match rule.until {
        Some(until) if until <= end => is_cut_short = false,
        _ => rule.until = Some(end),
    }
    let last = rule.until.unwrap_or(end);
    let periods = match short_step(&rule) {
        Some(step) => (last.seconds() - start.seconds()) / step.max(1),
        None => (last.seconds() - start.seconds()) / (DAY * i64::from(rule.interval)),
    };
    let work = periods.max(1).saturating_mul(weight(&rule));
    if periods > MOST_PERIODS || work > MOST_LOOKS {
        return RuleAhead::Unknown;
    }
    *looks = looks.saturating_add(usize::try_from(work).unwrap_or_default());
    for (count, occurrence) in IcalRecurExpand::new(rule, start).enumerate() {
        *looks += 1;
        if is_ahead(occurrence) {
            return RuleAhead::Some;
        }
        if count >= MOST_OCCURRENCES {
            return RuleAhead::Unknown;
        }
    }
    if is_cut_short { RuleAhead::Unknown } else { RuleAhead::None }
}

/// Whether a rule asks for days that no month has, such as the thirtieth of February.
fn never_comes(rule: &IcalRecurRule) -> bool {
    let longest = |month: u8| match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let longest = rule.by_month.iter().map(|month| longest(*month)).max().unwrap_or(31);
    let days = &rule.by_month_day;
    let may_move = rule.skip != IcalRecurSkip::Omit;
    !days.is_empty()
        && rule.freq != IcalRecurFreq::Weekly
        && !may_move
        && days.iter().all(|day| day.unsigned_abs() > longest)
}

/// 9999-12-31T23:59:59Z, the last moment that a date of a calendar can hold.
pub(super) const LAST_SECOND: i64 = 253_402_300_799;

/// The rule and a start near `from` with the same occurrences after it; `None` if all have been. Only where each period is
/// as long as the others, and where nothing that a count counts is left out.
fn moved_on(
    mut rule: IcalRecurRule,
    start: IcalRecurDateTime,
    from: IcalRecurDateTime,
) -> Option<(IcalRecurRule, IcalRecurDateTime)> {
    let unit = match rule.freq {
        IcalRecurFreq::Secondly => 1,
        IcalRecurFreq::Minutely => 60,
        IcalRecurFreq::Hourly => 3_600,
        IcalRecurFreq::Daily => DAY,
        IcalRecurFreq::Weekly => 7 * DAY,
        IcalRecurFreq::Monthly | IcalRecurFreq::Yearly => return Some((rule, start)),
    };
    let times = [&rule.by_hour, &rule.by_minute, &rule.by_second];
    let is_plain =
        listed(&rule) == 0 && rule.by_set_pos.is_empty() && times.iter().all(|list| list.is_empty());
    if rule.count.is_some() && !is_plain {
        return Some((rule, start));
    }
    let step = unit * i64::from(rule.interval);
    // One more period stays, so that nothing at the edge is lost.
    let periods = ((from.seconds() - start.seconds()) / step - 1).max(0);
    if let Some(count) = rule.count {
        let left = i64::from(count) - periods;
        if left <= 0 {
            return None;
        }
        rule.count = u32::try_from(left).ok();
    }
    Some((rule, IcalRecurDateTime::from_seconds(start.seconds() + periods * step)))
}

/// How long a period is, in seconds, for rules that recur within a day.
fn short_step(rule: &IcalRecurRule) -> Option<i64> {
    let unit = match rule.freq {
        IcalRecurFreq::Secondly => 1,
        IcalRecurFreq::Minutely => 60,
        IcalRecurFreq::Hourly => 3_600,
        IcalRecurFreq::Daily | IcalRecurFreq::Weekly | IcalRecurFreq::Monthly | IcalRecurFreq::Yearly => {
            return None;
        }
    };
    Some(unit * i64::from(rule.interval))
}

/// How many days a rule lists.
fn listed(rule: &IcalRecurRule) -> usize {
    rule.by_day.len()
        + rule.by_month_day.len()
        + rule.by_year_day.len()
        + rule.by_week_no.len()
        + rule.by_month.len()
}

/// How many moments of one day a rule lists.
fn moments(rule: &IcalRecurRule) -> usize {
    let listed = |list: usize| list.max(1);
    listed(rule.by_hour.len())
        .saturating_mul(listed(rule.by_minute.len()))
        .saturating_mul(listed(rule.by_second.len()))
        .saturating_mul(listed(rule.by_set_pos.len()))
}

/// How much is compared for one day or shorter period.
fn weight(rule: &IcalRecurRule) -> i64 {
    i64::try_from(listed(rule).saturating_add(moments(rule))).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(value: &str) -> IcalRecurDateTime {
        IcalRecurDateTime::parse(value).unwrap()
    }

    /// What the rule of a meeting since March 2024 has after 24 November 2026, and how much was looked at.
    fn look(rule: &str) -> (RuleAhead, usize) {
        let mut looks = 0;
        let from = at("20261124T060000");
        let rule = short_rule(rule).unwrap();
        let found = ahead(rule, at("20240304T090000"), from, &mut looks, |moment| moment > from);
        (found, looks)
    }

    #[test]
    fn rules_that_never_come_are_not_searched_for_long() {
        for rule in [
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=10",
            "FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31;COUNT=3",
            "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-30;UNTIL=99991231T000000",
        ] {
            assert_eq!(look(rule), (RuleAhead::None, 0), "{rule}");
        }
        for rule in [
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=28;BYDAY=MO;BYSETPOS=2;COUNT=10",
            "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=3;COUNT=10",
            "FREQ=MONTHLY;BYDAY=6MO;COUNT=10",
            "FREQ=WEEKLY;BYMONTH=2;BYSETPOS=9;COUNT=10",
            "FREQ=YEARLY;INTERVAL=50;BYMONTH=1;BYDAY=53MO;COUNT=2",
        ] {
            let (found, looks) = look(rule);
            assert_eq!(found, RuleAhead::None, "{rule}");
            assert!(looks < 40_000, "{rule}: {looks}");
        }
    }

    #[test]
    fn nothing_is_looked_at_for_long() {
        for rule in [
            "FREQ=SECONDLY;BYSETPOS=2;COUNT=10",
            "FREQ=SECONDLY;INTERVAL=60;BYSECOND=30;COUNT=10",
            "FREQ=MINUTELY;INTERVAL=60;BYMINUTE=30;UNTIL=20991231T000000",
            "FREQ=MINUTELY;COUNT=4000000000",
            "FREQ=HOURLY;BYMONTH=3;BYSETPOS=7;COUNT=10",
            "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=1,2,3,4,5,6,7,8,9;BYSECOND=1,2,3;COUNT=99999",
            "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=4000000000",
        ] {
            let (found, looks) = look(rule);
            assert_ne!(found, RuleAhead::None, "{rule}");
            assert!(looks < 220_000, "{rule}: {looks}");
        }
    }

    #[test]
    fn what_is_over_is_passed_over() {
        for (rule, expected) in [
            ("FREQ=MINUTELY;UNTIL=20240601T000000", RuleAhead::None),
            ("FREQ=SECONDLY;COUNT=80000000", RuleAhead::None),
            ("FREQ=SECONDLY;COUNT=90000000", RuleAhead::Some),
            ("FREQ=MINUTELY;UNTIL=20261124T060000", RuleAhead::None),
            ("FREQ=MINUTELY;UNTIL=20261124T060100", RuleAhead::Some),
            ("FREQ=WEEKLY;INTERVAL=2;UNTIL=20261207T090000", RuleAhead::Some),
            ("FREQ=WEEKLY;INTERVAL=2;UNTIL=20261207T085959", RuleAhead::None),
            ("FREQ=YEARLY;INTERVAL=30;COUNT=2", RuleAhead::Some),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2", RuleAhead::Some),
        ] {
            let (found, looks) = look(rule);
            assert_eq!(found, expected, "{rule}");
            assert!(looks < 50_000, "{rule}: {looks}");
        }
    }
}
