//! How full a bridge is, and where that leads.

use serde::{Deserialize, Serialize};

use crate::{ConferenceId, ConferenceIdUsage, Day, Language};

/// How many conference IDs of a bridge were in use on a day, when it was first looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BridgeDay {
    /// The day, in UTC.
    pub day: Day,
    /// How many IDs belonged to somebody.
    pub live: u32,
    /// How many IDs were in quarantine.
    pub quarantined: u32,
}

impl BridgeDay {
    /// How many IDs nobody else could get.
    pub const fn taken(&self) -> u32 {
        self.live + self.quarantined
    }
}

/// How a bridge's range has filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BridgeHistory {
    /// The days on which it was looked at, the latest last: now.
    pub days: Vec<BridgeDay>,
}

/// How full a bridge is, as a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FillWarning {
    /// At least 80 in a hundred IDs are taken.
    Percent80,
    /// At least 90.
    Percent90,
    /// At least 95.
    Percent95,
}

impl FillWarning {
    /// The warning that such a use deserves.
    pub const fn of(usage: &ConferenceIdUsage) -> Option<Self> {
        match taken_percent(usage) {
            0..80 => None,
            80..90 => Some(Self::Percent80),
            90..95 => Some(Self::Percent90),
            _ => Some(Self::Percent95),
        }
    }

    /// How many in a hundred are taken at least.
    pub const fn percent(self) -> u8 {
        match self {
            Self::Percent80 => 80,
            Self::Percent90 => 90,
            Self::Percent95 => 95,
        }
    }
}

/// How many in a hundred of the IDs that can be assigned are taken, rounded down.
const fn taken_percent(usage: &ConferenceIdUsage) -> u64 {
    let taken = usage.assigned as u64 + usage.quarantined as u64;
    let all = taken + usage.free as u64;
    match (taken * 100).checked_div(all) {
        Some(percent) => percent,
        None => 100,
    }
}

/// What the use of a bridge means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BridgeMeter {
    /// How many in a hundred of the IDs are taken, rounded down.
    pub taken_percent: u8,
    /// One in so many random guesses hits an ID that somebody has; `null` when nobody has one.
    pub guess_one_in: Option<u32>,
    /// In how many days all IDs are taken, at the rate of the last 30 days; `null` when they do not become fewer, or it is
    /// not known yet.
    pub days_until_full: Option<u32>,
    /// The warning that this deserves.
    pub warning: Option<FillWarning>,
}

impl BridgeMeter {
    /// Over so many days the rate is measured.
    pub const RATE_DAYS: u32 = 30;

    /// Reads the meter. `past` are days on which the bridge was looked at, in their order.
    pub fn read(usage: &ConferenceIdUsage, past: &[BridgeDay], today: Day) -> Self {
        Self {
            taken_percent: u8::try_from(taken_percent(usage)).unwrap_or(100),
            guess_one_in: ConferenceId::COUNT.checked_div(usage.assigned),
            days_until_full: days_until_full(usage, past, today),
            warning: FillWarning::of(usage),
        }
    }

    /// Its figures in words, each a sentence; `number` writes a number for the reader.
    pub fn sentences(&self, language: Language, number: impl Fn(u32) -> String) -> Vec<String> {
        let guess = self.guess_one_in.map(|guesses| (language, number(guesses)));
        let guess = guess.map(|(language, guesses)| match language {
            Language::En => format!("One in {guesses} random guesses hits an ID that somebody has."),
            Language::Sv => format!("En av {guesses} slumpvisa gissningar träffar ett ID som någon har."),
        });
        let days = self.days_until_full.map(|days| match (language, days) {
            (Language::En, 0) => "All IDs are taken.".to_owned(),
            (Language::Sv, 0) => "Alla ID:n är upptagna.".to_owned(),
            (Language::En, 1) => "At the rate of the last 30 days, all IDs are taken in 1 day.".to_owned(),
            (Language::Sv, 1) => {
                "I samma takt som de senaste 30 dagarna är alla ID:n upptagna om 1 dag.".to_owned()
            }
            (Language::En, days) => {
                format!("At the rate of the last 30 days, all IDs are taken in {} days.", number(days))
            }
            (Language::Sv, days) => format!(
                "I samma takt som de senaste 30 dagarna är alla ID:n upptagna om {} dagar.",
                number(days)
            ),
        });
        guess.into_iter().chain(days).collect()
    }
}

