//! The bottom of the action pane: dial-in conferencing, with the conference ID.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use shared::{ConferenceId, MailReference, MailState, Timestamp, User};
use yew::prelude::*;

use super::question::Question;
use super::reset::ResetConferenceId;
use super::text::UsersText;
use crate::api::{Api, IdempotencyKey, UserAct, use_api};
use crate::components::{CopyButton, Icon, Notice, digits, icon, problem_line, use_notices};
use crate::hooks::use_sending;
use crate::i18n::{Common, Words, use_words};
use crate::route::Route;
use crate::router::{Router, use_router};

/// Timers may be early by a millisecond.
const UNDO_MARGIN_MILLISECONDS: u32 = 20;

#[derive(Properties, PartialEq)]
pub(super) struct DialInProps {
    pub(super) user: Rc<User>,
    pub(super) automatic_mails: bool,
    pub(super) on_user: Callback<Rc<User>>,
    pub(super) on_undo: Callback<Rc<User>>,
    /// Called to read the user again, for the state of a mail.
    pub(super) on_reload: Callback<()>,
}

/// What is asked in a dialog over the pane.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Nothing,
    Reset(ConferenceId),
    Act(UserAct),
}

/// Dial-in conferencing of one user.
#[component]
pub(super) fn DialIn(props: &DialInProps) -> Html {
    let t = use_words();
    let api = use_api();
    let notices = use_notices();
    let router = use_router();
    let user = &props.user;
    let asked = use_state_eq(|| Asked::Nothing);
    let sending = use_sending();
    // Draws again at the moment when the time for an undo has passed.
    let passed = use_state_eq(|| None::<Timestamp>);
    use_effect_with(user.undo.map(|undo| undo.until), {
        let (api, passed) = (api.clone(), passed.setter());
        move |until| {
            let timeout = until.map(|until| {
                let left = u32::try_from(until.since(api.now()).as_millis()).unwrap_or(u32::MAX);
                Timeout::new(left.saturating_add(UNDO_MARGIN_MILLISECONDS), move || passed.set(Some(until)))
            });
            move || drop(timeout)
        }
    });

    let now = api.now();
    let ask = |what: Asked| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(what))
    };
    let on_done = {
        let (asked, on_user, on_undo) = (asked.setter(), props.on_user.clone(), props.on_undo.clone());
        let (api, notices) = (api.clone(), notices.clone());
        let before = user.conference_id;
        Callback::from(move |user: Rc<User>| {
            asked.set(Asked::Nothing);
            if let Some(notice) = reset_notice(t, &api, before, &user, &on_undo) {
                notices.show(notice);
            }
            on_user.emit(user);
        })
    };
    let on_send = {
        let (user, sending, on_reload) = (user.clone(), sending.clone(), props.on_reload.clone());
        Callback::from(move |_: MouseEvent| {
            let answer = api.send_conference_info(user.id, &IdempotencyKey::new());
            let (notices, user, on_reload) = (notices.clone(), user.clone(), on_reload.clone());
            let leaves = api.mail_leaves();
            sending.send(answer, move |()| {
                notices.show(Notice::new(t.info_sent(&user.primary_email, leaves)));
                on_reload.emit(());
            });
        })
    };

    let content = if let Some(id) = user.conference_id {
        html! { <>
            <div class="conference-id">
                <p class="label" id="conference-id-label">{ t.of(Common::ConferenceId) }</p>
                <p class="conference-id-digits" id="conference-id" role="status">{ digits(id) }</p>
                <CopyButton text={id.to_string()} label={t.of(Common::CopyId)} />
                <button type="button" class="button" onclick={ask(Asked::Reset(id)).reform(|_: MouseEvent| ())}>
                    { icon(Icon::Reset) }{ t.of(UsersText::Reset) }
                </button>
                if let Some(since) = user.conference_id_since {
                    <p class="quiet small conference-id-since">
                        <time datetime={since.to_string()} title={t.moment(since)} tabindex="0">{ t.since(since, now) }</time>
                    </p>
                }
            </div>
            { undo_offer(t, user, now, &props.on_undo) }
            { mail_line(t, &router, user.latest_mail) }
            { problem_line(t, sending.error()) }
            <div class="pane-actions">
                <button type="button" class="button" title={t.of(UsersText::SendInfoHint)} aria-disabled={sending.aria()} onclick={on_send}>
                    { t.of(UsersText::SendInfo) }
                </button>
                <button type="button" class="button button-danger" onclick={ask(Asked::Act(UserAct::Disable)).reform(|_: MouseEvent| ())}>
                    { t.of(UsersText::Disable) }
                </button>
            </div>
        </> }
    } else {
        html! { <>
            <p class="quiet">{ t.of(UsersText::NotEnabledDetail) }</p>
            { mail_line(t, &router, user.latest_mail) }
            <div class="pane-actions">
                <button type="button" class="button button-primary" onclick={ask(Asked::Act(UserAct::Enable)).reform(|_: MouseEvent| ())}>
                    { icon(Icon::Phone) }{ t.of(UsersText::Enable) }
                </button>
            </div>
        </> }
    };
    let dialog = match *asked {
        Asked::Nothing => html! {},
        Asked::Reset(id) => html! {
            <ResetConferenceId user={user.clone()} {id} automatic_mails={props.automatic_mails} on_close={ask(Asked::Nothing)} on_user={props.on_user.clone()} {on_done} />
        },
        Asked::Act(act) => html! {
            <Question user={user.clone()} {act} automatic_mails={props.automatic_mails} on_close={ask(Asked::Nothing)} on_user={props.on_user.clone()} {on_done} />
        },
    };
    html! {
        <div class="dial-in">
            <div class="dial-in-head">
                <h3>{ t.of(Common::DialIn) }</h3>
                if user.dial_in_enabled {
                    <span class="badge badge-accent">{ t.of(Common::Enabled) }</span>
                } else {
                    <span class="badge">{ t.of(Common::NotEnabled) }</span>
                }
            </div>
            { content }
            { dialog }
        </div>
    }
}

