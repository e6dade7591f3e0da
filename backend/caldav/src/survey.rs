//! Looking at all meetings of an account without changing any.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hyper::body::Bytes;
use shared::calendar::{MeetingReport, MendRequest, MendResult, Mender, attendee_addresses};
use shared::{MeetingChange, MeetingLeftover, MeetingStart, MeetingUpdateReason, ResetImpact};
use url::Url;

use crate::account::Account;
use crate::discover::Calendar;

/// Everything in an account that concerns a change of conference ID.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// The meetings that would change or be refused, in the order of their addresses.
    pub found: Vec<Found>,
    /// The addresses of everything that was looked at.
    pub seen: BTreeSet<Url>,
    /// The addresses of what the server has but fails to give; nobody knows whether that is of concern.
    pub unreadable: BTreeSet<Url>,
}

/// A meeting that would change or be refused: a single event, or a series with its exceptions.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where it is.
    pub url: Url,
    /// Whether the server tells attendees itself.
    pub schedules: bool,
    /// What it is called.
    pub summary: String,
    /// When it begins.
    pub start: Option<MeetingStart>,
    /// The addresses of those invited, without the organizer's.
    pub invitees: Vec<String>,
    /// What would be done.
    pub verdict: Verdict,
    /// The data that were looked at; their line breaks may differ from the server's.
    pub data: Bytes,
}

/// What would be done with a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// These lines change; beside them there may be digits that look like an old ID and stay.
    Change(Vec<MeetingChange>, Vec<MeetingLeftover>),
    /// It stays as it is, but digits in it look like an old ID.
    Check(Vec<MeetingLeftover>),
    /// It stays as it is, because mending it would not be safe.
    Refuse(MeetingUpdateReason),
}

impl Verdict {
    /// Whether digits like an old ID remain, which somebody must check by hand.
    pub(crate) fn leaves_something(&self) -> bool {
        match self {
            Self::Change(_, leftovers) | Self::Check(leftovers) => !leftovers.is_empty(),
            Self::Refuse(_) => false,
        }
    }
}

impl Survey {
    /// How many meetings, and how many different people are invited to them.
    pub fn impact(&self) -> ResetImpact {
        let invitees: BTreeSet<&String> = self.found.iter().flat_map(|found| &found.invitees).collect();
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        ResetImpact { meetings: count(self.found.len()), invitees: count(invitees.len()) }
    }
}

/// Looks at every meeting in these calendars.
///
/// # Errors
///
/// The reason when a calendar cannot be listed or read. What was found until then is not kept.
pub async fn survey(
    account: &Account,
    calendars: &[Calendar],
    request: &MendRequest,
) -> Result<Survey, MeetingUpdateReason> {
    let mut survey = Survey::default();
    let request = Arc::new(request.clone());
    for calendar in calendars {
        let urls = account.list(calendar).await?;
        let (request, schedules) = (Arc::clone(&request), calendar.schedules);
        let look = move |url, data| Found::look(url, schedules, data, &request);
        let many = account.read_many(calendar, &urls, look).await?;
        survey.found.extend(many.found);
        let refused = many.refused.into_iter();
        survey.found.extend(refused.map(|(url, reason)| Found::refused(url, schedules, reason)));
        survey.unreadable.extend(many.unreadable);
        survey.seen.extend(urls);
    }
    survey.found.sort_by(|one, other| one.url.cmp(&other.url));
    Ok(survey)
}

impl Found {
    /// The meeting, if it concerns the request.
    fn look(url: Url, schedules: bool, data: Bytes, request: &MendRequest) -> Option<Self> {
        let Some(result) = mend_in_time(&data, request) else {
            return Some(Self::refused(url, schedules, MeetingUpdateReason::MeetingTooLarge));
        };
        let verdict = judge(&result)?;
        let reports = result.meetings();
        let first = reports.first();
        let summary = first.map(|report| report.summary.clone()).unwrap_or_default();
        let start = first.and_then(|report| report.start.clone());
        let invitees = match verdict {
            Verdict::Change(..) => invitees(&data, reports),
            Verdict::Check(_) | Verdict::Refuse(_) => {
                first.map(|_| invitees(&data, &reports[..1])).unwrap_or_default()
            }
        };
        Some(Self { url, schedules, summary, start, invitees, verdict, data })
    }

    /// What Konfid refuses to read: nobody knows whether it is of concern, so it is shown.
    fn refused(url: Url, schedules: bool, reason: MeetingUpdateReason) -> Self {
        Self {
            url,
            schedules,
            summary: String::new(),
            start: None,
            invitees: Vec::new(),
            verdict: Verdict::Refuse(reason),
            data: Bytes::new(),
        }
    }
}

/// Mends one resource; `None` when that takes too long. No honest one takes a hundredth of it.
pub(crate) fn mend_in_time<'data>(data: &'data [u8], request: &MendRequest) -> Option<MendResult<'data>> {
    const LONGEST: Duration = Duration::from_secs(5);
    const EVENTS: usize = 20;
    let begin = Instant::now();
    let mut mender = Mender::new(data.into(), request);
    while !mender.advance(EVENTS).is_done() {
        if begin.elapsed() > LONGEST {
            return None;
        }
    }
    Some(mender.finish())
}

/// What the result means for the whole resource; `None` when it is of no concern.
pub(crate) fn judge(result: &MendResult<'_>) -> Option<Verdict> {
    // A resource holds one meeting (RFC 4791, 4.1); some servers are careless. What follows reads it once for each.
    const MOST_MEETINGS: usize = 20;
    if result.meetings().len() > MOST_MEETINGS {
        return Some(Verdict::Refuse(MeetingUpdateReason::MeetingTooLarge));
    }
    if result.has_changes() {
        return Some(Verdict::Change(changes(result), leftovers(result)));
    }
    // Something else than a calendar holds no meeting that could be wrong.
    let refusal = result.refused().find(|refusal| refusal.reason != MeetingUpdateReason::NotACalendar);
    match (refusal, leftovers(result)) {
        (Some(refusal), _) => Some(Verdict::Refuse(refusal.reason)),
        (None, leftovers) if leftovers.is_empty() => None,
        (None, leftovers) => Some(Verdict::Check(leftovers)),
    }
}

/// Where digits like an old ID remain; as many places as anybody looks at.
fn leftovers(result: &MendResult<'_>) -> Vec<MeetingLeftover> {
    const MOST: usize = 50;
    let all = result.to_check().flat_map(|report| &report.leftovers).take(MOST);
    all.map(|left| MeetingLeftover { property: left.property.clone(), text: left.text.clone() }).collect()
}

/// Everybody invited to these meetings, each once.
pub(crate) fn invitees(data: &[u8], reports: &[MeetingReport]) -> Vec<String> {
    let all = reports.iter().flat_map(|report| attendee_addresses(data, &report.uid));
    let unique: BTreeSet<String> = all.collect();
    unique.into_iter().collect()
}

/// Each line that changes.
fn changes(result: &MendResult<'_>) -> Vec<MeetingChange> {
    let mut changes = Vec::new();
    for report in result.changed() {
        for property in report.edits().iter().flat_map(|component| &component.properties) {
            let lines = property.before.iter().zip(&property.after);
            changes.extend(lines.map(|(before, after)| MeetingChange {
                property: property.name.clone(),
                before: before.clone(),
                after: after.clone(),
            }));
        }
    }
    changes
}
