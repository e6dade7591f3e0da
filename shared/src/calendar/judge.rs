//! The second pass: what happens to one meeting, with all its exceptions.

use std::collections::BTreeMap;

use super::event::Event;
use super::guard;
use super::moment::Moment;
use super::order::{joined, patches_in_order};
use super::report::{ComponentEdit, Leftover, MeetingReport, Outcome, Patch};
use super::request::{Plan, normal_address};
use super::scan::{CalendarSpan, EventSpan};
use super::stamps::sequence_number;
use super::when::Ahead;
use super::zones::Zones;
use crate::{MeetingStart, MeetingUpdateReason};

/// What the events of one UID come to.
#[derive(Debug)]
pub(super) enum Verdict {
    /// Changed, refused or to be checked.
    Report(MeetingReport),
    /// No old ID.
    NothingToDo,
    /// Somebody else's.
    Other,
    /// Without an organizer.
    NoOrganizer,
    /// Without an occurrence ahead.
    Past,
    /// Cancelled.
    Cancelled,
}

/// The most events of one meeting. No program lets a series have as many exceptions.
const MOST_EVENTS: usize = 10_000;
/// The most events of one meeting that are no exceptions. There should be one; a careless merge makes a few.
const MOST_MASTERS: usize = 50;

/// Judges meetings of one input; keeps the time zones of its calendars.
#[derive(Debug, Default)]
pub(super) struct Judge {
    zones: BTreeMap<usize, Zones>,
}

impl Judge {
    /// Reads the events of one UID and decides. `spans` is not empty.
    pub(super) fn meetings(
        &mut self,
        input: &[u8],
        spans: &[EventSpan],
        calendars: &[CalendarSpan],
        plan: &Plan,
    ) -> Vec<Verdict> {
        if let [first, ..] = spans
            && spans.len() > MOST_EVENTS
        {
            let first = Event::read(input, first, plan);
            return vec![too_large(&[first])];
        }
        // Fingerprints are equal; the UIDs nearly always are too.
        let mut meetings: Vec<Vec<Event>> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for span in spans {
            let mut event = Event::read(input, span, plan);
            event.cancelled |= calendars.get(event.calendar).is_some_and(|calendar| calendar.is_answer);
            let place = *known.entry(event.uid.clone()).or_insert(meetings.len());
            match meetings.get_mut(place) {
                Some(meeting) => meeting.push(event),
                None => meetings.push(vec![event]),
            }
        }
        meetings.iter().map(|meeting| self.meeting(input, meeting, calendars, plan)).collect()
    }

    fn zones(&mut self, input: &[u8], calendar: usize, calendars: &[CalendarSpan]) -> &mut Zones {
        self.zones.entry(calendar).or_insert_with(|| {
            let ranges = calendars.get(calendar).map(|calendar| calendar.zones.as_slice());
            Zones::read(input, ranges.unwrap_or_default())
        })
    }

    fn meeting(
        &mut self,
        input: &[u8],
        events: &[Event],
        calendars: &[CalendarSpan],
        plan: &Plan,
    ) -> Verdict {
        if !events.iter().any(Event::is_of_concern) {
            return Verdict::NothingToDo;
        }
        // What only looks like an old ID is of concern in own meetings that lie ahead, and nowhere else.
        let is_sure = events.iter().any(Event::matched);
        let unless_unsure = |verdict| if is_sure { verdict } else { Verdict::NothingToDo };
        let is_master = |event: &Event| event.recurrence_id.is_none();
        let master_organizer =
            events.iter().find(|event| is_master(event)).map(|event| event.organizer.clone());
        let organizer = |event: &Event| match &master_organizer {
            Some(organizer) if event.organizer.is_empty() => organizer.clone(),
            _ => event.organizer.clone(),
        };
        let is_own = |event: &Event| organizer(event).iter().any(|address| plan.is_own(address));
        let concerned = |event: &&Event| event.is_of_concern();
        if !events.iter().filter(concerned).any(is_own) {
            let has_organizer = events
                .iter()
                .filter(concerned)
                .any(|event| organizer(event).iter().any(|address| !normal_address(address).is_empty()));
            return unless_unsure(if has_organizer { Verdict::Other } else { Verdict::NoOrganizer });
        }
        let master_cancelled = events.iter().any(|event| is_master(event) && event.cancelled);
        let is_live = |event: &Event| !event.cancelled && !master_cancelled;
        if !events.iter().filter(concerned).any(|event| is_own(event) && is_live(event)) {
            return unless_unsure(Verdict::Cancelled);
        }

        if events.iter().filter(|event| is_master(event)).count() > MOST_MASTERS {
            return too_large(events);
        }
        let replaced: Vec<Moment> = events.iter().filter_map(|event| event.recurrence_id.clone()).collect();
        let mut ahead = Vec::with_capacity(events.len());
        for event in events {
            let zones = self.zones(input, event.calendar, calendars);
            let answer = if !is_live(event) {
                Ahead::No
            } else if is_master(event) {
                event.schedule.any_ahead(&replaced, zones, plan.now)
            } else {
                event.schedule.single_ahead(zones, plan.now)
            };
            if answer == Ahead::Unreadable && event.matched() && is_own(event) {
                let refused = Outcome::Refused(MeetingUpdateReason::UnreadableStart);
                return Verdict::Report(report(events, refused, Vec::new()));
            }
            // What only looks like an old ID is better shown once too often.
            ahead.push(answer != Ahead::No);
        }
        let series_ahead = ahead.contains(&true);
        let (mut edits, mut leftovers) = (Vec::new(), Vec::new());
        for (event, ahead) in events.iter().zip(&ahead) {
            let ahead = if is_master(event) || event.this_and_future { series_ahead } else { *ahead };
            if !(ahead && is_own(event) && is_live(event)) {
                continue;
            }
            leftovers.extend(event.leftovers.iter().cloned());
            if event.matched() {
                let zones = self.zones(input, event.calendar, calendars);
                match edit(input, event, zones, plan) {
                    Ok(edit) => edits.push(edit),
                    Err(reason) => {
                        return Verdict::Report(report(events, Outcome::Refused(reason), leftovers));
                    }
                }
            }
        }
        let outcome = match (edits.is_empty(), leftovers.is_empty()) {
            (true, true) => return unless_unsure(Verdict::Past),
            (true, false) => Outcome::ToCheck,
            (false, true) => Outcome::Changed(edits),
            (false, false) => Outcome::Partly(edits),
        };
        Verdict::Report(report(events, outcome, leftovers))
    }
}

