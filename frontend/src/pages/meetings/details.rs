//! The dialog with everything about one meeting.

use shared::{Meeting, MeetingDetails, MeetingId, MeetingState, ServiceNumber};
use yew::prelude::*;

use super::{MeetingsText, begins, state_class};
use crate::api::use_api;
use crate::browser;
use crate::components::{
    CopyButton, Dialog, Icon, Skeleton, digits, error_panel, icon, problem_line, user_name,
};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Common, Words, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct DetailsDialogProps {
    pub(super) meeting: MeetingId,
    pub(super) on_close: Callback<()>,
    pub(super) on_change: Callback<MeetingDetails>,
    pub(super) on_cancel: Callback<Meeting>,
}

/// A meeting with what belongs in its invitation, and what can be done with it.
#[component]
pub(super) fn DetailsDialog(props: &DetailsDialogProps) -> Html {
    let t = use_words();
    let api = use_api();
    let sending = use_sending();
    // The invitation block comes in the reader's language.
    let question = (props.meeting, t.language);
    let details = use_remote(question, |api, (meeting, _)| async move { api.planned_meeting(meeting).await });
    let on_download = {
        let (sending, meeting) = (sending.clone(), props.meeting);
        Callback::from(move |_: MouseEvent| {
            sending.send(api.meeting_calendar(meeting), move |file: Vec<u8>| {
                browser::save(&format!("meeting-{meeting}.ics"), "text/calendar", &file);
            });
        })
    };
    let close = props.on_close.reform(|_: MouseEvent| ());
    let (title, content) = match (details.value(), details.error()) {
        (_, Some(error)) => (String::new(), error_panel(t, error, &details.on_reload())),
        (None, None) => (String::new(), html! { <Skeleton lines={6} /> }),
        (Some(details), None) => {
            let (meeting, is_planned) = (&details.meeting, details.meeting.state == MeetingState::Planned);
            let is_cancelled = meeting.state == MeetingState::Cancelled;
            let on_change = {
                let (on_change, details) = (props.on_change.clone(), (**details).clone());
                Callback::from(move |_: MouseEvent| on_change.emit(details.clone()))
            };
            let on_cancel = {
                let (on_cancel, meeting) = (props.on_cancel.clone(), meeting.clone());
                Callback::from(move |_: MouseEvent| on_cancel.emit(meeting.clone()))
            };
            let content = html! { <>
                { facts(t, meeting) }
                { invitation(t, details) }
                { problem_line(t, sending.error()) }
                <div class="actions">
                    <button type="button" class="button" id="meeting-calendar" aria-disabled={sending.aria()} onclick={on_download}>
                        { icon(Icon::Download) }{ t.of(MeetingsText::Download) }
                    </button>
                    if !is_cancelled {
                        <button type="button" class="button" onclick={on_change}>{ t.of(MeetingsText::Change) }</button>
                    }
                    if is_planned {
                        <button type="button" class="button button-danger" onclick={on_cancel}>{ t.of(MeetingsText::CancelMeeting) }</button>
                    }
                </div>
            </> };
            (meeting.subject.clone(), content)
        }
    };
    let title = if title.is_empty() { t.of(MeetingsText::Meeting).to_owned() } else { title };
    html! {
        <Dialog id="meeting-details" {title} on_close={props.on_close.clone()}>
            <div class="stack">{ content }</div>
            <div class="dialog-actions">
                <button type="button" class="button" autofocus=true onclick={close}>{ t.of(Common::Close) }</button>
            </div>
        </Dialog>
    }
}

fn facts(t: Words, meeting: &Meeting) -> Html {
    html! {
        <dl class="meeting-facts">
            <dt>{ t.of(MeetingsText::Start) }</dt><dd>{ begins(t, meeting) }</dd>
            if let Some(rule) = &meeting.schedule.recurrence {
                <dt>{ t.of(MeetingsText::Repeats) }</dt><dd>{ t.repeats(rule) }</dd>
            }
            <dt>{ t.of(MeetingsText::Organizer) }</dt>
            <dd>{ user_name(t, meeting.organizer_name.as_deref(), false) }</dd>
            <dt>{ t.of(MeetingsText::Status) }</dt>
            <dd><span class={classes!("badge", state_class(meeting.state))}>{ meeting.state.words(t.language) }</span></dd>
            <dt>{ t.of(MeetingsText::Type) }</dt><dd>{ meeting.conference_id_type.words(t.language) }</dd>
            if let Some(until) = meeting.valid_until {
                <dt>{ t.of(MeetingsText::ValidUntil) }</dt>
                <dd><time datetime={until.to_string()}>{ t.moment(until) }</time></dd>
            }
        </dl>
    }
}

fn invitation(t: Words, details: &MeetingDetails) -> Html {
    let Some(block) = &details.invitation else {
        return html! { <p class="quiet">{ t.of(MeetingsText::NoId) }</p> };
    };
    html! { <>
        // With another provider there is a passcode in the block, and no conference ID.
        if let Some(id) = details.meeting.conference_id {
            <div class="own-id">
                <p class="conference-id-digits" id="meeting-conference-id">{ digits(id) }</p>
                <CopyButton text={id.to_string()} label={t.of(Common::CopyId)} />
            </div>
        }
        if !details.service_numbers.is_empty() {
            <div>
                <h3>{ t.of(MeetingsText::Numbers) }</h3>
                <ul class="own-numbers">{ for details.service_numbers.iter().map(number) }</ul>
            </div>
        }
        <div class="actions">
            <CopyButton text={block.text.clone()} html={block.html.clone()} label={t.of(MeetingsText::CopyInvitation)} />
        </div>
        <details>
            <summary>{ t.of(MeetingsText::ShowInvitation) }</summary>
            <div class="letter letter-text">{ &block.text }</div>
        </details>
    </> }
}

fn number(number: &ServiceNumber) -> Html {
    html! {
        <li>
            <a class="nowrap" href={format!("tel:{}", number.number)}>{ number.for_people() }</a>
            if !number.location.is_empty() { <span class="quiet">{ &number.location }</span> }
        </li>
    }
}
