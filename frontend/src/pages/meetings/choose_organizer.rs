//! Choosing whose meeting it is: a search, and the users that it finds.

use std::rc::Rc;

use shared::{DialInFilter, User, UserId};
use yew::prelude::*;

use super::MeetingsText;
use crate::components::{Field, field, on_input};
use crate::hooks::use_remote;
use crate::i18n::use_words;
use crate::route::UserList;

/// How many of those that a search finds are offered.
const OFFERED: usize = 8;

#[derive(Properties, PartialEq)]
pub(super) struct ChooseOrganizerProps {
    /// Who is chosen.
    pub(super) chosen: Option<UserId>,
    pub(super) on_choose: Callback<UserId>,
    /// What is wrong.
    pub(super) error: Option<AttrValue>,
}

/// A search for enabled users, of whom one is chosen.
#[component]
pub(super) fn ChooseOrganizer(props: &ChooseOrganizerProps) -> Html {
    let t = use_words();
    let typed = use_state_eq(String::new);
    let list = UserList { q: (*typed).clone(), dial_in: Some(DialInFilter::Enabled), ..UserList::default() };
    let users = use_remote(list, |api, list| async move { api.users(&list).await });
    let oninput = {
        let typed = typed.setter();
        on_input(Callback::from(move |text| typed.set(text)))
    };
    let offered: Vec<Rc<User>> = match users.value() {
        Some(page) => page.items.iter().take(OFFERED).cloned().map(Rc::new).collect(),
        None => Vec::new(),
    };
    let choices = offered.iter().map(|user| {
        let id = user.id;
        let onchange = props.on_choose.reform(move |_: Event| id);
        html! {
            <label key={id.to_string()} class="check">
                <input type="radio" name="meeting-organizer" checked={props.chosen == Some(id)} {onchange} />
                <span><bdi>{ &user.display_name }</bdi><span class="field-hint">{ user.user_principal_name.as_str() }</span></span>
            </label>
        }
    });
    let hint = Some(t.of(MeetingsText::OrganizerHint));
    let label = t.of(MeetingsText::Organizer);
    html! { <>
        { field(Field { id: "organizer-search", label, hint, error: props.error.as_deref() }, |aria_describedby, aria_invalid| html! {
            <input id="organizer-search" type="search" autocomplete="off" spellcheck="false" autofocus=true maxlength="100"
                value={(*typed).clone()} {oninput} {aria_describedby} {aria_invalid} />
        }) }
        <div class="meeting-organizers" role="radiogroup" aria-label={label}>{ for choices }</div>
    </> }
}
