//! Everything, written out as JSON and read again.

use std::sync::Arc;

use domain::store::StoreResult;
use domain::{
    AdministratorRecord, CalendarConnectionRecord, CalendarUpdateRecord, IdempotentAnswer, JobRecord,
    JobRowRecord, LedgerEntry, MailRecord, MeetingUpdateRecord, OrganizerSecretRecord, SecretHash,
    SessionRecord, SetUpLinkRecord, StoreError, TokenRecord,
};
use serde::{Deserialize, Serialize};
use shared::{AuditEntry, Bridge, Import, JobId, RemovedUser, Settings, Timestamp, User};

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
    assignments: Vec<AssignmentRow>,
    mails: Vec<MailRecord>,
    audit: Vec<AuditEntry>,
    imports: Vec<Import>,
    pieces: Vec<PieceRow>,
    jobs: Vec<JobRecord>,
    job_rows: Vec<(JobId, JobRowRecord)>,
    administrators: Vec<AdministratorRecord>,
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
    organizer_secrets: Vec<OrganizerSecretRecord>,
}

pub(crate) fn write(state: &State) -> String {
    let snapshot = Snapshot {
        format: FORMAT,
        settings: (*state.settings).clone(),
        bridges: state.bridges.values().map(|bridge| (**bridge).clone()).collect(),
        users: state.users.values().map(|row| row.user.clone()).collect(),
        removed_users: state.removed_users.values().cloned().collect(),
        ledger: state.ledger.values().copied().collect(),
        assignments: state.assignments.values().map(|row| (**row).clone()).collect(),
        mails: state.mails.values().map(|mail| (**mail).clone()).collect(),
        audit: state.audit.values().map(|entry| (**entry).clone()).collect(),
        imports: state.imports.values().map(|import| (**import).clone()).collect(),
        pieces: state.pieces.values().map(|piece| (**piece).clone()).collect(),
        jobs: state.jobs.values().map(|job| (**job).clone()).collect(),
        job_rows: state.job_rows.iter().map(|((job, _), row)| (*job, (**row).clone())).collect(),
        administrators: state.administrators.values().map(|record| (**record).clone()).collect(),
        sessions: state.sessions.values().cloned().collect(),
        tokens: state.tokens.values().cloned().collect(),
        set_up_links: state.set_up_links.values().copied().collect(),
        marks: state.marks.iter().map(|(key, until)| (*key, *until)).collect(),
        answers: state.answers.values().map(|answer| (**answer).clone()).collect(),
        calendar_connections: state.calendar_connections.values().map(|record| (**record).clone()).collect(),
        calendar_updates: state.calendar_updates.values().cloned().collect(),
        meeting_updates: state.meeting_updates.values().map(|record| (**record).clone()).collect(),
        organizer_secrets: state.organizer_secrets.values().copied().collect(),
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
    snapshot.assignments.into_iter().for_each(|row| state.put_assignment(row));
    snapshot.mails.into_iter().try_for_each(|mail| state.put_mail(mail))?;
    snapshot.administrators.into_iter().try_for_each(|record| state.put_administrator(record))?;
    snapshot.meeting_updates.into_iter().try_for_each(|record| state.put_meeting_update(record))?;
    state.calendar_connections = snapshot
        .calendar_connections
        .into_iter()
        .map(|record| (record.connection.user, Arc::new(record)))
        .collect();
    state.calendar_updates =
        snapshot.calendar_updates.into_iter().map(|update| (update.user, update)).collect();
    state.organizer_secrets =
        snapshot.organizer_secrets.into_iter().map(|record| ((record.kind, record.secret), record)).collect();
    state.audit = snapshot.audit.into_iter().map(|entry| (entry.id, Arc::new(entry))).collect();
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
