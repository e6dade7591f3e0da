//! What can be done with a conference ID besides a reset: choosing another one, locking it, handing it over.

use std::rc::Rc;

use shared::{ConferenceId, MailEvents, User};
use yew::prelude::*;

use super::choice_text::ChoiceText;
use super::choose::ChooseConferenceId;
use super::hand_over::HandOver;
use super::question::tell_newest;
use crate::api::use_api;
use crate::components::{Icon, Notice, icon, problem_line, use_notices};
use crate::hooks::use_sending;
use crate::i18n::use_words;

#[derive(Properties, PartialEq)]
pub(super) struct IdActionsProps {
    pub(super) user: Rc<User>,
    /// The user's ID.
    pub(super) id: ConferenceId,
    /// Which mails the organisation sends by itself.
    pub(super) automatic_mails: MailEvents,
    pub(super) on_user: Callback<Rc<User>>,
    /// Called with the user after a choice, which can be undone.
    pub(super) on_done: Callback<Rc<User>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Nothing,
    Choose(ConferenceId),
    HandOver(ConferenceId),
}

/// The buttons, and the dialogs behind them.
#[component]
pub(super) fn IdActions(props: &IdActionsProps) -> Html {
    let t = use_words();
    let api = use_api();
    let notices = use_notices();
    let asked = use_state_eq(|| Asked::Nothing);
    let sending = use_sending();
    let ask = |what: Asked| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(what))
    };
    let user = &props.user;
    let locked = user.conference_id_locked;
    let on_lock = {
        let (user, sending, on_user) = (user.clone(), sending.clone(), props.on_user.clone());
        Callback::from(move |_: MouseEvent| {
            let (api, user, newest) = (api.clone(), user.clone(), on_user.clone());
            let answer = async move {
                let answer = api.lock_conference_id(user.id, user.version, !locked).await;
                tell_newest(&api, user.id, &answer, &newest).await;
                answer
            };
            let (notices, on_user) = (notices.clone(), on_user.clone());
            sending.send(answer, move |user| {
                let said = if locked { ChoiceText::UnlockedNotice } else { ChoiceText::LockedNotice };
                notices.show(Notice::new(t.of(said)));
                on_user.emit(Rc::new(user));
            });
        })
    };
    let on_done = {
        let (asked, on_done) = (asked.setter(), props.on_done.clone());
        Callback::from(move |user: Rc<User>| {
            asked.set(Asked::Nothing);
            on_done.emit(user);
        })
    };
    let on_handed_over = {
        let (asked, on_user) = (asked.setter(), props.on_user.clone());
        Callback::from(move |user: Rc<User>| {
            asked.set(Asked::Nothing);
            on_user.emit(user);
        })
    };
    let dialog = match *asked {
        Asked::Nothing => html! {},
        Asked::Choose(id) => html! {
            <ChooseConferenceId user={user.clone()} {id} automatic_mails={props.automatic_mails} on_close={ask(Asked::Nothing)}
                on_user={props.on_user.clone()} {on_done} />
        },
        Asked::HandOver(id) => html! {
            <HandOver user={user.clone()} {id} automatic_mails={props.automatic_mails} on_close={ask(Asked::Nothing)}
                on_user={props.on_user.clone()} on_done={on_handed_over} />
        },
    };
    let lock_title = t.of(ChoiceText::LockHint);
    html! { <>
        <div class="pane-actions" id="id-actions">
            <button type="button" class="button" onclick={ask(Asked::Choose(props.id)).reform(|_: MouseEvent| ())}>
                { icon(Icon::Search) }{ t.of(ChoiceText::Choose) }
            </button>
            <button type="button" class="button" title={lock_title} aria-disabled={sending.aria()} onclick={on_lock}>
                { t.of(if locked { ChoiceText::Unlock } else { ChoiceText::Lock }) }
            </button>
            <button type="button" class="button" onclick={ask(Asked::HandOver(props.id)).reform(|_: MouseEvent| ())}>
                { t.of(ChoiceText::HandOver) }
            </button>
        </div>
        { problem_line(t, sending.error()) }
        { dialog }
    </> }
}