/// The notice after a reset: both IDs, and *Undo* for as long as that is possible. Other acts have their own.
fn reset_notice(
    t: Words,
    api: &Api,
    before: Option<ConferenceId>,
    user: &Rc<User>,
    on_undo: &Callback<Rc<User>>,
) -> Option<Notice> {
    let (old, new, undo) = (before?, user.conference_id?, user.undo?);
    let milliseconds = u32::try_from(undo.until.since(api.now()).as_millis()).unwrap_or(u32::MAX);
    let (reset, user) = (user.clone(), user.clone());
    let action = on_undo.reform(move |()| user.clone());
    let notice = Notice::new(t.reset_done(old, new)).with_action(t.of(Common::Undo), action, milliseconds);
    Some(notice.undoes(reset))
}

/// The ID before the latest reset, while it can still come back.
fn undo_offer(t: Words, user: &Rc<User>, now: Timestamp, on_undo: &Callback<Rc<User>>) -> Html {
    let Some(undo) = user.undo.filter(|undo| undo.until > now) else { return html! {} };
    let onclick = {
        let user = user.clone();
        on_undo.reform(move |_: MouseEvent| user.clone())
    };
    html! {
        <div class="banner">
            <p class="small">
                <s>{ digits(undo.previous_conference_id) }</s>{ " " }
                <span class="quiet">{ t.undo_until(&t.time(undo.until)) }</span>
            </p>
            <button type="button" class="button button-quiet" {onclick}>{ icon(Icon::Undo) }{ t.of(Common::Undo) }</button>
        </div>
    }
}

/// The latest mail and how far it has come.
fn mail_line(t: Words, router: &Router, mail: Option<MailReference>) -> Html {
    let Some(mail) = mail else { return html! {} };
    let badge = match mail.state {
        MailState::Sent => "badge badge-accent",
        MailState::Kept => "badge badge-warning",
        MailState::Queued | MailState::Sending | MailState::Superseded => "badge",
        MailState::Failed => "badge badge-danger",
    };
    let route = Route::Mails { state: None, user: None, open: Some(mail.id) };
    html! {
        <p class="mail-line small" role="status">
            { icon(Icon::Mail) }
            <span class="visually-hidden">{ t.of(UsersText::LatestMail) }{ ": " }</span>
            { router.link(&route, "", html! { t.of(Common::from(mail.event)) }) }
            <span class={badge} data-mail-state={mail.state.name()}>{ t.of(Common::from(mail.state)) }</span>
            if mail.state == MailState::Superseded { <span class="quiet">{ t.of(Common::MailSupersededDetail) }</span> }
        </p>
    }
}
