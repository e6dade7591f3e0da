//! Mending a whole calendar, at once or in slices.

use std::borrow::Cow;

use super::email::is_email;
use super::judge::{Judge, Verdict};
use super::order::sort;
use super::report::{MeetingReport, MendCounts, MendResult, Outcome};
use super::request::{MendRequest, Plan};
use super::scan::{EventSpan, Scan};
use crate::MeetingUpdateReason;

/// Mends a calendar: changes the digits of old conference IDs in the organizer's meetings that lie ahead.
///
/// The input may be any bytes; what is no calendar is refused and stays as it is. For big inputs in a browser,
/// use [`Mender`].
pub fn mend_calendar<'input>(input: &'input [u8], request: &MendRequest) -> MendResult<'input> {
    let mut mender = Mender::new(Cow::Borrowed(input), request);
    while !mender.advance(usize::MAX).is_done() {}
    mender.finish()
}

/// Mends a calendar in slices, so that a page stays responsive and shows how far it has come.
///
/// ```
/// # use konfid_shared::calendar::{MendRequest, Mender};
/// # let request = MendRequest { addresses: vec![], old_ids: vec![], new_id: "5093817".parse().unwrap(), numbers: vec![], now: 0 };
/// # let data = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_vec();
/// let mut mender = Mender::new(data.into(), &request);
/// while !mender.advance(500).is_done() {
///     // Show mender.progress().fraction(), and let the browser paint.
/// }
/// let result = mender.finish();
/// # assert!(!result.has_changes());
/// ```
///
/// Beside the input it keeps some 50 bytes for each event, and the edits themselves.
#[derive(Debug)]
pub struct Mender<'input> {
    input: Cow<'input, [u8]>,
    plan: Plan,
    scan: Scan,
    /// The events of the meetings to judge, those of one UID together; from the end of the first pass on.
    to_judge: Option<Vec<EventSpan>>,
    judged: usize,
    judge: Judge,
    /// The reports so far.
    meetings: Vec<MeetingReport>,
    file_refusal: Option<MeetingUpdateReason>,
    counts: MendCounts,
}

/// How far mending has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MendProgress {
    /// Bytes read in the first pass.
    pub bytes_read: usize,
    /// Bytes of the input.
    pub bytes: usize,
    /// Events judged in the second pass.
    pub events_judged: usize,
    /// Events to judge; `None` until the first pass has ended.
    pub events_to_judge: Option<usize>,
}

impl MendProgress {
    /// Whether everything is done.
    pub fn is_done(self) -> bool {
        self.events_to_judge == Some(self.events_judged)
    }

    /// The part that is done, from 0.0 to 1.0. Reading counts for four fifths of the work.
    #[expect(clippy::cast_precision_loss, reason = "a progress bar needs no more precision")]
    pub fn fraction(self) -> f64 {
        let part = |done: usize, all: usize| if all == 0 { 1.0 } else { done as f64 / all as f64 };
        let judged = self.events_to_judge.map_or(0.0, |all| part(self.events_judged, all));
        0.8 * part(self.bytes_read, self.bytes) + 0.2 * judged
    }
}

impl<'input> Mender<'input> {
    /// Prepares to mend this input; does no work yet.
    pub fn new(input: Cow<'input, [u8]>, request: &MendRequest) -> Self {
        Self {
            input,
            plan: Plan::new(request),
            scan: Scan::default(),
            to_judge: None,
            judged: 0,
            judge: Judge::default(),
            meetings: Vec::new(),
            file_refusal: None,
            counts: MendCounts::default(),
        }
    }

    /// Works on about `events` events, at least one, and says how far it has come.
    pub fn advance(&mut self, events: usize) -> MendProgress {
        let events = events.max(1);
        match &self.to_judge {
            None => {
                if is_wide(&self.input) {
                    self.refuse_file(MeetingUpdateReason::WideEncoding);
                } else if is_email(&self.input) {
                    self.refuse_file(MeetingUpdateReason::Email);
                } else if self.scan.advance(&self.input, &self.plan, events) {
                    self.end_scan();
                }
            }
            Some(_) => self.judge_some(events),
        }
        self.progress()
    }

    /// How far it has come.
    pub fn progress(&self) -> MendProgress {
        let done = self.to_judge.is_some();
        MendProgress {
            bytes_read: if done { self.input.len() } else { self.scan.position() },
            bytes: self.input.len(),
            events_judged: self.judged,
            events_to_judge: self.to_judge.as_ref().map(Vec::len),
        }
    }

