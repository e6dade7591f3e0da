//! Everything, written out as JSON and read again.

use std::sync::Arc;

use domain::store::StoreResult;
use domain::{
    AdministratorRecord, CalendarConnectionRecord, CalendarUpdateRecord, IdempotentAnswer, JobRecord,
    JobRowRecord, LedgerEntry, MailRecord, MailTemplateRecord, MeetingRecord, MeetingUpdateRecord,
    OrganizerPinRecord, OrganizerSecretRecord, ReplacedNumber, SecretHash, SessionRecord, SetUpLinkRecord,
    StoreError, TokenRecord,
};
use serde::{Deserialize, Serialize};
use shared::{
    AdministratorId, AuditEntry, Bridge, BridgeDay, BridgeId, DayCounts, Import, JobId, RemovedUser,
    Reservation, Settings, Timestamp, User,
};

use crate::jobs::PieceRow;
use crate::state::{AssignmentRow, State};

/// Grows when an older snapshot can no longer be read.
const FORMAT: u32 = 2;

/// The tables alone; what they are found by is built again.
#[derive(Serialize, Deserialize)]
struct Snapshot {
    format: u32,
    settings: Settings,
    bridges: Vec<Bridge>,
    users: Vec<User>,
    removed_users: Vec<RemovedUser>,
    ledger: Vec<LedgerEntry>,
    #[serde(default)]
    reservations: Vec<Reservation>,
    assignments: Vec<AssignmentRow>,
    #[serde(default)]
    mail_templates: Vec<MailTemplateRecord>,
    mails: Vec<MailRecord>,
    audit: Vec<AuditEntry>,
    #[serde(default)]
    day_counts: Vec<DayCounts>,
    #[serde(default)]
    bridge_days: Vec<(BridgeId, BridgeDay)>,
    #[serde(default)]
    replaced_numbers: Vec<ReplacedNumber>,
    imports: Vec<Import>,
    pieces: Vec<PieceRow>,
    jobs: Vec<JobRecord>,
    job_rows: Vec<(JobId, JobRowRecord)>,
    administrators: Vec<AdministratorRecord>,
    #[serde(default)]
    removed_administrators: Vec<(AdministratorId, String, Timestamp)>,
    sessions: Vec<SessionRecord>,
    tokens: Vec<TokenRecord>,
    set_up_links: Vec<SetUpLinkRecord>,
    #[serde(default)]
    marks: Vec<(SecretHash, Timestamp)>,
    answers: Vec<IdempotentAnswer>,
    #[serde(default)]
    calendar_connections: Vec<CalendarConnectionRecord>,
    #[serde(default)]
    calendar_updates: Vec<CalendarUpdateRecord>,
    #[serde(default)]
    meeting_updates: Vec<MeetingUpdateRecord>,
    #[serde(default)]
    meetings: Vec<MeetingRecord>,
    #[serde(default)]
    organizer_secrets: Vec<OrganizerSecretRecord>,
    #[serde(default)]
    organizer_pins: Vec<OrganizerPinRecord>,
}

pub(crate) fn write(state: &State) -> String {
    let snapshot = Snapshot {
        format: FORMAT,
        settings: (*state.settings).clone(),
        bridges: state.bridges.values().map(|bridge| (**bridge).clone()).collect(),
        users: state.users.values().map(|row| row.user.clone()).collect(),
        removed_users: state.removed_users.values().cloned().collect(),
        ledger: state.ledger.values().copied().collect(),
        reservations: state.reservations.values().cloned().collect(),
        assignments: state.assignments.values().map(|row| (**row).clone()).collect(),
        mail_templates: state.mail_templates.values().map(|record| (**record).clone()).collect(),
        mails: state.mails.values().map(|mail| (**mail).clone()).collect(),
        audit: state.audit.values().map(|entry| (**entry).clone()).collect(),
        day_counts: state.day_counts.values().copied().collect(),
        bridge_days: state.bridge_days.iter().map(|((bridge, _), day)| (*bridge, *day)).collect(),
        replaced_numbers: state.replaced_numbers.values().cloned().collect(),
        imports: state.imports.values().map(|import| (**import).clone()).collect(),
        pieces: state.pieces.values().map(|piece| (**piece).clone()).collect(),
        jobs: state.jobs.values().map(|job| (**job).clone()).collect(),
        job_rows: state.job_rows.iter().map(|((job, _), row)| (*job, (**row).clone())).collect(),
        administrators: state.administrators.values().map(|record| (**record).clone()).collect(),
        removed_administrators: state
            .removed_administrators
            .iter()
            .map(|(id, (name, removed_at))| (*id, name.clone(), *removed_at))
            .collect(),
        sessions: state.sessions.values().cloned().collect(),
        tokens: state.tokens.values().cloned().collect(),
        set_up_links: state.set_up_links.values().copied().collect(),
        marks: state.marks.iter().map(|(key, until)| (*key, *until)).collect(),
        answers: state.answers.values().map(|answer| (**answer).clone()).collect(),
        calendar_connections: state.calendar_connections.values().map(|record| (**record).clone()).collect(),
        calendar_updates: state.calendar_updates.values().cloned().collect(),
        meeting_updates: state.meeting_updates.values().map(|record| (**record).clone()).collect(),
        meetings: state.meetings.values().map(|record| (**record).clone()).collect(),
        organizer_secrets: state.organizer_secrets.values().copied().collect(),
        organizer_pins: state.organizer_pins.values().cloned().collect(),
    };
    serde_json::to_string(&snapshot).expect("nothing in a snapshot can fail to be written")
}

