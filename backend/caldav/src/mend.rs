//! Mending one meeting on the server.

use async_trait::async_trait;
use hyper::body::Bytes;
use shared::calendar::{MendRequest, schedule_force_send, without_force_send};
use shared::{MeetingChange, MeetingLeftover, MeetingStart, MeetingUpdateReason};
use url::Url;

use crate::account::Account;
use crate::resources::{Fetched, Written};
use crate::survey::{Verdict, invitees, judge, mend_in_time};

/// How often a meeting is read again because somebody else was faster.
const TRIES: usize = 5;

/// What became of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mended {
    /// It is written.
    Changed(Box<Change>),
    /// No earlier ID stands in it, or not any more.
    NothingToDo,
    /// It stays as it is, but digits in it look like an earlier ID.
    ToCheck(Vec<MeetingLeftover>),
    /// It stays as it is: mending it would not be safe, or the server does not allow it.
    Refused(MeetingUpdateReason),
    /// It could not be done now.
    Failed(MeetingUpdateReason),
    /// The caller decided otherwise just before the write.
    Abandoned,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it was.
    pub prepared: Prepared,
    /// Which version the server has now; `None` when that cannot be told for sure.
    pub entity_tag: Option<String>,
}

/// A change that is about to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// What the meeting is called.
    pub summary: String,
    /// When it begins.
    pub start: Option<MeetingStart>,
    /// The `UID`s of the meetings; one, as a resource holds one.
    pub uids: Vec<String>,
    /// The data on the server.
    pub before: String,
    /// The mended data, without wishes to the server.
    pub after: String,
    /// Each line that changes.
    pub changes: Vec<MeetingChange>,
    /// Where digits like an old ID remain.
    pub leftovers: Vec<MeetingLeftover>,
    /// The addresses of those invited, without the organizer's.
    pub invitees: Vec<String>,
}

/// Is asked just before each write.
#[async_trait]
pub trait BeforeWrite: Send + Sync {
    /// Makes sure that the change is still wanted, and notes what is about to happen.
    async fn may_write(&self, prepared: &Prepared) -> bool;
}

/// Every change is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Always;

#[async_trait]
impl BeforeWrite for Always {
    async fn may_write(&self, _: &Prepared) -> bool {
        true
    }
}

/// Mends one meeting, a series in one write: reads it afresh, changes the digits, and writes it over exactly the
/// version that was read. If somebody was faster, it reads again.
///
/// Doing it all again later changes nothing more.
pub async fn mend_one(
    account: &Account,
    url: &Url,
    schedules: bool,
    request: &MendRequest,
    before_write: &dyn BeforeWrite,
) -> Mended {
    for _ in 0..TRIES {
        let fetched = match account.fetch(url).await {
            Ok(Some(fetched)) => fetched,
            Ok(None) => return Mended::Refused(MeetingUpdateReason::Gone),
            Err(reason) => return Mended::Failed(reason),
        };
        let (data, wanted) = (fetched.data, request.clone());
        let read = account.reading_pool().read(move || {
            let prepared = prepare(&data, &wanted)?;
            Ok((for_server(prepared.after.as_bytes(), schedules), prepared))
        });
        let (data, prepared) = match read.await {
            Ok(Ok(prepared)) => prepared,
            Ok(Err(otherwise)) => return otherwise,
            Err(trouble) => return Mended::Failed(trouble.while_working()),
        };
        if !before_write.may_write(&prepared).await {
            return Mended::Abandoned;
        }
        match account.write(url, data, &fetched.entity_tag).await {
            Ok(Written::Done(tag)) => {
                let entity_tag = match tag {
                    Some(tag) if !schedules => Some(tag),
                    _ => settled(account, url, prepared.after.clone(), schedules).await,
                };
                return Mended::Changed(Box::new(Change { prepared, entity_tag }));
            }
            Ok(Written::Overtaken) => {}
            Ok(Written::Gone) => return Mended::Refused(MeetingUpdateReason::Gone),
            Ok(Written::Refused) => return Mended::Refused(MeetingUpdateReason::WriteRefused),
            Err(reason) => return Mended::Failed(reason),
        }
    }
    Mended::Failed(MeetingUpdateReason::Contended)
}

