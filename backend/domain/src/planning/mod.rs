//! What is asked of a planned meeting, checked before anything is read or changed: to look a series through takes
//! longer than a transaction should.

mod busy;
mod calendar;
mod recurrence;
#[cfg(test)]
mod tests;
mod transitions;
mod zone;

pub(crate) use busy::{next_start, occurrences};
pub(crate) use calendar::{CalendarFile, write_calendar};
use chrono::NaiveDateTime;
use shared::{
    CreateMeetingRequest, Fault, InvalidField, MEETING_SUBJECT_LENGTH_MAX, MeetingSchedule, ProblemKind,
    Timestamp, UpdateMeetingRequest,
};

use self::recurrence::Recurrence;
use self::zone::{Zone, local_time, timestamp};
use crate::Result;
use crate::operations::users::tidy;

/// When a meeting takes place: what was asked for, in one way of writing, and the moments that follow from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedTime {
    pub(crate) schedule: MeetingSchedule,
    pub(crate) starts_at: Timestamp,
    pub(crate) ends_at: Option<Timestamp>,
}

/// A meeting to be planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMeeting {
    pub(crate) subject: String,
    pub(crate) time: PlannedTime,
}

/// What is to be changed of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingChanges {
    pub(crate) subject: Option<String>,
    pub(crate) time: Option<PlannedTime>,
}

impl NewMeeting {
    /// Checks a request.
    ///
    /// # Errors
    ///
    /// The faults of every field at once.
    pub fn check(request: &CreateMeetingRequest) -> Result<Self> {
        let mut faults = Vec::new();
        let subject = subject(&request.subject, &mut faults);
        let time = PlannedTime::check(&request.schedule, &mut faults);
        match (subject, time) {
            (Some(subject), Some(time)) => Ok(Self { subject, time }),
            _ => Err(ProblemKind::InvalidFields(faults).into()),
        }
    }
}

impl MeetingChanges {
    /// Checks a request.
    ///
    /// # Errors
    ///
    /// The faults of every field at once.
    pub fn check(request: &UpdateMeetingRequest) -> Result<Self> {
        let mut faults = Vec::new();
        let subject = request.subject.as_deref().and_then(|text| subject(text, &mut faults));
        let time = request.schedule.as_ref().and_then(|schedule| PlannedTime::check(schedule, &mut faults));
        if faults.is_empty() {
            Ok(Self { subject, time })
        } else {
            Err(ProblemKind::InvalidFields(faults).into())
        }
    }
}

fn subject(text: &str, faults: &mut Vec<InvalidField>) -> Option<String> {
    let subject = tidy(text);
    let fault = match subject.chars().count() {
        0 => Fault::Empty,
        1..=MEETING_SUBJECT_LENGTH_MAX => return Some(subject),
        _ => Fault::LongerThan(MEETING_SUBJECT_LENGTH_MAX),
    };
    faults.push(InvalidField { field: "subject", fault });
    None
}

impl PlannedTime {
    fn check(wanted: &MeetingSchedule, faults: &mut Vec<InvalidField>) -> Option<Self> {
        let mut fault = |field, fault| faults.push(InvalidField { field, fault });
        let (start, end) = (local_time(&wanted.start), local_time(&wanted.end));
        if start.is_none() {
            fault("start", Fault::NotLocalTime);
        }
        if end.is_none() {
            fault("end", Fault::NotLocalTime);
        }
        let zone = Zone::named(wanted.time_zone.trim());
        if zone.is_none() {
            fault("timeZone", Fault::NotTimeZone);
        }
        let (start, end, zone) = (start?, end?, zone?);
        let (begins, ends) = (zone.moment(start), zone.moment(end));
        if begins.is_none() {
            fault("start", Fault::TimeSkipped);
        }
        if ends.is_none() {
            fault("end", Fault::TimeSkipped);
        }
        let (begins, ends) = (begins?, ends?);
        let length = (ends - begins).num_seconds();
        if length <= 0 {
            fault("end", Fault::NotAfterStart);
            return None;
        }
        if length.unsigned_abs() > MeetingSchedule::DAYS_MAX * 24 * 60 * 60 {
            fault("end", Fault::LongerThanDays(MeetingSchedule::DAYS_MAX));
            return None;
        }
        let Some(starts_at) = timestamp(&begins) else {
            fault("start", Fault::NotLocalTime);
            return None;
        };
        let text = wanted.recurrence.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let recurrence = match text.map(|text| Recurrence::read(text, begins, zone)).transpose() {
            Ok(recurrence) => recurrence,
            Err(wrong) => {
                fault("recurrence", wrong);
                return None;
            }
        };
        let last = recurrence.as_ref().map_or(Some(begins), |recurrence| recurrence.last);
        let schedule = MeetingSchedule {
            start: written(start),
            end: written(end),
            time_zone: zone.name().to_owned(),
            recurrence: recurrence.map(|recurrence| recurrence.rule),
        };
        Some(Self {
            schedule,
            starts_at,
            ends_at: last.and_then(|last| timestamp(&(last + (ends - begins)))),
        })
    }
}

/// A local time in the way in which it is kept.
fn written(local: NaiveDateTime) -> String {
    local.format("%Y-%m-%dT%H:%M:%S").to_string()
}
