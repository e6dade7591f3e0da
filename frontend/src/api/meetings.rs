//! Planned meetings.

use shared::{
    CreateMeetingRequest, Meeting, MeetingDetails, MeetingFilter, MeetingId, Page, UpdateMeetingRequest,
    UserId, Version, paths,
};

use super::{Answer, Api, Bytes, IdempotencyKey, Method, Request};
use crate::query::{Query, word};

impl Api {
    /// A part of the planned meetings of everybody, or of one user, newest first.
    pub(crate) fn planned_meetings(
        &self,
        organizer: Option<UserId>,
        filter: MeetingFilter,
        cursor: Option<&str>,
    ) -> Answer<Page<Meeting>> {
        let query = Query::default()
            .with("state", filter.state.as_ref().map(word))
            .with("conferenceIdType", filter.conference_id_type.as_ref().map(word))
            .with("limit", Some("20"))
            .with("count", Some("true"))
            .with("cursor", cursor);
        let address = organizer.map_or_else(|| paths::route::MEETINGS.to_owned(), paths::user_meetings);
        self.get(&query.after(&address))
    }

    /// A meeting with everything that belongs in its invitation.
    pub(crate) fn planned_meeting(&self, meeting: MeetingId) -> Answer<MeetingDetails> {
        self.get(&paths::meeting(meeting))
    }

    /// Plans a meeting.
    pub(crate) fn plan_meeting(
        &self,
        organizer: UserId,
        request: &CreateMeetingRequest,
        key: &IdempotencyKey,
    ) -> Answer<MeetingDetails> {
        self.change(Request::new(Method::Post, paths::user_meetings(organizer)).json(request).once(key))
    }

    /// Changes a meeting.
    pub(crate) fn change_meeting(
        &self,
        meeting: MeetingId,
        seen: Version,
        request: &UpdateMeetingRequest,
        key: &IdempotencyKey,
    ) -> Answer<MeetingDetails> {
        let request = Request::new(Method::Patch, paths::meeting(meeting)).json(request);
        self.change(request.if_match(seen).once(key))
    }

    /// Cancels a meeting.
    pub(crate) fn cancel_meeting(&self, meeting: MeetingId, seen: Version) -> Answer<MeetingDetails> {
        self.change(Request::new(Method::Delete, paths::meeting(meeting)).if_match(seen))
    }

    /// A meeting as a calendar file.
    pub(crate) fn meeting_calendar(&self, meeting: MeetingId) -> Answer<Vec<u8>, Bytes> {
        self.ask(Request::new(Method::Get, paths::meeting_calendar(meeting)))
    }
}
