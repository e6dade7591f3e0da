//! The call itself.

use std::mem;

use serde::{Deserialize, Serialize};

use super::{Announcement, AttendantSettings, CallAction, CallEvent, Keys, Prompt, Reach, Role, Spoken};
use crate::{ConferenceId, Language};

/// So often a caller may enter a wrong ID, or none, or a wrong PIN.
const TRIES: u8 = 3;
/// More keys than an ID has, so that one too many is noticed.
const KEYS_OF_ID: u8 = 8;
/// A star, and the longest PIN.
const KEYS_OF_PIN: u8 = 13;

/// A telephone call to the attendant, from the welcome to the meeting or to its end.
///
/// It can be kept between two requests, for bridges that ask anew for each step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    settings: AttendantSettings,
    language: Language,
    step: Step,
    /// How many wrong IDs were entered.
    wrong_ids: u8,
    /// How many wrong PINs were entered.
    wrong_pins: u8,
    /// How often in a row nothing was entered that means anything.
    silences: u8,
    /// What was wanted last, for bridges that ask again.
    wanted: CallAction,
}

/// Where a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Step {
    Language,
    Id,
    /// An ID was wrong; what is said about it comes after a while.
    Slowed(Prompt),
    LookingUp(ConferenceId),
    Organizer(ConferenceId),
    CheckingPin(ConferenceId),
    Name(ConferenceId, Role),
    /// The ID is looked up once more: it may have been reset while the caller pressed keys.
    LookingUpAgain(ConferenceId, Role),
    Admitted,
    Over,
}

impl Call {
    /// Answers a call, and says what is done first.
    pub fn answer(settings: AttendantSettings) -> (Self, CallAction) {
        let language = settings.languages.first().copied().unwrap_or_default();
        let wanted = CallAction::HangUp { say: Vec::new() };
        let (step, wrong_ids, wrong_pins, silences) = (Step::Id, 0, 0, 0);
        let mut call = Self { settings, language, step, wrong_ids, wrong_pins, silences, wanted };
        let first = if call.choices().len() > 1 {
            call.ask_language(vec![call.to_a_key(Prompt::Welcome)])
        } else {
            call.ask_id(vec![call.to_a_key(Prompt::Welcome)])
        };
        call.wanted = first.clone();
        (call, first)
    }

    /// What is done after this. What does not belong to what was wanted last changes nothing: the same is wanted again.
    pub fn after(&mut self, event: CallEvent) -> CallAction {
        let next = match (self.step, event) {
            (Step::Admitted | Step::Over, _) => return self.wanted.clone(),
            (_, CallEvent::HungUp) => {
                self.step = Step::Over;
                CallAction::HangUp { say: Vec::new() }
            }
            (Step::Language, CallEvent::Entered(keys)) => self.after_language(&keys),
            (Step::Id, CallEvent::Entered(keys)) => self.after_id(&keys),
            (Step::Slowed(prompt), CallEvent::Waited) => self.ask_id(vec![self.to_the_end(prompt)]),
            (Step::LookingUp(id), CallEvent::Found(Reach::Live { has_pin })) => self.after_live(id, has_pin),
            (Step::LookingUp(_) | Step::LookingUpAgain(..), CallEvent::Found(Reach::Changed))
                if self.settings.tells_changed =>
            {
                self.after_wrong(Prompt::ChangedId)
            }
            (
                Step::LookingUp(_) | Step::LookingUpAgain(..),
                CallEvent::Found(Reach::Changed | Reach::Nowhere),
            ) => self.after_wrong(Prompt::WrongId),
            (Step::Organizer(id), CallEvent::Entered(keys)) => self.after_organizer(id, &keys),
            (Step::CheckingPin(id), CallEvent::PinChecked(true)) => self.ask_name(id, Role::Organizer),
            (Step::CheckingPin(id), CallEvent::PinChecked(false)) => self.after_wrong_pin(id),
            (Step::Name(id, role), CallEvent::NameRecorded) => self.look_up_again(id, role),
            (Step::LookingUpAgain(id, role), CallEvent::Found(Reach::Live { .. })) => self.admit(id, role),
            _ => return self.wanted.clone(),
        };
        self.wanted = next.clone();
        next
    }

    /// The languages that the caller can choose from, each once.
    fn choices(&self) -> Vec<Language> {
        let mut choices = Vec::new();
        for language in &self.settings.languages {
            if !choices.contains(language) && choices.len() < usize::from(Prompt::LANGUAGES_MAX) {
                choices.push(*language);
            }
        }
        choices
    }

    fn ask_language(&mut self, mut say: Vec<Spoken>) -> CallAction {
        self.step = Step::Language;
        let choices = self.choices();
        say.extend((1..).zip(choices).map(|(key, language)| Spoken {
            prompt: Prompt::ChooseLanguage(key),
            language,
            stops_at_a_key: true,
        }));
        CallAction::Ask { say, keys: 1 }
    }

