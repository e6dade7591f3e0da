//! Exporting planned meetings.

use shared::{Language, Meeting, MeetingFilter, Timestamp};

use super::sheet::{ExportForm, Sheet, word};
use super::{ExportSink, PART};
use crate::operations::meetings::on_the_wire;
use crate::operations::table::as_text;
use crate::{MeetingQuery, Read, Result};

/// The planned meetings that match, as the API shows them, newest first.
///
/// # Errors
///
/// What the store or the sink says.
pub async fn export_meetings(
    read: &mut dyn Read,
    now: Timestamp,
    filter: MeetingFilter,
    form: ExportForm,
    sink: &mut dyn ExportSink,
) -> Result<()> {
    let sheet = Sheet { form, headings, cells };
    let mut query = MeetingQuery { organizer: None, filter, now, before: None, limit: PART };
    let mut part = sheet.begin()?;
    loop {
        let records = read.meetings(&query).await?;
        query.before = records.last().map(|last| last.id);
        let is_last = records.len() < PART as usize;
        let mut meetings = Vec::with_capacity(records.len());
        for record in records {
            meetings.push(on_the_wire(read, now, record).await?);
        }
        part.push_str(&sheet.rows(&meetings)?);
        sink.take(std::mem::take(&mut part)).await?;
        if is_last {
            return Ok(());
        }
    }
}

const fn headings(language: Language) -> [&'static str; 14] {
    match language {
        Language::En => [
            "Identifier",
            "Subject",
            "Organizer",
            "Organizer’s identifier",
            "Begins",
            "Ends",
            "Time zone",
            "Repeats",
            "Last occurrence ends",
            "Status",
            "Type of ID",
            "Bridge",
            "Conference ID",
            "Conference ID works until",
        ],
        Language::Sv => [
            "Identifierare",
            "Ämne",
            "Organisatör",
            "Organisatörens identifierare",
            "Börjar",
            "Slutar",
            "Tidszon",
            "Upprepas",
            "Sista tillfället slutar",
            "Status",
            "Typ av ID",
            "Konferensbrygga",
            "Konferens-ID",
            "Konferens-ID:t gäller till",
        ],
    }
}

fn cells(meeting: &Meeting, _: Language) -> [String; 14] {
    let moment = |moment: Option<Timestamp>| moment.map(|moment| moment.to_string()).unwrap_or_default();
    let schedule = &meeting.schedule;
    [
        meeting.id.to_string(),
        as_text(&meeting.subject),
        as_text(meeting.organizer_name.as_deref().unwrap_or_default()),
        meeting.organizer.to_string(),
        schedule.start.clone(),
        schedule.end.clone(),
        schedule.time_zone.clone(),
        as_text(schedule.recurrence.as_deref().unwrap_or_default()),
        moment(meeting.ends_at),
        word(&meeting.state),
        word(&meeting.conference_id_type),
        meeting.bridge.to_string(),
        meeting.conference_id.map(|id| id.to_string()).unwrap_or_default(),
        moment(meeting.valid_until),
    ]
}
