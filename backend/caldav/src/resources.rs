//! Reading and writing meetings.

use std::collections::BTreeSet;

use futures::{StreamExt as _, stream};
use http::header::{CONTENT_TYPE, ETAG, IF_MATCH};
use http::{HeaderValue, Method, StatusCode};
use hyper::body::Bytes;
use libdav::caldav::GetCalendarResources;
use libdav::dav::{GetEtag, ListResources, ListResourcesResponse};
use libdav::requests::DavRequest as _;
use shared::MeetingUpdateReason;
use url::Url;

use crate::account::Account;
use crate::discover::Calendar;
use crate::http::Ask;
use crate::trouble::{Trouble, is_trouble_of_the_server};

/// How many meetings are read with one request.
const BATCH: usize = 50;

/// A meeting as the server has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The data, byte for byte.
    pub data: Bytes,
    /// Which version that is.
    pub entity_tag: String,
}

/// Some meetings.
#[derive(Debug, Default)]
struct Read {
    /// Those that could be read.
    meetings: Vec<(Url, Bytes)>,
    /// Those that the server has but fails to give.
    unreadable: Vec<Url>,
    /// Those whose answer Konfid refuses to read, and why.
    refused: Vec<(Url, MeetingUpdateReason)>,
}

/// What was found in many meetings.
pub(crate) struct Many<T> {
    pub(crate) found: Vec<T>,
    /// The addresses of what the server has but fails to give.
    pub(crate) unreadable: Vec<Url>,
    /// The addresses of those whose answer Konfid refuses to read, and why.
    pub(crate) refused: Vec<(Url, MeetingUpdateReason)>,
}

/// What became of a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is done; the tag of the new version, if the server says it.
    Done(Option<String>),
    /// Somebody has changed the meeting since it was read.
    Overtaken,
    /// The meeting is not there any more.
    Gone,
    /// The server does not allow it.
    Refused,
}

impl Account {
    /// The addresses of everything in a calendar that may be a meeting.
    pub(crate) async fn list(&self, calendar: &Calendar) -> Result<Vec<Url>, MeetingUpdateReason> {
        let request = ListResources::new(calendar.url.path());
        let answer = self.send_dav(&calendar.url, &request).await.map_err(Trouble::while_working)?;
        let collection = calendar.url.clone();
        let listed = self.read(answer, move |parts, body| {
            let listed = ListResources::new(collection.path()).parse_response(parts, body)?;
            Ok(meetings_in(&collection, listed))
        });
        listed.await.map_err(Trouble::while_working)
    }

