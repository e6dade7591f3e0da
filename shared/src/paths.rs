//! The addresses of the API, for the server's route table and for every client.

use crate::{
    AdministratorId, BridgeId, ConferenceId, ImportId, JobAct, JobId, MailId, MeetingUpdateId, SessionId,
    TokenId, UserId,
};

/// What every address of the API begins with.
pub const API: &str = "/api/v1";

/// The addresses with their parameters in braces, for the route table.
#[expect(missing_docs, reason = "each is its own description")]
pub mod route {
    pub const HEALTHY: &str = "/healthz";
    pub const READY: &str = "/readyz";
    pub const CONFERENCE_MAPPER: &str = "/conferenceMapper";
    pub const OPENAPI: &str = "/api/v1/openapi.json";
    pub const SESSION: &str = "/api/v1/session";
    pub const SET_UP: &str = "/api/v1/session/set-up";
    pub const PASSWORD: &str = "/api/v1/session/password";
    pub const SESSIONS: &str = "/api/v1/sessions";
    pub const SESSION_ENTRY: &str = "/api/v1/sessions/{session}";
    pub const ADMINISTRATORS: &str = "/api/v1/administrators";
    pub const ADMINISTRATOR: &str = "/api/v1/administrators/{administrator}";
    pub const ADMINISTRATOR_DISABLE: &str = "/api/v1/administrators/{administrator}/disable";
    pub const ADMINISTRATOR_ENABLE: &str = "/api/v1/administrators/{administrator}/enable";
    pub const ADMINISTRATOR_LINK: &str = "/api/v1/administrators/{administrator}/link";
    pub const ADMINISTRATOR_SESSIONS: &str = "/api/v1/administrators/{administrator}/sessions";
    pub const TOKENS: &str = "/api/v1/tokens";
    pub const TOKEN: &str = "/api/v1/tokens/{token}";
    pub const ORGANIZER_SESSION: &str = "/api/v1/organizer/session";
    pub const ORGANIZER_LINK: &str = "/api/v1/organizer/link";
    pub const USERS: &str = "/api/v1/users";
    pub const USERS_CSV: &str = "/api/v1/users.csv";
    pub const USERS_ENABLE: &str = "/api/v1/users/enable";
    pub const USER: &str = "/api/v1/users/{user}";
    pub const REMOVED_USER: &str = "/api/v1/removed-users/{user}";
    pub const REMOVED_USER_NAME: &str = "/api/v1/removed-users/{user}/name";
    pub const USER_HISTORY: &str = "/api/v1/users/{user}/history";
    pub const USER_ENABLE: &str = "/api/v1/users/{user}/enable";
    pub const USER_DISABLE: &str = "/api/v1/users/{user}/disable";
    pub const CONFERENCE_ID_RESET: &str = "/api/v1/users/{user}/conference-id/reset";
    pub const CONFERENCE_ID_UNDO: &str = "/api/v1/users/{user}/conference-id/undo";
    pub const SEND_CONFERENCE_INFO: &str = "/api/v1/users/{user}/send-conference-info";
    pub const USER_ORGANIZER_LINK: &str = "/api/v1/users/{user}/organizer-link";
    pub const USER_CALENDAR: &str = "/api/v1/users/{user}/calendar";
    pub const USER_MEETINGS: &str = "/api/v1/users/{user}/meetings";
    pub const USER_MEETING_MESSAGES: &str = "/api/v1/users/{user}/meetings/messages.zip";
    pub const USER_MEETINGS_RETRY: &str = "/api/v1/users/{user}/meetings/retry";
    pub const USER_RESET_IMPACT: &str = "/api/v1/users/{user}/conference-id/impact";
    pub const MEETING: &str = "/api/v1/meetings/{meeting}";
    pub const MEETING_MESSAGE: &str = "/api/v1/meetings/{meeting}/message";
    pub const MEETING_RETRY: &str = "/api/v1/meetings/{meeting}/retry";
    pub const MEETING_UNDO: &str = "/api/v1/meetings/{meeting}/undo";
    pub const BRIDGES: &str = "/api/v1/bridges";
    pub const CONFERENCE_ID: &str = "/api/v1/bridges/{bridge}/conference-ids/{digits}";
    pub const IMPORTS: &str = "/api/v1/imports";
    pub const IMPORT: &str = "/api/v1/imports/{import}";
    pub const IMPORT_ROWS: &str = "/api/v1/imports/{import}/rows";
    pub const IMPORT_APPLY: &str = "/api/v1/imports/{import}/apply";
    pub const JOBS: &str = "/api/v1/jobs";
    pub const JOB: &str = "/api/v1/jobs/{job}";
    pub const JOB_ROWS: &str = "/api/v1/jobs/{job}/rows";
    pub const JOB_ROWS_CSV: &str = "/api/v1/jobs/{job}/rows.csv";
    pub const JOB_PAUSE: &str = "/api/v1/jobs/{job}/pause";
    pub const JOB_RESUME: &str = "/api/v1/jobs/{job}/resume";
    pub const JOB_CANCEL: &str = "/api/v1/jobs/{job}/cancel";
    pub const MAILS: &str = "/api/v1/mails";
    pub const MAILS_TEST: &str = "/api/v1/mails/test";
    pub const MAIL: &str = "/api/v1/mails/{mail}";
    pub const MAIL_RETRY: &str = "/api/v1/mails/{mail}/retry";
    pub const AUDIT: &str = "/api/v1/audit";
    pub const SETTINGS: &str = "/api/v1/settings";
}

