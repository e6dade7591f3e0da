//! Connected calendars, and what became of the meetings in them.

use shared::{
    CalendarUpdate, ConnectCalendarRequest, MeetingUpdate, MeetingUpdateFilter, MeetingUpdateId, Page,
    ResetImpact, ResetPreview, UserId, paths,
};

use super::{Answer, Api, Method, Nothing, Request};
use crate::query::{Query, word};

impl Api {
    /// A user's connected calendar, and how far the update of the meetings in it has come.
    pub(crate) fn calendar_update(&self, user: UserId) -> Answer<CalendarUpdate> {
        self.get(&paths::user_calendar(user))
    }

    /// Connects a user's calendar, if one can sign in there.
    pub(crate) fn connect_calendar(
        &self,
        user: UserId,
        request: &ConnectCalendarRequest,
    ) -> Answer<(), Nothing> {
        self.command(Request::new(Method::Put, paths::user_calendar(user)).json(request))
    }

    /// Forgets a user's calendar and the password to it.
    pub(crate) fn disconnect_calendar(&self, user: UserId) -> Answer<(), Nothing> {
        self.command(Request::new(Method::Delete, paths::user_calendar(user)))
    }

    /// A part of what became of a user's meetings, newest first.
    pub(crate) fn meetings(
        &self,
        user: UserId,
        filter: MeetingUpdateFilter,
        cursor: Option<&str>,
    ) -> Answer<Page<MeetingUpdate>> {
        let query = Query::default()
            .with("state", filter.state.as_ref().map(word))
            .with("limit", Some("20"))
            .with("cursor", cursor);
        self.get(&query.after(&paths::user_meeting_updates(user)))
    }

    /// Looks at all of a user's meetings again, now.
    pub(crate) fn retry_meeting_updates(&self, user: UserId) -> Answer<(), Nothing> {
        self.command(Request::new(Method::Post, paths::user_meeting_updates_retry(user)))
    }

    /// Tries one meeting again, now.
    pub(crate) fn retry_meeting_update(&self, meeting: MeetingUpdateId) -> Answer<(), Nothing> {
        self.command(Request::new(Method::Post, paths::meeting_update_retry(meeting)))
    }

    /// Puts one meeting back as it was.
    pub(crate) fn undo_meeting_update(&self, meeting: MeetingUpdateId) -> Answer<(), Nothing> {
        self.command(Request::new(Method::Post, paths::meeting_update_undo(meeting)))
    }

    /// What a reset would mean, as far as Konfid knows by itself.
    pub(crate) fn preview_reset(&self, user: UserId) -> Answer<ResetPreview> {
        self.get(&ResetPreview::path(user))
    }

    /// How many meetings and invitees a reset would touch. The calendar server is asked, so it can take a while.
    pub(crate) fn reset_impact(&self, user: UserId) -> Answer<ResetImpact> {
        self.get(&paths::user_reset_impact(user))
    }
}
