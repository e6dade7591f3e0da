//! Finding the calendars of an account (RFC 6764, RFC 5397, RFC 4791).

use futures::{StreamExt as _, stream};
use http::response::Parts;
use http::{Method, StatusCode};
use libdav::dav::Propfind;
use libdav::requests::ParseResponseError;
use libdav::xmlutils::validate_xml_response;
use libdav::{Depth, names};
use shared::MeetingUpdateReason;
use url::Url;

use crate::account::Account;
use crate::http::{Answer, Ask};
use crate::trouble::Trouble;

/// A calendar that may hold meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Where it is.
    pub url: Url,
    /// Whether the server tells attendees itself when the organizer changes a meeting (RFC 6638).
    pub schedules: bool,
}

/// What a collection says about itself and about the one who asks.
#[derive(Debug, Default)]
struct Look {
    is_dav: bool,
    is_calendar: bool,
    principals: Vec<Url>,
    homes: Vec<Url>,
}

impl Account {
    /// Finds the calendars that may hold meetings: the one at the address itself, or those of the user who signs
    /// in.
    ///
    /// # Errors
    ///
    /// [`MeetingUpdateReason::NotCalDav`] when there is no such server, [`MeetingUpdateReason::NoCalendar`] when it has none.
    pub async fn discover(&self) -> Result<Vec<Calendar>, MeetingUpdateReason> {
        let given = self.address.url();
        let mut starts = vec![given.clone()];
        for path in ["/.well-known/caldav", "/"] {
            if let Ok(start) = given.join(path)
                && !starts.contains(&start)
            {
                starts.push(start);
            }
        }
        let mut is_dav = false;
        let mut trouble = None;
        for start in &starts {
            match self.look_at(start).await {
                Ok(look) if look.is_calendar => return self.with_scheduling(vec![start.clone()]).await,
                Ok(look) => {
                    is_dav |= look.is_dav;
                    let calendars = self.calendars_of(start, look).await?;
                    if !calendars.is_empty() {
                        return self.with_scheduling(calendars).await;
                    }
                }
                // Another part of the server, which is not for this user.
                Err(Trouble::Status(StatusCode::FORBIDDEN)) => {
                    trouble = trouble.or(Some(MeetingUpdateReason::SignInRefused));
                }
                Err(error) => match error.while_looking() {
                    // There may be nothing at this place and a server at the next.
                    MeetingUpdateReason::NotCalDav => {}
                    MeetingUpdateReason::ServerFailed => trouble = Some(MeetingUpdateReason::ServerFailed),
                    reason => return Err(reason),
                },
            }
        }
        Err(match trouble {
            Some(trouble) => trouble,
            None if is_dav => MeetingUpdateReason::NoCalendar,
            None => MeetingUpdateReason::NotCalDav,
        })
    }

    async fn look_at(&self, url: &Url) -> Result<Look, Trouble> {
        let path = url.path();
        let propfind = Propfind::new(path).with_depth(Depth::Zero).with_properties(&[
            &names::RESOURCETYPE,
            &names::CURRENT_USER_PRINCIPAL,
            &names::CALENDAR_HOME_SET,
        ]);
        let answer = self.send_dav(url, &propfind).await?;
        let from = answer.url.clone();
        let look = self.read(answer, move |parts, body| Look::read(&from, parts, body)).await?;
        if look.is_dav { Ok(look) } else { Err(Trouble::Nonsense) }
    }

    /// The calendars in the homes that the look leads to, or in the collection itself.
    async fn calendars_of(&self, start: &Url, look: Look) -> Result<Vec<Url>, MeetingUpdateReason> {
        let mut homes = look.homes;
        for principal in look.principals {
            let look = self.look_at(&principal).await.map_err(Trouble::while_working)?;
            homes.extend(look.homes);
        }
        if homes.is_empty() {
            homes.push(start.clone());
        }
        homes.sort();
        homes.dedup();
        let mut calendars = Vec::new();
        for home in homes {
            calendars.extend(self.calendars_in(&home).await.map_err(Trouble::while_working)?);
        }
        calendars.sort();
        calendars.dedup();
        Ok(calendars)
    }

