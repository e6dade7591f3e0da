//! The dialog that asks before a meeting is cancelled.

use shared::{ConferenceIdType, Meeting, MeetingDetails};
use yew::prelude::*;

use super::MeetingsText;
use crate::api::use_api;
use crate::components::{Dialog, Notice, problem_line, use_notices};
use crate::hooks::use_sending;
use crate::i18n::use_words;

#[derive(Properties, PartialEq)]
pub(super) struct CancelDialogProps {
    pub(super) meeting: Meeting,
    pub(super) on_close: Callback<()>,
    /// Called when it was cancelled.
    pub(super) on_done: Callback<()>,
}

/// Says what cancelling means, and does it.
#[component]
pub(super) fn CancelDialog(props: &CancelDialogProps) -> Html {
    let t = use_words();
    let api = use_api();
    let notices = use_notices();
    let sending = use_sending();
    let meeting = &props.meeting;
    let onclick = {
        let (sending, on_done) = (sending.clone(), props.on_done.clone());
        let (id, seen) = (meeting.id, meeting.version);
        Callback::from(move |_: MouseEvent| {
            let (on_done, notices) = (on_done.clone(), notices.clone());
            sending.send(api.cancel_meeting(id, seen), move |_: MeetingDetails| {
                notices.show(Notice::new(t.of(MeetingsText::DoneCancelled)));
                on_done.emit(());
            });
        })
    };
    let of_id = match meeting.conference_id_type {
        ConferenceIdType::Dynamic => MeetingsText::CancelOwnId,
        ConferenceIdType::Static => MeetingsText::CancelOrganizersId,
    };
    html! {
        <Dialog id="cancel-meeting" title={t.of(MeetingsText::CancelTitle)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            { problem_line(t, sending.error()) }
            <p><strong><bdi>{ &meeting.subject }</bdi></strong></p>
            <ul class="consequences">
                <li>{ t.of(of_id) }</li>
                <li>{ t.of(MeetingsText::CancelInvitees) }</li>
            </ul>
            <div class="dialog-actions">
                <button type="button" class="button" autofocus=true disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>{ t.of(MeetingsText::KeepMeeting) }</button>
                <button type="button" class="button button-danger" aria-disabled={sending.aria()} {onclick}>{ t.of(MeetingsText::CancelMeeting) }</button>
            </div>
        </Dialog>
    }
}
