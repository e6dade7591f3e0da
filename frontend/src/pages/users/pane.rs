//! The action pane: one user, beside the list, with an address of its own.

use std::rc::Rc;

use shared::{MailEvents, ProblemCode, User, UserId};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::dial_in::DialIn;
use super::form::{UserForm, language_name};
use super::history::History;
use super::numbers::{CallersNumbers, country_name};
use super::remove::{Remove, Removed};
use super::text::UsersText;
use crate::browser;
use crate::components::{Icon, Skeleton, error_panel, icon};
use crate::hooks::{use_interval, use_remote, use_window_event};
use crate::i18n::{Common, Words, use_words};
use crate::lazy::lazy_component;
use crate::pages::update_meetings::ConnectedCalendar;
use crate::route::Route;
use crate::router::use_router;
use crate::tabs::LOOK_AGAIN;

/// How often the state of a mail is asked for while it may still move on.
const MAIL_POLL_MILLISECONDS: u32 = 1_500;

#[derive(Clone, Properties, PartialEq)]
pub(super) struct PaneProps {
    pub(super) id: UserId,
    /// What is known of the user; the pane asks for the latest.
    pub(super) user: Option<Rc<User>>,
    /// The events whose emails the organisation sends by itself.
    pub(super) automatic_mails: MailEvents,
    /// Called with the user after every change.
    pub(super) on_user: Callback<Rc<User>>,
    /// Called to take the latest reset of this user back.
    pub(super) on_undo: Callback<Rc<User>>,
    /// Called when the user was removed.
    pub(super) on_removed: Callback<()>,
    pub(super) on_close: Callback<()>,
}

lazy_component!(Pane in users);

/// The action pane. The list makes a new one for every user.
#[component]
pub(super) fn Pane(props: &PaneProps) -> Html {
    let t = use_words();
    let router = use_router();
    let heading = use_node_ref();
    let editing = use_state_eq(|| false);
    let removing = use_state_eq(|| false);
    let remote = use_remote(props.id, |api, user| async move { api.user(user).await });
    let user = &props.user;
    use_window_event(LOOK_AGAIN, remote.on_look_again());

    use_effect_with((), {
        let heading = heading.clone();
        move |()| {
            if let Some(heading) = heading.cast::<web_sys::HtmlElement>() {
                // A heading with a tabindex can have the focus.
                let _ = heading.focus();
            }
        }
    });
    use_window_event("keydown", {
        let on_close = props.on_close.clone();
        Callback::from(move |event: Event| {
            let escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
            // There, Escape has a meaning of its own.
            let over =
                browser::document().query_selector("dialog[open], :popover-open, input[type=search]:focus");
            if escape && over.is_ok_and(|over| over.is_none()) {
                on_close.emit(());
            }
        })
    });
    let pending = user.as_ref().and_then(|user| user.latest_mail).is_some_and(|mail| mail.state.is_pending());
    use_interval(pending.then_some(MAIL_POLL_MILLISECONDS), remote.on_reload());
    // The answer goes to where everything that is known of users is.
    use_effect_with(remote.value().cloned(), {
        let on_user = props.on_user.clone();
        move |user| {
            if let Some(user) = user {
                on_user.emit(user.clone());
            }
        }
    });
    let on_user = use_callback((), {
        let (on_user, reload) = (props.on_user.clone(), remote.on_reload());
        move |user: Rc<User>, ()| {
            // The state of the mail may only stand in the answer about one user.
            if user.latest_mail.is_none() {
                reload.emit(());
            }
            on_user.emit(user);
        }
    });

    let close = props.on_close.reform(|_: MouseEvent| ());
    let set_editing = |on: bool| {
        let editing = editing.setter();
        Callback::from(move |()| editing.set(on))
    };
    let set_removing = |on: bool| {
        let removing = removing.setter();
        Callback::from(move |()| removing.set(on))
    };
    let content = match (user, remote.error()) {
        (Some(user), _) => html! { <>
            <div class="pane-body">
                { details(t, user, &set_editing(true), &set_removing(true)) }
                <CallersNumbers user={user.clone()} automatic_mails={props.automatic_mails} on_user={on_user.clone()} />
                <History user={user.id} version={user.version} />
                <ConnectedCalendar user={user.id} version={user.version} of={Some((user.clone(), remote.on_reload()))} />
                <p class="small">{ router.link(&Route::Mails { state: None, user: Some(user.id), open: None }, "", html! { t.of(UsersText::AllMails) }) }</p>
            </div>
            <DialIn user={user.clone()} automatic_mails={props.automatic_mails} {on_user} on_undo={props.on_undo.clone()} on_reload={remote.on_reload()} />
            if *removing {
                <Remove id={user.id} name={user.display_name.clone()} version={Some(user.version)} user={user.clone()} on_close={set_removing(false)} on_done={props.on_removed.clone()} />
            }
            if *editing {
                <UserForm user={Some(user.clone())} automatic_mails={props.automatic_mails} on_close={set_editing(false)} on_done={{
                    let (editing, on_user) = (editing.setter(), props.on_user.clone());
                    Callback::from(move |user: Rc<User>| {
                        editing.set(false);
                        on_user.emit(user);
                    })
                }} />
            }
        </> },
        (None, Some(error)) if error.is(ProblemCode::NotFound) => html! { <Removed id={props.id} /> },
        (None, Some(error)) => error_panel(t, error, &remote.on_reload()),
        (None, None) => html! { <Skeleton /> },
    };
    let name = user.as_ref().map_or(t.of(UsersText::Pane), |user| user.display_name.as_str()).to_owned();
    html! {
        <section class="pane" aria-labelledby="pane-title">
            <div class="pane-head">
                <h2 id="pane-title" ref={heading} tabindex="-1"><bdi>{ name }</bdi></h2>
                <button type="button" class="button button-quiet button-icon" aria-label={t.of(UsersText::ClosePane)} onclick={close}>
                    { icon(Icon::Close) }
                </button>
            </div>
            { content }
        </section>
    }
}

fn details(t: Words, user: &User, on_edit: &Callback<()>, on_remove: &Callback<()>) -> Html {
    let row = |label: UsersText, value: &str| {
        html! { <div class="detail"><dt>{ t.of(label) }</dt><dd><bdi>{ value }</bdi></dd></div> }
    };
    html! {
        <div class="pane-part">
            <dl class="details">
                { row(UsersText::PrincipalName, user.user_principal_name.as_str()) }
                { row(UsersText::Email, user.primary_email.as_str()) }
                if let Some(id) = &user.directory_id {
                    { row(UsersText::DirectoryId, id.as_str()) }
                }
                { row(UsersText::MailLanguage, language_name(t, user.language)) }
                if let Some(country) = user.country {
                    { row(UsersText::Country, &country_name(t, country)) }
                }
            </dl>
            <button type="button" class="button" onclick={on_edit.reform(|_: MouseEvent| ())}>{ t.of(Common::Edit) }</button>
            { " " }
            <button type="button" class="button" onclick={on_remove.reform(|_: MouseEvent| ())}>{ t.of(UsersText::Remove) }</button>
        </div>
    }
}
