//! The bottom of the action pane: dial-in conferencing, with the conference ID.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use shared::{ConferenceId, MailEvent, MailEvents, MailReference, MailState, Timestamp, User};
use yew::prelude::*;

use super::choice_text::ChoiceText;
use super::id_actions::IdActions;
use super::id_type::{IdTypeButton, IdTypeText, dynamic_ids};
use super::other_address::{AddressText, OtherAddress, Purpose, address_line};
use super::pin::PinPart;
use super::provider::{ProviderDialog, ProviderText, third_party};
use super::question::Question;
use super::reset::ResetConferenceId;
use super::scheduled::Scheduled;
use super::search::RESET;
use super::text::UsersText;
use crate::api::{Api, IdempotencyKey, UserAct, use_api};
use crate::components::{CopyButton, Icon, Notice, digits, icon, problem_line, use_notices};
use crate::hooks::{use_sending, use_window_event};
use crate::i18n::{Common, Words, use_words};
use crate::route::Route;
use crate::router::{Router, use_router};

/// Timers may be early by a millisecond.
const UNDO_MARGIN_MILLISECONDS: u32 = 20;
/// The longest that a timer of the browser runs, and more than anybody leaves a page open.
const TIMER_MAX_MILLISECONDS: u32 = i32::MAX.unsigned_abs() - UNDO_MARGIN_MILLISECONDS;
/// For how long a notice offers an undo at most.
const NOTICE_MAX_MILLISECONDS: u32 = 10 * 60 * 1_000;

#[derive(Properties, PartialEq)]
pub(super) struct DialInProps {
    pub(super) user: Rc<User>,
    pub(super) automatic_mails: MailEvents,
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
    Provider,
    Address(Purpose),
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
    let schedules = use_state_eq(|| 0_u64);
    // Draws again at the moment when the time for an undo has passed.
    let passed = use_state_eq(|| None::<Timestamp>);
    use_effect_with(user.undo.map(|undo| undo.until), {
        let (api, passed) = (api.clone(), passed.setter());
        move |until| {
            let timeout = until.map(|until| {
                let left = u32::try_from(until.since(api.now()).as_millis()).unwrap_or(u32::MAX);
                let left = left.min(TIMER_MAX_MILLISECONDS) + UNDO_MARGIN_MILLISECONDS;
                Timeout::new(left, move || passed.set(Some(until)))
            });
            move || drop(timeout)
        }
    });

