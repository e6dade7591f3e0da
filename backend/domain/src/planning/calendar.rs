//! A planned meeting as a calendar file (RFC 5545).

use chrono::{DateTime, Datelike as _, NaiveDateTime, Utc};
use shared::{
    MeetingDetails, MeetingState, Timestamp, User, icalendar_line, icalendar_parameter, icalendar_text,
};

use super::transitions::{Observance, observances};
use super::zone::{Zone, ZoneOffset, local_time};

/// For how many years a series without an end is described one by one, where the clocks follow no rule.
const YEARS_AHEAD: i32 = 10;
/// How many years are compared to find a rule.
const YEARS_COMPARED: i32 = 5;

/// What a calendar file is made of.
pub(crate) struct CalendarFile<'m> {
    pub(crate) details: &'m MeetingDetails,
    /// Whose meeting it is; missing when the user was removed.
    pub(crate) organizer: Option<&'m User>,
    /// The moment at which it is written.
    pub(crate) now: Timestamp,
}

/// The file; `None` when the meeting that is kept makes no sense.
pub(crate) fn write_calendar(file: &CalendarFile<'_>) -> Option<String> {
    let meeting = &file.details.meeting;
    let schedule = &meeting.schedule;
    let zone = Zone::named(&schedule.time_zone)?;
    let (start, end) = (local_time(&schedule.start)?, local_time(&schedule.end)?);
    let mut lines = String::new();
    let mut line = |text: &str| icalendar_line(text, &mut lines);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Konfid//Planned meetings//EN");
    // Without a method a file can be put on a calendar server as well as opened.
    if meeting.state == MeetingState::Cancelled {
        line("METHOD:CANCEL");
    }
    if !zone.is_universal() {
        let last_year = meeting.ends_at.map(year);
        describe_zone(zone, start.year(), last_year, &mut line);
    }
    line("BEGIN:VEVENT");
    line(&format!("UID:{}", meeting.id));
    line(&format!("SEQUENCE:{}", meeting.version.0.saturating_sub(1)));
    line(&format!("DTSTAMP:{}", universal(file.now)));
    line(&format!("CREATED:{}", universal(meeting.created_at)));
    line(&format!("LAST-MODIFIED:{}", universal(meeting.updated_at)));
    line(&format!("DTSTART{}", at(zone, start)));
    line(&format!("DTEND{}", at(zone, end)));
    if let Some(rule) = &schedule.recurrence {
        line(&format!("RRULE:{rule}"));
    }
    line(&format!("SUMMARY:{}", icalendar_text(&meeting.subject)));
    line(match meeting.state {
        MeetingState::Planned | MeetingState::Over => "STATUS:CONFIRMED",
        MeetingState::Cancelled => "STATUS:CANCELLED",
    });
    if let Some(user) = file.organizer {
        let name = icalendar_parameter(&user.display_name);
        line(&format!("ORGANIZER;CN={name}:mailto:{}", user.primary_email));
    }
    if let Some(invitation) = &file.details.invitation {
        lines.push_str(&invitation.icalendar);
    }
    let mut line = |text: &str| icalendar_line(text, &mut lines);
    line("END:VEVENT");
    line("END:VCALENDAR");
    Some(lines)
}

/// A local time as the value of a property, with its zone.
fn at(zone: Zone, local: NaiveDateTime) -> String {
    let written = basic(local);
    if zone.is_universal() { format!(":{written}Z") } else { format!(";TZID={}:{written}", zone.name()) }
}

fn describe_zone(zone: Zone, first_year: i32, last_year: Option<i32>, line: &mut dyn FnMut(&str)) {
    line("BEGIN:VTIMEZONE");
    line(&format!("TZID:{}", zone.name()));
    // The clocks of the year before are those at the beginning of the first one.
    let from = first_year - 1;
    let at_least = first_year + YEARS_COMPARED;
    let to = last_year.unwrap_or(first_year + YEARS_AHEAD).clamp(at_least, first_year + 3 * YEARS_AHEAD);
    let observances = observances(zone, from, to);
    for Observance { first, rule, others } in &observances {
        observance(first.local, &first.before, &first.after, line);
        if let Some(rule) = rule {
            line(&format!("RRULE:{rule}"));
        }
        for other in others {
            line(&format!("RDATE:{}", basic(*other)));
        }
        line(end_of(&first.after));
    }
    // Without a rule that goes on, what holds before the first change stands by itself.
    if observances.iter().all(|observance| observance.rule.is_none())
        && let Some(always) = local_time(&format!("{from}0101T000000"))
        && let Some(offset) = zone.offset(always.and_utc().timestamp())
    {
        observance(always, &offset, &offset, line);
        line(end_of(&offset));
    }
    line("END:VTIMEZONE");
}

fn observance(local: NaiveDateTime, before: &ZoneOffset, after: &ZoneOffset, line: &mut dyn FnMut(&str)) {
    line(if after.summer { "BEGIN:DAYLIGHT" } else { "BEGIN:STANDARD" });
    line(&format!("TZOFFSETFROM:{}", offset(before)));
    line(&format!("TZOFFSETTO:{}", offset(after)));
    line(&format!("TZNAME:{}", icalendar_text(&after.name)));
    line(&format!("DTSTART:{}", basic(local)));
}

const fn end_of(offset: &ZoneOffset) -> &'static str {
    if offset.summer { "END:DAYLIGHT" } else { "END:STANDARD" }
}

/// As in `+0100`.
fn offset(offset: &ZoneOffset) -> String {
    let sign = if offset.seconds < 0 { '-' } else { '+' };
    let seconds = offset.seconds.unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}

fn basic(local: NaiveDateTime) -> String {
    local.format("%Y%m%dT%H%M%S").to_string()
}

fn utc(moment: Timestamp) -> DateTime<Utc> {
    let seconds = i64::try_from(moment.seconds()).unwrap_or_default();
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

fn universal(moment: Timestamp) -> String {
    format!("{}Z", basic(utc(moment).naive_utc()))
}

fn year(moment: Timestamp) -> i32 {
    utc(moment).year()
}
