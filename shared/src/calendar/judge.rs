//! The second pass: what happens to one meeting, with all its exceptions.

use std::collections::BTreeMap;

use ical::recur::IcalRecurDateTime;

use super::event::Event;
use super::guard;
use super::order::{joined, patches_in_order};
use super::report::{ComponentEdit, MeetingReport, Outcome, Patch};
use super::request::Plan;
use super::scan::{CalendarSpan, EventSpan};
use super::when::{Ahead, Moment, Zones};
use crate::MeetingUpdateReason;

/// What the events of one UID come to.
#[derive(Debug)]
pub(super) enum Verdict {
    /// Changed or refused.
    Report(MeetingReport),
    /// No old ID in a known form.
    NothingToDo,
    /// Somebody else's, or without an organizer.
    Other,
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
        if !events.iter().any(Event::matched) {
            return Verdict::NothingToDo;
        }
        let is_master = |event: &Event| event.recurrence_id.is_none();
        let master_organizer =
            events.iter().find(|event| is_master(event)).map(|event| event.organizer.clone());
        let is_own = |event: &Event| {
            let addresses = match &master_organizer {
                Some(organizer) if event.organizer.is_empty() => organizer,
                _ => &event.organizer,
            };
            addresses.iter().any(|address| plan.is_own(address))
        };
        if !events.iter().any(|event| event.matched() && is_own(event)) {
            return Verdict::Other;
        }
        let master_cancelled = events.iter().any(|event| is_master(event) && event.cancelled);
        let is_live = |event: &Event| !event.cancelled && !master_cancelled;
        if !events.iter().any(|event| event.matched() && is_own(event) && is_live(event)) {
            return Verdict::Cancelled;
        }

        if events.iter().filter(|event| is_master(event)).count() > MOST_MASTERS {
            return too_large(events);
        }
        let report = |outcome| Verdict::Report(report(events, outcome));
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
                return report(Outcome::Refused(MeetingUpdateReason::UnreadableStart));
            }
            ahead.push(answer == Ahead::Yes);
        }
        let series_ahead = ahead.contains(&true);
        let due = events.iter().zip(&ahead).filter(|(event, ahead)| {
            let ahead = if is_master(event) || event.this_and_future { series_ahead } else { **ahead };
            ahead && event.matched() && is_own(event) && is_live(event)
        });
        let edits: Result<Vec<ComponentEdit>, MeetingUpdateReason> =
            due.map(|(event, _)| edit(input, event, plan)).collect();
        match edits {
            Ok(edits) if edits.is_empty() => Verdict::Past,
            Ok(edits) => report(Outcome::Changed(edits)),
            Err(reason) => report(Outcome::Refused(reason)),
        }
    }
}

fn too_large(events: &[Event]) -> Verdict {
    Verdict::Report(report(events, Outcome::Refused(MeetingUpdateReason::MeetingTooLarge)))
}

fn report(events: &[Event], outcome: Outcome) -> MeetingReport {
    let master = events.iter().find(|event| event.recurrence_id.is_none());
    let shown = master.or(events.first());
    MeetingReport {
        uid: shown.map(|event| event.uid.clone()).unwrap_or_default(),
        summary: shown.map(|event| event.summary.clone()).unwrap_or_default(),
        start: shown.map(start_of).unwrap_or_default(),
        recurring: events.len() > 1
            || events.iter().any(|event| event.schedule.recurs() || event.recurrence_id.is_some()),
        outcome,
    }
}

fn start_of(event: &Event) -> String {
    event.schedule.start.as_ref().map(|start| start.value.clone()).unwrap_or_default()
}

/// The edit of one event: its digits, and what says that it has changed.
fn edit(input: &[u8], event: &Event, plan: &Plan) -> Result<ComponentEdit, MeetingUpdateReason> {
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
    let sequence = if let Some(place) = &event.sequence {
        let (number, next) = raised(&place.text).ok_or(MeetingUpdateReason::UnreadableSequence)?;
        patches.extend(place.patches(&next));
        number
    } else {
        let (at, line_break) = &event.insertion;
        let bytes = [b"SEQUENCE:1", line_break.as_slice()].concat();
        patches.push(Patch { range: *at..*at, bytes });
        0
    };
    if let Some(place) = &event.outlook_sequence
        && let Some((_, next)) = raised(&place.text)
    {
        patches.extend(place.patches(&next));
    }
    let stamp = stamp(plan.now);
    patches.extend(event.stamps.iter().flat_map(|place| place.patches(&stamp)));
    let patches = joined(input, &patches_in_order(&patches.iter().collect::<Vec<_>>()));
    guard::check(input, &event.range, &patches, plan)?;
    Ok(ComponentEdit {
        recurrence_id: event.recurrence_id.as_ref().map(|moment| moment.value.clone()),
        start: start_of(event),
        sequence,
        properties: event.properties.clone(),
        patches,
    })
}

/// A number, and the text of the next one.
fn raised(value: &str) -> Option<(u64, String)> {
    // RFC 5545 limits integers to 32 bits with a sign.
    let number: i32 = value.trim().parse().ok()?;
    let next = number.checked_add(1).filter(|next| *next > 0)?;
    Some((u64::try_from(number).ok()?, next.to_string()))
}

/// A moment in the form of `DTSTAMP`, such as `20261124T060000Z`.
pub(super) fn stamp(seconds: i64) -> String {
    let latest = 253_402_300_799; // 9999-12-31T23:59:59Z, the last moment the form can hold.
    let IcalRecurDateTime { year, month, day, hour, minute, second } =
        IcalRecurDateTime::from_seconds(seconds.clamp(0, latest));
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}
