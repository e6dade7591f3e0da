//! Turning the pages of the list. Each has an address of its own, so that *Back* and a link lead there.

use shared::UserId;
use yew::prelude::*;

use super::list::range;
use super::listing::Listed;
use super::text::UsersText;
use crate::browser;
use crate::components::pager;
use crate::i18n::Words;
use crate::query::Query;
use crate::route::{Place, Route, UserList};
use crate::router::Router;

/// Which part of the list is shown, and the ways to the one before and the next.
pub(super) fn turning(
    t: Words,
    router: &Router,
    list: &UserList,
    open: Option<UserId>,
    listed: &Listed,
) -> Html {
    let first = listed.place.as_ref().map_or(1, |place| place.from);
    let count = listed.page.items.len();
    // While other rows are on their way, these do not tell what is before and behind those.
    let is_settled = listed.list == *list;
    let turn = |place: Option<Place>, is_next: bool| {
        let (router, here) = (router.clone(), list.place.clone());
        let there = UserList { place, ..list.clone() };
        Callback::from(move |_: MouseEvent| {
            if !is_settled {
                return;
            }
            if is_next {
                browser::keep_in_tab(&name(&there), &Place::put(here.as_ref(), Query::default()).to_string());
            }
            router.go(Route::Users { list: there.clone(), open });
        })
    };
    let previous = listed.place.as_ref().map(|_| turn(before(list), false));
    let next = listed.page.next_cursor.as_ref().map(|cursor| {
        let from = first.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        turn(Some(Place { from, after: cursor.clone() }), true)
    });
    html! { <>
        { range(t, u64::from(first) - 1, count as u64, listed.page.total) }
        { pager(t, t.of(UsersText::Title), previous, next) }
    </> }
}

/// The place before this one, if it was turned from there in this tab; else the first, since a cursor leads forward only.
fn before(list: &UserList) -> Option<Place> {
    Place::parse(&Query::parse(&browser::kept_in_tab(&name(list))?))
}

/// Under which name the tab keeps the place before.
fn name(list: &UserList) -> String {
    Route::Users { list: list.clone(), open: None }.address()
}
