//! Removing a user, and striking out the name of one that was removed.

use std::rc::Rc;

use shared::{User, UserId, Version};
use yew::prelude::*;

use super::confirm::{confirm_field, confirmed};
use super::history::History;
use super::meetings_line::MeetingsLine;
use super::text::UsersText;
use crate::api::use_api;
use crate::components::{
    Dialog, Notice, Skeleton, error_panel, moment, on_submit, problem_line, use_notices, user_name,
};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Common, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct RemoveProps {
    pub(super) id: UserId,
    pub(super) name: AttrValue,
    /// The version of the user that is to be removed; `None` if the name of a removed user is to be struck out.
    pub(super) version: Option<Version>,
    /// The user that is to be removed: a locked conference ID is typed.
    #[prop_or_default]
    pub(super) user: Option<Rc<User>>,
    pub(super) on_close: Callback<()>,
    pub(super) on_done: Callback<()>,
}

/// Asks, says what is lost, and removes the user or strikes out the name.
#[component]
pub(super) fn Remove(props: &RemoveProps) -> Html {
    let t = use_words();
    let api = use_api();
    let notices = use_notices();
    let sending = use_sending();
    let confirm = use_node_ref();
    let (id, version) = (props.id, props.version);
    let (title, yes, done, consequences) = if version.is_some() {
        let consequences = [UsersText::RemoveStops, UsersText::DisableInvitations, UsersText::RemoveDeletes];
        (UsersText::RemoveTitle, UsersText::Remove, UsersText::Removed, consequences)
    } else {
        let consequences = [UsersText::StrikeErases, UsersText::StrikeReasons, UsersText::StrikeFiles];
        (UsersText::StrikeTitle, UsersText::Strike, UsersText::Struck, consequences)
    };
    let onsubmit = {
        let (sending, on_done, confirm) = (sending.clone(), props.on_done.clone(), confirm.clone());
        on_submit(Callback::from(move |()| {
            let (notices, on_done) = (notices.clone(), on_done.clone());
            sending.send(api.remove_user(id, version, confirmed(&confirm)), move |()| {
                notices.show(Notice::new(t.of(done)));
                on_done.emit(());
            });
        }))
    };
    html! {
        <Dialog id="remove-user" title={t.of(title)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                <p><strong><bdi>{ &props.name }</bdi></strong></p>
                <ul class="consequences">
                    if version.is_some() { <MeetingsLine user={id} /> }
                    { for consequences.into_iter().map(|text| html! { <li>{ t.of(text) }</li> }) }
                    <li>{ t.of(UsersText::RemoveFinal) }</li>
                </ul>
                if let Some(user) = &props.user { { confirm_field(t, user, &sending, &confirm) } }
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus=true disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class="button button-danger" aria-disabled={sending.aria()}>{ t.of(yes) }</button>
                </div>
            </form>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct RemovedProps {
    pub(super) id: UserId,
}

/// What is left of a removed user: the name, unless it was struck out, and the history.
#[component]
pub(super) fn Removed(props: &RemovedProps) -> Html {
    let t = use_words();
    let now = use_api().now();
    let asking = use_state_eq(|| false);
    let left = use_remote(props.id, |api, id| async move { api.removed_user(id).await });
    let ask = |on: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(on))
    };
    match (left.value(), left.error()) {
        (_, Some(error)) => error_panel(t, error, &left.on_reload()),
        (None, None) => html! { <Skeleton /> },
        (Some(user), None) => html! {
            <div class="pane-body">
                <div class="pane-part">
                    <p>{ user_name(t, user.display_name.as_deref(), true) }{ " · " }{ moment(t, user.removed_at, now) }</p>
                    if let Some(name) = user.display_name.clone() {
                        <button type="button" class="button" onclick={ask(true).reform(|_: MouseEvent| ())}>{ t.of(UsersText::Strike) }</button>
                        if *asking {
                            <Remove id={user.id} {name} version={None} on_close={ask(false)} on_done={{
                                let (close, reload) = (ask(false), left.on_reload());
                                Callback::from(move |()| {
                                    close.emit(());
                                    reload.emit(());
                                })
                            }} />
                        }
                    }
                </div>
                // With the name the reasons go, so the history is another.
                <History user={user.id} version={Version(user.display_name.is_some().into())} />
            </div>
        },
    }
}
