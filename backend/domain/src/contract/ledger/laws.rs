//! What always holds.

use std::collections::{BTreeMap, BTreeSet};

use shared::{Assignment, ConferenceIdType, IdOwner, Timestamp};

use super::acts::Act;
use super::facts::Facts;
use super::{Step, World, owners};
use crate::operations::mails::tells_the_id;

/// What holds in every state.
pub(super) fn of_one_state(facts: &Facts, now: Timestamp) {
    each_owner_has_one(facts);
    ledger_and_history_agree(facts);
    users_have_what_the_ledger_says(facts, now);
    emails_that_wait_are_true(facts);
    owners::meetings_have_what_they_need(facts, now);
    owners::reservations_count_what_they_hold(facts);
    owners::pins_are_of_who_can_have_one(facts);
}

/// A user, a meeting or a room has at most one live ID on a bridge.
fn each_owner_has_one(facts: &Facts) {
    let live = facts.ledger.values().filter(|entry| entry.quarantined_until.is_none());
    let mut owners = BTreeSet::new();
    for entry in live {
        let can_have_many = matches!(entry.owner, IdOwner::Reservation(_));
        assert!(owners.insert((entry.bridge, entry.owner)) || can_have_many, "{entry:?} is a second ID");
        let has_pin = |user| facts.users.get(&user).is_some_and(|user| user.pin_set_at.is_some());
        let may_be_guessable = can_have_many || entry.owner.user().is_some_and(has_pin);
        assert!(may_be_guessable || !entry.conference_id.is_guessable(), "nobody draws {entry:?}");
    }
}

/// A live entry has exactly one open period, of the same owner, and a reserved one none; one in quarantine has none, and is
/// still the one's who had it last.
fn ledger_and_history_agree(facts: &Facts) {
    let mut open = BTreeMap::new();
    for period in facts.open_periods() {
        let key = (period.bridge, period.conference_id);
        assert!(open.insert(key, period.owner).is_none(), "{period:?} is a second open period");
        assert_eq!(period.ended, None);
        assert_eq!(period.ended_by, None);
    }
    for (key, entry) in &facts.ledger {
        if entry.quarantined_until.is_none() {
            let owner = Some(entry.owner).filter(|owner| !matches!(owner, IdOwner::Reservation(_)));
            assert_eq!(open.remove(key), owner, "the period of {entry:?}");
            continue;
        }
        assert_eq!(open.get(key), None, "{entry:?} is in quarantine");
        let of_id = |period: &&Assignment| (period.bridge, period.conference_id) == *key;
        let last = facts.history.values().filter(of_id).max_by_key(|period| (period.to, period.from));
        assert_eq!(
            last.map(|period| period.owner),
            Some(entry.owner),
            "{entry:?} goes back to its owner only"
        );
    }
    assert!(open.is_empty(), "open periods without an entry: {open:?}");
}

/// A user is enabled exactly with a live ID, unless each meeting has one of its own; and an offer to undo is about an ID that waits for the user.
fn users_have_what_the_ledger_says(facts: &Facts, now: Timestamp) {
    for user in facts.users.values() {
        let live = facts.ledger.values().find(|entry| {
            entry.owner == IdOwner::User(user.id)
                && entry.bridge == user.bridge
                && entry.quarantined_until.is_none()
        });
        assert_eq!(user.conference_id, live.map(|entry| entry.conference_id), "{user:?}");
        let may_have_one = user.has_built_in_dial_in();
        let must_have_one = may_have_one && user.conference_id_type != Some(ConferenceIdType::Dynamic);
        assert!(live.is_none() || may_have_one, "{user:?}");
        assert!(live.is_some() || !must_have_one, "{user:?}");
        assert!(live.is_some() || !user.conference_id_kept, "{user:?}");
        assert_eq!(user.conference_id_since.is_some(), live.is_some(), "{user:?}");
        if let Some(undo) = user.undo.filter(|undo| undo.until > now) {
            let entry = facts.ledger.get(&(user.bridge, undo.previous_conference_id));
            let entry = entry.unwrap_or_else(|| panic!("what {user:?} could get back is free"));
            assert_eq!(entry.owner, IdOwner::User(user.id));
            assert!(entry.quarantined_until.is_some_and(|until| until >= undo.until), "{entry:?}");
        }
    }
    let users = facts.users.values().filter(|user| user.conference_id.is_some()).count();
    let owned = facts
        .ledger
        .values()
        .filter(|entry| entry.quarantined_until.is_none() && entry.owner.user().is_some());
    assert_eq!(owned.count(), users, "nobody who is gone has a live ID");
}

/// No email that waits names an ID that is not the user's.
fn emails_that_wait_are_true(facts: &Facts) {
    for mail in facts.waiting.iter().filter(|mail| tells_the_id(mail.event)) {
        let user = facts.users.get(&mail.user).unwrap_or_else(|| panic!("{mail:?} is to nobody"));
        assert_eq!(mail.conference_id, user.conference_id, "{mail:?}");
    }
}

