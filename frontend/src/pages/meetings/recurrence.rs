//! How a meeting repeats: the choices of the form, the rule that each stands for, and what people call a rule.

use shared::Language;

use super::{MeetingsText, rule_words};
use crate::i18n::Words;

/// How often a meeting takes place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Repeats {
    #[default]
    Never,
    Daily,
    Weekdays,
    Weekly,
    EverySecondWeek,
    Monthly,
    Yearly,
    /// By a rule that is typed.
    Other,
}

/// When a series ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ends {
    #[default]
    Never,
    After,
    On,
}

impl Repeats {
    pub(super) const ALL: [Self; 8] = [
        Self::Never,
        Self::Daily,
        Self::Weekdays,
        Self::Weekly,
        Self::EverySecondWeek,
        Self::Monthly,
        Self::Yearly,
        Self::Other,
    ];

    /// Its name in the form.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Daily => "daily",
            Self::Weekdays => "weekdays",
            Self::Weekly => "weekly",
            Self::EverySecondWeek => "secondWeek",
            Self::Monthly => "monthly",
            Self::Yearly => "yearly",
            Self::Other => "other",
        }
    }

    pub(super) const fn text(self) -> MeetingsText {
        match self {
            Self::Never => MeetingsText::Once,
            Self::Daily => MeetingsText::Daily,
            Self::Weekdays => MeetingsText::Weekdays,
            Self::Weekly => MeetingsText::Weekly,
            Self::EverySecondWeek => MeetingsText::EverySecondWeek,
            Self::Monthly => MeetingsText::Monthly,
            Self::Yearly => MeetingsText::Yearly,
            Self::Other => MeetingsText::OtherRule,
        }
    }

    /// The rule without its end; none where there is none, or it is typed.
    const fn rule(self) -> Option<&'static str> {
        match self {
            Self::Never | Self::Other => None,
            Self::Daily => Some("FREQ=DAILY"),
            Self::Weekdays => Some("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            Self::Weekly => Some("FREQ=WEEKLY"),
            Self::EverySecondWeek => Some("FREQ=WEEKLY;INTERVAL=2"),
            Self::Monthly => Some("FREQ=MONTHLY"),
            Self::Yearly => Some("FREQ=YEARLY"),
        }
    }
}

impl Ends {
    pub(super) const ALL: [Self; 3] = [Self::Never, Self::After, Self::On];

    /// Its name in the form.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::After => "after",
            Self::On => "on",
        }
    }

    pub(super) const fn text(self) -> MeetingsText {
        match self {
            Self::Never => MeetingsText::EndsNever,
            Self::After => MeetingsText::EndsAfter,
            Self::On => MeetingsText::EndsOn,
        }
    }
}

/// How a meeting repeats, as the form shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Recurrence {
    pub(super) repeats: Repeats,
    pub(super) ends: Ends,
    /// How many times, as it was typed.
    pub(super) count: String,
    /// The last day, as the browser writes it: `2027-01-31`.
    pub(super) until: String,
    /// The rule that was typed.
    pub(super) rule: String,
}

impl Recurrence {
    /// What the form shows for a rule.
    pub(super) fn of(rule: Option<&str>) -> Self {
        let Some(rule) = rule else { return Self::default() };
        let base: Vec<&str> = rule.split(';').filter(|part| !is_end(part)).collect();
        let base = base.join(";");
        let Some(repeats) = Repeats::ALL.into_iter().find(|repeats| repeats.rule() == Some(&base)) else {
            return Self { repeats: Repeats::Other, rule: rule.to_owned(), ..Self::default() };
        };
        let plain = Self { repeats, ..Self::default() };
        match Self::end_of(rule) {
            Some(("COUNT", count)) => Self { ends: Ends::After, count: count.to_owned(), ..plain },
            Some((_, until)) => Self { ends: Ends::On, until: day(until), ..plain },
            None => plain,
        }
    }

    /// The part of a rule that says when the series ends: its name and its value.
    fn end_of(rule: &str) -> Option<(&str, &str)> {
        rule.split(';').find(is_end).and_then(|part| part.split_once('='))
    }

    /// The rule; none for a meeting that takes place once.
    pub(super) fn rule(&self) -> Option<String> {
        let Some(rule) = self.repeats.rule() else {
            return (self.repeats == Repeats::Other).then(|| self.rule.clone());
        };
        Some(match self.ends {
            Ends::Never => rule.to_owned(),
            Ends::After => format!("{rule};COUNT={}", self.count.trim()),
            Ends::On => format!("{rule};UNTIL={}", self.until.replace('-', "")),
        })
    }
}

fn is_end(part: &&str) -> bool {
    part.starts_with("COUNT=") || part.starts_with("UNTIL=")
}

/// The day of a moment as calendars write it. A series until the end of a day in the east or the west may end on the day
/// beside it in universal time; that is close enough to be shown in a form.
fn day(until: &str) -> String {
    match (until.get(..4), until.get(4..6), until.get(6..8)) {
        (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        _ => String::new(),
    }
}

impl Words {
    /// What people call a rule; the rule itself where a short sentence does not do.
    pub(super) fn repeats(self, rule: &str) -> String {
        let recurrence = Recurrence::of(Some(rule));
        let base = match recurrence.repeats {
            Repeats::Other => match rule_words::in_words(rule, self.language) {
                Some(words) => words,
                None => return rule.to_owned(),
            },
            known => self.of(known.text()).to_owned(),
        };
        match (self.language, Recurrence::end_of(rule)) {
            (_, None) => base,
            (Language::En, Some(("COUNT", "1"))) => format!("{base}, once"),
            (Language::En, Some(("COUNT", count))) => format!("{base}, {count} times"),
            (Language::Sv, Some(("COUNT", "1"))) => format!("{base}, en gång"),
            (Language::Sv, Some(("COUNT", count))) => format!("{base}, {count} gånger"),
            (Language::En, Some((_, until))) => format!("{base}, until {}", day(until)),
            (Language::Sv, Some((_, until))) => format!("{base}, till och med {}", day(until)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_comes_back_from_its_rule() {
        for repeats in Repeats::ALL.into_iter().filter(|repeats| repeats.rule().is_some()) {
            for ends in Ends::ALL {
                let count = if ends == Ends::After { "7".to_owned() } else { String::new() };
                let until = if ends == Ends::On { "2027-01-31".to_owned() } else { String::new() };
                let chosen = Recurrence { repeats, ends, count, until, rule: String::new() };
                assert_eq!(Recurrence::of(chosen.rule().as_deref()), chosen);
            }
        }
        assert_eq!(Recurrence::of(None).rule(), None);
    }

    #[test]
    fn other_rules_are_said_or_shown() {
        let rule = "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3";
        let shown = Recurrence::of(Some(rule));
        assert_eq!((shown.repeats, shown.rule().as_deref()), (Repeats::Other, Some(rule)));
        let swedish = Words { language: Language::Sv };
        assert_eq!(swedish.repeats(rule), "Varje månad den sista fredagen, 3 gånger");
        assert_eq!(swedish.repeats("FREQ=HOURLY;COUNT=3"), "FREQ=HOURLY;COUNT=3");
        let weekly = Words { language: Language::Sv }.repeats("FREQ=WEEKLY;UNTIL=20270131T225959Z");
        assert_eq!(weekly, "Varje vecka, till och med 2027-01-31");
    }
}
