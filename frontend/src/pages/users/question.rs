//! The dialogs that enable and disable one user.

use std::rc::Rc;

use shared::{MailEvents, User, UserActionRequest, UserId};
use yew::prelude::*;

use super::confirm::{confirm_field, confirmed};
use super::meetings_line::MeetingsLine;
use super::provider::ProviderText;
use super::text::UsersText;
use crate::api::{Api, ApiError, IdempotencyKey, UserAct, use_api};
use crate::components::{Dialog, Notice, checkbox, digits, mail_stays, on_submit, problem_line, use_notices};
use crate::hooks::use_sending;
use crate::i18n::{Common, Words, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct QuestionProps {
    pub(super) user: Rc<User>,
    /// What is asked about.
    pub(super) act: UserAct,
    /// The events whose emails the organisation sends by itself.
    pub(super) automatic_mails: MailEvents,
    pub(super) on_close: Callback<()>,
    /// Called with the user as it is now, when somebody else was first.
    pub(super) on_user: Callback<Rc<User>>,
    /// Called with the user after the act.
    pub(super) on_done: Callback<Rc<User>>,
}

/// Asks, and acts on the answer that is named by its verb.
#[component]
pub(super) fn Question(props: &QuestionProps) -> Html {
    let t = use_words();
    let api = use_api();
    let leaves = api.mail_leaves();
    let notices = use_notices();
    let confirm = use_node_ref();
    let send_email = use_state_eq(|| props.automatic_mails.contains(props.act.mail_event()));
    let sending = use_sending();
    let key = use_memo(props.user.version, |_| IdempotencyKey::new());
    let act = props.act;
    let now = api.now();
    let onsubmit = {
        let (user, sending, send_email) = (props.user.clone(), sending.clone(), *send_email);
        let confirm = confirm.clone();
        let (on_user, on_done) = (props.on_user.clone(), props.on_done.clone());
        on_submit(Callback::from(move |()| {
            let request = UserActionRequest {
                send_email: Some(send_email),
                confirm_conference_id: confirmed(&confirm),
            };
            let answer = {
                let (api, key, user, on_user) = (api.clone(), key.clone(), user.clone(), on_user.clone());
                async move {
                    let answer = api.act_on_user(act, user.id, user.version, request, &key).await;
                    tell_newest(&api, user.id, &answer, &on_user).await;
                    answer
                }
            };
            let (notices, on_done) = (notices.clone(), on_done.clone());
            sending.send(answer, move |user| {
                match act {
                    UserAct::Enable | UserAct::UseBuiltIn => {
                        notices.show(Notice::new(t.of(UsersText::EnabledNotice)));
                    }
                    // That has a notice with which it can be undone.
                    UserAct::Disable | UserAct::Undo => {}
                }
                on_done.emit(Rc::new(user));
            });
        }))
    };
    let enables = matches!(act, UserAct::Enable | UserAct::UseBuiltIn);
    let (title, yes) = if act == UserAct::UseBuiltIn {
        (t.of(ProviderText::UseBuiltInTitle), t.of(ProviderText::UseBuiltIn))
    } else if enables {
        (t.of(UsersText::EnableTitle), t.of(UsersText::Enable))
    } else {
        (t.of(UsersText::DisableTitle), t.of(UsersText::Disable))
    };
    html! {
        <Dialog id="user-question" {title} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                if sending.is_stale() {
                    { stale(t, &props.user) }
                }
                <p><strong><bdi>{ &props.user.display_name }</bdi></strong></p>
                if enables {
                    if let Some(undo) = props.user.undo.filter(|undo| undo.until > now) {
                        <p>{ t.comes_back(undo.previous_conference_id) }</p>
                    } else {
                        <p>{ t.of(UsersText::EnableAtOnceHint) }</p>
                    }
                    if act == UserAct::UseBuiltIn {
                        <p>{ t.of(ProviderText::Forgotten) }</p>
                    }
                } else {
                    <ul class="consequences">
                        <li>{ if props.user.provider.is_third_party() { t.of(ProviderText::Kept) } else { t.of(UsersText::DisableStops) } }</li>
                        <MeetingsLine user={props.user.id} />
                        <li>{ t.of(UsersText::DisableInvitations) }</li>
                    </ul>
                }
                { checkbox("send-email", t.of(UsersText::SendMail), Some(props.user.mail_recipient(act.mail_event()).as_str()), *send_email, {
                    let send_email = send_email.setter();
                    Callback::from(move |on| send_email.set(on))
                }) }
                { mail_stays(t, *send_email, leaves) }
                { confirm_field(t, &props.user, &sending, &confirm) }
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus=true disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class={if enables { "button button-primary" } else { "button button-danger" }} aria-disabled={sending.aria()}>
                        { yes }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// When somebody else was first, tells how the user is now.
pub(super) async fn tell_newest<T>(
    api: &Api,
    user: UserId,
    answer: &Result<T, ApiError>,
    on_user: &Callback<Rc<User>>,
) {
    if answer.as_ref().is_err_and(ApiError::is_stale)
        && let Ok(now) = api.user(user).await
    {
        on_user.emit(Rc::new(now));
    }
}

/// How a user is now, after somebody else was first.
pub(super) fn stale(t: Words, user: &User) -> Html {
    html! {
        <p class="banner">
            <span>{ t.of(UsersText::StaleNow) }{ " " }<strong><bdi>{ &user.display_name }</bdi></strong></span>
            if let Some(id) = user.conference_id {
                { digits(id) }
            } else {
                <span class="badge">{ t.of(Common::NotEnabled) }</span>
            }
        </p>
    }
}