    let now = api.now();
    let ask = |what: Asked| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(what))
    };
    use_window_event(RESET, {
        let (asked, id, is_free) = (
            asked.setter(),
            user.conference_id.filter(|_| !user.has_dynamic_ids()),
            *asked == Asked::Nothing,
        );
        Callback::from(move |_: Event| {
            if let (Some(id), true) = (id, is_free) {
                asked.set(Asked::Reset(id));
            }
        })
    });
    let done = |words: Replaced| {
        let (asked, on_user, on_undo) = (asked.setter(), props.on_user.clone(), props.on_undo.clone());
        let (api, notices) = (api.clone(), notices.clone());
        let before = user.conference_id;
        Callback::from(move |user: Rc<User>| {
            asked.set(Asked::Nothing);
            if let Some(notice) = undo_notice(t, &api, before, &user, &on_undo, words) {
                notices.show(notice);
            }
            on_user.emit(user);
        })
    };
    let (on_done, on_chosen) = (done(Words::reset_done), done(Words::choice_done));
    let on_send = {
        let (user, sending, on_reload) = (user.clone(), sending.clone(), props.on_reload.clone());
        Callback::from(move |_: MouseEvent| {
            let answer = api.send_conference_info(user.id, &IdempotencyKey::new());
            let (notices, user, on_reload) = (notices.clone(), user.clone(), on_reload.clone());
            let leaves = api.mail_leaves();
            sending.send(answer, move |()| {
                notices
                    .show(Notice::new(t.info_sent(user.mail_recipient(MailEvent::ConferenceInfo), leaves)));
                on_reload.emit(());
            });
        })
    };

    let change_provider = |words: ProviderText| {
        html! {
            <button type="button" class="button" onclick={ask(Asked::Provider).reform(|_: MouseEvent| ())}>{ t.of(words) }</button>
        }
    };
    let type_button = html! {
        <IdTypeButton user={user.clone()} automatic_mails={props.automatic_mails} on_user={props.on_user.clone()} />
    };
    // What is done often; the rest is behind a word, so that the pane has room for the user.
    let often = html! {
        <div class="pane-actions">
            <button type="button" class="button" title={t.of(UsersText::SendInfoHint)} aria-disabled={sending.aria()} onclick={on_send}>
                { t.of(UsersText::SendInfo) }
            </button>
            <button type="button" class="button button-danger" onclick={ask(Asked::Act(UserAct::Disable)).reform(|_: MouseEvent| ())}>
                { t.of(UsersText::Disable) }
            </button>
        </div>
    };
    let card = router.link(&Route::Card { user: user.id }, "button", html! { t.of(UsersText::Card) });
    let more = |of_id: Html, card: Html| {
        html! {
            <details class="more">
                <summary>{ t.of(UsersText::MoreActions) }</summary>
                <div class="more-body">
                    <PinPart user={user.clone()} automatic_mails={props.automatic_mails} on_user={props.on_user.clone()} />
                    { of_id }
                    <div class="pane-actions">
                        { type_button.clone() }
                        { card }
                        { change_provider(ProviderText::Change) }
                        <button type="button" class="button" onclick={ask(Asked::Address(Purpose::Once)).reform(|_: MouseEvent| ())}>
                            { t.of(AddressText::SendTo) }
                        </button>
                        <button type="button" class="button" onclick={ask(Asked::Address(Purpose::Always)).reform(|_: MouseEvent| ())}>
                            { t.of(AddressText::Change) }
                        </button>
                    </div>
                </div>
            </details>
        }
    };
    let content = if user.has_dynamic_ids() {
        html! { <>
            { dynamic_ids(t, user) }
            { mail_line(t, &router, user.latest_mail) }
            { address_line(t, user) }
            { problem_line(t, sending.error()) }
            { often }
            { more(html! {}, html! {}) }
        </> }
    } else if let Some(id) = user.conference_id {
        html! { <>
            <div class="conference-id">
                <p class="label" id="conference-id-label">{ t.of(Common::ConferenceId) }</p>
                <p class="conference-id-digits" id="conference-id" role="status">{ digits(id) }</p>
                <CopyButton text={id.to_string()} label={t.of(Common::CopyId)} />
                <button type="button" class="button" aria-keyshortcuts="r" onclick={ask(Asked::Reset(id)).reform(|_: MouseEvent| ())}>
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
            { address_line(t, user) }
            { problem_line(t, sending.error()) }
            { often }
            { more(html! {
                <IdActions user={user.clone()} {id} automatic_mails={props.automatic_mails} on_user={props.on_user.clone()} on_done={on_chosen} />
            }, card) }
        </> }
    } else if user.provider.is_third_party() && user.dial_in_enabled {
        html! { <>
            { third_party(t, user, now, &ask(Asked::Provider).reform(|_: MouseEvent| ())) }
            { mail_line(t, &router, user.latest_mail) }
            { problem_line(t, sending.error()) }
            { often }
            <div class="pane-actions">{ card }</div>
        </> }
    } else if user.provider.is_third_party() {
        html! { <>
            <p class="quiet">{ t.of(ProviderText::Kept) }</p>
            { mail_line(t, &router, user.latest_mail) }
            <div class="pane-actions">
                { change_provider(ProviderText::EnableAgain) }
                <button type="button" class="button" onclick={ask(Asked::Act(UserAct::UseBuiltIn)).reform(|_: MouseEvent| ())}>
                    { t.of(ProviderText::UseBuiltIn) }
                </button>
            </div>
        </> }
    } else {
        html! { <>
            <p class="quiet">{ t.of(UsersText::NotEnabledDetail) }</p>
            if let Some(undo) = user.undo.filter(|undo| undo.until > now) {
                <p class="quiet comes-back">{ t.comes_back_until(undo.previous_conference_id, &t.day(undo.until)) }</p>
            }
            { mail_line(t, &router, user.latest_mail) }
            <div class="pane-actions">
                <button type="button" class="button button-primary" onclick={ask(Asked::Act(UserAct::Enable)).reform(|_: MouseEvent| ())}>
                    { icon(Icon::Phone) }{ t.of(UsersText::Enable) }
                </button>
                { change_provider(ProviderText::ThirdParty) }
            </div>
        </> }
    };
    let dialog = match *asked {
        Asked::Nothing => html! {},
        Asked::Address(purpose) => html! {
            <OtherAddress user={user.clone()} {purpose} on_close={ask(Asked::Nothing)} on_user={props.on_user.clone()} on_done={props.on_user.clone()} />
        },
        Asked::Reset(id) => html! {
            <ResetConferenceId user={user.clone()} {id} automatic_mails={props.automatic_mails} on_close={ask(Asked::Nothing)} on_user={props.on_user.clone()} {on_done} on_scheduled={{
                let (asked, schedules) = (asked.setter(), schedules.clone());
                Callback::from(move |()| {
                    asked.set(Asked::Nothing);
                    schedules.set(*schedules + 1);
                })
            }} />
        },
        Asked::Provider => html! {
            <ProviderDialog user={user.clone()} automatic_mails={props.automatic_mails} on_close={ask(Asked::Nothing)} on_user={props.on_user.clone()} on_done={on_done.clone()} />
        },
        Asked::Act(act) => html! {
            <Question user={user.clone()} {act} automatic_mails={props.automatic_mails} on_close={ask(Asked::Nothing)} on_user={props.on_user.clone()} {on_done} />
        },
    };
    html! {
        <div class="dial-in">
            <div class="dial-in-head">
                <h3>{ t.of(Common::DialIn) }</h3>
                if user.conference_id_locked && user.conference_id.is_some() && !user.has_dynamic_ids() {
                    <span class="badge badge-warning" title={t.of(ChoiceText::LockHint)}>{ t.of(ChoiceText::Locked) }</span>
                }
                if user.has_dynamic_ids() {
                    <span class="badge" title={t.of(IdTypeText::DynamicHint)}>{ t.of(IdTypeText::Dynamic) }</span>
                }
                if user.dial_in_enabled && user.provider.is_third_party() {
                    <span class="badge">{ t.of(ProviderText::ThirdParty) }</span>
                } else if user.dial_in_enabled {
                    <span class="badge badge-accent">{ t.of(Common::Enabled) }</span>
                } else {
                    <span class="badge">{ t.of(Common::NotEnabled) }</span>
                }
            </div>
            // A change of the user may be what was scheduled.
            <Scheduled user={user.id} changes={*schedules + user.version.0} />
            { content }
            { dialog }
        </div>
    }
}

/// The words for an ID that took the place of another.
type Replaced = fn(Words, ConferenceId, ConferenceId) -> String;

/// The notice after a reset or a choice, with both IDs, or after disabling; each with *Undo*. Other acts have their own.
fn undo_notice(
    t: Words,
    api: &Api,
    before: Option<ConferenceId>,
    user: &Rc<User>,
    on_undo: &Callback<Rc<User>>,
    words: Replaced,
) -> Option<Notice> {
    // A change of the provider has a notice of its own and cannot be undone like this.
    if user.provider.is_third_party() {
        return None;
    }
    let (old, undo) = (before?, user.undo?);
    let text = match user.conference_id {
        Some(new) => words(t, old, new),
        None => t.of(UsersText::DisabledNotice).to_owned(),
    };
    let left = u32::try_from(undo.until.since(api.now()).as_millis()).unwrap_or(u32::MAX);
    let (reset, user) = (user.clone(), user.clone());
    let action = on_undo.reform(move |()| user.clone());
    let notice = Notice::new(text).with_action(t.of(Common::Undo), action, left.min(NOTICE_MAX_MILLISECONDS));
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