    /// Does what is left to do and returns the result, which takes over the input.
    pub fn finish(mut self) -> MendResult<'input> {
        while !self.advance(usize::MAX).is_done() {}
        MendResult {
            input: self.input,
            meetings: self.meetings,
            file_refusal: self.file_refusal,
            counts: self.counts,
        }
    }

    fn refuse_file(&mut self, reason: MeetingUpdateReason) {
        self.file_refusal = Some(reason);
        self.counts.refused = 1;
        self.to_judge = Some(Vec::new());
    }

    /// Gathers the events of every meeting in which old digits may stand.
    fn end_scan(&mut self) {
        let events = std::mem::take(&mut self.scan.events);
        if self.scan.calendars.is_empty() && events.is_empty() {
            self.refuse_file(MeetingUpdateReason::NotACalendar);
            return;
        }
        self.counts.events = events.len();
        // Events in the order of their UIDs, and for each UID in the order of the file.
        let mut by_uid: Vec<[usize; 2]> =
            events.iter().enumerate().map(|(index, event)| [event.uid.unwrap_or_default(), index]).collect();
        sort(&mut by_uid);
        // The meetings to judge: their first event in the file, and where they begin in `by_uid`.
        let mut meetings: Vec<[usize; 2]> = Vec::new();
        let mut at = 0;
        while let Some([_, first]) = by_uid.get(at) {
            let of_meeting = meeting_at(&by_uid, at);
            self.counts.nothing_to_do += 1;
            if of_meeting.iter().any(|[_, index]| events[*index].suspect) {
                meetings.push([*first, at]);
            }
            at += of_meeting.len();
        }
        sort(&mut meetings);
        let to_judge = meetings
            .iter()
            .flat_map(|[_, at]| meeting_at(&by_uid, *at))
            .map(|[_, index]| events[*index].clone())
            .collect();
        self.to_judge = Some(to_judge);
    }

    fn judge_some(&mut self, budget: usize) {
        let Some(events) = &self.to_judge else { return };
        let goal = self.judged.saturating_add(budget);
        while self.judged < goal
            && let Some(first) = events.get(self.judged)
        {
            let rest = &events[self.judged..];
            let count = match first.uid {
                Some(_) => rest.iter().take_while(|event| event.uid == first.uid).count(),
                None => 1,
            };
            let verdicts = self.judge.meetings(&self.input, &rest[..count], &self.scan.calendars, &self.plan);
            self.judged += count;
            for verdict in verdicts {
                self.counts.add(&verdict);
                if let Verdict::Report(report) = verdict {
                    self.meetings.push(report);
                }
            }
        }
    }
}

/// The events of the meeting that begins at `at`; those without a UID are meetings of their own.
fn meeting_at(by_uid: &[[usize; 2]], at: usize) -> &[[usize; 2]] {
    let rest = by_uid.get(at..).unwrap_or_default();
    let count = match rest.first() {
        Some([0, _]) => 1,
        Some([uid, _]) => rest.iter().take_while(|[other, _]| other == uid).count(),
        None => 0,
    };
    &rest[..count]
}

impl MendCounts {
    fn add(&mut self, verdict: &Verdict) {
        let place = match verdict {
            Verdict::NothingToDo => return,
            Verdict::Other => &mut self.others,
            Verdict::NoOrganizer => &mut self.no_organizer,
            Verdict::Past => &mut self.past,
            Verdict::Cancelled => &mut self.cancelled,
            Verdict::Report(report) => match report.outcome {
                Outcome::Changed(_) => &mut self.changed,
                Outcome::Partly(_) => &mut self.partly,
                Outcome::ToCheck => &mut self.to_check,
                Outcome::Refused(_) => &mut self.refused,
            },
        };
        *place += 1;
        // Every meeting was counted here before it was judged.
        self.nothing_to_do = self.nothing_to_do.saturating_sub(1);
    }
}

/// Whether the input is UTF-16 or UTF-32: it begins with their mark, or its first letters have zeros between.
pub(super) fn is_wide(input: &[u8]) -> bool {
    input.starts_with(b"\xff\xfe")
        || input.starts_with(b"\xfe\xff")
        || input.get(..4).is_some_and(|head| head.contains(&0))
}