/// The change, or what becomes of the meeting without one.
fn prepare(data: &Bytes, request: &MendRequest) -> Result<Prepared, Mended> {
    let refused = Mended::Refused;
    let result = mend_in_time(data, request).ok_or(refused(MeetingUpdateReason::MeetingTooLarge))?;
    let (changes, leftovers) = match judge(&result) {
        None => return Err(Mended::NothingToDo),
        Some(Verdict::Refuse(reason)) => return Err(refused(reason)),
        Some(Verdict::Check(leftovers)) => return Err(Mended::ToCheck(leftovers)),
        Some(Verdict::Change(changes, leftovers)) => (changes, leftovers),
    };
    let text =
        |bytes: Vec<u8>| String::from_utf8(bytes).map_err(|_| refused(MeetingUpdateReason::NotReproducible));
    let first = result.changed().next();
    Ok(Prepared {
        summary: first.map(|report| report.summary.clone()).unwrap_or_default(),
        start: first.and_then(|report| report.start.clone()),
        uids: result.changed().map(|report| report.uid.clone()).collect(),
        before: text(data.to_vec())?,
        after: text(result.output())?,
        changes,
        leftovers,
        invitees: invitees(data, result.meetings()),
    })
}

/// The data as they are written: a server that tells attendees is asked to do so, also for a change that it may
/// think too small. Another one gets no such wish, also if an earlier write left one.
pub(crate) fn for_server(data: &[u8], schedules: bool) -> Vec<u8> {
    let clean = without_force_send(data).unwrap_or_else(|| data.to_vec());
    if schedules { schedule_force_send(&clean) } else { clean }
}

/// The tag of what was written, when the server did not say it or may have written it anew: that of what is there now, if
/// nobody has written since. Every change renews `DTSTAMP` or raises `SEQUENCE`.
///
/// A server that tells attendees should take out what asked it to; what it leaves would tell them again of every later
/// change, so it is taken out here.
pub(crate) async fn settled(
    account: &Account,
    url: &Url,
    written: String,
    schedules: bool,
) -> Option<String> {
    let Ok(Some(Fetched { data, entity_tag })) = account.fetch(url).await else { return None };
    let look = move || {
        let same = stamps(&data) == stamps(written.as_bytes());
        same.then(|| without_force_send(&data).filter(|_| schedules))
    };
    match account.reading_pool().read(look).await {
        Ok(Some(None)) => Some(entity_tag),
        Ok(Some(Some(clean))) => match account.write(url, clean.clone(), &entity_tag).await {
            Ok(Written::Done(Some(tag))) => Some(tag),
            Ok(Written::Done(None)) => tag_of(account, url, clean).await,
            // It stays until the next write.
            Ok(Written::Refused) => Some(entity_tag),
            Ok(Written::Overtaken | Written::Gone) | Err(_) => None,
        },
        Ok(None) | Err(_) => None,
    }
}

/// The tag of this version, if it is still there.
async fn tag_of(account: &Account, url: &Url, written: Vec<u8>) -> Option<String> {
    let Ok(Some(Fetched { data, entity_tag })) = account.fetch(url).await else { return None };
    let same = account.reading_pool().read(move || stamps(&data) == stamps(&written)).await;
    same.is_ok_and(|same| same).then_some(entity_tag)
}

/// The lines that tell one version of a meeting from another.
fn stamps(data: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(data);
    let is_stamp = |line: &&str| {
        let name = line.split([':', ';']).next().unwrap_or_default();
        ["DTSTAMP", "SEQUENCE"].iter().any(|stamp| name.eq_ignore_ascii_case(stamp))
    };
    let mut stamps: Vec<String> =
        text.lines().map(str::trim_end).filter(is_stamp).map(str::to_owned).collect();
    stamps.sort();
    stamps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_told_apart() {
        let one = b"BEGIN:VEVENT\r\nSEQUENCE:2\r\nDTSTAMP:20261124T080000Z\r\nEND:VEVENT\r\n";
        let reordered = b"BEGIN:VEVENT\nDTSTAMP:20261124T080000Z\nSEQUENCE:2\nX-A:1\nEND:VEVENT\n";
        let other = b"BEGIN:VEVENT\nDTSTAMP:20261124T080001Z\nSEQUENCE:2\nEND:VEVENT\n";
        assert_eq!(stamps(one), stamps(reordered));
        assert_ne!(stamps(one), stamps(other));
    }
}
