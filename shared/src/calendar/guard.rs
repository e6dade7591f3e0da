//! The safeguard before any edit is accepted.
//!
//! Edits are patches of bytes at places that this module's own reader found. Here an independent parser reads the
//! event before and after, and both are compared line by line: the same lines in the same order, and nothing
//! different but digits in the mendable properties and the few that say an event has changed.

use std::ops::Range;

use ical::tree::cst::{IcalCst, IcalItem};
use ical::tree::line::IcalLine;

use super::lines::has_bare_returns;
use super::properties::{Treatment, treatment};
use super::report::{Patch, splice};
use super::request::Plan;
use crate::MeetingUpdateReason;

/// Properties whose value says that an event has changed.
const MARKS: [&str; 4] = ["SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "X-MICROSOFT-CDO-APPT-SEQUENCE"];

/// Checks the patches of the event at `range`.
pub(super) fn check(
    input: &[u8],
    range: &Range<usize>,
    patches: &[Patch],
    plan: &Plan,
) -> Result<(), MeetingUpdateReason> {
    let before = input.get(range.clone()).ok_or(MeetingUpdateReason::UnexpectedChange)?;
    let orderly = patches.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start)
        && patches.iter().all(|patch| range.start <= patch.range.start && patch.range.end <= range.end);
    if !orderly {
        return Err(MeetingUpdateReason::UnexpectedChange);
    }
    let local: Vec<Patch> = patches
        .iter()
        .map(|patch| Patch {
            range: patch.range.start - range.start..patch.range.end - range.start,
            bytes: patch.bytes.clone(),
        })
        .collect();
    let mut after = splice(before, local.iter()).concat();
    let mut before = before.to_vec();
    if has_bare_returns(input) {
        // The parser knows no bare carriage returns.
        for byte in before.iter_mut().chain(&mut after).filter(|byte| **byte == b'\r') {
            *byte = b'\n';
        }
    }
    let old = IcalCst::parse_recovering(&before);
    if old.to_bytes() != before {
        return Err(MeetingUpdateReason::NotReproducible);
    }
    let new = IcalCst::parse_recovering(&after);
    let same = new.to_bytes() == after
        && old.calendars.len() == new.calendars.len()
        && old.calendars.iter().zip(&new.calendars).all(|(old, new)| same_component(old, new, plan));
    if same { Ok(()) } else { Err(MeetingUpdateReason::UnexpectedChange) }
}

fn same_component(old: &IcalCst<'_>, new: &IcalCst<'_>, plan: &Plan) -> bool {
    let mut old_items = old.items.iter().peekable();
    let mut inserted = 0;
    for item in &new.items {
        let is_new_sequence = name_of(item) == Some("SEQUENCE")
            && old_items.peek().is_none_or(|old| name_of(old) != Some("SEQUENCE"));
        if is_new_sequence {
            inserted += 1;
            continue;
        }
        let same = match (old_items.next(), item) {
            (Some(IcalItem::Prop(old)), IcalItem::Prop(new)) => same_line(old, new, plan),
            (Some(IcalItem::Component(old)), IcalItem::Component(new)) => same_component(old, new, plan),
            (Some(IcalItem::Opaque(old)), IcalItem::Opaque(new)) => same_opaque(old, new, plan),
            _ => false,
        };
        if !same {
            return false;
        }
    }
    old_items.next().is_none() && inserted <= 1
}

/// Lines that are none, such as a text that goes on without a name.
fn same_opaque(old: &[u8], new: &[u8], plan: &Plan) -> bool {
    may_be_resized(plan) || same_but_digits(old, new)
}

/// Whether a number may be replaced by one of another length.
fn may_be_resized(plan: &Plan) -> bool {
    plan.numbers.iter().any(|number| number.old.len() != number.new.len())
}

fn name_of<'item>(item: &'item IcalItem<'_>) -> Option<&'item str> {
    match item {
        IcalItem::Prop(line) => Some(line.name.get()),
        IcalItem::Component(_) | IcalItem::Opaque(_) => None,
    }
}

fn same_line(old: &IcalLine<'_>, new: &IcalLine<'_>, plan: &Plan) -> bool {
    let name = old.name.get();
    if name != new.name.get() || old.params.len() != new.params.len() {
        return false;
    }
    let is_in = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
    let mendable = treatment(name.as_bytes()) == Treatment::Mend;
    let resized = may_be_resized(plan);
    let same = |old: &[u8], new: &[u8]| {
        if mendable { resized || same_but_digits(old, new) } else { old == new }
    };
    let same_parameters = old.params.iter().zip(&new.params).all(|(old, new)| {
        old.name.get() == new.name.get()
            && old.values.len() == new.values.len()
            && old
                .values
                .iter()
                .zip(&new.values)
                .all(|(old, new)| same(old.get().as_bytes(), new.get().as_bytes()))
    });
    same_parameters && (is_in(&MARKS) || same(&old.raw_value(), &new.raw_value()))
}

/// Whether two texts differ in nothing but decimal digits, also those of other scripts: their last byte has the value in
/// its lower half.
fn same_but_digits(old: &[u8], new: &[u8]) -> bool {
    let script = |index: usize| match old.get(index.saturating_sub(2)..index) {
        Some([0xef, 0xbc]) => 0x90,
        Some([_, 0xd9]) => 0xa0,
        Some([_, 0xdb]) => 0xb0,
        _ => b'0',
    };
    old.len() == new.len()
        && old.iter().zip(new).enumerate().all(|(index, (old_byte, new_byte))| {
            let is_digit = |byte: &u8| {
                byte.is_ascii_digit() || byte.checked_sub(script(index)).is_some_and(|digit| digit < 10)
            };
            old_byte == new_byte || is_digit(old_byte) && is_digit(new_byte)
        })
}