    async fn calendars_in(&self, home: &Url) -> Result<Vec<Url>, Trouble> {
        let propfind = Propfind::new(home.path())
            .with_depth(Depth::One)
            .with_properties(&[&names::RESOURCETYPE, &names::SUPPORTED_CALENDAR_COMPONENT_SET]);
        let answer = self.send_dav(home, &propfind).await?;
        let from = answer.url.clone();
        self.read(answer, move |parts, body| calendars_in(&from, parts, body)).await
    }

    /// Asks for each calendar whether the server tells the attendees.
    async fn with_scheduling(&self, calendars: Vec<Url>) -> Result<Vec<Calendar>, MeetingUpdateReason> {
        let asked = stream::iter(calendars).map(|url| self.ask_for_scheduling(url));
        let answers: Vec<Result<Calendar, MeetingUpdateReason>> =
            asked.buffered(self.parallel).collect().await;
        answers.into_iter().collect()
    }

    async fn ask_for_scheduling(&self, url: Url) -> Result<Calendar, MeetingUpdateReason> {
        let answer = self.send(Ask::new(Method::OPTIONS, url.clone())).await;
        let schedules = schedules(&answer.map_err(Trouble::while_working)?);
        Ok(Calendar { url, schedules })
    }
}

impl Look {
    fn read(from: &Url, parts: &Parts, body: &[u8]) -> Result<Self, ParseResponseError> {
        // Nobody has more; each is asked.
        const MOST: usize = 16;
        let document = validate_xml_response(parts, body)?;
        let mut look = Self::default();
        for node in document.descendants() {
            let name = node.tag_name();
            let hrefs = |known: &Vec<Url>| {
                node.descendants()
                    .filter(|node| node.tag_name() == names::HREF)
                    .filter_map(|href| from.join(href.text()?.trim()).ok())
                    .take(MOST.saturating_sub(known.len()))
                    .collect::<Vec<Url>>()
            };
            if name == names::RESPONSE {
                look.is_dav = true;
            } else if name == names::RESOURCETYPE {
                look.is_calendar =
                    look.is_calendar || node.descendants().any(|kind| kind.tag_name() == names::CALENDAR);
            } else if name == names::CURRENT_USER_PRINCIPAL {
                look.principals.extend(hrefs(&look.principals));
            } else if name == names::CALENDAR_HOME_SET {
                look.homes.extend(hrefs(&look.homes));
            }
        }
        Ok(look)
    }
}

/// The calendars for events among the members of a collection.
fn calendars_in(from: &Url, parts: &Parts, body: &[u8]) -> Result<Vec<Url>, ParseResponseError> {
    let document = validate_xml_response(parts, body)?;
    let mut calendars = Vec::new();
    for response in document.descendants().filter(|node| node.tag_name() == names::RESPONSE) {
        let find = |name| response.descendants().find(|node| node.tag_name() == name);
        let is_calendar = find(names::RESOURCETYPE)
            .is_some_and(|kinds| kinds.descendants().any(|kind| kind.tag_name() == names::CALENDAR));
        let components: Vec<&str> = find(names::SUPPORTED_CALENDAR_COMPONENT_SET)
            .into_iter()
            .flat_map(|set| set.descendants())
            .filter(|node| node.tag_name() == names::COMP)
            .filter_map(|node| node.attribute("name"))
            .collect();
        let holds_events =
            components.is_empty() || components.iter().any(|name| name.eq_ignore_ascii_case("VEVENT"));
        let href = find(names::HREF).and_then(|href| from.join(href.text()?.trim()).ok());
        if let Some(url) = href.filter(|_| is_calendar && holds_events) {
            calendars.push(url);
        }
    }
    Ok(calendars)
}

/// Whether the answer to `OPTIONS` names implicit scheduling.
fn schedules(answer: &Answer) -> bool {
    let values = answer.headers.get_all("dav").iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|class| class.trim() == "calendar-auto-schedule")
}