/// What holds between one state and the next.
pub(super) fn of_a_change(world: &World, before: &Facts, after: &Facts, steps: &[Option<Step>]) {
    let steps: Vec<Step> = steps.iter().flatten().copied().collect();
    quarantines_are_honoured(before, after, world.application.now(), &steps);
    locked_ids_stay(world, before, after, &steps);
    nothing_is_lost(before, after);
    changes_are_written_down(before, after);
}

/// An ID that is somebody's, or in a quarantine that goes on, stays that one's; one leaves the ledger only when its
/// quarantine has ended. Two kinds go on to another without a quarantine: one that is handed over, and a reserved one, which
/// is released or goes to whom it was reserved for.
fn quarantines_are_honoured(before: &Facts, after: &Facts, now: Timestamp, steps: &[Step]) {
    let any = |acts: &[Act]| steps.iter().any(|step| acts.contains(&step.act));
    for (key, entry) in &before.ledger {
        let ended = entry.quarantined_until.is_some_and(|until| until <= now);
        // Whoever wants an ID whose quarantine has ended does not wait for the upkeep.
        let may_be_free = ended && any(&[Act::KeepUp, Act::Choose, Act::Reserve]);
        let is_live = entry.quarantined_until.is_none();
        let next = after.ledger.get(key);
        let may_go_on = match (entry.owner, next.map(|next| next.owner)) {
            (before, Some(after)) if before == after => true,
            // One whose last day is over holds nothing, whether the upkeep has come by or not.
            (IdOwner::Reservation(kept), Some(IdOwner::User(_)))
                if steps.iter().any(|step| step.act == Act::Choose && step.confirms())
                    || any(&[Act::Choose])
                        && before.reservations.get(&kept).is_none_or(|kept| !kept.holds(now)) =>
            {
                true
            }
            (IdOwner::Reservation(_), _) => any(&[Act::Release, Act::KeepUp]),
            (IdOwner::User(_), Some(IdOwner::User(_))) if is_live => any(&[Act::HandOver]),
            (IdOwner::User(_) | IdOwner::Meeting(_) | IdOwner::Room(_), _) => false,
        };
        assert!(may_go_on || may_be_free, "{entry:?} became {next:?} at {now}");
    }
}

/// A locked ID stays its owner's, unless somebody types it, or takes back what somebody had typed it for.
fn locked_ids_stay(world: &World, before: &Facts, after: &Facts, steps: &[Step]) {
    for (id, was) in &before.users {
        let is = &after.users[id];
        if !was.conference_id_locked || was.conference_id.is_none() || was.conference_id == is.conference_id {
            continue;
        }
        let may = steps.iter().any(|step| {
            world.user_of(*step) == *id
                && match step.act {
                    Act::Reset
                    | Act::Choose
                    | Act::HandOver
                    | Act::Disable
                    | Act::UseThirdParty
                    | Act::ChangeBridge
                    | Act::SwitchType => step.confirms(),
                    Act::Undo => was.undo.is_some(),
                    // It may have been unlocked a moment before the other act.
                    Act::Lock => steps.len() > 1,
                    _ => false,
                }
        });
        // One that is only kept for meetings was typed when the user was switched to dynamic IDs.
        let may = may || (was.conference_id_kept && steps.iter().any(|step| step.act == Act::KeepUp));
        assert!(may, "{was:?} was locked, and is {is:?}");
    }
}

/// The history only grows: a period stays what it was, and ends once. A name that is struck out takes the reasons along.
fn nothing_is_lost(before: &Facts, after: &Facts) {
    for (id, was) in &before.history {
        let is = after.history.get(id).unwrap_or_else(|| panic!("{was:?} is gone"));
        let facts = |period: &Assignment| {
            (period.bridge, period.conference_id, period.owner, period.from, period.began)
        };
        assert_eq!(facts(was), facts(is));
        if was.to.is_some() {
            assert_eq!((was.to, was.ended), (is.to, is.ended), "a period ends once");
        }
    }
    for id in before.audit.keys() {
        assert!(after.audit.contains_key(id), "an entry of the audit log is gone");
    }
    for (id, was) in &before.users {
        let is = after.users.get(id).unwrap_or_else(|| panic!("{was:?} is gone"));
        assert!(is.version >= was.version, "a version does not go back");
        let has_changed = (is.conference_id, is.undo) != (was.conference_id, was.undo);
        assert!(is.version > was.version || !has_changed, "{is:?} has changed under the same version");
    }
}

/// Whoever gets or loses an ID is in the history and in the audit log.
fn changes_are_written_down(before: &Facts, after: &Facts) {
    let new = after.audit.iter().filter(|(id, _)| !before.audit.contains_key(id));
    let told: BTreeSet<_> = new.filter_map(|(_, user)| *user).collect();
    for (id, user) in &after.users {
        let had = before.users.get(id).and_then(|user| user.conference_id);
        if had == user.conference_id {
            continue;
        }
        assert!(told.contains(id), "the audit log does not know that the ID of {user:?} changed");
        let began = |period: &&Assignment| {
            period.owner == IdOwner::User(*id) && Some(period.conference_id) == user.conference_id
        };
        let count = |facts: &Facts| facts.history.values().filter(began).count();
        assert!(user.conference_id.is_none() || count(after) > count(before), "{user:?} has no new period");
    }
}