pub(crate) fn read(text: &str) -> StoreResult<State> {
    let snapshot: Snapshot = serde_json::from_str(text)
        .map_err(|error| StoreError::Broken(format!("the snapshot cannot be read: {error}")))?;
    if snapshot.format != FORMAT {
        return Err(StoreError::Broken(format!("the snapshot has format {}", snapshot.format)));
    }
    let mut state = State::new(snapshot.settings);
    state.bridges = snapshot.bridges.into_iter().map(|bridge| (bridge.id, Arc::new(bridge))).collect();
    snapshot.users.iter().try_for_each(|user| state.put_user(user))?;
    state.removed_users = snapshot.removed_users.into_iter().map(|left| (left.id, left)).collect();
    snapshot.ledger.into_iter().try_for_each(|entry| state.put_ledger_entry(entry))?;
    state.reservations =
        snapshot.reservations.into_iter().map(|reservation| (reservation.id, reservation)).collect();
    snapshot.assignments.into_iter().for_each(|row| state.put_assignment(row));
    state.mail_templates = snapshot
        .mail_templates
        .into_iter()
        .map(|record| ((record.language.clone(), record.event.name()), Arc::new(record)))
        .collect();
    snapshot.mails.into_iter().try_for_each(|mail| state.put_mail(mail))?;
    snapshot.administrators.into_iter().try_for_each(|record| state.put_administrator(record))?;
    snapshot.meeting_updates.into_iter().try_for_each(|record| state.put_meeting_update(record))?;
    snapshot.meetings.into_iter().for_each(|record| state.put_meeting(record));
    state.calendar_connections = snapshot
        .calendar_connections
        .into_iter()
        .map(|record| (record.connection.user, Arc::new(record)))
        .collect();
    state.calendar_updates =
        snapshot.calendar_updates.into_iter().map(|update| (update.user, update)).collect();
    state.organizer_secrets =
        snapshot.organizer_secrets.into_iter().map(|record| ((record.kind, record.secret), record)).collect();
    state.organizer_pins = snapshot.organizer_pins.into_iter().map(|record| (record.user, record)).collect();
    state.audit = snapshot.audit.into_iter().map(|entry| (entry.id, Arc::new(entry))).collect();
    state.day_counts = snapshot.day_counts.into_iter().map(|counts| (counts.day, counts)).collect();
    state.bridge_days =
        snapshot.bridge_days.into_iter().map(|(bridge, day)| ((bridge, day.day), day)).collect();
    let replaced = snapshot.replaced_numbers.into_iter();
    state.replaced_numbers = replaced.map(|replaced| (replaced.number.clone(), replaced)).collect();
    let removed = snapshot.removed_administrators.into_iter();
    state.removed_administrators = removed.map(|(id, name, removed_at)| (id, (name, removed_at))).collect();
    state.imports = snapshot.imports.into_iter().map(|import| (import.id, Arc::new(import))).collect();
    snapshot.pieces.into_iter().for_each(|piece| state.put_piece(piece));
    snapshot.jobs.into_iter().for_each(|job| state.put_job(job));
    state.job_rows =
        snapshot.job_rows.into_iter().map(|(job, row)| ((job, row.number), Arc::new(row))).collect();
    state.sessions = snapshot.sessions.into_iter().map(|session| (session.secret, session)).collect();
    state.tokens = snapshot.tokens.into_iter().map(|token| (token.secret, token)).collect();
    state.set_up_links = snapshot.set_up_links.into_iter().map(|link| (link.secret, link)).collect();
    state.marks = snapshot.marks.into_iter().collect();
    state.answers =
        snapshot.answers.into_iter().map(|answer| (answer.key.clone(), Arc::new(answer))).collect();
    Ok(state)
}
