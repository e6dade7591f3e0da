//! What it means for meetings and people when a user's conference ID stops.

use serde::{Deserialize, Serialize};

use crate::paths::route;
use crate::{Language, Timestamp, UserId};

/// What a reset of a user's conference ID would mean, as far as Konfid knows it by itself. The same holds when the ID
/// stops for another reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetPreview {
    /// How many planned meetings that are not over have this conference ID. Meetings with an ID of their own keep it.
    pub planned_meetings: u64,
    /// When the next of them begins, or the one began that is going on; `null` when there is none.
    pub next_meeting_at: Option<Timestamp>,
    /// What becomes of the meetings in the user's connected calendar.
    pub calendar: CalendarFollows,
    /// How many emails the reset sends, unless it is told otherwise.
    pub emails: u32,
}

/// Whether meetings in a connected calendar follow a new conference ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CalendarFollows {
    /// No calendar is connected.
    NotConnected,
    /// They are updated automatically.
    Updated,
    /// The organisation has switched automatic updates off.
    SwitchedOff,
    /// The calendar could not be used the last time.
    Failing,
}

impl ResetPreview {
    /// Where it is asked for.
    pub fn path(user: UserId) -> String {
        route::USER_RESET_PREVIEW.replace("{user}", &user.to_string())
    }

    /// What it means in words, each a sentence; `number` and `moment` write for the reader.
    pub fn sentences(
        &self,
        language: Language,
        number: impl Fn(u64) -> String,
        moment: impl Fn(Timestamp) -> String,
    ) -> Vec<String> {
        let meetings = (self.planned_meetings > 0).then(|| {
            let count = number(self.planned_meetings);
            match (language, self.planned_meetings) {
                (Language::En, 1) => "1 planned meeting has this conference ID".to_owned(),
                (Language::En, _) => format!("{count} planned meetings have this conference ID"),
                (Language::Sv, 1) => "1 planerat möte har det här konferens-ID:t".to_owned(),
                (Language::Sv, _) => format!("{count} planerade möten har det här konferens-ID:t"),
            }
        });
        let meetings = meetings.map(|told| match (language, self.next_meeting_at.map(moment)) {
            (_, None) => format!("{told}."),
            (Language::En, Some(at)) => format!("{told}; the next one is on {at}."),
            (Language::Sv, Some(at)) => format!("{told}; nästa är {at}."),
        });
        meetings.into_iter().chain(self.calendar.sentence(language).map(str::to_owned)).collect()
    }
}

impl CalendarFollows {
    /// What becomes of the meetings in the calendar; nothing when there is none.
    const fn sentence(self, language: Language) -> Option<&'static str> {
        Some(match (language, self) {
            (_, Self::NotConnected) => return None,
            (Language::En, Self::Updated) => "Meetings in the connected calendar are updated automatically.",
            (Language::Sv, Self::Updated) => "Möten i den anslutna kalendern uppdateras automatiskt.",
            (Language::En, Self::SwitchedOff) => {
                "Meetings in the connected calendar stay as they are: automatic updates are switched off in the settings."
            }
            (Language::Sv, Self::SwitchedOff) => {
                "Möten i den anslutna kalendern blir kvar som de är: automatiska uppdateringar är avstängda i inställningarna."
            }
            (Language::En, Self::Failing) => {
                "The connected calendar could not be reached the last time, so meetings in it may stay as they are."
            }
            (Language::Sv, Self::Failing) => {
                "Den anslutna kalendern gick inte att nå senast, så möten i den kan bli kvar som de är."
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_in_both_languages_and_only_what_there_is() {
        let nothing = ResetPreview {
            planned_meetings: 0,
            next_meeting_at: None,
            calendar: CalendarFollows::NotConnected,
            emails: 1,
        };
        let told = |preview: ResetPreview, language| {
            preview.sentences(language, |number| number.to_string(), |_| "3 Dec".to_owned())
        };
        assert_eq!(told(nothing, Language::En), [] as [&str; 0]);
        let next = Some(Timestamp::from_milliseconds(0));
        let some = ResetPreview { planned_meetings: 2, next_meeting_at: next, ..nothing };
        let some = ResetPreview { calendar: CalendarFollows::Updated, ..some };
        assert_eq!(
            told(some, Language::En),
            [
                "2 planned meetings have this conference ID; the next one is on 3 Dec.",
                "Meetings in the connected calendar are updated automatically.",
            ]
        );
        assert_eq!(
            told(ResetPreview { planned_meetings: 1, ..some }, Language::Sv),
            [
                "1 planerat möte har det här konferens-ID:t; nästa är 3 Dec.",
                "Möten i den anslutna kalendern uppdateras automatiskt.",
            ]
        );
    }
}
