//! The dialogs that enable and disable one user.

use std::rc::Rc;

use shared::{User, UserId};
use yew::prelude::*;

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
    /// Whether the organisation sends mails by itself.
    pub(super) automatic_mails: bool,
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
    let send_email = use_state_eq(|| props.automatic_mails);
    let sending = use_sending();
    let key = use_memo(props.user.version, |_| IdempotencyKey::new());
    let act = props.act;
    let onsubmit = {
        let (user, sending, send_email) = (props.user.clone(), sending.clone(), *send_email);
        let (on_user, on_done) = (props.on_user.clone(), props.on_done.clone());
        on_submit(Callback::from(move |()| {
            let answer = {
                let (api, key, user, on_user) = (api.clone(), key.clone(), user.clone(), on_user.clone());
                async move {
                    let answer = api.act_on_user(act, user.id, user.version, Some(send_email), &key).await;
                    tell_newest(&api, user.id, &answer, &on_user).await;
                    answer
                }
            };
            let (notices, on_done) = (notices.clone(), on_done.clone());
            sending.send(answer, move |user| {
                match act {
                    UserAct::Enable => notices.show(Notice::new(t.of(UsersText::EnabledNotice))),
                    UserAct::Disable => notices.show(Notice::new(t.of(UsersText::DisabledNotice))),
                    UserAct::Undo => {}
                }
                on_done.emit(Rc::new(user));
            });
        }))
    };
    let enables = act == UserAct::Enable;
    let (title, yes) = if enables {
        (UsersText::EnableTitle, UsersText::Enable)
    } else {
        (UsersText::DisableTitle, UsersText::Disable)
    };
    html! {
        <Dialog id="user-question" title={t.of(title)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                if sending.is_stale() {
                    { stale(t, &props.user) }
                }
                <p><strong><bdi>{ &props.user.display_name }</bdi></strong></p>
                if enables {
                    <p>{ t.of(UsersText::EnableAtOnceHint) }</p>
                } else {
                    <ul class="consequences">
                        <li>{ t.of(UsersText::DisableStops) }</li>
                        <li>{ t.of(UsersText::DisableInvitations) }</li>
                    </ul>
                }
                { checkbox("send-email", t.of(UsersText::SendMail), Some(props.user.primary_email.as_str()), *send_email, {
                    let send_email = send_email.setter();
                    Callback::from(move |on| send_email.set(on))
                }) }
                { mail_stays(t, *send_email, leaves) }
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus=true disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class={if enables { "button button-primary" } else { "button button-danger" }} aria-disabled={sending.aria()}>
                        { t.of(yes) }
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