/// Free IDs, by how many more were taken each day since the first day that counts.
fn days_until_full(usage: &ConferenceIdUsage, past: &[BridgeDay], today: Day) -> Option<u32> {
    if usage.free == 0 {
        return Some(0);
    }
    let first = today.minus(BridgeMeter::RATE_DAYS);
    let past = past.iter().find(|past| past.day >= first && past.day < today)?;
    let grown = (usage.assigned + usage.quarantined).checked_sub(past.taken()).filter(|grown| *grown > 0)?;
    let days = u64::from(today.number() - past.day.number());
    u32::try_from((u64::from(usage.free) * days).div_ceil(grown.into())).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn usage(assigned: u32, quarantined: u32, free: u32) -> ConferenceIdUsage {
        ConferenceIdUsage { assigned, quarantined, free }
    }

    fn day(number: u32, live: u32) -> BridgeDay {
        BridgeDay { day: Day::from_number(number), live, quarantined: 0 }
    }

    #[test]
    fn warnings_come_at_80_90_and_95_percent() {
        let warning = |taken: u32| FillWarning::of(&usage(taken - 1, 1, 1_000 - taken));
        for (taken, expected) in [
            (799, None),
            (800, Some(FillWarning::Percent80)),
            (899, Some(FillWarning::Percent80)),
            (900, Some(FillWarning::Percent90)),
            (950, Some(FillWarning::Percent95)),
            (1_000, Some(FillWarning::Percent95)),
        ] {
            assert_eq!(warning(taken), expected, "{taken}");
        }
    }

    #[test]
    fn the_rate_is_that_of_the_last_thirty_days() {
        let today = Day::from_number(20_100);
        let read = |past: &[BridgeDay]| BridgeMeter::read(&usage(300, 0, 1_000), past, today).days_until_full;
        assert_eq!(read(&[day(20_070, 0)]), Some(100), "ten a day");
        assert_eq!(read(&[day(20_000, 299), day(20_090, 200)]), Some(100), "what is older does not count");
        assert_eq!(read(&[day(20_099, 1)]), Some(4), "rounded up");
        for past in [&[][..], &[day(20_100, 0)], &[day(20_090, 300)], &[day(20_090, 400)], &[day(20_069, 0)]]
        {
            assert_eq!(read(past), None, "{past:?}");
        }
        assert_eq!(BridgeMeter::read(&usage(9, 0, 0), &[], today).days_until_full, Some(0));
    }

    #[test]
    fn one_in_so_many_guesses_hits() {
        let read = |live| BridgeMeter::read(&usage(live, 5, 100), &[], Day::from_number(1)).guess_one_in;
        assert_eq!((read(0), read(1), read(2_000)), (None, Some(9_000_000), Some(4_500)));
    }

    proptest! {
        #[test]
        fn the_meter_reads_every_use(live in 0_u32..4_000_000, quarantined in 0_u32..4_000_000, free in 0_u32..1_000_000, past in 0_u32..9_000_000) {
            let meter = BridgeMeter::read(&usage(live, quarantined, free), &[day(20_000, past)], Day::from_number(20_001));
            prop_assert!(meter.taken_percent <= 100);
            prop_assert_eq!(meter.warning.is_some(), meter.taken_percent >= 80);
            let told = |language| meter.sentences(language, |number| number.to_string()).len();
            prop_assert_eq!(told(Language::En), told(Language::Sv));
        }
    }
}