    /// Reads many meetings of a calendar, for looking only: line breaks may differ from what the server has. Those that
    /// are gone are left out. Only a few batches are held in memory at a time; what `look` finds in one is kept.
    pub(crate) async fn read_many<T: Send + 'static>(
        &self,
        calendar: &Calendar,
        urls: &[Url],
        look: impl Fn(Url, Bytes) -> Option<T> + Clone + Send + 'static,
    ) -> Result<Many<T>, MeetingUpdateReason> {
        let batches = urls.chunks(BATCH).map(<[Url]>::to_vec);
        let mut batches = stream::iter(batches)
            .map(|batch| self.read_batch(calendar, batch))
            .buffer_unordered(self.parallel);
        let mut many = Many { found: Vec::new(), unreadable: Vec::new(), refused: Vec::new() };
        while let Some(batch) = batches.next().await {
            let Read { meetings, unreadable, refused } = batch?;
            for (url, data) in meetings {
                let look = look.clone();
                // One by one, so that others have their turn in between.
                let found = self.reading_pool().read(move || look(url, data)).await;
                many.found.extend(found.map_err(Trouble::while_working)?);
            }
            many.unreadable.extend(unreadable);
            many.refused.extend(refused);
        }
        Ok(many)
    }

    async fn read_batch(&self, calendar: &Calendar, batch: Vec<Url>) -> Result<Read, MeetingUpdateReason> {
        let mut read = Read::default();
        match self.ask_for(calendar, &batch).await {
            Ok(meetings) => read.meetings = meetings,
            Err(Trouble::NoAnswer(reason)) => return Err(reason),
            Err(trouble @ Trouble::Status(StatusCode::UNAUTHORIZED)) => return Err(trouble.while_working()),
            // One meeting can spoil the answer for all; what is missing is read by itself.
            Err(Trouble::Status(_) | Trouble::Nonsense | Trouble::TooLarge | Trouble::TooComplex) => {}
        }
        for url in batch {
            if read.meetings.iter().any(|(known, _)| *known == url) {
                continue;
            }
            match self.fetch(&url).await {
                Ok(Some(fetched)) => read.meetings.push((url, fetched.data)),
                Ok(None) => {}
                // It must not keep all the others from being mended.
                Err(MeetingUpdateReason::ServerFailed) => read.unreadable.push(url),
                Err(
                    reason @ (MeetingUpdateReason::AnswerTooLarge | MeetingUpdateReason::AnswerTooComplex),
                ) => {
                    read.refused.push((url, reason));
                }
                Err(reason) => return Err(reason),
            }
        }
        Ok(read)
    }

    /// Asks for some meetings with one request, and gives those that are in the answer.
    async fn ask_for(&self, calendar: &Calendar, batch: &[Url]) -> Result<Vec<(Url, Bytes)>, Trouble> {
        let request = GetCalendarResources::new(calendar.url.path()).with_hrefs(batch.iter().map(Url::path));
        let answer = self.send_dav(&calendar.url, &request).await?;
        let (collection, mut wanted) =
            (calendar.url.clone(), batch.iter().cloned().collect::<BTreeSet<Url>>());
        let meetings = self.read(answer, move |parts, body| {
            let answer = GetCalendarResources::new(collection.path()).parse_response(parts, body)?;
            let meetings = answer.resources.into_iter().filter_map(|resource| {
                let url = collection.join(&resource.href).ok()?;
                let content = resource.content.ok()?;
                // Each once, however often the server gives it.
                wanted.remove(&url).then(|| (url, Bytes::from(content.data)))
            });
            Ok(meetings.collect())
        });
        meetings.await
    }

    /// Reads one meeting, byte for byte; `None` if it is gone.
    ///
    /// # Errors
    ///
    /// The reason when the server does not answer, refuses, or answers with something that is no meeting.
    pub async fn fetch(&self, url: &Url) -> Result<Option<Fetched>, MeetingUpdateReason> {
        // Read before the data, so that a tag is never newer than them.
        let mut known_tag = None;
        loop {
            let answer =
                self.send(Ask::new(Method::GET, url.clone())).await.map_err(Trouble::while_working)?;
            match answer.status {
                StatusCode::NOT_FOUND | StatusCode::GONE => return Ok(None),
                status if !status.is_success() => return Err(Trouble::Status(status).while_working()),
                _ => {}
            }
            let named = answer.headers.get(ETAG).and_then(|tag| tag.to_str().ok()).map(strong);
            if let Some(entity_tag) = named.or(known_tag.take()) {
                return Ok(Some(Fetched { data: answer.body, entity_tag }));
            }
            known_tag = Some(self.tag_of(url).await.map_err(Trouble::while_working)?);
        }
    }

    async fn tag_of(&self, url: &Url) -> Result<String, Trouble> {
        let answer = self.send_dav(url, &GetEtag::new(url.path())).await?;
        let path = url.path().to_owned();
        let tag = self.read(answer, move |parts, body| GetEtag::new(&path).parse_response(parts, body));
        Ok(strong(&tag.await?.etag))
    }

    /// Writes a meeting over the version with this tag, and only over that.
    ///
    /// # Errors
    ///
    /// The reason when the server does not answer or refuses for another reason than a version that is not
    /// the newest.
    pub async fn write(
        &self,
        url: &Url,
        data: impl Into<Bytes>,
        entity_tag: &str,
    ) -> Result<Written, MeetingUpdateReason> {
        let Ok(tag) = HeaderValue::from_str(entity_tag) else { return Ok(Written::Refused) };
        let ask = Ask::new(Method::PUT, url.clone())
            .header(CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"))
            .header(IF_MATCH, tag)
            .body(data);
        let answer = self.send(ask).await.map_err(Trouble::while_working)?;
        let tag = answer.headers.get(ETAG).and_then(|tag| tag.to_str().ok()).map(strong);
        match answer.status {
            status if status.is_success() => Ok(Written::Done(tag)),
            StatusCode::PRECONDITION_FAILED => Ok(Written::Overtaken),
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(Written::Gone),
            StatusCode::UNAUTHORIZED => Err(MeetingUpdateReason::SignInRefused),
            status if is_trouble_of_the_server(status) => Err(MeetingUpdateReason::ServerFailed),
            _ => Ok(Written::Refused),
        }
    }
}

/// The addresses of everything in a listed collection that may be a meeting.
fn meetings_in(collection: &Url, listed: ListResourcesResponse) -> Vec<Url> {
    let is_task = |kind: &str| {
        let kind = kind.to_ascii_lowercase();
        kind.contains("component=vtodo") || kind.contains("component=vjournal")
    };
    let meetings = listed.resources.into_iter().filter(|resource| {
        !resource.resource_type.is_collection
            && resource.status.is_none_or(|status| status.is_success())
            && !resource.content_type.as_deref().is_some_and(is_task)
    });
    let mut urls: Vec<Url> = meetings.filter_map(|resource| collection.join(&resource.href).ok()).collect();
    urls.retain(|url| url != collection);
    urls.sort();
    urls.dedup();
    urls
}

/// A tag that can be compared: some proxies mark tags as weak, and a weak one never matches.
fn strong(tag: &str) -> String {
    let tag = tag.trim();
    tag.strip_prefix("W/").unwrap_or(tag).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_tags_are_made_strong() {
        assert_eq!(strong("W/\"7\""), "\"7\"");
        assert_eq!(strong(" \"7\" "), "\"7\"");
    }
}
