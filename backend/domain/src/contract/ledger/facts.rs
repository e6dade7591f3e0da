//! What the whole database says at one moment.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    Assignment, AssignmentId, AuditEntryId, BridgeId, ConferenceId, MailFilter, MailState, MeetingId,
    Reservation, ReservationId, Settings, User, UserFilter, UserId, UserSort,
};

use super::plans::EVERY;
use crate::operations::users::user_query;
use crate::{
    Application, AuditQuery, LedgerEntry, MailQuery, MailRecord, MeetingRecord, Read, ReservationQuery,
    Result,
};

/// More than a test makes of anything.
const ALL: u32 = 10_000;

/// What the whole database says at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The ledger.
    pub ledger: BTreeMap<(BridgeId, ConferenceId), LedgerEntry>,
    /// The history.
    pub history: BTreeMap<AssignmentId, Assignment>,
    /// The users.
    pub users: BTreeMap<UserId, User>,
    /// The users with a PIN, or with a link to one.
    pub pins: BTreeSet<UserId>,
    /// The planned meetings.
    pub meetings: BTreeMap<MeetingId, MeetingRecord>,
    /// The reservations.
    pub reservations: BTreeMap<ReservationId, Reservation>,
    /// The settings.
    pub settings: Settings,
    /// The emails that wait.
    pub waiting: Vec<MailRecord>,
    /// The entries of the audit log, each with the user that it is about.
    pub audit: BTreeMap<AuditEntryId, Option<UserId>>,
}

impl Facts {
    /// Reads everything.
    pub async fn of(application: &Application) -> Self {
        let read = application.in_snapshot(|read| Box::pin(Self::read(read)));
        read.await.expect("everything can be read")
    }

    async fn read(read: &mut dyn Read) -> Result<Self> {
        let ledger = read.ledger(None, ALL).await?.into_iter().map(|named| named.entry);
        let ledger: Vec<LedgerEntry> = ledger.collect();
        let keys = ledger.iter().map(|entry| (entry.bridge, entry.conference_id));
        let by_key: BTreeMap<_, _> = keys.zip(ledger.iter().copied()).collect();
        assert_eq!(by_key.len(), ledger.len(), "an ID has one entry on its bridge");
        let query = user_query(&UserFilter::default(), UserSort::DisplayName, ALL)?;
        let users = read.users(&query).await?;
        let mut pins = BTreeSet::new();
        for user in &users {
            let kept = read.organizer_pin(user.id).await?;
            let has_hash = kept.as_ref().is_some_and(|record| record.hash.is_some());
            assert_eq!(has_hash, user.pin_set_at.is_some(), "{user:?} has a PIN, or none");
            pins.extend(kept.map(|record| record.user));
        }
        let query = ReservationQuery { limit: ALL, ..ReservationQuery::default() };
        let reservations = read.reservations(&query).await?.into_iter();
        let meetings = read.meetings(&EVERY).await?.into_iter();
        let filter = MailFilter { user: None, state: Some(MailState::Queued) };
        let waiting = read.mails(&MailQuery { filter, before: None, limit: ALL }).await?;
        let audit = read.audit(&AuditQuery { limit: ALL, ..AuditQuery::default() }).await?;
        Ok(Self {
            ledger: by_key,
            history: read.assignments(None, ALL).await?.into_iter().collect(),
            pins,
            meetings: meetings.map(|meeting| (meeting.id, meeting)).collect(),
            reservations: reservations.map(|kept| (kept.id, kept)).collect(),
            settings: read.settings().await?,
            users: users.into_iter().map(|user| (user.id, user)).collect(),
            waiting: waiting.into_iter().map(|(mail, _)| mail).collect(),
            audit: audit.into_iter().map(|entry| (entry.id, entry.user)).collect(),
        })
    }

    /// The periods that go on.
    pub(super) fn open_periods(&self) -> impl Iterator<Item = &Assignment> {
        self.history.values().filter(|period| period.to.is_none())
    }
}
