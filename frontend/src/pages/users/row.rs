//! One row of the list of users.

use std::rc::Rc;

use shared::{Timestamp, User, UserId};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::provider::ProviderText;
use super::text::UsersText;
use crate::components::{digits, moment};
use crate::i18n::{Common, use_words};
use crate::route::{Route, UserList};
use crate::router::href;

#[derive(Properties, PartialEq)]
pub(super) struct UserRowProps {
    pub(super) user: Rc<User>,
    pub(super) list: Rc<UserList>,
    /// The moment of the list, for relative times; it changes with the list only.
    pub(super) now: Timestamp,
    pub(super) selected: bool,
    /// Whether this user's action pane is open.
    pub(super) open: bool,
    pub(super) on_open: Callback<Option<UserId>>,
    /// Called with whether Shift was held.
    pub(super) on_select: Callback<(UserId, bool)>,
}

/// One row. It is drawn again only when its own user or state changes.
#[component]
pub(super) fn UserRow(props: &UserRowProps) -> Html {
    let t = use_words();
    let user = &props.user;
    let id = user.id;
    let on_select = props.on_select.reform(move |event: MouseEvent| (id, event.shift_key()));
    let on_open = {
        let on_open = props.on_open.clone();
        Callback::from(move |event: MouseEvent| {
            let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let on = |selector: &str| {
                target
                    .as_ref()
                    .is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
            };
            if plain && event.button() == 0 && !on("label, input") {
                event.prevent_default();
                on_open.emit(Some(id));
            }
        })
    };
    let address = href(&Route::Users { list: (*props.list).clone(), open: Some(id) });
    html! {
        <tr class={classes!("user-row", props.open.then_some("user-row-open"))} onclick={on_open}>
            <td class="column-select">
                <label class="select">
                    <input type="checkbox" checked={props.selected} onclick={on_select}
                        aria-label={t.select_user(&user.display_name)} />
                </label>
            </td>
            <th scope="row" class="column-name">
                <a href={address} id={format!("user-{id}")} aria-current={props.open.then_some("true")}><bdi>{ &user.display_name }</bdi></a>
                <span class="user-below">{ user.user_principal_name.as_str() }</span>
            </th>
            <td class="column-principal">{ user.user_principal_name.as_str() }</td>
            <td class="column-id">
                if let Some(id) = user.conference_id {
                    { digits(id) }
                } else if let Some(profile) = user.provider.default_profile().filter(|_| user.dial_in_enabled) {
                    <span class="quiet">{ profile.passcode.as_str() }</span>
                } else if user.has_dynamic_ids() {
                    <span class="quiet">{ t.of(UsersText::DynamicIds) }</span>
                } else {
                    <span class="quiet">{ "–" }</span>
                }
            </td>
            <td class="column-status">
                if user.dial_in_enabled && user.provider.is_third_party() {
                    <span class="badge">{ t.of(ProviderText::ThirdParty) }</span>
                } else if user.dial_in_enabled {
                    <span class="badge badge-accent">{ t.of(Common::Enabled) }</span>
                } else {
                    <span class="badge">{ t.of(Common::NotEnabled) }</span>
                }
            </td>
            <td class="column-changed quiet small">
                <span class="visually-hidden">{ t.of(UsersText::Changed) }{ " " }</span>
                { moment(t, user.updated_at, props.now) }
            </td>
        </tr>
    }
}