    /// Whoever presses another key is asked once more; whoever presses none hears the primary language.
    fn after_language(&mut self, keys: &Keys) -> CallAction {
        let place = keys.as_str().parse::<usize>().ok().and_then(|key| key.checked_sub(1));
        match place.and_then(|place| self.choices().get(place).copied()) {
            Some(language) => self.language = language,
            None if !keys.as_str().is_empty() && mem::replace(&mut self.silences, 1) == 0 => {
                return self.ask_language(Vec::new());
            }
            None => {}
        }
        self.silences = 0;
        self.ask_id(Vec::new())
    }

    fn ask_id(&mut self, mut say: Vec<Spoken>) -> CallAction {
        self.step = Step::Id;
        say.push(self.to_a_key(Prompt::AskId));
        CallAction::Ask { say, keys: KEYS_OF_ID }
    }

    fn after_id(&mut self, keys: &Keys) -> CallAction {
        if keys.as_str().is_empty() {
            self.silences += 1;
            if self.silences >= TRIES {
                return self.hang_up(Prompt::NothingHeard);
            }
            return self.ask_id(vec![self.to_the_end(Prompt::NothingHeard)]);
        }
        self.silences = 0;
        match keys.as_str().parse() {
            Ok(conference_id) => {
                self.step = Step::LookingUp(conference_id);
                CallAction::LookUp { conference_id }
            }
            Err(_) => self.after_wrong(Prompt::WrongId),
        }
    }

    /// The ID is wrong. Each answer takes longer than the one before, and the third is the last: so nobody finds an ID by
    /// trying. Why it is wrong makes no difference to how long that takes.
    fn after_wrong(&mut self, prompt: Prompt) -> CallAction {
        self.wrong_ids += 1;
        if self.wrong_ids >= TRIES {
            return self.hang_up(prompt);
        }
        self.step = Step::Slowed(prompt);
        CallAction::Wait { seconds: 1 << (self.wrong_ids - 1) }
    }

    fn after_live(&mut self, id: ConferenceId, has_pin: bool) -> CallAction {
        if has_pin {
            return self.ask_organizer(id, Vec::new());
        }
        // Nothing comes between the look-up and the meeting.
        let is_at_once = self.settings.announcement != Announcement::Name;
        if is_at_once { self.admit(id, Role::Caller) } else { self.ask_name(id, Role::Caller) }
    }

    fn ask_organizer(&mut self, id: ConferenceId, mut say: Vec<Spoken>) -> CallAction {
        self.step = Step::Organizer(id);
        say.push(self.to_a_key(Prompt::AskOrganizer));
        CallAction::Ask { say, keys: KEYS_OF_PIN }
    }

    /// A star and a PIN come from the organizer. Whoever presses nothing but hash, or something else, is a caller.
    fn after_organizer(&mut self, id: ConferenceId, keys: &Keys) -> CallAction {
        match keys.as_str().strip_prefix('*') {
            Some(pin) if !pin.is_empty() => {
                self.step = Step::CheckingPin(id);
                CallAction::CheckPin { conference_id: id, pin: Keys::new(pin) }
            }
            // The star alone: the PIN is still to come, or was too slow.
            Some(_) if self.silences == 0 => {
                self.silences = 1;
                self.ask_organizer(id, Vec::new())
            }
            Some(_) | None => self.ask_name(id, Role::Caller),
        }
    }

    /// After the third wrong PIN somebody is a caller like any other.
    fn after_wrong_pin(&mut self, id: ConferenceId) -> CallAction {
        self.wrong_pins += 1;
        if self.wrong_pins >= TRIES {
            return self.ask_name(id, Role::Caller);
        }
        self.ask_organizer(id, vec![self.to_the_end(Prompt::WrongPin)])
    }

    fn ask_name(&mut self, id: ConferenceId, role: Role) -> CallAction {
        if self.settings.announcement != Announcement::Name {
            return self.look_up_again(id, role);
        }
        self.step = Step::Name(id, role);
        CallAction::RecordName { say: vec![self.to_a_key(Prompt::AskName)] }
    }

    fn look_up_again(&mut self, id: ConferenceId, role: Role) -> CallAction {
        self.step = Step::LookingUpAgain(id, role);
        CallAction::LookUp { conference_id: id }
    }

    fn admit(&mut self, conference_id: ConferenceId, role: Role) -> CallAction {
        self.step = Step::Admitted;
        let waits = role == Role::Caller && !self.settings.callers_may_start;
        CallAction::Admit { conference_id, role, waits, announcement: self.settings.announcement }
    }

    fn hang_up(&mut self, prompt: Prompt) -> CallAction {
        self.step = Step::Over;
        CallAction::HangUp { say: vec![self.to_the_end(prompt), self.to_the_end(Prompt::Goodbye)] }
    }

    const fn to_a_key(&self, prompt: Prompt) -> Spoken {
        Spoken { prompt, language: self.language, stops_at_a_key: true }
    }

    const fn to_the_end(&self, prompt: Prompt) -> Spoken {
        Spoken { prompt, language: self.language, stops_at_a_key: false }
    }
}
