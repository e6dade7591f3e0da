//! Planned meetings: a list, and what is done with one of them. The same for everybody's meetings and for one's own.

mod cancel;
mod choose_organizer;
mod details;
mod form;
mod recurrence;
mod rule_words;
mod text;
mod zones;

use cancel::CancelDialog;
use details::DetailsDialog;
use form::MeetingForm;
use shared::{Meeting, MeetingDetails, MeetingFilter, MeetingId, MeetingStart, MeetingState, Page, UserId};
pub(crate) use text::MeetingsText;
use yew::prelude::*;

use crate::components::{Icon, Skeleton, chip, digits, empty, error_panel, icon, use_parts, user_name};
use crate::hooks::use_remote;
use crate::i18n::{Common, Words, use_words};
use crate::lazy::lazy_component;
use crate::route::Route;
use crate::router::use_router;

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct MeetingsPageProps {
    /// Only meetings with this status.
    pub(crate) state: Option<MeetingState>,
}

lazy_component!(MeetingsPage in meetings, 9 lines);

/// The planned meetings of everybody.
#[component]
pub(crate) fn MeetingsPage(props: &MeetingsPageProps) -> Html {
    let t = use_words();
    let router = use_router();
    let on_state = {
        let router = router.clone();
        Callback::from(move |state| router.go(Route::Meetings { state }))
    };
    html! { <>
        <header class="page-head">
            <div><h1>{ t.of(MeetingsText::Title) }</h1><p class="page-lead">{ t.of(MeetingsText::Lead) }</p></div>
            <div class="actions">
                { router.link(&Route::UpdateMeetings, "button", html! { t.of(crate::shell::ShellText::UpdateMeetings) }) }
            </div>
        </header>
        <PlannedMeetings organizer={None::<UserId>} state={props.state} {on_state} />
    </> }
}

/// What is done in a dialog.
#[derive(Clone, PartialEq)]
enum Asked {
    Plan,
    Show(MeetingId),
    Change(Box<MeetingDetails>),
    Cancel(Box<Meeting>),
}

#[derive(Properties, PartialEq)]
pub(crate) struct PlannedMeetingsProps {
    /// Whose meetings; everybody's when missing.
    pub(crate) organizer: Option<UserId>,
    /// Only meetings with this status.
    pub(crate) state: Option<MeetingState>,
    /// Called with the status that was chosen.
    pub(crate) on_state: Callback<Option<MeetingState>>,
}

