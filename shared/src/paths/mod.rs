//! The addresses of the API, for the server's route table and for every client.

use crate::{
    AdministratorId, BridgeId, ConferenceId, ImportId, JobAct, JobId, LanguageTag, MailEvent, MailId,
    MeetingUpdateId, PhoneNumber, ReservationId, SessionId, TokenId, UserId,
};

mod meetings;

pub use meetings::*;

/// What every address of the API begins with.
pub const API: &str = "/api/v1";

/// The addresses with their parameters in braces, for the route table.
#[expect(missing_docs, reason = "each is its own description")]
pub mod route {
    pub const HEALTHY: &str = "/healthz";
    pub const READY: &str = "/readyz";
    pub const CONFERENCE_MAPPER: &str = "/conferenceMapper";
    pub const PHONE_NUMBER_LIST: &str = "/phoneNumberList";
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
    pub const ORGANIZER_PIN_RESET: &str = "/api/v1/organizer/pin/reset";
    pub const PIN_LINK: &str = "/api/v1/pin-link";
    pub const PIN_LINK_STATE: &str = "/api/v1/pin-link/state";
    pub const USERS: &str = "/api/v1/users";
    pub const USERS_CSV: &str = "/api/v1/users.csv";
    pub const USERS_JSONL: &str = "/api/v1/users.jsonl";
    pub const CONFERENCE_IDS_CSV: &str = "/api/v1/conference-ids.csv";
    pub const CONFERENCE_IDS_JSONL: &str = "/api/v1/conference-ids.jsonl";
    pub const MEETINGS_CSV: &str = "/api/v1/meetings.csv";
    pub const MEETINGS_JSONL: &str = "/api/v1/meetings.jsonl";
    pub const HISTORY_CSV: &str = "/api/v1/history.csv";
    pub const HISTORY_JSONL: &str = "/api/v1/history.jsonl";
    pub const USERS_ACT: &str = "/api/v1/users/act";
    pub const USERS_SELECTION: &str = "/api/v1/users/selection";
    pub const USER: &str = "/api/v1/users/{user}";
    pub const REMOVED_USER: &str = "/api/v1/removed-users/{user}";
    pub const REMOVED_USER_NAME: &str = "/api/v1/removed-users/{user}/name";
    pub const USER_HISTORY: &str = "/api/v1/users/{user}/history";
    pub const USER_SCHEDULED_JOBS: &str = "/api/v1/users/{user}/scheduled-jobs";
    pub const USER_BRIDGE: &str = "/api/v1/users/{user}/bridge";
    pub const USER_INVITATION: &str = "/api/v1/users/{user}/invitation";
    pub const USER_PROVIDER: &str = "/api/v1/users/{user}/provider";
    pub const USER_CONFERENCE_ID_TYPE: &str = "/api/v1/users/{user}/conference-id-type";
    pub const USER_CONFERENCE_ID_TYPE_PREVIEW: &str = "/api/v1/users/{user}/conference-id-type/preview";
    pub const USER_ENABLE: &str = "/api/v1/users/{user}/enable";
    pub const USER_DISABLE: &str = "/api/v1/users/{user}/disable";
    pub const CONFERENCE_ID_RESET: &str = "/api/v1/users/{user}/conference-id/reset";
    pub const CONFERENCE_ID_UNDO: &str = "/api/v1/users/{user}/conference-id/undo";
    pub const SEND_CONFERENCE_INFO: &str = "/api/v1/users/{user}/send-conference-info";
    pub const USER_PIN: &str = "/api/v1/users/{user}/pin";
    pub const USER_PIN_RESET: &str = "/api/v1/users/{user}/pin/reset";
    pub const USER_ORGANIZER_LINK: &str = "/api/v1/users/{user}/organizer-link";
    pub const USER_CALENDAR: &str = "/api/v1/users/{user}/calendar";
    pub const USER_MEETING_UPDATES: &str = "/api/v1/users/{user}/meeting-updates";
    pub const USER_MEETING_UPDATE_MESSAGES: &str = "/api/v1/users/{user}/meeting-updates/messages.zip";
    pub const USER_MEETING_UPDATES_RETRY: &str = "/api/v1/users/{user}/meeting-updates/retry";
    pub const USER_DIAL_IN_CARD: &str = "/api/v1/users/{user}/dial-in-card";
    pub const CONFERENCE_ID_CHOOSE: &str = "/api/v1/users/{user}/conference-id/choose";
    pub const CONFERENCE_ID_HAND_OVER: &str = "/api/v1/users/{user}/conference-id/hand-over";
    pub const USER_RESET_PREVIEW: &str = "/api/v1/users/{user}/reset-impact";
    pub const USER_RESET_IMPACT: &str = "/api/v1/users/{user}/conference-id/impact";
    pub const MEETING_UPDATE: &str = "/api/v1/meeting-updates/{update}";
    pub const MEETING_UPDATE_MESSAGE: &str = "/api/v1/meeting-updates/{update}/message";
    pub const MEETING_UPDATE_RETRY: &str = "/api/v1/meeting-updates/{update}/retry";
    pub const MEETING_UPDATE_UNDO: &str = "/api/v1/meeting-updates/{update}/undo";
    pub const MEETINGS: &str = "/api/v1/meetings";
    pub const MEETING: &str = "/api/v1/meetings/{meeting}";
    pub const MEETING_CALENDAR: &str = "/api/v1/meetings/{meeting}/calendar";
    pub const USER_MEETINGS: &str = "/api/v1/users/{user}/meetings";
    pub const BRIDGES: &str = "/api/v1/bridges";
    pub const BRIDGE: &str = "/api/v1/bridges/{bridge}";
    pub const BRIDGE_HISTORY: &str = "/api/v1/bridges/{bridge}/history";
    pub const NUMBERING_PLAN: &str = "/api/v1/numbering-plan";
    pub const SERVICE_NUMBER_IMPACT: &str = "/api/v1/bridges/{bridge}/service-numbers/{number}/impact";
    pub const SERVICE_NUMBERS: &str = "/api/v1/bridges/{bridge}/service-numbers";
    pub const SERVICE_NUMBER: &str = "/api/v1/bridges/{bridge}/service-numbers/{number}";
    pub const CONFERENCE_ID: &str = "/api/v1/bridges/{bridge}/conference-ids/{digits}";
    pub const CONFERENCE_ID_ANYWHERE: &str = "/api/v1/conference-ids/{digits}";
    pub const CONFERENCE_ID_AVAILABILITY: &str =
        "/api/v1/bridges/{bridge}/conference-ids/{digits}/availability";
    pub const CONFERENCE_ID_SUGGESTIONS: &str = "/api/v1/bridges/{bridge}/conference-id-suggestions";
    pub const RESERVATIONS: &str = "/api/v1/reservations";
    pub const RESERVATION: &str = "/api/v1/reservations/{reservation}";
    pub const IMPORTS: &str = "/api/v1/imports";
    pub const IMPORT_TEMPLATE: &str = "/api/v1/imports/template.csv";
    pub const IMPORT: &str = "/api/v1/imports/{import}";
    pub const IMPORT_ROWS: &str = "/api/v1/imports/{import}/rows";
    pub const IMPORT_APPLY: &str = "/api/v1/imports/{import}/apply";
    pub const JOBS: &str = "/api/v1/jobs";
    pub const JOB: &str = "/api/v1/jobs/{job}";
    pub const JOB_ROWS: &str = "/api/v1/jobs/{job}/rows";
    pub const JOB_ROWS_CSV: &str = "/api/v1/jobs/{job}/rows.csv";
    pub const JOB_RESCHEDULE: &str = "/api/v1/jobs/{job}/reschedule";
    pub const JOB_PAUSE: &str = "/api/v1/jobs/{job}/pause";
    pub const JOB_RESUME: &str = "/api/v1/jobs/{job}/resume";
    pub const JOB_CANCEL: &str = "/api/v1/jobs/{job}/cancel";
    pub const MAILS: &str = "/api/v1/mails";
    pub const MAILS_TEST: &str = "/api/v1/mails/test";
    pub const MAILS_RETRY: &str = "/api/v1/mails/retry";
    pub const MAIL: &str = "/api/v1/mails/{mail}";
    pub const MAIL_RETRY: &str = "/api/v1/mails/{mail}/retry";
    pub const MAIL_TEMPLATES: &str = "/api/v1/mail-templates";
    pub const MAIL_TEMPLATES_PREVIEW: &str = "/api/v1/mail-templates/preview";
    pub const MAIL_TEMPLATE: &str = "/api/v1/mail-templates/{event}/{language}";
    pub const AUDIT: &str = "/api/v1/audit";
    pub const AUDIT_CSV: &str = "/api/v1/audit.csv";
    pub const OVERVIEW: &str = "/api/v1/overview";
    pub const STATISTICS: &str = "/api/v1/statistics";
    pub const SETTINGS_CONFERENCE_ID_TYPE: &str = "/api/v1/settings/conference-id-type";
    pub const SETTINGS_CONFERENCE_ID_TYPE_PREVIEW: &str = "/api/v1/settings/conference-id-type/preview";
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

/// Moves a user to another bridge.
pub fn user_bridge(user: UserId) -> String {
    format!("{API}/users/{user}/bridge")
}

/// What callers need to reach a user's meetings.
pub fn user_invitation(user: UserId) -> String {
    format!("{API}/users/{user}/invitation")
}

/// What is left of a removed user.
pub fn removed_user(user: UserId) -> String {
    format!("{API}/removed-users/{user}")
}

/// A removed user's name.
pub fn removed_user_name(user: UserId) -> String {
    format!("{API}/removed-users/{user}/name")
}

/// Who provides a user's audio conferencing.
pub fn user_provider(user: UserId) -> String {
    format!("{API}/users/{user}/provider")
}

/// Whether a user's conference IDs are static or dynamic; `/preview` behind it says what a switch would do.
pub fn user_conference_id_type(user: UserId) -> String {
    format!("{API}/users/{user}/conference-id-type")
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

/// Chooses a user's conference ID.
pub fn conference_id_choose(user: UserId) -> String {
    format!("{API}/users/{user}/conference-id/choose")
}

/// Hands a user's conference ID over to a successor.
pub fn conference_id_hand_over(user: UserId) -> String {
    format!("{API}/users/{user}/conference-id/hand-over")
}

/// Sends a user the conference info.
pub fn send_conference_info(user: UserId) -> String {
    format!("{API}/users/{user}/send-conference-info")
}

/// A user's organizer PIN.
pub fn user_pin(user: UserId) -> String {
    format!("{API}/users/{user}/pin")
}

/// Resets a user's organizer PIN.
pub fn user_pin_reset(user: UserId) -> String {
    format!("{API}/users/{user}/pin/reset")
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
pub fn user_meeting_updates(user: UserId) -> String {
    format!("{API}/users/{user}/meeting-updates")
}

/// The messages to the invitees of a user's meetings, in one file.
pub fn user_meeting_update_messages(user: UserId) -> String {
    format!("{API}/users/{user}/meeting-updates/messages.zip")
}

/// Looks at all of a user's meetings again.
pub fn user_meeting_updates_retry(user: UserId) -> String {
    format!("{API}/users/{user}/meeting-updates/retry")
}

/// What stands on a user's dial-in card.
pub fn user_dial_in_card(user: UserId) -> String {
    format!("{API}/users/{user}/dial-in-card")
}

/// What a reset would touch in the connected calendar, whose server is asked.
pub fn user_reset_impact(user: UserId) -> String {
    format!("{API}/users/{user}/conference-id/impact")
}

/// The message that tells the invitees of a meeting.
pub fn meeting_update_message(update: MeetingUpdateId) -> String {
    format!("{API}/meeting-updates/{update}/message")
}

/// Tries a meeting again.
pub fn meeting_update_retry(update: MeetingUpdateId) -> String {
    format!("{API}/meeting-updates/{update}/retry")
}

/// Puts a meeting back as it was.
pub fn meeting_update_undo(update: MeetingUpdateId) -> String {
    format!("{API}/meeting-updates/{update}/undo")
}

/// A user's planned meetings.
pub fn user_meetings(user: UserId) -> String {
    format!("{API}/users/{user}/meetings")
}

/// One bridge.
pub fn bridge(bridge: BridgeId) -> String {
    format!("{API}/bridges/{bridge}")
}

/// Whom it concerns when a service number goes.
pub fn service_number_impact(bridge: BridgeId, number: &PhoneNumber) -> String {
    format!("{}/impact", service_number(bridge, number))
}

/// How a bridge has filled.
pub fn bridge_history(bridge: BridgeId) -> String {
    format!("{API}/bridges/{bridge}/history")
}

/// The service numbers of a bridge.
pub fn service_numbers(bridge: BridgeId) -> String {
    format!("{API}/bridges/{bridge}/service-numbers")
}

/// One service number; the plus sign needs no escape in a path.
pub fn service_number(bridge: BridgeId, number: &PhoneNumber) -> String {
    format!("{API}/bridges/{bridge}/service-numbers/{number}")
}

/// What is known of a conference ID on a bridge.
pub fn conference_id(bridge: BridgeId, id: ConferenceId) -> String {
    format!("{API}/bridges/{bridge}/conference-ids/{id}")
}

/// Whether a conference ID can be chosen.
pub fn conference_id_availability(bridge: BridgeId, id: ConferenceId) -> String {
    format!("{API}/bridges/{bridge}/conference-ids/{id}/availability")
}

/// A conference ID on every bridge.
pub fn conference_id_anywhere(id: ConferenceId) -> String {
    format!("{API}/conference-ids/{id}")
}

/// Conference IDs that are easy to remember.
pub fn conference_id_suggestions(bridge: BridgeId) -> String {
    format!("{API}/bridges/{bridge}/conference-id-suggestions")
}

/// One reservation.
pub fn reservation(reservation: ReservationId) -> String {
    format!("{API}/reservations/{reservation}")
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

/// Gives a scheduled job another time.
pub fn job_reschedule(job: JobId) -> String {
    format!("{API}/jobs/{job}/reschedule")
}

/// The scheduled jobs that will do something to a user.
pub fn user_scheduled_jobs(user: UserId) -> String {
    format!("{API}/users/{user}/scheduled-jobs")
}

/// One mail.
pub fn mail(mail: MailId) -> String {
    format!("{API}/mails/{mail}")
}

/// The text of the emails about an event in a language.
pub fn mail_template(event: MailEvent, language: &LanguageTag) -> String {
    format!("{API}/mail-templates/{}/{language}", event.name())
}

/// Sends a mail again.
pub fn mail_retry(mail: MailId) -> String {
    format!("{API}/mails/{mail}/retry")
}