fn too_large(events: &[Event]) -> Verdict {
    Verdict::Report(report(events, Outcome::Refused(MeetingUpdateReason::MeetingTooLarge), Vec::new()))
}

fn report(events: &[Event], outcome: Outcome, leftovers: Vec<Leftover>) -> MeetingReport {
    let master = events.iter().find(|event| event.recurrence_id.is_none());
    let shown = master.or(events.first());
    MeetingReport {
        uid: shown.map(|event| event.uid.clone()).unwrap_or_default(),
        summary: shown.map(|event| event.summary.clone()).unwrap_or_default(),
        start: shown.and_then(start_of),
        recurring: events.len() > 1
            || events.iter().any(|event| event.schedule.recurs() || event.recurrence_id.is_some()),
        outcome,
        leftovers,
    }
}

fn start_of(event: &Event) -> Option<MeetingStart> {
    event.schedule.start.as_ref().and_then(|start| start.read.clone())
}

/// The edit of one event: its digits, and what says that it has changed.
fn edit(
    input: &[u8],
    event: &Event,
    zones: &mut Zones,
    plan: &Plan,
) -> Result<ComponentEdit, MeetingUpdateReason> {
    if !event.finished {
        return Err(MeetingUpdateReason::Unfinished);
    }
    if event.deep {
        return Err(MeetingUpdateReason::NestedTooDeep);
    }
    if event.too_large {
        return Err(MeetingUpdateReason::MeetingTooLarge);
    }
    if event.encoded {
        return Err(MeetingUpdateReason::EncodedValue);
    }
    let mut patches = event.patches.clone();
    let numbers: Option<Vec<u64>> =
        event.sequences.iter().map(|place| sequence_number(&place.text)).collect();
    let numbers = numbers.ok_or(MeetingUpdateReason::UnreadableSequence)?;
    let sequence = numbers.into_iter().max().unwrap_or_default();
    let next = sequence.checked_add(1).ok_or(MeetingUpdateReason::UnreadableSequence)?.to_string();
    // Of two, nobody knows which one a program reads.
    patches.extend(event.sequences.iter().flat_map(|place| place.patches(&next)));
    if event.sequences.is_empty() {
        let (at, line_break) = &event.insertion;
        let bytes = [b"SEQUENCE:1", line_break.as_slice()].concat();
        patches.push(Patch { range: *at..*at, bytes });
    }
    if let Some(place) = &event.outlook_sequence
        && let Some(next) = sequence_number(&place.text).and_then(|number| number.checked_add(1))
    {
        patches.extend(place.patches(&next.to_string()));
    }
    patches.extend(event.stamps.iter().flat_map(|stamp| stamp.patches(plan.now, zones)));
    let patches = joined(input, &patches_in_order(&patches.iter().collect::<Vec<_>>()));
    guard::check(input, &event.range, &patches, plan)?;
    Ok(ComponentEdit {
        occurrence: event.recurrence_id.as_ref().and_then(|moment| moment.read.clone()),
        start: start_of(event),
        sequence,
        properties: event.properties.clone(),
        patches,
    })
}
