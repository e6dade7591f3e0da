//! Connected calendars, and what became of the meetings in them.

use shared::{
    ConnectCalendarRequest, Meeting, MeetingFilter, MeetingId, MeetingUpdate, Page, ResetImpact, UserId,
    paths,
};

use super::{Api, ApiError, Method, Request};
use crate::query::{Query, word};

impl Api {
    /// A user's connected calendar, and how far the update of the meetings in it has come.
    pub(crate) async fn meeting_update(&self, user: UserId) -> Result<MeetingUpdate, ApiError> {
        self.get(&paths::user_calendar(user)).await
    }

    /// Connects a user's calendar, if one can sign in there.
    pub(crate) async fn connect_calendar(
        &self,
        user: UserId,
        request: &ConnectCalendarRequest,
    ) -> Result<(), ApiError> {
        self.send(Request::new(Method::Put, paths::user_calendar(user)).json(request)).await.map(drop)
    }

    /// Forgets a user's calendar and the password to it.
    pub(crate) async fn disconnect_calendar(&self, user: UserId) -> Result<(), ApiError> {
        self.send(Request::new(Method::Delete, paths::user_calendar(user))).await.map(drop)
    }

    /// A part of what became of a user's meetings, newest first.
    pub(crate) async fn meetings(
        &self,
        user: UserId,
        filter: MeetingFilter,
        cursor: Option<&str>,
    ) -> Result<Page<Meeting>, ApiError> {
        let query = Query::default()
            .with("state", filter.state.as_ref().map(word))
            .with("limit", Some("20"))
            .with("cursor", cursor);
        self.get(&query.after(&paths::user_meetings(user))).await
    }

    /// Looks at all of a user's meetings again, now.
    pub(crate) async fn retry_meetings(&self, user: UserId) -> Result<(), ApiError> {
        self.send(Request::new(Method::Post, paths::user_meetings_retry(user))).await.map(drop)
    }

    /// Tries one meeting again, now.
    pub(crate) async fn retry_meeting(&self, meeting: MeetingId) -> Result<(), ApiError> {
        self.send(Request::new(Method::Post, paths::meeting_retry(meeting))).await.map(drop)
    }

    /// Puts one meeting back as it was.
    pub(crate) async fn undo_meeting(&self, meeting: MeetingId) -> Result<(), ApiError> {
        self.send(Request::new(Method::Post, paths::meeting_undo(meeting))).await.map(drop)
    }

    /// How many meetings and invitees a reset would touch. The calendar server is asked, so it can take a while.
    pub(crate) async fn reset_impact(&self, user: UserId) -> Result<ResetImpact, ApiError> {
        self.get(&paths::user_reset_impact(user)).await
    }
}
