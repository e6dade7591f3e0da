//! The auto attendant: what callers hear and what their keys do, from the welcome to the meeting.
//!
//! [`Call`] is the whole flow as one state machine. It does nothing itself: whoever runs a telephone gives it what happened
//! ([`CallEvent`]) and does what it answers ([`CallAction`]). So every kind of bridge leads callers the same way, and so does
//! a keypad on a page.

mod call;
mod prompt;
#[cfg(test)]
mod tests;

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use self::call::Call;
pub use self::prompt::Prompt;
use crate::{ConferenceId, Language};

/// What the attendant has to know before it answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttendantSettings {
    /// The languages of the number that was called, the primary one first. Without any, English is spoken.
    pub languages: Vec<Language>,
    /// Whether callers with an ID that was replaced hear that it has changed; otherwise they hear what they hear with any
    /// wrong ID.
    pub tells_changed: bool,
    /// Whether callers may start a meeting, so that nobody waits for the organizer.
    pub callers_may_start: bool,
    /// How the others learn that somebody comes or goes.
    pub announcement: Announcement,
}

/// How the others learn that somebody comes or goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Announcement {
    /// They do not.
    Nothing,
    /// By a tone.
    #[default]
    Tone,
    /// By the name that the caller has said.
    Name,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallEvent {
    /// The caller pressed these keys and then hash, or nothing more. The hash itself is no part of them; without any key it
    /// is empty.
    Entered(Keys),
    /// The answer to [`CallAction::LookUp`].
    Found(Reach),
    /// The answer to [`CallAction::CheckPin`]: whether it is the organizer's. Whoever may not try any more gets `false`.
    PinChecked(bool),
    /// The name was recorded, or the caller said none.
    NameRecorded,
    /// The time of [`CallAction::Wait`] is over.
    Waited,
    /// The caller is gone.
    HungUp,
}

/// Whether callers with an ID get anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// They do.
    Live {
        /// Whether the organizer has a PIN.
        has_pin: bool,
    },
    /// No more: it is in quarantine.
    Changed,
    /// They do not, for whatever reason. Nobody learns which.
    Nowhere,
}

/// What has to be done next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "do")]
pub enum CallAction {
    /// Say this and listen, until so many keys are pressed, or hash, or nothing for too long. Then [`CallEvent::Entered`].
    #[serde(rename_all = "camelCase")]
    Ask {
        /// What is said.
        say: Vec<Spoken>,
        /// How many keys end it.
        keys: u8,
    },
    /// Find out whether callers with this ID get anywhere. Then [`CallEvent::Found`].
    #[serde(rename_all = "camelCase")]
    LookUp {
        /// The ID.
        conference_id: ConferenceId,
    },
    /// Find out whether this is the organizer's PIN. Then [`CallEvent::PinChecked`].
    #[serde(rename_all = "camelCase")]
    CheckPin {
        /// Whose meeting it is.
        conference_id: ConferenceId,
        /// The PIN.
        pin: Keys,
    },
    /// Say this and record the caller's name. Then [`CallEvent::NameRecorded`].
    #[serde(rename_all = "camelCase")]
    RecordName {
        /// What is said.
        say: Vec<Spoken>,
    },
    /// Be silent for so long. Then [`CallEvent::Waited`].
    #[serde(rename_all = "camelCase")]
    Wait {
        /// For how many seconds.
        seconds: u8,
    },
    /// Let the caller into the meeting. Only the bridge knows whether the organizer is there already: while a caller waits, it
    /// says [`Prompt::Lobby`].
    #[serde(rename_all = "camelCase")]
    Admit {
        /// Whose meeting it is.
        conference_id: ConferenceId,
        /// As what.
        role: Role,
        /// Whether the caller waits until the organizer is there.
        waits: bool,
        /// How the others learn of it.
        announcement: Announcement,
    },
    /// Say this and end the call.
    #[serde(rename_all = "camelCase")]
    HangUp {
        /// What is said.
        say: Vec<Spoken>,
    },
}

impl CallAction {
    /// How long to wait for the first key: older callers look for it.
    pub const FIRST_KEY: Duration = Duration::from_secs(10);
    /// How long to wait for each key after it.
    pub const NEXT_KEY: Duration = Duration::from_secs(4);
    /// How long to be silent before anything is said after a key: the telephone has to come back to the ear.
    pub const BACK_TO_THE_EAR: Duration = Duration::from_millis(500);
}

/// As what somebody is in a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// The organizer, who starts it.
    Organizer,
    /// Anybody else.
    Caller,
}

/// Something that is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Spoken {
    /// What.
    pub prompt: Prompt,
    /// In which language.
    pub language: Language,
    /// Whether a key ends it. What went wrong is said to the end, or else the next try goes wrong in the same way.
    pub stops_at_a_key: bool,
}

/// Keys of a telephone. They may be a PIN, so they show only how many they are.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Keys(String);

impl Keys {
    /// The keys of this text, as telephones and their providers send them; what is no key is left out.
    pub fn new(text: &str) -> Self {
        Self(text.chars().filter(|sign| sign.is_ascii_digit() || *sign == '*').collect())
    }

    /// The keys, digits and stars.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Keys({})", self.0.len())
    }
}
