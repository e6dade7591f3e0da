use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

const RIGHT: &str = "8271964";
const OLD: &str = "5093817";

fn settings() -> AttendantSettings {
    AttendantSettings {
        languages: vec![Language::Sv, Language::En],
        tells_changed: true,
        callers_may_start: false,
        announcement: Announcement::Tone,
    }
}

/// A bridge that answers as it should, and a caller who presses these keys, one entry after the other.
struct Telephone {
    settings: AttendantSettings,
    entries: Vec<&'static str>,
    /// What callers reach with an ID at the moment of each look-up.
    reach: fn(ConferenceId, usize) -> Reach,
    pin: &'static str,
}

impl Telephone {
    fn new(entries: &[&'static str]) -> Self {
        let reach = |id: ConferenceId, _| match id.to_string().as_str() {
            RIGHT => Reach::Live { has_pin: true },
            OLD => Reach::Changed,
            _ => Reach::Nowhere,
        };
        Self { settings: settings(), entries: entries.to_vec(), reach, pin: "24680" }
    }

    /// Everything that the attendant wanted, to the end of the call.
    fn call(self) -> Vec<CallAction> {
        let (mut call, mut wanted) = Call::answer(self.settings);
        let mut entries = self.entries.into_iter();
        let mut look_ups = 0;
        let mut told = vec![wanted.clone()];
        loop {
            let event = match wanted {
                CallAction::Ask { .. } => {
                    CallEvent::Entered(Keys::new(entries.next().expect("nobody is asked that often")))
                }
                CallAction::LookUp { conference_id } => {
                    look_ups += 1;
                    CallEvent::Found((self.reach)(conference_id, look_ups))
                }
                CallAction::CheckPin { pin, .. } => CallEvent::PinChecked(pin.as_str() == self.pin),
                CallAction::RecordName { .. } => CallEvent::NameRecorded,
                CallAction::Wait { .. } => CallEvent::Waited,
                CallAction::Admit { .. } | CallAction::HangUp { .. } => return told,
            };
            wanted = call.after(event);
            told.push(wanted.clone());
        }
    }
}

/// What is said, without what it means.
fn heard(told: &[CallAction]) -> Vec<(Prompt, Language)> {
    let said = told.iter().flat_map(|action| match action {
        CallAction::Ask { say, .. } | CallAction::RecordName { say } | CallAction::HangUp { say } => {
            say.as_slice()
        }
        CallAction::LookUp { .. }
        | CallAction::CheckPin { .. }
        | CallAction::Wait { .. }
        | CallAction::Admit { .. } => &[],
    });
    said.map(|spoken| (spoken.prompt, spoken.language)).collect()
}

fn admission(told: &[CallAction]) -> Option<(Role, bool)> {
    match told.last() {
        Some(CallAction::Admit { role, waits, .. }) => Some((*role, *waits)),
        _ => None,
    }
}

#[test]
fn a_caller_gets_in_and_waits_for_the_organizer() {
    let told = Telephone::new(&["2", RIGHT, ""]).call();
    assert_eq!(
        heard(&told),
        [
            (Prompt::Welcome, Language::Sv),
            (Prompt::ChooseLanguage(1), Language::Sv),
            (Prompt::ChooseLanguage(2), Language::En),
            (Prompt::AskId, Language::En),
            (Prompt::AskOrganizer, Language::En),
        ]
    );
    assert_eq!(admission(&told), Some((Role::Caller, true)));
}

#[test]
fn the_organizer_starts_the_meeting() {
    assert_eq!(admission(&Telephone::new(&["", RIGHT, "*24680"]).call()), Some((Role::Organizer, false)));
    let second = Telephone::new(&["", RIGHT, "*1", "*24680"]).call();
    assert!(heard(&second).contains(&(Prompt::WrongPin, Language::Sv)));
    assert_eq!(admission(&second), Some((Role::Organizer, false)));
    let never = Telephone::new(&["", RIGHT, "*1", "*2", "*3"]).call();
    assert_eq!(admission(&never), Some((Role::Caller, true)));
}

#[test]
fn callers_who_may_start_wait_for_nobody() {
    let mut telephone = Telephone::new(&[RIGHT, ""]);
    telephone.settings.callers_may_start = true;
    telephone.settings.languages.truncate(1);
    assert_eq!(admission(&telephone.call()), Some((Role::Caller, false)));
}

#[test]
fn three_wrong_ids_end_the_call_and_each_takes_longer() {
    let told = Telephone::new(&["1", "1234567", "12", OLD]).call();
    let waits: Vec<_> = told.iter().filter(|action| matches!(action, CallAction::Wait { .. })).collect();
    assert_eq!(waits, [&CallAction::Wait { seconds: 1 }, &CallAction::Wait { seconds: 2 }]);
    let heard = heard(&told);
    assert_eq!(
        heard[heard.len() - 2..],
        [Prompt::ChangedId, Prompt::Goodbye].map(|said| (said, Language::Sv))
    );
    assert_eq!(admission(&told), None);
}

#[test]
fn silence_is_no_wrong_id_and_ends_the_call_too() {
    let told = Telephone::new(&["1", "", "", "1234567", "", "", ""]).call();
    assert_eq!(told.iter().filter(|action| matches!(action, CallAction::Wait { .. })).count(), 1);
    assert_eq!(heard(&told).last(), Some(&(Prompt::Goodbye, Language::Sv)));
}

#[test]
fn who_says_a_name_is_announced_by_it() {
    let mut telephone = Telephone::new(&["1", RIGHT, "*24680"]);
    telephone.settings.announcement = Announcement::Name;
    let told = telephone.call();
    assert!(matches!(told[told.len() - 3], CallAction::RecordName { .. }));
    assert_eq!(admission(&told), Some((Role::Organizer, false)));
}

#[test]
fn an_id_that_is_reset_while_keys_are_pressed_lets_nobody_in() {
    let mut telephone = Telephone::new(&["1", RIGHT, "*24680", "", "", ""]);
    telephone.reach = |_, look_up| if look_up == 1 { Reach::Live { has_pin: true } } else { Reach::Changed };
    let told = telephone.call();
    assert!(heard(&told).contains(&(Prompt::ChangedId, Language::Sv)));
    assert_eq!(admission(&told), None);
}

#[test]
fn keys_and_ids_are_in_no_log() {
    let (call, _) = Call::answer(settings());
    let mut calls = vec![(call, CallEvent::Entered(Keys::new("1")))];
    for event in [
        CallEvent::Entered(Keys::new(RIGHT)),
        CallEvent::Found(Reach::Live { has_pin: true }),
        CallEvent::Entered(Keys::new("*24680")),
    ] {
        let (mut call, before) = calls.last().unwrap().clone();
        call.after(before);
        calls.push((call, event));
    }
    let log = format!("{calls:?}");
    assert!(!log.contains(RIGHT) && !log.contains("24680"), "{log}");
}

#[test]
fn every_prompt_is_short_and_has_a_name_of_its_own() {
    let mut names = HashSet::new();
    for prompt in Prompt::all() {
        assert!(names.insert(prompt.name()), "{}", prompt.name());
        for language in Language::ALL {
            let text = prompt.text(language);
            // At fifteen letters a second nobody has to listen for longer than ten seconds.
            assert!((5..=150).contains(&text.len()) && text.ends_with('.'), "{text}");
        }
    }
}

/// What may happen, also what nobody waits for.
fn event() -> impl Strategy<Value = CallEvent> {
    let keys = prop_oneof![
        Just(RIGHT.to_owned()),
        Just(OLD.to_owned()),
        Just("*24680".to_owned()),
        "[0-9*]{0,9}".prop_map(|keys| keys)
    ];
    prop_oneof![
        6 => keys.prop_map(|keys| CallEvent::Entered(Keys::new(&keys))),
        3 => prop_oneof![
            Just(Reach::Live { has_pin: true }),
            Just(Reach::Live { has_pin: false }),
            Just(Reach::Changed),
            Just(Reach::Nowhere),
        ]
        .prop_map(CallEvent::Found),
        2 => any::<bool>().prop_map(CallEvent::PinChecked),
        2 => Just(CallEvent::NameRecorded),
        2 => Just(CallEvent::Waited),
        1 => Just(CallEvent::HungUp),
    ]
}

fn any_settings() -> impl Strategy<Value = AttendantSettings> {
    let languages = prop::collection::vec(prop::sample::select(Language::ALL.as_slice()), 0..4);
    let announcement =
        prop::sample::select([Announcement::Nothing, Announcement::Tone, Announcement::Name].as_slice());
    (languages, any::<bool>(), any::<bool>(), announcement).prop_map(
        |(languages, tells_changed, callers_may_start, announcement)| AttendantSettings {
            languages,
            tells_changed,
            callers_may_start,
            announcement,
        },
    )
}

/// Whether this answers that.
const fn answers(event: &CallEvent, wanted: &CallAction) -> bool {
    matches!(
        (event, wanted),
        (CallEvent::HungUp, _)
            | (CallEvent::Entered(_), CallAction::Ask { .. })
            | (CallEvent::Found(_), CallAction::LookUp { .. })
            | (CallEvent::PinChecked(_), CallAction::CheckPin { .. })
            | (CallEvent::NameRecorded, CallAction::RecordName { .. })
            | (CallEvent::Waited, CallAction::Wait { .. })
    )
}

proptest! {
    #[test]
    fn nobody_gets_in_without_a_live_id(settings in any_settings(), events in prop::collection::vec(event(), 0..80)) {
        let (mut call, mut wanted) = Call::answer(settings);
        // The ID for which the organizer's PIN was right last.
        let mut organizer = None;
        let mut wrong = 0;
        for event in events {
            let before = call.clone();
            let is_over = matches!(wanted, CallAction::Admit { .. } | CallAction::HangUp { .. });
            let next = call.after(event.clone());
            if is_over || !answers(&event, &wanted) {
                prop_assert_eq!(&next, &wanted, "what nobody waited for changes nothing");
                prop_assert_eq!(&call, &before);
                continue;
            }
            if let (CallAction::CheckPin { conference_id, .. }, CallEvent::PinChecked(true)) = (&wanted, &event) {
                organizer = Some(*conference_id);
            }
            wrong += u8::from(matches!(event, CallEvent::Found(Reach::Changed | Reach::Nowhere)));
            prop_assert!(wrong <= 3, "nobody tries a fourth ID");
            if let CallAction::Admit { conference_id, role, .. } = &next {
                prop_assert_eq!(&wanted, &CallAction::LookUp { conference_id: *conference_id });
                let is_live = matches!(event, CallEvent::Found(Reach::Live { .. }));
                prop_assert!(is_live);
                prop_assert!(*role == Role::Caller || organizer == Some(*conference_id));
            }
            let kept: Call = serde_json::from_str(&serde_json::to_string(&call).unwrap()).unwrap();
            prop_assert_eq!(&kept, &call, "a call can be kept between two requests");
            wanted = next;
        }
    }

    #[test]
    fn every_call_comes_to_its_end(settings in any_settings(), events in prop::collection::vec(event(), 0..400)) {
        let (mut call, mut wanted) = Call::answer(settings);
        let mut asked = 0;
        for event in events.iter().filter(|event| **event != CallEvent::HungUp) {
            if answers(event, &wanted) {
                asked += u32::from(matches!(wanted, CallAction::Ask { .. }));
                wanted = call.after(event.clone());
            }
        }
        prop_assert!(asked <= 40, "{asked} questions");
    }

    #[test]
    fn where_changes_are_not_told_an_old_id_is_like_any_other(settings in any_settings(), digits in "[1-9][0-9]{6}") {
        let settings = AttendantSettings { tells_changed: false, languages: Vec::new(), ..settings };
        let end = |reach: Reach| {
            let (mut call, first) = Call::answer(settings.clone());
            let mut told = vec![first];
            for _ in 0..3 {
                told.push(call.after(CallEvent::Entered(Keys::new(&digits))));
                told.push(call.after(CallEvent::Found(reach)));
                told.push(call.after(CallEvent::Waited));
            }
            told
        };
        prop_assert_eq!(end(Reach::Changed), end(Reach::Nowhere));
    }
}
