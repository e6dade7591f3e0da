//! The dialogs that enable and disable one user.

use std::rc::Rc;

use shared::User;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::text::UsersText;
use crate::api::{ApiError, IdempotencyKey, UserAct, use_api};
use crate::components::{Dialog, Notice, checkbox, digits, on_submit, problem_line, use_notices};
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
    let notices = use_notices();
    let send_email = use_state_eq(|| props.automatic_mails);
    let busy = use_state_eq(|| false);
    let error = use_state_eq(|| None::<ApiError>);
    let key = use_memo(props.user.version, |_| IdempotencyKey::new());
    let act = props.act;
    let onsubmit = {
        let (user, busy, error, send_email) = (props.user.clone(), busy.clone(), error.setter(), *send_email);
        let (on_user, on_done) = (props.on_user.clone(), props.on_done.clone());
        on_submit(Callback::from(move |()| {
            if *busy {
                return;
            }
            busy.set(true);
            let (api, key, user, notices) = (api.clone(), key.clone(), user.clone(), notices.clone());
            let (busy, error, on_user, on_done) =
                (busy.setter(), error.clone(), on_user.clone(), on_done.clone());
            spawn_local(async move {
                let answer = api.act_on_user(act, user.id, user.version, Some(send_email), &key).await;
                match answer {
                    Ok(user) => {
                        match act {
                            UserAct::Enable => notices.show(Notice::new(t.of(UsersText::EnabledNotice))),
                            UserAct::Disable => notices.show(Notice::new(t.of(UsersText::DisabledNotice))),
                            UserAct::Undo => {}
                        }
                        on_done.emit(Rc::new(user));
                    }
                    Err(failure) => {
                        if failure.is("version-stale")
                            && let Ok(now) = api.user(user.id).await
                        {
                            on_user.emit(Rc::new(now));
                        }
                        error.set(Some(failure));
                        busy.set(false);
                    }
                }
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
        <Dialog id="user-question" title={t.of(title)} on_close={props.on_close.clone()} busy={*busy}>
            <form {onsubmit} aria-busy={busy.then_some("true")}>
                { problem_line(t, error.as_ref()) }
                if error.as_ref().is_some_and(|error| error.is("version-stale")) {
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
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus=true disabled={*busy} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class={if enables { "button button-primary" } else { "button button-danger" }} aria-disabled={busy.then_some("true")}>
                        { t.of(yes) }
                    </button>
                </div>
            </form>
        </Dialog>
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
