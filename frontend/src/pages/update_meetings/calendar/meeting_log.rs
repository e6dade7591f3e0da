//! The meeting log: what became of each meeting.

use mender::DiffLine;
use shared::{
    MeetingUpdate, MeetingUpdateCounts, MeetingUpdateFilter, MeetingUpdateId, MeetingUpdateState, UserId,
    paths,
};
use yew::prelude::*;

use super::super::rows::diff;
use super::super::text::MeetingsText;
use super::text::CalendarText;
use crate::api::use_api;
use crate::components::{Icon, Skeleton, icon, moment, problem_line, use_parts};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Common, use_words};

/// A series can have hundreds of changed lines.
const LINES_SHOWN: usize = 6;

#[derive(Properties, PartialEq)]
pub(super) struct MeetingLogProps {
    pub(super) user: UserId,
    /// The meetings in this state are shown.
    pub(super) state: MeetingUpdateState,
    /// With other counts comes another list.
    pub(super) counts: MeetingUpdateCounts,
    /// Called after something was done with a meeting.
    pub(super) on_change: Callback<()>,
}

/// What can be done with one meeting.
#[derive(Clone, Copy)]
enum Act {
    Retry,
    PutBack,
}

/// The meetings in one state.
#[component]
pub(super) fn MeetingLog(props: &MeetingLogProps) -> Html {
    let t = use_words();
    let api = use_api();
    let sending = use_sending();
    let question = (props.user, props.state);
    let parts = use_parts(question);
    let meetings =
        use_remote((question, parts.cursor(), props.counts), |api, ((user, state), cursor, _)| async move {
            api.meetings(user, MeetingUpdateFilter { state: Some(state) }, cursor.as_deref()).await
        });
    let act = |what: Act, meeting: MeetingUpdateId| {
        let (api, sending) = (api.clone(), sending.clone());
        let (reload, on_change) = (meetings.on_reload(), props.on_change.clone());
        Callback::from(move |_: MouseEvent| {
            let answer = match what {
                Act::Retry => api.retry_meeting_update(meeting),
                Act::PutBack => api.undo_meeting_update(meeting),
            };
            let (reload, on_change) = (reload.clone(), on_change.clone());
            // Also after a failure, which may come of a meeting that is not like that any more.
            sending.command(
                answer,
                Callback::from(move |()| {
                    reload.emit(());
                    on_change.emit(());
                }),
            );
        })
    };
    let row = |meeting: &MeetingUpdate| {
        let summary = match meeting.summary.trim() {
            "" => t.of(CalendarText::NoSubject),
            summary => summary,
        };
        let can_retry = matches!(
            meeting.state,
            MeetingUpdateState::Refused
                | MeetingUpdateState::Failed
                | MeetingUpdateState::Undone
                | MeetingUpdateState::ToCheck
        );
        let button = |text: &'static str, what: Act| {
            html! {
                <button type="button" class="button" aria-disabled={sending.aria()} onclick={act(what, meeting.id)}>
                    { text }<span class="visually-hidden">{ ": " }{ summary }</span>
                </button>
            }
        };
        html! {
            <li key={meeting.id.to_string()} class="meeting">
                <p class="meeting-title">
                    <span class="strong">{ summary }</span>
                    <span class="quiet small">{ meeting.start.as_ref().map(|start| start.in_words(t.language)) }</span>
                </p>
                if let Some(reason) = &meeting.reason { <p class="meeting-reason">{ reason }</p> }
                if let Some(next) = meeting.next_attempt_at {
                    <p class="quiet small">{ t.of(CalendarText::RetryAt) }{ " " }{ moment(t, next, api.now()) }</p>
                }
                { for meeting.changes.iter().take(LINES_SHOWN).map(|change| diff(t, &DiffLine::between(&change.before, &change.after))) }
                if !meeting.leftovers.is_empty() {
                    <div class="meeting-reason">
                        <p>{ t.of(CalendarText::LooksLike) }</p>
                        <ul>
                            { for meeting.leftovers.iter().take(LINES_SHOWN).map(|left| {
                                let property = MeetingsText::of_property(&left.property, t.language).unwrap_or(&left.property);
                                html! { <li><span class="quiet small">{ property }</span>{ " " }<span class="line-text">{ &left.text }</span></li> }
                            }) }
                        </ul>
                    </div>
                }
                <div class="actions">
                    if meeting.has_message {
                        <a class="button" href={paths::meeting_update_message(meeting.id)} download="">
                            { icon(Icon::Download) }{ t.of(CalendarText::MessageDownload) }<span class="visually-hidden">{ ": " }{ summary }</span>
                        </a>
                    }
                    if can_retry { { button(t.of(Common::Retry), Act::Retry) } }
                    if meeting.undo_until.is_some() && meeting.state.was_written() {
                        { button(t.of(CalendarText::PutBack), Act::PutBack) }
                    }
                </div>
            </li>
        }
    };
    html! { <>
        { problem_line(t, sending.error().or(meetings.error())) }
        { match meetings.value() {
            None if meetings.error().is_none() => html! { <Skeleton lines={3} /> },
            None => html! {},
            Some(page) if page.items.is_empty() => html! { <p class="quiet">{ t.of(CalendarText::NoMeetings) }</p> },
            Some(page) => html! { <>
                <ul class="meeting-list">{ for page.items.iter().map(row) }</ul>
                { parts.pager(t, t.of(CalendarText::Title), page.next_cursor.as_deref()) }
            </> },
        } }
    </> }
}
