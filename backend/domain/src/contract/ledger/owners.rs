//! What always holds of what has IDs: meetings, reservations, PINs, and who gets in.

use std::collections::BTreeSet;
use std::time::Duration;

use shared::{ConferenceId, ConferenceIdType, IdOwner, MeetingState, Timestamp};

use super::World;
use super::facts::Facts;
use crate::MeetingRecord;
use crate::operations::conference_ids::conference_of;
use crate::operations::pins::can_have_pin;

/// Whether the organizer's conferences are Konfid's.
fn has_callers(facts: &Facts, meeting: &MeetingRecord) -> bool {
    let organizer = facts.users.get(&meeting.organizer);
    organizer.is_some_and(|user| user.dial_in_enabled && !user.provider.is_third_party())
}

/// Whether the ID of the meeting is still to work.
fn is_within(facts: &Facts, meeting: &MeetingRecord, now: Timestamp) -> bool {
    let after = Duration::from_hours(24 * u64::from(facts.settings.meeting_valid_days));
    meeting.cancelled_at.is_none() && meeting.ends_at.is_none_or(|ended| ended.after(after) > now)
}

/// A planned meeting that is not over and is to have an ID of its own has a live one, while its organizer can be called. None
/// that was cancelled has one, and none of an organizer who cannot be called.
pub(super) fn meetings_have_what_they_need(facts: &Facts, now: Timestamp) {
    let live = facts.ledger.values().filter(|entry| entry.quarantined_until.is_none());
    let owners: BTreeSet<_> = live.map(|entry| (entry.bridge, entry.conference_id, entry.owner)).collect();
    let mut with_an_id = 0;
    for meeting in facts.meetings.values() {
        if let Some((bridge, id)) = meeting.own_id {
            let place = (bridge, id, IdOwner::Meeting(meeting.id));
            assert!(owners.contains(&place), "{meeting:?} has no such ID in the ledger");
            assert_eq!(meeting.conference_id_type, ConferenceIdType::Dynamic, "{meeting:?}");
            assert!(meeting.cancelled_at.is_none(), "{meeting:?} was cancelled");
            assert!(has_callers(facts, meeting), "{meeting:?} keeps an ID that nobody can call");
            with_an_id += 1;
        }
        let is_to_have_one = meeting.conference_id_type == ConferenceIdType::Dynamic
            && meeting.state(now) == MeetingState::Planned
            && has_callers(facts, meeting);
        assert!(!is_to_have_one || meeting.own_id.is_some(), "{meeting:?} has no ID");
        let carries_its_organizers = meeting.conference_id_type == ConferenceIdType::Static
            && meeting.state(now) == MeetingState::Planned
            && has_callers(facts, meeting);
        let organizer = &facts.users[&meeting.organizer];
        assert!(!carries_its_organizers || organizer.conference_id.is_some(), "{meeting:?} of {organizer:?}");
    }
    let owned = owners.iter().filter(|(_, _, owner)| matches!(owner, IdOwner::Meeting(_)));
    assert_eq!(owned.count(), with_an_id, "no live ID is of a meeting that does not know of it");
}

/// A reservation has as many IDs as it says, all of them in its range and none in quarantine.
pub(super) fn reservations_count_what_they_hold(facts: &Facts) {
    let mut held = 0;
    for kept in facts.reservations.values() {
        let owner = IdOwner::Reservation(kept.id);
        let entries: Vec<_> = facts.ledger.values().filter(|entry| entry.owner == owner).collect();
        assert_eq!(entries.len(), kept.count as usize, "{kept:?}");
        for entry in &entries {
            assert_eq!((entry.bridge, entry.quarantined_until), (kept.bridge, None));
            assert!((kept.first..=kept.last).contains(&entry.conference_id), "{entry:?} of {kept:?}");
        }
        held += entries.len();
    }
    let all = facts.ledger.values().filter(|entry| matches!(entry.owner, IdOwner::Reservation(_)));
    assert_eq!(all.count(), held, "no ID is of a reservation that is gone");
}

/// Nobody has a PIN, or a link to one, who has no conference to start.
pub(super) fn pins_are_of_who_can_have_one(facts: &Facts) {
    for id in &facts.pins {
        assert!(can_have_pin(&facts.users[id]), "{:?} has a PIN", facts.users[id]);
    }
}

impl World {
    /// Callers get in with live IDs of those who may be called, and with no other that ever was.
    pub(super) async fn admits_who_may_be_called(&self, facts: &Facts) {
        let places: BTreeSet<_> =
            facts.history.values().map(|period| (period.bridge, period.conference_id)).collect();
        let asked: Vec<_> = places.iter().copied().collect();
        let now = self.application.now();
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move {
                let mut answers = Vec::new();
                for (bridge, id) in asked {
                    answers.push(conference_of(read, now, bridge, id).await?);
                }
                Ok(answers)
            })
        });
        let answers = read.await.expect("the look-up answers");
        for (place, answer) in places.iter().zip(answers) {
            let live = facts.ledger.get(place).filter(|entry| entry.quarantined_until.is_none());
            let expected = match live.map(|entry| entry.owner) {
                Some(IdOwner::User(user)) => {
                    facts.users.get(&user).is_some_and(|user| user.conference_id.is_some())
                }
                Some(IdOwner::Room(_)) => true,
                Some(IdOwner::Meeting(meeting)) => {
                    let meeting = facts.meetings.get(&meeting);
                    meeting
                        .is_some_and(|meeting| has_callers(facts, meeting) && is_within(facts, meeting, now))
                }
                Some(IdOwner::Reservation(_)) | None => false,
            };
            let id: ConferenceId = place.1;
            assert_eq!(answer.is_some(), expected, "{id:?} answers {answer:?}");
        }
    }
}