/// One administrator's session.
pub fn session(session: SessionId) -> String {
    format!("{API}/sessions/{session}")
}

/// One administrator's account.
pub fn administrator(account: AdministratorId) -> String {
    format!("{API}/administrators/{account}")
}

/// One API token.
pub fn token(token: TokenId) -> String {
    format!("{API}/tokens/{token}")
}

/// One user.
pub fn user(user: UserId) -> String {
    format!("{API}/users/{user}")
}

/// The conference IDs that a user has had.
pub fn user_history(user: UserId) -> String {
    format!("{API}/users/{user}/history")
}

/// What is left of a removed user.
pub fn removed_user(user: UserId) -> String {
    format!("{API}/removed-users/{user}")
}

/// A removed user's name.
pub fn removed_user_name(user: UserId) -> String {
    format!("{API}/removed-users/{user}/name")
}

/// Enables a user.
pub fn user_enable(user: UserId) -> String {
    format!("{API}/users/{user}/enable")
}

/// Disables a user.
pub fn user_disable(user: UserId) -> String {
    format!("{API}/users/{user}/disable")
}

/// Resets a user's conference ID.
pub fn conference_id_reset(user: UserId) -> String {
    format!("{API}/users/{user}/conference-id/reset")
}

/// Takes the latest reset back.
pub fn conference_id_undo(user: UserId) -> String {
    format!("{API}/users/{user}/conference-id/undo")
}

/// Sends a user the conference info.
pub fn send_conference_info(user: UserId) -> String {
    format!("{API}/users/{user}/send-conference-info")
}

/// Sends a user a link that signs them in as an organizer.
pub fn user_organizer_link(user: UserId) -> String {
    format!("{API}/users/{user}/organizer-link")
}

/// A user's connected calendar, and how far the update of the meetings in it has come.
pub fn user_calendar(user: UserId) -> String {
    format!("{API}/users/{user}/calendar")
}

/// What became of each of a user's meetings.
pub fn user_meetings(user: UserId) -> String {
    format!("{API}/users/{user}/meetings")
}

/// The messages to the invitees of a user's meetings, in one file.
pub fn user_meeting_messages(user: UserId) -> String {
    format!("{API}/users/{user}/meetings/messages.zip")
}

/// Looks at all of a user's meetings again.
pub fn user_meetings_retry(user: UserId) -> String {
    format!("{API}/users/{user}/meetings/retry")
}

/// What a reset would touch.
pub fn user_reset_impact(user: UserId) -> String {
    format!("{API}/users/{user}/conference-id/impact")
}

/// The message that tells the invitees of a meeting.
pub fn meeting_message(meeting: MeetingUpdateId) -> String {
    format!("{API}/meetings/{meeting}/message")
}

/// Tries a meeting again.
pub fn meeting_retry(meeting: MeetingUpdateId) -> String {
    format!("{API}/meetings/{meeting}/retry")
}

/// Puts a meeting back as it was.
pub fn meeting_undo(meeting: MeetingUpdateId) -> String {
    format!("{API}/meetings/{meeting}/undo")
}

/// What is known of a conference ID on a bridge.
pub fn conference_id(bridge: BridgeId, id: ConferenceId) -> String {
    format!("{API}/bridges/{bridge}/conference-ids/{id}")
}

/// One import.
pub fn import(import: ImportId) -> String {
    format!("{API}/imports/{import}")
}

/// The rows of an import.
pub fn import_rows(import: ImportId) -> String {
    format!("{API}/imports/{import}/rows")
}

/// Applies an import.
pub fn import_apply(import: ImportId) -> String {
    format!("{API}/imports/{import}/apply")
}

/// One job.
pub fn job(job: JobId) -> String {
    format!("{API}/jobs/{job}")
}

/// What became of the rows of a job.
pub fn job_rows(job: JobId) -> String {
    format!("{API}/jobs/{job}/rows")
}

/// The same as a table for spreadsheets.
pub fn job_rows_csv(job: JobId) -> String {
    format!("{API}/jobs/{job}/rows.csv")
}

/// Pauses, resumes or cancels a job.
pub fn job_act(job: JobId, act: JobAct) -> String {
    let act = match act {
        JobAct::Pause => "pause",
        JobAct::Resume => "resume",
        JobAct::Cancel => "cancel",
    };
    format!("{API}/jobs/{job}/{act}")
}

/// One mail.
pub fn mail(mail: MailId) -> String {
    format!("{API}/mails/{mail}")
}

/// Sends a mail again.
pub fn mail_retry(mail: MailId) -> String {
    format!("{API}/mails/{mail}/retry")
}
