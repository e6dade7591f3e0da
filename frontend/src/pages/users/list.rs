//! The table of users and what stands around it.

use std::rc::Rc;

use shared::{ConferenceIdType, DialInFilter, Page, ProviderFilter, Timestamp, User, UserId, UserSort};
use yew::prelude::*;

use super::provider::ProviderText;
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
                let list_then = UserList { dial_in, place: None, ..list.clone() };
                chip(t.of(text), list.dial_in == dial_in, &on_list.reform(move |()| list_then.clone()))
            }) }
            { third_party_chip(t, list, on_list) }
            { dynamic_chip(t, list, on_list) }
        </div>
    }
}

/// Narrows the list to third-party providers, or widens it again.
fn third_party_chip(t: Words, list: &UserList, on_list: &Callback<UserList>) -> Html {
    let is_on = list.provider == Some(ProviderFilter::ThirdParty);
    let provider = (!is_on).then_some(ProviderFilter::ThirdParty);
    let list_then = UserList { provider, place: None, ..list.clone() };
    chip(t.of(ProviderText::ThirdParty), is_on, &on_list.reform(move |()| list_then.clone()))
}

/// Narrows the list to those whose meetings have conference IDs of their own, or widens it again.
fn dynamic_chip(t: Words, list: &UserList, on_list: &Callback<UserList>) -> Html {
    let is_on = list.id_type == Some(ConferenceIdType::Dynamic);
    let id_type = (!is_on).then_some(ConferenceIdType::Dynamic);
    let list_then = UserList { id_type, place: None, ..list.clone() };
    chip(t.of(UsersText::DynamicIds), is_on, &on_list.reform(move |()| list_then.clone()))
}

/// Which part of the list is shown, when it is not all of it; on paper also what to do about the rest.
pub(super) fn range(t: Words, before: u64, count: u64, total: Option<u64>) -> Html {
    // An address from elsewhere may tell of more rows than there are.
    let Some(total) = total.filter(|total| *total > count && *total >= before + count) else {
        return html! {};
    };
    html! {
        <p class="quiet small list-range">
            { t.range(before + 1, before + count, total) }
            <span class="on-paper">{ " " }{ t.not_printed(total - count) }</span>
        </p>
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
        let sort = if sorted == Some(false) { down } else { up };
        let list_then = UserList { sort, place: None, ..(**list).clone() };
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
