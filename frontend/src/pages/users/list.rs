//! The table of users and what stands around it.

use std::rc::Rc;

use shared::{DialInFilter, Page, Timestamp, User, UserId, UserSort};
use yew::prelude::*;

use super::row::UserRow;
use super::selection::Selection;
use super::text::UsersText;
use crate::components::{chip, sortable};
use crate::i18n::{Common, Words};
use crate::route::UserList;

/// What the list calls back with.
#[derive(Clone, PartialEq)]
pub(super) struct ListCallbacks {
    pub(super) list: Callback<UserList>,
    pub(super) open: Callback<Option<UserId>>,
    pub(super) select: Callback<(UserId, bool)>,
    pub(super) select_page: Callback<()>,
}

/// The filters.
pub(super) fn filters(t: Words, list: &UserList, on_list: &Callback<UserList>) -> Html {
    let choices = [
        (None, UsersText::All),
        (Some(DialInFilter::Enabled), UsersText::EnabledOnes),
        (Some(DialInFilter::Disabled), UsersText::NotEnabledOnes),
    ];
    html! {
        <div class="chips" role="group" aria-label={t.of(UsersText::FilterLabel)}>
            { for choices.map(|(dial_in, text)| {
                let list_then = UserList { dial_in, ..list.clone() };
                chip(t.of(text), list.dial_in == dial_in, &on_list.reform(move |()| list_then.clone()))
            }) }
        </div>
    }
}

/// The table.
pub(super) fn table(
    t: Words,
    page: &Page<Rc<User>>,
    list: &Rc<UserList>,
    open: Option<UserId>,
    selection: &Selection,
    now: Timestamp,
    callbacks: &ListCallbacks,
) -> Html {
    let header = |class: &'static str, label: &str, up: UserSort, down: UserSort| {
        let sorted = match list.sort {
            sort if sort == up => Some(false),
            sort if sort == down => Some(true),
            _ => None,
        };
        let list_then = UserList { sort: if sorted == Some(false) { down } else { up }, ..(**list).clone() };
        sortable(class, label, sorted, &callbacks.list.reform(move |()| list_then.clone()))
    };
    let ids: Vec<UserId> = page.items.iter().map(|user| user.id).collect();
    let rows = page.items.iter().map(|user| {
        html! {
            <UserRow key={user.id.to_string()} user={user.clone()} list={list.clone()} {now} selected={selection.has(user.id)} open={open == Some(user.id)} on_open={callbacks.open.clone()} on_select={callbacks.select.clone()} />
        }
    });
    html! {
        <div class="table-frame">
            <table class="table users-table">
                <caption class="visually-hidden">{ t.of(UsersText::Title) }</caption>
                <thead>
                    <tr>
                        <td class="column-select">
                            <label class="select" title={t.of(UsersText::SelectShift)}>
                                <input type="checkbox" checked={selection.has_page(&ids)}
                                    onclick={callbacks.select_page.reform(|_: MouseEvent| ())}
                                    aria-label={t.of(UsersText::SelectPage)} />
                            </label>
                        </td>
                        { header("column-name", t.of(UsersText::Name), UserSort::DisplayName, UserSort::DisplayNameDescending) }
                        { header("column-principal", t.of(UsersText::PrincipalName), UserSort::UserPrincipalName, UserSort::UserPrincipalNameDescending) }
                        { header("column-id", t.of(Common::ConferenceId), UserSort::ConferenceId, UserSort::ConferenceIdDescending) }
                        <th scope="col" class="column-status">{ t.of(UsersText::Status) }</th>
                        { header("column-changed", t.of(UsersText::Changed), UserSort::UpdatedAt, UserSort::UpdatedAtDescending) }
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}
