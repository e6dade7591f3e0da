//! The connected calendar and the meetings in it, in a user's action pane and on the organizer's own page.

mod connect;
mod impact;
mod meeting_log;
mod text;

use std::rc::Rc;

use connect::{ConnectCalendar, DisconnectCalendar};
pub(crate) use impact::ImpactLine;
use meeting_log::MeetingLog;
use shared::{
    CalendarConnection, CalendarUpdate, MeetingUpdateCounts, MeetingUpdateState, Timestamp, User, UserId,
    Version, paths,
};
use text::CalendarText;
use yew::prelude::*;

use crate::api::{IdempotencyKey, use_api};
use crate::components::{Icon, Notice, Skeleton, chip, icon, moment, problem_line, use_notices};
use crate::hooks::{use_interval, use_remote, use_sending};
use crate::i18n::{Words, use_words};
use crate::route::Route;
use crate::router::use_router;

/// How often the progress is asked for while an update waits or runs.
const POLL_MILLISECONDS: u32 = 2_500;

#[derive(Properties, PartialEq)]
pub(crate) struct ConnectedCalendarProps {
    pub(crate) user: UserId,
    /// With a new version of the user an update may wait.
    pub(crate) version: Version,
    /// The user as an administrator sees them, and what to call after a mail was sent; none on the organizer's own
    /// page.
    #[prop_or_default]
    pub(crate) of: Option<(Rc<User>, Callback<()>)>,
}

/// What is asked in a dialog over the pane.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Nothing,
    Connect,
    Disconnect,
}

/// The connected calendar of a user.
#[component]
pub(crate) fn ConnectedCalendar(props: &ConnectedCalendarProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let notices = use_notices();
    let asked = use_state_eq(|| Asked::Nothing);
    let shown = use_state_eq(|| None::<MeetingUpdateState>);
    let sending = use_sending();
    let update =
        use_remote(
            (props.user, props.version),
            |api, (user, _)| async move { api.calendar_update(user).await },
        );
    let moves = update
        .value()
        .is_some_and(|update| update.running || update.due_at.is_some() || update.counts.pending > 0);
    use_interval(moves.then_some(POLL_MILLISECONDS), update.on_reload());

    let ask = |what: Asked| {
        let asked = asked.setter();
        Callback::from(move |_: MouseEvent| asked.set(what))
    };
    let close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(Asked::Nothing))
    };
    let done = |text: CalendarText| {
        let (asked, notices, reload) = (asked.setter(), notices.clone(), update.on_reload());
        Callback::from(move |()| {
            asked.set(Asked::Nothing);
            notices.show(Notice::new(t.of(text)));
            reload.emit(());
        })
    };
    let update_now = {
        let (api, user, sending, reload) = (api.clone(), props.user, sending.clone(), update.on_reload());
        Callback::from(move |_: MouseEvent| {
            sending.command(api.retry_meeting_updates(user), reload.clone());
        })
    };
    let own = props.of.is_none();
    let send_link = {
        let (api, of, notices) = (api.clone(), props.of.clone(), notices.clone());
        let sending = sending.clone();
        Callback::from(move |_: MouseEvent| {
            let Some((user, on_sent)) = of.clone() else { return };
            let (notices, leaves) = (notices.clone(), api.mail_leaves());
            sending.send(api.send_organizer_link(user.id, &IdempotencyKey::new()), move |()| {
                notices.show(Notice::new(t.link_sent(&user.primary_email, leaves)));
                on_sent.emit(());
            });
        })
    };
    let content = match (update.value().map(|update| &**update), update.error()) {
        (None, Some(error)) => problem_line(t, Some(error)),
        (None, None) => html! { <Skeleton lines={2} /> },
        (Some(CalendarUpdate { connection: None, .. }), _) => {
            if let Some((user, _)) = &props.of {
                html! { <>
                    <p class="quiet small">{ t.of(CalendarText::NotConnected) }</p>
                    { problem_line(t, sending.error()) }
                    <div class="actions">
                        <button type="button" class="button" aria-disabled={sending.aria()} onclick={send_link}>
                            { icon(Icon::Mail) }{ t.send_link(&user.display_name) }
                        </button>
                        <button type="button" class="button button-quiet" onclick={ask(Asked::Connect)}>{ t.of(CalendarText::ConnectHere) }</button>
                    </div>
                    { router.link(&Route::UpdateMeetings, "small", html! { t.of(CalendarText::OpenTool) }) }
                </> }
            } else {
                html! { <>
                    <p>{ t.of(CalendarText::OwnNotConnected) }</p>
                    <p class="quiet small">{ t.of(CalendarText::OwnCalDav) }</p>
                    <div class="actions">
                        <button type="button" class="button button-primary" onclick={ask(Asked::Connect)}>{ icon(Icon::Calendar) }{ t.of(CalendarText::OwnConnect) }</button>
                    </div>
                </> }
            }
        }
        (Some(report @ CalendarUpdate { connection: Some(connection), .. }), _) => html! { <>
            { about(t, connection, report, own, api.now()) }
            { progress(t, report, api.now()) }
            { messages(t, props.user, report.messages, own) }
            { states(t, &report.counts, *shown, &{ let shown = shown.setter(); Callback::from(move |to| shown.set(to)) }) }
            if let Some(state) = *shown {
                <MeetingLog user={props.user} {state} counts={report.counts} on_change={update.on_reload()} />
            }
            { problem_line(t, sending.error()) }
            <div class="actions">
                <button type="button" class="button" disabled={report.running} aria-disabled={sending.aria()} onclick={update_now}>{ t.of(CalendarText::UpdateNow) }</button>
                <button type="button" class="button button-quiet" onclick={ask(Asked::Disconnect)}>{ t.of(CalendarText::Disconnect) }</button>
            </div>
        </> },
    };
    let content = html! { <>
        { content }
        { match *asked {
            Asked::Nothing => html! {},
            Asked::Connect => html! { <ConnectCalendar user={props.user} {own} on_close={close} on_done={done(CalendarText::Connected)} /> },
            Asked::Disconnect => html! { <DisconnectCalendar user={props.user} on_close={close} on_done={done(CalendarText::Disconnected)} /> },
        } }
    </> };
    if own {
        html! {
            <section class="card stack calendar" aria-labelledby="own-calendar">
                <h2 id="own-calendar">{ t.of(CalendarText::OwnTitle) }</h2>
                { content }
            </section>
        }
    } else {
        html! { <div class="pane-part calendar"><h3>{ t.of(CalendarText::Title) }</h3>{ content }</div> }
    }
}