/// A list of planned meetings, with everything that can be done with them.
#[component]
pub(crate) fn PlannedMeetings(props: &PlannedMeetingsProps) -> Html {
    let t = use_words();
    let organizer = props.organizer;
    let filter = MeetingFilter { state: props.state, conference_id_type: None };
    let parts = use_parts(filter);
    let question = (organizer, filter, parts.cursor());
    let meetings = use_remote(question, |api, (organizer, filter, cursor)| async move {
        api.planned_meetings(organizer, filter, cursor.as_deref()).await
    });
    let asked = use_state_eq(|| None::<Asked>);
    let ask = {
        let asked = asked.setter();
        Callback::from(move |what: Option<Asked>| asked.set(what))
    };
    // What was planned or changed is shown at once, with what to copy.
    let on_done = {
        let (ask, reload) = (ask.clone(), meetings.on_reload());
        Callback::from(move |meeting: Option<MeetingId>| {
            ask.emit(meeting.map(Asked::Show));
            reload.emit(());
        })
    };
    let chips = std::iter::once(None).chain(MeetingState::ALL.map(Some)).map(|state| {
        let label = t.of(state.map_or(MeetingsText::All, MeetingsText::from));
        chip(label, props.state == state, &props.on_state.reform(move |()| state))
    });
    let list = match (meetings.value(), meetings.error()) {
        (_, Some(error)) => error_panel(t, error, &meetings.on_reload()),
        (None, None) => html! { <Skeleton /> },
        (Some(page), None) if page.items.is_empty() => {
            let (title, detail) = match props.state {
                None => (MeetingsText::NoneTitle, MeetingsText::NoneDetail),
                Some(_) => (MeetingsText::NoneMatch, MeetingsText::NoneMatchDetail),
            };
            empty(Icon::Calendar, t.of(title), t.of(detail), html! {})
        }
        (Some(page), None) => html! { <>
            { table(t, page, organizer.is_none(), &ask) }
            if let Some(total) = page.total { <p class="quiet small" role="status">{ t.meetings(total) }</p> }
            { parts.pager(t, t.of(MeetingsText::Title), page.next_cursor.as_deref()) }
        </> },
    };
    let on_close = ask.reform(|()| None);
    let dialog = match (*asked).clone() {
        None => html! {},
        Some(Asked::Plan) => html! { <MeetingForm {organizer} {on_close} {on_done} /> },
        Some(Asked::Change(details)) => {
            html! { <MeetingForm {organizer} meeting={(*details).clone()} {on_close} {on_done} /> }
        }
        Some(Asked::Show(meeting)) => {
            let on_change = ask.reform(|details: MeetingDetails| Some(Asked::Change(Box::new(details))));
            let on_cancel = ask.reform(|meeting: Meeting| Some(Asked::Cancel(Box::new(meeting))));
            html! { <DetailsDialog key={meeting.to_string()} {meeting} {on_close} {on_change} {on_cancel} /> }
        }
        Some(Asked::Cancel(meeting)) => {
            let on_done = on_done.reform(|()| None);
            html! { <CancelDialog meeting={(*meeting).clone()} {on_close} {on_done} /> }
        }
    };
    html! { <>
        <div class="stack">
            <div class="actions">
                <button type="button" class="button button-primary" id="plan-meeting" onclick={ask.reform(|_: MouseEvent| Some(Asked::Plan))}>
                    { icon(Icon::Plus) }{ t.of(MeetingsText::Plan) }
                </button>
            </div>
            <div class="chips" role="group" aria-label={t.of(MeetingsText::States)}>{ for chips }</div>
            { list }
        </div>
        { dialog }
    </> }
}

fn table(t: Words, page: &Page<Meeting>, with_organizer: bool, ask: &Callback<Option<Asked>>) -> Html {
    let row = |meeting: &Meeting| {
        let id = meeting.id;
        let onclick = ask.reform(move |_: MouseEvent| Some(Asked::Show(id)));
        html! {
            <tr key={meeting.id.to_string()}>
                <td>
                    <button type="button" class="link-button" {onclick}><bdi>{ &meeting.subject }</bdi></button>
                    if with_organizer {
                        <div class="quiet small">{ user_name(t, meeting.organizer_name.as_deref(), false) }</div>
                    }
                    <div class="quiet small narrow">{ begins(t, meeting) }</div>
                </td>
                <td class="wide">
                    { begins(t, meeting) }
                    if let Some(rule) = &meeting.schedule.recurrence {
                        <div class="quiet small">{ t.repeats(rule) }</div>
                    }
                </td>
                <td class="wide">
                    if let Some(id) = meeting.conference_id { { digits(id) } }
                </td>
                <td class="cell-state">
                    <span class={classes!("badge", state_class(meeting.state))}>{ meeting.state.words(t.language) }</span>
                </td>
            </tr>
        }
    };
    html! {
        <div class="table-frame">
            <table class="table">
                <thead><tr>
                    <th scope="col">{ t.of(MeetingsText::Meeting) }</th>
                    <th scope="col" class="wide">{ t.of(MeetingsText::Start) }</th>
                    <th scope="col" class="wide">{ t.of(Common::ConferenceId) }</th>
                    <th scope="col" class="cell-state">{ t.of(MeetingsText::Status) }</th>
                </tr></thead>
                <tbody>{ for page.items.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

/// When a meeting begins, on the clock of its time zone.
fn begins(t: Words, meeting: &Meeting) -> String {
    let schedule = &meeting.schedule;
    let start = MeetingStart::read(&schedule.start, Some(&schedule.time_zone));
    start.map_or_else(|| schedule.start.clone(), |start| start.in_words(t.language))
}

const fn state_class(state: MeetingState) -> &'static str {
    match state {
        MeetingState::Planned => "badge-accent",
        MeetingState::Over => "",
        MeetingState::Cancelled => "badge-danger",
    }
}