fn about(
    t: Words,
    connection: &CalendarConnection,
    update: &CalendarUpdate,
    own: bool,
    now: Timestamp,
) -> Html {
    let error = update.last_error.as_ref().or(connection.last_error.as_ref());
    html! { <>
        <dl class="details">
            <div class="detail"><dt>{ t.of(CalendarText::Server) }</dt><dd>{ &connection.url }</dd></div>
            <div class="detail"><dt>{ t.of(CalendarText::Name) }</dt><dd>{ &connection.username }</dd></div>
            <div class="detail">
                <dt>{ t.of(CalendarText::LastUsed) }</dt>
                <dd>
                    if let Some(used) = connection.last_used_at { { moment(t, used, now) } } else { { t.of(CalendarText::NotUsed) } }
                </dd>
            </div>
        </dl>
        <p class="quiet small">{ t.connected_by(connection, own) }</p>
        if let Some(error) = error {
            <div class="banner banner-warning">{ icon(Icon::Alert) }<p>{ error }</p></div>
        }
    </> }
}

fn progress(t: Words, update: &CalendarUpdate, now: Timestamp) -> Html {
    let counts = update.counts;
    let done = counts.changed
        + counts.partly_changed
        + counts.to_check
        + counts.nothing_to_do
        + counts.refused
        + counts.failed
        + counts.undone;
    let all = done + counts.pending;
    if update.running {
        return html! {
            <div class="import-progress">
                <p role="status">{ t.of(CalendarText::Running) }</p>
                if all > 0 {
                    <progress max={all.to_string()} value={done.to_string()} aria-label={t.of(CalendarText::Running)}></progress>
                    <p class="quiet small">{ t.looked_at(done, all) }</p>
                }
            </div>
        };
    }
    match (update.due_at, update.finished_at) {
        (Some(due), _) => html! { <p role="status">{ t.begins(due, now) }</p> },
        (None, Some(finished)) => {
            html! { <p class="quiet small">{ t.of(CalendarText::Finished) }{ " " }{ moment(t, finished, now) }</p> }
        }
        (None, None) => html! {},
    }
}

/// What to do where the calendar server tells the invitees nothing.
fn messages(t: Words, user: UserId, count: u64, own: bool) -> Html {
    if count == 0 {
        return html! {};
    }
    html! {
        <div class="banner">
            <p>{ t.of(if own { CalendarText::OwnMessage } else { CalendarText::Message }) }</p>
            <a class="button" href={paths::user_meeting_update_messages(user)} download="">{ icon(Icon::Download) }{ t.download_messages(count) }</a>
        </div>
    }
}

/// How many meetings are in which state; each shows its meetings.
fn states(
    t: Words,
    counts: &MeetingUpdateCounts,
    shown: Option<MeetingUpdateState>,
    on_shown: &Callback<Option<MeetingUpdateState>>,
) -> Html {
    let mut counts = *counts;
    let chips: Vec<Html> = MeetingUpdateState::ALL
        .into_iter()
        .filter_map(|state| {
            let count = *counts.of_mut(state);
            let chosen = shown == Some(state);
            (count > 0 || chosen).then(|| {
                let label = format!("{} {}", t.of(CalendarText::from(state)), t.number(count));
                chip(&label, chosen, &on_shown.reform(move |()| (!chosen).then_some(state)))
            })
        })
        .collect();
    html! {
        if !chips.is_empty() {
            <div class="chips" role="group" aria-label={t.of(CalendarText::Show)}>{ chips }</div>
        }
    }
}
